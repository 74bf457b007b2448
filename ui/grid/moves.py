"""Where the keys lead in a grid: the next cell to be typed, the cell below, the edge of a block of filled cells."""

from __future__ import annotations

from dataclasses import dataclass

from ui.grid.look import TYPED
from ui.grid.model import GridModel

Cell = tuple[int, int]
"""Row and column."""


_IN_SIGHT = 15
"""So many rows are seen at once on a small screen."""


@dataclass(slots=True)
class Habits:
    """What the clerk chose in 设置 for every grid."""

    enter_leads_right: bool = False
    """Whether Enter leads to the next cell on the right, not to the one below."""


habits = Habits()
"""Those of the one clerk who works with the program."""


def next_entry(model: GridModel, cell: Cell, step: int) -> Cell | None:
    """The next (step 1) or previous (-1) cell that is typed, over the ends of the rows; None at the end."""
    width = len(model.columns)
    place = cell[0] * width + cell[1] + step
    while 0 <= place < width * model.rowCount():
        if model.is_entry(*divmod(place, width)):
            return divmod(place, width)
        place += step
    return None


def beneath(model: GridModel, cell: Cell, step: int) -> Cell | None:
    """The cell that Enter leads to, down (1) or up (-1), computed cells left out; from the last one the blank row."""
    row, column = cell[0] + step, cell[1]
    is_typed = model.columns[column].kind in TYPED
    while 0 <= row < model.rowCount() and is_typed and not model.is_entry(row, column):
        row += step
    if 0 <= row < model.rowCount():
        return row, column
    return (model.rowCount() - 1, 0) if step > 0 and model.grows else None


def first_entry(model: GridModel, row: int, otherwise: int = 0) -> Cell:
    """The first cell of a row that is typed."""
    return row, next((c for c in range(len(model.columns)) if model.is_entry(row, c)), otherwise)


def opening(model: GridModel) -> Cell:
    """The cell on which a table opens: the first one that is typed; where only the total stands, the next code's.

    A table that is computed but for a line far below opens at its top.
    """
    lines = model.lines()
    is_bare = model.grows and not model.is_records and not any(line.code for line in lines)
    blank = model.rowCount() - 1
    row, column = first_entry(model, blank) if is_bare else next_entry(model, (0, -1), 1) or (0, 0)
    if row > _IN_SIGHT and not model.grows:
        return 0, next((n for n, one in enumerate(model.columns) if one.kind in TYPED), 0)
    return row, column


def block_edge(model: GridModel, cell: Cell, direction: Cell) -> Cell:
    """Where Ctrl and an arrow lead: the end of the filled block, else the next filled cell or the end of the table."""

    def inside(place: Cell) -> bool:
        return 0 <= place[0] < model.rowCount() and 0 <= place[1] < len(model.columns)

    def onward(place: Cell) -> Cell:
        return place[0] + direction[0], place[1] + direction[1]

    def is_filled(place: Cell) -> bool:
        return inside(place) and bool(model.text(*place))

    in_block = is_filled(cell) and is_filled(onward(cell))
    while inside(onward(cell)):
        if in_block and not is_filled(onward(cell)):
            break
        cell = onward(cell)
        if not in_block and is_filled(cell):
            break
    return cell
