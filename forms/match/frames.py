"""First step: each table as one grid, with its title, its head lines and its notes, and nothing of another table.

In a workbook title and notes stand in the sheet itself; in Word they are paragraphs of their own. Framed, both look
alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise

from forms.form.model import Table
from forms.match.goals.project_tables import caption_row, goal_titles, goes_on, is_project, is_project_title
from forms.match.proof.lines_below import is_aside, is_note
from forms.match.proof.page_breaks import is_mark, is_page_number
from forms.match.text.heading_words import marked
from forms.match.text.reading_words import reading_words
from forms.match.titles import is_number_of_table, is_title, names_goals, newest_indicators, titles_in_row
from forms.readers import Book, Grid, GridCell
from forms.readers.blocks import Block, Paragraph

_NOTE_LEAD = re.compile(r"^[^:：]{1,4}[:：]")
_HEAD_ROWS = 5
"""Captions take at most so many rows."""
_HEAD_LINES = 5
"""Title and head lines take at most so many paragraphs above a table."""


def frame(book: Book) -> Book:
    """The book with each table of a document in one with the paragraphs that belong to it, tables that go on in a
    second one joined, and those that stand beside each other on a sheet taken apart."""
    parts = (_apart(block) if isinstance(block, Grid) else (block,) for block in _in_one(book))
    return Book(book.file, tuple(chain.from_iterable(parts)), book.remarks)


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


def _in_one(book: Book) -> tuple[Block, ...]:
    """The blocks of a book, with each table of a document framed and the paragraphs it took left out.

    A table that goes on the one right before it becomes one with it, and so do captions and the rows right below them.
    """
    indicators = newest_indicators()
    blocks: list[Block] = []
    notes_may_follow = False
    for block in _opened(book.blocks):
        last = blocks[-1] if blocks else None
        if isinstance(block, Paragraph):
            notes_may_follow = notes_may_follow and isinstance(last, Grid) and _is_below(block.text, last, indicators)
            if isinstance(last, Grid) and notes_may_follow:
                blocks[-1] = _framed(last, below=(block,))
            else:
                blocks.append(block)
        elif block.lettered:
            blocks.append(block)
        elif isinstance(last, Framed) and (goes_on(last, block, indicators) or _is_head_of(last, block)):
            blocks[-1] = _joined(last, block)
        elif isinstance(last, Paragraph) and isinstance(upper := _said_to_go_on(blocks, block, indicators), Framed):
            blocks[-2:] = [_joined(upper, block, last)]
        else:
            above = _lines_above(blocks)
            del blocks[len(blocks) - len(above) :]
            blocks.append(_framed(block, above=above))
            notes_may_follow = True
    return tuple(blocks)


def _said_to_go_on(blocks: Sequence[Block], grid: Grid, indicators: Table | None) -> Block | None:
    """The goal table that a table goes on under a title that says so, 绩效目标表（续）: nothing but indicators."""
    upper = blocks[-2] if len(blocks) > 1 else None
    if not isinstance(upper, Framed) or indicators is None or not is_project(upper, indicators):
        return None
    says_so = any(isinstance(line, Paragraph) and reading_words().continued.search(line.text) for line in blocks[-1:])
    return upper if says_so and caption_row(grid, indicators) == min(grid.row_numbers, default=None) else None


def _is_below(text: str, table: Grid, indicators: Table | None) -> bool:
    """Whether a paragraph under a table belongs to it: a note, the second point of one, a signature, a page number."""
    if is_note(text):
        return True
    if is_project(table, indicators):
        return False
    is_about_page = is_page_number(text) or (is_mark(text) and reading_words().goes_on_below.search(text) is not None)
    return is_aside(text) or is_about_page or _goes_on_note(table, text)


def _is_head_of(upper: Framed, lower: Grid) -> bool:
    """Whether a table under a title is nothing but captions, and the one right below it is no wider."""
    inner = [cell for (row, _), cell in upper.cells.items() if 0 < row <= upper.height]
    is_alone = bool(inner) and upper.height <= _HEAD_ROWS and all(cell.number is None for cell in inner)
    if not is_alone or upper.below or not any(is_title(line.text) for line in upper.above):
        return False
    wide, below = (max((c for _, c in grid.cells), default=0) for grid in (upper, lower))
    return 1 < below <= max(wide, max((area.right for area in upper.merges), default=0))


def _goes_on_note(table: Grid, text: str) -> bool:
    """Whether a text is the next numbered point of the note that stands under a table."""
    below = table.below if isinstance(table, Framed) else ()
    if not any(is_note(line.text) for line in below):
        return False
    point = marked(_NOTE_LEAD.sub("", below[-1].text))
    following = marked(text)
    return bool(point.style) and point.style == following.style and following.number == point.number + 1 > 1


def _opened(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks with what stands in frames in their place: text in a table of one column is text."""
    inside: set[str] = set()
    for block in blocks:
        if isinstance(block, Grid) and block.name in inside and not block.lettered:
            # It has come with its frame.
            continue
        if isinstance(block, Grid) and block.framed:
            inside.update(one.name for one in block.framed if isinstance(one, Grid))
            yield from _opened(block.framed)
        else:
            yield block


def _lines_above(blocks: Sequence[Block]) -> tuple[Paragraph, ...]:
    """The paragraphs from the nearest title, or the mark of a table that goes on, down to the table, with the number of
    the table or the unit and year above the title; none when no title is near."""
    lines: list[Paragraph] = []
    is_titled = False
    for block in reversed(blocks[-_HEAD_LINES:]):
        if not isinstance(block, Paragraph) or (is_titled and not is_number_of_table(block.text)):
            break
        lines.insert(0, block)
        is_titled = is_titled or is_title(block.text) or is_project_title(block.text) or is_mark(block.text)
    return tuple(lines) if is_titled else ()


def _joined(upper: Framed, lower: Grid, between: Paragraph | None = None) -> Framed:
    """Two tables as one, the rows of the second counted on, below the line between them."""
    down = upper.height
    cells = dict(upper.cells)
    if between is not None:
        down += 1
        cells[down, 1] = GridCell(down, 1, between.text)
    cells |= {(row + down, column): replace(cell, row=row + down) for (row, column), cell in lower.cells.items()}
    moved = (area._replace(top=area.top + down, bottom=area.bottom + down) for area in lower.merges)
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


def _apart(grid: Grid) -> tuple[Grid, ...]:
    """The grid itself, or its parts when titles of different tables stand in one row of it, or goal tables stand below
    each other or below other tables.

    The parts go from that row down to the next title, and from one title to the blank columns before the next one;
    the part that holds the rest of the sheet comes first.
    """
    goals = goal_titles(grid, newest_indicators()) if grid.lettered else {}
    rows = [(row, starts) for row in grid.row_numbers if (starts := _starts(grid, row, goals.get(row, ())))]
    parts: list[Grid] = []
    rest = dict(grid.cells)
    ends = [*(row for row, _ in rows[1:]), max(grid.row_numbers, default=0) + 1]
    for (first, starts), after in zip(rows, ends, strict=False):
        is_goal_below = first in goals and len(rows) > 1
        if len(set(starts.values())) < 2 and not is_goal_below:
            continue
        edges = [0, *_edges(grid, list(starts), first, after), max(column for _, column in grid.cells) + 1]
        for left, right in pairwise(edges):
            cells = {p: cell for p, cell in rest.items() if first <= p[0] < after and left <= p[1] < right}
            rest = {place: cell for place, cell in rest.items() if place not in cells}
            parts.append(replace(grid, cells=cells, concealed={}))
    return (replace(grid, cells=rest), *parts) if parts else (grid,)


def _starts(grid: Grid, row: int, goals: Sequence[GridCell]) -> dict[int, str]:
    """Where tables begin in a row: which table of the form, or which goal table, by the column of its title."""
    titles = (title for title in titles_in_row(grid, row) if not names_goals(title.table))
    starts = {title.column: title.table for title in titles} | {cell.column: cell.text for cell in goals}
    return dict(sorted(starts.items()))


def _edges(grid: Grid, titles: Sequence[int], first: int, after: int) -> list[int]:
    """Where each table but the first begins: behind the last blank column before its title, else with its title."""
    used = {column for row, column in grid.cells if first <= row < after}
    for area in grid.merges:
        if first <= area.top < after:
            used.update(range(area.left, area.right + 1))
    return [
        max((c + 1 for c in range(before + 1, title) if c not in used), default=title)
        for before, title in pairwise(titles)
    ]
