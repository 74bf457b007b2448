"""The tables of the Word file: a printed picture, and the goal table of a project, as boxes on a grid."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, combinations, groupby, pairwise

from forms.document.projects import Project
from forms.write.page import fonts
from forms.write.page.goal_grid import CAPTIONS, GoalRow, goal_table, goal_widths
from forms.write.page.layout import ALIGN, Cell, Picture
from forms.write.page.paper import LANDSCAPE, PORTRAIT
from forms.write.pdf.table_pages import typeset
from forms.write.pdf.type import wrap
from forms.write.word.elements import Box, Element, element, table, word_paragraph
from forms.write.word.styles import CELL_LEADING, SEAM, Align, Sheet

_HEAD_LINE_SIZE = 10.5
_HEAD_LINE_ALIGNS: tuple[Align, ...] = ("left", "center", "right")
_GOAL_SIZE = 9.0
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
    boxes = [*(_head_line_boxes(typed.edges, picture.head_lines, sheet) if named else ())]
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
        boxes += _head_line_boxes(edges, (goal.unit, "", goal.money), sheet)
    above = int(named) + len(goal.head)
    boxes += _goal_boxes(goal.head, int(named), sheet)
    caption = sheet.cell("center", _GOAL_SIZE)
    indicators = [Box(text, caption, 0, column) for column, text in enumerate(CAPTIONS)]
    indicators += _goal_boxes(goal.indicators, 1, sheet)
    below = 1 + len(goal.indicators)
    whole = [*boxes, *(replace(box, row=box.row + above) for box in indicators)]
    if _goal_height(whole, edges, above + below) < _ROOM_FOR_GOALS:
        return [_goal_table(_kept(whole, above + below), edges, above + below, int(named))]
    named_again = Box(goal.title, caption, 0, 0, columns=len(CAPTIONS), next=True)
    indicators = [named_again, *(replace(box, row=box.row + 1) for box in indicators)]
    seam = word_paragraph(SEAM.id, properties=[element("keepNext")])
    return [
        _goal_table(_kept(boxes, above + 1), edges, above, int(named)),
        seam,
        _goal_table(_kept(indicators, 3), edges, below + 1, 2),
    ]


def _kept(boxes: Iterable[Box], rows: int) -> list[Box]:
    """The first so many rows stay on one page."""
    return [replace(box, next=box.row + box.rows < rows) for box in boxes]


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


def _head_line_boxes(edges: Sequence[float], texts: Sequence[str], sheet: Sheet) -> Iterator[Box]:
    """Unit, year and unit of money, those that are said, over as many columns as give each room."""
    aligned = [(text, align) for text, align in zip(texts, _HEAD_LINE_ALIGNS, strict=True) if text]
    needed = [fonts.width(text, "song", _HEAD_LINE_SIZE) + 2 * _HEAD_LINE_SIZE for text, _ in aligned]
    last = len(edges) - 1

    def missing(places: tuple[int, ...]) -> list[float]:
        rooms = (edges[end] - edges[start] for start, end in pairwise((0, *places, last)))
        return [max(need - room, 0) for need, room in zip(needed, rooms, strict=True)]

    def quality(places: tuple[int, ...]) -> tuple[float, float]:
        middle = sum(edges[place] for place in places) / max(len(places), 1)
        return sum(missing(places)), abs(middle - (edges[0] + edges[last]) / 2)

    places = min(combinations(range(1, last), len(aligned) - 1), key=quality)
    for (text, align), (start, end), lack in zip(aligned, pairwise((0, *places, last)), missing(places), strict=True):
        # The unit of money stays on one line: where its columns are too narrow it begins above the column before.
        indent = -lack if align == "right" else 0
        yield Box(text, sheet.cell(align, _HEAD_LINE_SIZE), 0, start, columns=end - start, indent=indent, framed=False)
