"""Taking the body of a recognised table: rows by code or label, amounts by column, notes under it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from forms.document.lines import TOTAL, copy_key
from forms.document.provenance import Source
from forms.form.model import Column, Edition
from forms.match.amount_cells import ReadAmount, read_amount, text_entry, written
from forms.match.body import Body, codes_of
from forms.match.head import SERIALS, Head
from forms.match.normal import plain
from forms.match.placed import DECLINED
from forms.match.proof.captions import captions_of, is_head_repeated
from forms.match.proof.lines_below import is_date_or_telephone, is_note, is_signature, is_unit
from forms.match.proof.other_years import year_named
from forms.match.proof.page_breaks import is_mark, is_page_number
from forms.match.proof.proofs import settle
from forms.match.proof.unit_column import UnitsOfRows, together
from forms.match.report import Ledger, Reason
from forms.match.row_keys import CodeReader, LineFinder, code_and_name, total_namer
from forms.readers import Grid, GridCell
from forms.readers.blocks import Fault
from models.records import Address, CellEntry, RowAddress, Unit

_VALUES = ("money", "text", "quantity")
"""The kinds of column that hold what a row says, rather than what it is."""
_SERIAL = re.compile(r"\d{1,4}")


class _NamedLine(NamedTuple):
    """The line of the form that a row is on one side of its table, and its label as printed."""

    key: str
    label: str


class RowReader:
    """Reads the rows of one table in one sheet into a body, and books the fate of every cell."""

    def __init__(
        self,
        file: str,
        grid: Grid,
        head: Head,
        body: Body,
        ledger: Ledger,
        edition: Edition,
        placed: Mapping[str, str] | None = None,
        only: Unit | None = None,
    ) -> None:
        """`placed` are the keys of rows chosen by a person, by label; of the rows of several units those of `only`
        are wanted, where it is given."""
        self._file = file
        self._grid = grid
        self._head = head
        self._body = body
        self._table = body.table
        self._ledger = ledger
        self._edition = edition
        self._known = codes_of(body.table, edition)
        self._broken: dict[Address, tuple[GridCell, CellEntry]] = {}
        """The amounts that a narrow column broke over two lines, as one."""
        self._placed = placed or {}
        self._lines = LineFinder(body, self._placed)
        self._captions = captions_of(body.table)
        self._sides = {side: _side_columns(head.columns, side) for side in self._table.sides}
        filled = {column for row, column in grid.cells if row >= head.body}
        places = [place for place, column in head.columns.items() if column.kind == "code"]
        self._codes = CodeReader([place for place in places if place in filled], self._known, body.code_above)
        self._above: set[str] = set()
        self._remarks: list[tuple[GridCell, ...]] = []
        """The rows of words alone below the last line so far; among records they are some only when one follows."""
        self._units = UnitsOfRows(grid, head.unknown, body, only)
        body.is_of_one = only is not None and bool(self._units.places)
        self._is_added = False
        """Whether the row is of one more unit, so that its amounts are added to those of the others."""
        self._is_over = False
        """Whether the total was met below rows of codes, or a second one: rows of codes further down are of another
        table."""
        self._other_year = ""
        """The line that names another year, of which the rows below it are; blank while there is none."""
        body.columns |= {(c.side, c.id) for c in head.columns.values() if c.kind == "money"}

    def read(self, title: int, last: int) -> None:
        """Take the rows of the body down to `last`; what stands from the title to the captions may come again."""
        rows = self._grid.rows_between(title, last)
        above = (cell for row in rows if row < self._head.captions for cell in self._grid.cells_in_row(row))
        self._above = {plain(cell.text) for cell in above}
        body = [row for row in rows if row >= self._head.body]
        self._names_total = total_namer(self._table, self._grid, body, self._sides)
        for row in body:
            self._row(row, self._grid.cells_in_row(row))
        self._settle_broken()
        for cells in self._remarks:
            if self._table.layout == "records":
                self._ledger.refuse_all(cells, Reason.ALONE)
            else:
                self._ledger.skip_all(cells, Reason.BELOW_TABLE)
        self._body.code_above = self._codes.above

    def _row(self, number: int, cells: tuple[GridCell, ...]) -> None:
        if aside := self._why_aside(cells):
            self._ledger.skip_all(cells, aside)
        elif is_note(cells[0].text) and all(cell.number is None for cell in cells):
            self._body.notes.extend(cell.text.strip() for cell in cells)
            self._ledger.take_all(cells)
        elif self._is_of_other_year(cells):
            self._ledger.refuse_all(cells, Reason.ROWS_OF_OTHER_YEAR, self._other_year)
        elif self._table.layout == "codes":
            self._code_row(number, cells)
        elif self._table.layout == "records":
            self._record(cells)
        else:
            self._fixed_row(number, cells)

    def _why_aside(self, cells: tuple[GridCell, ...]) -> Reason | None:
        """Why a row is none of the table's; None when it is one, or a note."""
        if is_head_repeated(cells, self._captions) or self._above.issuperset(plain(cell.text) for cell in cells):
            return Reason.HEAD_AGAIN
        if all(is_mark(cell.text) or is_page_number(cell.text) for cell in cells):
            return Reason.PAGE_BREAK
        if is_signature(cells[0].text) or all(is_date_or_telephone(cell.text) for cell in cells):
            return Reason.SIGNATURE
        return None

    def _is_of_other_year(self, cells: tuple[GridCell, ...]) -> bool:
        """Whether a row is a line that names another year, or stands below one."""
        if len(cells) == 1 and (year := year_named(plain(cells[0].text))):
            self._other_year = "" if year == str(self._edition.year) else cells[0].text.strip()
            return True
        return bool(self._other_year)

    # Which line of the form a row is

    def _record(self, cells: tuple[GridCell, ...]) -> None:
        """A row of free records; words alone that no fuller row follows are none, unless they name a unit."""
        is_alone = len(cells) == 1 < len(self._head.columns) and cells[0].number is None
        if is_alone and not is_unit(cells[0].text):
            self._remarks.append(cells)
            return
        for row in (*self._remarks, cells):
            self._take_row(row[0].row, row, {"": _NamedLine(str(len(self._body.labels) + 1), "")})

    def _code_row(self, number: int, cells: tuple[GridCell, ...]) -> None:
        """A row of a code, the total, or one whose row a person chose.

        What looks like a code is one when the year's list has it, or amounts stand beside it: a date does not.
        """
        code, name = self._code_and_name(number)
        if code and code not in self._known and not self._has_amounts(cells):
            code, name = "", name or cells[0].text
        if self._units.is_left(number, is_total=not code and self._has_amounts(cells)):
            self._ledger.skip_all(cells, Reason.ROWS_OF_OTHER_UNIT)
            return
        self._is_added = bool(code) and self._units.is_of_another(code, number)
        name = self._table.row_by_key[TOTAL].label if not code and self._units.is_total_of_wanted(name) else name
        if not code and self._is_total_of_unit(number, name, cells):
            self._ledger.skip_all(cells, Reason.UNIT_TOTAL)
            return
        if not code and self._names_total(name):
            if self._is_other_total(cells):
                self._ledger.refuse_all(cells, Reason.OTHER_TOTAL)
                self._is_over = True
                return
            self._is_over = bool(self._body.copies)
            key: str | None = TOTAL
        elif code and self._is_over:
            self._ledger.refuse_all(cells, Reason.BELOW_TOTAL)
            return
        elif self._is_added:
            key = code
        elif code:
            self._body.copies[code] += 1
            key = copy_key(code, self._body.copies[code])
        else:
            key = self._lines.choice(name)
        if not key and self._ends_name(name, cells):
            self._ledger.take_all(cells)
        elif key:
            self._take_row(number, cells, {"": _NamedLine(key, name)})
        else:
            self._refuse_row(cells, Reason.NO_CODE, name)

    def _ends_name(self, name: str, cells: tuple[GridCell, ...]) -> bool:
        """Whether a row of words alone is the rest of the name above it: together they are the name of its code."""
        last = next(reversed(self._body.labels), "")
        known = self._edition.catalogue(self._table.catalogue).name(last)
        whole = self._body.labels.get(last, "") + name.strip()
        if len(cells) > 1 or not plain(name) or known is None or plain(whole) != plain(known):
            return False
        self._body.labels[last] = whole
        return True

    def _is_total_of_unit(self, number: int, name: str, cells: tuple[GridCell, ...]) -> bool:
        """Whether a row without a code is what one of the units has in all."""
        if not self._units.names(number) or not self._has_amounts(cells):
            return False
        return not self._names_total(name) or self._is_other_total(cells)

    def _is_other_total(self, cells: tuple[GridCell, ...]) -> bool:
        """Whether the total stands there already and one of these amounts is another."""
        for cell in cells:
            column = self._head.columns.get(cell.column)
            if TOTAL in self._body.labels and column is not None and column.kind == "money":
                before = self._body.cells.get(Address(self._table.id, TOTAL, column.id))
                now = self._read(cell).entry
                if before is not None and now is not None and before.fen != now.fen:
                    return True
        return False

    def _code_and_name(self, number: int) -> tuple[str, str]:
        """The code and the name of a row, also where both stand in one cell."""
        code, rest = self._codes.read(self._grid, number)
        cell = self._at(number, self._sides[""].get("name"))
        name = cell.text if cell else ""
        if not code and plain(rest):
            return "", name or rest
        if not code:
            return code_and_name(name)
        return code, name or rest

    def _fixed_row(self, number: int, cells: tuple[GridCell, ...]) -> None:
        """A row of fixed lines; on a table of two sides each half is a line of its own."""
        labels = {side: self._label(number, side) for side in self._sides}
        rows = {side: self._lines.find(side, label) for side, label in labels.items() if label}
        if self._table.is_unlabelled and self._has_amounts(cells):
            # Lines without a label are known by their order.
            rows = {"": next((row for row in self._table.rows if row.key not in self._body.labels), None)}
        lines = {side: _NamedLine(row.key, labels[side]) for side, row in rows.items() if row}
        if lines:
            self._take_row(number, cells, lines)
        else:
            self._refuse_row(cells, Reason.UNKNOWN_ROW, next(filter(None, labels.values()), ""))

    # The cells of a row whose lines are known

    def _take_row(self, number: int, cells: tuple[GridCell, ...], lines: Mapping[str, _NamedLine]) -> None:
        """Book every cell of a row, given its line on each side that has one."""
        self._body.rows += 1
        self._remarks.clear()
        for side, line in lines.items():
            self._body.labels[line.key] = line.label.strip()
            self._note_sources(number, side, line.key)
        for cell in cells:
            column = self._head.columns.get(cell.column)
            if column is None:
                self._undeclared(cell)
            elif column.kind == "serial":
                self._serial(cell, lines)
            elif column.side not in lines:
                self._leave(cell, Reason.UNKNOWN_ROW, self._label(number, column.side))
            elif column.kind in _VALUES:
                self._value(cell, column, Address(self._table.id, lines[column.side].key, column.id))
            else:
                self._ledger.take(cell)
        self._take_merged(number, lines)

    def _note_sources(self, number: int, side: str, key: str) -> None:
        """Note where the line stands, and where each value of it stands or would stand."""
        places = self._sides[side]
        named = places.get("name") or places.get("label") or places.get("code") or min(self._head.columns)
        self._body.sources[RowAddress(self._table.id, key)] = self._source(number, named)
        for place, column in self._head.columns.items():
            if column.kind in _VALUES and column.side == side:
                self._body.sources[Address(self._table.id, key, column.id)] = self._source(number, place)

    def _undeclared(self, cell: GridCell) -> None:
        """A cell in a column that is none of the form's."""
        if self._head.unknown.get(cell.column) == SERIALS or cell.column in self._units.places:
            self._ledger.take(cell)
        elif cell.column in self._head.placed:
            self._ledger.skip(cell, Reason.NOT_WANTED)
        else:
            self._ledger.refuse(cell, Reason.UNKNOWN_COLUMN)

    def _value(self, cell: GridCell, column: Column, address: Address) -> None:
        """A cell in a column of values of the form, in a line of the form."""
        if column.kind == "money":
            self._amount(cell, address)
            return
        self._body.cells[address] = text_entry(written(cell, column))
        if cell.fault is Fault.DIGITS_LOST:
            self._ledger.refuse(cell, Reason.NOT_TRUSTED, cell.problem or "", address)
        else:
            self._ledger.take(cell, address)

    def _amount(self, cell: GridCell, address: Address) -> None:
        if cell.fault is Fault.UNCALCULATED:
            self._body.uncalculated.add(address)
            self._ledger.skip(cell, Reason.UNCALCULATED)
            return
        entry, why, about = self._read(cell)
        if self._is_added:
            entry = together(self._body.cells.get(address), entry)
        if entry is not None:
            self._body.cells[address] = entry
        if why is Reason.NOT_AN_AMOUNT and "\n" in cell.text:
            whole = self._read(replace(cell, text="".join(cell.text.split())))
            if whole.entry is not None and whole.why is None:
                self._broken[address] = cell, whole.entry
        if why:
            self._ledger.refuse(cell, why, about, address)
        else:
            self._body.amounts += 1
            self._ledger.take(cell, address)

    def _read(self, cell: GridCell) -> ReadAmount:
        return read_amount(cell, self._head.unit or self._body.unit, is_given=self._head.is_unit_given)

    def _settle_broken(self) -> None:
        """Amounts on two lines are taken as one where the relations accept it; the others stay refused."""
        if not self._broken:
            return
        whole = {address: entry for address, (_, entry) in self._broken.items()}
        for address in settle(self._body, self._edition, whole):
            self._body.amounts += 1
            self._ledger.take(self._broken[address][0], address)

    def _take_merged(self, number: int, lines: Mapping[str, _NamedLine]) -> None:
        """What is merged over this row stands in it too, in columns that repeat."""
        for place, column in self._head.columns.items():
            if not column.repeats or (number, place) in self._grid.cells or column.side not in lines:
                continue
            cell = self._grid.spread(number, place)
            if cell is None:
                continue
            is_money = column.kind == "money"
            entry = self._read(cell).entry if is_money else text_entry(cell.text.strip())
            if entry is not None:
                self._body.cells[Address(self._table.id, lines[column.side].key, column.id)] = entry

    def _serial(self, cell: GridCell, lines: Mapping[str, _NamedLine]) -> None:
        """A serial number, noted when it does not count the rows."""
        self._ledger.take(cell)
        printed = plain(cell.text)
        if _SERIAL.fullmatch(printed):
            if int(printed) not in (self._body.rows, self._body.serial + 1):
                key = next(iter(lines.values())).key
                self._body.serials[RowAddress(self._table.id, key)] = (printed, str(self._body.rows))
            self._body.serial = int(printed)

    # What is left

    def _refuse_row(self, cells: tuple[GridCell, ...], why: Reason, label: str) -> None:
        """Leave a row that is no line of the form; one that holds nothing but its serial number is an empty one."""
        if all(self._is_serial(cell) for cell in cells):
            self._ledger.take_all(cells)
            self._body.rows += 1
            return
        if not self._has_amounts(cells) and not any(self._is_serial(cell) for cell in cells):
            self._remarks.append(cells)
        for cell in cells:
            self._leave(cell, why, label)

    def _has_amounts(self, cells: tuple[GridCell, ...]) -> bool:
        """Whether something stands in a column of money, or in one that is open."""
        for cell in cells:
            column = self._head.columns.get(cell.column)
            if cell.number is not None and (column is None or column.kind == "money"):
                return True
            if column is not None and column.kind == "money" and self._read(cell).why is None:
                return True
        return False

    def _is_serial(self, cell: GridCell) -> bool:
        column = self._head.columns.get(cell.column)
        return column is not None and column.kind == "serial" and bool(_SERIAL.fullmatch(plain(cell.text)))

    def _leave(self, cell: GridCell, why: Reason, label: str) -> None:
        """Leave a cell of a line that is none of the form's."""
        if plain(label):
            self._body.strangers[label.strip()] = None
        if self._placed.get(plain(label)) == DECLINED:
            self._ledger.skip(cell, Reason.NOT_WANTED)
        else:
            self._ledger.refuse(cell, why)

    # Where things stand

    def _label(self, number: int, side: str) -> str:
        """The label of a row on one side; blank when there is none."""
        cell = self._at(number, self._sides[side].get("label"))
        return cell.text if cell else ""

    def _at(self, row: int, column: int | None) -> GridCell | None:
        return self._grid.spread(row, column) if column is not None else None

    def _source(self, row: int, column: int) -> Source:
        return Source(self._file, self._grid.name, self._grid.address(row, column))


def _side_columns(columns: Mapping[int, Column], side: str) -> dict[str, int]:
    """The sheet columns of name and label on one side, and the last of its code."""
    kinds = ("code", "name", "label")
    return {column.kind: place for place, column in columns.items() if column.side == side and column.kind in kinds}
