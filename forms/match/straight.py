"""A table that stands otherwise on its sheet, put as the form has it: turned over, in blocks, side under side, across,
or with the indicators of its goals in columns.

Every cell keeps its address in the file. Captions and labels must be the form's in the new place and were not in the
old one; whether the amounts belong there, the declared relations prove (`forms/match/segments.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from forms.form.model import Table
from forms.match.goals.project_tables import indicator_captions
from forms.match.head import ASIDE, find_head
from forms.match.normal import plain
from forms.match.proof.captions import caption_rows, captions_of, captions_over, is_caption, is_numbers_row
from forms.match.proof.other_years import columns_of_other_years, year_named, year_order
from forms.match.row_keys import named_rows
from forms.match.titles import Title, find_titles, newest_edition, newest_indicators
from forms.readers import Book, Grid, GridCell
from forms.readers.blocks import Area

_Place = tuple[int, int]
_FEWEST = 3
"""So many captions in the first column, or in a block, make it worth trying."""
_NAMING = re.compile(r"\d{3,7}|\d*[^\W\d].*")
_NEAR = 6
"""A turned table begins within so many rows under its title."""


@dataclass(frozen=True)
class Rearranged(Grid):
    """A sheet or table with cells in other places; `stood` tells where each stands in `base`."""

    base: Grid = field(default_factory=lambda: Grid("", {}))
    stood: Mapping[_Place, _Place] = field(default_factory=dict)

    def address(self, row: int, column: int) -> str:
        """The address in the file."""
        return self.base.address(*self.stood.get((row, column), (row, column)))


@dataclass(frozen=True)
class Straightened(Rearranged):
    """One whose table is put as the form has it, which the amounts must prove."""

    lines: int | None = None
    """The first row of lines that have no caption over them, as they stood across."""


def straightened(book: Book) -> Book:
    """The book, with tables that stand turned or in blocks put as the form has them."""
    return replace(book, blocks=tuple(_straight(one) if isinstance(one, Grid) else one for one in book.blocks))


def _straight(grid: Grid) -> Grid:
    """The sheet, changed where it holds one table that stands otherwise and no other."""
    titles = () if grid.hidden or grid.concealed else find_titles(grid)
    if not titles and not grid.hidden:
        return _goals_upright(grid)
    if len(titles) != 1:
        return grid
    table = newest_edition(titles[0].table).tables[titles[0].table]
    if table.part != "budget":
        return grid
    rows = [row for row in grid.row_numbers if row > titles[0].row]
    if len(table.sides) > 1:
        return _turned(grid, table, titles[0], rows) or _side_by_side(grid, table, titles[0], rows) or grid
    turned = _turned(grid, table, titles[0], rows) or _stacked(grid, table, rows)
    return turned or (_down(grid, table, titles[0], rows) if table.layout == "lines" else None) or grid


# A goal table whose indicators are columns


def upright(book: Book) -> Book:
    """The book, with the goal tables on its sheets whose indicators stand in columns put upright."""
    return replace(
        book,
        blocks=tuple(_goals_upright(one) if isinstance(one, Grid) and one.lettered else one for one in book.blocks),
    )


def _goals_upright(grid: Grid) -> Grid:
    """The grid with indicators in rows where their captions stand below each other at the left; what is below them goes
    down."""
    indicators = newest_indicators()
    captions = indicator_captions(indicators) if indicators and not grid.concealed else ()
    runs = _runs_of_captions(grid, captions) if captions else {}
    if not runs:
        return grid
    places: dict[_Place, _Place] = {}
    down, top, left = 0, 0, 0
    for row in grid.row_numbers:
        cells = grid.cells_in_row(row)
        if row in runs:
            top, left = row, cells[0].column
        is_inside = 0 < top <= row < top + len(captions)
        for cell in cells:
            there = (top + cell.column - left, left + row - top) if is_inside else (row, cell.column)
            places[row, cell.column] = there[0] + down, there[1]
        if is_inside and row == top + len(captions) - 1:
            down += max(0, runs[top] - left + 1 - len(captions))
    areas = [area for area in grid.merges if area.bottom < min(runs)]
    moved = _moved(grid, places, areas)
    return Rearranged(moved.name, moved.cells, moved.merges, moved.hidden, moved.lettered, base=grid, stood=moved.stood)


def _runs_of_captions(grid: Grid, captions: Sequence[frozenset[str]]) -> dict[int, int]:
    """The first rows of the captions of indicators below each other, each with the last column used beside them."""
    firsts = {row: plain(grid.cells_in_row(row)[0].text) for row in grid.row_numbers}
    known = frozenset[str]().union(*captions)
    found: dict[int, int] = {}
    for top in (row for row, text in firsts.items() if text in captions[0]):
        rows = range(top, top + len(captions))
        said = {firsts.get(row, "") for row in rows}
        if said <= known and not any(map(said.isdisjoint, captions)):
            found[top] = max(cell.column for row in rows for cell in grid.cells_in_row(row))
    return found


# Turned over: a row for each column of the form


def _turned(grid: Grid, table: Table, title: Title, rows: Sequence[int]) -> Grid | None:
    """The sheet with its rows as columns; None where its captions do not stand in the first column."""
    known = captions_of(table)
    firsts = [grid.cells_in_row(row)[0] for row in rows]
    if sum(cell.number is None and is_caption(cell.text, known) for cell in firsts) < _FEWEST:
        return None
    last = rows[-1]
    as_it_is = find_head(grid, table, title.row, last)
    best, most = None, len(as_it_is.columns) if as_it_is else 0
    for first in rows[:_NEAR]:
        moved = _turn(grid, first, last)
        head = find_head(moved, table, title.row, max(row for row, _ in moved.cells))
        # Its captions are those that stood below each other, not those of a head above the rows that were turned.
        if head is not None and head.captions >= first and len(head.columns) > most:
            best, most = moved, len(head.columns)
    return best


def _turn(grid: Grid, first: int, last: int) -> Straightened:
    """The rows from `first` to `last` as columns, from the same row down."""

    def there(row: int, column: int) -> _Place:
        return first + column - 1, row - first + 1

    places = {(row, column): there(row, column) for row, column in grid.cells if first <= row <= last}
    areas = [
        Area(*there(area.top, area.left), *there(area.bottom, area.right)) if area.top >= first else area
        for area in grid.merges
    ]
    return _moved(grid, places, areas)


# In blocks beside each other: the rows go on at the top of the next one


def _stacked(grid: Grid, table: Table, rows: Sequence[int]) -> Grid | None:
    """The sheet with the blocks of a table below each other; None where it is no more than one."""
    captions = caption_rows(grid, rows, captions_of(table))
    blocks = _blocks(grid, captions) if captions else None
    if blocks is None or not _are_of_one(grid, [row for row in rows if row > captions[-1]], blocks):
        return None
    height = rows[-1] - captions[0] + 1
    places: dict[_Place, _Place] = {}
    areas = list(grid.merges)
    for number, (left, right) in enumerate(blocks[1:], start=1):
        down, back = number * height, left - blocks[0][0]
        for row, column in grid.cells:
            if row >= captions[0] and left <= column <= right:
                places[row, column] = row + down, column - back
        areas = [
            Area(area.top + down, area.left - back, area.bottom + down, area.right - back)
            if area.top >= captions[0] and left <= area.left <= area.right <= right
            else area
            for area in areas
        ]
    return _moved(grid, places, areas)


def _blocks(grid: Grid, captions: Sequence[int]) -> list[tuple[int, int]] | None:
    """First and last column of each block, where the same captions come again and again from left to right."""
    last = max([column for row in captions for column in _columns(grid, row)])
    chains = {column: chain for column in range(1, last + 1) if (chain := _chain(grid, captions, column))}
    places, said = list(chains), list(chains.values())
    for wide in range(_FEWEST, len(said) // 2 + 1):
        count = len(said) // wide
        if count * wide != len(said) or said != said[:wide] * count:
            continue
        steps = [places[at] - places[at - wide] for at in range(wide, len(said))]
        if len(set(steps)) == 1:
            starts = places[::wide]
            return [(start, start + steps[0] - 1) for start in starts]
    return None


def _columns(grid: Grid, row: int) -> Iterator[int]:
    """The columns over which captions stand in a row, also merged ones."""
    for cell in grid.cells_in_row(row):
        area = grid.area_at(row, cell.column)
        yield area.right if area else cell.column


def _chain(grid: Grid, captions: Sequence[int], column: int) -> tuple[str, ...]:
    cells = (grid.spread(row, column) for row in captions)
    return tuple(dict.fromkeys(text for cell in cells if cell and (text := plain(cell.text))))


def _are_of_one(grid: Grid, rows: Sequence[int], blocks: Sequence[tuple[int, int]]) -> bool:
    """Whether no line of one block comes again in another: as those of two years, or of two units, would."""
    seen: set[str] = set()
    for left, right in blocks:
        named = (_names([cell for cell in grid.cells_in_row(row) if left <= cell.column <= right]) for row in rows)
        lines = {names for names in named if names}
        if lines & seen:
            return False
        seen |= lines
    return True


def _names(cells: Sequence[GridCell]) -> str:
    """Code and name of a row, as they stand; a serial number or an amount is none of them."""
    if is_numbers_row(tuple(cells)):
        return ""
    return "|".join(text for cell in cells if _NAMING.fullmatch(text := plain(cell.text)))


# The sides below each other, each under its captions


def _side_by_side(grid: Grid, table: Table, title: Title, rows: Sequence[int]) -> Grid | None:
    """The sheet with the lower side of a table to the right of the upper one; None where captions of one side do not
    stand twice."""
    known = captions_of(table)
    captions = [row for row in rows if caption_rows(grid, [row], known)]
    starts = [row for row in captions if row - 1 not in captions]
    if len(starts) != len(table.sides):
        return None
    head = find_head(grid, table, title.row, rows[-1])
    if head is None or len({c.side for c in head.columns.values() if c.side}) > 1:
        return None
    upper, lower = (_first_caption(grid, start, known) for start in starts)
    up, right = lower - upper, max(column for row, column in grid.cells if row >= upper)
    places = {(row, column): (row - up, column + right) for row, column in grid.cells if row >= lower}
    areas = [
        Area(area.top - up, area.left + right, area.bottom - up, area.right + right) if area.top >= lower else area
        for area in grid.merges
    ]
    moved = _moved(grid, places, areas)
    beside = find_head(moved, table, title.row, max(row for row, _ in moved.cells))
    sides = {column.side for column in beside.columns.values()} if beside else set()
    return moved if sides.issuperset(table.sides) else None


# The lines as captions across, over one row of amounts


def _down(grid: Grid, table: Table, title: Title, rows: Sequence[int]) -> Grid | None:
    """The sheet with the captions that are lines of the table below each other, and behind each its amount; None where
    an amount stands under none of them. What is of another year, in columns or rows of its own, stands aside."""
    names = [row for row in rows if sum(map(partial(_names_line, table), grid.cells_in_row(row))) >= _FEWEST]
    bodies = [row for row in rows if any(cell.number is not None for cell in grid.cells_in_row(row))]
    if not names or not bodies or find_head(grid, table, title.row, rows[-1]) is not None:
        return None
    years = [_year_of_row(grid, row) for row in bodies]
    if len(bodies) > 1 and (0 in years or years.count(max(years)) > 1):
        return None
    first, body = names[0] - _is_of_years(grid.cells_in_row(names[0] - 1)), bodies[years.index(max(years))]
    captions = [row for row in rows if first <= row < bodies[0]]
    places: dict[_Place, _Place] = {}
    lines: dict[str, int] = {}
    for row in [body, *(row for row in bodies if row != body)]:
        if not _row_down(grid, table, row, captions, lines, places, is_aside=row != body):
            return None
    for left in (place for place in grid.cells if first <= place[0] <= bodies[-1] and place not in places):
        if grid.cells[left].number is not None or len(bodies) == 1:
            return None
        places[left] = first + len(lines), ASIDE + len(places)
    places |= {(row, column): (row + len(lines) + 1, column) for row, column in grid.cells if row > bodies[-1]}
    moved = _moved(grid, places, [area for area in grid.merges if area.bottom < first])
    return replace(moved, lines=first)


def _year_of_row(grid: Grid, row: int) -> int:
    """Where the year that a row of amounts begins with stands among others; 0 for none."""
    return year_order(plain(grid.cells_in_row(row)[0].text))


def _row_down(
    grid: Grid,
    table: Table,
    row: int,
    captions: Sequence[int],
    lines: dict[str, int],
    places: dict[_Place, _Place],
    *,
    is_aside: bool,
) -> bool:
    """Put the amounts of a row behind their lines, those of another year aside; tells whether each has a line."""
    cells = [cell for cell in grid.cells_in_row(row) if not year_named(plain(cell.text))]
    over = {cell.column: captions_over(grid, [*captions], cell.column) for cell in cells}
    others = columns_of_other_years({column: [plain(cell.text) for cell in above] for column, above in over.items()})
    first = captions[0]
    for amount in sorted(cells, key=lambda cell: cell.column in others):
        line = next(filter(partial(_names_line, table), reversed(over[amount.column])), None)
        is_other = is_aside or amount.column in others
        if line is None or (plain(line.text) in lines) is not is_other:
            return False
        down = lines.setdefault(plain(line.text), first + len(lines))
        more = [cell for cell in over[amount.column] if cell is not line and (cell.row, cell.column) not in places]
        start = ASIDE + sum(place[0] == down for place in places.values()) if is_other else 1
        named = () if is_other and (line.row, line.column) in places else (line,)
        for column, cell in enumerate((*named, amount, *more), start=start):
            places[cell.row, cell.column] = down, column
    return True


def _names_line(table: Table, cell: GridCell) -> bool:
    return cell.number is None and bool(named_rows(table.rows, "", cell.text))


def _is_of_years(cells: Sequence[GridCell]) -> bool:
    """Whether a row names years and nothing else."""
    return bool(cells) and all(year_named(plain(cell.text)) for cell in cells)


def _first_caption(grid: Grid, row: int, known: frozenset[str]) -> int:
    """The row above a row of captions where it holds nothing but captions, else that row."""
    above = grid.cells_in_row(row - 1)
    return row - 1 if above and all(is_caption(cell.text, known) for cell in above) else row


def _moved(grid: Grid, places: Mapping[_Place, _Place], areas: Sequence[Area]) -> Straightened:
    """The grid with the cells at these places where they are to stand."""
    cells = {place: cell for place, cell in grid.cells.items() if place not in places}
    for place, (row, column) in places.items():
        cells[row, column] = replace(grid.cells[place], row=row, column=column)
    stood = {new: old for old, new in places.items()}
    return Straightened(grid.name, cells, tuple(areas), grid.hidden, grid.lettered, base=grid, stood=stood)
