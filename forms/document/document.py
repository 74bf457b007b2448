"""The open disclosure: what was entered, what the arithmetic gives, what stands; named operations, undo and redo.

A free cell holds what was entered. A computed cell holds what the arithmetic gives, unless a file stated something
else for it: then the stated entry stands, is never corrected silently, and goes as soon as both agree.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from forms.document.calculate import Plan, add, plan
from forms.document.fields import Filled, field, fill
from forms.document.lines import Line, code_lines, fixed_lines, record_lines
from forms.document.provenance import Provenance
from forms.document.slots import is_total, slot_text
from forms.document.steps import Operation, Steps, put
from forms.form.catalogue import Catalogue
from forms.form.model import Edition, Section, Table
from forms.form.slot_grammar import is_known
from models.money import Fen
from models.records import (
    Address,
    CellChange,
    CellEntry,
    Change,
    Content,
    Head,
    OperationKind,
    RowAddress,
    RowChange,
    RowEntry,
    TextChange,
)

PROFILE = "profile."
"""How the names of the texts begin that hold the fields of the profile (单位资料与签审)."""
STATED_BLANK = CellEntry(text="", origin="imported")
"""What a file states by leaving a computed cell blank."""
Keep = Callable[[Operation], None]
"""Writes one operation to the store, whole or not at all; raises Trouble."""


class Document:
    """One disclosure in memory. Every change goes through `apply`, is written through `keep`, and can be undone."""

    units: tuple[Document, ...] = ()
    """The disclosures of the units that a department's was summed from, as far as they are here."""

    def __init__(
        self,
        head: Head,
        edition: Edition,
        content: Content | None = None,
        *,
        keep: Keep | None = None,
        own_catalogues: Path | None = None,
        provenance: Provenance | None = None,
        previous: Document | None = None,
        own_words: Collection[str] = (),
        today: Callable[[], date | None] = lambda: None,
        steps: Steps | None = None,
        permit: Callable[[Sequence[Change]], None] = lambda _: None,
    ) -> None:
        """`permit` raises Trouble when these changes may not be made now; nothing was changed then."""
        self.head = head
        self.edition = edition
        self.from_file = provenance is not None
        """Whether it is what files state, and not one that is worked on."""
        self.provenance = provenance or Provenance()
        self.previous = previous
        """The same unit's disclosure of the year before, where it is known; that one knows none before itself."""
        self.own_words = frozenset(own_words)
        """What the office says is no slip of the pen."""
        self.today = today
        """The day on which a term is counted; None where nobody watches the calendar."""
        self._keep = keep
        self._permit = permit
        self._unsaved: list[Operation] = []
        self.own_catalogues = own_catalogues
        self.steps = steps or Steps()
        content = content or Content()
        self.cells: dict[Address, CellEntry] = dict(content.cells)
        self.texts: dict[str, str] = dict(content.texts)
        self._rows: dict[str, dict[str, RowEntry]] = {name: {} for name in edition.tables}
        for (name, key), entry in content.rows.items():
            self._rows[name][key] = entry
        self.structure = 0
        """Counts the changes of rows and names; what depends only on them is kept until it moves."""
        self._filled_texts: dict[str, Filled] = {}
        self.revision = 0
        """Counts all changes; what depends on amounts and texts is kept until it moves."""
        self._lines: dict[str, tuple[Line, ...]] = {}
        self._line_by_key: dict[str, dict[str, Line]] = {}
        self._restructure(edition.tables)
        self._recalculate()

    # What stands in the disclosure

    def catalogue(self, table: Table) -> Catalogue:
        """The classification codes that the rows of the table use, in the budget year."""
        return self.edition.catalogue(table.catalogue, self.own_catalogues)

    def government_catalogue(self) -> Catalogue:
        """The government's economic classes, which no table of a department uses."""
        return self.edition.catalogue("government", self.own_catalogues)

    def lines(self, table: str) -> tuple[Line, ...]:
        """The rows of the table in printed order; none where the form has no such table."""
        return self._lines.get(table, ())

    def line(self, table: str, key: str) -> Line | None:
        """The row of that key, if it stands."""
        return self._line_by_key.get(table, {}).get(key)

    def value(self, address: Address) -> Fen | None:
        """The amount as it stands in 分; None when the cell is blank, wrong or not there."""
        index = self._index.get(address)
        return None if index is None else self.values[index]

    def computed_value(self, address: Address) -> Fen | None:
        """What the arithmetic gives for a computed cell, whatever a file stated."""
        index = self._index.get(address)
        return None if index is None else self.calculated[index]

    def is_computed(self, address: Address) -> bool:
        """Whether the program fills the cell."""
        return self._index.get(address, -1) in self.plan.computed

    def is_stated(self, address: Address) -> bool:
        """Whether the cell is computed and a file states something else."""
        return self.is_computed(address) and address in self.cells

    def wrong(self, address: Address) -> str:
        """The text that stands where an amount belongs; blank when there is none."""
        entry = self.cells.get(address)
        return entry.text or "" if entry and address in self._index else ""

    def text(self, address: Address) -> str:
        """What stands in a cell of free text or of a quantity; blank when nothing does."""
        entry = self.cells.get(address)
        return entry.text or "" if entry and address not in self._index else ""

    def section_text(self, section: str) -> str:
        """The text of a section, its paragraphs on lines of their own; blank when nothing was written."""
        return self.filled_text(section).text

    def filled_text(self, section: str) -> Filled:
        """The text of a section with its bound numbers filled in, and where they stand."""
        if section not in self._filled_texts:
            self._filled_texts[section] = fill(self.texts.get(f"{section}.text", ""), self._slot_words)
        return self._filled_texts[section]

    def rewritten(self, section: str, span: tuple[int, int], words: str) -> str:
        """What is kept for a section once other words stand in the place of a passage of its text."""
        return self.filled_text(section).rewritten(span, words)

    def profile(self, name: str) -> str:
        """A field of the profile of the unit and of the packet: as filled in, else as the form has it."""
        return self.texts.get(profile_slot(name), self.edition.profile[name].default)

    def heading(self, section: Section) -> str:
        """The heading as it stands: as a file has it, blank where it has lost it, else as the form has it."""
        return self.texts.get(f"{section.id}.heading", section.heading_of(self.head.unit.name))

    def section_name(self, section: Section) -> str:
        """How the section is spoken of: by its heading, by the form's where it is lost; the one without is 开头."""
        return self.heading(section) or section.heading_of(self.head.unit.name) or "开头"

    def row_entry(self, table: str, key: str) -> RowEntry | None:
        """What was entered for a row itself."""
        return self._rows[table].get(key)

    def is_present(self, table: str) -> bool:
        """Whether the table was read from a file, or anything was entered in it or computed for it.

        In a file a table that is not there stays missing, however much the other tables say about it.
        """
        computed = not self.from_file and table in self._filled
        return computed or table in self._present or f"{table}.notes" in self.texts

    def is_empty(self, table: str) -> bool:
        """Whether the table has no amount, or no row where rows are records: it is printed empty with a note."""
        records = self.edition.tables[table].layout == "records"
        return not self._rows[table] if records else table not in self._filled

    def is_zero(self, table: str) -> bool:
        """Whether the table has amounts and all of them are zero."""
        return self._filled.get(table) is False

    def notes(self, table: str) -> tuple[str, ...]:
        """The notes under the table: those that stand, else the declared ones."""
        declared, stated = self.edition.tables[table], self.texts.get(f"{table}.notes")
        if stated is not None:
            # 不适用 was said before the table got its amounts.
            outdated = "" if self.from_file or self.is_empty(table) else declared.empty_note
            return tuple(note for note in stated.split("\n") if note and note != outdated)
        return tuple(filter(None, (declared.standing_note, declared.empty_note if self.is_empty(table) else "")))

    # Changing it

    @property
    def undo_name(self) -> str:
        """The step that 撤销 would take back; blank when there is none."""
        return self.steps.done[-1].name if self.steps.done else ""

    @property
    def redo_name(self) -> str:
        """The step that 重做 would do again; blank when there is none."""
        return self.steps.undone[-1].name if self.steps.undone else ""

    def apply(
        self, name: str, changes: Sequence[Change], kind: OperationKind = OperationKind.EDIT
    ) -> tuple[Change, ...]:
        """Carry out one named operation; returns all it changed, stated entries that became true included.

        Raises Trouble when the store could not be written; the change then stays in memory and is written with
        the next one. Raises it also, with nothing changed, when the change is not permitted now.
        """
        effective = tuple(c for c in changes if c.old != c.new)
        if not effective:
            return ()
        self._permit(effective)
        self._carry_out(effective)
        settled = self._settled()
        self._carry_out(settled)
        operation = Operation(name, effective + settled, kind)
        self.steps.done.append(operation)
        self.steps.undone.clear()
        self._write(operation)
        return operation.changes

    def undo(self) -> Operation | None:
        """Take the last step back and return it; None when there is none. Raises Trouble as `apply` does."""
        return self._step_by(self.steps.done, -1)

    def redo(self) -> Operation | None:
        """Do the step again that was taken back last. Raises Trouble as `apply` does."""
        return self._step_by(self.steps.undone, 1)

    def step_to(self, count: int) -> tuple[Change, ...]:
        """Take steps back, or do again what was taken back, until so many are done; returns all that changed.

        Raises Trouble as `apply` does.
        """
        operations = self.steps.on_the_way(count)
        changes = tuple(change for operation in operations for change in operation.changes)
        self._permit(changes)
        self.steps.go(count)
        self._carry_out(changes)
        self._write(*operations)
        return changes

    def content(self) -> Content:
        """A frozen copy of everything entered, for a store or a worker thread."""
        rows = {RowAddress(name, key): entry for name, rows in self._rows.items() for key, entry in rows.items()}
        return Content(dict(self.cells), rows, dict(self.texts))

    def at_rest(self) -> Document:
        """The same as it stands now, to be printed while this one is worked on; nothing done to it is kept."""
        return Document(
            self.head,
            self.edition,
            self.content(),
            own_catalogues=self.own_catalogues,
            provenance=self.provenance if self.from_file else None,
            previous=self.previous,
            own_words=self.own_words,
            today=self.today,
        )

    # Inside

    def _slot_words(self, slot: str) -> str:
        """What a bound field says; one that leads nowhere in this edition is shown as it is kept."""
        return slot_text(self, slot) if is_known(self.edition, slot) else field(slot)

    def _step_by(self, steps: Sequence[Operation], by: int) -> Operation | None:
        """Take the last of these steps back (-1), or do it again (1)."""
        operation = steps[-1] if steps else None
        if operation is not None:
            self.step_to(len(self.steps.done) + by)
        return operation

    def _write(self, *operations: Operation) -> None:
        if self._keep is None:
            return
        self._unsaved += operations
        self.store_waiting()

    @property
    def is_waiting(self) -> bool:
        """Whether something could not be stored yet."""
        return bool(self._unsaved)

    def store_waiting(self) -> None:
        """Store what could not be stored when it was done; raises Trouble when it still cannot, and keeps it."""
        while self._unsaved and self._keep is not None:
            self._keep(self._unsaved[0])
            self._unsaved.pop(0)

    def _carry_out(self, changes: Sequence[Change]) -> None:
        if not changes:
            return
        moved: set[str] = set()
        for change in changes:
            match change:
                case CellChange(key, old, new):
                    put(self.cells, key, new)
                    if self._moves_sums(key, old, new):
                        moved.add(key.table)
                case RowChange((table, row), _, new_row):
                    put(self._rows[table], row, new_row)
                    moved.add(table)
                case TextChange(slot, _, body):
                    put(self.texts, slot, body)
        if moved:
            self._restructure(moved)
        self._recalculate()

    def _restructure(self, tables: Iterable[str]) -> None:
        """Read the rows of these tables anew, and with them the arithmetic where it may be another."""
        moves_sums = not self.structure
        self.structure += 1
        for name in tables:
            table, before = self.edition.tables[name], self._line_by_key.get(name, {})
            lines = self._lines[name] = self._lines_of(table, self._rows[name])
            after = self._line_by_key[name] = {line.key: line for line in lines}
            # The order of rows alone counts only where rows of the table add up others.
            adds_up = table.layout != "records" or any(one.sums for one in (*before.values(), *lines))
            moves_sums |= (adds_up and bool(table.relations)) or after.keys() != before.keys()
        if moves_sums:
            self.plan: Plan = plan(self.edition, self._lines)
            # Every cell that is looked at is looked up here.
            self._index = self.plan.index

    def _lines_of(self, table: Table, rows: Mapping[str, RowEntry]) -> tuple[Line, ...]:
        match table.layout:
            case "codes":
                return code_lines(table, rows, self.catalogue(table))
            case "records":
                return record_lines(rows, self._totals(table, rows))
        return fixed_lines(table, rows)

    def _totals(self, table: Table, keys: Iterable[str]) -> dict[str, str]:
        """The names of the records that are sums of others, where the form has such sums at all."""
        if not table.relations:
            return {}
        entries = ((key, self.cells.get(Address(table.id, key, table.naming))) for key in keys)
        return {key: entry.text for key, entry in entries if entry and entry.text and is_total(entry.text)}

    def _moves_sums(self, address: Address, old: CellEntry | None, new: CellEntry | None) -> bool:
        """Whether another name makes a record a sum of others, or another one, or none any more."""
        table = self.edition.tables[address.table]
        names = table.layout == "records" and bool(table.relations) and address.column == table.naming
        return names and any(entry and entry.text and is_total(entry.text) for entry in (old, new))

    def _recalculate(self) -> None:
        self._filled_texts.clear()
        self.revision += 1
        index = self._index
        entered: list[Fen | None] = [None] * len(self.plan.addresses)
        stated: list[tuple[int, Fen | None]] = []
        computed = self.plan.computed
        for address, entry in self.cells.items():
            number = index.get(address)
            if number is None:
                continue
            if number in computed:
                stated.append((number, entry.fen))
            else:
                entered[number] = entry.fen
        self.calculated: list[Fen | None] = self.plan.calculate(entered)
        self.values = list(self.calculated)
        for number, fen in stated:
            self.values[number] = fen
        for equation in self.plan.computing if self.provenance.absent else ():
            # A row that a file does not have is what the others state, not what they should.
            if self.plan.addresses[equation.cell][:2] in self.provenance.absent:
                self.values[equation.cell] = add(self.values, equation.operands)
        self._present = {address.table for address in self.cells} | {t for t, rows in self._rows.items() if rows}
        self._filled: dict[str, bool] = {}
        for address, value in zip(self.plan.addresses, self.values, strict=True):
            if value is not None:
                self._filled[address.table] = self._filled.get(address.table, False) or value != 0

    def _settled(self) -> tuple[Change, ...]:
        """The stated entries that the arithmetic now agrees with: they have nothing left to say."""
        settled = []
        for address, entry in self.cells.items():
            number = self._index.get(address)
            if number in self.plan.computed and not entry.text and entry.fen == self.calculated[number or 0]:
                settled.append(CellChange(address, entry, None))
        return tuple(settled)


def profile_slot(name: str) -> str:
    """The name of the text that holds a field of the profile."""
    return f"{PROFILE}{name}"
