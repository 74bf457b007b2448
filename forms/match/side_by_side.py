"""Tables that stand beside each other on one sheet, taken apart so that each is read like one on a sheet of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from forms.match.head import Title, titles_in_row
from forms.readers import Grid


def beside(grid: Grid, names: Mapping[str, str]) -> tuple[Grid, ...]:
    """The grid itself, or its parts when several titles of different tables stand in one row of it.

    The parts go from that row down to the next title, and from one title to the blank columns before the next one;
    the part that holds the rest of the sheet comes first.
    """
    rows = [(row, titles) for row in grid.row_numbers if (titles := titles_in_row(grid, row, names))]
    parts: list[Grid] = []
    rest = dict(grid.cells)
    ends = [*(row for row, _ in rows[1:]), max(grid.row_numbers, default=0) + 1]
    for (first, titles), after in zip(rows, ends, strict=False):
        if len({title.table for title in titles}) < 2:
            continue
        edges = [0, *_edges(grid, titles, first, after), max(column for _, column in grid.cells) + 1]
        for left, right in pairwise(edges):
            cells = {p: cell for p, cell in rest.items() if first <= p[0] < after and left <= p[1] < right}
            rest = {place: cell for place, cell in rest.items() if place not in cells}
            parts.append(replace(grid, cells=cells, concealed={}))
    return (replace(grid, cells=rest), *parts) if parts else (grid,)


def _edges(grid: Grid, titles: Sequence[Title], first: int, after: int) -> list[int]:
    """Where each table but the first begins: behind the last blank column before its title, else with its title."""
    used = {column for row, column in grid.cells if first <= row < after}
    for area in grid.merges:
        if first <= area.top < after:
            used.update(range(area.left, area.right + 1))
    return [
        max((c + 1 for c in range(before.column + 1, title.column) if c not in used), default=title.column)
        for before, title in pairwise(titles)
    ]
