"""Tables on other grids than their own, as programs leave them that turn print into cells."""

from __future__ import annotations

from dataclasses import replace

from tests.strangers.drawn import Cell, Drawn, Row


def on_grid(table: Drawn, way: str) -> Drawn:
    """The table with a narrow blank column after each, with every cell over two columns, or over two rows."""
    if way == "double rows":
        return _over_two_rows(table)
    is_merged = way == "split cells"
    return replace(table, rows=[_widened(row, is_merged) for row in table.rows])


def _widened(row: Row, is_merged: bool) -> Row:
    wide: Row = []
    beside = 0
    for cell in row:
        beside = cell.right if cell else beside
        beside -= 1
        if cell is None:
            # Below a merged cell stands a column of its own, beside one none.
            wide += [None, None if is_merged or beside > 0 else Cell()]
        elif is_merged or cell.right > 1:
            wide += [replace(cell, right=2 * cell.right - (0 if is_merged else 1)), None]
        else:
            wide += [cell, Cell()]
    return wide


def _over_two_rows(table: Drawn) -> Drawn:
    """Every row below the head takes two, and all its cells are merged over both."""
    rows = table.rows[: table.head]
    for row in table.rows[table.head :]:
        rows.append([cell and replace(cell, down=2 * cell.down) for cell in row])
        rows.append([None] * len(row))
    return replace(table, rows=rows)
