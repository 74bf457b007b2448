"""Taking the body of a recognised table: rows by code or label, amounts by column, notes under it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from forms.document.entries import entry_of
from forms.document.lines import TOTAL, copy_key
from forms.document.provenance import Source
from forms.form.model import Column, Row, Table
from forms.match.head import Head, captions_of, is_head_repeated
from forms.match.normal import bare, closest, plain
from forms.match.placed import DECLINED, NOT_WANTED
from forms.match.report import Ledger
from forms.match.row_codes import CodeReader, code_and_name
from forms.readers import Grid, GridCell
from models.money import NotMoney, from_number
from models.records import Address, CellEntry, RowAddress

SERIALS = "序号"
_SIGNATURE = re.compile(
    r"^\s*(?:(?:单位|部门|财务|分管)?(?:负责人|领导)|填表人|制表人?|编制人|审核人?|复核人?|经办人|填[报表]日期|联系电话)\s*[:：]"
)
UNKNOWN_COLUMN = "这一列不在本年度的表样里"
UNCALCULATED = "公式没有保存计算结果"
"""How a reader begins to say of a formula that no result of it was stored."""
_NOTE = re.compile(r"^[*＊※]?\s*(?:注|备注|说明)\s*\d*\s*[:：]|空表列示")
_VALUES = ("money", "text", "quantity")
"""The kinds of column that hold what a row says, rather than what it is."""
_STRUCK = re.compile(r"[\s\-—–－―─/]*")
"""What stands in an amount that is struck out: dashes, however many."""
_SERIAL = re.compile(r"\d{1,4}")


@dataclass
class Body:
    """What a table of a file holds, gathered row by row."""

    table: Table
    unit: str
    cells: dict[Address, CellEntry] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    """The label of each row as printed, in the order of the file."""
    sources: dict[Address | RowAddress, Source] = field(default_factory=dict)
    serials: dict[RowAddress, tuple[str, str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    heads: list[tuple[str, Source]] = field(default_factory=list)
    """What stands between the title and the captions: unit, year, unit of money."""
    columns: set[tuple[str, str]] = field(default_factory=set)
    """Side and id of the columns of money that the file has."""
    uncalculated: set[Address] = field(default_factory=set)
    """Which amounts are formulas that were never calculated."""
    strangers: dict[str, None] = field(default_factory=dict)
    """The labels that name no row of the form, and those whose row a person chose, in their order."""
    amounts: int = 0
    """How many amounts were taken."""
    copies: Counter[str] = field(default_factory=Counter)
    """How many rows each code has."""
    code_above: str = ""
    """The code of the row read last, of which the next one may leave parts blank."""
    rows: int = 0
    serial: int = 0
    """The serial number printed last: after one gap the numbers run on from there."""


class RowReader:
    """Reads the rows of one table in one sheet into a body, and books the fate of every cell."""

    def __init__(
        self, file: str, grid: Grid, head: Head, body: Body, ledger: Ledger, placed: Mapping[str, str] | None = None
    ) -> None:
        """`placed` are the keys of rows chosen by a person, by label."""
        self._file = file
        self._grid = grid
        self._head = head
        self._body = body
        self._table = body.table
        self._ledger = ledger
        self._placed = placed or {}
        self._captions = captions_of(body.table)
        self._sides = {side: _side_columns(head.columns, side) for side in self._table.sides}
        filled = {column for row, column in grid.cells if row >= head.body}
        places = [place for place, column in head.columns.items() if column.kind == "code"]
        self._codes = CodeReader([place for place in places if place in filled], body.code_above)
        self._last: dict[str, int] = dict.fromkeys(self._table.sides, -1)
        self._above: set[str] = set()
        body.columns |= {(c.side, c.id) for c in head.columns.values() if c.kind == "money"}

    def read(self, title: int, last: int) -> None:
        """Take the rows of the body down to `last`; what stands from the title to the captions may come again."""
        rows = self._grid.rows_between(title, last)
        above = (cell for row in rows if row < self._head.captions for cell in self._grid.cells_in_row(row))
        self._above = {plain(cell.text) for cell in above}
        for row in rows:
            if row >= self._head.body:
                self._row(row, self._grid.cells_in_row(row))
        self._body.code_above = self._codes.above

    def _row(self, number: int, cells: tuple[GridCell, ...]) -> None:
        if is_head_repeated(cells, self._captions) or self._above.issuperset(plain(cell.text) for cell in cells):
            for cell in cells:
                self._ledger.skip(cell, "续页重复的表头")
        elif _SIGNATURE.search(cells[0].text) and all(cell.number is None for cell in cells):
            for cell in cells:
                self._ledger.skip(cell, "表下的签名和日期不收取")
        elif is_note(cells[0].text) and all(cell.number is None for cell in cells):
            self._body.notes.extend(cell.text.strip() for cell in cells)
            for cell in cells:
                self._ledger.take(cell)
        elif self._table.layout == "codes":
            self._code_row(number, cells)
        elif self._table.layout == "records":
            self._take_row(number, cells, {"": (str(len(self._body.labels) + 1), "")})
        else:
            self._fixed_row(number, cells)

    def _code_row(self, number: int, cells: tuple[GridCell, ...]) -> None:
        code, name = self._code_and_name(number)
        if not code and plain(name) in _labels(self._table.row_by_key[TOTAL]):
            key = TOTAL
        elif code:
            self._body.copies[code] += 1
            key = copy_key(code, self._body.copies[code])
        elif choice := self._choice(name):
            key = choice
        else:
            self._refuse_row(cells, "这一行没有科目编码，也不是合计", name)
            return
        self._take_row(number, cells, {"": (key, name)})

    def _fixed_row(self, number: int, cells: tuple[GridCell, ...]) -> None:
        """A row of fixed lines; on a table of two sides each half is a line of its own."""
        found: dict[str, tuple[str, str]] = {}
        for side, columns in self._sides.items():
            cell = self._at(number, columns.get("label"))
            row = self._find_line(side, cell.text) if cell else None
            if cell and row:
                found[side] = (row.key, cell.text)
        if found:
            self._take_row(number, cells, found)
        else:
            labels = (self._at(number, columns.get("label")) for columns in self._sides.values())
            label = next((cell.text for cell in labels if cell), "")
            self._refuse_row(cells, "这一行的项目不在本年度的表样里", label)

    def _take_row(self, number: int, cells: tuple[GridCell, ...], found: Mapping[str, tuple[str, str]]) -> None:
        """Book every cell of a row whose lines are known, and note where each amount of them stands or would stand."""
        body = self._body
        body.rows += 1
        for side, (key, label) in found.items():
            row = RowAddress(self._table.id, key)
            body.labels[key] = label.strip()
            places = self._sides[side]
            named = places.get("name") or places.get("label") or places.get("code") or min(self._head.columns)
            body.sources[row] = self._source(number, named)
            for place, declared in self._head.columns.items():
                if declared.kind in _VALUES and declared.side == side:
                    body.sources[Address(*row, declared.id)] = self._source(number, place)
        for cell in cells:
            column = self._head.columns.get(cell.column)
            if column is None and self._head.unknown.get(cell.column) == SERIALS:
                self._ledger.take(cell)
            elif column is None and cell.column in self._head.placed:
                self._ledger.skip(cell, NOT_WANTED)
            elif column is None:
                self._ledger.refuse(cell, UNKNOWN_COLUMN)
            elif column.kind == "serial":
                self._serial(cell, found)
            elif column.side not in found:
                named_by = self._at(number, self._sides[column.side].get("label"))
                self._leave(cell, "这一行的项目不在本年度的表样里", named_by.text if named_by else "")
            elif column.kind == "money":
                self._amount(cell, Address(self._table.id, found[column.side][0], column.id))
            elif column.kind in _VALUES:
                self._text(cell, Address(self._table.id, found[column.side][0], column.id))
            else:
                self._ledger.take(cell)

        for place, column in self._head.columns.items():
            if column.repeats and (number, place) not in self._grid.cells and column.side in found:
                self._repeat(number, place, Address(self._table.id, found[column.side][0], column.id))

    def _repeat(self, number: int, place: int, address: Address) -> None:
        """What is merged over this row stands in it too."""
        cell = self._grid.spread(number, place)
        column = self._head.columns[place]
        if cell is None:
            return
        entry, _ = amount_entry(cell, self._body.unit) if column.kind == "money" else (_text_entry(cell), "")
        if entry is not None:
            self._body.cells[address] = entry

    def _amount(self, cell: GridCell, address: Address) -> None:
        body = self._body
        if cell.problem and cell.problem.startswith(UNCALCULATED):
            body.uncalculated.add(address)
            self._ledger.skip(cell, f"{UNCALCULATED}，由程序计算")
            return
        entry, fault = amount_entry(cell, body.unit)
        if entry is not None:
            body.cells[address] = entry
        if fault:
            self._ledger.refuse(cell, fault, address)
        else:
            body.amounts += 1
            self._ledger.take(cell, address)

    def _text(self, cell: GridCell, address: Address) -> None:
        self._body.cells[address] = _text_entry(cell)
        self._ledger.take(cell, address)

    def _serial(self, cell: GridCell, found: Mapping[str, tuple[str, str]]) -> None:
        self._ledger.take(cell)
        printed = plain(cell.text)
        if _SERIAL.fullmatch(printed):
            if int(printed) not in (self._body.rows, self._body.serial + 1):
                key = next(iter(found.values()))[0]
                self._body.serials[RowAddress(self._table.id, key)] = (printed, str(self._body.rows))
            self._body.serial = int(printed)

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

    def _find_line(self, side: str, label: str) -> Row | None:
        """The declared line a label names; the next one downwards where two bear the same name."""
        rows = [(i, row) for i, row in enumerate(self._table.rows) if row.side == side]
        choice = self._choice(label)
        if choice:
            return next((row for _, row in rows if row.key == choice), None)
        for form in (plain, bare):
            wanted = form(label)
            fitting = [(i, r) for i, r in rows if wanted and wanted in {form(n) for n in (r.label, *r.aliases)}]
            if fitting:
                break
        else:
            near = closest(bare(label), {bare(row.label) for _, row in rows}) if bare(label) else None
            fitting = [(i, row) for i, row in rows if bare(row.label) == near]
        fresh = [(i, row) for i, row in fitting if row.key not in self._body.labels]
        taken = next((pair for pair in fresh if pair[0] > self._last[side]), fresh[0] if fresh else None)
        if taken is None:
            return None
        self._last[side] = taken[0]
        return taken[1]

    def _choice(self, label: str) -> str | None:
        """The key of the row that a person chose for a label; a row is taken once."""
        choice = self._placed.get(plain(label))
        if choice is None or choice in self._body.labels:
            return None
        self._body.strangers[label.strip()] = None
        return choice

    def _leave(self, cell: GridCell, reason: str, label: str) -> None:
        """Leave a cell of a row that is none of the form's."""
        if plain(label):
            self._body.strangers[label.strip()] = None
        if self._placed.get(plain(label)) == DECLINED:
            self._ledger.skip(cell, NOT_WANTED)
        else:
            self._ledger.refuse(cell, reason)

    def _refuse_row(self, cells: Sequence[GridCell], reason: str, label: str) -> None:
        if all(self._is_serial(cell) for cell in cells):
            for cell in cells:
                self._ledger.take(cell)
            self._body.rows += 1
            return
        for cell in cells:
            self._leave(cell, reason, label)

    def _is_serial(self, cell: GridCell) -> bool:
        column = self._head.columns.get(cell.column)
        return column is not None and column.kind == "serial" and bool(_SERIAL.fullmatch(plain(cell.text)))

    def _at(self, row: int, column: int | None) -> GridCell | None:
        return self._grid.spread(row, column) if column is not None else None

    def _source(self, row: int, column: int) -> Source:
        return Source(self._file, self._grid.name, self._grid.address(row, column))


def _text_entry(cell: GridCell) -> CellEntry:
    return CellEntry(text=cell.text.strip(), origin="imported")


def is_note(text: str) -> bool:
    """Whether a text is a note under a table."""
    return bool(_NOTE.search(text))


def amount_entry(cell: GridCell, unit: str) -> tuple[CellEntry | None, str]:
    """What a cell of money becomes, and why it is not taken as it stands when it is not."""
    if cell.problem:
        return CellEntry(text=cell.text, origin="imported"), cell.problem
    if _STRUCK.fullmatch(cell.text):
        return None, ""
    if cell.number is None:
        entry = entry_of(cell.text, unit, "imported")
        return entry, f"“{cell.text}”不是金额" if entry and entry.text else ""
    return _number_entry(cell.number, unit)


def _number_entry(number: Decimal, unit: str) -> tuple[CellEntry, str]:
    try:
        fen, rounded = from_number(number, unit)
    except NotMoney as error:
        return CellEntry(text=str(number), origin="imported"), str(error)
    return CellEntry(fen=fen, origin="imported"), f"数字 {number} 比分还细，已四舍五入" if rounded else ""


def _side_columns(columns: Mapping[int, Column], side: str) -> dict[str, int]:
    """The sheet columns of name and label on one side, and the last of its code."""
    kinds = ("code", "name", "label")
    return {column.kind: place for place, column in columns.items() if column.side == side and column.kind in kinds}


def _labels(row: Row) -> set[str]:
    return {plain(name) for name in (row.label, *row.aliases)}
