"""The desk: what the helpers of the main window may ask of it, so that they need not know the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from PySide6.QtWidgets import QDialog, QWidget

from forms.document.document import Document
from forms.document.finding import Finding
from forms.form.model import Table
from forms.office.office import Office
from models.errors import Trouble
from models.records import Address
from ui.kit import words
from ui.kit.jobs import Job, Jobs
from ui.kit.plain import warn
from ui.kit.session import Session

T = TypeVar("T")


class Opened(Protocol):
    """The disclosure that lies open on the desk, and where in it the clerk stands."""

    @property
    def session(self) -> Session:
        """The disclosure."""

    @property
    def at(self) -> str:
        """The id of the step in the middle."""

    @property
    def table(self) -> Table | None:
        """The table in the middle; None while something else stands there."""

    @property
    def place(self) -> Address | None:
        """The cell the clerk stands on."""

    @property
    def widget(self) -> QWidget:
        """What windows beside it belong to, so that they go with it."""

    def commit(self) -> None:
        """Take over what is still being typed."""

    def go(self, to: str) -> None:
        """Show that step in the middle."""

    def show_cell(self, address: Address) -> None:
        """Go to a cell, wherever it is."""

    def step_to(self, count: int) -> None:
        """Take steps back or do them again until so many are done, and show where it was."""

    def jump(self, finding: Finding) -> None:
        """Go to the place of a finding."""


class Desk(Protocol):
    """One office, at most one open disclosure, and someone to talk to."""

    @property
    def office(self) -> Office:
        """What is kept; it is spoken to in the window's thread only."""

    @property
    def jobs(self) -> Jobs:
        """Who does what takes longer."""

    @property
    def workspace(self) -> Opened | None:
        """What lies open; None on the start page."""

    @property
    def widget(self) -> QWidget:
        """What dialogs stand over."""

    def tell(self, sentence: str) -> None:
        """Say something in the status bar for a while."""

    def ask(self, question: Callable[[], T]) -> T | None:
        """Ask the office; a Trouble is shown and gives None."""

    def may_leave(self) -> bool:
        """Whether what lies open may be put away; the clerk is asked when something of it could not be stored."""

    def go_home(self) -> None:
        """Put away what lies open and show the start page, if it may be left."""

    def show_document(self, document: Document, guest: QWidget | None = None, *, is_practice: bool = False) -> None:
        """Put this on the desk in the place of what lies there; a guest, with a bar of its own over it, is only looked
        at, or practised on, and what lay there comes back later."""

    def lay_over(self, page: QWidget) -> None:
        """Show this page over all that lies on the desk, until it is uncovered."""

    def uncover(self) -> None:
        """Let the page go that covers the desk, if one does."""

    def end_guest(self, last: QWidget | None = None) -> None:
        """Put away a guest and bring back what lay there; what is to be seen `last` stands before that."""


def taken_over(desk: Desk) -> Session | None:
    """The open disclosure, with what is still being typed taken over; None when there is none."""
    opened = desk.workspace
    if opened is None:
        return None
    opened.commit()
    return opened.session


def run(dialog: QDialog) -> bool:
    """Run the dialog, let it go, and tell whether it was accepted."""
    try:
        return dialog.exec() == QDialog.DialogCode.Accepted
    finally:
        dialog.deleteLater()


def run_job(desk: Desk, told: str, work: Callable[[Job], T], done: Callable[[T], object], failed: str) -> None:
    """Do `work` while the window takes no input, then `done`; a Trouble is shown under the title `failed`."""
    window = desk.widget

    def idle() -> None:
        window.setEnabled(True)

    def finish(result: T) -> None:
        idle()
        done(result)

    def fail(trouble: Trouble) -> None:
        idle()
        warn(window, failed, words.trouble_text(trouble))

    window.setEnabled(False)
    desk.jobs.run(told, work, finish, fail, window, idle)
