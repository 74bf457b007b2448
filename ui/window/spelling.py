"""Slips of the pen beside the window: the texts of what is open are read in a thread; the words of the office."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, QTimer

from forms.check.special.text.spelling import unread
from forms.document.document import Document
from forms.office import own_words
from ui.kit.desk import Desk
from ui.kit.jobs import Job
from ui.kit.session import Session

_LATER_MS = 2000


def session_of(
    desk: Desk,
    document: Document,
    *,
    is_inspected: bool = False,
    is_practice: bool = False,
    known: Session | None = None,
) -> Session:
    """The session of a document that is put on the desk, with its texts read beside the window."""
    office = desk.office
    session = Session(
        document,
        is_inspected=is_inspected,
        is_looked_at=office.is_read_only and not is_practice,
        is_practice=is_practice,
        reads_later=True,
        reasons=office.reasons,
        known=known,
    )
    _Spelling(desk, session)
    return session


def keep_words(desk: Desk, words: Iterable[str]) -> bool:
    """Keep these as the words that are no slips of the pen; what is open is checked again. A Trouble is shown."""
    kept = own_words.written(words)

    def keep() -> bool:
        desk.office.set_setting(own_words.SETTING, kept)
        return True

    if not desk.ask(keep):
        return False
    if desk.workspace is not None:
        desk.workspace.session.document.own_words = frozenset(own_words.read(kept))
        desk.workspace.session.check()
    return True


class _Spelling(QObject):
    """Reads what was not read yet whenever the texts were checked; lives as long as its session."""

    def __init__(self, desk: Desk, session: Session) -> None:
        super().__init__(session)
        self._desk = desk
        self._session = session
        self._is_reading = False
        self._later = QTimer(self, interval=_LATER_MS, singleShot=True)
        self._later.timeout.connect(self._read)
        session.checked.connect(self._read)
        session.believed.connect(self._believe)
        session.document.own_words = frozenset(desk.ask(lambda: desk.office.own_words) or ())
        self._read()

    def _read(self) -> None:
        """Read in the thread; while something is typed the next check is waited for."""
        if self._is_reading or not self._session.is_settled:
            return
        left = unread(self._session.document)
        if not left.passages:
            return

        def work(job: Job) -> None:
            left.speller.read(left.passages, lambda done, of: job.step(done, of, ""))

        self._is_reading = True
        self._desk.jobs.run_quietly(work, self._done, self, self._stopped)

    def _done(self, _: object) -> None:
        self._is_reading = False
        if self._session.is_settled:
            self._session.read_on()

    def _stopped(self) -> None:
        """Someone waits for other work; what was read is kept, the rest comes later."""
        self._is_reading = False
        self._later.start()

    def _believe(self, word: str) -> None:
        if not self._session.is_kept:
            self._desk.tell(self._session.why_not_kept)
        elif keep_words(self._desk, [*sorted(self._session.document.own_words), word]):
            self._desk.tell(f"“{word}”已记入本单位的词，以后不再提示。")
