"""Finding one's way in a published workbook that is open to be laid out anew."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from tests.forms.workbooks import unmerge

CAPTIONS, BODY = 3, 5
"""The first row of captions in the published tables, and the row under the last of them."""


def words(sheet: Worksheet) -> Iterator[Cell]:
    """The cells of a sheet that hold texts."""
    return (cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str))


def caption(sheet: Worksheet, *names: str) -> Cell | None:
    """The first caption of these names, however it is spaced."""
    return next((cell for cell in words(sheet) if "".join(cell.value.split()) in names), None)


def codes(workbook: Workbook) -> Iterator[tuple[Worksheet, Cell, list[Cell]]]:
    """The sheets of codes, each with the caption of the codes and the codes themselves."""
    for sheet in workbook.worksheets:
        head = caption(sheet, "科目编码", "科目代码")
        if head is not None:
            below = (sheet.cell(row, head.column) for row in range(head.row + 1, sheet.max_row + 1))
            yield sheet, head, [cell for cell in below if len(code_in(cell)) > 2 and code_in(cell).isdigit()]


def code_in(cell: Cell) -> str:
    """What a cell holds, without blanks."""
    return "".join(str(cell.value).split())


def insert(sheet: Worksheet, *, rows: int = 0, columns: int = 0, count: int = 1) -> None:
    """Blank rows before the row `rows`, or blank columns before the column `columns`; merged areas grow with them."""
    areas = [copy(area) for area in sheet.merged_cells.ranges]
    unmerge(sheet)
    if rows:
        sheet.insert_rows(rows, count)
    else:
        sheet.insert_cols(columns, count)
    for area in areas:
        if rows:
            area.min_row += count * (area.min_row >= rows)
            area.max_row += count * (area.max_row >= rows)
        else:
            area.min_col += count * (area.min_col >= columns)
            area.max_col += count * (area.max_col >= columns)
        sheet.merge_cells(area.coord)


def names_total(cell: Cell) -> bool:
    """Whether a cell names the total."""
    return "".join(str(cell.value).split()) == "合计"
