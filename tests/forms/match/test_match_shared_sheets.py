"""Sheets that hold more than one table, tables that name their unit of money elsewhere, and lines of another year."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from forms.document.document import Document
from forms.match.reading import Reading
from models.records import Address
from tests.forms.books import DATA
from tests.forms.workbooks import nine, numbers, original, refused, taken, unmerge

NAME = "2024-fengrun"
OTHER = "2021-qinhuangdao"
GOALS = ("绩效",)


def whole(name: str = NAME) -> Workbook:
    """The published workbook with its goal tables."""
    return openpyxl.load_workbook(DATA / name / "tables.xlsx")


def goal_sheets(workbook: Workbook) -> list[Worksheet]:
    return [sheet for sheet in workbook.worksheets if sheet.title.startswith(GOALS)]


def on_one_sheet(workbook: Workbook, gap: int) -> Workbook:
    """All tables below each other, with so many blank rows between them."""
    together = Workbook()
    sheet = together.active
    assert sheet is not None
    for one in workbook.worksheets:
        below = sheet.max_row + gap if sheet.max_row > 1 else 0
        for row in one.iter_rows():
            for cell in row:
                if cell.value is not None:
                    sheet.cell(cell.row + below, cell.column).value = cell.value
        for area in one.merged_cells.ranges:
            area.shift(row_shift=below)
            sheet.merge_cells(str(area))
    return together


def projects(document: Document) -> list[tuple[str, int | None]]:
    table = document.edition.roles.projects
    return [
        (document.text(Address(table, line.key, "name")), document.value(Address(table, line.key, "budget")))
        for line in document.lines(table)
    ]


def indicators(document: Document) -> list[list[str]]:
    columns, table = ("level1", "level2", "level3", "value"), document.edition.roles.indicators
    return [[document.text(Address(table, line.key, column)) for column in columns] for line in document.lines(table)]


def everything(name: str, folder: Path) -> Document:
    return taken(whole(name), folder).document()


def budgets_in_yuan(workbook: Workbook, caption: str) -> None:
    """The amounts of the goal tables in 元, and what stands for their unit of money."""
    for sheet in goal_sheets(workbook):
        for row in sheet.iter_rows(max_row=4):
            for cell in row:
                if isinstance(cell.value, (int, float)):
                    cell.value = round(cell.value * 10_000)
                elif cell.value == "单位：万元":
                    cell.value = caption or None


@pytest.mark.parametrize("caption", ["单位：元", "金额单位：人民币元", "（单位：元）"])
def test_a_goal_table_has_the_unit_of_money_it_names(caption: str, tmp_path: Path) -> None:
    workbook = whole()
    budgets_in_yuan(workbook, caption)
    reading = taken(workbook, tmp_path)
    assert projects(reading.document()) == projects(everything(NAME, tmp_path))
    assert not refused(reading)


def test_a_goal_table_names_its_unit_of_money_in_a_label(tmp_path: Path) -> None:
    workbook = whole()
    budgets_in_yuan(workbook, "")
    for sheet in goal_sheets(workbook):
        sheet["B4"] = "预算数（元）"
    assert projects(taken(workbook, tmp_path).document()) == projects(everything(NAME, tmp_path))


def in_yuan(workbook: Workbook, *captions: str) -> None:
    """The nine tables in 元; the caption of each, in turn, once the captions are used up none."""
    words = iter(captions)
    for sheet in workbook.worksheets[:9]:
        for cell in numbers(sheet):
            cell.value = round(cell.value * 10_000)
        for cell in sheet[2]:
            if isinstance(cell.value, str) and "万元" in cell.value:
                cell.value = next(words, None)


def test_a_goal_table_without_a_unit_of_money_has_that_of_the_tables(tmp_path: Path) -> None:
    workbook = whole()
    budgets_in_yuan(workbook, "")
    in_yuan(workbook, *["单位：元"] * 9)
    assert projects(taken(workbook, tmp_path).document()) == projects(everything(NAME, tmp_path))


def test_a_table_without_a_unit_of_money_has_that_of_the_others(tmp_path: Path) -> None:
    workbook = nine(NAME)
    in_yuan(workbook, "单位：元", "单位：元")
    assert taken(workbook, tmp_path).document().values == original(NAME).document().values


@pytest.mark.parametrize("gap", [1, 3])
@pytest.mark.parametrize("name", [NAME, OTHER])
def test_all_tables_and_goal_tables_stand_on_one_sheet(name: str, gap: int, tmp_path: Path) -> None:
    apart = everything(name, tmp_path)
    document = taken(on_one_sheet(whole(name), gap), tmp_path).document()
    assert document.values == apart.values
    assert projects(document) == projects(apart)
    assert indicators(document) == indicators(apart)


def test_goal_tables_stand_beside_each_other(tmp_path: Path) -> None:
    workbook = whole()
    first, second = goal_sheets(workbook)[:2]
    for row in second.iter_rows():
        for cell in row:
            if cell.value is not None:
                first.cell(cell.row, cell.column + 7).value = cell.value
    for area in second.merged_cells.ranges:
        area.shift(col_shift=7)
        first.merge_cells(str(area))
    workbook.remove(second)
    document, apart = taken(workbook, tmp_path).document(), everything(NAME, tmp_path)
    assert sorted(projects(document)) == sorted(projects(apart))
    assert sorted(indicators(document)) == sorted(indicators(apart))


def test_a_goal_table_without_merged_areas_says_the_same(tmp_path: Path) -> None:
    workbook = whole()
    for sheet in goal_sheets(workbook):
        unmerge(sheet)
    reading = taken(workbook, tmp_path)
    assert indicators(reading.document()) == indicators(everything(NAME, tmp_path))
    assert not refused(reading)


def last_row(sheet: Worksheet) -> list[object]:
    return [cell.value for cell in sheet[sheet.max_row]]


@pytest.mark.parametrize("line", ["2023年", "2023年度预算数", "上年数"])
def test_rows_below_a_line_of_another_year_are_refused(line: str, tmp_path: Path) -> None:
    workbook = nine(NAME)
    sheet = workbook.worksheets[1]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=6, max_row=8)]
    sheet.append([line])
    for row in rows:
        sheet.append([value * 2 if isinstance(value, float) else value for value in row])
    reading = taken(workbook, tmp_path)
    assert reading.document().values == original(NAME).document().values
    assert {reason for _, reason in refused(reading)} == {f"在“{line}”之下，不是本年的数"}


def test_a_second_total_with_other_amounts_does_not_replace_the_first(tmp_path: Path) -> None:
    workbook = nine(NAME)
    sheet = workbook.worksheets[2]
    sheet.append([None, None, "合计", 9.0, 4.0, 5.0])
    reading = taken(workbook, tmp_path)
    assert reading.document().values == original(NAME).document().values
    assert {reason for _, reason in refused(reading)} == {"合计又出现了一次，数与前面的不同，只采用第一次"}


def test_a_total_that_comes_again_is_taken(tmp_path: Path) -> None:
    workbook = nine(NAME)
    sheet = workbook.worksheets[2]
    sheet.append([cell.value for cell in sheet[6]])
    assert not refused(taken(workbook, tmp_path))


def institutions(reading: Reading) -> list[str]:
    document = reading.document()
    return [document.text(Address("X1", line.key, "name")) for line in document.lines("X1")]


def test_words_alone_below_the_institutions_are_told_and_not_taken(tmp_path: Path) -> None:
    workbook = whole()
    sheet = workbook["部门机构设置情况"]
    sheet.append(["内部使用"])
    reading = taken(workbook, tmp_path)
    assert (f"A{sheet.max_row}", "表下只有一格的一行，没有收取，请核对是不是表里的一行") in refused(reading)
    assert "内部使用" not in institutions(reading)


def test_the_name_of_a_unit_alone_is_an_institution(tmp_path: Path) -> None:
    workbook = whole()
    workbook["部门机构设置情况"].append(["某某县防汛物资中心"])
    assert "某某县防汛物资中心" in institutions(taken(workbook, tmp_path))


@pytest.mark.parametrize("captions", [True, False])
def test_a_table_goes_on_on_a_sheet_that_says_so(captions: bool, tmp_path: Path) -> None:
    workbook = nine(NAME)
    for sheet in workbook.worksheets[1:6]:
        onward = workbook.create_sheet(f"{sheet.title[:28]}续")
        onward.append([f"{sheet['A1'].value}（续表）"])
        for row in [3, 4, 5] if captions else []:
            onward.append([cell.value for cell in sheet[row]])
        middle = sheet.max_row // 2
        for row in range(middle, sheet.max_row + 1):
            onward.append([cell.value for cell in sheet[row]])
        sheet.delete_rows(middle, sheet.max_row)
    assert taken(workbook, tmp_path).document().values == original(NAME).document().values


def test_a_name_on_two_rows_is_one(tmp_path: Path) -> None:
    workbook = nine(NAME)
    sheet = workbook.worksheets[1]
    row = next(cell.row for cell in sheet["B"] if cell.value == "2080505")
    sheet.insert_rows(row + 1)
    name = sheet.cell(row, 3).value
    sheet.cell(row, 3).value, sheet.cell(row + 1, 3).value = name[:6], f"　　{name[6:]}"
    reading = taken(workbook, tmp_path)
    assert labels(reading)["2080505"] == name
    assert not refused(reading)


def labels(reading: Reading) -> dict[str, str]:
    return {line.key: line.label for line in reading.document().lines("T2")}
