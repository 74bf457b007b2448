"""Which lines stand beside each other in one row of a table, on paper and on the screen alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import zip_longest

from forms.document.lines import Line
from forms.form.model import Table

PairedRow = Mapping[str, Line]
"""The lines of one row by side: one under `""` for most tables, up to two where a table has two sides."""


def paired_rows(table: Table, lines: Sequence[Line]) -> tuple[PairedRow, ...]:
    """The rows of the table in printed order.

    In a side-by-side table the lines without a `foot` are paired from the top; closing lines stand at their place
    in the block that begins under the longer side.
    """
    if table.layout != "sides":
        return tuple({line.side: line} for line in lines)
    foot = {line.key: table.row_by_key[line.key].foot for line in lines}
    columns = [[line for line in lines if line.side == side and not foot[line.key]] for side in table.sides]
    rows = [{line.side: line for line in row if line} for row in zip_longest(*columns)]
    closing: list[dict[str, Line]] = [{} for _ in range(max(foot.values(), default=0))]
    for line in lines:
        if foot[line.key]:
            closing[foot[line.key] - 1][line.side] = line
    return (*rows, *closing)
