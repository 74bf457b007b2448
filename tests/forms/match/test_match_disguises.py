"""The published tables in every disguise that offices give them: what is read stays the same."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.forms.books import NAMES, TABLES
from tests.forms.workbooks import move, nine, numbers, original, refused, repeat, taken, unmerge


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    """Each of the published workbooks that hold the nine tables."""
    chosen: str = request.param
    return chosen


@pytest.fixture
def opened(name: str) -> Workbook:
    """The nine sheets of a published workbook, open to be changed."""
    return nine(name)


def rows_and_columns_before(workbook: Workbook) -> None:
    for sheet in workbook.worksheets:
        move(sheet, 1, 3, 2)


def title_further_up(workbook: Workbook) -> None:
    for sheet in workbook.worksheets:
        unmerge(sheet)
        move(sheet, 2, 2)
        sheet["C2"], sheet["A1"] = sheet["A1"].value, None


def titles_with_numbers(workbook: Workbook) -> None:
    for number, sheet in enumerate(workbook.worksheets, 1):
        sheet["A1"] = f"表{number} {sheet['A1'].value}"


def titles_with_office_and_year(workbook: Workbook) -> None:
    for sheet in workbook.worksheets:
        year = next(cell.value for cell in sheet[2] if "年度" in str(cell.value))[-4:]
        sheet["A1"] = f"工业和信息化局{year}年{sheet['A1'].value}"
        sheet.title = sheet.title[-2:] + str(workbook.index(sheet))


def no_merged_cells(workbook: Workbook) -> None:
    for sheet in workbook.worksheets:
        unmerge(sheet)


def sheets_in_another_order(workbook: Workbook) -> None:
    workbook._sheets.reverse()  # type: ignore[attr-defined]


def all_tables_on_one_sheet(workbook: Workbook) -> None:
    first, *others = workbook.worksheets
    for sheet in others:
        top = first.max_row + 2
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    first.cell(top + cell.row, cell.column).value = cell.value
        for area in sheet.merged_cells.ranges:
            area = copy(area)
            area.shift(row_shift=top)
            first.merge_cells(str(area))
        workbook.remove(sheet)


def contents_sheet_first(workbook: Workbook) -> None:
    contents = workbook.create_sheet("目录", 0)
    contents["A1"] = "目  录"
    for number, sheet in enumerate(workbook.worksheets[1:], 1):
        contents.cell(number + 2, 1).value = number
        contents.cell(number + 2, 2).value = sheet["A1"].value


def captions_spread_and_broken(workbook: Workbook) -> None:
    for sheet in workbook.worksheets:
        for cell in (*sheet[3], *sheet[4]):
            if isinstance(cell.value, str):
                cell.value = f" {cell.value[0]} {cell.value[1:-1]}\n{cell.value[-1]}　"


def amounts_in_yuan(workbook: Workbook) -> None:
    for sheet in workbook.worksheets:
        for cell in sheet[2]:
            if isinstance(cell.value, str):
                cell.value = cell.value.replace("万元", "元")
        for cell in numbers(sheet):
            cell.value = round(cell.value * 10_000)


def code_and_name_in_one_cell(workbook: Workbook) -> None:
    for number in (1, 2, 4, 5):
        for row in workbook.worksheets[number].iter_rows(min_row=7):
            if row[1].value and row[2].value:
                row[1].value, row[2].value = f"[{row[1].value}]{row[2].value}", None


def code_and_name_in_the_cell_of_the_name(workbook: Workbook) -> None:
    for number in (1, 2, 4, 5):
        for row in workbook.worksheets[number].iter_rows(min_row=7):
            if row[1].value and row[2].value:
                row[1].value, row[2].value = None, f"{row[1].value} {row[2].value}"


def total_in_the_column_of_codes(workbook: Workbook) -> None:
    for number in (1, 2, 4, 5):
        sheet = workbook.worksheets[number]
        sheet["B6"], sheet["C6"] = sheet["C6"].value, None


def codes_as_numbers(workbook: Workbook) -> None:
    for number in (1, 2, 4, 5):
        for row in workbook.worksheets[number].iter_rows(min_row=7):
            if str(row[1].value or "").isdigit():
                row[1].value = int(row[1].value)


def amounts_as_texts(workbook: Workbook) -> None:
    for sheet in workbook.worksheets:
        for turn, cell in enumerate(numbers(sheet)):
            text = f"{cell.value:,.2f}"
            wide = text.translate({ord(letter): ord(letter) + 0xFEE0 for letter in "0123456789.,"})
            cell.value = (text, wide, f" {text} ", f"{text}万元")[turn % 4]


def dashes_in_blank_cells(workbook: Workbook) -> None:
    for row in workbook.worksheets[1].iter_rows(min_row=6, max_row=26, min_col=4, max_col=13):
        for cell in row:
            if cell.value is None:
                cell.value = "—"


def no_serial_numbers(workbook: Workbook) -> None:
    for sheet in workbook.worksheets:
        if sheet["A3"].value == "序号":
            unmerge(sheet)
            sheet["C1"], sheet["C2"] = sheet["A1"].value, sheet["A2"].value
            notes = [cell.value for cell in sheet["A"] if str(cell.value).startswith("注")]
            sheet.delete_cols(1)
            for note in notes:
                sheet.cell(sheet.max_row + 1, 1).value = note


def no_row_of_column_numbers(workbook: Workbook) -> None:
    for sheet in workbook.worksheets:
        if sheet["A5"].value == "栏次":
            sheet.delete_rows(5)


def hidden_copy(workbook: Workbook) -> None:
    sheet = workbook.copy_worksheet(workbook.worksheets[1])
    sheet["D6"] = 1.0
    sheet.sheet_state = "hidden"
    workbook.move_sheet(sheet, -len(TABLES))


def blank_rows_between(workbook: Workbook) -> None:
    for number in (1, 2, 4, 5):
        move(workbook.worksheets[number], 10, 1)


def signatures_under_the_table(workbook: Workbook) -> None:
    sheet = workbook.worksheets[2]
    sheet.cell(sheet.max_row + 2, 2).value = "单位负责人：张三"
    sheet.cell(sheet.max_row, 5).value = "制表人：李四"


DISGUISES: tuple[Callable[[Workbook], None], ...] = (
    rows_and_columns_before,
    title_further_up,
    titles_with_numbers,
    titles_with_office_and_year,
    no_merged_cells,
    sheets_in_another_order,
    all_tables_on_one_sheet,
    contents_sheet_first,
    captions_spread_and_broken,
    amounts_in_yuan,
    code_and_name_in_one_cell,
    code_and_name_in_the_cell_of_the_name,
    total_in_the_column_of_codes,
    codes_as_numbers,
    amounts_as_texts,
    dashes_in_blank_cells,
    no_serial_numbers,
    no_row_of_column_numbers,
    hidden_copy,
    blank_rows_between,
    signatures_under_the_table,
)


@pytest.mark.parametrize("disguise", DISGUISES, ids=lambda disguise: disguise.__name__)
def test_the_same_is_read_in_disguise(
    disguise: Callable[[Workbook], None], name: str, opened: Workbook, tmp_path: Path
) -> None:
    disguise(opened)
    reading = taken(opened, tmp_path)
    assert reading.content == original(name).content
    assert (reading.year, reading.kind) == (original(name).year, original(name).kind)


@pytest.mark.parametrize("first", [1, 2, 3], ids=["with its title", "with its lines", "captions only"])
def test_a_head_repeated_on_the_next_page_is_skipped(first: int, name: str, opened: Workbook, tmp_path: Path) -> None:
    for number in (0, 1, 2, 3, 5):
        repeat(opened.worksheets[number], first, 5, 15)
    reading = taken(opened, tmp_path)
    assert reading.content == original(name).content
    assert not reading.provenance.serials
    assert not refused(reading)
