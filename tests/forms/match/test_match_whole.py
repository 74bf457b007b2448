"""Whose disclosure files are, of which year, kind and form, and what they give twice: right or asked."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.cell import MergedCell

from forms.check import check
from forms.document.finding import Finding
from forms.match.account.accounts import account
from forms.match.asking.question import Asked, Unsure
from forms.match.identity import find_year
from forms.match.reading import Reading
from forms.match.recognise import recognise
from forms.readers import Book, read
from forms.readers.blocks import Paragraph
from models.errors import Trouble
from models.records import Address
from tests.forms.books import DATA, TABLES
from tests.forms.match.other_forms import FORMS, shanghai
from tests.forms.match.texts_of_papers import paper
from tests.forms.workbooks import nine, numbers, saved

FENGRUN = "2024-fengrun"


@pytest.fixture
def fengrun() -> Workbook:
    """The nine sheets of the published workbook of 2024, open to be changed."""
    return nine(FENGRUN)


def copies(workbook: Workbook, year: int, *, tables: int = 9, state: str = "visible") -> None:
    """A copy of each of the first tables with the head of another year, before the tables themselves."""
    for number, sheet in enumerate(workbook.worksheets[:tables]):
        again = workbook.copy_worksheet(sheet)
        again.title, again.sheet_state = f"{sheet.title[:24]}{year}", state
        for cell in again[2]:
            if "年度" in str(cell.value):
                cell.value = f"预算年度：{year}"
        workbook.move_sheet(again, number - workbook.index(again))


def whole_title(text: str, file: str = "说明.txt") -> Book:
    """A file that begins with a title of the whole paper."""
    return Book(file, (Paragraph(1, text),))


def errors(reading: Reading, rule: str) -> list[Finding]:
    return [finding for finding in check(reading.document()) if finding.rule == rule]


# Year


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
@pytest.mark.parametrize("year", [2022, 2023, 2025])
def test_hidden_copies_of_another_year_never_count(fengrun: Workbook, tmp_path: Path, year: int, state: str) -> None:
    copies(fengrun, year, state=state)
    reading = recognise(saved(fengrun, tmp_path))
    assert (reading.year, reading.content) == (2024, recognise(saved(nine(FENGRUN), tmp_path)).content)
    assert "隐藏的工作表" in account(reading).notes[-1]


def test_all_tables_of_two_years_are_asked_about(fengrun: Workbook, tmp_path: Path) -> None:
    copies(fengrun, 2023)
    book = saved(fengrun, tmp_path)
    with pytest.raises(Trouble, match=r"2024年的表（9张）.*2023年的表（9张）.*--year 2024"):
        recognise(book)
    assert recognise(book, year=2024).content == recognise(saved(nine(FENGRUN), tmp_path)).content


@pytest.mark.parametrize("tables", [1, 3, 5])
def test_the_year_that_all_tables_name_wins(fengrun: Workbook, tmp_path: Path, tables: int) -> None:
    copies(fengrun, 2023, tables=tables)
    reading = recognise(saved(fengrun, tmp_path))
    assert (reading.year, reading.content) == (2024, recognise(saved(nine(FENGRUN), tmp_path)).content)
    assert {entry.reason for entry in reading.report.left} == {"是2023年的表，不收取"}
    assert not errors(reading, "D17")


def test_one_head_with_the_year_before_stays_a_finding(fengrun: Workbook, tmp_path: Path) -> None:
    fengrun.worksheets[3]["C2"] = None
    for cell in fengrun.worksheets[3][2]:
        if "年度" in str(cell.value):
            cell.value = "预算年度：2023"
    assert recognise(saved(fengrun, tmp_path)).year == 2024


def test_of_two_years_named_alike_the_later_is_meant() -> None:
    book = paper(["2023年预算数为10.00万元", "2024年预算数为12.00万元"])
    assert find_year([book], [], None) == 2024


def test_heads_of_one_year_under_a_title_of_another_are_asked_about(fengrun: Workbook, tmp_path: Path) -> None:
    book = saved(fengrun, tmp_path)
    with pytest.raises(Trouble, match="--year 2023 或者 --year 2024"):
        recognise([whole_title("丰润区工业和信息化局2023年部门预算信息公开情况说明"), book])


# Kind


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("丰润区工业和信息化局2024年单位预算信息公开情况说明", "单位"),
        ("丰润区工业和信息化局本级2024年单位预算公开", "单位"),
        ("丰润区工业和信息化局2024年度部门预算", "部门"),
    ],
)
def test_the_title_of_the_whole_tells_the_kind(fengrun: Workbook, tmp_path: Path, title: str, kind: str) -> None:
    reading = recognise([whole_title(title), saved(fengrun, tmp_path)])
    assert (reading.kind, reading.year) == (kind, 2024)
    titles = errors(reading, "B12")
    assert len(titles) == (0 if kind == "部门" else len(TABLES))


def test_most_titles_of_tables_tell_the_kind_where_nothing_else_does(fengrun: Workbook, tmp_path: Path) -> None:
    for sheet in fengrun.worksheets[:3]:
        sheet["A1"] = str(sheet["A1"].value).replace("部门", "单位")
    assert recognise(saved(fengrun, tmp_path)).kind == "部门"


def test_titles_half_of_each_kind_are_asked_about(fengrun: Workbook, tmp_path: Path) -> None:
    fengrun.remove(fengrun.worksheets[8])
    for sheet in fengrun.worksheets[:4]:
        sheet["A1"] = str(sheet["A1"].value).replace("部门", "单位")
    with pytest.raises(Trouble, match="--kind"):
        recognise(saved(fengrun, tmp_path))


@pytest.mark.parametrize("titled", [False, True])
@pytest.mark.parametrize("gone", [0, 1])
def test_tables_of_both_kinds_are_asked_and_the_answer_or_the_title_takes_the_one(
    fengrun: Workbook, tmp_path: Path, titled: bool, gone: int
) -> None:
    for number, sheet in enumerate(fengrun.worksheets[: 9 - gone]):
        again = fengrun.copy_worksheet(sheet)
        again["A1"] = str(again["A1"].value).replace("部门", "单位")
        for cell in numbers(again):
            cell.value = round(cell.value / 2, 2)
        fengrun.move_sheet(again, number - fengrun.index(again))
    book = saved(fengrun, tmp_path)
    if titled:
        reading = recognise([whole_title("丰润区工业和信息化局2024年部门预算信息公开情况说明"), book])
    else:
        with pytest.raises(Unsure) as caught:
            recognise(book)
        question = caught.value.question
        assert (question.asked, [choice.value for choice in question.choices]) == (Asked.KIND, ["部门", "单位"])
        assert all("张表" in choice.evidence[0] for choice in question.choices)
        reading = recognise(book, kind="部门")
    assert reading.content == recognise(saved(nine(FENGRUN), tmp_path)).content
    assert "是“单位”预算的，没有收取" in "".join(account(reading).notes)


# Given twice


def test_a_copy_of_a_sheet_is_compared_cell_by_cell(fengrun: Workbook, tmp_path: Path) -> None:
    fengrun.copy_worksheet(fengrun.worksheets[1])["E9"] = 292.56
    found = errors(recognise(saved(fengrun, tmp_path)), "D17")
    assert [(f.row, f.column, f.expected, f.found) for f in found] == [("2060101", "year", "292.65", "292.56")]
    assert "部门预算收入总表 Copy" in found[0].message
    assert "“部门预算收入总表”E9" in found[0].message


@pytest.mark.parametrize("turned", [False, True])
def test_a_workbook_beside_a_word_file_is_compared(tmp_path: Path, turned: bool) -> None:
    workbook = openpyxl.load_workbook(DATA / FENGRUN / "tables.xlsx")
    workbook["部门预算收支总表"]["E11"] = 1105.65
    workbook.save(tmp_path / "表.xlsx")
    books = [read(tmp_path / "表.xlsx"), read(DATA / FENGRUN / "disclosure.docx")]
    found = errors(recognise(books[::-1] if turned else books), "D17")
    assert [(f.table, f.row) for f in found] == [("T1", "expenditure.206")]
    assert {found[0].expected, found[0].found} == {"1105.65", "1150.65"}


def test_a_table_repeated_further_down_is_compared_and_not_added(fengrun: Workbook, tmp_path: Path) -> None:
    sheet = fengrun.worksheets[2]
    last = sheet.max_row
    for row in list(sheet.iter_rows(min_row=1, max_row=last)):
        for cell in row:
            if cell.value is not None:
                sheet.cell(last + 2 + cell.row, cell.column).value = cell.value
    for area in list(sheet.merged_cells.ranges):
        moved = copy(area)
        moved.shift(row_shift=last + 2)
        sheet.merge_cells(str(moved))
    sheet.cell(last + 2 + 9, 5).value = 1.25
    reading = recognise(saved(fengrun, tmp_path))
    assert not [key for key in reading.content.rows if "#" in key.row]
    assert [(f.row, f.found) for f in errors(reading, "D17")] == [("2060101", "1.25")]


@pytest.mark.parametrize("in_copy", [True, False])
def test_a_copy_of_a_table_that_lacks_a_row_is_compared_all_the_same(
    fengrun: Workbook, tmp_path: Path, in_copy: bool
) -> None:
    copy_of_it = fengrun.copy_worksheet(fengrun.worksheets[1])
    short = copy_of_it if in_copy else fengrun.worksheets[1]
    row = next(cell.row for cell in short["B"] if str(cell.value) == "2060101")
    for cell in short[row]:
        cell.value = None
    reading = recognise(saved(fengrun, tmp_path))
    found = errors(reading, "D17")
    assert {(finding.table, finding.row) for finding in found} == {("T2", "2060101")}
    assert {finding.found if in_copy else finding.expected for finding in found} == {""}
    assert all("空白" in finding.message for finding in found)


def test_a_table_without_any_row_is_compared_with_its_copy_that_has_them(fengrun: Workbook, tmp_path: Path) -> None:
    fengrun.copy_worksheet(fengrun.worksheets[1])
    for row in fengrun.worksheets[1].iter_rows(min_row=6):
        for cell in row:
            if not isinstance(cell, MergedCell):
                cell.value = None
    (finding,) = errors(recognise(saved(fengrun, tmp_path)), "D17")
    assert (finding.table, finding.row) == ("T2", None)
    assert "“部门预算收入总表”A1是空白" in finding.message
    assert "2305.27" in finding.message


def test_a_section_in_two_files_is_compared() -> None:
    document = read(DATA / FENGRUN / "disclosure.docx")
    blocks = tuple(
        replace(block, text=block.text.replace("2305.27", "2350.27"))
        if isinstance(block, Paragraph)
        else replace(block)
        for block in document.blocks
    )
    reading = recognise([document, Book("again.docx", blocks)])
    found = errors(reading, "D17")
    assert [f.section for f in found] == ["S2"]
    assert "2350.27" in found[0].message
    assert "again.docx" in found[0].message
    left = [entry for entry in reading.report.left if entry.file == "again.docx" and entry.sheet == "正文"]
    assert any("已由另一份文件给出" in entry.reason for entry in left)


def test_repeated_tables_are_one_line_for_a_person() -> None:
    books = [read(DATA / FENGRUN / name) for name in ("tables.xlsx", "disclosure.docx")]
    words = account(recognise(books)).words
    assert len(words) < 5
    assert sum("采用的是第一" in line for line in words) == 2


# Another form


def test_a_paper_of_another_form_that_is_installed_is_read_in_it(tmp_path: Path) -> None:
    reading = recognise(saved(shanghai(), tmp_path))
    assert reading.edition.id == "shanghai-2026"
    assert reading.document().value(Address("T1", "income.total", "amount")) == 4_500_000_000


@pytest.mark.parametrize("make", [make for make in FORMS if make is not shanghai], ids=lambda make: make.__name__)
def test_a_paper_of_another_form_is_refused(make: Callable[..., Workbook], tmp_path: Path) -> None:
    book = saved(make(), tmp_path)
    with pytest.raises(Trouble, match=r"不像是“hebei”表样：认得的表名有《.*--pack hebei"):
        recognise(book)


@pytest.mark.parametrize("gone", range(9))
def test_a_part_of_a_paper_of_another_form_is_refused(tmp_path: Path, gone: int) -> None:
    workbook = shanghai(2025, tabs="附件")
    for sheet in workbook.worksheets[gone : gone + 5]:
        workbook.remove(sheet)
    with pytest.raises(Trouble):
        recognise(saved(workbook, tmp_path))


def test_a_person_may_say_that_it_is_this_form_all_the_same(tmp_path: Path) -> None:
    assert recognise(saved(shanghai(), tmp_path), pack="hebei", kind="部门").year == 2026


# A reason is true


def test_amounts_that_are_no_numbers_are_the_reason(fengrun: Workbook, tmp_path: Path) -> None:
    for sheet in fengrun.worksheets:
        for row in sheet.iter_rows(min_row=6):
            for cell in row:
                if isinstance(cell.value, float | int) or str(cell.value).replace(".", "").isdigit():
                    cell.value = f"{cell.value}?" if cell.column > 3 else cell.value
    with pytest.raises(Trouble, match=r"认出了《部门预算收支总表》.*等9张表.*不是金额.*请把这些格改成数字"):
        recognise(saved(fengrun, tmp_path))


def test_titles_without_heads_are_the_reason(fengrun: Workbook, tmp_path: Path) -> None:
    for sheet in fengrun.worksheets:
        for row in sheet.iter_rows(min_row=3, max_row=5):
            for cell in row:
                if cell.value is not None:
                    cell.value = f"甲{cell.column}{cell.row}"
    with pytest.raises(Trouble, match=r"有《部门预算收支总表》.*等9张表的表名，表头却不是"):
        recognise(saved(fengrun, tmp_path))


def test_a_text_alone_is_read(tmp_path: Path) -> None:
    lines = ["某县某局2023年部门预算信息公开情况说明", "一、部门职责及机构设置情况", "负责某项工作。"]
    lines += [
        "二、部门预算安排的总体情况",
        "2023年预算收入480.00万元。",
        "三、机关运行经费安排情况",
        "2023年安排20.00万元。",
    ]
    (tmp_path / "说明.txt").write_text("\n".join(lines), encoding="utf-8")
    reading = recognise(read(tmp_path / "说明.txt"))
    assert (reading.unit.name, reading.year, reading.kind) == ("某县某局", 2023, "部门")
    assert reading.content.texts["S2.text"] == "2023年预算收入480.00万元。"
