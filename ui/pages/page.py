"""What every page in the middle of the window answers to, be it a table or a text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from forms.document.finding import Finding
from models.records import Address
from ui.kit import style
from ui.kit.commands import Command
from ui.kit.session import Session
from ui.pages.page_head import PageHead

Place = Address | tuple[int, int] | None
"""Where on a step one is to go: to a cell, to a passage of its text from where to where, or to the step as a whole."""


class Page(QWidget):
    """One step of the session's document. What is said here is true of a page without cells."""

    current_changed = Signal(object)
    """The Address of the current cell, or None."""
    selection_changed = Signal()
    """`selection_sum` may give something else."""
    mode_changed = Signal(str)
    """输入, 编辑, or blank when no editor is open."""
    measured = Signal()
    """`least_width` may be another."""
    status = Signal(str)
    """A sentence for the status bar."""
    finding_wanted = Signal(object)
    """A finding of this page whose place the clerk wants to see."""
    go_wanted = Signal(str, object)
    """Another step the clerk wants to see, and a `Place` there."""

    has_findings = False
    """Whether the page shows the findings itself, so that they need not stand beside it."""
    tells_place = False
    """Whether the page itself says on which cell one stands."""
    worked_in: QWidget
    """The part that is worked in: focus given to the page goes on to it. A focus proxy would lead Tab there too, past
    all that stands before it, and from behind the page back to it for ever."""

    def __init__(self, session: Session, step_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.step_id = step_id
        self.worked_in = self
        self._missed: list[Callable[[], None]] = []
        """What is made up for once the page is gone to."""
        session.changed.connect(self._after_change)
        session.checked.connect(self._after_check)

    def show_change(self) -> None:
        """Show what stands after a step; behind another page this waits until the page is gone to."""

    def show_check(self) -> None:
        """Show what was found; this waits as `show_change` does."""

    def _after_change(self) -> None:
        self._do_in_front(self.show_change)

    def _after_check(self) -> None:
        self._do_in_front(self.show_check)

    def _do_in_front(self, do: Callable[[], None]) -> None:
        if not self.is_behind:
            do()
        elif do not in self._missed:
            self._missed.append(do)

    @property
    def is_behind(self) -> bool:
        """Whether another page stands in front of it."""
        return self.isHidden() and self.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)

    def showEvent(self, event: QShowEvent) -> None:
        """Make up for what was missed behind another page."""
        missed, self._missed = self._missed, []
        for do in missed:
            do()
        super().showEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Go on to the part that is worked in."""
        if self.worked_in is not self:
            self.worked_in.setFocus(event.reason())

    @property
    def least_width(self) -> int:
        """The width below which the page shows too little to work on."""
        return 0

    def set_unit(self, unit: str) -> None:
        """Show and take amounts in 万元 or in 元."""

    def set_compared(self, shown: bool) -> None:
        """Show last year's amounts beside this year's, or put them away."""

    def show_cell(self, _address: Address) -> bool:
        """Select the cell, scroll to it and let it flash; False when it is not on this page."""
        return False

    def standing(self) -> Any:
        """What is selected and what is seen, as `stand_again` takes it; nothing on a page that keeps no place."""
        return None

    def stand_again(self, _standing: Any) -> None:
        """Stand where one stood, in other type or on a page made anew."""

    def show_span(self, _span: tuple[int, int]) -> None:
        """Select a passage of the text, from where to where; a page without text has none."""

    def show_uses(self) -> bool:
        """Open the list of where the current cell is used; False on a page without a grid."""
        return False

    def show_passage(self, _finding: Finding) -> None:
        """Select the passage of the text that a finding is about, or bring what it tells of to the front."""

    def commit_pending(self) -> None:
        """Carry out what is being typed, before the page is left, saved or closed."""

    def deed(self, _command: Command) -> Callable[[], object] | None:
        """What the page does at a command of the menus that belongs to pages; None where it has nothing to do."""
        return None

    def selection_sum(self) -> tuple[int, int]:
        """How many amounts are selected, and their sum in 分."""
        return 0, 0


def form_column(page: Page, title: str, guidance: str, groups: Sequence[QWidget]) -> QVBoxLayout:
    """Lay a page out as head and groups of fields that scroll; returns the column, for a line below."""
    inside = QWidget()
    rows = QVBoxLayout(inside)
    rows.setContentsMargins(2 * style.SPACE, 2 * style.SPACE, 2 * style.SPACE, 2 * style.SPACE)
    rows.setSpacing(2 * style.SPACE)
    for group in groups:
        rows.addWidget(group)
    rows.addStretch(1)
    area = QScrollArea()
    area.setWidget(inside)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    head = PageHead(page.session, page.step_id, title, guidance)
    head.finding_wanted.connect(page.finding_wanted)
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(head)
    column.addWidget(area, 1)
    return column
