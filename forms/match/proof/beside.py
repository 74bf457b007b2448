"""The right half of a wide table that has no code and no name: its rows are those of the left half, one by one."""

from __future__ import annotations

from dataclasses import replace

from forms.form.model import Table
from forms.match.head import Head, find_head
from forms.match.normal import plain
from forms.match.proof.captions import is_numbers_row
from forms.match.proof.halves import money_columns
from forms.readers import Grid

_NAMING = ("code", "name", "label")


def named_by_the_left(
    left: tuple[Grid, Head, int], grid: Grid, table: Table, rows: tuple[int, int]
) -> tuple[Grid, Head] | None:
    """The right half with what names the rows of the left one behind its own columns, and its head; None where it is no
    half of this table, or has amounts where the left one has no row.

    `left` is the sheet of the left half, its head and last row; `rows` are the first and the last of the right one.
    Whether the two belong together, the relations are to prove.
    """
    first, above, last = left
    head = find_head(grid, table, *rows, is_half=True)
    if head is None or any(column.kind in _NAMING for column in head.columns.values()):
        return None
    more = money_columns(head)
    if table.part != "budget" or not more or not more.isdisjoint(money_columns(above)):
        return None
    if _counts_on(first, above, grid, head):
        head = replace(head, body=head.body + 1)
    down = head.body - above.body
    naming = {place: column for place, column in above.columns.items() if column.kind in _NAMING}
    wide = max(column for _, column in grid.cells)
    names = {
        (row + down, wide + place): replace(cell, row=row + down, column=wide + place)
        for row in first.rows_between(above.body, min(last, rows[1] - down))
        for place in naming
        if (cell := first.cells.get((row, place))) is not None
    }
    named = {row for row, _ in names}
    amounts = {
        row
        for row in grid.rows_between(head.body, rows[1])
        if any(cell.number is not None and cell.column in head.columns for cell in grid.cells_in_row(row))
    }
    if not amounts <= named:
        return None
    columns = {**head.columns, **{wide + place: column for place, column in naming.items()}}
    return replace(grid, cells={**grid.cells, **names}), replace(head, columns=columns)


def _counts_on(first: Grid, above: Head, grid: Grid, head: Head) -> bool:
    """Whether the row under the captions goes on with the numbers of the columns (栏次) of the left half."""
    left, right = _texts(first, above.body - 1), _texts(grid, head.body)
    if not is_numbers_row(first.cells_in_row(above.body - 1)) or not left[-1:] or not left[-1].isdecimal():
        return False
    return right == [str(number) for number in range(int(left[-1]) + 1, int(left[-1]) + 1 + len(right))]


def _texts(grid: Grid, row: int) -> list[str]:
    return [plain(cell.text) for cell in grid.cells_in_row(row)]
