"""Which line of the form each column of a county's table is, where the table has a row for each unit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from forms.document.lines import TOTAL
from forms.form.model import Row, Table
from forms.match.head import SERIALS, without_unit
from forms.match.normal import bare, plain
from forms.match.proof.county_words import CountyWords
from forms.match.row_keys import named_rows, names_row
from forms.match.titles import YEAR_IN_TITLE
from forms.readers import Grid, GridCell

_FEWEST = 2
"""A table stands crosswise when so many of its captions are lines of the form."""
_SHORTEST = 3
"""A caption of so many characters may be part of the name of a line: 购置费 of 公务用车购置费."""
_NAME_OF_FUNDING = 4
"""What the names of a column have in common is the name of its funding when it is so long: 一般公共预算."""
_YEAR = re.compile(r"20\d{2}")


@dataclass(frozen=True, slots=True)
class LineColumn:
    """What a column of the sheet is: a line of the form, with the caption as its label, and by its caption a column of
    the form's money."""

    label: GridCell
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
    if table.layout != "lines" or table.is_unlabelled or len(table.sides) > 1 or not captions:
        return None
    lines = _lines(grid, captions, table, money, words)
    if len({line.row for line in lines.values()}) < _FEWEST or _has_labels(grid, captions, table):
        return None
    cells = (cell for row in captions for cell in grid.cells_in_row(row))
    return Crosswise(tuple(captions), lines, frozenset(c.column for c in cells if plain(c.text) == SERIALS))


def money_of_title(title: str, table: Table) -> str:
    """The caption of the money that a table without captions of it shows: of the funding its title names, else the
    first of the form; blank where the form has none."""
    columns = table.money.get("", ())
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
    for column in table.money[""]:
        if not texts.isdisjoint(plain(name) for name in (column.path[-1], *column.aliases)):
            return column.path[-1]
    return ""


def _has_labels(grid: Grid, captions: Sequence[int], table: Table) -> bool:
    """Whether a column is captioned as that of the labels, and lines of the form stand in it: then the table stands as
    the form has it."""
    labels = [column for column in table.columns if column.kind == "label"]
    names = {plain(name) for column in labels for name in (*column.path, *column.aliases)}
    cells = [cell for row in captions for cell in grid.cells_in_row(row) if plain(cell.text) in names]
    columns = {cell.column for cell in cells}
    below = (c for c in grid.cells.values() if c.column in columns and c.row > captions[-1] and c.number is None)
    return any((row := _named(cell.text, table)) is not None and row.key != TOTAL for cell in below)


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
        texts = [plain(cell.text) for cell in chain]
        is_other = any(word in text for word in words.not_this_year for text in texts)
        if is_other or (years[column] and newest not in years[column]):
            continue
        line = _line_of(chain, table, money, words)
        if line is not None:
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
    """The line that a chain of captions names, by the last one or, where that is a word for a sum, by the one above."""
    *heads, last = chain
    money = money_of(heads, table) or money
    named = heads[-1] if heads and words.is_total(last.text) else last
    row = _named(named.text, table)
    if row is None and named is not last:
        named, row = last, _named(last.text, table)
    elif row is None:
        row = _named_in_part(last.text, heads, table)
    if row is None:
        return None
    label = named.text if names_row(named.text, row) else row.label
    return LineColumn(replace(last, text=label), row.key, money)


def _named(caption: str, table: Table) -> Row | None:
    rows = named_rows(table.rows, "", caption)
    return rows[0] if len(rows) == 1 else None


def _named_in_part(caption: str, heads: Sequence[GridCell], table: Table) -> Row | None:
    """The one line whose name holds the caption; of several the one that is a part of the line named above it."""
    text = bare(without_unit(caption))
    if len(text) < _SHORTEST:
        return None
    rows = [row for row in table.rows if any(text in bare(name) for name in (row.label, *row.aliases))]
    if len(rows) > 1 and heads and (above := _named(heads[-1].text, table)) is not None:
        rows = [row for row in rows if row.key.startswith(f"{above.key}.")]
    return rows[0] if len(rows) == 1 else None
