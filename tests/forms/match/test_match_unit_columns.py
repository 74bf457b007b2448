"""Columns that name the unit beside the codes, as budget systems print them, for one unit or for several."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from forms.match.account.accounts import account
from tests.forms.match.layout_tools import insert
from tests.forms.workbooks import nine, original, refused, taken

NAME = "2024-fengrun"
FIRST, SECOND = ("339001", "丰润区工业和信息化局（本级）"), ("339002", "丰润区中小企业服务中心")
CODE, AMOUNTS = 4, (6, 7, 8)
"""Where the code and the amounts stand, once there are two columns more."""
TOTAL, TAKEN_APART = 6, (7, 8, 9)
"""The row of the total; a 类 with its 款 and its first 项."""


def with_units(workbook: Workbook, *units: tuple[str, str], captions: tuple[str, str]) -> Worksheet:
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


@pytest.mark.parametrize("captions", [("单位编码", "单位名称"), ("预算单位代码", "预算单位"), ("部门编码", "部门名称")])
def test_columns_of_the_one_unit_are_understood(captions: tuple[str, str], tmp_path: Path) -> None:
    workbook = nine(NAME)
    with_units(workbook, FIRST, captions=captions)
    reading = taken(workbook, tmp_path)
    assert reading.document().values == original(NAME).document().values
    assert refused(reading) == refused(original(NAME))
    assert account(reading).notes == account(original(NAME)).notes


def test_codes_of_several_units_are_added_up_and_that_is_told(tmp_path: Path) -> None:
    workbook = nine(NAME)
    with_units(workbook, FIRST, SECOND, captions=("单位编码", "单位名称"))
    reading = taken(workbook, tmp_path)
    assert reading.document().values == original(NAME).document().values
    assert any("2个单位的数，已按科目相加" in note for note in account(reading).notes)


@pytest.mark.parametrize("name", ["合计", "丰润区中小企业服务中心", "小计"])
def test_what_a_unit_has_in_all_is_no_row_of_the_table(name: str, tmp_path: Path) -> None:
    workbook = nine(NAME)
    sheet = with_units(workbook, FIRST, SECOND, captions=("单位编码", "单位名称"))
    sheet.append([None, *SECOND, None, name, 0.01, 0.01])
    reading = taken(workbook, tmp_path)
    assert reading.document().values == original(NAME).document().values
    assert "是一个单位的合计，各科目已经按单位相加" in {entry.reason for entry in reading.report.left}
