"""A table whose rows name their unit, as budget systems print it."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.forms.match.layout_tools import insert

CODE, AMOUNTS = 4, (6, 7, 8)
"""Where the code and the amounts stand, once there are two columns more."""
TOTAL, TAKEN_APART = 6, (7, 8, 9)
"""The row of the total; a 类 with its 款 and its first 项."""


def rows_of_units(
    workbook: Workbook, *units: tuple[str, str], captions: tuple[str, str] = ("单位编码", "单位名称")
) -> Worksheet:
    """The sheet of 支出总表 with columns of units; of the second one are 0.01 of three codes, at the end."""
    sheet = workbook.worksheets[2]
    insert(sheet, columns=2, count=2)
    sheet["B3"], sheet["C3"] = captions
    for row in range(TOTAL + 1, sheet.max_row + 1):
        if sheet.cell(row, CODE).value:
            sheet.cell(row, 2).value, sheet.cell(row, 3).value = units[0]
    for row in TAKEN_APART if len(units) > 1 else ():
        values = [sheet.cell(row, column).value for column in range(1, 9)]
        values[1:3] = units[1]
        place = next(c for c in AMOUNTS[1:] if all(sheet.cell(r, c).value for r in TAKEN_APART))
        for column in AMOUNTS:
            is_split = column in (AMOUNTS[0], place)
            values[column - 1] = 0.01 if is_split else None
            if is_split:
                sheet.cell(row, column).value = round(sheet.cell(row, column).value - 0.01, 6)
        sheet.append(values)
    return sheet
