"""Reads .csv: a sheet without formats, as WPS and Excel save it; the sheet is one grid, whatever tables stand on it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import pairwise

from forms.readers import cell_values, refusals
from forms.readers.blocks import Grid
from forms.readers.bounds import Budget

_SEPARATORS = ",;"
_SAMPLE = 200
"""So many lines tell whether a text is a sheet, and what parts its cells."""
_FEWEST = 2
"""A line of a sheet has so many separators."""
_SHARE = 4, 5
csv.field_size_limit(64 * 1024 * 1024)  # more than any file that is read; the library's own bound ends in an error
_SENTENCE_ENDS = tuple("。；：！？")


def separator(text: str) -> str | None:
    """What parts the cells of a text that is a sheet; None for any other text.

    The lines of a sheet have as many separators as their neighbours, and do not end like sentences.
    """
    lines = text.splitlines(keepends=True)[:_SAMPLE]
    for sign in _SEPARATORS:
        rows = [row for row in csv.reader(lines, delimiter=sign) if row]
        counts = [len(row) - 1 if not row[-1].endswith(_SENTENCE_ENDS) else 0 for row in rows]
        pairs = list(pairwise(counts))
        like = sum(one == following >= _FEWEST for one, following in pairs)
        if pairs and like * _SHARE[1] >= len(pairs) * _SHARE[0]:
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
