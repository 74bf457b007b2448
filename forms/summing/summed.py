"""The disclosures of a department's units as one (汇总): amounts added cell by cell, records one behind the other.

Every amount leads back to its units: the cell of a code or a line has the same address in each of them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from forms.document.document import Document
from forms.document.lines import TOTAL, code_of
from forms.document.projects import OWNER
from forms.form.model import Edition, Table
from forms.match.normal import plain
from forms.summing.transfers import Transfer, transfers
from models.money import Fen
from models.records import Address, CellEntry, Content, Head, RowAddress, RowEntry


@dataclass(frozen=True, slots=True)
class Share:
    """What one unit has in a cell of the department."""

    unit: Document
    value: Fen


@dataclass(frozen=True)
class UnitSum:
    """The units summed in one form: what the tables hold, what was removed between units, what could not be added."""

    document: Document
    """The sum as a disclosure: the tables alone, with everything that the arithmetic gives."""
    transfers: tuple[Transfer, ...]
    doubts: tuple[str, ...]

    @property
    def content(self) -> Content:
        """What is entered for it."""
        return self.document.content()


def summed(head: Head, form: Edition, units: Sequence[Document], own: Path | None = None) -> UnitSum:
    """The sum of the units for the department of that head; their order does not matter."""
    units = in_order(units)
    moved = transfers(form, units)
    gone = {place for one in moved if one.is_removed for place in one.columns}
    rows: dict[RowAddress, RowEntry] = {}
    cells: dict[Address, CellEntry] = {}
    for table in form.tables.values():
        if table.layout == "codes":
            rows |= _code_rows(table, units)
    records = _Records(form, units)
    rows |= records.rows
    cells |= records.cells
    sums = Document(head, form, Content(dict(cells), dict(rows), {}), own_catalogues=own)
    for number, place in enumerate(sums.plan.addresses):
        table = form.tables[place.table]
        if number in sums.plan.computed or table.layout == "records" or (place.table, place.column) in gone:
            continue
        values = [share.value for share in shares(units, place)]
        if values and not (table.layout == "codes" and place.row == TOTAL):
            cells[place] = CellEntry(fen=sum(values))
    cells |= _quantities(form, units)
    document = Document(head, form, Content(cells, rows, {}), own_catalogues=own)
    return UnitSum(document, moved, (*_lost(form, units, rows), *_unreadable(units)))


def in_order(units: Sequence[Document]) -> list[Document]:
    """The units in the one order in which they are summed: by code, then by name."""
    return sorted(units, key=lambda unit: (unit.head.unit.code, unit.head.unit.name))


def shares(units: Sequence[Document], place: Address) -> tuple[Share, ...]:
    """What each unit has in a cell, those that have nothing left out; of a code that stands twice, both rows."""
    found = []
    for unit in units:
        table = unit.edition.tables.get(place.table)
        if table is None:
            continue
        keys = [place.row]
        if table.layout == "codes" and place.row != TOTAL:
            keys = [line.key for line in unit.lines(place.table) if line.code == code_of(place.row)]
        values = [value for key in keys if (value := unit.value(place._replace(row=key))) is not None]
        if values:
            found.append(Share(unit, sum(values)))
    return tuple(found)


def _code_rows(table: Table, units: Sequence[Document]) -> dict[RowAddress, RowEntry]:
    """Every code that a unit has, under the name that the first one gives it where that is not the list's."""
    found: dict[RowAddress, RowEntry] = {}
    for unit in units:
        for line in unit.lines(table.id):
            if line.code:
                entry = unit.row_entry(table.id, line.key)
                found.setdefault(RowAddress(table.id, line.code), RowEntry(entry.label if entry else None))
    return found


class _Records:
    """The records of all units under keys of their own; sums among them are left out, and a body stands once."""

    def __init__(self, form: Edition, units: Sequence[Document]) -> None:
        self.rows: dict[RowAddress, RowEntry] = {}
        self.cells: dict[Address, CellEntry] = {}
        self._bodies = form.roles.table("institutions")
        self._indicators = form.roles.indicators
        self._names: set[str] = set()
        self._counts: Counter[str] = Counter()
        tables = [table for table in form.tables.values() if table.layout == "records"]
        for unit in units:
            projects: dict[str, str] = {}
            # Indicators name the row of their project, which has to be known by then.
            for table in sorted(tables, key=lambda one: one.id == self._indicators):
                keys = self._take(unit, table, projects)
                projects = keys if table.id == form.roles.projects else projects

    def _take(self, unit: Document, table: Table, projects: Mapping[str, str]) -> dict[str, str]:
        """Put the records of a table behind those there are; their new keys by those they have in the unit."""
        entries: dict[str, dict[str, CellEntry]] = defaultdict(dict)
        for address, entry in unit.cells.items():
            if address.table == table.id:
                entries[address.row][address.column] = entry
        keys: dict[str, str] = {}
        for line in unit.lines(table.id):
            record = entries[line.key]
            if line.sums or (table.id == self._bodies and self._is_named(record.get(table.naming))):
                continue
            self._counts[table.id] += 1
            key = keys[line.key] = str(self._counts[table.id])
            self.rows[RowAddress(table.id, key)] = RowEntry(order=int(key))
            for column, entry in record.items():
                is_owner = (table.id, column) == (self._indicators, OWNER)
                text = projects.get(entry.text or "", "") if is_owner else entry.text
                self.cells[Address(table.id, key, column)] = CellEntry(entry.fen, text)
        return keys

    def _is_named(self, name: CellEntry | None) -> bool:
        """Whether a body of that name stands already; else it does from now on."""
        text = plain(name.text or "") if name else ""
        known = bool(text) and text in self._names
        self._names.add(text)
        return known


def _quantities(form: Edition, units: Sequence[Document]) -> dict[Address, CellEntry]:
    """The quantities of fixed lines, added where all of them are numbers."""
    found: dict[Address, CellEntry] = {}
    for table in form.tables.values():
        columns = [column.id for column in table.written.values() if column.kind == "quantity"]
        for row in table.rows if table.layout == "lines" else ():
            for column in columns:
                place = Address(table.id, row.key, column)
                numbers = [_number(text) for unit in units if (text := unit.text(place))]
                known = [number for number in numbers if number is not None]
                if known and len(known) == len(numbers):
                    found[place] = CellEntry(text=f"{sum(known, Decimal()):f}")
    return found


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text.replace(",", "").strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _lost(form: Edition, units: Sequence[Document], rows: Mapping[RowAddress, RowEntry]) -> Iterator[str]:
    """Codes at which one unit stops and another goes on: what the first has there stands on no row of the sum."""
    codes: dict[str, set[str]] = {}
    for table, code in rows:
        if form.tables[table].layout == "codes":
            codes.setdefault(table, set()).add(code)
    for table, every in codes.items():
        for unit in units:
            own = {line.code for line in unit.lines(table) if line.code}
            for code in sorted(own):
                if not _has_below(own, code) and _has_below(every, code):
                    words = f"{form.tables[table].ordinal}《{form.tables[table].title}》"
                    yield f"“{unit.head.unit.name}”{words}只列到{code}，别的单位列到下一级，这一行没有汇总进去。"


def _has_below(codes: set[str], above: str) -> bool:
    return any(len(code) > len(above) and code.startswith(above) for code in codes)


def _unreadable(units: Sequence[Document]) -> Iterator[str]:
    for unit in units:
        count = sum(bool(unit.wrong(address)) for address in unit.cells)
        if count:
            yield f"“{unit.head.unit.name}”有{count}格填的不是金额，没有汇总进去。"
