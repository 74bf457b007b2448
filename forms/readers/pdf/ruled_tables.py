"""Tables told by their ruled lines: cells are what lines part, and where a line is missing two cells are one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from forms.readers import cell_values
from forms.readers.blocks import Area, Grid
from forms.readers.pdf.limits import Allowance
from forms.readers.pdf.marks import Glyph, RuledLine
from forms.readers.pdf.print_lines import PrintLine, cell_text, lines_of

NEAR = 2.5
"""Lines so near are one; no row is so low."""
_CLEAR = 0.05
"""Characters with so much room between them, as a part of their size, may stand in two cells; with less they are one
text that is too long for its cell."""
_MOST_PADDING = 8.0
_HIGHER = 0.3
_PAIRS = 64
"""So many pairs of lines cost as much as one object."""


@dataclass(frozen=True)
class TableCell:
    """One cell, with its sides in points and the lines printed in it."""

    left: float
    top: float
    right: float
    bottom: float
    lines: tuple[PrintLine, ...] = ()

    def moved(self, across: float, down: float) -> TableCell:
        sides = self.left + across, self.top + down, self.right + across, self.bottom + down
        return TableCell(*sides, self.lines)


@dataclass(frozen=True)
class RuledTable:
    """The cells of a table on one page, or of one that goes on over several pages, moved together; where no lines rule
    it, they are told by what is printed."""

    cells: tuple[TableCell, ...]
    is_ruled: bool = True

    @property
    def top(self) -> float:
        return self.ys[0]

    @cached_property
    def xs(self) -> tuple[float, ...]:
        """Where columns begin and end, from left to right."""
        return _places(x for cell in self.cells for x in (cell.left, cell.right))

    @cached_property
    def ys(self) -> tuple[float, ...]:
        """Where rows begin and end, from top to bottom."""
        return _places(y for cell in self.cells for y in (cell.top, cell.bottom))

    def grid(self, number: int) -> Grid:
        """The table as a grid, named by its number in the document."""
        cells, areas = {}, []
        for cell in self.cells:
            left, right = _span(self.xs, cell.left, cell.right)
            top, bottom = _span(self.ys, cell.top, cell.bottom)
            if (right, bottom) != (left, top):
                areas.append(Area(top, left, bottom, right))
            if cell.lines:
                text = cell_text(cell.lines, self._room(cell))
                written = cell_values.written_cell(top, left, text)
                if written is not None:
                    cells[top, left] = written
        return Grid(f"表格 {number}", cells, tuple(areas), lettered=False)

    def _room(self, cell: TableCell) -> float:
        """How much room a line has in a cell: what its sides leave, or where no lines rule it, what the widest text
        above and below takes."""
        if self.is_ruled:
            return cell.right - cell.left - 2 * self.padding
        return self._widest[cell.left, cell.right]

    @cached_property
    def _widest(self) -> dict[tuple[float, float], float]:
        """The widest text between two sides."""
        widest: dict[tuple[float, float], float] = defaultdict(float)
        for cell in self.cells:
            for line in cell.lines:
                widest[cell.left, cell.right] = max(widest[cell.left, cell.right], line.width)
        return widest

    @cached_property
    def padding(self) -> float:
        """How far text stays off the sides of its cell: as far as where it comes nearest."""
        gaps = (min(line.left - cell.left, cell.right - line.right) for cell in self.cells for line in cell.lines)
        return min((gap for gap in gaps if 0 <= gap <= _MOST_PADDING), default=0.0)


def tables_of(
    lines: Sequence[RuledLine], glyphs: Sequence[Glyph], allowance: Allowance
) -> tuple[list[RuledTable], list[Glyph], list[RuledLine]]:
    """The tables that lines rule, from top to bottom, with what stands in them; the glyphs outside all tables, and the
    level lines that touch no upright one."""
    merged = _merged(lines)
    groups = _connected(merged, allowance)
    frames = [frame for group in groups if (frame := _ruling(group, allowance)) is not None]
    # A table in a cell of another one comes first: what stands in it belongs to it.
    frames.sort(key=lambda frame: (frame.xs[-1] - frame.xs[0]) * (frame.ys[-1] - frame.ys[0]))
    outside: list[Glyph] = []
    inside: dict[_Home, list[Glyph]] = defaultdict(list)
    for glyph, home in _housed(glyphs, frames):
        (outside if home is None else inside[home]).append(glyph)
    tables = []
    for number, frame in enumerate(frames):
        cells = [replace(c, lines=tuple(lines_of(inside[number, n]))) for n, c in enumerate(frame.cells)]
        tables.append(RuledTable(tuple(_given_back(cells))))
    touching = {id(line) for group in groups for line in group}
    alone = [line for line in merged if not line.is_upright and id(line) not in touching]
    return sorted(tables, key=lambda table: (table.ys[0], table.xs[0])), outside, alone


def _given_back(cells: Sequence[TableCell]) -> list[TableCell]:
    """The cells with the last lines of texts that are too long for the height of theirs back in it: such a line is
    printed over the line between two rows, higher than what else stands in the lower one."""
    found = list(cells)
    rows: dict[float, list[float]] = defaultdict(list)
    for cell in cells:
        rows[cell.top] += [line.baseline for line in cell.lines[-1:] if not _is_over(line, cell)]
    for number, cell in enumerate(cells):
        if not cell.lines or not _is_over(line := cell.lines[0], cell):
            continue
        lowest = max(rows[cell.top], default=0.0)
        middle = (line.left + line.right) / 2
        above = [n for n, c in enumerate(cells) if abs(c.bottom - cell.top) <= NEAR and c.left <= middle <= c.right]
        if lowest - line.baseline > _HIGHER * line.size and above and found[above[0]].lines:
            found[above[0]] = replace(found[above[0]], lines=(*found[above[0]].lines, line))
            found[number] = replace(found[number], lines=cell.lines[1:])
    return found


def _is_over(line: PrintLine, cell: TableCell) -> bool:
    """Whether a line is printed over the upper side of its cell."""
    return cell.top - line.top > _HIGHER * line.size


_Home = tuple[int, int]
"""A table and a cell of it, by their numbers."""


def _housed(glyphs: Sequence[Glyph], frames: Sequence[_Ruling]) -> Iterator[tuple[Glyph, _Home | None]]:
    """Each glyph with the cell it stands in, None outside all tables. What runs over the side of its cell without a
    gap stays one text, as far as it may print."""
    for line in lines_of(glyphs):
        last: Glyph | None = None
        home: _Home | None = None
        for glyph in line.glyphs:
            own = _home(glyph, frames)
            if glyph.is_blank:
                yield glyph, own
                continue
            if last is None or glyph.left - last.right > _CLEAR * glyph.size or glyph.place[0] >= last.limit:
                home = own
            last = glyph
            yield glyph, home


def _home(glyph: Glyph, frames: Sequence[_Ruling]) -> _Home | None:
    cells = ((number, frame.cell_at(*glyph.place)) for number, frame in enumerate(frames))
    return next(((number, cell) for number, cell in cells if cell is not None), None)


@dataclass(frozen=True)
class _Ruling:
    """The cells that lines make: which of them each place between two columns and two rows belongs to."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    owners: dict[tuple[int, int], int]
    cells: tuple[TableCell, ...]

    def cell_at(self, x: float, y: float) -> int | None:
        return self.owners.get((bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1))


def _ruling(lines: Sequence[RuledLine], allowance: Allowance) -> _Ruling | None:
    """The cells of lines that touch; None when they make fewer than two."""
    uprights = [line for line in lines if line.is_upright]
    levels = [line for line in lines if not line.is_upright]
    if not uprights or not levels:
        return None
    # A side may be open, at a page break or by taste: the lines across end there.
    xs = _places([*(line.at for line in uprights), *_ends(levels)])
    ys = _places([*(line.at for line in levels), *_ends(uprights)])
    allowance.take(objects=(len(xs) - 1) * (len(ys) - 1))
    walls = {(_nearest(xs, line.at), row) for line in uprights for row in _crossed(ys, line)}
    floors = {(column, _nearest(ys, line.at)) for line in levels for column in _crossed(xs, line)}
    areas = _areas(len(xs) - 1, len(ys) - 1, walls, floors)
    if len(areas) < 2:
        return None
    cells, owners = [], {}
    for number, (left, top, right, bottom) in enumerate(areas):
        cells.append(TableCell(xs[left], ys[top], xs[right + 1], ys[bottom + 1]))
        for column in range(left, right + 1):
            for row in range(top, bottom + 1):
                owners[column, row] = number
    return _Ruling(xs, ys, owners, tuple(cells))


def _areas(
    columns: int, rows: int, walls: set[tuple[int, int]], floors: set[tuple[int, int]]
) -> list[tuple[int, int, int, int]]:
    """The areas between lines, left, top, right and bottom inclusive; one that is no rectangle is taken row by row."""
    open_to: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for column in range(columns):
        for row in range(rows):
            if column + 1 < columns and (column + 1, row) not in walls:
                open_to[column, row].append((column + 1, row))
                open_to[column + 1, row].append((column, row))
            if row + 1 < rows and (column, row + 1) not in floors:
                open_to[column, row].append((column, row + 1))
                open_to[column, row + 1].append((column, row))
    areas = []
    seen: set[tuple[int, int]] = set()
    for place in ((column, row) for row in range(rows) for column in range(columns)):
        if place in seen:
            continue
        group, waiting = {place}, [place]
        while waiting:
            fresh = [other for other in open_to[waiting.pop()] if other not in group]
            group.update(fresh)
            waiting += fresh
        seen |= group
        left, right = min(column for column, _ in group), max(column for column, _ in group)
        top, bottom = min(row for _, row in group), max(row for _, row in group)
        if len(group) == (right - left + 1) * (bottom - top + 1):
            areas.append((left, top, right, bottom))
        else:
            areas += _strips(group)
    return areas


def _strips(group: set[tuple[int, int]]) -> Iterator[tuple[int, int, int, int]]:
    """An area that is no rectangle, in pieces of one row each."""
    left: tuple[int, int] | None = None
    for row, column in sorted((row, column) for column, row in group):
        left = left or (row, column)
        if (column + 1, row) not in group:
            yield left[1], row, column, row
            left = None


def _merged(lines: Sequence[RuledLine]) -> list[RuledLine]:
    """The lines without their repetitions, with the pieces of one put together."""
    merged: list[RuledLine] = []
    for is_upright in (False, True):
        own = sorted((line for line in lines if line.is_upright == is_upright), key=lambda line: line.at)
        start = 0
        while start < len(own):
            end = start
            while end < len(own) and own[end].at - own[start].at <= NEAR:
                end += 1
            pieces = sorted(own[start:end], key=lambda line: line.start)
            at = sum(line.at for line in pieces) / len(pieces)
            first = len(merged)
            for piece in pieces:
                if len(merged) > first and piece.start <= merged[-1].end + NEAR:
                    merged[-1] = replace(merged[-1], end=max(merged[-1].end, piece.end))
                else:
                    merged.append(replace(piece, at=at))
            start = end
    return merged


def _connected(lines: Sequence[RuledLine], allowance: Allowance) -> list[list[RuledLine]]:
    """The lines in groups of those that touch, directly or by others."""
    uprights = [line for line in lines if line.is_upright]
    levels = sorted((line for line in lines if not line.is_upright), key=lambda line: line.at)
    allowance.take(objects=len(uprights) * len(levels) // _PAIRS)
    heights = [line.at for line in levels]
    group_of = list(range(len(levels)))
    groups: list[list[RuledLine]] = [[line] for line in levels]
    for upright in uprights:
        first, last = bisect_left(heights, upright.start - NEAR), bisect_right(heights, upright.end + NEAR)
        touched = {
            group_of[n] for n in range(first, last) if levels[n].start - NEAR <= upright.at <= levels[n].end + NEAR
        }
        if not touched:
            continue
        into, *others = sorted(touched)
        groups[into].append(upright)
        for other in others:
            groups[into] += groups[other]
            groups[other] = []
        group_of = [into if group in touched else group for group in group_of]
    return [group for group in groups if len(group) > 1]


def _ends(lines: Sequence[RuledLine]) -> tuple[float, float]:
    return min(line.start for line in lines), max(line.end for line in lines)


def _crossed(places: Sequence[float], line: RuledLine) -> Iterator[int]:
    """The columns or rows along which a line runs, at least over the middle of them."""
    for number, (start, end) in enumerate(pairwise(places)):
        if line.start <= (start + end) / 2 <= line.end:
            yield number


def _places(values: Iterable[float]) -> tuple[float, ...]:
    """Values in their order, those that are near each other as one."""
    places: list[list[float]] = []
    for value in sorted(values):
        if places and value - places[-1][0] <= NEAR:
            places[-1].append(value)
        else:
            places.append([value])
    return tuple(sum(near) / len(near) for near in places)


def _nearest(places: Sequence[float], value: float) -> int:
    return min(range(len(places)), key=lambda number: abs(places[number] - value))


def _span(places: Sequence[float], start: float, end: float) -> tuple[int, int]:
    """The first and the last column or row between two sides, counted from 1."""
    first = _nearest(places, start)
    return first + 1, max(_nearest(places, end), first + 1)
