"""The published workbooks as grids, and small changes to them, as the tests of recognising and checking need them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

from forms.check import check
from forms.document.finding import Finding
from forms.match.recognise import recognise
from forms.readers import Book, GridCell, read

DATA = Path(__file__).parents[1] / "data"
NAMES = ("2021-qinhuangdao", "2023-bazhou-unit", "2024-fengrun")
"""The published workbooks that hold the nine tables and three of the 情况说明."""

OLDER = {"2019-bazhou": ("X1", "X6", "X2", "X3"), "2020-shijiazhuang": ("X1", "X2", "X3")}
"""The published workbooks that hold tables of the 情况说明 only, with these in the order of their sheets."""

ALL_NAMES = (*OLDER, *NAMES)

TABLES = tuple(f"T{number}" for number in range(1, 10))
EXPLANATION = ("X1", "X2", "X3")
_SHEETS = (*TABLES, *EXPLANATION)
_ADDRESS = re.compile(r"([A-Z]+)(\d+)")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


@cache
def published(name: str, *, whole: bool = False) -> Book:
    """The published workbook of that name: its tables that are taken, or with `whole` every sheet."""
    book = read(DATA / name / "tables.xlsx")
    return book if whole else Book(book.file, book.grids[: len(OLDER.get(name, _SHEETS))])


@cache
def nine(name: str) -> Book:
    """The nine tables of a published workbook alone."""
    book = published(name)
    return Book(book.file, book.grids[: len(TABLES)])


def place(address: str) -> tuple[int, int]:
    """The row and the column of E4."""
    found = _ADDRESS.fullmatch(address)
    assert found, f"{address} is no address of a cell"
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column


def cell(address: str, text: str) -> GridCell:
    """A cell as a reader would hand it on: a number where the text is one and stands in a column of amounts."""
    row, column = place(address)
    number = Decimal(text) if _NUMBER.fullmatch(text) and "." in text else None
    return GridCell(row, column, text, number)


def changed(book: Book, texts: Mapping[str, str]) -> Book:
    """The book with other texts in some cells, given as `T2!E8`; a blank text takes the cell away."""
    grids = list(book.grids)
    for where, text in texts.items():
        table, address = where.split("!")
        number = _SHEETS.index(table)
        cells = dict(grids[number].cells)
        if text:
            cells[place(address)] = cell(address, text)
        else:
            del cells[place(address)]
        grids[number] = replace(grids[number], cells=cells)
    return Book(book.file, tuple(grids))


def without_rows(book: Book, rows: Iterable[str]) -> Book:
    """The book with the cells of some rows gone, given as `T2!9`; the rows below stay where they are."""
    blank = {}
    for where in rows:
        table, row = where.split("!")
        grid = book.grids[_SHEETS.index(table)]
        cells = grid.cells_in_row(int(row))
        assert cells, f"{where} is blank already"
        blank.update({f"{table}!{grid.address(c.row, c.column)}": "" for c in cells})
    return changed(book, blank)


def without_tables(book: Book, tables: Iterable[str]) -> Book:
    """The book without the sheets of some tables."""
    gone = {_SHEETS.index(table) for table in tables}
    return Book(book.file, tuple(grid for number, grid in enumerate(book.grids) if number not in gone))


def findings(book: Book) -> tuple[Finding, ...]:
    """What the checks say about a book."""
    return check(recognise(book).document())
