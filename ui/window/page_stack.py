"""The pages of a disclosure: made when gone to, the last few kept, let go while all is dressed anew, in the unit of
now."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget
from shiboken6 import delete

from models.records import Address
from ui.kit import style
from ui.kit.session import Session
from ui.pages.make import make_page
from ui.pages.page import Page

KEPT = 8
"""So many pages stay made: with each one more, every step, another type size and the end of each page take longer."""


class PageStack(QStackedWidget):
    """Only the page that is seen follows another unit or 上年对照 at once; the others do when they are gone to."""

    made = Signal(object)
    """A page that was just made."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._pages: dict[str, Page] = {}
        """Those that are made, the one that was gone to last at the end."""
        self._shown_as: dict[str, tuple[str, bool]] = {}
        self.places: dict[str, Address | None] = {}
        """The cell one stands on, or stood on last, by step."""
        self._standing: dict[str, object] = {}
        """Where one stood on the pages that were let go."""
        self.unit = ""
        self.is_compared = False
        """Whether last year's amounts are shown."""
        self.others: dict[str, Callable[[], Page]] = {}
        """What makes the pages that are no steps, by id."""
        style.theme.changing.connect(self._let_go)

    def page(self, step_id: str) -> Page:
        """The page of a step, as it is to be shown now."""
        page = self._pages.pop(step_id, None)
        if page is not None:
            self._pages[step_id] = page
        else:
            other = self.others.get(step_id)
            page = self._pages[step_id] = other() if other else make_page(self._session, step_id)
            self.made.emit(page)
            self.addWidget(page)
            self._let_go_of_the_first()
            if (standing := self._standing.pop(step_id, None)) is not None:
                page.stand_again(standing)
        view = self.unit, self.is_compared
        if self._shown_as.get(step_id) != view:
            self._shown_as[step_id] = view
            page.set_unit(self.unit)
            page.set_compared(self.is_compared)
        return page

    def minimumSizeHint(self) -> QSize:
        """What the page that is seen needs; a wider one that lies behind it must not widen the window."""
        page = self.currentWidget()
        return page.minimumSizeHint() if page is not None else super().minimumSizeHint()

    def seen(self, step_id: str) -> Page | None:
        """The page of a step if it was made already."""
        return self._pages.get(step_id)

    def _let_go_of_the_first(self) -> None:
        """Let go of the page that was not gone to for the longest time, if they are too many."""
        behind = [step_id for step_id, page in self._pages.items() if page is not self.currentWidget()]
        for step_id in behind[: max(len(self._pages) - KEPT, 0)]:
            self._take_out(step_id).deleteLater()

    def _let_go(self) -> None:
        """Let go of the pages that are not seen: it is quicker to make one anew than to dress all of them."""
        for step_id, page in [*self._pages.items()]:
            if page is self.currentWidget():
                QTimer.singleShot(0, page, partial(page.stand_again, page.standing()))
            else:
                delete(self._take_out(step_id))

    def _take_out(self, step_id: str) -> Page:
        """Forget a page, but not where one stood on it."""
        page = self._pages.pop(step_id)
        self._standing[step_id] = page.standing()
        self._shown_as.pop(step_id, None)
        self.removeWidget(page)
        return page
