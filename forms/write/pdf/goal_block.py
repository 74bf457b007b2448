"""The goal table of a project in the PDF: it breaks between its rows, and a high row between its lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby, pairwise

from forms.write.page.goal_grid import CAPTIONS, COLUMNS, GoalRow, GoalTable
from forms.write.page.paper import Frame
from forms.write.pdf.strips import PlacedStrip, Strip
from forms.write.pdf.type import LEADING, Align, Lines, Pen, wrap, wrap_caption, wrap_evenly

_SIZE = 10.0
_PITCH = _SIZE * LEADING
_TITLE_SIZE = 14.0
_SIDE, _PADDING = 4.0, 7.0
"""The white beside and above and below the text of a cell, in points; the padding is both together."""
_WEIGHTS = (13.2, 15.5, 18.6, 20.7, 13, 19)
"""The widths of the columns, in parts of a hundred."""
_LABEL_LINES = 6
"""A label of more lines is no longer merged but stands in its row as any other text."""
_WHOLE_LINES = 12
"""A row of more lines may break between two pages, with as many lines on either as a label may have."""


@dataclass(frozen=True, slots=True)
class _LaidCell:
    """Lines of text between two columns."""

    first: int
    past: int
    lines: Lines
    align: Align

    @property
    def height(self) -> float:
        return len(self.lines) * _PITCH


@dataclass(frozen=True, slots=True)
class _Slice:
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


class GoalBlock:
    """One goal table on portrait pages: white, title, unit, then a strip for every slice."""

    def __init__(self, table: GoalTable, frame: Frame) -> None:
        widths = [weight * frame.width / sum(_WEIGHTS) for weight in _WEIGHTS]
        self._frame = frame
        self._table = table
        self._edges = tuple(accumulate(widths, initial=frame.left))
        self._title = wrap_evenly(table.title, "hei", _TITLE_SIZE, frame.width)
        self._unit = wrap(table.unit, "song", _SIZE, frame.width * 0.75)
        self._head = tuple(self._slices(table.head))
        captions = tuple(_LaidCell(n, n + 1, self._caption(n), "center") for n in range(COLUMNS))
        self._captions = _Slice(-1, (), captions, max(cell.height for cell in captions) + _PADDING)
        self._indicators = tuple(self._slices(table.indicators))
        self._rows = (*self._head, self._captions, *self._indicators)
        self.strips = tuple(self._strips())

    def draw(self, pen: Pen, placed: Sequence[PlacedStrip]) -> None:
        """The part of the table that stands on the page."""
        rows = []
        for number, top, bottom in placed:
            if number == 1:
                pen.block(self._frame.centre, (top + bottom) / 2, self._title, "hei", _TITLE_SIZE, "center")
            elif number == 2:
                pen.block(self._frame.left, (top + bottom) / 2, self._unit, "song", _SIZE, "left")
                pen.block(self._frame.right, (top + bottom) / 2, (self._table.money,), "song", _SIZE, "right")
            elif 3 <= number < 3 + len(self._rows):
                rows.append((self._rows[number - 3], top, bottom))
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
            pen.block((left + self._edges[1]) / 2, (top + bottom) / 2, row.label, "song", _SIZE, "center")
        if rows:
            lines.append((left, rows[-1][2], right, rows[-1][2]))
            pen.rules(lines)

    def _draw_cell(self, pen: Pen, cell: _LaidCell, row: _Slice, top: float, bottom: float) -> None:
        left, right = self._edges[cell.first], self._edges[cell.past]
        x = (left + right) / 2 if cell.align == "center" else left + _SIDE
        above = _PADDING / 2 if row.opens else 0.0
        middle = (top + bottom) / 2 if row.whole else top - above - cell.height / 2
        pen.block(x, middle, cell.lines, "song", _SIZE, cell.align)

    def _strips(self) -> Iterator[Strip]:
        """White, title and unit stay with the head and the first indicator, as far as a page holds them."""
        yield Strip(12, keep=True, white=True)
        yield Strip(len(self._title) * _TITLE_SIZE * LEADING + 6, keep=True)
        unit = max(len(self._unit), bool(self._table.money))
        yield Strip(unit * _PITCH + 4 * bool(unit), keep=True)
        for row in self._head:
            yield Strip(row.height, keep=row.keep)
        yield Strip(self._captions.height, keep=bool(self._indicators))
        again = (3 + len(self._head),)
        for number, row in enumerate(self._indicators, start=1):
            # The last indicator does not go over to a page of its own.
            keep = number == len(self._indicators) - 1 if row.whole else row.keep
            yield Strip(row.height, keep=keep, again=again)
        yield Strip(14, white=True)

    def _slices(self, rows: Sequence[GoalRow]) -> Iterator[_Slice]:
        """The rows of each group high enough for its label: an indicator alone, a row of the head with the others."""
        for _, members in groupby(rows, key=lambda row: row.group):
            group = list(members)
            parts = len(group) if rows is self._table.head else 1
            for row in group:
                yield from _parts(self._slice(row, parts))

    def _slice(self, row: GoalRow, parts: int) -> _Slice:
        room = self._edges[1] - self._edges[0] - 2 * _SIDE
        label = _LaidCell(0, 1, wrap_caption(row.label, "song", _SIZE, room), "center")
        cells = []
        first = 1
        for cell in row.cells:
            cells.append(self._wrapped(cell.text, first, first + cell.columns, cell.align))
            first += cell.columns
        merged = label.lines
        if len(merged) > _LABEL_LINES:
            cells.insert(0, replace(label, align="left"))
            merged = ()
        highest = max(_PITCH, *(cell.height for cell in cells))
        return _Slice(
            row.group, merged, tuple(cells), max(highest + _PADDING, (len(merged) * _PITCH + _PADDING) / parts)
        )

    def _wrapped(self, text: str, first: int, past: int, align: Align) -> _LaidCell:
        room = self._edges[past] - self._edges[first] - 2 * _SIDE
        lines = tuple(line for part in text.split("\n") for line in wrap(part, "song", _SIZE, room))
        return _LaidCell(first, past, lines, align)

    def _caption(self, number: int) -> Lines:
        left, right = list(pairwise(self._edges))[number]
        return wrap_caption(CAPTIONS[number], "song", _SIZE, right - left - 2 * _SIDE)


def _parts(row: _Slice) -> Iterator[_Slice]:
    """The row itself, or when it is high its lines one by one."""
    count = max(len(cell.lines) for cell in row.cells)
    if count <= _WHOLE_LINES:
        yield row
        return
    for number in range(count):
        ends = number in (0, count - 1)
        yield replace(
            row,
            cells=tuple(replace(cell, lines=cell.lines[number : number + 1]) for cell in row.cells),
            height=_PITCH + _PADDING / 2 * ends,
            whole=False,
            opens=number == 0,
            keep=number < _LABEL_LINES or count - 1 - _LABEL_LINES <= number < count - 1,
        )
