"""Which half of a table of two sides a column of a sheet belongs to: told by the labels that stand below the head."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence

from forms.form.model import Row, Table
from forms.match.normal import bare, plain
from forms.readers import Grid

_FEWEST_LABELS = 2
"""So many labels that only one side has make a column that of its labels."""


class Sides:
    """The columns of labels in a sheet, each with its side; the columns behind one up to the next are of its side."""

    def __init__(self, labels: Mapping[int, str]) -> None:
        self.labels = dict(sorted(labels.items()))
        self._places = list(self.labels)

    def of(self, column: int) -> str | None:
        """The side a column belongs to; None where the labels do not tell."""
        if not self._places:
            return None
        return self.labels[self._places[max(bisect_right(self._places, column) - 1, 0)]]


def find_sides(grid: Grid, table: Table, rows: Sequence[int], captioned: Sequence[int]) -> Sides:
    """The sides as the labels in the rows of the body tell them; no side when they do not tell all.

    `captioned` are the columns whose captions say that labels stand there: where the labels of all sides but one are
    known, the one such column that is left has those of the last.
    """
    if len(table.sides) < 2:
        return Sides({})
    names = {side: names_of(row for row in table.rows if row.side == side) for side in table.sides}
    counts: dict[tuple[int, str], int] = {}
    for row in rows:
        for cell in grid.cells_in_row(row):
            forms = {plain(cell.text), bare(cell.text)}
            bearing = [side for side in table.sides if not forms.isdisjoint(names[side])]
            if cell.number is None and len(bearing) == 1:
                counts[cell.column, bearing[0]] = counts.get((cell.column, bearing[0]), 0) + 1
    labels: dict[int, str] = {}
    for (column, side), count in sorted(counts.items(), key=lambda item: -item[1]):
        if count >= _FEWEST_LABELS and column not in labels and side not in labels.values():
            labels[column] = side
    missing = [side for side in table.sides if side not in labels.values()]
    free = [column for column in captioned if column not in labels]
    if labels and len(missing) == len(free) == 1:
        labels[free[0]] = missing[0]
        missing = []
    return Sides({} if missing else labels)


def names_of(rows: Iterable[Row]) -> set[str]:
    """Every name of the lines, with and without its ordinal."""
    words = [name for row in rows for name in (row.label, *row.aliases)]
    return {form(name) for name in words for form in (plain, bare)}
