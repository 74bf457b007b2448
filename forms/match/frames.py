"""The tables of a document together with the paragraphs that belong to them: title and head lines above, notes below.

In a workbook they stand in the sheet itself; in Word they are paragraphs of their own. Framed, both look alike.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from forms.readers import Book, Grid, GridCell
from forms.readers.blocks import Block, Paragraph

_HEAD_LINES = 5
"""Title and head lines take at most so many paragraphs above a table."""


@dataclass(frozen=True)
class Framed(Grid):
    """A table with the paragraphs above it as rows 0, -1, … upwards, and those below as further rows."""

    above: tuple[Paragraph, ...] = ()
    below: tuple[Paragraph, ...] = ()
    height: int = 0

    def address(self, row: int, column: int) -> str:
        """The paragraph for what stands outside the table, else the place in it."""
        if row <= 0:
            return self.above[row - 1].address
        return self.below[row - self.height - 1].address if row > self.height else super().address(row, column)


def frame(
    book: Book,
    is_title: Callable[[str], bool],
    is_note: Callable[[str], bool],
    goes_on: Callable[[Grid, Grid], bool],
) -> tuple[Block, ...]:
    """The blocks of a book, with each table of a document framed and the paragraphs it took left out.

    A table that goes on the one right before it, as `goes_on` tells, becomes one with it.
    """
    blocks: list[Block] = []
    notes_may_follow = False
    for block in book.blocks:
        if isinstance(block, Paragraph):
            last = blocks[-1] if notes_may_follow else None
            notes_may_follow = isinstance(last, Grid) and is_note(block.text)
            if isinstance(last, Grid) and notes_may_follow:
                blocks[-1] = _framed(last, below=(block,))
            else:
                blocks.append(block)
        elif block.lettered:
            blocks.append(block)
        elif blocks and isinstance(blocks[-1], Framed) and goes_on(blocks[-1], block):
            blocks[-1] = _joined(blocks[-1], block)
        else:
            above = _head_of(blocks, is_title)
            del blocks[len(blocks) - len(above) :]
            blocks.append(_framed(block, above=above))
            notes_may_follow = True
    return tuple(blocks)


def _head_of(blocks: Sequence[Block], is_title: Callable[[str], bool]) -> tuple[Paragraph, ...]:
    """The paragraphs from the nearest title down to the table; none when no title is near."""
    lines: list[Paragraph] = []
    for block in reversed(blocks[-_HEAD_LINES:]):
        if not isinstance(block, Paragraph):
            break
        lines.insert(0, block)
        if is_title(block.text):
            return tuple(lines)
    return ()


def _joined(upper: Framed, lower: Grid) -> Framed:
    """Two tables as one, the rows of the second counted on."""
    down = upper.height
    cells = dict(upper.cells)
    cells |= {(row + down, column): replace(cell, row=row + down) for (row, column), cell in lower.cells.items()}
    moved = (replace(area, top=area.top + down, bottom=area.bottom + down) for area in lower.merges)
    merges = (*upper.merges, *moved)
    height = max(row for row, _ in cells)
    return Framed(upper.name, cells, merges, upper.hidden, lettered=False, above=upper.above, height=height)


def _framed(grid: Grid, above: tuple[Paragraph, ...] = (), below: tuple[Paragraph, ...] = ()) -> Framed:
    if isinstance(grid, Framed):
        above, below, height = grid.above, (*grid.below, *below), grid.height
        inner = {place: cell for place, cell in grid.cells.items() if 0 < place[0] <= height}
    else:
        inner = dict(grid.cells)
        height = max((area.bottom for area in grid.merges), default=0)
        height = max([height, *(row for row, _ in inner)])
    cells = {(row, 1): GridCell(row, 1, line.text) for row, line in enumerate(above, start=1 - len(above))}
    cells |= inner
    cells |= {(row, 1): GridCell(row, 1, line.text) for row, line in enumerate(below, start=height + 1)}
    return Framed(grid.name, cells, grid.merges, grid.hidden, lettered=False, above=above, below=below, height=height)
