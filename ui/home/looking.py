"""Disclosures looked into: opened and read between keys and paint; how each stands is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress

from PySide6.QtCore import QObject, QTimer, Signal

from forms.document.document import Document
from forms.office.office import Office
from models.errors import Trouble
from models.records import Listed
from ui.home.summary import Summary, summary
from ui.kit.session import Session

_PAUSE_MS = 60
"""The pause before each one but that on the card is looked into, in milliseconds."""


class Looking(QObject):
    """First the one on the card, then the one that is likely opened next, then the rows of the list, while nothing else
    is done. The first two are kept, so that they need not be opened again."""

    told = Signal(str, object)
    """The id of the disclosure that was on the card, and its Summary."""
    row_told = Signal(str, str)
    """The id of a disclosure of the list, and how it stands in words."""
    troubled = Signal(object)
    """The Trouble for which the one on the card could not be opened."""

    def __init__(self, office: Office, parent: QObject) -> None:
        super().__init__(parent)
        self._office = office
        self._card = self._likely = self._at = ""
        """The ids of the one on the card, of the one that is likely opened next, and of the one looked into now."""
        self._is_told = False
        """Whether it was told how the one on the card stands."""
        self._opening: Iterator[Document | None] | None = None
        self._stamp: object = None
        """What shows whether the one that is looked into still is what is stored."""
        self._session: Session | None = None
        """The one that is looked into, once it is open."""
        self._kept: dict[str, tuple[Session, object]] = {}
        """Those that are open, read or being read, each with its stamp, by id."""
        self._rows: list[Listed] = []
        """Those of the list that are still to be looked into, the next one last."""
        self._known: dict[tuple[str, str], str] = {}
        """How each stood when it was looked into, by its id and the moment of its last change."""
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._look_on)
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._open_on)

    def follow(self, rows: Sequence[Listed]) -> None:
        """Look into these rows from now on, in this order, once the one on the card is told."""
        self.rest()
        self._rows = [*reversed(rows)]

    def look_into(self, disclosure: str) -> None:
        """Look into this one, which is on the card now; it is opened, unless it is one that was kept."""
        if self._card == disclosure and not self._is_told:
            return
        known = self.given(disclosure)
        self.rest()
        self._card, self._is_told = disclosure, False
        if known:
            self._at = disclosure
            self._read(known.document)
        else:
            self._look_on()

    def prepare(self, disclosure: str) -> None:
        """Look into this one before the other rows: it is likely opened next."""
        if disclosure not in (self._at, self._likely, *self._kept):
            self._likely = disclosure
            self._kept = {one: kept for one, kept in self._kept.items() if one == self._card}
            if self._at != self._card or self._is_told:
                self._stop()
                self._pause.start()

    def keep(self, session: Session) -> None:
        """Keep the one on the card, of which all is told, as it is open."""
        self._card, self._is_told = session.document.head.id, True
        with suppress(Trouble):
            self._kept[self._card] = session, self._office.as_of(session.document.head)

    def given(self, disclosure: str) -> Session | None:
        """The one that was kept, or is just being opened, if it is this one and still is what is stored; it is kept no
        more."""
        while self._at == disclosure and self._opening is not None:
            self._open_on()
        kept = self._kept.pop(disclosure, None)
        with suppress(Trouble):
            if kept is not None and kept[1] == self._office.as_of(kept[0].document.head):
                return kept[0]
        return None

    def go_on(self) -> None:
        """Go on with the rows after a pause."""
        if not self._at:
            self._pause.start()

    def rest(self) -> None:
        """Let go of what is kept and of what is being read; it stays untold."""
        self._kept.clear()
        self._card = self._likely = ""
        self._stop()

    def tell(self, disclosure: str, found: Summary) -> None:
        """Take the figures of this one as known."""
        for one in [one for one in self._rows if one.head.id == disclosure]:
            self._tell_row(one, found.row)

    def _stop(self) -> None:
        self._pause.stop()
        self._turn.stop()
        self._at, self._opening = "", None
        if self._session is not None:
            self._session.deleteLater()
            self._session = None

    def _look_on(self) -> None:
        """Begin with the next one, if there is one."""
        self._at = self._next()
        if self._at:
            self._opening = self._opened(self._at)
            self._turn.start()

    def _next(self) -> str:
        """The id of the one to look into next; blank when all is known."""
        if self._card and not self._is_told:
            return self._card
        if self._likely and self._likely not in self._kept:
            return self._likely
        while self._rows:
            one = self._rows[-1]
            told = self._known.get((one.head.id, one.changed), None if one.sound else "")
            if told is None:
                return one.head.id
            self._tell_row(one, told)
        return ""

    def _opened(self, disclosure: str) -> Iterator[Document | None]:
        """The disclosure, after as many None as it takes turns to open it; its stamp is of before that."""
        self._stamp = self._office.as_of(self._office.head(disclosure))
        yield from self._office.opening(disclosure)

    def _open_on(self) -> None:
        """One turn of opening."""
        if self._opening is None:
            return
        try:
            document = next(self._opening)
        except Trouble as trouble:
            self._give_up(trouble)
            return
        if document is None:
            self._turn.start()
        else:
            self._read(document)

    def _read(self, document: Document) -> None:
        self._opening = None
        self._session = Session(document, self, reads_later=True)
        self._session.checked.connect(self._after_check)
        if self._at in (self._card, self._likely):
            self._kept[self._at] = self._session, self._stamp

    def _give_up(self, trouble: Trouble) -> None:
        """It cannot be opened: whoever wants to is told why then."""
        disclosure = self._at
        self._stop()
        if disclosure == self._card and not self._is_told:
            self._is_told = True
            self.troubled.emit(trouble)
        if disclosure == self._likely:
            self._likely = ""
        for one in [one for one in self._rows if one.head.id == disclosure]:
            self._tell_row(one, "")
        self.go_on()

    def _after_check(self) -> None:
        session = self._session
        if session is None:
            return
        found, disclosure = summary(session), self._at
        self._stop()
        self.tell(disclosure, found)
        if disclosure == self._card and not self._is_told:
            self._is_told = True
            self.told.emit(disclosure, found)
        self.go_on()

    def _tell_row(self, one: Listed, told: str) -> None:
        self._rows.remove(one)
        self._known[one.head.id, one.changed] = told
        if told:
            self.row_told.emit(one.head.id, told)
