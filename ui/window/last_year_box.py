"""上年对照 on the tool bar and in the menu: whether the grids show last year's amounts, as it was chosen last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QCheckBox

from models.errors import Trouble
from ui.kit import words

if TYPE_CHECKING:
    from ui.window.main_window import MainWindow

_SETTING, _OFF = "window.last_year", "0"
_TIP = "在各表金额旁边显示上年数、增减和百分比（F8）；只看，不填，不导出"
_CLOSED = "打开一份资料以后，可以在金额旁边显示上年数"


class LastYearBox(QCheckBox):
    """A box that is dead, and says why, while there is no last year to show."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__("上年对照")
        self._window = window
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.action = QAction("上年对照(&B)", window, checkable=True)
        self.action.setShortcut(QKeySequence("F8"))
        try:
            self.setChecked(window.office.setting(_SETTING) != _OFF)
        except Trouble as trouble:
            window.tell(words.trouble_text(trouble))
        self.action.setChecked(self.isChecked())
        self.action.toggled.connect(self.setChecked)
        self.toggled.connect(self.action.setChecked)
        self.toggled.connect(self._keep)
        self.follow()

    def follow(self) -> None:
        """Go by the disclosure that is open now, if any."""
        workspace = self._window.workspace
        document = workspace.session.document if workspace else None
        there = document is not None and document.previous is not None
        self.setEnabled(there)
        self.action.setEnabled(there)
        tip = _TIP if there else _CLOSED
        if document is not None and not there:
            year = document.head.year - 1
            tip = f"没有{document.head.unit.name}{year}年的资料，无法对照。请先导入{year}年公开的文件。"
        self.setToolTip(tip)
        self.action.setToolTip(tip)
        if workspace:
            workspace.set_compared(there and self.isChecked())

    def _keep(self, shown: bool) -> None:
        try:
            self._window.office.set_setting(_SETTING, str(int(shown)))
        except Trouble as trouble:
            self._window.tell(words.trouble_text(trouble))
        self.follow()
