"""One table in the PDF: type size and column widths by what it holds, its pages, and every page with its head."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from math import ceil
from typing import NamedTuple

from forms.form.model import ColumnKind
from forms.write.page.fonts import Role
from forms.write.page.layout import ALIGN, COLUMN_NUMBERS, Cell, Picture, groups, unmerged
from forms.write.page.paper import LANDSCAPE, MM, PORTRAIT, Frame
from forms.write.page.widths import Extent, shared
from forms.write.pdf.type import LEADING, Lines, Pen, width, wrap, wrap_caption, wrap_evenly

TITLE_SIZE = 18.0
_LARGEST = 10.5  # 五号
_HEAD_LINE_SIZE = 10.5
_NOTE_SIZE = 10.5
_FITS = ((0, 18, 9.0), (6, 18, 8.0), (6, 9, 6.0), (6, 5, 0.0))
"""The ways to fit a table, the best first: how many mm it reaches into either margin, how many characters of a name
are to find room on one line, and the smallest type size that is taken for it."""
_SMALLEST_TO_SAVE = 8.0
"""The smallest type size that is taken only so that a table of long texts needs fewer pages."""
_LEAST_TEXT = 4.0
"""The least width of a column of texts, in type sizes."""
_EASE = 1.15
"""How much more than its numbers need a column has before texts take what is left."""
_SIDE = 0.4  # the white on either side of a cell, in type sizes
_HEAD_PADDING = 7.0
_PADDINGS = tuple(quarter / 4 for quarter in range(36, 7, -1))
"""The white in the height of a row in points, the most first; less is taken only to save a page."""
_TEXTS: frozenset[ColumnKind] = frozenset(("name", "label", "text"))
_SHARES: dict[ColumnKind, float] = {
    "serial": 0,
    "code": 0.5,
    "name": 2,
    "label": 2,
    "money": 1,
    "text": 2,
    "quantity": 1,
}
"""How the columns share the width that is left over."""


class TypedRow(NamedTuple):
    """A row broken into lines of text, cell by cell; `lines` is the largest count among them.

    A cell that reaches further down is not counted; what its rows need for it more than for themselves is spread over
    them, as a part of a line too.
    """

    cells: tuple[Cell, ...]
    texts: tuple[Lines, ...]
    lines: float


@dataclass(frozen=True)
class TypedTable:
    """A table fitted to its page. `pages` are the numbers of the first and the past-the-last row of each page."""

    picture: Picture
    frame: Frame
    size: float
    edges: tuple[float, ...]
    title: Lines
    head_heights: tuple[float, ...]
    rows: tuple[TypedRow, ...]
    padding: float
    pages: tuple[tuple[int, int], ...]
    notes: Lines

    def draw(self, pen: Pen, page: int) -> None:
        """The page of that number, counted from 0, with title, head lines and the whole head."""
        top = self.draw_head(pen, self.draw_title(pen, self.frame.top))
        first, end = self.pages[page]
        bottom = self.draw_rows(pen, range(first, end), top)
        if end == len(self.rows):
            self.draw_notes(pen, bottom)

    def draw_rows(self, pen: Pen, numbers: Sequence[int], top: float) -> float:
        """These rows, the first below `top`; returns where the last one ends."""
        heights = [self.row_height(number) for number in numbers]
        levels = [top, *(top - below for below in accumulate(heights))]
        lines = [(self.edges[0], top, self.edges[-1], top)]
        for place, number in enumerate(numbers):
            for column, cell in enumerate(self.rows[number].cells):
                if cell.down:
                    left, right = self.edges[column], self.edges[column + 1]
                    bottom = levels[min(place + cell.down, len(numbers))]
                    self._draw_cell(pen, cell, self.rows[number].texts[column], (left, right), (levels[place], bottom))
                    lines.append((left, bottom, right, bottom))
        lines += [(edge, levels[0], edge, levels[-1]) for edge in self.edges] if heights else []
        pen.rules(_joined(lines))
        return levels[-1]

    def draw_notes(self, pen: Pen, top: float) -> None:
        """The notes, below `top`."""
        pen.block(self.edges[0], top - self.notes_height / 2, self.notes, "song", _NOTE_SIZE, "left")

    def row_height(self, number: int) -> float:
        return _height(self.rows[number], self.size, self.padding)

    @property
    def title_height(self) -> float:
        """Title and head lines together."""
        return _title_height(self.title) + _head_lines_height(_head_lines(self.picture, self.frame)[0])

    @property
    def notes_height(self) -> float:
        return _notes_height(self.notes)

    def draw_title(self, pen: Pen, top: float) -> float:
        """Title and head lines below `top`; returns where the head begins."""
        height = _title_height(self.title)
        pen.block(self.frame.centre, top - height / 2, self.title, "title", TITLE_SIZE, "center")
        unit, year, money = _head_lines(self.picture, self.frame)
        below = _head_lines_height(unit)
        middle = top - height - below / 2
        pen.block(self.frame.left, middle, unit, "song", _HEAD_LINE_SIZE, "left")
        taken = max(width(line, "song", _HEAD_LINE_SIZE) for line in unit) if unit else 0
        half = width(year, "song", _HEAD_LINE_SIZE) / 2
        pen.block(
            max(self.frame.centre, self.frame.left + taken + _HEAD_LINE_SIZE + half),
            middle, (year,), "song", _HEAD_LINE_SIZE, "center",
        )  # fmt: skip
        pen.block(self.frame.right, middle, (money,), "song", _HEAD_LINE_SIZE, "right")
        return top - height - below

    def draw_head(self, pen: Pen, top: float) -> float:
        """The merged head and the 栏次 row; returns where the body begins."""
        levels = [top, *(top - below for below in accumulate(self.head_heights))]
        for cell in self.picture.head:
            left, right = self.edges[cell.column], self.edges[cell.column + cell.columns]
            upper, lower = levels[cell.row], levels[cell.row + cell.rows]
            lines = wrap_caption(cell.text, "song", self.size, right - left - 2 * _SIDE * self.size)
            pen.block((left + right) / 2, (upper + lower) / 2, lines, "song", self.size, "center")
            pen.rules([(left, upper, right, upper), (left, upper, left, lower), (right, upper, right, lower)])
        if self.picture.numbers:
            upper, lower = levels[-2:]
            for number, (left, right) in zip(self.picture.numbers, pairwise(self.edges), strict=True):
                pen.block((left + right) / 2, (upper + lower) / 2, (number,), "song", self.size, "center")
            pen.rules([(self.edges[0], upper, self.edges[-1], upper)])
            pen.rules([(edge, upper, edge, lower) for edge in self.edges])
        return levels[-1]

    def _draw_cell(
        self, pen: Pen, cell: Cell, lines: Lines, across: tuple[float, float], down: tuple[float, float]
    ) -> None:
        side, align = _SIDE * self.size, ALIGN[cell.kind]
        left, right = across
        x = {"left": left + side + cell.indent * self.size, "center": (left + right) / 2, "right": right - side}
        pen.block(x[align], sum(down) / 2, lines, _role(cell), self.size, align)


def _joined(lines: Iterable[tuple[float, float, float, float]]) -> list[tuple[float, float, float, float]]:
    """The same lines, neighbours on one level made one."""
    joined: list[tuple[float, float, float, float]] = []
    for left, top, right, bottom in lines:
        if joined and top == bottom == joined[-1][1] == joined[-1][3] and joined[-1][2] == left:
            joined[-1] = (joined[-1][0], top, right, bottom)
        else:
            joined.append((left, top, right, bottom))
    return joined


def page_frame(picture: Picture) -> Frame:
    """The sheet of the table, upright or lying."""
    return LANDSCAPE if picture.landscape else PORTRAIT


@lru_cache(maxsize=32)
def typeset(picture: Picture) -> TypedTable:
    """Fit the table to its page: nothing is cut, names break into lines, and it takes as few pages as it can.

    PDF and Word file, and the trials of a page, ask for the same tables one after the other.
    """
    title = wrap_evenly(picture.title, "title", TITLE_SIZE, page_frame(picture).width)
    frame, size, needs = _fit(picture)
    best = _fitted(picture, frame, size, needs, title)
    wider = page_frame(picture).widened(_FITS[-1][0] * MM)
    while len(best.pages) > 1 and _has_long_texts(picture) and size > _SMALLEST_TO_SAVE:
        size = max(size - 0.5, _SMALLEST_TO_SAVE)
        tried = _fitted(picture, wider, size, needs, title)
        best = tried if len(tried.pages) < len(best.pages) else best
    return best


def _fitted(picture: Picture, frame: Frame, size: float, needs: Sequence[float], title: Lines) -> TypedTable:
    """The table at that type size, smaller only where a row would be higher than its page."""
    notes = tuple(line for note in picture.notes for line in wrap(note, "song", _NOTE_SIZE, frame.width))
    used = _title_height(title) + _head_lines_height(_head_lines(picture, frame)[0])
    while True:
        edges = _edges(picture, needs, frame, size)
        heads = _head_heights(picture, edges, size)
        room = frame.height - used - sum(heads)
        rows = _typed_rows(picture, edges, size, room - _notes_height(notes))
        if all(_height(row, size, _PADDINGS[-1]) + _notes_height(notes) <= room for row in rows):
            break
        size *= 0.8  # a text of many hundred characters: still better small than cut
    padding, pages = _paged(rows, size, room, _notes_height(notes))
    return TypedTable(picture, frame, size, edges, title, heads, rows, padding, pages, notes)


def _fit(picture: Picture) -> tuple[Frame, float, list[float]]:
    """Where the table stands on the page, its type size, and the least width of every column in type sizes."""
    frame, size = page_frame(picture), 0.0
    for millimetres, limit, smallest in _FITS:
        frame = page_frame(picture).widened(millimetres * MM)
        wished = sum(_ems(picture, number, limit) for number in range(len(picture.columns)))
        size = min(_LARGEST, int(frame.width / wished * 10) / 10)
        if size >= smallest:
            break
    return frame, size, [_ems(picture, number, _LEAST_TEXT) for number in range(len(picture.columns))]


def _ems(picture: Picture, number: int, limit: float) -> float:
    """What the column needs, in type sizes: its numbers whole, its names up to `limit`, its caption on three lines."""
    column = picture.columns[number]
    cells = [row[number] for row in picture.rows]
    if column.kind == "money":
        widest = max((_wide(cell) for cell in cells if cell.fen is not None), default=0)
        needed = max(widest, 2 * ceil(_wide_text(column.path[-1]) / 6), 3)
    elif column.kind in _TEXTS:
        needed = max(min(max(map(_wide, cells), default=0), limit), _LEAST_TEXT)
    else:
        needed = max(max(map(_wide, cells), default=0), _wide_text(column.path[-1]), _wide_text(COLUMN_NUMBERS))
    return needed + 2 * _SIDE + 0.05


def _has_long_texts(picture: Picture) -> bool:
    """Whether a text stands in the table that takes many lines."""
    longest = max(limit for _, limit, _ in _FITS)
    return any(cell.kind in _TEXTS and _wide(cell) > 2 * longest for row in picture.rows for cell in row)


def _wide(cell: Cell) -> float:
    return width(cell.text, _role(cell), 1) + cell.indent


def _wide_text(text: str) -> float:
    return width(text, "song", 1)


def _edges(picture: Picture, needs: Sequence[float], frame: Frame, size: float) -> tuple[float, ...]:
    """The left edge of every column and the right edge of the last; texts have width as they are long.

    Where all stand on one line, what is left over is shared out.
    """
    columns, room = picture.columns, frame.width / size
    plain = [column.kind not in _TEXTS for column in columns]
    longest = [max((_wide(row[number]) for row in picture.rows), default=0) for number in range(len(columns))]
    full = [
        need if number else max(need, wide + 2 * _SIDE + 0.05)
        for need, number, wide in zip(needs, plain, longest, strict=True)
    ]
    eased = [need * _EASE if number else need for need, number in zip(needs, plain, strict=True)]
    if _has_long_texts(picture) and sum(eased) <= room:
        needs, full = eased, list(map(max, eased, full))
    extents = [
        [
            Extent(number, number + 1, _wide(cell), cell.down)
            for number, cell in enumerate(row)
            if cell.down and not plain[number]
        ]
        for row in picture.rows
    ]
    widths = shared(needs, full, extents, room, 2 * _SIDE)
    spare, shares = room - sum(widths), [_SHARES[column.kind] for column in columns]
    widths = [width + spare * share / sum(shares) for width, share in zip(widths, shares, strict=True)]
    return tuple(accumulate((width * size for width in widths), initial=frame.left))


def _head_heights(picture: Picture, edges: Sequence[float], size: float) -> tuple[float, ...]:
    """The height of every row of the head, the 栏次 row last."""
    heights = [size * LEADING + _HEAD_PADDING] * picture.head_rows
    for cell in sorted(picture.head, key=lambda cell: cell.rows):
        room = edges[cell.column + cell.columns] - edges[cell.column] - 2 * _SIDE * size
        needed = len(wrap_caption(cell.text, "song", size, room)) * size * LEADING + _HEAD_PADDING
        covered = slice(cell.row, cell.row + cell.rows)
        missing = needed - sum(heights[covered])
        if missing > 0:
            heights[covered] = [height + missing / cell.rows for height in heights[covered]]
    return (*heights, *([size * LEADING + _HEAD_PADDING / 2] if picture.numbers else []))


def _typed_rows(picture: Picture, edges: Sequence[float], size: float, room: float) -> tuple[TypedRow, ...]:
    """Every row in lines; rows under one cell are parted again where a page cannot hold them."""
    typed: list[TypedRow] = []
    for group in groups(picture.rows):
        together = _typed_group(picture.rows[group.start : group.stop], edges, size)
        if len(group) > 1 and sum(_height(row, size, _PADDINGS[-1]) for row in together) > room:
            together = _typed_group(unmerged(picture.rows[group.start : group.stop]), edges, size)
        typed += together
    return tuple(typed)


def _typed_group(rows: Sequence[tuple[Cell, ...]], edges: Sequence[float], size: float) -> list[TypedRow]:
    texts = [
        tuple(
            _lines(cell, size, right - left) if cell.down else ()
            for cell, (left, right) in zip(row, pairwise(edges), strict=True)
        )
        for row in rows
    ]
    lines = [
        float(max(1, *(len(text) for text, cell in zip(broken, row, strict=True) if cell.down == 1), 1))
        for broken, row in zip(texts, rows, strict=True)
    ]
    reaching = [(n, column) for n, row in enumerate(rows) for column, cell in enumerate(row) if cell.down > 1]
    for number, column in reaching:
        down = rows[number][column].down
        missing = len(texts[number][column]) - sum(lines[number : number + down])
        for covered in range(number, number + down) if missing > 0 else ():
            lines[covered] += missing / down
    return [TypedRow(*row) for row in zip(rows, texts, lines, strict=True)]


def _lines(cell: Cell, size: float, room: float) -> Lines:
    if cell.fen is not None:
        return (cell.text,)
    return wrap(cell.text, _role(cell), size, room - (2 * _SIDE + cell.indent) * size)


def _paged(
    rows: Sequence[TypedRow], size: float, room: float, notes: float
) -> tuple[float, tuple[tuple[int, int], ...]]:
    """The most generous padding that costs no further page, and the pages with it."""
    fewest = len(list(_pages(rows, size, _PADDINGS[-1], room, notes)))
    for padding in _PADDINGS:
        pages = tuple(_pages(rows, size, padding, room, notes))
        if len(pages) == fewest and all(_used(rows[first:end], size, padding) <= room for first, end in pages):
            return padding, pages
    raise AssertionError("the smallest padding has the fewest pages")


def _pages(
    rows: Sequence[TypedRow], size: float, padding: float, room: float, notes: float
) -> Iterator[tuple[int, int]]:
    """Row numbers page by page. Rows under one cell stand together, the notes stay with the last row."""
    first, used = 0, 0.0
    for group in groups([row.cells for row in rows]):
        height = _used(rows[group.start : group.stop], size, padding)
        closing = notes if group.stop == len(rows) else 0
        if group.start > first and used + height + closing > room:
            yield first, group.start
            first, used = group.start, 0.0
        used += height
    yield first, len(rows)


def _used(rows: Sequence[TypedRow], size: float, padding: float) -> float:
    return sum(_height(row, size, padding) for row in rows)


def _role(cell: Cell) -> Role:
    return "hei" if cell.bold else "song"


def _height(row: TypedRow, size: float, padding: float) -> float:
    return row.lines * size * LEADING + padding


def _title_height(title: Lines) -> float:
    return len(title) * TITLE_SIZE * LEADING + 10


def _head_lines(picture: Picture, frame: Frame) -> tuple[Lines, str, str]:
    """The unit in as many lines as it needs beside the year and the unit of money."""
    unit, year, money = picture.head_lines
    beside = sum(width(text, "song", _HEAD_LINE_SIZE) for text in (year, money)) + 2 * _HEAD_LINE_SIZE
    return wrap(unit, "song", _HEAD_LINE_SIZE, frame.width - beside), year, money


def _head_lines_height(unit: Lines) -> float:
    return max(1, len(unit)) * _HEAD_LINE_SIZE * LEADING + 5


def _notes_height(notes: Lines) -> float:
    return len(notes) * _NOTE_SIZE * LEADING + 8 if notes else 0.0
