"""Disclosures looked into for 首页, one at a time: the texts are read between keys and paint, then the figures told."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from PySide6.QtCore import QObject, QTimer, Signal

from forms.document.document import Document
from forms.office.office import Office
from models.errors import Trouble
from models.records import Listed
from ui.home.summary import Summary, summary
from ui.kit.session import Session

_PAUSE_MS = 60
"""The pause before each row of the list is looked into, in milliseconds."""


class Looking(QObject):
    """First the one on the card, then the rows of the list, while nothing else is done."""

    told = Signal(str, object)
    """The id of the disclosure that was on the card, and its Summary."""
    row_told = Signal(str, str)
    """The id of a disclosure of the list, and how it stands in words."""
    troubled = Signal(object)
    """The Trouble for which the one on the card could not be opened."""

    def __init__(self, office: Office, parent: QObject) -> None:
        super().__init__(parent)
        self._office = office
        self._session: Session | None = None
        self._wanted = ""
        """The id of the one on the card while it is read."""
        self._kept: tuple[Session, object] | None = None
        """The one on the card, read or being read, and what shows whether it still is what is stored."""
        self._rows: list[Listed] = []
        """Those of the list that are still to be looked into, the next one last."""
        self._known: dict[tuple[str, str], str] = {}
        """How each stood when it was looked into, by its id and the moment of its last change."""
        self._next = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._next.timeout.connect(self._look_on)

    def follow(self, rows: Sequence[Listed]) -> None:
        """Look into these rows from now on, in this order, once the one on the card is told."""
        self.rest()
        self._rows = [*reversed(rows)]

    def look_into(self, disclosure: str) -> None:
        """Look into the one on the card; it is opened, unless it is the one that was kept."""
        if self._wanted == disclosure:
            return
        known = self.given(disclosure)
        self.rest()
        try:
            document = known.document if known else self._office.open_disclosure(disclosure)
        except Trouble as trouble:
            self.troubled.emit(trouble)
            self.go_on()
        else:
            self._wanted = disclosure
            self.keep(self._read(document))

    def keep(self, session: Session) -> None:
        """Keep the one on the card as it is open, so that it need not be opened again."""
        with suppress(Trouble):
            self._kept = session, self._office.as_of(session.document.head)

    def given(self, disclosure: str) -> Session | None:
        """The one that was kept, if it is this one and still is what is stored; it is kept no more."""
        kept, self._kept = self._kept, None
        with suppress(Trouble):
            if kept is not None and kept[0].document.head.id == disclosure:
                return kept[0] if kept[1] == self._office.as_of(kept[0].document.head) else None
        return None

    def go_on(self) -> None:
        """Go on with the rows after a pause."""
        if self._session is None:
            self._next.start()

    def rest(self) -> None:
        """Let go of what is kept and of what is being read; it stays untold."""
        self._kept = None
        self._stop()

    def tell(self, disclosure: str, found: Summary) -> None:
        """Take the figures of this one as known."""
        for one in [one for one in self._rows if one.head.id == disclosure]:
            self._tell_row(one, found.row)

    def _stop(self) -> None:
        self._next.stop()
        self._wanted = ""
        if self._session is not None:
            self._session.deleteLater()
            self._session = None

    def _read(self, document: Document) -> Session:
        self._session = Session(document, self, reads_later=True)
        self._session.checked.connect(self._after_check)
        return self._session

    def _after_check(self) -> None:
        session = self._session
        if session is None:
            return
        found, disclosure, is_wanted = summary(session), session.document.head.id, bool(self._wanted)
        self._stop()
        self.tell(disclosure, found)
        if is_wanted:
            self.told.emit(disclosure, found)
        self.go_on()

    def _look_on(self) -> None:
        if not self._rows:
            return
        one = self._rows[-1]
        told = self._known.get((one.head.id, one.changed), None if one.sound else "")
        try:
            if told is None:
                self._read(self._office.open_disclosure(one.head.id))
                return
        except Trouble:
            told = ""
        self._tell_row(one, told)
        self.go_on()

    def _tell_row(self, one: Listed, told: str) -> None:
        self._rows.remove(one)
        self._known[one.head.id, one.changed] = told
        if told:
            self.row_told.emit(one.head.id, told)
