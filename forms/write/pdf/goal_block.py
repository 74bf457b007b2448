"""The goal table of a project in the PDF: it breaks between its rows, and a high row between its lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby, pairwise
from typing import NamedTuple

from forms.write.page.goal_grid import CAPTIONS, COLUMNS, GoalRow, GoalTable, goal_widths
from forms.write.page.paper import Frame
from forms.write.pdf.strips import PlacedStrip, Strip
from forms.write.pdf.type import LEADING, Align, Lines, Pen, wrap, wrap_caption, wrap_evenly

_TITLE_SIZE = 14.0
_SIDE = 0.4
"""The white on either side of a cell, in type sizes."""
_FITS = ((10.0, 7.0), (10.0, 5.0), (9.5, 5.0), (9.0, 4.0))
"""Type size, and the white above and below the text of a cell together, in points: the first with which a page holds
the whole table, else the first."""
_ABOVE = 60.0
"""What a page has left above a table that stands alone on it, for a heading and a line under it."""
_LABEL_LINES = 6
"""A label of more lines is no longer merged but stands in its row as any other text."""
_WHOLE_LINES = 12
"""A row of more lines may break between two pages, with as many lines on either as a label may have."""


class _LaidCell(NamedTuple):
    """Lines of text between two columns."""

    first: int
    past: int
    lines: Lines
    align: Align


class _Slice(NamedTuple):
    """A row, or one line of a row that may break; `opens` is where its row begins, `keep` where it does not break.

    Neighbours of one `group` share the label, merged downwards.
    """

    group: int
    label: Lines
    cells: tuple[_LaidCell, ...]
    height: float
    whole: bool = True
    opens: bool = True
    keep: bool = True


TIGHTEST = len(_FITS) - 1
PARTED = TIGHTEST + 1
"""In place of a tightness: as large as can be, and parted although a page might hold it."""


def goal_block(table: GoalTable, frame: Frame, tightness: int) -> GoalBlock:
    """The table as large as it can be set to stand whole on a page; a longer one goes on over the pages.

    `tightness`, up to `TIGHTEST`, leaves out the largest settings; or it is `PARTED`.
    """
    if tightness == PARTED:
        return GoalBlock(table, frame, *_FITS[0], parted=True)
    blocks = [GoalBlock(table, frame, *_FITS[tightness])]
    for size, padding in _FITS[tightness + 1 :]:
        if blocks[-1].height <= frame.height - _ABOVE:
            return blocks[-1]
        blocks.append(GoalBlock(table, frame, size, padding))
    return blocks[-1] if blocks[-1].height <= frame.height else blocks[0]


class GoalBlock:
    """One goal table on portrait pages: white, title, unit, then a strip for every slice.

    It stays whole where a page can hold it, unless it is `parted`: every further page begins with the title and （续）.
    """

    def __init__(self, table: GoalTable, frame: Frame, size: float, padding: float, *, parted: bool = False) -> None:
        widths = [wide * size for wide in goal_widths(table, frame.width / size, 2 * _SIDE)]
        self._frame = frame
        self._table = table
        self._size = size
        self._pitch = size * LEADING
        self._padding = padding
        self._edges = tuple(accumulate(widths, initial=frame.left))
        self._title = wrap_evenly(table.title, "hei", _TITLE_SIZE, frame.width)
        self._continued = wrap_evenly(table.continued, "hei", _TITLE_SIZE, frame.width)
        self._unit = wrap(table.unit, "song", size, frame.width * 0.75)
        self._head = tuple(self._slices(table.head))
        captions = tuple(_LaidCell(n, n + 1, self._caption(n), "center") for n in range(COLUMNS))
        highest = max(len(cell.lines) for cell in captions)
        self._captions = _Slice(-1, (), captions, highest * self._pitch + padding)
        self._indicators = tuple(self._slices(table.indicators))
        self._rows = (*self._head, self._captions, *self._indicators)
        above = tuple(self._above())
        self.height = sum(strip.height for strip in above[1:]) + sum(row.height for row in self._rows)
        below = self._broken() if parted or self.height > frame.height else self._whole()
        self.strips = (*above, *below, Strip(14, white=True), Strip(_title_height(self._continued), apart=True))

    def draw(self, pen: Pen, placed: Sequence[PlacedStrip]) -> None:
        """The part of the table that stands on the page."""
        rows = []
        for number, top, bottom in placed:
            if number == 1:
                pen.block(self._frame.centre, (top + bottom) / 2, self._title, "hei", _TITLE_SIZE, "center")
            elif number == 2:
                pen.block(self._frame.left, (top + bottom) / 2, self._unit, "song", self._size, "left")
                pen.block(self._frame.right, (top + bottom) / 2, (self._table.money,), "song", self._size, "right")
            elif 3 <= number < 3 + len(self._rows):
                rows.append((self._rows[number - 3], top, bottom))
            elif number == len(self.strips) - 1:
                pen.block(self._frame.centre, (top + bottom) / 2, self._continued, "hei", _TITLE_SIZE, "center")
        self._draw_rows(pen, rows)

    def _draw_rows(self, pen: Pen, rows: Sequence[tuple[_Slice, float, float]]) -> None:
        lines = []
        left, right = self._edges[0], self._edges[-1]
        for place, (row, top, bottom) in enumerate(rows):
            inner = self._edges[1] if row.label else left
            if row.opens or place == 0:
                lines.append((inner, top, right, top))
            for cell in row.cells:
                self._draw_cell(pen, cell, row, top, bottom)
                lines.append((self._edges[cell.first], top, self._edges[cell.first], bottom))
            lines.append((right, top, right, bottom))
        for _, members in groupby(rows, key=lambda item: item[0].group):
            parts = list(members)
            row, top, bottom = parts[0][0], parts[0][1], parts[-1][2]
            lines += [(left, top, left, bottom), (left, top, self._edges[1], top)]
            pen.block((left + self._edges[1]) / 2, (top + bottom) / 2, row.label, "song", self._size, "center")
        if rows:
            lines.append((left, rows[-1][2], right, rows[-1][2]))
            pen.rules(lines)

    def _draw_cell(self, pen: Pen, cell: _LaidCell, row: _Slice, top: float, bottom: float) -> None:
        left, right = self._edges[cell.first], self._edges[cell.past]
        x = (left + right) / 2 if cell.align == "center" else left + _SIDE * self._size
        above = self._padding / 2 if row.opens else 0.0
        middle = (top + bottom) / 2 if row.whole else top - above - len(cell.lines) * self._pitch / 2
        pen.block(x, middle, cell.lines, "song", self._size, cell.align)

    def _above(self) -> Iterator[Strip]:
        """White, title and unit."""
        yield Strip(12, keep=True, white=True)
        yield Strip(_title_height(self._title), keep=True)
        unit = max(len(self._unit), bool(self._table.money))
        yield Strip(unit * self._pitch + 4 * bool(unit), keep=True)

    def _whole(self) -> Iterator[Strip]:
        """The rows of a table that is not parted, unless what is kept with it from above leaves no room."""
        for place, row in enumerate(self._rows, start=1):
            yield Strip(row.height, keep=place < len(self._rows), again=self._again(place - 1))

    def _broken(self) -> Iterator[Strip]:
        """The rows of a longer one: the first indicator stays with the head, the last is not alone on a page."""
        for place, row in enumerate(self._head):
            yield Strip(row.height, keep=row.keep, again=self._again(place))
        first = len(self._head)
        yield Strip(self._captions.height, keep=True, again=self._again(first))
        for number, row in enumerate(self._indicators, start=1):
            keep = number == len(self._indicators) - 1 if row.whole else row.keep
            yield Strip(row.height, keep=keep, again=self._again(first + number))

    def _again(self, place: int) -> tuple[int, ...]:
        """What stands once more above that row where it begins a page: the title, and the captions above indicators."""
        title = 3 + len(self._rows) + 1
        return (title, 3 + len(self._head)) if place > len(self._head) else (title,)

    def _slices(self, rows: Sequence[GoalRow]) -> Iterator[_Slice]:
        """The rows of each group high enough for its label: an indicator alone, a row of the head with the others."""
        for _, members in groupby(rows, key=lambda row: row.group):
            group = list(members)
            parts = len(group) if rows is self._table.head else 1
            for row in group:
                yield from self._parts(self._slice(row, parts))

    def _slice(self, row: GoalRow, parts: int) -> _Slice:
        room = self._edges[1] - self._edges[0] - 2 * _SIDE * self._size
        label = _LaidCell(0, 1, wrap_caption(row.label, "song", self._size, room), "center")
        cells = []
        first = 1
        for cell in row.cells:
            cells.append(self._wrapped(cell.text, first, first + cell.columns, cell.align))
            first += cell.columns
        merged = label.lines
        if len(merged) > _LABEL_LINES:
            cells.insert(0, label._replace(align="left"))
            merged = ()
        highest = max(1, *(len(cell.lines) for cell in cells)) * self._pitch + self._padding
        labelled = (len(merged) * self._pitch + self._padding) / parts
        return _Slice(row.group, merged, tuple(cells), max(highest, labelled))

    def _wrapped(self, text: str, first: int, past: int, align: Align) -> _LaidCell:
        room = self._edges[past] - self._edges[first] - 2 * _SIDE * self._size
        lines = tuple(line for part in text.split("\n") for line in wrap(part, "song", self._size, room))
        return _LaidCell(first, past, lines, align)

    def _caption(self, number: int) -> Lines:
        left, right = list(pairwise(self._edges))[number]
        return wrap_caption(CAPTIONS[number], "song", self._size, right - left - 2 * _SIDE * self._size)

    def _parts(self, row: _Slice) -> Iterator[_Slice]:
        """The row itself, or when it is high its lines one by one."""
        count = max(len(cell.lines) for cell in row.cells)
        if count <= _WHOLE_LINES:
            yield row
            return
        for number in range(count):
            ends = number in (0, count - 1)
            yield row._replace(
                cells=tuple(cell._replace(lines=cell.lines[number : number + 1]) for cell in row.cells),
                height=self._pitch + self._padding / 2 * ends,
                whole=False,
                opens=number == 0,
                keep=number < _LABEL_LINES or count - 1 - _LABEL_LINES <= number < count - 1,
            )


def _title_height(title: Lines) -> float:
    return len(title) * _TITLE_SIZE * LEADING + 6
