"""Goal tables in a workbook and in a Word file are held against each other, project by project."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook

from forms.check import check
from forms.document.finding import Finding
from forms.document.projects import projects
from forms.match.recognise import recognise
from forms.readers import read
from tests.forms.books import DATA

NAME = "2024-fengrun"
FIRST, SECOND = "绩效12024年网络运行维护费", "绩效2唐财建【2023】133号2024年"
PROJECT = "（项目“2024 年网络运行维护费”）"


@pytest.fixture
def differing(tmp_path: Path) -> Callable[..., list[Finding]]:
    """What is found when this is done to the workbook that stands beside the Word file."""

    def found(change: Callable[[Workbook], object], *, turned: bool = False) -> list[Finding]:
        workbook = openpyxl.load_workbook(DATA / NAME / "tables.xlsx")
        change(workbook)
        workbook.save(tmp_path / "表.xlsx")
        books = [read(tmp_path / "表.xlsx"), read(DATA / NAME / "disclosure.docx")]
        document = recognise(books[::-1] if turned else books).document()
        return [finding for finding in check(document) if finding.rule == "D17"]

    return found


def put(sheet: str, cell: str, value: object) -> Callable[[Workbook], object]:
    def change(workbook: Workbook) -> None:
        workbook[sheet][cell] = value

    return change


@pytest.mark.parametrize("name", ["2020-shijiazhuang", "2021-qinhuangdao", "2023-bazhou-unit", NAME])
@pytest.mark.parametrize("turned", [False, True])
def test_the_published_files_say_the_same_of_the_projects(name: str, turned: bool) -> None:
    books = [read(DATA / name / file) for file in ("tables.xlsx", "disclosure.docx")]
    assert recognise(books[::-1] if turned else books).provenance.twice == ()


@pytest.mark.parametrize(
    ("cell", "value", "column", "stated", "others"),
    [
        ("C4", 1.9, "budget", "1.90", "1.80"),
        ("E10", "≥2 个", "value", "≥2 个", "≥1 个"),
        ("C13", "运维成本", "level3", "运维成本", "系统运维成本"),
        ("B11", "数量指标", "level2", "数量指标", "质量指标"),
        ("F16", None, "basis", "", "调查问卷"),
    ],
)
def test_a_cell_that_differs_is_found_with_both_places(
    differing: Callable[..., list[Finding]], cell: str, value: object, column: str, stated: str, others: str
) -> None:
    found = differing(put(FIRST, cell, value))
    assert [(f.column, f.expected, f.found) for f in found] == [(column, stated, others)]
    assert PROJECT in found[0].message
    assert "“disclosure.docx”" in found[0].message
    assert f"“表.xlsx”的“{FIRST}”" in found[0].message


def test_which_file_comes_first_does_not_matter(differing: Callable[..., list[Finding]]) -> None:
    found = differing(put(FIRST, "E10", "≥2 个"), turned=True)
    assert [(f.expected, f.found) for f in found] == [("≥1 个", "≥2 个")]


@pytest.mark.parametrize("turned", [False, True])
def test_a_project_in_one_of_the_two_only_is_a_difference(
    differing: Callable[..., list[Finding]], turned: bool
) -> None:
    found = differing(lambda workbook: workbook.remove(workbook[FIRST]), turned=turned)
    assert len(found) == 1
    assert PROJECT in found[0].message
    assert "空白" in found[0].message


@pytest.mark.parametrize("turned", [False, True])
def test_projects_in_one_of_the_two_only_are_one_finding(differing: Callable[..., list[Finding]], turned: bool) -> None:
    def change(workbook: Workbook) -> None:
        for name in (FIRST, SECOND):
            workbook.remove(workbook[name])
        workbook.worksheets[-1]["C4"] = 99

    found = differing(change, turned=turned)
    (absent,) = (finding for finding in found if "这2个项目" in finding.message)
    assert "只有“disclosure.docx”里有“2024 年网络运行维护费”、“" in absent.message
    assert "“表.xlsx”里没有" in absent.message
    assert len(found) == 2, "what differs in another project stands by itself"


def test_a_project_that_only_the_second_file_has_is_taken_from_it_and_told(tmp_path: Path) -> None:
    workbook = openpyxl.load_workbook(DATA / NAME / "tables.xlsx")
    workbook.remove(workbook[FIRST])
    workbook.save(tmp_path / "表.xlsx")
    whole = read(DATA / NAME / "disclosure.docx")
    reading = recognise([read(tmp_path / "表.xlsx"), whole])
    assert len(projects(reading.document())) == len(projects(recognise(whole).document()))
    assert any("项目绩效目标取自" in remark for remark in reading.report.remarks)


def test_an_indicator_in_one_of_the_two_only_is_a_difference(differing: Callable[..., list[Finding]]) -> None:
    found = differing(lambda workbook: workbook[FIRST].delete_rows(16))
    assert [(f.expected, f.found) for f in found] == [("", "服务对象满意度")]


def test_projects_in_another_order_are_the_same(differing: Callable[..., list[Finding]]) -> None:
    assert differing(lambda workbook: workbook.move_sheet(workbook[FIRST], 3)) == []


def test_numbers_in_another_writing_are_the_same(differing: Callable[..., list[Finding]]) -> None:
    assert differing(put(FIRST, "C4", "1.800")) == []


def test_each_project_that_differs_much_is_one_finding(differing: Callable[..., list[Finding]]) -> None:
    def change(workbook: Workbook) -> None:
        for name in (FIRST, SECOND):
            for row in workbook[name].iter_rows(min_row=10):
                for cell in row[3:6]:
                    cell.value = f"{cell.value}甲" if cell.value else None

    found = differing(change)
    assert len(found) == 2
    assert all("给了两次，有" in finding.message for finding in found)


# The goals of the whole


def with_whole_goals(wrong: str = "", right: str = "") -> Callable[[Workbook], object]:
    """A sheet with the goals of the whole, as the Word file has them but for this."""
    text = recognise(read(DATA / NAME / "disclosure.docx")).content.texts["S5.text"]

    def change(workbook: Workbook) -> None:
        sheet = workbook.create_sheet("部门整体绩效目标")
        sheet.append(["部门整体绩效目标"])
        sheet.append(["339 丰润区工业和信息化局", "单位：万元"])
        for line in text.replace(right, wrong).split("\n") if right else text.split("\n"):
            sheet.append([line])

    return change


def test_the_goals_of_the_whole_on_a_sheet_are_those_of_the_section(differing: Callable[..., list[Finding]]) -> None:
    assert differing(with_whole_goals()) == []


@pytest.mark.parametrize("turned", [False, True])
def test_goals_of_the_whole_that_differ_are_found_with_both_places(
    differing: Callable[..., list[Finding]], turned: bool
) -> None:
    found = differing(with_whole_goals("年完工不少于4个", "年完工不少于3个"), turned=turned)
    assert [finding.section for finding in found] == ["S5"]
    assert "“部门整体绩效目标”A" in found[0].message
    assert "disclosure.docx" in found[0].message
