"""The head of a page: its title, how many findings it has, one line of guidance, and what stands at the right end."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from forms.document.finding import LEVEL_WORDS, Finding
from ui.kit import style, words
from ui.kit.plain import tip
from ui.kit.session import Session
from ui.parts.elided import Elided

_HIGH = 44
"""Its height at the standard type size, in pixels."""
_EDGE = 2
"""Above and below, in pixels: two lines of guidance have room."""
_CHIPS = {"E": "error", "W": "warn"}


class PageHead(QFrame):
    """Follows one session; a click on the count leads to the first finding of the page."""

    finding_wanted = Signal(object)
    """The finding whose place the clerk wants to see."""

    def __init__(self, session: Session, step_id: str, title: str, guidance: str = "") -> None:
        super().__init__()
        self._session = session
        self._step = step_id
        self._first: Finding | None = None
        self.setProperty("strip", True)
        self.title = Elided()
        self.title.show_text(title)
        self.title.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        style.heading(self.title)
        self.chip = QPushButton()
        self.chip.setAutoDefault(False)
        self.chip.clicked.connect(lambda: self.finding_wanted.emit(self._first))
        style.scale(self.chip, style.SMALL)
        self.guidance = Elided(is_broken=True, is_whole=True)
        self.guidance.show_text(guidance)
        style.scale(self.guidance, style.SMALL)
        style.tint(self.guidance, "text2")
        # It gives way before the title does; F1 tells the whole.
        self.guidance.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(2 * style.SPACE, _EDGE, 2 * style.SPACE, _EDGE)
        self._row.setSpacing(style.SPACE + style.SPACE // 2)
        self._row.addWidget(self.title)
        self._row.addWidget(self.chip)
        self._row.addWidget(self.guidance, 1)
        self.setMinimumHeight(round(_HIGH * style.factor()))
        session.checked.connect(self._after_check)
        self.refresh()

    def add(self, widget: QWidget) -> None:
        """Let this stand at the right end."""
        self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def _after_check(self) -> None:
        """A page that is not seen counts when it is shown."""
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Count the findings of the page anew."""
        document = self._session.document
        here = [finding for finding in self._session.open_findings if words.is_at(document, finding, self._step)]
        level = next((level for level in _CHIPS if any(one.level == level for one in here)), "")
        alike = [finding for finding in here if finding.level == level]
        self._first = alike[0] if alike else None
        self.chip.setVisible(bool(alike))
        if not alike:
            return
        self.chip.setText(f"{LEVEL_WORDS[level]} {len(alike)}")
        self.chip.setToolTip(tip("去看本页的第一个"))
        style.chip(self.chip, _CHIPS[level])
