"""Two units in one set of files are asked; one unit written in two ways, and units under a department, are not."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl import Workbook

from forms.check import check
from forms.match.account.accounts import account
from forms.match.asking.question import Asked, Question, Unsure
from forms.match.asking.same_unit import is_same_unit
from forms.match.reading import Reading
from forms.match.recognise import recognise
from forms.readers import Book, read
from forms.readers.blocks import Paragraph
from models.records import Unit
from tests.forms.books import DATA
from tests.forms.cli.lines import IDS, Line, assert_refused
from tests.forms.workbooks import nine, numbers, original, saved

NAME = "2024-fengrun"
OURS, OTHER = Unit("339", "丰润区工业和信息化局"), Unit("340", "丰润区科学技术局")
HEAD = "339 丰润区工业和信息化局"


@pytest.fixture
def fengrun() -> Workbook:
    """The nine sheets of the published workbook of 2024, open to be changed."""
    return nine(NAME)


def headed(head: str, workbook: Workbook, sheets: Sequence[int] = range(9)) -> Workbook:
    """With another unit in the heads of some sheets."""
    for number in sheets:
        for cell in workbook.worksheets[number][2]:
            if cell.value == HEAD:
                cell.value = head
    return workbook


def doubled(workbook: Workbook) -> Workbook:
    for sheet in workbook.worksheets:
        for cell in numbers(sheet):
            cell.value = round(cell.value * 2, 2)
    return workbook


def together(first: Workbook, second: Workbook) -> Workbook:
    """The sheets of both in one workbook, one behind the other."""
    for sheet in second.worksheets:
        again = first.create_sheet(f"{sheet.title[:28]} 二")
        for row in sheet.iter_rows():
            for cell in row:
                again.cell(cell.row, cell.column).value = cell.value
        for area in sheet.merged_cells.ranges:
            again.merge_cells(str(area))
    return first


def text(*lines: str) -> Book:
    return Book("说明.docx", tuple(Paragraph(number, line) for number, line in enumerate(lines, 1)))


def asked(*books: Book, **given: Any) -> Question:
    with pytest.raises(Unsure) as caught:
        recognise(books, **given)
    return caught.value.question


def rules(reading: Reading) -> set[str]:
    return {finding.rule for finding in check(reading.document())}


@pytest.mark.parametrize("name", IDS)
def test_the_published_papers_name_one_unit(name: str) -> None:
    reading = recognise([read(DATA / name / file) for file in ("tables.xlsx", "disclosure.docx")])
    assert IDS[name].startswith(f"{reading.unit.code}-")


# Asked


@pytest.mark.parametrize("turned", [False, True])
def test_tables_of_two_units_are_asked_and_the_answer_takes_those_of_the_one(
    fengrun: Workbook, tmp_path: Path, turned: bool
) -> None:
    pair = [fengrun, headed("340 丰润区科学技术局", doubled(nine(NAME)))]
    book = saved(together(*reversed(pair)) if turned else together(*pair), tmp_path)
    question = asked(book)
    assert question.asked is Asked.UNIT
    assert {choice.value for choice in question.choices} == {OURS, OTHER}
    assert all(len(choice.evidence) == 1 and "共9张表" in choice.evidence[0] for choice in question.choices)
    reading = recognise(book, unit_code="339", unit_name=OURS.name)
    assert (reading.unit, reading.content) == (OURS, original(NAME).content)
    assert "是“340 丰润区科学技术局”的，没有收取" in "".join(account(reading).notes)


@pytest.mark.parametrize("given", [{"unit_name": OURS.name}, {"unit_code": "339"}])
def test_the_name_or_the_code_alone_is_an_answer(fengrun: Workbook, tmp_path: Path, given: dict[str, Any]) -> None:
    book = saved(together(headed("340 丰润区科学技术局", doubled(nine(NAME))), fengrun), tmp_path)
    reading = recognise(book, **given)
    assert (reading.unit, reading.content) == (OURS, original(NAME).content)


@pytest.mark.parametrize("sheets", [range(4), [8], [0]])
def test_heads_of_two_units_are_asked(fengrun: Workbook, tmp_path: Path, sheets: Sequence[int]) -> None:
    book = saved(headed("340 丰润区科学技术局", fengrun, sheets), tmp_path)
    assert {choice.value for choice in asked(book).choices} == {OURS, OTHER}
    assert "A03" in rules(recognise(book, unit_name=OURS.name))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("编制单位：某县城关镇人民政府", "编制单位：某县城东镇人民政府"),
        ("编制单位：某县第一中学", "编制单位：某县第十一中学"),
        ("编制单位：某县医院", "编制单位：某县中医院"),
        ("339 某县教育局", "340 某县教育局"),
        ("339 某县教育局", "339 某县民政局"),
    ],
)
def test_names_that_are_nearly_one_are_two_units(tmp_path: Path, one: str, other: str) -> None:
    workbook = together(headed(one, nine(NAME)), headed(other, doubled(nine(NAME))))
    assert asked(saved(workbook, tmp_path)).asked is Asked.UNIT


@pytest.mark.parametrize(
    "lines",
    [
        ("丰润区科学技术局2024年部门预算信息公开情况说明",),
        ("2024年丰润区科学技术局部门预算公开说明",),
        ("关于丰润区科学技术局2024年部门预算公开的说明",),
        ("丰润区科学技术局", "2024年部门预算信息公开"),
        ("丰南区工业和信息化局2024年部门预算信息公开情况说明",),
        ("丰润区工业和信息化局中小企业服务中心2024年部门预算公开",),
    ],
)
def test_a_text_of_another_unit_is_asked(fengrun: Workbook, tmp_path: Path, lines: tuple[str, ...]) -> None:
    book = saved(fengrun, tmp_path)
    question = asked(book, text(*lines))
    assert question.choices[0].value == OURS
    assert "说明.docx" in question.choices[1].evidence[0]
    assert recognise([book, text(*lines)], unit_name=OURS.name).unit == OURS


def test_a_department_before_its_unit_in_the_paper_of_a_unit_is_asked(fengrun: Workbook, tmp_path: Path) -> None:
    workbook = together(fengrun, headed("339002 丰润区中小企业服务中心", doubled(nine(NAME))))
    for sheet in workbook.worksheets:
        sheet["A1"] = str(sheet["A1"].value).replace("部门", "单位")
    book = saved(workbook, tmp_path)
    assert asked(book).choices[0].value == Unit("339002", "丰润区中小企业服务中心")
    assert recognise(book, unit_code="339002").unit.name == "丰润区中小企业服务中心"


# Not asked


@pytest.mark.parametrize(
    "title",
    [
        "丰润区工业和信息化局2024年部门预算信息公开情况说明",
        "河北省唐山市丰润区工业和信息化局2024年部门预算信息公开情况说明",
        "丰润区工业和信息化局（本级）2024年部门预算信息公开情况说明",
        "关于公开丰润区工业和信息化局2024年部门预算的说明",
        "唐山市丰润区2024年部门预算公开",
        "区直部门2024年部门预算公开",
    ],
)
def test_one_unit_in_other_words_is_not_asked(fengrun: Workbook, tmp_path: Path, title: str) -> None:
    assert recognise([saved(fengrun, tmp_path), text(title)]).content == original(NAME).content


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        ("某县发展和改革局（某县粮食局）", "某县发展和改革局", True),
        ("中共某县委宣传部", "某县委宣传部", True),
        ("县教育局", "某县教育局", True),
        ("某市某区教育局", "某区教育局", True),
        ("某区教育局第一中学", "第一中学", True),
        ("某县教育局机关", "某县教育局", True),
        ("某县第一中学（东校区）", "某县第一中学（西校区）", False),
        ("某县医院", "某县中医院", False),
        ("某县教育局", "某县教育体育局", False),
        ("某县公安局", "某县公安局交通警察大队", False),
        ("某市教育局", "某市某区教育局", False),
    ],
)
def test_whether_two_names_are_of_one_unit(one: str, other: str, is_one: bool) -> None:
    units = Unit("", one), Unit("", other)
    assert is_same_unit(*units) == is_same_unit(*reversed(units)) == is_one


def test_the_name_of_a_sheet_names_no_unit(fengrun: Workbook, tmp_path: Path) -> None:
    fengrun.worksheets[0].title = "丰润工信局2024年部门预算"
    assert recognise(saved(fengrun, tmp_path)).unit == OURS


def test_a_slip_in_a_title_is_not_another_unit_where_the_text_names_ours(fengrun: Workbook, tmp_path: Path) -> None:
    lines = ("丰润区工业和信息局2024年部门预算公开", "丰润区工业和信息化局主要职责是工业经济运行。")
    assert recognise([saved(fengrun, tmp_path), text(*lines)]).unit == OURS


@pytest.mark.parametrize(("head", "rule"), [("339 丰润区工业和信息局", "A03"), ("393 丰润区工业和信息化局", "A04")])
def test_a_slip_in_one_head_stays_a_finding(fengrun: Workbook, tmp_path: Path, head: str, rule: str) -> None:
    reading = recognise(saved(headed(head, fengrun, [3]), tmp_path))
    assert reading.unit == OURS
    assert rule in rules(reading)


@pytest.mark.parametrize("head", ["339002 丰润区中小企业服务中心", "339001 丰润区工业和信息化局本级"])
@pytest.mark.parametrize("turned", [False, True])
def test_tables_of_its_units_beside_those_of_a_department_are_left(tmp_path: Path, head: str, turned: bool) -> None:
    pair = [nine(NAME), headed(head, doubled(nine(NAME)))]
    reading = recognise(saved(together(*reversed(pair)) if turned else together(*pair), tmp_path))
    assert (reading.unit, reading.content) == (OURS, original(NAME).content)
    assert f"是“{head}”的，没有收取" in "".join(account(reading).notes)


def test_a_list_of_a_unit_in_the_paper_of_its_department_is_no_contention(tmp_path: Path) -> None:
    workbook = openpyxl.load_workbook(DATA / NAME / "tables.xlsx")
    for sheet in workbook.worksheets[9:]:
        for row in sheet.iter_rows(max_row=3):
            for cell in row:
                if cell.value == HEAD:
                    cell.value = "339002 丰润区中小企业服务中心"
    assert recognise(saved(workbook, tmp_path)).unit == OURS


def test_of_a_department_and_its_unit_in_one_head_the_kind_tells_whose_it_is(fengrun: Workbook, tmp_path: Path) -> None:
    headed("部门：339 丰润区工业和信息化局\n单位：339002 丰润区中小企业服务中心", fengrun)
    assert recognise(saved(fengrun, tmp_path)).unit == OURS
    for sheet in fengrun.worksheets:
        sheet["A1"] = str(sheet["A1"].value).replace("部门", "单位")
    assert recognise(saved(fengrun, tmp_path)).unit == Unit("339002", "丰润区中小企业服务中心")


def test_the_code_of_another_unit_does_not_go_with_a_name_that_is_given(fengrun: Workbook, tmp_path: Path) -> None:
    book = saved(fengrun, tmp_path)
    title = text("丰润区科学技术局2024年部门预算信息公开情况说明")
    assert recognise([book, title], unit_name=OTHER.name).unit == Unit("", OTHER.name)
    assert recognise([book, title], unit_name="唐山市丰润区工业和信息化局").unit.code == "339"


# At the command line


@pytest.fixture
def line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Line:
    return Line(tmp_path / "data", capsys)


def test_the_command_line_names_the_units_and_the_options(line: Line, fengrun: Workbook, tmp_path: Path) -> None:
    path = tmp_path / "两个单位.xlsx"
    together(fengrun, headed("340 丰润区科学技术局", doubled(nine(NAME)))).save(path)
    said = line("dump", path)
    assert_refused(said)
    assert (
        "--unit-code 339 --unit-name 丰润区工业和信息化局 或者 --unit-code 340 --unit-name 丰润区科学技术局" in said.err
    )
    chosen = line("dump", path, "--json", "--unit-code", "340", "--unit-name", "丰润区科学技术局")
    assert chosen.data["unit"] == {"code": "340", "name": "丰润区科学技术局"}
    assert chosen.data["tables"][1]["rows"][3]["cells"]["total"] == "585.30"
