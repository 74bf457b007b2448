"""The office: the clerk's folder of disclosures, opened for work, with import, backup and own code lists."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import platformdirs

from forms.check import check
from forms.document.document import Document, Operation, profile_slot
from forms.document.entries import split_code
from forms.form.catalogue import FIRST_DIGIT, LENGTHS
from forms.form.load import edition_id, edition_of, pack, pack_of, use_folder
from forms.form.slot_grammar import REASON
from forms.office.merge import complete, laid_over
from forms.signing import checklist, waivers
from forms.signing.states import PUBLISHED, SIGNED
from forms.signing.waivers import answered
from forms.years.carried import Carried
from forms.years.carry import carry
from forms.years.last_year import COMPARISON
from forms.years.reasons import Said
from models.backup import Backup, Why, described, restore
from models.errors import Trouble
from models.files import keep_all_private, make_private, write_whole
from models.records import (
    CellChange,
    Change,
    Content,
    Head,
    Listed,
    Logged,
    OperationKind,
    RowChange,
    State,
    TextChange,
    Unit,
)
from models.store import Store

if TYPE_CHECKING:
    from forms.match.reading import Reading

_NAMED = 3
"""So many of the findings that stand against a state are named."""
_STEPS = {
    State.EDITING: OperationKind.REOPEN,
    State.REVIEWED: OperationKind.REVIEW,
    State.SETTLED: OperationKind.SETTLE,
}
"""The step that gives a disclosure its state, where nothing else is done in it."""
_BACKUPS = {State.EDITING: Why.REOPEN, State.REVIEWED: Why.REVIEW, State.SETTLED: Why.SETTLE}


_RESCUED = "部门预算公开-抢救"
PACKS_OF_OFFICE = "packs"
"""The folder of the data folder in which an office keeps the packs it installed."""


def default_folder() -> Path:
    """Where the data lies when nobody says otherwise: the user's own data folder."""
    return Path(platformdirs.user_data_dir("部门预算公开", appauthor=False))


class Office:
    """One folder of data, held exclusively while it is open."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @classmethod
    def open(cls, folder: Path | None = None) -> Office:
        """Open the data folder, made if missing; raises Trouble when it is in use, damaged or from a newer program."""
        folder = folder or default_folder()
        use_folder(folder / PACKS_OF_OFFICE)
        office = cls(Store.open(folder))
        keep_all_private(folder / PACKS_OF_OFFICE)
        keep_all_private(office.own_catalogues)
        return office

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

    @property
    def folder(self) -> Path:
        """The folder of the data."""
        return self._store.folder

    @property
    def own_catalogues(self) -> Path:
        """The folder of the office's own lists of codes."""
        return self._store.folder / "catalogues"

    def listed(self) -> tuple[Listed, ...]:
        """All disclosures, the one changed last first."""
        return self._store.heads()

    def find(self, unit: Unit, year: int, kind: str, pack: str) -> Head | None:
        """The disclosure of that unit, year and kind in the form of that pack, if there is one."""
        return self._store.find(unit, year, kind, edition_id(pack, year))

    def start(self, unit: Unit, year: int, kind: str, pack: str) -> Document:
        """A new, blank disclosure in the form of that pack; raises Trouble when there is one already."""
        head = self._store.create(unit, year, kind, edition_id(pack, year))
        return self._document(head, Content(), self.last_year(head))

    def open_disclosure(self, disclosure: str, previous: Document | None = None) -> Document:
        """The disclosure of that id, ready for work; raises Trouble for an unknown id.

        `previous` is last year's disclosure, where it shall not be the one that is stored here.
        """
        head = self._store.head(disclosure)
        return self._document(head, self._store.content(disclosure), previous or self.last_year(head))

    def last_year(self, head: Head) -> Document | None:
        """The same unit's disclosure of the year before, to be looked at; None when it is not here."""
        before = self.find(head.unit, head.year - 1, head.kind, pack_of(head))
        return self._at_rest(before, self._store.content(before.id)) if before else None

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
        name = f"由{before.year}年资料生成"
        self._store.backup_now(Why.CARRY)
        changes = replacing(Content(), content)
        head = self._store.create_with(before.unit, year, before.kind, form, name, changes, OperationKind.CARRY)
        return self._document(head, content, self.last_year(head))

    def take(self, reading: Reading) -> Document:
        """Store what files state, whole or not at all, with last year's amounts where last year's disclosure is here.

        In a disclosure that is there already the tables and sections of the files take the place of its own, in one
        step that can be undone; what the files do not hold stays.
        """
        name = f"导入 {'、'.join(reading.files)}"
        head = self._store.find(reading.unit, reading.year, reading.kind, reading.edition.id)
        old = self._store.content(head.id) if head else Content()
        previous = self.last_year(head or reading.head)
        content = complete(Document(head or reading.head, reading.edition, laid_over(old, reading), previous=previous))
        if head is None:
            changes = replacing(Content(), content)
            head = self._store.create_with(
                reading.unit, reading.year, reading.kind, reading.edition.id, name, changes, OperationKind.IMPORT
            )
            return self._document(head, content, previous)
        self._store.backup_now(Why.IMPORT)
        document = self._document(head, old, previous)
        document.apply(name, replacing(old, content), OperationKind.IMPORT)
        return document

    def remove(self, disclosure: str) -> Path:
        """Take out a disclosure that never passed a review, and return the backup that keeps it.

        Raises Trouble for one that did, and for an unknown id.
        """
        head = self._store.head(disclosure)
        if any(self._store.has_operation(disclosure, kind) for kind in (OperationKind.REVIEW, OperationKind.SETTLE)):
            told = f"{head.year}年“{head.unit.name}”的资料审核过，不能删除；"
            raise Trouble(told, "审核过的资料要留存备查，可以放着不用。")
        kept = self._store.backup_now(Why.REMOVE)
        self._store.remove(disclosure)
        return kept

    def reasons(self) -> tuple[Said, ...]:
        """Why amounts differ from last year, as it stands in all disclosures."""
        return tuple(Said(*found) for found in self._store.column(COMPARISON, REASON))

    def review(self, document: Document) -> None:
        """Pass the disclosure as 已审核: the numbers stand, now it is signed. Raises Trouble while an error stands."""
        self._promote(document, State.REVIEWED, "E")

    def settle(self, document: Document) -> None:
        """Settle the disclosure (定稿).

        Raises Trouble while an error stands, those that concern the signing included, or a warning without an answer
        (说明). Whatever is changed afterwards, but for the record of the publication, sets it back to 编制中.
        """
        self._promote(document, State.SETTLED, "EW")

    def reopen(self, document: Document) -> None:
        """Set the disclosure back to 编制中."""
        self._set_state(document, State.EDITING)

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
        return self._at_rest(replace(self._store.head(disclosure), state=State.SETTLED), content)

    def history(self, disclosure: str) -> tuple[Logged, ...]:
        """Everything that was done to the disclosure, newest first; raises Trouble for an unknown id."""
        return self._store.history(disclosure)

    def setting(self, name: str) -> str | None:
        """A setting of the program kept with the data."""
        return self._store.setting(name)

    def set_setting(self, name: str, value: str) -> None:
        """Keep a setting."""
        self._store.set_setting(name, value)

    def backup_now(self) -> Path:
        """Make a restore point at once and return its file."""
        return self._store.backup_now()

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
            self._store = Store.open(folder)

    def take_catalogue(self, kind: str, year: int, file: Path) -> int:
        """Lay the office's own list of codes (a workbook with code and name) over the bundled one of that year.

        Returns the number of codes; raises Trouble when the workbook holds none. The list counts from the next
        opening of a disclosure on.
        """
        codes = {
            code: name for code, name in _codes_in(file) if len(code) in LENGTHS[kind] and code[0] == FIRST_DIGIT[kind]
        }
        if not codes:
            raise Trouble(f"“{file.name}”里没有找到科目编码和名称；", "请准备一列编码、一列名称的表格。")
        make_private(self.own_catalogues)
        with (
            write_whole(self.own_catalogues / f"{kind}-{year}.csv", private=True) as path,
            path.open("w", encoding="utf-8", newline="") as lines,
        ):
            writer = csv.writer(lines)
            writer.writerow(("code", "name"))
            writer.writerows(sorted(codes.items()))
        return len(codes)

    def take_catalogues(self, year: int, file: Path) -> dict[str, int]:
        """Lay every list that the file holds over the bundled one, told apart by the first digit of its codes.

        Returns the number of codes of each list; raises Trouble when the file holds none.
        """
        first = {code[0] for code, _ in _codes_in(file)}
        kinds = [kind for kind, digit in FIRST_DIGIT.items() if digit in first] or [next(iter(FIRST_DIGIT))]
        return {kind: self.take_catalogue(kind, year, file) for kind in kinds}

    def _promote(self, document: Document, state: State, hindering: str) -> None:
        """Give the disclosure a state, if nothing of the hindering levels stands against it once it has it."""
        standing = [f for f in answered(document, check(document, state)).open if f.level in hindering]
        if standing:
            errors = sum(finding.level == "E" for finding in standing)
            counted = [f"{errors}处错误没有改正"] if errors else []
            counted += [f"{len(standing) - errors}处警告没有改正也没有写说明"] if errors < len(standing) else []
            first = "".join(finding.sentence for finding in standing[:_NAMED])
            raise Trouble(f"还有{'、'.join(counted)}，不能标为“{state}”：{first}", "请先逐条处理。")
        self._set_state(document, state)

    def _set_state(self, document: Document, state: State) -> None:
        # What is not stored yet belongs before the step, in the history and in what is signed.
        document.store_waiting()
        self._store.backup_now(_BACKUPS[state])
        self._store.apply(document.head.id, "", (), _STEPS[state], state)
        document.head = replace(document.head, state=state)

    def _at_rest(self, head: Head, content: Content) -> Document:
        """A disclosure to be looked at: nothing done to it is kept."""
        return Document(head, edition_of(head), content, own_catalogues=self.own_catalogues)

    def _document(self, head: Head, content: Content, previous: Document | None) -> Document:
        def keep(operation: Operation) -> None:
            state = None if _leaves_state(document, operation.changes) else State.EDITING
            self._store.apply(head.id, operation.name, operation.changes, operation.kind, state)
            if state is not None:
                document.head = replace(document.head, state=state)

        document = Document(
            head,
            edition_of(head),
            content,
            keep=keep,
            own_catalogues=self.own_catalogues,
            previous=previous,
            today=date.today,
        )
        return document


def _codes_in(file: Path) -> Iterator[tuple[str, str]]:
    """The codes of a list in any file that can be read, each with its name: in one cell, or the name in the next; in
    a text file a comma parts them."""
    from forms.readers import read

    book = read(file)
    lines = [[cell.text for cell in grid.cells_in_row(row)] for grid in book.grids for row in grid.row_numbers]
    lines += [re.split("[,，;；]", paragraph.text) for paragraph in book.paragraphs]
    for texts in lines:
        for text, following in zip(texts, [*texts[1:], ""], strict=True):
            code, name = split_code(text)
            if code and (name or following):
                yield code, (name or following).strip()
                break


def _leaves_state(document: Document, changes: Sequence[Change]) -> bool:
    """Whether the changes touch only what is written down after the disclosure has got its state."""
    state = document.head.state
    if state == State.EDITING:
        return True
    groups = {State.REVIEWED: SIGNED, State.SETTLED: PUBLISHED}[state]
    slots = {profile_slot(field.id) for field in document.edition.profile.values() if field.group in groups}
    answers = (waivers.PREFIX, checklist.PREFIX) if state == State.REVIEWED else ()
    return all(
        isinstance(change, TextChange) and (change.key in slots or change.key.startswith(answers)) for change in changes
    )


def replacing(old: Content, new: Content) -> tuple[Change, ...]:
    """The changes that turn one content into another."""
    changes: list[Change] = []
    for address in {**old.cells, **new.cells}:
        changes.append(CellChange(address, old.cells.get(address), new.cells.get(address)))
    for row in {**old.rows, **new.rows}:
        changes.append(RowChange(row, old.rows.get(row), new.rows.get(row)))
    for slot in {**old.texts, **new.texts}:
        changes.append(TextChange(slot, old.texts.get(slot), new.texts.get(slot)))
    return tuple(change for change in changes if change.old != change.new)
