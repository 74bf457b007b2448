"""The tables of the 情况说明 in files: known by title and head, dated by the assets, taken row by row."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from forms.check import check
from forms.form.load import pack
from forms.match.recognise import recognise
from forms.readers import Book, read
from forms.write.page.plain_data import document_data
from models.errors import Trouble
from models.records import Address, Content, Unit
from tests.forms.books import ALL_NAMES, DATA, OLDER, published
from tests.forms.transcripts import copied, dumped
from tests.forms.workbooks import refused, saved, taken

QINHUANGDAO, FENGRUN, SHIJIAZHUANG = "2021-qinhuangdao", "2024-fengrun", "2020-shijiazhuang"
TABLES = ("X1", "X2", "X3")
PUBLISHED_ERRORS = {
    "2019-bazhou": {
        *(("K10", "X6", row, column) for row, column in (("14", "fair"), ("15", "fair"), ("17", "poor"))),
        *(("I02", "X2", "1", column) for column in ("grand", "total", "general")),
        *(("I03", "X2", row, "measure") for row in ("3", "4", "5")),
    },
    "2020-shijiazhuang": {("I02", "X2", "11", "general"), ("I03", "X2", "10", "measure")},
}
"""What is wrong in the older tables as they were published: marks that overlap, sums and measures left blank."""


def explanation(name: str) -> Workbook:
    """The sheets of a published workbook with the tables of its 情况说明, but for goals."""
    workbook = openpyxl.load_workbook(DATA / name / "tables.xlsx")
    first = len(published(name).grids) - len(OLDER.get(name, TABLES))
    for sheet in (*workbook.worksheets[:first], *workbook.worksheets[len(published(name).grids) :]):
        workbook.remove(sheet)
    return workbook


def alone(name: str) -> Book:
    """The same sheets as grids."""
    grids = published(name).grids
    return Book("情况说明.xlsx", grids[-len(OLDER.get(name, TABLES)) :])


def only(table: str, content: Content) -> dict[Address, object]:
    """The cells of one table."""
    return {address: entry for address, entry in content.cells.items() if address.table == table}


@pytest.fixture
def assets() -> Worksheet:
    """The table of assets of 2020 in its workbook."""
    return explanation(SHIJIAZHUANG).worksheets[2]


# The published files


@pytest.mark.parametrize("name", ALL_NAMES)
def test_the_tables_of_the_explanation_are_read_alone(name: str) -> None:
    reading = recognise(alone(name), year=int(name[:4]))
    wanted = {table: lines for table, lines in copied(name).items() if table.startswith("X")}
    assert dumped(document_data(reading.document())) == wanted
    assert not reading.report.left


@pytest.mark.parametrize("name", OLDER)
def test_only_what_was_published_wrong_is_an_error_in_a_file_of_the_explanation_alone(name: str) -> None:
    errors = (finding for finding in check(recognise(published(name)).document()) if finding.level == "E")
    assert {(f.rule, f.table, f.row, f.column) for f in errors} == PUBLISHED_ERRORS[name]


def test_a_cell_of_an_older_form_is_where_the_form_of_its_year_has_it() -> None:
    reading = recognise(published("2019-bazhou"))
    document = reading.document()
    assert document.text(Address("X1", "1", "rank")) == "正科级"
    assert document.value(Address("X2", "2", "grand")) == 25_200_000
    assert document.text(Address("X2", "2", "quantity")) == "70.00"
    assert document.text(Address("X3", "total", "quantity")) == "——"
    assert document.text(Address("X6", "2", "poor")) == "<80%"
    source = reading.provenance.sources[Address("X6", "2", "poor")]
    assert (source.sheet, source.cell) == ("部门职责-工作活动绩效目标", "I6")


def test_a_struck_out_amount_is_blank_and_a_struck_out_quantity_is_kept() -> None:
    document = recognise(published(QINHUANGDAO)).document()
    address = Address("X3", "buildings", "value")
    assert document.value(address) is None
    assert document.wrong(address) == ""
    assert document.text(address._replace(column="quantity")) == "——"


def test_the_name_of_the_body_may_stand_before_the_title() -> None:
    assert [grid.name for grid in published(QINHUANGDAO).grids][-1] == "秦皇岛市市直部门固定资产占用情况表"
    assert only("X3", recognise(published(QINHUANGDAO)).content)


# Titles, years, heads


@pytest.mark.parametrize(
    "title",
    [
        "秦皇岛市市直部门固定资产占用情况表",
        "霸州市工业和信息化局部门固定资产占用情况表",
        "2020年部门固定资产占用情况表",
        "附件3 部门固定资产占用情况",
        "固定资产占有使用情况表",
    ],
)
def test_the_assets_are_known_by_any_of_their_titles(assets: Worksheet, title: str, tmp_path: Path) -> None:
    assets["A1"], assets.title = title, "Sheet3"
    reading = taken(assets.parent, tmp_path)
    assert only("X3", reading.content) == only("X3", recognise(published(SHIJIAZHUANG)).content)


@pytest.mark.parametrize("title", ["关于固定资产占用情况表的填报说明", "车辆情况", "固定资产"])
def test_another_title_is_not_that_of_the_assets(assets: Worksheet, title: str, tmp_path: Path) -> None:
    assets["A1"], assets.title = title, "Sheet3"
    reading = taken(assets.parent, tmp_path, year=2020)
    assert not only("X3", reading.content)
    assert {entry.sheet for entry in reading.report.left} == {"Sheet3"}


@pytest.mark.parametrize(
    ("date", "year"),
    [
        ("截止时间：2019年12月31日", 2020),
        ("截止时间：2020 年 12 月 31 日", 2021),
        ("截止日期:2022-12-31", 2023),
        ("截至时间：2025-12-31", 2026),
    ],
)
def test_the_budget_year_is_the_one_after_the_assets(assets: Worksheet, date: str, year: int, tmp_path: Path) -> None:
    (place,) = (cell for cell in assets[2] if "截止时间" in str(cell.value))
    place.value = date
    reading = recognise(saved(assets.parent, tmp_path))
    assert (reading.year, reading.edition.year) == (year, year)


def test_a_head_that_names_the_budget_year_says_more_than_the_assets() -> None:
    assert recognise(published(QINHUANGDAO)).year == 2021


def test_a_year_before_the_first_form_is_said(assets: Worksheet, tmp_path: Path) -> None:
    (place,) = (cell for cell in assets[2] if "截止时间" in str(cell.value))
    place.value = "截止时间：2017年12月31日"
    with pytest.raises(Trouble, match=rf"2018年.*2019年至{pack('hebei').years[-1]}年"):
        recognise(saved(assets.parent, tmp_path))


def test_without_the_date_of_the_assets_the_year_is_asked_for(assets: Worksheet, tmp_path: Path) -> None:
    (place,) = (cell for cell in assets[2] if "截止时间" in str(cell.value))
    place.value = None
    with pytest.raises(Trouble, match="--year"):
        recognise(saved(assets.parent, tmp_path))


def test_the_unit_is_named_by_the_head_of_the_assets(assets: Worksheet, tmp_path: Path) -> None:
    workbook = assets.parent
    workbook.remove(workbook.worksheets[1])
    assert taken(workbook, tmp_path).unit == Unit("", "石家庄市工业和信息化局")


def test_a_column_the_year_does_not_have_is_refused(tmp_path: Path) -> None:
    reading = taken(explanation(SHIJIAZHUANG), tmp_path, year=2019)
    assert {entry.text for entry in reading.report.left} >= {"国有资本经营预算拨款"}


# Rows


def test_a_blank_row_is_no_record_and_a_row_of_one_text_is_one(tmp_path: Path) -> None:
    workbook = explanation(FENGRUN)
    institutions = workbook.worksheets[0]
    institutions.cell(institutions.max_row + 3, 1).value = "某某服务中心"
    reading = taken(workbook, tmp_path, year=2024)
    document = reading.document()
    names = [document.text(Address("X1", line.key, "name")) for line in document.lines("X1")]
    assert names == ["丰润区工业和信息化局本级", "唐山市丰润区科学技术局", "某某服务中心"]


def test_a_record_typed_over_the_note_of_the_empty_table_is_taken(tmp_path: Path) -> None:
    workbook = explanation(FENGRUN)
    sheet = workbook.worksheets[1]
    sheet.insert_rows(5)
    for column, value in {1: "日常公用经费", 3: "复印纸", 5: "箱", 6: 40, 7: 0.02, 8: 0.8, 9: 0.8}.items():
        sheet.cell(5, column).value = value
    document = taken(workbook, tmp_path, year=2024).document()
    assert document.text(Address("X2", "1", "quantity")) == "40"
    assert document.value(Address("X2", "1", "total")) == 800_000
    assert [(f.rule, f.table) for f in check(document) if f.table == "X2"] == [("F02", "X2")]


def test_amounts_in_yuan_are_told_by_the_head_and_quantities_stay(tmp_path: Path) -> None:
    workbook = explanation(SHIJIAZHUANG)
    sheet = workbook.worksheets[1]
    (unit,) = (cell for cell in sheet[2] if cell.value == "单位：万元")
    unit.value = "单位：元"
    document, before = taken(workbook, tmp_path).document(), recognise(published(SHIJIAZHUANG)).document()
    total, quantity = Address("X2", "1", "total"), Address("X2", "2", "quantity")
    assert document.value(total) == 319_220
    assert before.value(total) == 3_192_200_000
    assert document.text(quantity) == before.text(quantity) == "5.00"


def test_a_text_in_an_amount_of_procurement_is_refused_and_in_a_quantity_taken(tmp_path: Path) -> None:
    workbook = explanation(SHIJIAZHUANG)
    sheet = workbook.worksheets[1]
    sheet["F6"], sheet["H6"] = "若干", "约1万"
    reading = taken(workbook, tmp_path)
    assert refused(reading) == [("H6", "“约1万”不是金额")]
    (fault,) = (finding for finding in check(reading.document()) if finding.rule == "C11")
    assert (fault.table, fault.row, fault.column, fault.found) == ("X2", "2", "total", "约1万")
    assert fault.sentence.startswith("《部门政府采购预算》“办公设备购置费”“多功能一体机”行“合计”列")
    assert fault.source is not None
    assert fault.source.cell == "H6"


def test_a_head_repeated_on_the_next_page_is_no_record(tmp_path: Path) -> None:
    workbook = explanation(SHIJIAZHUANG)
    sheet = workbook.worksheets[1]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3, max_row=4)]
    sheet.insert_rows(9, amount=2)
    for number, row in enumerate(rows, 9):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column).value = value
    reading = taken(workbook, tmp_path)
    assert only("X2", reading.content) == only("X2", recognise(published(SHIJIAZHUANG)).content)
    assert {entry.reason for entry in reading.report.left} == {"续页重复的表头"}


@pytest.mark.parametrize("caption", ["价值（金额单位：元）", "价值（元）"])
def test_a_unit_of_money_in_the_caption_counts(tmp_path: Path, caption: str) -> None:
    workbook = openpyxl.load_workbook(DATA / "2024-fengrun" / "tables.xlsx")
    sheet = next(sheet for sheet in workbook if "固定资产" in sheet.title)
    place = next(cell for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("价值"))
    place.value = caption
    workbook.save(tmp_path / "assets.xlsx")
    document = recognise(read(tmp_path / "assets.xlsx")).document()
    assert document.value(Address("X3", "total", "value")) == 20492


def test_a_line_for_signatures_is_no_record(tmp_path: Path) -> None:
    workbook = openpyxl.load_workbook(DATA / "2021-qinhuangdao" / "tables.xlsx")
    sheet = next(sheet for sheet in workbook if "政府采购" in sheet.title)
    sheet.append(["单位负责人：张三", None, None, "填表人：李四"])
    workbook.save(tmp_path / "signed.xlsx")
    reading = recognise(read(tmp_path / "signed.xlsx"))
    assert len(reading.document().lines("X2")) == 16
    left = [cell.text for cell in reading.report.left if cell.reason == "表下的签名和日期不收取"]
    assert left == ["单位负责人：张三", "填表人：李四"]


def test_a_column_of_serial_numbers_is_no_loss(tmp_path: Path) -> None:
    workbook = openpyxl.load_workbook(DATA / "2021-qinhuangdao" / "tables.xlsx")
    sheet = next(sheet for sheet in workbook if "机构设置" in sheet.title)
    sheet.insert_cols(1)
    for number, text in enumerate(["序号", 1, 2], start=2):
        sheet.cell(number, 1, text)
    workbook.save(tmp_path / "numbered.xlsx")
    reading = recognise(read(tmp_path / "numbered.xlsx"))
    assert reading.report.counts["refused"] == 0
    assert len(reading.document().lines("X1")) == 2


def test_a_project_merged_over_its_purchases_belongs_to_each(tmp_path: Path) -> None:
    workbook = openpyxl.load_workbook(DATA / "2021-qinhuangdao" / "tables.xlsx")
    sheet = next(sheet for sheet in workbook if "政府采购" in sheet.title)
    rows = [cell.row for cell in sheet["A"] if cell.value == "2021年日常公用经费预算"][:7]
    for column in (1, 2):
        sheet.merge_cells(start_row=rows[0], end_row=rows[-1], start_column=column, end_column=column)
    workbook.save(tmp_path / "merged.xlsx")
    document = recognise(read(tmp_path / "merged.xlsx")).document()
    keys = [line.key for line in document.lines("X2")][2:9]
    assert {document.text(Address("X2", key, "project")) for key in keys} == {"2021年日常公用经费预算"}
    assert {document.value(Address("X2", key, "budget")) for key in keys} == {97_210_000}
