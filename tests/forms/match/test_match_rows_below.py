"""Rows below the last row are none of the table, and total rows are known in other words."""

from __future__ import annotations

from pathlib import Path

import pytest

from forms.match.recognise import recognise
from forms.readers import read
from tests.forms.books import DATA
from tests.forms.workbooks import nine, original, refused, taken

NAME = "2024-fengrun"
BELOW = (
    "2024年2月3日",
    "2024-02-03",
    "2024.2",
    "二〇二四年二月三日",
    "0315-3081234",
    "（0315）3081234",
    "03153081234",
    "13931512345",
    2081234,
    "联系电话：0315-3081234",
    "电话:3081234",
    "填报日期：2024年2月3日",
    "打印日期",
    "联系人：张三",
    "单位负责人（签章）：",
    "单位（盖章）：",
    "制表：李四",
    "100万元以上项目见附表",
    "本表由一体化系统生成",
    "— 7 —",
)


@pytest.mark.parametrize("column", [1, 2, 3])
@pytest.mark.parametrize("text", BELOW, ids=str)
def test_what_stands_below_a_table_is_no_row_of_it(text: str | int, column: int, tmp_path: Path) -> None:
    workbook = nine(NAME)
    for number in (0, 1, 2, 3, 4, 5):
        sheet = workbook.worksheets[number]
        sheet.cell(sheet.max_row + 2, column).value = text
    reading = taken(workbook, tmp_path)
    assert reading.content == original(NAME).content
    # A bare number in a column of money may be an amount.
    assert bool(refused(reading)) is (text == 2081234 and column == 3)
    assert len([entry for entry in reading.report.left if entry.text == str(text)]) == 6


def test_dates_and_telephones_in_the_column_of_codes_are_skipped() -> None:
    reading = recognise(read(DATA / "reading" / "date-and-phone-below-table.xlsx"))
    assert not refused(reading)
    assert {entry.text for entry in reading.report.left} >= {"2024年2月3日", "0315-3081234", "100万元以上项目见附表"}


def test_a_code_of_no_list_is_a_row_when_amounts_stand_beside_it(tmp_path: Path) -> None:
    workbook = nine(NAME)
    workbook.worksheets[1]["B9"] = "2067777"
    labels = [row.row for row in taken(workbook, tmp_path).content.rows if row.table == "T2"]
    assert "2067777" in labels


def test_words_amid_the_rows_are_refused(tmp_path: Path) -> None:
    workbook = nine(NAME)
    sheet = workbook.worksheets[1]
    sheet.insert_rows(15)
    sheet["B15"] = "以下为本级财力安排"
    assert refused(taken(workbook, tmp_path)) == [("B15", "这一行没有科目编码，也不是合计")]


@pytest.mark.parametrize(
    "word",
    [
        "合计（万元）",
        "本年合计",
        "总　计",
        "合计:",
        "总计（元）",
        "合 计：",
        "合计（单位：万元）",
        "共计",
        "本年总计",
        "*合计",
    ],
)
def test_the_total_of_a_table_of_codes_in_other_words(word: str, tmp_path: Path) -> None:
    workbook = nine(NAME)
    for number in (1, 2, 4, 5):
        workbook.worksheets[number]["C6"] = word
    reading = taken(workbook, tmp_path)
    assert reading.content.cells == original(NAME).content.cells
    assert not refused(reading)


@pytest.mark.parametrize("brackets", ["（万元）", "：", "　", "(单位：万元)"])
def test_totals_of_two_sides_in_other_words(brackets: str, tmp_path: Path) -> None:
    workbook = nine(NAME)
    for number in (0, 3):
        for row in workbook.worksheets[number].iter_rows(min_row=30):
            for cell in row:
                if isinstance(cell.value, str) and cell.value.endswith(("合计", "总计")):
                    cell.value = cell.value[:-1] + "　" + cell.value[-1] + brackets
    reading = taken(workbook, tmp_path)
    assert reading.content.cells == original(NAME).content.cells
    assert not refused(reading)
