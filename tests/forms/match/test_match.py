"""Workbooks become disclosures, cell by cell: what is left out is told, what is missing is asked for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from openpyxl import Workbook

from forms.form.load import pack
from forms.match.recognise import recognise
from forms.readers import Book
from forms.write.page.plain_data import document_data
from models.errors import Trouble
from models.records import Address
from tests.forms.books import ALL_NAMES, NAMES, published
from tests.forms.transcripts import DASH, cells, copied, dumped
from tests.forms.workbooks import assert_every_cell_once, nine, original, refused, saved, taken, unmerge

FENGRUN = "2024-fengrun"


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    """Each of the published workbooks that hold the nine tables."""
    chosen: str = request.param
    return chosen


@pytest.fixture
def fengrun() -> Workbook:
    """The nine sheets of the workbook of 2024."""
    return nine(FENGRUN)


# The published files


@pytest.mark.parametrize("name", ALL_NAMES)
def test_the_published_tables_are_read_cell_by_cell(name: str) -> None:
    data = document_data(recognise(published(name, whole=True)).document())
    assert cells(copied(name)) > (250 if name in NAMES else 30)
    assert dumped(data) == copied(name)


@pytest.mark.parametrize("name", ALL_NAMES)
def test_every_cell_of_a_published_file_has_its_fate(name: str) -> None:
    book, taken = published(name, whole=True), len(published(name).grids)
    report = recognise(book).report
    assert_every_cell_once(book, report)
    assert report.counts["refused"] == 0
    assert not {e.sheet for e in report.left} & {grid.name for grid in book.grids[:taken]}


def test_unit_year_and_kind_are_recognised() -> None:
    told = {name: recognise(published(name)) for name in ALL_NAMES}
    assert {name: (r.unit.code, r.unit.name, r.year, r.kind, r.head.id) for name, r in told.items()} == {
        "2019-bazhou": ("903", "霸州市工业和信息化局", 2019, "部门", "903-2019-部门"),
        "2020-shijiazhuang": ("471", "石家庄市工业和信息化局", 2020, "部门", "471-2020-部门"),
        "2021-qinhuangdao": ("471", "秦皇岛市工业和信息化局", 2021, "部门", "471-2021-部门"),
        "2023-bazhou-unit": ("601001", "霸州市科学技术和工业信息化局本级", 2023, "单位", "601001-2023-单位"),
        "2024-fengrun": ("339", "丰润区工业和信息化局", 2024, "部门", "339-2024-部门"),
    }


def test_what_is_given_wins_over_what_is_recognised() -> None:
    reading = recognise(published(FENGRUN), unit_code="340", unit_name="科学技术局", year=2025, kind="单位")
    assert (reading.unit.code, reading.unit.name, reading.year, reading.kind) == ("340", "科学技术局", 2025, "单位")


def test_a_computed_cell_is_kept_only_where_the_file_differs(name: str) -> None:
    document = recognise(published(name)).document()
    assert not [address for address in document.cells if document.is_computed(address)]


def test_every_amount_and_every_text_knows_its_cell(name: str) -> None:
    reading = recognise(published(name))
    document = reading.document()
    for entry in reading.report.entries:
        if entry.address is not None:
            source = reading.provenance.sources[entry.address]
            assert (source.sheet, source.cell) == (entry.sheet, entry.cell)
            value, text = document.value(entry.address), document.text(entry.address)
            assert (value is None) is bool(text) or entry.text == DASH


def test_tables_in_several_files_are_one_disclosure() -> None:
    book = published(FENGRUN)
    parts = [Book("收入.xlsx", book.grids[:4]), Book("支出.xlsx", book.grids[4:])]
    assert recognise(parts).content == recognise(book).content


# What is left out is told


def test_an_unknown_column_is_refused_with_its_amounts(fengrun: Workbook, tmp_path: Path) -> None:
    sheet = fengrun.worksheets[2]
    unmerge(sheet)
    sheet["J3"] = "上年预算数"
    for row in range(6, 10):
        sheet.cell(row, 10).value = 1.5
    reading = taken(fengrun, tmp_path)
    assert reading.content == original(FENGRUN).content
    assert refused(reading) == [(f"J{row}", "这一列不在本年度的表样里") for row in (3, 6, 7, 8, 9)]


def test_a_row_of_another_form_is_refused(fengrun: Workbook, tmp_path: Path) -> None:
    sheet = fengrun.worksheets[8]
    sheet["B19"], sheet["C19"] = "六、差旅费", 3.5
    reading = taken(fengrun, tmp_path)
    assert reading.content == original(FENGRUN).content
    assert refused(reading) == [(cell, "这一行的项目不在本年度的表样里") for cell in ("B19", "C19")]


@pytest.mark.parametrize("ordinal", ["", "1.", "（一）", "1、"])
def test_a_line_is_known_with_another_ordinal_or_none(ordinal: str, fengrun: Workbook, tmp_path: Path) -> None:
    for column in "BD":
        for cell in fengrun.worksheets[0][column][5:]:
            cell.value = re.sub(r"^[一二三四五六七八九十]+、", ordinal, cell.value or "") or None
    reading = taken(fengrun, tmp_path)
    assert reading.content.cells == original(FENGRUN).content.cells
    assert not refused(reading)


def test_a_note_under_a_table_is_kept_as_it_stands(fengrun: Workbook, tmp_path: Path) -> None:
    fengrun.worksheets[1]["A60"] = "注：含上年结转。"
    assert taken(fengrun, tmp_path).content.texts["T2.notes"] == "注：含上年结转。"


def test_a_row_without_code_is_refused(fengrun: Workbook, tmp_path: Path) -> None:
    fengrun.worksheets[1]["B33"], fengrun.worksheets[1]["D33"] = "往来款", 7.25
    reading = taken(fengrun, tmp_path)
    assert {cell for cell, _ in refused(reading)} == {"B33", "D33"}


def test_a_second_copy_of_a_sheet_is_refused(fengrun: Workbook, tmp_path: Path) -> None:
    fengrun.copy_worksheet(fengrun.worksheets[1])["D6"] = 1.0
    reading = taken(fengrun, tmp_path)
    assert reading.content == original(FENGRUN).content
    left = [entry for entry in reading.report.left if entry.sheet.endswith("Copy")]
    assert {entry.status for entry in left} == {"refused"}
    assert len(left) > 100
    assert {entry.reason for entry in left} == {"《部门预算收入总表》出现了两次，只采用第一次"}


def test_a_text_among_the_amounts_is_kept_and_refused(fengrun: Workbook, tmp_path: Path) -> None:
    fengrun.worksheets[2]["E9"] = "约290万"
    reading = taken(fengrun, tmp_path)
    address = Address("T3", "2060101", "basic")
    assert reading.content.cells[address].text == "约290万"
    assert refused(reading) == [("E9", "“约290万”不是金额")]


def test_an_error_value_is_kept_and_refused(fengrun: Workbook, tmp_path: Path) -> None:
    fengrun.worksheets[2]["E9"] = "#DIV/0!"
    reading = taken(fengrun, tmp_path)
    assert reading.document().wrong(Address("T3", "2060101", "basic")) == "#DIV/0!"
    assert [cell for cell, _ in refused(reading)] == ["E9"]


def test_an_amount_finer_than_a_fen_is_rounded_and_told(fengrun: Workbook, tmp_path: Path) -> None:
    fengrun.worksheets[2]["F11"] = 48.0000004
    reading = taken(fengrun, tmp_path)
    assert reading.document().value(Address("T3", "2060502", "project")) == 48_000_000
    assert refused(reading) == [("F11", "数字 48.0000004 比分还细，已四舍五入")]


def test_rows_in_an_order_of_their_own_keep_it(fengrun: Workbook, tmp_path: Path) -> None:
    sheet = fengrun.worksheets[2]
    for column in range(2, 10):
        a, b = sheet.cell(25, column), sheet.cell(26, column)
        a.value, b.value = b.value, a.value
    document = taken(fengrun, tmp_path).document()
    codes = [line.code for line in document.lines("T3")]
    assert codes.index("2150502") == codes.index("2150501") - 1


# What the files do not tell is asked for


def years_taken_out(workbook: Workbook) -> None:
    for sheet in workbook.worksheets:
        for cell in sheet[2]:
            if isinstance(cell.value, str) and "年度" in cell.value:
                cell.value = None


def test_a_missing_year_is_asked_for(fengrun: Workbook, tmp_path: Path) -> None:
    years_taken_out(fengrun)
    with pytest.raises(Trouble, match="--year"):
        recognise(saved(fengrun, tmp_path))
    assert taken(fengrun, tmp_path, year=2024).content == original(FENGRUN).content


def test_the_year_decides_between_five_and_nine_lines_of_income(tmp_path: Path) -> None:
    five = taken(nine(FENGRUN), tmp_path, year=2023)
    assert {entry.text for entry in five.report.left} >= {"五、单位资金"}
    nine_lines = taken(nine("2023-bazhou-unit"), tmp_path, year=2024)
    assert {entry.text for entry in nine_lines.report.left} >= {"六、事业单位经营收入", "九、其他收入"}
    own = taken(nine("2023-bazhou-unit"), tmp_path, year=2023)
    assert not own.report.left


def test_a_missing_kind_is_asked_for(fengrun: Workbook, tmp_path: Path) -> None:
    for sheet in fengrun.worksheets:
        sheet["A1"] = sheet["A1"].value.removeprefix("部门预算")
        sheet.title = sheet.title.removeprefix("部门预算")
    with pytest.raises(Trouble, match="--kind"):
        recognise(saved(fengrun, tmp_path))
    assert taken(fengrun, tmp_path, kind="部门").content == original(FENGRUN).content


def test_a_missing_unit_is_asked_for(fengrun: Workbook, tmp_path: Path) -> None:
    for sheet in fengrun.worksheets:
        sheet["A2"] = None
    with pytest.raises(Trouble, match="--unit-name"):
        recognise(saved(fengrun, tmp_path))
    reading = taken(fengrun, tmp_path, unit_code="339", unit_name="丰润区工业和信息化局")
    assert (reading.unit.code, reading.unit.name) == ("339", "丰润区工业和信息化局")


def test_a_year_without_a_form_is_said(fengrun: Workbook, tmp_path: Path) -> None:
    with pytest.raises(Trouble, match=rf"2018年.*2019年至{pack('hebei').years[-1]}年"):
        recognise(saved(fengrun, tmp_path), year=2018)


def test_formulas_without_values_are_refused_as_a_whole(fengrun: Workbook, tmp_path: Path) -> None:
    fengrun.worksheets[2]["E9"] = "=290+2.65"
    with pytest.raises(Trouble, match=r"公式没有保存计算结果（E9）.*保存一次再导入"):
        recognise(saved(fengrun, tmp_path))


# Files that are none of ours


def test_tables_of_goals_alone_are_no_disclosure() -> None:
    for name in ("2020-shijiazhuang", *NAMES):
        book = published(name, whole=True)
        goals = book.grids[len(published(name).grids) :]
        assert len(goals) > 5
        with pytest.raises(Trouble, match="没有认出部门预算公开的表"):
            recognise(Book(book.file, goals))


def test_the_form_of_another_province_is_none_of_ours(tmp_path: Path) -> None:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "财政拨款支出预算表"
    for row in (
        ["2024年省级部门财政拨款支出预算明细"],
        ["部门：省工业和信息化厅", None, None, "单位：万元"],
        ["支出项目", "上年执行", "本年安排", "增减"],
        ["1 工资奖金津补贴", 120.5, 130.25, 9.75],
        ["2 办公经费", 20.0, 19.5, -0.5],
        ["合计", 140.5, 149.75, 9.25],
    ):
        sheet.append(row)
    with pytest.raises(Trouble, match="没有认出部门预算公开的表"):
        recognise(saved(workbook, tmp_path))


def test_our_titles_over_another_form_are_none_of_ours(tmp_path: Path) -> None:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in (
        ["2024年部门收支总表"],
        ["部门：工业和信息化厅", None, None, "单位：万元"],
        ["收入来源", "批复金额", "用途", "批复金额"],
        ["本级财力", 149.75, "运转", 130.0],
        ["转移支付", 10.0, "项目", 29.75],
    ):
        sheet.append(row)
    with pytest.raises(Trouble, match="没有认出部门预算公开的表"):
        recognise(saved(workbook, tmp_path))


def test_an_empty_workbook_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(Trouble):
        recognise(saved(Workbook(), tmp_path))
