"""The office: the clerk's folder of disclosures, opened for work, with import, backup and own code lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from forms.document.document import Document
from forms.document.steps import Operation, steps_of
from forms.form.catalogue import LENGTHS
from forms.form.load import edition_id, edition_of, installed, pack, pack_of, use_folder
from forms.form.resources import PACKS_OF_OFFICE, default_folder
from forms.form.slot_grammar import REASON
from forms.office import own_codes, own_words
from forms.office.kept_papers import KeptPapers
from forms.office.merge import complete, laid_over
from forms.office.passing import Passing
from forms.signing.states import leaves_state, refuse_locked, signed_version
from forms.summing.members import members
from forms.years.carried import Carried
from forms.years.carry import carry
from forms.years.reasons import Said
from models.backup import Backup, Why, described, restore
from models.errors import Trouble
from models.files import keep_all_private, make_private
from models.history import replacing, taken_back
from models.records import (
    Content,
    Head,
    Listed,
    Logged,
    OperationKind,
    State,
    Unit,
)
from models.sqlite import Barred
from models.staging import put_all_right
from models.store import Store

if TYPE_CHECKING:
    from forms.match.reading import Reading

_STEPS_KEPT = 200
"""So many steps can be taken back in a disclosure that was closed and opened again."""
_PERSON = "person"
"""The setting that holds who works with the program."""
_RESCUED = "部门预算公开-抢救"


class Office(Passing, KeptPapers):
    """One folder of data, held exclusively while it is open."""

    @classmethod
    def open(cls, folder: Path | None = None) -> Office:
        """Open the data folder, made if missing; raises Trouble when it is in use, damaged or from a newer program."""
        folder = folder or default_folder()
        use_folder(folder / PACKS_OF_OFFICE)
        put_all_right(folder)
        office = cls(Store.open(folder))
        office._store.who = office._store.setting(_PERSON) or ""
        keep_all_private(folder / PACKS_OF_OFFICE)
        keep_all_private(office.own_catalogues)
        damaged = office._store.altered_settings()
        office._set_right = (*own_codes.put_aside(office.own_catalogues), *own_words.lost(damaged))
        return office

    @classmethod
    def look(cls, folder: Path | None, because: Barred) -> Office:
        """Open a copy of the data to be looked at, `because` they cannot be had otherwise; nothing can be changed."""
        folder = folder or default_folder()
        use_folder(folder / PACKS_OF_OFFICE)
        return cls(Store.look(folder, because))

    def __enter__(self) -> Office:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let the folder go, on the first day with a backup: at that opening there was nothing to keep."""
        with suppress(Trouble):
            self._store.back_up_first_day()
        self._store.close()

    def listed(self) -> tuple[Listed, ...]:
        """All disclosures, the one changed last first."""
        return self._store.heads()

    def find(self, unit: Unit, year: int, kind: str, pack: str) -> Head | None:
        """The disclosure of that unit, year and kind in the form of that pack, if there is one."""
        return self._store.find(unit, year, kind, edition_id(pack, year))

    def start(self, unit: Unit, year: int, kind: str, pack: str) -> Document:
        """A new, blank disclosure in the form of that pack; raises Trouble when there is one already."""
        head = self._store.create(unit, year, kind, edition_id(pack, year))
        self.working_in(head, edition_of(head))
        return self._document(head, Content(), self.last_year(head))

    def head(self, disclosure: str) -> Head:
        """Whose disclosure that is; raises Trouble for an unknown id."""
        return self._store.head(disclosure)

    def open_disclosure(self, disclosure: str, previous: Document | None = None) -> Document:
        """The disclosure of that id, ready for work; raises Trouble for an unknown id.

        `previous` is last year's disclosure, where it shall not be the one that is stored here.
        """
        *_, document = self.opening(disclosure, previous)
        assert document is not None
        return document

    def opening(self, disclosure: str, previous: Document | None = None) -> Iterator[Document | None]:
        """As `open_disclosure`, in short turns between which something else may be done: None for each, then the
        disclosure."""
        head = self._store.head(disclosure)
        content, history = self._store.opened(disclosure, _STEPS_KEPT)
        yield None
        if previous is None and (before := self._before(head)):
            of_before = self._store.content(before.id)
            yield None
            previous = self._at_rest(before, of_before)
            yield None
        yield self._document(head, content, previous, history)

    def as_of(self, head: Head) -> object:
        """Equal to what it was as long as the disclosure would be opened as it was then: none was changed, and its
        form, lists of codes and own words are the same. Raises Trouble when its form is not here."""
        form = edition_of(head, self.signed_version(head))
        catalogues = [form.catalogue(kind, self.own_catalogues) for kind in LENGTHS]
        return self.listed(), self.own_words, form, catalogues

    def adopt(
        self, head: Head, history: Sequence[Logged], known: str, *, papers: Iterable[bytes] = (), back_up: bool = True
    ) -> Document:
        """Take over a disclosure from elsewhere with its history, the oldest entry first, and its papers, or go on with
        the one of the id `known`; after a backup, unless whoever takes many made one. Raises Trouble when it cannot be
        stored."""
        if back_up:
            self._store.backup_now(Why.IMPORT)
        return self.open_disclosure(self._store.adopt(head, history, known, papers))

    def accept(self, disclosure: str) -> None:
        """Take a disclosure that was found damaged as it stands, back in 编制中; its history says so."""
        self._store.accept(disclosure)

    @property
    def person(self) -> str:
        """Who works with the program, as the history says; blank where nobody said so."""
        return self._store.who

    def set_person(self, name: str) -> None:
        """Keep who works with the program from now on."""
        self._store.set_setting(_PERSON, name)
        self.act_as(name)

    def act_as(self, name: str) -> None:
        """Let what is done until this office is closed bear that name."""
        self._store.who = name

    def last_year(self, head: Head) -> Document | None:
        """The same unit's disclosure of the year before, to be looked at; None when it is not here."""
        before = self._before(head)
        return self._at_rest(before, self._store.content(before.id)) if before else None

    def _before(self, head: Head) -> Head | None:
        return self.find(head.unit, head.year - 1, head.kind, pack_of(head))

    def carrying(self, disclosure: str, year: int) -> Carried:
        """What `carry` would make, and what becomes of everything in last year's disclosure; nothing is stored.

        Raises Trouble for an unknown id, a year that does not follow, or a year without a form.
        """
        previous = self._at_rest(self._store.head(disclosure), self._store.content(disclosure))
        if year != previous.head.year + 1:
            raise Trouble(
                f"“{disclosure}”是{previous.head.year}年的资料，不能直接生成{year}年的；",
                f"请生成{previous.head.year + 1}年的，或者换用{year - 1}年的资料。",
            )
        years = pack(previous.edition.pack).years
        if year not in years:
            raise Trouble(f"程序里没有{year}年的表样；", f"目前有{years[0]}年至{years[-1]}年的表样。")
        return carry(previous, year, self.own_catalogues)

    def carry(self, disclosure: str, year: int) -> Document:
        """The disclosure of the new year made from last year's, stored in one operation; raises Trouble as `carrying`
        does, and when that year's is there already."""
        content = self.carrying(disclosure, year).content
        before = self._store.head(disclosure)
        form = edition_id(pack_of(before), year)
        # A year that is there already is refused before a backup takes the place of an older one.
        self._store.free_id(before.unit, year, before.kind, form)
        self._store.backup_now(Why.CARRY)
        head = Head("", before.unit, year, before.kind, form)
        return self.begin(head, f"由{before.year}年资料生成", content, OperationKind.CARRY)

    def begin(self, head: Head, name: str, content: Content, kind: OperationKind) -> Document:
        """A disclosure with all its content, made by one operation of that name; its id is given here.

        Raises Trouble when there is one already.
        """
        changes = replacing(Content(), content)
        made = self._store.create_with(head.unit, head.year, head.kind, head.edition, name, changes, kind)
        self.working_in(made, edition_of(made))
        return self._document(made, content, self.last_year(made))

    def take(self, reading: Reading) -> Document:
        """Store what files state, whole or not at all, with last year's amounts where last year's disclosure is here.

        In a disclosure that is there already the tables and sections of the files take the place of its own, in one
        step that can be undone; what the files do not hold stays.
        """
        name = f"导入 {'、'.join(reading.files)}"
        head = self._store.find(reading.unit, reading.year, reading.kind, reading.edition.id)
        old, history = self._store.opened(head.id, _STEPS_KEPT) if head else (Content(), ())
        previous = self.last_year(head or reading.head)
        content = complete(Document(head or reading.head, reading.edition, laid_over(old, reading), previous=previous))
        if head is None:
            return self.begin(reading.head, name, content, OperationKind.IMPORT)
        self._store.backup_now(Why.IMPORT)
        document = self._document(head, old, previous, history)
        document.apply(name, replacing(old, content), OperationKind.IMPORT)
        return document

    def remove(self, disclosure: str) -> Path:
        """Take out a disclosure that never passed a review, else raise Trouble; returns the backup that keeps it."""
        if any(self._store.has_operation(disclosure, kind) for kind in (OperationKind.REVIEW, OperationKind.SETTLE)):
            raise Trouble("审核过的资料不能删除；", "要留存备查，可以放着不用。")
        kept = self._store.backup_now(Why.REMOVE)
        self._store.remove(disclosure)
        return kept

    def reasons(self) -> tuple[Said, ...]:
        """Why amounts differ from last year, as it stands in all disclosures."""
        tables = {table for name in installed() for table in pack(name).tables_in("comparison")}
        return tuple(Said(*found) for found in self._store.column(tables, REASON))

    def was_settled(self, disclosure: str) -> bool:
        """Whether the disclosure of that id was ever settled."""
        return self._store.has_operation(disclosure, OperationKind.SETTLE)

    def settled(self, disclosure: str) -> Document | None:
        """The disclosure as it stood at its last 定稿, to be looked at; None when it was never settled.

        Raises Trouble for an unknown id.
        """
        content = self._store.content_at(disclosure, OperationKind.SETTLE)
        if content is None:
            return None
        settled = replace(self._store.head(disclosure), state=State.SETTLED)
        return self._at_rest(settled, content, self.signed_version(settled, (OperationKind.SETTLE,)))

    def named_states(self, disclosure: str, wanted: Callable[[str], bool]) -> Iterator[tuple[Document, str]]:
        """The disclosure as it stood whenever it was given a state and its SHA-256 is wanted, the newest first; with
        the moment, 2024-01-20 09:30. Raises Trouble for an unknown id."""
        content, history = self._store.content(disclosure), self._store.history(disclosure)
        for later, entry in enumerate(history):
            if entry.state and entry.digest and wanted(entry.digest):
                head = replace(self._store.head(disclosure), state=entry.state or State.EDITING)
                then = self._at_rest(head, taken_back(content, history[:later]), signed_version(history[later:]))
                yield then, entry.time.replace("T", " ")[:16]

    def history(self, disclosure: str) -> tuple[Logged, ...]:
        """Everything that was done to the disclosure, newest first; raises Trouble for an unknown id."""
        return self._store.history(disclosure)

    @property
    def own_words(self) -> tuple[str, ...]:
        """The words that are no slips of the pen here, in the order in which they were told."""
        return own_words.read(self._store.setting(own_words.SETTING))

    def backup_now(self, name: str = "") -> Path:
        """Make a restore point (存档点) of that name at once and return its file."""
        return self._store.backup_now(name=name)

    def backups(self) -> tuple[Backup, ...]:
        """The backups with what they hold, newest first."""
        return described(self.folder)

    def check_place(self) -> None:
        """Raises Displaced when the data file is no longer the one that is open: moved, removed or replaced."""
        self._store.check_place()

    def rescue(self) -> Path:
        """Write a copy of what is stored among the backups, or where the data of this user lie if those are gone."""
        folder = self.folder if self.folder.is_dir() else default_folder().with_name(_RESCUED)
        make_private(folder)
        return self._store.rescue(folder)

    def put_back(self) -> Path | None:
        """Write the open data to their place again and go on; a file that stands there is renamed and returned."""
        return self._store.put_back()

    def restore(self, backup: Path) -> Path | None:
        """Put a backup in the place of the data and go on with it; returns the file that gave way.

        No document of this office may be worked on any more. Raises Trouble, with the data as they were, when the
        backup is damaged or one of the present data cannot be written.
        """
        self._store.backup_now(Why.RESTORE)
        folder = self.folder
        self._store.close()
        try:
            return restore(folder, backup)
        finally:
            who = self._store.who
            self._store = Store.open(folder)
            self._store.who = who

    def _units(self, head: Head, content: Content) -> tuple[Document, ...]:
        """The disclosures that were summed into it, those that are here, to be looked at."""
        found = (self.find(unit, head.year, kind, pack_of(head)) for unit, kind in members(content.texts))
        return tuple(self._at_rest(one, self._store.content(one.id)) for one in found if one)

    def _at_rest(self, head: Head, content: Content, version: str = "") -> Document:
        """A disclosure to be looked at: nothing done to it is kept. `version` is that of the pack it was signed with,
        where it is not the last one."""
        form = edition_of(head, version or self.signed_version(head))
        return Document(head, form, content, own_catalogues=self.own_catalogues)

    def _document(
        self, head: Head, content: Content, previous: Document | None, history: Sequence[Logged] = ()
    ) -> Document:
        def keep(operation: Operation) -> None:
            state = None if leaves_state(document, operation.changes) else State.EDITING
            self._store.apply(head.id, operation.name, operation.changes, operation.kind, state)
            if state is not None:
                document.head = replace(document.head, state=state)

        document = Document(
            head,
            edition_of(head, self.signed_version(head)),
            content,
            keep=keep,
            own_catalogues=self.own_catalogues,
            previous=previous,
            own_words=self.own_words,
            today=date.today,
            steps=steps_of(history),
            permit=lambda changes: refuse_locked(document, changes),
        )
        document.units = self._units(head, content)
        return document
