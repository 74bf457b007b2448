"""Flat lists: a line of a unit in several rows that differ in fund (资金性质), project or kind of expenditure.

The rows of one code are added. Where one column says in which column of the form an amount belongs (支出类型: 基本支出,
项目支出) and there is one column of amounts, they are spread over those columns.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from forms.bureau.turned import Turned, TurnedTable, number_in, together
from forms.bureau.unit_headings import is_code
from forms.bureau.unit_rows import Owner
from forms.form.model import Table
from forms.match.identity import year_patterns
from forms.match.normal import plain
from forms.match.proof.county_words import CountyWords
from forms.match.report import Ledger
from forms.readers import Grid, GridCell
from models.records import Unit

_Row = Mapping[int, GridCell]
"""The cells of a row by their column."""


def flat_list(
    grid: Grid, owners: Sequence[Owner], table: Table, words: CountyWords, ledger: Ledger
) -> TurnedTable | None:
    """Each unit's rows with one for each code; None when no code stands in several rows that can be told apart, and no
    column is to be spread.

    What is added to another amount is booked as taken.
    """
    units: dict[Unit, list[_Row]] = defaultdict(list)
    for owner in owners:
        if isinstance(owner.of, Unit) and not owner.is_sum:
            units[owner.of].append({cell.column: cell for cell in owner.cells})
    code = _code_column(row for rows in units.values() for row in rows)
    if not code:
        return None
    groups = {unit: _by_code(rows, code) for unit, rows in units.items()}
    several = [rows for by_code in groups.values() for key, rows in by_code.items() if key and len(rows) > 1]
    head = [cell for owner in owners if owner.of == "head" for cell in owner.cells]
    flat = _Flat(grid, _kinds(table, words), ledger, head, code, [row for rows in units.values() for row in rows])
    flat.parts = {column for rows in several for column in flat.texts if len({_text(row, column) for row in rows}) > 1}
    apart = {_text(row, column) for rows in several for row in rows for column in flat.parts}
    if any(_is_of_a_year(text, words) for text in apart):
        return None
    if not (flat.spread or several) or not all(flat.can_be_told_apart(rows) for rows in several):
        return None
    parts = {unit: flat.turned(by_code) for unit, by_code in groups.items()}
    return TurnedTable(parts, (flat.doubt,))


class _Flat:
    """One table whose lines stand in several rows."""

    def __init__(
        self,
        grid: Grid,
        kinds: Mapping[str, str],
        ledger: Ledger,
        head: Sequence[GridCell],
        code: int,
        rows: Sequence[_Row],
    ) -> None:
        """`kinds` are the captions of the form's money by the words that stand for them."""
        self.parts: set[int] = set()
        """The columns in which the rows of one code differ."""
        self._grid = grid
        self._ledger = ledger
        self._head = head
        self._caption_row = max(
            (cell.row for cell in head if cell.row < min(_first(row).row for row in rows)), default=0
        )
        self._code = code
        columns = {column for row in rows for column in row} - {code}
        self._amounts = {c for c in columns if any(c in row and row[c].number is not None for row in rows)}
        self.texts = columns - self._amounts
        self._kind_of = kinds
        spread = [c for c in self.texts if {plain(_text(row, c)) for row in rows if c in row} <= kinds.keys()]
        self.spread = spread[0] if len(spread) == 1 and len(self._amounts) == 1 else 0
        self._kinds = list(dict.fromkeys(self._kind(row) for row in rows if self.spread in row))
        self._last = max(columns | {cell.column for cell in head} | {code})

    @property
    def doubt(self) -> str:
        """What is to be said of the table."""
        apart = self.parts | ({self.spread} if self.spread else set())
        captions = "、".join(c.text for c in self._head if c.row == self._caption_row and c.column in apart)
        return f"工作表“{self._grid.name}”里一个科目分几行写（{captions}不同），已按科目相加，请抽查几个单位。"

    def can_be_told_apart(self, rows: Sequence[_Row]) -> bool:
        """Whether the rows of one code are parts of it, each another one, or one is their sum."""
        apart = {tuple(_text(row, column) for column in sorted(self.parts)) for row in rows}
        return len(apart) == len(rows) and (self._sum_among(rows) is not None or not any(map(self._is_bare, rows)))

    def turned(self, by_code: Mapping[str, Sequence[_Row]]) -> Turned:
        """The rows of one unit below what all units share."""
        cells: dict[tuple[int, int], GridCell] = {}
        stood: dict[tuple[int, int], tuple[int, int]] = {}

        def stand(cell: GridCell, column: int, place: tuple[int, int]) -> None:
            cells[cell.row, column] = replace(cell, column=column)
            stood[cell.row, column] = place

        for cell in self._head:
            if cell.row != self._caption_row or not self.spread or cell.column not in (self.spread, *self._amounts):
                stand(cell, cell.column, (cell.row, cell.column))
            else:
                self._ledger.take(cell)
        for number, kind in enumerate(self._kinds if self.spread else (), start=1):
            stand(GridCell(self._caption_row, self._last + number, kind), self._last + number, (0, 0))
        for key, rows in by_code.items():
            for line in [self._line(rows)] if key else rows:
                for column, cell in line.items():
                    first = _first(line)
                    stand(replace(cell, row=first.row), column, (cell.row, cell.column))
        return Turned(self._grid.name, cells, lettered=self._grid.lettered, stood=stood)

    def _line(self, rows: Sequence[_Row]) -> dict[int, GridCell]:
        """The rows of one code as one."""
        whole = self._sum_among(rows)
        for row in rows:
            self._ledger.take_all(row.values())
        line = {c: cell for c, cell in rows[0].items() if c not in self._amounts | self.parts | {self.spread}}
        for row in rows if whole is None else (whole,):
            for column in self._amounts & row.keys():
                kind = self._kind(row)
                at = self._last + 1 + self._kinds.index(kind) if kind else column
                line[at] = together(line[at], row[column]) if at in line else row[column]
        return line

    def _kind(self, row: _Row) -> str:
        """The caption of the column to which the amount of a row belongs; blank where nothing is spread."""
        return self._kind_of.get(plain(_text(row, self.spread)), "") if self.spread else ""

    def _sum_among(self, rows: Sequence[_Row]) -> _Row | None:
        """The row that says in no column which part it is, where it is what the others come to."""
        bare = [row for row in rows if self._is_bare(row)]
        if len(bare) != 1 or len(rows) == 1 or self.spread:
            return None
        others = [row for row in rows if row is not bare[0]]
        is_sum = all(
            sum((_number(row, column) for row in others), Decimal()) == _number(bare[0], column)
            for column in self._amounts
        )
        return bare[0] if is_sum else None

    def _is_bare(self, row: _Row) -> bool:
        return bool(self.parts) and not any(_text(row, column) for column in self.parts)


def _is_of_a_year(text: str, words: CountyWords) -> bool:
    """Whether a text says of which year a row is: those of two years are no parts of one amount."""
    joined = plain(text)
    is_year = any(pattern.search(joined) for pattern, _ in year_patterns())
    return is_year or any(word in joined for word in words.not_this_year)


def _kinds(table: Table, words: CountyWords) -> dict[str, str]:
    """The captions of the money of a table, by themselves and by what lists call them."""
    captions = {plain(column.path[-1]): column.path[-1] for column in table.columns if column.kind == "money"}
    called = {plain(word): caption for caption, listed in words.kinds_of_expenditure.items() for word in listed}
    return {**{word: caption for word, caption in called.items() if plain(caption) in captions}, **captions}


def _by_code(rows: Iterable[_Row], code: int) -> dict[str, list[_Row]]:
    """The rows of a unit by their code, in the order in which they are met; blank has those without one."""
    found: dict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        cell = row.get(code)
        found[cell.text.strip() if cell is not None and is_code(cell) else ""].append(row)
    return found


def _code_column(rows: Iterable[_Row]) -> int:
    """The column in which most codes stand; 0 where there is none."""
    found = Counter(column for row in rows for column, cell in row.items() if is_code(cell))
    return next((column for column, _ in found.most_common(1)), 0)


def _first(row: _Row) -> GridCell:
    return row[min(row)]


def _text(row: _Row, column: int) -> str:
    return row[column].text.strip() if column in row else ""


def _number(row: _Row, column: int) -> Decimal:
    return (number_in(row[column]) if column in row else None) or Decimal()
