"""一次改好: the list of what is mended in one step, each with a tick that can be taken away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from forms.document.document import Document
from ui.findings.at_once import Fix
from ui.findings.choice import resting
from ui.kit import style, words
from ui.kit.plain import Label
from ui.parts.tick_list import TickList

_HINT = "打勾的一次改好，算作一步，可以撤销。两处不一致、要由人看哪一处对的（如金额），没有打勾，核对以后再勾。"
_WIDE, _HIGH = 70, 30
"""The size of it, in Chinese characters."""
_WIDEST, _HIGHEST = 980, 560
"""It never exceeds this, in pixels."""


class AtOnceDialog(QDialog):
    """`chosen` are the fixes that are ticked."""

    def __init__(self, document: Document, fixes: Sequence[Fix], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("一次改好")
        self.list = TickList("要改的", ("在哪里", "问题", "改法"), wide=1)
        self.told = Label(wrap=True)
        style.tint(self.told, "text2")
        self.told.setMinimumHeight(2 * self.told.fontMetrics().lineSpacing())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.mend = buttons.addButton("改好", QDialogButtonBox.ButtonRole.AcceptRole)
        self.mend.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(style.SPACE)
        for part in (Label(_HINT, wrap=True), self.list, self.told, buttons):
            layout.addWidget(part)
        self.list.ticks_changed.connect(self._count)
        self.list.show_rows(
            [
                ((words.spot(document, one.finding), resting(one.finding), one.mend.name), one, one.is_sure)
                for one in fixes
            ]
        )
        self.list.currentItemChanged.connect(self._tell)
        self.list.setCurrentItem(self.list.topLevelItem(0))
        self.list.setFocus()
        self.resize(min(style.wide(_WIDE), _WIDEST), min(style.wide(_HIGH), _HIGHEST))

    @property
    def chosen(self) -> list[Fix]:
        """The fixes that are ticked, from top to bottom."""
        return self.list.ticked()

    def _tell(self) -> None:
        """Say the whole of what is wrong in the current row, which its column may have no room for."""
        fix = self.list.current()
        self.told.setText(f"{fix.finding.sentence}{fix.finding.fix}" if fix is not None else "")

    def _count(self) -> None:
        count = len(self.list.ticked())
        self.mend.setText(f"改好这 {count} 处" if count else "改好")
        self.mend.setEnabled(bool(count))
