"""The tables of the Word file: a printed picture, and the goal table of a project, as boxes on a grid."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, groupby

from forms.document.projects import Project
from forms.write.page import fonts
from forms.write.page.goal_grid import CAPTIONS, GoalRow, goal_table, goal_widths
from forms.write.page.layout import ALIGN, Cell, Picture
from forms.write.page.paper import LANDSCAPE, PORTRAIT
from forms.write.pdf.table_pages import typeset
from forms.write.pdf.type import wrap
from forms.write.word.elements import Box, Element, element, table, word_paragraph
from forms.write.word.styles import CELL_LEADING, SEAM, Sheet

_HEAD_LINE_SIZE = 10.5
_GOAL_SIZE = 9.0
_BELOW_MONEY = 2
_BELOW_UNIT = len(CAPTIONS) - _BELOW_MONEY
"""The columns of a goal table over which the unit and the unit of money stand."""
_GOAL_PADDING = 2.5
_ROOM_FOR_GOALS = 0.85 * PORTRAIT.height
"""What a page has for a goal table, its title and the wider faces of another machine put aside."""
_LEAST_PADDING = 0.75
_SPARE = 0.96
"""The part of the type size of the PDF that is taken: the faces of another machine may run wider than ours."""
_SIDE = 0.25
"""The white on either side of a cell, in type sizes; the rest of what the PDF has is left to wider faces too."""
_WIDER = 0.4
"""What a cell of a goal table has to spare for wider faces, in type sizes."""
_BORDER = 0.75
"""What a border adds to the height of a row in Word, with a little to spare."""


def picture_table(picture: Picture, sheet: Sheet) -> Element:
    """The picture without its title and its notes, typed as in the PDF; its head lines are a row without a frame."""
    typed = typeset(picture)
    size = int(typed.size * _SPARE * 2) / 2  # Word knows half points only
    named = any(picture.head_lines)
    first = picture.head_rows + named
    boxes = [_head_line(typed.edges, picture.head_lines, sheet)] if named else []
    caption = sheet.cell("center", size)
    boxes += (Box(c.text, caption, c.row + named, c.column, c.rows, c.columns) for c in picture.head)
    boxes += (Box(text, caption, first, column) for column, text in enumerate(picture.numbers))
    first += bool(picture.numbers)
    for row, typed_row in enumerate(typed.rows, start=first):
        boxes += (_body_box(cell, row, column, size, sheet) for column, cell in enumerate(typed_row.cells) if cell.down)
    head_line = [_HEAD_LINE_SIZE * CELL_LEADING + 5] if named else []
    heights = [*head_line, *typed.head_heights, *([size * CELL_LEADING] * len(picture.rows))]
    frame = LANDSCAPE if picture.landscape else PORTRAIT
    padding = max((typed.padding - _BORDER) / 2, _LEAST_PADDING)
    return table(boxes, typed.edges, heights, heads=first, left=frame.left, padding=padding, side=_SIDE * size)


def goal_tables(project: Project, sheet: Sheet) -> list[Element]:
    """The goal table of the project without its title: one table where a page can hold it, and there it stays whole.

    A longer one goes on over the page. Word repeats only what stands at the top of a table, so the indicators are then
    a table of their own, right under the other one, below the title and their captions. The title there does not say
    （续）: Word shows the same rows where the table begins.
    """
    goal = goal_table(project)
    boxes: list[Box] = []
    widths = (wide * _GOAL_SIZE for wide in goal_widths(goal, PORTRAIT.width / _GOAL_SIZE, 2 * _SIDE + _WIDER))
    edges = tuple(accumulate(widths, initial=PORTRAIT.left))
    named = bool(goal.unit or goal.money)
    if named:
        boxes += (
            Box(goal.unit, sheet.cell("left", _HEAD_LINE_SIZE), 0, 0, columns=_BELOW_UNIT, framed=False),
            Box(goal.money, sheet.cell("right", _HEAD_LINE_SIZE), 0, _BELOW_UNIT, columns=_BELOW_MONEY, framed=False),
        )
    above = int(named) + len(goal.head)
    boxes += _goal_boxes(goal.head, int(named), sheet)
    caption = sheet.cell("center", _GOAL_SIZE)
    indicators = [Box(text, caption, 0, column) for column, text in enumerate(CAPTIONS)]
    indicators += _goal_boxes(goal.indicators, 1, sheet)
    below = 1 + len(goal.indicators)
    whole = [*boxes, *(box._replace(row=box.row + above) for box in indicators)]
    if _goal_height(whole, edges, above + below) < _ROOM_FOR_GOALS:
        return [_goal_table(_kept(whole, above + below), edges, above + below, int(named))]
    named_again = Box(goal.title, caption, 0, 0, columns=len(CAPTIONS), next=True)
    indicators = [named_again, *(box._replace(row=box.row + 1) for box in indicators)]
    seam = word_paragraph(SEAM.id, properties=[element("keepNext")])
    return [
        _goal_table(_kept(boxes, above + 1), edges, above, int(named)),
        seam,
        _goal_table(_kept(indicators, 3), edges, below + 1, 2),
    ]


def _kept(boxes: Iterable[Box], rows: int) -> list[Box]:
    """The first so many rows stay on one page."""
    return [box._replace(next=box.row + box.rows < rows) for box in boxes]


def _goal_table(boxes: Iterable[Box], edges: Sequence[float], rows: int, heads: int) -> Element:
    side = _SIDE * _GOAL_SIZE
    return table(boxes, edges, [0.0] * rows, heads=heads, left=PORTRAIT.left, padding=_GOAL_PADDING, side=side)


def _goal_height(boxes: Iterable[Box], edges: Sequence[float], rows: int) -> float:
    """About how high the table becomes."""
    lines = [1] * rows
    for box in boxes:
        room = (edges[box.column + box.columns] - edges[box.column]) * _SPARE
        needed = sum(max(len(wrap(text, "song", _GOAL_SIZE, room)), 1) for text in box.text.split("\n"))
        if box.rows == 1:
            lines[box.row] = max(lines[box.row], needed)
    return sum(lines) * _GOAL_SIZE * CELL_LEADING + rows * (2 * _GOAL_PADDING + _BORDER)


def _goal_boxes(rows: Sequence[GoalRow], first: int, sheet: Sheet) -> Iterator[Box]:
    """Rows of the goal table; those of a group share the cell of their label."""
    for _, group in groupby(enumerate(rows, start=first), key=lambda item: item[1].group):
        members = list(group)
        top, leader = members[0]
        yield Box(leader.label, sheet.cell("center", _GOAL_SIZE), top, 0, rows=len(members))
        for number, row in members:
            column = 1
            for cell in row.cells:
                yield Box(cell.text, sheet.cell(cell.align, _GOAL_SIZE), number, column, columns=cell.columns)
                column += cell.columns


def _body_box(cell: Cell, row: int, column: int, size: float, sheet: Sheet) -> Box:
    style = sheet.cell(ALIGN[cell.kind], size, "hei" if cell.bold else "song")
    return Box(cell.text, style, row, column, rows=cell.down, indent=cell.indent * size)


def _head_line(edges: Sequence[float], texts: Sequence[str], sheet: Sheet) -> Box:
    """Unit, year and unit of money, those that are said, in one cell: the year in the middle or behind a long unit."""
    unit, year, money = texts
    half, taken = (fonts.width(text, "song", _HEAD_LINE_SIZE) for text in (year, unit))
    room = edges[-1] - edges[0] - 2 * _SIDE * _HEAD_LINE_SIZE
    middle = max(room / 2, taken + _HEAD_LINE_SIZE + half / 2)
    stops = [(text, align, place) for text, align, place in ((year, "center", middle), (money, "right", room)) if text]
    return Box(
        "".join((unit, *(f"\t{text}" for text, *_ in stops))),
        sheet.cell("left", _HEAD_LINE_SIZE), 0, 0, columns=len(edges) - 1, framed=False,
        tabs=tuple((align, place) for _, align, place in stops),
    )  # fmt: skip
