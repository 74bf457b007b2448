"""The cells of a row whose line of the form is known: what becomes of each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from forms.document.provenance import Source
from forms.form.model import Column, Edition
from forms.match.amount_cells import ReadAmount, read_amount, text_entry, written
from forms.match.body import Body
from forms.match.head import SERIALS, Head
from forms.match.normal import plain
from forms.match.placed import DECLINED
from forms.match.proof.proofs import settle
from forms.match.proof.two_units import Twin, say_the_same
from forms.match.proof.unit_column import UnitsOfRows, together
from forms.match.report import Ledger, Reason
from forms.readers import Grid, GridCell
from forms.readers.blocks import Fault
from models.records import Address, CellEntry, RowAddress, Unit

VALUES = ("money", "text", "quantity")
"""The kinds of column that hold what a row says, rather than what it is."""
_SERIAL = re.compile(r"\d{1,4}")


class NamedLine(NamedTuple):
    """The line of the form that a row is on one side of its table, and its label as printed."""

    key: str
    label: str


class CellsOfLines:
    """Takes the rows of one table into a body once their lines are known, and books the fate of every cell."""

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
        self._placed = placed or {}
        self._sides = {side: _side_columns(head.columns, side) for side in self._table.sides}
        self._broken: dict[Address, tuple[GridCell, CellEntry]] = {}
        """The amounts that a narrow column broke over two lines, as one."""
        self._remarks: list[tuple[GridCell, ...]] = []
        """The rows of words alone below the last line so far; among records they are some only when one follows."""
        self._units = UnitsOfRows(grid, head.unknown, body, only)
        body.is_of_one = only is not None and bool(self._units.places)
        self._is_added = False
        """Whether the row is of one more unit, so that its amounts are added to those of the others."""
        body.columns |= {(c.side, c.id) for c in head.columns.values() if c.kind == "money"}

    def _take_row(self, number: int, cells: tuple[GridCell, ...], lines: Mapping[str, NamedLine]) -> None:
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
            elif column.kind in VALUES:
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
            if column.kind in VALUES and column.side == side:
                self._body.sources[Address(self._table.id, key, column.id)] = self._source(number, place)

    def _undeclared(self, cell: GridCell) -> None:
        """A cell in a column that is none of the form's."""
        if twin := self._head.twins.get(cell.column):
            self._twin(cell, twin)
        elif self._head.unknown.get(cell.column) == SERIALS or cell.column in self._units.places:
            self._ledger.take(cell)
        elif cell.column in self._head.placed:
            self._ledger.skip(cell, Reason.NOT_WANTED)
        else:
            self._ledger.refuse(cell, Reason.UNKNOWN_COLUMN)

    def _twin(self, cell: GridCell, twin: Twin) -> None:
        """A cell that says in another unit what another one of its row does; refused where it says something else."""
        beside = self._at(cell.row, twin.of)
        here = read_amount(replace(cell, unit=None), twin.unit).entry
        there = self._read(beside).entry if beside else None
        one, other = (there.fen or 0 if there else 0), (here.fen or 0 if here else 0)
        if say_the_same(one, other, twin.unit):
            self._ledger.skip(cell, Reason.IN_OTHER_UNIT, twin.unit)
        else:
            self._ledger.refuse(cell, Reason.DIFFERS_IN_OTHER_UNIT)

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

    def _take_merged(self, number: int, lines: Mapping[str, NamedLine]) -> None:
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

    def _serial(self, cell: GridCell, lines: Mapping[str, NamedLine]) -> None:
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
