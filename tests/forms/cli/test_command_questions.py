"""What files leave open is asked at the command line in one sentence that names the choices and the option."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.forms.cli.lines import Line, assert_refused, tables
from tests.forms.match.other_forms import ministry
from tests.forms.workbooks import nine, numbers

NAME = "2024-fengrun"


@pytest.fixture
def line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Line:
    return Line(tmp_path / "data", capsys)


def replaced(old: str, new: str, *, again: bool) -> Workbook:
    """The published workbook with other words above its captions, in all sheets or in a copy of each."""
    workbook = nine(NAME)
    for sheet in list(workbook.worksheets):
        for row in (workbook.copy_worksheet(sheet) if again else sheet).iter_rows(max_row=2):
            for cell in row:
                if old in str(cell.value):
                    cell.value = str(cell.value).replace(old, new)
    return workbook


def in_yuan() -> Workbook:
    workbook = nine(NAME)
    for cell in numbers(workbook.worksheets[1]):
        cell.value = round(cell.value * 10_000)
    return workbook


@pytest.fixture
def two_years(tmp_path: Path) -> Path:
    path = tmp_path / "两年.xlsx"
    replaced("2024", "2023", again=True).save(path)
    return path


@pytest.mark.parametrize(
    ("make", "words", "answer"),
    [
        (lambda: replaced("2024", "2023", again=True), "--year 2023 或者 --year 2024", ("--year", "2024")),
        (lambda: replaced("：2024", "", again=False), "例如加上 --year ", ("--year", "2024")),
        (lambda: replaced("部门", "单位", again=True), "--kind 部门 或者 --kind 单位", ("--kind", "部门")),
        (
            lambda: replaced("339 丰润区工业和信息化局", "", again=False),
            "--unit-name 某某县某某局",
            ("--unit-name", "丰润区工业和信息化局"),
        ),
        (
            lambda: replaced("339 丰润区工业和信息化局", "340 某局", again=True),
            "--unit-code 339 --unit-name 丰润区工业和信息化局 或者 --unit-code 340 --unit-name 某局",
            ("--unit-code", "339"),
        ),
        (in_yuan, "--money-unit 元 或者 --money-unit 万元", ("--money-unit", "元")),
        (ministry, "确实是这个表样的，加上 --pack hebei", ("--pack", "hebei")),
    ],
    ids=["two years", "no year", "two kinds", "no unit", "two units", "money", "form"],
)
def test_a_question_names_the_option_that_answers_it(
    line: Line, tmp_path: Path, make: Callable[[], Workbook], words: str, answer: tuple[str, str]
) -> None:
    path = tmp_path / "预算.xlsx"
    make().save(path)
    said = line("dump", path)
    assert_refused(said)
    assert words in said.err
    assert line("dump", path, *answer, "--json").code == 0


def test_nothing_is_stored_while_something_is_asked(line: Line, two_years: Path) -> None:
    assert_refused(line.data("import", two_years))
    assert line.data("list").data == []


def test_last_years_file_names_no_option_of_this_years(line: Line, two_years: Path) -> None:
    said = line("check", tables(NAME), "--previous", two_years)
    assert_refused(said)
    assert "--year" not in said.err
    assert "请在上年的文件里改正" in said.err


def test_a_comparison_names_no_option_that_it_lacks(line: Line, two_years: Path) -> None:
    said = line("compare", tables(NAME), two_years)
    assert_refused(said)
    assert "--year" not in said.err
    assert "请先导入" in said.err
