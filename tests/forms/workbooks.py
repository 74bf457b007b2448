"""The published workbooks opened with openpyxl, changed as offices change them, and read again."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from copy import copy
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from forms.match.reading import Reading
from forms.match.recognise import recognise
from forms.match.report import ReadReport
from forms.readers import Book, read
from tests.forms import books
from tests.forms.books import DATA, TABLES


def nine(name: str) -> Workbook:
    """The nine sheets of a published workbook, to be changed."""
    workbook: Workbook = pickle.loads(_nine(name))
    for sheet in workbook.worksheets:  # what makes a row or column that is asked for is not kept with them
        sheet.row_dimensions.default_factory = sheet._add_row
        sheet.column_dimensions.default_factory = sheet._add_column
    return workbook


@cache
def _nine(name: str) -> bytes:
    """The same, kept for the next test: openpyxl takes twenty times as long to read them from the file."""
    workbook = openpyxl.load_workbook(DATA / name / "tables.xlsx")
    for sheet in workbook.worksheets[len(TABLES) :]:
        workbook.remove(sheet)
    return pickle.dumps(workbook)


def saved(workbook: Workbook, folder: Path) -> Book:
    path = folder / "预算表.xlsx"
    workbook.save(path)
    return read(path)


@cache
def original(name: str) -> Reading:
    """What the nine sheets of the published workbook say."""
    return recognise(books.nine(name))


def taken(workbook: Workbook, folder: Path, **given: Any) -> Reading:
    """What is read from a workbook; every cell of it has its fate, once."""
    book = saved(workbook, folder)
    reading = recognise(book, **given)
    assert_every_cell_once(book, reading.report)
    return reading


def assert_every_cell_once(book: Book, report: ReadReport) -> None:
    written = sorted(
        (g.name, g.address(c.row, c.column)) for g in book.grids for c in (*g.cells.values(), *g.concealed)
    )
    assert sorted((entry.sheet, entry.cell) for entry in report.entries) == written
    counts = report.counts
    assert counts["read"] == len(written) == counts["taken"] + counts["skipped"] + counts["refused"]
    assert all(entry.reason for entry in report.left)


def refused(reading: Reading) -> list[tuple[str, str]]:
    return [(entry.cell, entry.reason) for entry in reading.report.entries if entry.status == "refused"]


def unmerge(sheet: Worksheet) -> None:
    for area in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(area))


def move(sheet: Worksheet, first: int, down: int, right: int = 0) -> None:
    """Move everything from row `first` on, merged areas included."""
    areas = [copy(area) for area in sheet.merged_cells.ranges if area.min_row >= first]
    for area in areas:
        sheet.unmerge_cells(str(area))
    sheet.move_range(f"A{first}:{sheet.cell(sheet.max_row, sheet.max_column).coordinate}", rows=down, cols=right)
    for area in areas:
        area.shift(row_shift=down, col_shift=right)
        sheet.merge_cells(str(area))


def repeat(sheet: Worksheet, first: int, last: int, below: int) -> None:
    """Print the rows from `first` to `last` again under the row `below`, as on the next page."""
    move(sheet, below + 1, last - first + 1)
    for row in range(first, last + 1):
        for cell in sheet[row]:
            sheet.cell(below + 1 + row - first, cell.column).value = cell.value


def numbers(sheet: Worksheet) -> Iterator[openpyxl.cell.Cell]:
    """The amounts of a sheet."""
    return (cell for row in sheet.iter_rows(min_row=5) for cell in row if isinstance(cell.value, float | int))
