"""Tables as counties lay them out: what stands about a title, columns of last year, code and name in one column."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl.cell import MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from forms.document.document import Document
from forms.match.titles import table_titled
from models.records import Address
from tests.forms.workbooks import nine, numbers, original, taken, unmerge

NAME = "2024-fengrun"
BUDGET_YEAR, LAST_YEAR = "2024年预算数", "2023年预算数"


@pytest.mark.parametrize(
    ("title", "table"),
    [
        ("附表1 2024年县级部门收支总表（万元）", "T1"),
        ("2024年某某县水务局部门收入总表(公开)", "T2"),
        ("某某县水务局支出总表", "T3"),
        ("表05　一般公共预算支出表", "T5"),
        ("县直部门财政拨款收支总表（草案）", "T4"),
        ("社会保险基金预算支出表", None),
        ("详见本部门收支总表", None),
    ],
)
def test_a_title_is_known_with_what_a_county_writes_about_it(title: str, table: str | None) -> None:
    assert table_titled(title) == table


def with_last_year(sheet: Worksheet, heads: int, first: int) -> None:
    """Columns of last year's amounts before those of this year, each group under its year."""
    unmerge(sheet)
    last = sheet.max_column
    width = last - first + 1
    for row in range(heads, sheet.max_row + 1):
        for column in range(last, first - 1, -1):
            cell = sheet.cell(row, column)
            sheet.cell(row, column + width).value = cell.value
            cell.value = cell.value / 2 if isinstance(cell.value, int | float) else cell.value
    for column, year in ((first, LAST_YEAR), (first + width, BUDGET_YEAR)):
        for place in range(column, column + width):
            sheet.cell(heads + 1, place).value = sheet.cell(heads + 1, place).value or sheet.cell(heads, place).value
            sheet.cell(heads, place).value = None
        sheet.cell(heads, column).value = year
        sheet.merge_cells(start_row=heads, end_row=heads, start_column=column, end_column=column + width - 1)


def test_the_columns_of_last_year_are_none_of_this_years(tmp_path: Path) -> None:
    workbook = nine(NAME)
    with_last_year(workbook.worksheets[2], heads=3, first=4)
    reading = taken(workbook, tmp_path)
    assert reading.document().values == original(NAME).document().values


def test_the_unit_of_money_may_stand_in_the_title(tmp_path: Path) -> None:
    workbook = nine(NAME)
    for sheet in workbook.worksheets:
        for cell in numbers(sheet):
            cell.value = round(cell.value * 10_000, 2)
        for row in sheet.iter_rows(min_row=1, max_row=3):
            for cell in row:
                if isinstance(cell.value, str):
                    cell.value = cell.value.replace("单位：万元", "").replace("单位:万元", "")
        sheet["A1"].value += "（元）"
    assert taken(workbook, tmp_path).document().values == original(NAME).document().values


def test_captions_may_be_short_under_their_head(tmp_path: Path) -> None:
    workbook = nine(NAME)
    for sheet in workbook.worksheets[1:3]:
        for row in sheet.iter_rows(min_row=3, max_row=4):
            for cell in row:
                if not isinstance(cell, MergedCell):
                    cell.value = {"科目编码": "编码", "科目名称": "名称", "合计": "总计"}.get(cell.value, cell.value)
    assert taken(workbook, tmp_path).document().values == original(NAME).document().values


def test_code_and_name_stand_in_one_column(tmp_path: Path) -> None:
    workbook = nine(NAME)
    sheet = workbook.worksheets[2]
    unmerge(sheet)
    for row in range(6, sheet.max_row + 1):
        code, name = sheet.cell(row, 2), sheet.cell(row, 3)
        name.value, code.value = f"{code.value}-{name.value}" if code.value else name.value, None
    sheet["B3"], sheet["C3"], sheet["C4"], sheet["B4"] = None, "科目编码及名称", None, None
    reading = taken(workbook, tmp_path)
    assert reading.document().values == original(NAME).document().values


def test_one_side_of_a_table_may_stand_below_the_other(tmp_path: Path) -> None:
    workbook = nine(NAME)
    sheet, heads, numbered = workbook.worksheets[0], 3, 5
    unmerge(sheet)
    down = sheet.max_row - heads + 1
    for row in range(heads, sheet.max_row + 1):
        for column in (4, 5):
            cell = sheet.cell(row, column)
            sheet.cell(row + down, column - 2).value = cell.value if row != numbered else None
            cell.value = None
    assert taken(workbook, tmp_path).document().values == original(NAME).document().values


THREE = {"total": "“三公”经费合计", "abroad": "因公出国（境）费", "car": "小计", "car.purchase": "公务用车购置费"}
THREE |= {"car.running": "公务用车运行费", "reception": "公务接待费"}


def across(sheet: Worksheet, document: Document) -> None:
    """The table of the “三公”经费 as one row under its lines, behind the same of last year."""
    unmerge(sheet)
    sheet.delete_rows(3, sheet.max_row)
    amounts = [document.value(Address("T9", row, "total")) for row in THREE]
    for first, year, part in ((1, LAST_YEAR, 2), (7, BUDGET_YEAR, 1)):
        sheet.cell(3, first).value = year
        sheet.merge_cells(start_row=3, end_row=3, start_column=first, end_column=first + 5)
        sheet.cell(4, first + 2).value = "公务用车购置及运行费"
        sheet.merge_cells(start_row=4, end_row=4, start_column=first + 2, end_column=first + 4)
        for place, (row, caption) in enumerate(THREE.items(), start=first):
            sheet.cell(5 if row.startswith("car") else 4, place).value = caption
            sheet.cell(6, place).value = (amounts[place - first] or 0) / 1_000_000 / part


def test_lines_as_captions_across_are_lines_and_the_only_fund_has_them(tmp_path: Path) -> None:
    workbook, published = nine("2021-qinhuangdao"), original("2021-qinhuangdao").document()
    across(workbook.worksheets[8], published)
    document = taken(workbook, tmp_path).document()
    for row in THREE:
        for column in ("total", "general"):
            place = Address("T9", row, column)
            assert (document.value(place) or 0) == (published.value(place) or 0)


def test_a_title_names_the_fund_of_the_one_column_of_amounts(tmp_path: Path) -> None:
    workbook = nine(NAME)
    sheet = workbook.worksheets[8]
    unmerge(sheet)
    sheet.delete_cols(4, 3)
    sheet["A1"], sheet["C3"], sheet["C4"] = "一般公共预算“三公”经费支出表", BUDGET_YEAR, None
    reading = taken(workbook, tmp_path)
    places = {entry.address for entry in reading.report.entries if entry.address and entry.address.table == "T9"}
    assert {place.column for place in places if isinstance(place, Address)} == {"general"}
