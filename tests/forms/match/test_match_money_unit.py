"""The unit of money: told by captions in every spelling and by number formats; what disagrees is asked, not guessed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from forms.cli.command import run
from forms.match.proof.captions import money_unit
from forms.match.recognise import recognise
from forms.readers import read
from models.errors import Trouble
from tests.forms.books import DATA
from tests.forms.workbooks import nine, numbers, original, saved, taken

NAME = "2024-fengrun"


def in_yuan(workbook: Workbook, *sheets: int) -> None:
    """The amounts of some sheets in 元; their captions stay."""
    for number in sheets or range(9):
        for cell in numbers(workbook.worksheets[number]):
            cell.value = round(cell.value * 10_000)


def caption(workbook: Workbook, text: str, *sheets: int) -> None:
    """Another caption of the unit of money."""
    for number in sheets or range(9):
        for cell in workbook.worksheets[number][2]:
            if isinstance(cell.value, str) and "万元" in cell.value:
                cell.value = text


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("单位：元（取整）", "元"),
        ("金额单位: 万元", "万元"),
        ("（单位：人民币万元）", "万元"),
        ("单位：万元(保留两位小数)", "万元"),
        ("【金额单位：千元】", "千元"),
        ("单位：人民币元", "元"),
        ("单位：万元，保留两位小数", "万元"),
        ("单位：元取整", "元"),
        ("数量单位：辆，金额单位：万元", "万元"),
        ("单位：辆、万元", "万元"),
        ("丰润区工业和信息化局单位：万元", "万元"),
        ("部门预算收支总表（单位：元）", "元"),
        ("人民币元", "元"),
        ("万元（人民币）", "万元"),
        ("单位：元氏县财政局", None),
        ("单位：万元店管理处", None),
        ("本单位元月份收入", None),
        ("填报单位：某县某局", None),
    ],
)
def test_a_caption_tells_the_unit_of_money_in_any_spelling(text: str, unit: str | None) -> None:
    assert money_unit(text) == unit


@pytest.mark.parametrize(
    "text", ["单位：元（取整）", "（金额单位：人民币元）", "单位:元(保留到元)", "【单位：元】", "人民币元"]
)
def test_a_whole_file_in_yuan_is_read_as_such(text: str, tmp_path: Path) -> None:
    workbook = nine(NAME)
    in_yuan(workbook)
    caption(workbook, text)
    assert taken(workbook, tmp_path).content == original(NAME).content


@pytest.mark.parametrize(
    "cells",
    [("单位：", "元"), ("金额单位", "：元"), ("（单位：", "元）"), ("金额", "单位：", "人民币", "元")],
    ids="|".join,
)
def test_a_caption_may_be_split_over_cells(cells: tuple[str, ...], tmp_path: Path) -> None:
    workbook = nine(NAME)
    in_yuan(workbook)
    for sheet in workbook.worksheets:
        for area in [area for area in sheet.merged_cells.ranges if area.min_row == 2]:
            sheet.unmerge_cells(str(area))
        texts = [cell.value for cell in sheet[2] if cell.value and "万元" not in cell.value]
        for column in range(1, sheet.max_column + 1):
            sheet.cell(2, column).value = None
        for column, text in enumerate([*texts, *cells], 1):
            sheet.cell(2, column).value = text
    assert taken(workbook, tmp_path).content == original(NAME).content


@pytest.mark.parametrize("brackets", ["（元）", "(单位：元)", "【元】", "/元", "（元，取整）"])
def test_the_captions_of_the_columns_may_tell_it(brackets: str, tmp_path: Path) -> None:
    workbook = nine(NAME)
    in_yuan(workbook, 0)
    caption(workbook, "", 0)
    for cell in workbook.worksheets[0][4]:
        if cell.value == "预算数":
            cell.value = f"预算数{brackets}"
    assert taken(workbook, tmp_path).content == original(NAME).content


def test_the_format_of_a_cell_tells_the_unit_of_its_number(tmp_path: Path) -> None:
    workbook = nine(NAME)
    for sheet in workbook.worksheets:
        for number, cell in enumerate(numbers(sheet)):
            cell.value, cell.number_format = [
                (cell.value, '0.00"万元"'),
                (round(cell.value * 10_000), '#,##0"元"'),
                (round(cell.value * 10_000), '0!.0000"万元"'),
            ][number % 3]
    assert taken(workbook, tmp_path).content == original(NAME).content


# What disagrees is asked


def wrong_caption_of_all(workbook: Workbook) -> None:
    in_yuan(workbook)


def wrong_caption_of_one(workbook: Workbook) -> None:
    in_yuan(workbook, 1)


def wrong_caption_of_three(workbook: Workbook) -> None:
    in_yuan(workbook, 0, 1, 2)


def wrong_captions_of_two_that_nothing_ties(workbook: Workbook) -> None:
    in_yuan(workbook, 2, 3)


def wrong_captions_of_four(workbook: Workbook) -> None:
    in_yuan(workbook, 0, 1, 2, 3)


def no_caption(workbook: Workbook) -> None:
    in_yuan(workbook)
    caption(workbook, "")


def two_captions(workbook: Workbook) -> None:
    in_yuan(workbook)
    for sheet in workbook.worksheets:
        sheet["A1"] = f"{sheet['A1'].value}（单位：元）"


QUESTIONS: tuple[Callable[[Workbook], None], ...] = (
    wrong_caption_of_all,
    wrong_caption_of_one,
    wrong_caption_of_three,
    wrong_captions_of_two_that_nothing_ties,
    wrong_captions_of_four,
    no_caption,
    two_captions,
)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.__name__)
def test_what_disagrees_is_asked_and_the_answer_decides(question: Callable[[Workbook], None], tmp_path: Path) -> None:
    workbook = nine(NAME)
    question(workbook)
    with pytest.raises(Trouble, match="--money-unit 元 或者 --money-unit 万元"):
        taken(workbook, tmp_path)
    assert taken(workbook, tmp_path, money_unit="元").content == original(NAME).content


def test_amounts_in_ten_thousands_under_yuan_are_asked(tmp_path: Path) -> None:
    workbook = nine(NAME)
    caption(workbook, "单位：元")
    with pytest.raises(Trouble, match="小得不像一个部门的预算"):
        taken(workbook, tmp_path)
    assert taken(workbook, tmp_path, money_unit="万元").content == original(NAME).content


def test_the_tables_that_differ_are_named(tmp_path: Path) -> None:
    workbook = nine(NAME)
    in_yuan(workbook, 1)
    with pytest.raises(Trouble, match=r"^《部门预算收入总表》（按万元读）的金额与《部门预算收支总表》"):
        taken(workbook, tmp_path)


def test_an_answer_that_does_not_help_is_told(tmp_path: Path) -> None:
    workbook = nine(NAME)
    in_yuan(workbook, 1)
    with pytest.raises(Trouble, match="请在文件里改正金额单位"):
        taken(workbook, tmp_path, money_unit="万元")


def test_the_text_speaks_against_a_wrong_unit(tmp_path: Path) -> None:
    workbook = nine(NAME)
    for sheet in workbook.worksheets:
        for cell in numbers(sheet):
            cell.value = cell.value / 10_000
    with pytest.raises(Trouble, match="与情况说明里的正好相差一万倍"):
        recognise([saved(workbook, tmp_path), read(DATA / NAME / "disclosure.docx")])


def test_the_command_line_asks_and_takes_the_answer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    workbook = nine(NAME)
    in_yuan(workbook, 1)
    path = tmp_path / "表.xlsx"
    workbook.save(path)
    assert run(["dump", str(path), "--json"]) == 2
    assert "《部门预算收入总表》" in capsys.readouterr().err
    assert run(["dump", str(path), "--json", "--money-unit", "元"]) == 0
    assert '"total": "2305.27"' in capsys.readouterr().out


def test_amounts_far_from_last_years_are_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    now, before = nine(NAME), nine(NAME)
    for sheet in now.worksheets:
        for cell in numbers(sheet):
            cell.value = cell.value / 1_000
    for sheet in before.worksheets:
        for cell in sheet[2]:
            cell.value = str(cell.value).replace("2024", "2023") if cell.value else None
    now.save(tmp_path / "今年.xlsx")
    before.save(tmp_path / "上年.xlsx")
    files = [str(tmp_path / "今年.xlsx"), "--previous", str(tmp_path / "上年.xlsx")]
    assert run(["check", *files]) == 2
    assert "与上年的相差几百倍" in capsys.readouterr().err
    assert run(["check", *files, "--money-unit", "万元"]) == 1
