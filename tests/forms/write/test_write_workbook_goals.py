"""The sheets of the projects in the workbook: the published grid, and the same projects when they are read again."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from whole import LONG, WITH_PROJECTS, long_project, made, stretched, whole

from forms.document.document import Document
from forms.document.projects import projects
from forms.match.recognise import recognise
from forms.match.report import Reason
from forms.readers import read
from forms.write.page.goal_grid import CAPTIONS
from forms.write.workbook.workbook import write_workbook
from models.records import Address, CellEntry, Content
from tests.forms.documents import INDICATORS


def written(document: Document, folder: Path) -> Path:
    path = folder / "表.xlsx"
    write_workbook(document, path)
    return path


def sheets(document: Document, folder: Path) -> list[Worksheet]:
    """The sheets of the projects."""
    book = openpyxl.load_workbook(written(document, folder))
    return [sheet for sheet in book if sheet.title.startswith("绩效")]


def areas(sheet: Worksheet) -> set[str]:
    return {str(area) for area in sheet.merged_cells.ranges}


@pytest.mark.parametrize("name", WITH_PROJECTS)
def test_read_again_the_projects_are_the_same(name: str, tmp_path: Path) -> None:
    again = recognise(read(written(whole(name), tmp_path)))
    assert len(projects(whole(name))) > 5
    assert projects(again.document()) == projects(whole(name))
    assert again.report.counts["refused"] == 0
    assert {entry.why for entry in again.report.entries if entry.status == "skipped"} <= {Reason.CONTENTS}


@pytest.mark.parametrize("name", WITH_PROJECTS)
def test_there_is_a_sheet_for_every_project_after_the_tables(name: str, tmp_path: Path) -> None:
    document = whole(name)
    titles = [sheet["A1"].value for sheet in sheets(document, tmp_path)]
    assert titles == [project.title for project in projects(document)]
    book = openpyxl.load_workbook(tmp_path / "表.xlsx")
    assert [title[:2] for title in book.sheetnames[-len(titles) :]] == ["绩效"] * len(titles)


def test_the_grid_is_that_of_the_published_form(tmp_path: Path) -> None:
    sheet = sheets(whole("2021-qinhuangdao"), tmp_path)[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2, max_row=9)]
    assert rows[0] == ["471001 秦皇岛市工业和信息化局本级", None, None, None, "单位：万元", None]
    assert (rows[1][0], rows[1][3], rows[1][4]) == ("项目编码", "项目名称", "改制企业长期费用")
    assert rows[2] == ["预算规模及资金用途", "预算数", 1.15, "其中：财政资金", 1.15, "其他资金 0.00"]
    assert rows[4] == ["资金支出计划（%）", "3月底", "6月底", "10月底", "12月底", None]
    assert rows[5] == [None, None, 0.7, 1, None, None], "the plan is of numbers"
    assert [cell.number_format for cell in sheet[7]][2:4] == ["0.00%", "0.00%"]
    assert tuple(rows[7]) == CAPTIONS
    assert areas(sheet) >= {"A1:F1", "B3:C3", "E3:F3", "A4:A5", "B5:F5", "A6:A7", "E6:F6", "B8:F8", "A10:A13"}


def test_a_form_without_codes_has_goals_and_indicators_only(tmp_path: Path) -> None:
    sheet = sheets(whole("2023-bazhou-unit"), tmp_path)[0]
    assert [sheet.cell(row, 1).value for row in (2, 3)] == ["绩效目标", CAPTIONS[0]]


def test_names_of_sheets_are_whole_in_excel_and_never_the_same(tmp_path: Path) -> None:
    several = [{"name": "很长的项目名称" * 9, "title": f"{n}、项目绩效目标表"} for n in range(1, 13)]
    names = [sheet.title for sheet in sheets(made(projects=several), tmp_path)]
    assert len({name.casefold() for name in names}) == 12
    assert max(map(len, names)) == 31


def test_a_sheet_prints_upright_on_a4_with_the_captions_on_every_page(tmp_path: Path) -> None:
    for sheet in sheets(whole("2024-fengrun"), tmp_path):
        captions = next(row for row in range(1, sheet.max_row) if sheet.cell(row, 1).value == CAPTIONS[0])
        setup = sheet.page_setup
        assert (setup.paperSize, setup.orientation) == (9, "portrait")
        assert (sheet.sheet_properties.pageSetUpPr.fitToPage, setup.fitToWidth, setup.fitToHeight) == (True, 1, 0)
        assert sheet.print_title_rows == f"${captions}:${captions}"
        assert sheet["F4"].alignment.wrap_text
        assert sheet.cell(sheet.max_row, 6).border.right.style == "thin"


def test_a_column_is_as_wide_as_its_texts_are_long(tmp_path: Path) -> None:
    described = {"level1": "产出指标", "level2": "数量指标", "level3": "长度", "description": "改造老旧供水管网，" * 9}
    (sheet,) = sheets(made({}, [{"title": "1、管网改造绩效目标表"}], [("1", described)]), tmp_path)
    widths = [sheet.column_dimensions[letter].width for letter in "ABCDEF"]
    assert max(widths) == widths[3] > sum(widths) / 3


def test_a_sheet_of_several_pages_bears_the_title_above_each(tmp_path: Path) -> None:
    (short,), (long,) = (sheets(long_project(count), tmp_path) for count in (12, 80))
    assert (short.oddHeader.left.text, long.oddHeader.left.text) == (None, "1、某项目绩效目标表")


def test_rows_grow_with_their_text_as_far_as_excel_allows(tmp_path: Path) -> None:
    heights = [row.height for sheet in sheets(stretched(), tmp_path) for row in sheet.row_dimensions.values()]
    assert max(heights) == 409
    assert min(heights) < 25


def test_a_value_that_looks_like_a_formula_stays_a_text(tmp_path: Path) -> None:
    indicator = {"level1": "产出指标", "level2": "数量指标", "level3": "数量", "value": "=1+1"}
    (sheet,) = sheets(made({}, [{"title": "1、某绩效目标表"}], [("1", indicator)]), tmp_path)
    (cell,) = [cell for cell in sheet[sheet.max_row] if cell.value == "=1+1"]
    assert cell.data_type == "s"


def test_a_long_text_is_read_again_whole(tmp_path: Path) -> None:
    document = whole("2024-fengrun")
    content = document.content()
    address = next(a for a in content.cells if (a.table, a.column) == (INDICATORS, "description"))
    cells = {**content.cells, address: CellEntry(text=LONG * 3000)}
    longer = Document(document.head, document.edition, Content(cells, content.rows))
    again = recognise(read(written(longer, tmp_path))).document()
    assert projects(again) == projects(longer)
    assert again.text(Address(*address)) == LONG * 3000
