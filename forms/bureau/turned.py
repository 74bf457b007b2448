"""Tables that stand crosswise in a county's workbook: a row for each unit, a column for each line of the form.

So the “三公”经费 of all units is printed. Each unit's rows are turned into the lines of the form, which forms/match
reads as any table; every amount keeps its address in the county's sheet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import chain, zip_longest

from forms.bureau.crosswise import Crosswise, crosswise, money_of
from forms.bureau.unit_rows import Owner
from forms.form.catalogue import LENGTHS
from forms.form.model import Column, Row, Table
from forms.match.amount_cells import read_amount
from forms.match.proof.county_words import CountyWords
from forms.match.report import Ledger, Reason
from forms.readers import Grid, GridCell
from models.money import in_unit
from models.records import Unit

_Amounts = Mapping[tuple[str, str], GridCell]
"""By the row of the form and the caption of its money; each stands where its first part does."""


@dataclass(frozen=True)
class Turned(Grid):
    """One unit's amounts as the form has them, a row for each line; `stood` is where each cell stands in the sheet of
    the county, row 0 for a caption that stands nowhere."""

    stood: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    @property
    def places(self) -> tuple[tuple[int, int], ...]:
        """The places of the county's sheet that it holds."""
        return tuple(place for place in self.stood.values() if place[0])

    def address(self, row: int, column: int) -> str:
        """The address in the sheet of the county."""
        return super().address(*self.stood.get((row, column), (row, column)))


@dataclass(frozen=True)
class TurnedTable:
    """The grids of the units, and what is not certain of them."""

    parts: Mapping[Unit, Turned]
    doubts: tuple[str, ...]


def turned(
    grid: Grid, owners: Sequence[Owner], top: int, table: Table, money: str, words: CountyWords, ledger: Ledger
) -> TurnedTable | None:
    """The table with each unit's rows turned into lines; None when it does not stand crosswise.

    `owners` say whose each row is, `top` is the first row of captions, `money` the caption of the form's money that is
    meant where none is named. What is put into no part is booked: amounts
    added to another one as taken, columns that are no lines of the form as refused.
    """
    shared = [cell for owner in owners if owner.of == "head" for cell in owner.cells]
    first = min((cell.row for owner in owners if owner.of != "head" for cell in owner.cells), default=0)
    head = crosswise(grid, sorted({cell.row for cell in shared if top <= cell.row < first}), table, money, words)
    if head is None:
        return None
    if head.is_doubtful:
        for owner in owners:
            ledger.refuse_all(owner.cells, Reason.HEAD_IN_DOUBT, table.title)
        told = f"工作表“{grid.name}”有两栏像是同一项，分不清哪一栏是本年的数，没有读入，请核对表头。"
        return TurnedTable({}, (told,))
    units: dict[Unit, list[Owner]] = defaultdict(list)
    for owner in owners:
        if isinstance(owner.of, Unit):
            units[owner.of].append(owner)
    around = tuple(cell for cell in shared if cell.row not in head.captions)
    turning = _Turning(grid, table, words, ledger, head, around)
    parts = {unit: turning.part(unit, rows) for unit, rows in units.items()}
    ledger.take_all(head.heads(grid))
    return TurnedTable(parts, (*turning.doubts, *no_sum_told(grid, owners)))


def rows_of(grid: Grid) -> Collection[int]:
    """The rows of the county's sheet from which a part of a unit comes."""
    return {row for row, _ in grid.places} if isinstance(grid, Turned) else grid.row_numbers


def no_sum_told(grid: Grid, owners: Sequence[Owner]) -> list[str]:
    """That a table of another layout than the form's has no sum of the county which would prove it."""
    if any(number_in(cell) is not None for owner in owners if owner.of == "county" for cell in owner.cells):
        return []
    return [f"工作表“{grid.name}”的排列和表样不同，已按单位读入，但没有全县合计可以核对，请抽查几个单位。"]


class _Turning:
    """Turns the rows of one unit after the other."""

    def __init__(
        self,
        grid: Grid,
        table: Table,
        words: CountyWords,
        ledger: Ledger,
        head: Crosswise,
        around: tuple[GridCell, ...],
    ) -> None:
        """`around` is what all units share above the captions and below the rows: title, unit of money, notes."""
        self.doubts: list[str] = []
        self._grid = grid
        self._table = table
        self._words = words
        self._ledger = ledger
        self._head = head
        self._around = around

    def part(self, unit: Unit, owners: Sequence[Owner]) -> Turned:
        """The lines of one unit: of several rows, such as those of its projects, what they come to."""
        parts = [owner for owner in owners if not self._is_sum(owner)]
        sums = [owner for owner in owners if self._is_sum(owner)]
        amounts = self._added(self._leaves(parts or sums))
        if parts and sums:
            self._compare(unit, amounts, self._added(sums[-1:]))
        self._book(owners, amounts)
        return _laid_out(self._grid, self._table, self._head, self._around, amounts)

    def _is_sum(self, owner: Owner) -> bool:
        return owner.is_sum or any(c.number is None and self._words.is_total(c.text) for c in owner.cells)

    def _leaves(self, owners: Sequence[Owner]) -> list[Owner]:
        """The rows without those of codes that stand above the codes of others."""
        lengths = {length for kind in LENGTHS.values() for length in kind}
        codes = [
            {c.text for c in self._beside(owner) if c.text.isdecimal() and len(c.text) in lengths} for owner in owners
        ]
        every = set[str]().union(*codes)
        above = {code for code in every if any(other != code and other.startswith(code) for other in every)}
        return [owner for owner, own in zip(owners, codes, strict=True) if own.isdisjoint(above)]

    def _beside(self, owner: Owner) -> list[GridCell]:
        """The cells of a row that stand in no line of the form."""
        return [cell for cell in owner.cells if cell.column not in self._head.lines]

    def _added(self, owners: Sequence[Owner]) -> dict[tuple[str, str], GridCell]:
        """What the rows come to."""
        found: dict[tuple[str, str], GridCell] = {}
        for owner in owners:
            money = money_of(self._beside(owner), self._table)
            for cell in owner.cells:
                line = self._head.lines.get(cell.column)
                if line is not None:
                    place = line.row, money or line.money
                    found[place] = together(found[place], cell) if place in found else cell
        return found

    def _compare(self, unit: Unit, added: _Amounts, stated: _Amounts) -> None:
        """Tell where the sum of a unit is not what its rows come to."""
        by_line: dict[str, Decimal] = defaultdict(Decimal)
        for (row, _), cell in added.items():
            by_line[row] += number_in(cell) or 0
        for (row, _), cell in stated.items():
            if (number_in(cell) or 0) != by_line[row]:
                label = self._table.row_by_key[row].label
                self.doubts.append(
                    f"工作表“{self._grid.name}”{self._grid.address(cell.row, cell.column)}："
                    f"“{unit.name or unit.code}”的小计（{label}）是{cell.text}，各行相加是{by_line[row]:f}，"
                    "按各行相加读入，请核对。"
                )

    def _book(self, owners: Sequence[Owner], amounts: _Amounts) -> None:
        """The fate of what stands in no part: amounts of rows that were added, texts and columns that are no lines."""
        standing = {(cell.row, cell.column) for cell in amounts.values()}
        for owner in owners:
            for cell in owner.cells:
                is_line = cell.column in self._head.lines
                if not is_line and cell.number is not None and cell.column not in self._head.serials:
                    self._ledger.refuse(cell, Reason.UNKNOWN_COLUMN)
                elif (cell.row, cell.column) not in standing:
                    self._ledger.take(cell)


def _laid_out(grid: Grid, table: Table, head: Crosswise, around: Sequence[GridCell], amounts: _Amounts) -> Turned:
    """The lines below each other as the form has them, between what all units share."""
    first, last = head.captions[0], head.captions[-1]
    sides = _side_by_side(table, head, amounts)
    rows: list[Sequence[tuple[int, GridCell]]] = [
        *([(cell.column, cell)] for cell in around if cell.row < first),
        *(list(chain.from_iterable(row)) for row in zip_longest(*sides, fillvalue=())),
        *([(1, cell)] for cell in around if cell.row > last),
    ]
    cells: dict[tuple[int, int], GridCell] = {}
    stood: dict[tuple[int, int], tuple[int, int]] = {}
    for row, found in enumerate(rows, start=1):
        for column, cell in found:
            cells[row, column] = replace(cell, row=row, column=column)
            stood[row, column] = cell.row, cell.column
    return Turned(grid.name, cells, lettered=grid.lettered, stood=stood)


def _side_by_side(table: Table, head: Crosswise, amounts: _Amounts) -> Iterator[list[list[tuple[int, GridCell]]]]:
    """Each side of the form that has lines here, to the right of the one before: its captions, its lines."""
    named = {money for _, money in amounts}
    labels = {line.row: line.label for line in head.lines.values()}
    left = 1
    for side in table.sides:
        rows = [row for row in table.rows if row.side == side and row.key in labels]
        money = [column for column in table.money[side] if column.path[-1] in named]
        if rows and money:
            columns = [next(c for c in table.columns if c.kind == "label" and c.side == side), *money]
            yield [*_captions(columns, left), *_lines(rows, money, labels, amounts, left)]
            left += len(columns)


def _captions(columns: Sequence[Column], left: int) -> Iterator[list[tuple[int, GridCell]]]:
    """The captions of a side: two rows where the sides need them to be told apart."""
    for level in range(-2 if columns[0].side else -1, 0):
        yield [(n, GridCell(0, n, column.path[level])) for n, column in enumerate(columns, start=left)]


def _lines(
    rows: Iterable[Row], money: Sequence[Column], labels: Mapping[str, GridCell], amounts: _Amounts, left: int
) -> Iterator[list[tuple[int, GridCell]]]:
    for row in rows:
        places = enumerate(((row.key, column.path[-1]) for column in money), start=left + 1)
        yield [(left, labels[row.key]), *((n, amounts[place]) for n, place in places if place in amounts)]


def together(one: GridCell, more: GridCell) -> GridCell:
    """Two amounts added; one that is no number stays as it stands, and is refused when it is read."""
    numbers = number_in(one), number_in(more)
    if numbers[0] is None or numbers[1] is None:
        return one if numbers[0] is None else more
    added = numbers[0] + numbers[1]
    return replace(one, text=f"{added:f}", number=added, places=None)


def number_in(cell: GridCell) -> Decimal | None:
    """What a cell holds as a number, also one written as text; a struck out one is nothing; None for other words."""
    if cell.number is not None:
        return cell.number
    # The finest amount of any unit of money is one of 万元 too.
    read = read_amount(cell, "万元")
    if read.why is not None or cell.problem:
        return None
    return in_unit(read.entry.fen) if read.entry is not None and read.entry.fen is not None else Decimal()
