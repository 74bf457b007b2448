"""Small tables within a section's text, kept as lines: a row each, with a tab between its cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

CELL_MARK = "\t"
"""Stands between the cells of a row. The readers make blanks of the tabs in a paragraph, so a line with one is a row
of a table wherever the text goes, and a blank cell keeps its place."""
_PRINTED = "\u3000"
_LONGEST_ALONE = 20
"""A row of which only the first cell is filled has no tab, and at most so many characters."""


@dataclass(frozen=True, slots=True)
class TextCell:
    """A cell that holds something, with where it begins and ends in the text of the section."""

    text: str
    span: tuple[int, int]


TextRow = dict[int, TextCell]
"""The filled cells of a row by the number of their column, from 0."""


def printed(line: str) -> str:
    """A line as it is printed: with wide blanks between the cells of a row."""
    return line.replace(CELL_MARK, _PRINTED).strip()


def tables_in(text: str) -> Iterator[tuple[TextRow, ...]]:
    """The tables in a text: at least two rows, one of them with several cells, right below each other."""
    rows: list[tuple[str, int]] = []
    position = 0
    for line in [*text.split("\n"), ""]:
        if CELL_MARK in line or (rows and line.strip() and len(line) <= _LONGEST_ALONE and "。" not in line):
            rows.append((line, position))
        else:
            while rows and CELL_MARK not in rows[-1][0]:
                rows.pop()
            if len(rows) > 1:
                yield tuple(_row(*row) for row in rows)
            rows = []
        position += len(line) + 1


def _row(line: str, position: int) -> TextRow:
    cells: TextRow = {}
    for column, text in enumerate(line.split(CELL_MARK)):
        if text.strip():
            begin = position + len(text) - len(text.lstrip())
            cells[column] = TextCell(text.strip(), (begin, begin + len(text.strip())))
        position += len(text) + 1
    return cells
