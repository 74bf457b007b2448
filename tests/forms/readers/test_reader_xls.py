"""Reading .xls, and .et of WPS: the same content as in .xlsx."""

from __future__ import annotations

import datetime
from decimal import Decimal

import openpyxl
import xlwt

from forms.readers import Area, read

ROWS = [
    ["部门预算收入总表", None, None],
    ["编码", "名称", "合计"],
    ["2060101", "行政运行\n（本级）", 292.65],
    ["2060102", None, 4436.200000000001],
    [None, True, 0],
]


def xls(path, fill):
    workbook = xlwt.Workbook()
    fill(workbook)
    workbook.save(str(path))
    return path


def rows(sheet_writer):
    for row, values in enumerate(ROWS):
        for column, value in enumerate(values):
            if value is not None:
                sheet_writer(row, column, value)


def test_same_content_reads_the_same_as_xlsx(tmp_path):
    def fill(workbook):
        sheet = workbook.add_sheet("收入")
        rows(lambda row, column, value: (row, column) != (0, 0) and sheet.write(row, column, value))
        sheet.write_merge(0, 0, 0, 2, ROWS[0][0])
        sheet.write(5, 0, datetime.date(2024, 12, 31), xlwt.easyxf(num_format_str="yyyy-mm-dd"))
        sheet.write(5, 1, 1234.5, xlwt.easyxf(num_format_str="#,##0.00"))
        sheet.write(5, 2, 0.95, xlwt.easyxf(num_format_str="0%"))

    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "收入"
    rows(lambda row, column, value: sheet.cell(row + 1, column + 1, value))
    sheet.merge_cells("A1:C1")
    for address, value, code in (
        ("A6", datetime.date(2024, 12, 31), "yyyy-mm-dd"),
        ("B6", 1234.5, "#,##0.00"),
        ("C6", 0.95, "0%"),
    ):
        sheet[address].value = value
        sheet[address].number_format = code
    workbook.save(tmp_path / "a.xlsx")
    assert read(xls(tmp_path / "a.xls", fill)).grids == read(tmp_path / "a.xlsx").grids


def test_et_is_read_like_xls(tmp_path):
    path = xls(tmp_path / "a.et", lambda workbook: workbook.add_sheet("表").write(0, 0, "项目"))
    assert read(path).grids[0].cells[(1, 1)].text == "项目"


def test_xls_under_the_suffix_of_xlsx(tmp_path):
    path = xls(tmp_path / "a.xlsx", lambda workbook: workbook.add_sheet("表").write(0, 0, 1.25))
    assert read(path).grids[0].cells[(1, 1)].number == Decimal("1.25")


def test_error_value_is_a_problem(tmp_path):
    path = xls(tmp_path / "a.xls", lambda workbook: workbook.add_sheet("表").row(0).set_cell_error(0, "#REF!"))
    cell = read(path).grids[0].cells[(1, 1)]
    assert (cell.text, cell.number, cell.problem) == ("#REF!", None, "单元格是错误值 #REF!")


def test_overlapping_areas_are_tolerated(tmp_path):
    def fill(workbook):
        sheet = workbook.add_sheet("表", cell_overwrite_ok=True)
        sheet.write(0, 0, "甲")
        sheet.merged_ranges.extend([(0, 1, 0, 2), (1, 2, 1, 3)])

    grid = read(xls(tmp_path / "a.xls", fill)).grids[0]
    assert set(grid.merges) == {Area(1, 1, 2, 3), Area(2, 2, 3, 4)}
    assert grid.spread(1, 3).text == "甲"


def test_hidden_sheet_is_flagged(tmp_path):
    def fill(workbook):
        workbook.add_sheet("甲").write(0, 0, 1)
        hidden = workbook.add_sheet("乙")
        hidden.write(0, 0, 2)
        hidden.visibility = 1

    assert [(grid.name, grid.hidden) for grid in read(xls(tmp_path / "a.xls", fill)).grids] == [
        ("甲", False),
        ("乙", True),
    ]


def test_value_in_the_last_cell_of_a_sheet(tmp_path):
    def fill(workbook):
        for name in "甲乙丙":
            workbook.add_sheet(name).write(65535, 255, 1)

    assert [set(grid.cells) for grid in read(xls(tmp_path / "a.xls", fill)).grids] == [{(65536, 256)}] * 3
