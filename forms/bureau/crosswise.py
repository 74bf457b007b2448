"""Which line of the form each column of a county's table is, where the table has a row for each unit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from forms.document.lines import TOTAL
from forms.form.model import Column, Row, Table
from forms.match.head import SERIALS
from forms.match.normal import bare, plain
from forms.match.proof.captions import without_unit
from forms.match.proof.county_words import CountyWords
from forms.match.row_keys import named_rows, names_row
from forms.match.titles import YEAR_IN_TITLE
from forms.readers import Grid, GridCell

_FEWEST = 2
"""A table stands crosswise when so many of its captions are lines of the form."""
_SHORTEST = 3
"""A caption of so many characters may be part of the name of a line: 购置费 of 公务用车购置费."""
_SHORTEST_OF_PART = 2
"""And of so many where the line above it is named: 购置 under 公务用车."""
_NAME_OF_FUNDING = 4
"""What the names of a column have in common is the name of its funding when it is so long: 一般公共预算."""
_YEAR = re.compile(r"20\d{2}")


@dataclass(frozen=True, slots=True)
class LineColumn:
    """What a column of the sheet is: a line of a side of the form, with the caption as its label, and by its caption a
    column of the form's money."""

    label: GridCell
    side: str
    row: str
    money: str


@dataclass(frozen=True)
class Crosswise:
    """The head of such a table: its rows of captions, by sheet column the lines of the form, and the columns of serial
    numbers."""

    captions: tuple[int, ...]
    lines: Mapping[int, LineColumn]
    serials: frozenset[int]

    @property
    def is_doubtful(self) -> bool:
        """Whether two columns are the same line."""
        return max(Counter((line.row, line.money) for line in self.lines.values()).values()) > 1

    def heads(self, grid: Grid) -> list[GridCell]:
        """The captions that are understood: those over lines of the form that are none themselves."""
        labels = {(line.label.row, line.label.column) for line in self.lines.values()}
        cells = (c for row in self.captions for c in grid.cells_in_row(row) if (row, c.column) not in labels)
        return [cell for cell in cells if self._stands_over_a_line(grid, cell)]

    def _stands_over_a_line(self, grid: Grid, cell: GridCell) -> bool:
        area = grid.area_at(cell.row, cell.column)
        return any(column in self.lines for column in range(cell.column, (area.right if area else cell.column) + 1))


def crosswise(grid: Grid, captions: Sequence[int], table: Table, money: str, words: CountyWords) -> Crosswise | None:
    """The head that these rows of captions are; None where the table stands as the form has it, or is not known.

    `money` is the caption of the form's money that is meant where none is named.
    """
    if table.layout not in ("lines", "sides") or table.is_unlabelled or not captions:
        return None
    lines = _lines(grid, captions, table, money, words)
    if len({line.row for line in lines.values()}) < _FEWEST or _has_labels(grid, captions, table):
        return None
    cells = (cell for row in captions for cell in grid.cells_in_row(row))
    return Crosswise(tuple(captions), lines, frozenset(c.column for c in cells if plain(c.text) == SERIALS))


def money_of_title(title: str, table: Table) -> str:
    """The caption of the money that a table without captions of it shows: of the funding its title names, else the
    first of the form; blank where the form has none."""
    columns = _money(table)
    for column in columns:
        signs = zip(*map(plain, (column.path[-1], *column.aliases)), strict=False)
        named = "".join(sign for sign, *_ in takewhile(lambda each: len(set(each)) == 1, signs))
        if len(named) >= _NAME_OF_FUNDING and named in plain(title):
            return column.path[-1]
    return columns[0].path[-1] if columns else ""


def money_of(cells: Sequence[GridCell], table: Table) -> str:
    """The caption of the column of the form's money that one of these cells names, as where the funding stands apart;
    blank when none does."""
    texts = {plain(without_unit(cell.text)) for cell in cells}
    for column in _money(table):
        if not texts.isdisjoint(plain(name) for name in (column.path[-1], *column.aliases)):
            return column.path[-1]
    return ""


def _money(table: Table) -> list[Column]:
    """The columns of money of all sides."""
    return [column for columns in table.money.values() for column in columns]


def _has_labels(grid: Grid, captions: Sequence[int], table: Table) -> bool:
    """Whether a column is captioned as that of the labels, and lines of the form stand in it: then the table stands as
    the form has it."""
    labels = [column for column in table.columns if column.kind == "label"]
    names = {plain(name) for column in labels for name in (*column.path, *column.aliases)}
    cells = [cell for row in captions for cell in grid.cells_in_row(row) if plain(cell.text) in names]
    columns = {cell.column for cell in cells}
    below = (c for c in grid.cells.values() if c.column in columns and c.row > captions[-1] and c.number is None)
    lines = _LinesOfSides(table, table.sides)
    return any((row := lines.named(cell.text)) is not None and not _is_total(row) for cell in below)


def _is_total(row: Row) -> bool:
    return row.key.rpartition(".")[2] == TOTAL


def _lines(grid: Grid, captions: Sequence[int], table: Table, money: str, words: CountyWords) -> dict[int, LineColumn]:
    """The sheet columns whose captions name a line of the form, for this year where the head tells years apart."""
    chains = {
        column: chain
        for column in sorted({column for _, column in grid.cells})
        if (chain := _chain(grid, captions, column))
    }
    years = {column: _years(chain) for column, chain in chains.items()}
    newest = max((year for named in years.values() for year in named), default="")
    found: dict[int, LineColumn] = {}
    for column, chain in chains.items():
        line = _line_of(chain, table, money, words)
        if line is None or (years[column] and newest not in years[column]):
            continue
        # 上年结转 is a line of this year's form.
        row = table.row_by_key[line.row]
        texts = [plain(cell.text) for cell in chain if not names_row(cell.text, row)]
        if not any(word in text for word in words.not_this_year for text in texts):
            found[column] = line
    return found


def _chain(grid: Grid, captions: Sequence[int], column: int) -> list[GridCell]:
    """The captions over a sheet column, outermost first, each once."""
    chain: list[GridCell] = []
    for row in captions:
        cell = grid.spread(row, column) or _left_of(grid, row, column, captions)
        if cell is not None and cell.number is None and plain(cell.text) and cell not in chain:
            chain.append(cell)
    return chain


def _left_of(grid: Grid, row: int, column: int, captions: Sequence[int]) -> GridCell | None:
    """The caption that stands over this column too though nothing is merged: the next one to the left in its row, if
    a caption of its own stands below it here."""
    if row == captions[-1] or all(grid.spread(below, column) is None for below in captions if below > row):
        return None
    before = [cell for cell in grid.cells_in_row(row) if cell.column < column]
    is_over_more = before and any(
        grid.spread(below, before[-1].column) not in (None, before[-1]) for below in captions if below > row
    )
    return before[-1] if is_over_more and grid.area_at(row, before[-1].column) is None else None


def _years(chain: Sequence[GridCell]) -> set[str]:
    return {year for cell in chain for year in (*YEAR_IN_TITLE.findall(cell.text), *_YEAR.findall(cell.text))}


def _line_of(chain: Sequence[GridCell], table: Table, money: str, words: CountyWords) -> LineColumn | None:
    """The line that a chain of captions names, by the last one or, where that is a word for a sum, by the one above
    it, alone or with it (收入, 合计); a sum right below a funding is its total."""
    *heads, last = chain
    lines = _LinesOfSides(table, _sides(heads, table))
    funding = money_of(heads, table)
    named, row = last, None
    if heads and words.is_total(last.text):
        above = heads[-1].text
        named, row = heads[-1], lines.named(above, heads[:-1]) or lines.named(above + last.text)
    if row is None:
        named, row = last, lines.named(last.text, heads)
    if row is None and funding and words.is_total(last.text):
        row = table.row_by_key.get(TOTAL)
    if row is None:
        return None
    of_side = [column.path[-1] for column in table.money[row.side]]
    money = next((one for one in (funding, money) if one in of_side), of_side[0])
    label = named.text if names_row(named.text, row) else row.label
    return LineColumn(replace(last, text=label), row.side, row.key, money)


def _sides(heads: Sequence[GridCell], table: Table) -> Sequence[str]:
    """The side of the form that captions name (收入, 支出); all sides where they name none."""
    texts = "".join(plain(cell.text) for cell in heads)
    named = {c.side for c in table.columns if c.side and len(c.path) > 1 and plain(c.path[0]) in texts}
    return [*named] if len(named) == 1 else table.sides


@dataclass(frozen=True)
class _LinesOfSides:
    """The lines of some sides of the form, found by captions."""

    table: Table
    sides: Sequence[str]

    def named(self, caption: str, heads: Sequence[GridCell] = ()) -> Row | None:
        """The line that bears the name, else the one whose name holds it; of several the one that is a part of the
        line named above, else the one of which the others are parts."""
        above = self._above(heads[-1].text) if heads else None
        rows = self._bearing(caption)
        if len(rows) > 1:
            rows = _parts(rows, above) or [row for row in rows if _depth(row) == min(map(_depth, rows))]
        elif not rows:
            rows = self._holding(caption, above)
        return rows[0] if len(rows) == 1 else None

    def _above(self, caption: str) -> Row | None:
        """The line that a caption over others names: by its name, or as what all lines have in common that hold it."""
        rows = self._bearing(caption)
        if not rows and len(rows := self._holding(caption, None)) == 1 and not _parts(self.table.rows, rows[0]):
            return None
        return rows[0] if len(rows) == 1 else None

    def _bearing(self, caption: str) -> Sequence[Row]:
        return [row for side in self.sides for row in named_rows(self.table.rows, side, caption)]

    def _holding(self, caption: str, above: Row | None) -> Sequence[Row]:
        text = bare(without_unit(caption))
        if len(text) < (_SHORTEST_OF_PART if above else _SHORTEST):
            return []
        lines = [row for row in self.table.rows if row.side in self.sides]
        rows = [row for row in lines if any(text in bare(name) for name in (row.label, *row.aliases))]
        if len(rows) > 1:
            rows = _parts(rows, above) or [row for row in rows if len(_parts(rows, row)) == len(rows) - 1]
        return rows if len(text) >= _SHORTEST else _parts(rows, above)


def _parts(rows: Iterable[Row], whole: Row | None) -> list[Row]:
    return [row for row in rows if whole is not None and row.key.startswith(f"{whole.key}.")]


def _depth(row: Row) -> int:
    return row.key.count(".")
