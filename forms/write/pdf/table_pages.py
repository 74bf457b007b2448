"""One table in the PDF: type size and column widths by what it holds, its pages, and every page with its head."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import ceil

from forms.form.model import Column, ColumnKind
from forms.write.page.fonts import Role
from forms.write.page.layout import ALIGN, COLUMN_NUMBERS, Cell, Picture
from forms.write.page.paper import LANDSCAPE, MM, PORTRAIT, Frame
from forms.write.pdf.type import LEADING, Lines, Pen, width, wrap, wrap_caption, wrap_evenly

TITLE_SIZE = 18.0
_LARGEST = 10.5  # 五号
_HEAD_LINE_SIZE = 10.5
_NOTE_SIZE = 10.5
_FITS = ((0, 18, 9.0), (6, 18, 8.0), (6, 9, 6.0), (6, 5, 0.0))
"""The ways to fit a table, the best first: how many mm it reaches into either margin, how long a name may stand on
one line (in characters), and the smallest type size that is taken for it."""
_SIDE = 0.4  # the white on either side of a cell, in type sizes
_HEAD_PADDING = 7.0
_PADDINGS = tuple(quarter / 4 for quarter in range(36, 7, -1))
"""The white in the height of a row in points, the most first; less is taken only to save a page."""
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


@dataclass(frozen=True, slots=True)
class TypedRow:
    """A row broken into lines of text, cell by cell; `lines` is the largest count among them."""

    cells: tuple[Cell, ...]
    texts: tuple[Lines, ...]
    lines: int


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
        for number, (upper, lower) in zip(numbers, pairwise(levels), strict=True):
            self._draw_row(pen, self.rows[number], (upper + lower) / 2)
        left, right = self.edges[0], self.edges[-1]
        across = [(left, level, right, level) for level in levels]
        down = [(edge, levels[0], edge, levels[-1]) for edge in self.edges] if heights else []
        pen.rules(across + down)
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

    def _draw_row(self, pen: Pen, row: TypedRow, middle: float) -> None:
        side = _SIDE * self.size
        for cell, lines, (left, right) in zip(row.cells, row.texts, pairwise(self.edges), strict=True):
            align = ALIGN[cell.kind]
            x = {"left": left + side + cell.indent * self.size, "center": (left + right) / 2, "right": right - side}
            pen.block(x[align], middle, lines, _role(cell), self.size, align)


def page_frame(picture: Picture) -> Frame:
    """The sheet of the table, upright or lying."""
    return LANDSCAPE if picture.landscape else PORTRAIT


def typeset(picture: Picture) -> TypedTable:
    """Fit the table to its page: nothing is cut, names break into lines, and it takes as few pages as it can."""
    frame, size, ems = _fit(picture)
    title = wrap_evenly(picture.title, "title", TITLE_SIZE, frame.width)
    notes = tuple(line for note in picture.notes for line in wrap(note, "song", _NOTE_SIZE, frame.width))
    used = _title_height(title) + _head_lines_height(_head_lines(picture, frame)[0])
    while True:
        edges = _edges(picture.columns, [em * size for em in ems], frame)
        heads = _head_heights(picture, edges, size)
        rows = tuple(_typed(cells, edges, size) for cells in picture.rows)
        room = frame.height - used - sum(heads)
        if all(_height(row, size, _PADDINGS[-1]) + _notes_height(notes) <= room for row in rows):
            break
        size *= 0.8  # a text of many hundred characters: still better small than cut
    padding, pages = _paged(rows, size, room, _notes_height(notes))
    return TypedTable(picture, frame, size, edges, title, heads, rows, padding, pages, notes)


def _fit(picture: Picture) -> tuple[Frame, float, list[float]]:
    """Where the table stands on the page, its type size, and the width of every column in type sizes."""
    frame, size, ems = page_frame(picture), 0.0, [0.0]
    for millimetres, limit, smallest in _FITS:
        frame = page_frame(picture).widened(millimetres * MM)
        ems = [_ems(picture, number, limit) for number in range(len(picture.columns))]
        size = min(_LARGEST, int(frame.width / sum(ems) * 10) / 10)
        if size >= smallest:
            break
    return frame, size, ems


def _ems(picture: Picture, number: int, limit: int) -> float:
    """What the column needs, in type sizes: its numbers whole, its names up to `limit`, its caption on three lines."""
    column = picture.columns[number]
    cells = [row[number] for row in picture.rows]
    if column.kind == "money":
        widest = max((_wide(cell) for cell in cells if cell.fen is not None), default=0)
        needed = max(widest, 2 * ceil(_wide_text(column.path[-1]) / 6), 3)
    elif column.kind in ("name", "label", "text"):
        needed = max(min(max(map(_wide, cells), default=0), limit), 4)
    else:
        needed = max(max(map(_wide, cells), default=0), _wide_text(column.path[-1]), _wide_text(COLUMN_NUMBERS))
    return needed + 2 * _SIDE + 0.05


def _wide(cell: Cell) -> float:
    return width(cell.text, _role(cell), 1) + cell.indent


def _wide_text(text: str) -> float:
    return width(text, "song", 1)


def _edges(columns: Sequence[Column], natural: Sequence[float], frame: Frame) -> tuple[float, ...]:
    """The left edge of every column and the right edge of the last, the spare width shared out."""
    shares = [_SHARES[column.kind] for column in columns]
    spare = (frame.width - sum(natural)) / sum(shares)
    widths = (need + spare * share for need, share in zip(natural, shares, strict=True))
    return tuple(accumulate(widths, initial=frame.left))


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


def _typed(cells: tuple[Cell, ...], edges: Sequence[float], size: float) -> TypedRow:
    texts = tuple(
        wrap(cell.text, _role(cell), size, right - left - (2 * _SIDE + cell.indent) * size)
        if cell.fen is None
        else (cell.text,)
        for cell, (left, right) in zip(cells, pairwise(edges), strict=True)
    )
    return TypedRow(cells, texts, max(1, *map(len, texts)))


def _paged(
    rows: Sequence[TypedRow], size: float, room: float, notes: float
) -> tuple[float, tuple[tuple[int, int], ...]]:
    """The most generous padding that costs no further page, and the pages with it."""
    fewest = len(list(_pages(rows, size, _PADDINGS[-1], room, notes)))
    for padding in _PADDINGS:
        pages = tuple(_pages(rows, size, padding, room, notes))
        if len(pages) == fewest:
            return padding, pages
    raise AssertionError("the smallest padding has the fewest pages")


def _pages(
    rows: Sequence[TypedRow], size: float, padding: float, room: float, notes: float
) -> Iterator[tuple[int, int]]:
    """Row numbers page by page. The notes stay with the last row."""
    first, used = 0, 0.0
    for number, row in enumerate(rows):
        height = _height(row, size, padding)
        closing = notes if number == len(rows) - 1 else 0
        if number > first and used + height + closing > room:
            yield first, number
            first, used = number, 0.0
        used += height
    yield first, len(rows)


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
