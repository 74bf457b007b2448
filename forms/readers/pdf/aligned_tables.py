"""Tables without upright lines: level lines, or amounts under each other, announce them; columns are told by alignment.

A printed table may have three lines only (三线表), one under each row, or none. What cannot be parted into columns
without doubt is no table: it is told as such.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from forms.readers.pdf.aligned_columns import AMOUNT, AlignedColumns, amounts_in, columns_of, cut, parts_of
from forms.readers.pdf.aligned_heads import head_cells, with_captions
from forms.readers.pdf.aligned_regions import Region, regions
from forms.readers.pdf.marks import RuledLine
from forms.readers.pdf.print_lines import PrintLine
from forms.readers.pdf.ruled_tables import RuledTable, TableCell

_ROW = 0.75
"""A line so near another row, as a part of the distance of rows, is of that row."""
_ALIGNED = 1.5
_LONGEST_NUMBER = 2
_TALL = 1.3
_HALF = 0.5


@dataclass
class AlignedTables:
    """The tables of this kind page by page; a page goes on with the columns of the one before."""

    doubtful: list[int] = field(default_factory=list)
    """The pages with something like a table of which the columns are not certain."""
    _before: AlignedColumns | None = None

    def found(
        self, page: int, width: float, lines: Sequence[PrintLine], rules: Sequence[RuledLine]
    ) -> tuple[list[RuledTable], list[PrintLine]]:
        """The tables among the lines of a page from top to bottom, and the lines outside of them."""
        tables: list[RuledTable] = []
        outside = list(lines)
        before, self._before = self._before, None
        for region in regions(width, lines, rules, before):
            is_first = region.lines[0] is outside[0]
            built = _table(region, before if is_first and not tables else None)
            if built is None:
                self.doubtful.append(page)
                continue
            table, columns = built
            tables.append(table)
            inside = set(map(id, region.lines))
            outside = [line for line in outside if id(line) not in inside]
            self._before = columns
        return tables, outside


# What stands in one


def _table(region: Region, before: AlignedColumns | None) -> tuple[RuledTable, AlignedColumns] | None:
    """The table of a region and its columns; None when these are not certain."""
    head, numbers, body = _head_and_body(region)
    if not (numbers or body):
        return None
    columns = None
    if before is not None and all(map(before.hold, (*numbers, *body))):
        columns = before
    elif body and (head or before is None):
        columns = columns_of(body, region.size) or columns_of(numbers, region.size)
        columns = columns and with_captions(columns, head, numbers, body)
    if columns is None:
        return None
    body = [*numbers, *body]
    rows = _rows(region, body, columns)
    if rows is None or any(_is_doubtful(row, columns) for row in rows):
        return None
    top = min(region.lines[0].top, region.wide[0].at if region.wide else region.lines[0].top)
    begin = _begin(region, head, body)
    cells = head_cells(columns, head, (*region.narrow,), top, begin) if head else []
    heights = [begin, *(_between(above, below) for above, below in pairwise(rows)), _bottom(region)]
    for row, (upper, lower) in zip(rows, pairwise(heights), strict=True):
        cells += _row_cells(row, columns, upper, lower)
    return RuledTable(tuple(cells), is_ruled=False), columns


def _head_and_body(region: Region) -> tuple[list[PrintLine], list[PrintLine], list[PrintLine]]:
    """The captions, the line that numbers the columns, and the rows."""
    lines = list(region.lines)
    first = _body_begins(region, lines)
    for number in (first - 1, first):
        if 0 <= number < len(lines) and _are_numbers(lines[number]):
            return lines[:number], lines[number : number + 1], lines[number + 1 :]
    return lines[:first], [], lines[first:]


def _body_begins(region: Region, lines: Sequence[PrintLine]) -> int:
    """The first line of the rows: below the second line over the whole width, else by the first amount."""
    amounts = [n for n, line in enumerate(lines) if amounts_in(line)]
    first = amounts[0] if amounts else len(lines)
    if len(region.wide) > 2:
        inner = [n for n, line in enumerate(lines) if line.baseline > region.wide[1].at]
        if inner and inner[0] <= first:
            return inner[0]
    lefts = [part.left for line in lines[first:] for part in parts_of(line)]
    while first:
        parts = parts_of(lines[first - 1])
        aligned = sum(any(abs(part.left - left) <= _ALIGNED for left in lefts) for part in parts)
        if len(parts) < 2 or aligned <= _HALF * len(parts):
            break
        first -= 1
    return first


def _are_numbers(line: PrintLine) -> bool:
    """Whether a line numbers the columns: 栏次, 1, 2, 3."""
    numbers = [int(part.text) for part in parts_of(line) if part.text.isdecimal() and len(part.text) <= _LONGEST_NUMBER]
    rest = len(parts_of(line)) - len(numbers)
    return len(numbers) > 1 >= rest and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


@dataclass(frozen=True)
class _PrintRow:
    """The lines of one row, that which tells its height first."""

    lines: tuple[PrintLine, ...]

    @property
    def top(self) -> float:
        return min(line.top for line in self.lines)

    @property
    def bottom(self) -> float:
        return max(line.baseline for line in self.lines)


def _rows(region: Region, body: Sequence[PrintLine], columns: AlignedColumns) -> list[_PrintRow] | None:
    """The rows: between two level lines one, where these part every row; else what stands close together; else a line
    each, and those of texts that are broken with the one they stand nearest to. None where nothing tells."""
    strips = [
        [line for line in body if upper.at < line.baseline - line.size / 3 <= lower.at]
        for upper, lower in pairwise(region.wide)
    ]
    filled = [strip for strip in strips if strip]
    if len(filled) > 2 and sum(map(len, filled)) <= 3 * len(filled) and all(_is_one_row(s, columns) for s in filled):
        rest = [line for line in body if not any(line in strip for strip in filled)]
        return sorted(
            (_PrintRow(tuple(strip)) for strip in [*filled, *([line] for line in rest)]), key=lambda row: row.top
        )
    gaps = [below.baseline - above.baseline for above, below in pairwise(body)]
    close = [gap for gap in gaps if gap <= _TALL * region.size]
    wide = [gap for gap in gaps if gap > _TALL * region.size]
    if close and wide:
        blocks: list[list[PrintLine]] = [[body[0]]]
        for line, gap in zip(body[1:], gaps, strict=True):
            if gap > _TALL * region.size:
                blocks.append([])
            blocks[-1].append(line)
        if all(_is_one_row(block, columns) for block in blocks):
            return [_PrintRow(tuple(block)) for block in blocks]
    if close and not any(amounts_in(line) for line in body):
        return None
    return _rows_of_lines(body, columns)


def _is_one_row(strip: Sequence[PrintLine], columns: AlignedColumns) -> bool:
    """Whether no column has two amounts in these lines."""
    places = [columns.column_of(p) for line in strip for p in cut(line, columns) if AMOUNT.fullmatch(p.text)]
    return len(places) == len(set(places))


def _rows_of_lines(body: Sequence[PrintLine], columns: AlignedColumns) -> list[_PrintRow]:
    filled = [{columns.column_of(part) for part in cut(line, columns)} for line in body]
    anchors = [n for n, line in enumerate(body) if len(filled[n]) > 1 or amounts_in(line)]
    keyed = [n for n in range(len(body)) if 0 in filled[n]]
    nearest = min((body[m].baseline - body[n].baseline for n, m in pairwise(keyed)), default=0.0)
    sizes = median(line.size for line in body)
    if len(keyed) >= len(anchors) * 0.8 and nearest > _TALL * sizes:
        pitch = nearest
        anchors = keyed + [
            n for n in anchors if min(abs(body[n].baseline - body[k].baseline) for k in keyed) > _ROW * pitch
        ]
        anchors = sorted(set(anchors))
    else:
        gaps = [body[m].baseline - body[n].baseline for n, m in pairwise(anchors)]
        pitch = min((gap for gap in gaps if gap > sizes), default=2 * sizes)
    rows: list[list[int]] = [[n] for n in anchors]
    alone: list[list[int]] = []
    for n in range(len(body)):
        if n in anchors:
            continue
        near = min(rows, key=lambda row: abs(body[row[0]].baseline - body[n].baseline), default=None)
        if near is not None and abs(body[near[0]].baseline - body[n].baseline) <= _ROW * pitch:
            near.append(n)
        else:
            alone.append([n])
    return sorted(
        (_PrintRow(tuple(body[n] for n in row)) for row in [*rows, *alone]), key=lambda row: row.lines[0].baseline
    )


def _is_doubtful(row: _PrintRow, columns: AlignedColumns) -> bool:
    """Whether an amount stands over two columns, or beside another text in one."""
    for line in row.lines:
        parts = cut(line, columns)
        places = [columns.column_of(part) for part in parts]
        for number, (part, place) in enumerate(zip(parts, places, strict=True)):
            is_amount = AMOUNT.search(part.text) is not None and len(parts) > 1
            if is_amount and (place is None or places.count(place) > 1 or not AMOUNT.fullmatch(part.text)) and number:
                return True
    return False


def _row_cells(row: _PrintRow, columns: AlignedColumns, top: float, bottom: float) -> Iterator[TableCell]:
    """The cells of a row; a text over several columns is one cell from the first to the last of them."""
    edges = columns.edges
    held: dict[int, list[PrintLine]] = {}
    across: dict[int, int] = {}
    for line in sorted(row.lines, key=lambda line: line.baseline):
        for part in cut(line, columns):
            place = columns.column_of(part)
            if place is None:
                over = columns.under(part.left, part.right)
                place = over[0]
                across[place] = max(over[-1], across.get(place, 0))
            held.setdefault(place, []).append(part)
    column = 0
    while column < len(columns.sides):
        last = across.get(column, column)
        lines = [line for n in range(column, last + 1) for line in held.get(n, ())]
        yield TableCell(edges[column], top, edges[last + 1], bottom, tuple(lines))
        column = last + 1


def _begin(region: Region, head: Sequence[PrintLine], body: Sequence[PrintLine]) -> float:
    """Where the rows begin."""
    if not head:
        return region.wide[0].at if region.wide else body[0].top
    return (max(line.baseline for line in head) + min(line.top for line in body)) / 2


def _between(above: _PrintRow, below: _PrintRow) -> float:
    return (above.bottom + below.top) / 2


def _bottom(region: Region) -> float:
    return max(region.wide[-1].at if region.wide else 0.0, region.lines[-1].baseline + region.size / 3)
