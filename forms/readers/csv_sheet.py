"""Reads .csv: a sheet without formats, as WPS and Excel save it; the sheet is one grid, whatever tables stand on it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import pairwise

from forms.readers import cell_values, refusals
from forms.readers.blocks import Grid
from forms.readers.bounds import Budget

_SEPARATORS = ",;\t"
_SAMPLE = 200
"""So many lines tell whether a text is a sheet, and what parts its cells."""
_FEWEST = 2
"""A line of a sheet has so many separators."""
_SHARE = 4, 5
_SHARE_OF_TABS = 19, 20
"""Tabs also part the cells of tables within a text; those of a sheet stand in nearly every line, as often in each, also
in that of the title."""
csv.field_size_limit(64 * 1024 * 1024)  # more than any file that is read; the library's own bound ends in an error
_SENTENCE_ENDS = tuple("。；：！？")


def separator(text: str, *, is_export: bool = False) -> str | None:
    """What parts the cells of a text that is a sheet; None for any other text.

    The lines of a sheet have as many separators as their neighbours, and do not end like sentences. `is_export` when
    the text is written as only programs of sheets write one with tabs (Unicode 文本): then its lines may end early.
    """
    lines = text.splitlines(keepends=True)[:_SAMPLE]
    for sign in _SEPARATORS:
        rows = [row for row in csv.reader(lines, delimiter=sign) if row]
        counts = [len(row) - 1 if not row[-1].endswith(_SENTENCE_ENDS) else 0 for row in rows]
        pairs = list(pairwise(counts))
        like = sum(min(pair) >= _FEWEST and (is_export or pair[0] == pair[1]) for pair in pairs)
        part, whole = _SHARE
        if sign == "\t" and not is_export:
            part, whole = _SHARE_OF_TABS
            pairs = pairs if rows and sum(map(bool, rows[0])) == 1 else []
        if pairs and like * whole >= len(pairs) * part:
            return sign
    return None


def sheet(file: str, name: str, text: str, sign: str) -> Grid:
    """The text as one sheet. Raises Trouble for one that asks for too much."""
    budget = Budget(file)
    cells = {}
    for row, texts in enumerate(_rows(file, text, sign), 1):
        budget.rows -= 1
        budget.cells -= len(texts)
        budget.check()
        for column, said in enumerate(texts, 1):
            cell = cell_values.written_cell(row, column, said)
            if cell is not None:
                cells[row, column] = cell
    return Grid(name, cells)


def _rows(file: str, text: str, sign: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=sign)
    except csv.Error as error:
        raise refusals.damaged(file) from error
