"""Reading .xlsx: the real workbooks, and what is unusual in others."""

from __future__ import annotations

import datetime
import subprocess
import sys
import warnings
from decimal import Decimal

import openpyxl
import pytest
from openpyxl.chart import BarChart
from openpyxl.styles import PatternFill
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

from forms.readers import Area, cell_values, read
from forms.readers.number_format import is_date

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def only_grid(path):
    return read(path).grids[0]


@pytest.mark.parametrize(
    ("folder", "sheet", "place", "text"),
    [
        ("2019-bazhou", "部门职责-工作活动绩效目标", (5, 2), "494.13"),
        ("2021-qinhuangdao", "部门预算收支总表", (6, 3), "4436.20"),
        ("2021-qinhuangdao", "部门预算收入总表", (8, 2), "20699"),
        ("2021-qinhuangdao", "部门预算国有资本经营预算财政拨款支出表", (6, 1), "注：无国有资本经营预算，空表列示。"),
        ("2023-bazhou-unit", "单位预算收入总表", (6, 13), "341.00"),
        ("2023-bazhou-unit", "单位预算一般公共预算财政拨款基本支出表", (8, 3), "基本工资"),
        ("2024-fengrun", "部门预算支出总表", (7, 6), "858.00"),
        ("2024-fengrun", "部门固定资产占用情况表", (5, 2), "2132.80"),
    ],
)
def test_real_workbooks(data, folder, sheet, place, text):
    grids = {grid.name: grid for grid in read(data / folder / "tables.xlsx").grids}
    assert grids[sheet].cells[place].text == text


def test_amount_of_a_real_workbook_is_exact(data):
    cell = only_grid(data / "2024-fengrun" / "tables.xlsx").cells[(6, 3)]
    assert (cell.number, cell.places) == (Decimal("2305.27"), 2)


def test_head_of_a_real_workbook_spreads(data):
    grid = read(data / "2024-fengrun" / "tables.xlsx").grids[1]
    assert grid.spread(3, 12) == grid.cells[(3, 5)]


@pytest.mark.parametrize("folder", ["2019-bazhou", "2021-qinhuangdao", "2023-bazhou-unit", "2024-fengrun"])
def test_every_cell_of_a_real_workbook_is_found(data, folder):
    path = data / folder / "tables.xlsx"
    workbook = openpyxl.load_workbook(path, data_only=True)
    for grid, sheet in zip(read(path).grids, workbook.worksheets, strict=True):
        expected = {(c.row, c.column) for row in sheet.iter_rows() for c in row if c.value is not None}
        assert (grid.name, set(grid.cells)) == (sheet.title, expected)


def test_kinds_of_cells(tmp_path):
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.append(["2060101", 2060101, True, datetime.date(2024, 12, 31), " ", "长" * 40000, None, 0])
    sheet["I1"] = 0.5
    sheet["I1"].number_format = "0%"
    workbook.save(tmp_path / "a.xlsx")
    cells = only_grid(tmp_path / "a.xlsx").cells_in_row(1)
    # openpyxl cuts texts at the limit of Excel.
    expected = ["2060101", "2060101", "TRUE", "2024-12-31", "长" * 32767, "0", "50%"]
    assert [cell.text for cell in cells] == expected
    assert [cell.number for cell in cells] == [None, 2060101, None, None, None, 0, Decimal("0.5")]


def test_dates_of_a_1904_workbook(tmp_path):
    workbook = openpyxl.Workbook()
    workbook.epoch = openpyxl.utils.datetime.MAC_EPOCH
    workbook.active["A1"] = datetime.date(2024, 12, 31)
    workbook.save(tmp_path / "a.xlsx")
    assert only_grid(tmp_path / "a.xlsx").cells[(1, 1)].text == "2024-12-31"


def test_formula_without_value_is_a_problem_and_keeps_its_words(tmp_path):
    workbook = openpyxl.Workbook()
    workbook.active["B2"] = "=SUM(A1:A9)"
    workbook.save(tmp_path / "a.xlsx")
    cell = only_grid(tmp_path / "a.xlsx").cells[(2, 2)]
    assert (cell.text, cell.number) == ("=SUM(A1:A9)", None)
    assert "公式没有保存计算结果" in cell.problem


def test_formula_with_value_is_its_value(with_sheet):
    path = with_sheet('<sheetData><row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row></sheetData>')
    cell = only_grid(path).cells[(1, 1)]
    assert (cell.number, cell.problem) == (2, None)


def test_formula_that_gives_an_empty_text_shows_nothing(with_sheet):
    path = with_sheet(
        '<sheetData><row r="1"><c r="A1" t="str"><f>IF(1,"","")</f><v></v></c><c r="B1"><v>1</v></c></row></sheetData>'
    )
    assert set(only_grid(path).cells) == {(1, 2)}


@pytest.mark.parametrize("error", ["#REF!", "#DIV/0!"])
def test_error_value_is_a_problem(with_sheet, error):
    path = with_sheet(f'<sheetData><row r="1"><c r="A1" t="e"><f>A2</f><v>{error}</v></c></row></sheetData>')
    cell = only_grid(path).cells[(1, 1)]
    assert (cell.text, cell.number) == (error, None)
    assert error in cell.problem


def test_rows_and_cells_without_addresses_are_counted(with_sheet):
    path = with_sheet("<sheetData><row/><row><c/><c><v>1</v></c><c><v>2</v></c></row></sheetData>")
    assert set(only_grid(path).cells) == {(2, 2), (2, 3)}


def test_text_in_place_is_read_without_its_pinyin(with_sheet):
    path = with_sheet(
        '<sheetData><row><c t="inlineStr"><is><r><t>预</t></r><r><t>算_x000D_\n表</t></r>'
        '<rPh sb="0" eb="1"><t>yu</t></rPh></is></c></row></sheetData>'
    )
    assert only_grid(path).cells[(1, 1)].text == "预算\n表"


def test_shared_text_is_read_without_its_pinyin(with_parts):
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    path = with_parts(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}.sheet.main+xml"/>'
            f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kinds}.sharedStrings+xml"/></Types>',
            "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}"><si><t>甲</t></si>'
            '<si><r><t>预</t></r><r><t>算_x000D_</t></r><rPh sb="0" eb="1"><t>yu</t></rPh></si></sst>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData><row>'
            '<c t="s"><v>1</v></c></row></sheetData></worksheet>',
        }
    )
    assert only_grid(path).cells[(1, 1)].text == "预算\n"


def test_elements_with_a_prefix(with_parts):
    sheet = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row><x:c><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    assert only_grid(with_parts({"xl/worksheets/sheet1.xml": sheet})).cells[(1, 1)].text == "7"


def test_date_cell_in_iso_notation(with_sheet):
    path = with_sheet('<sheetData><row><c t="d"><v>2024-12-31T00:00:00</v></c></row></sheetData>')
    assert only_grid(path).cells[(1, 1)].text == "2024-12-31"


def test_faulty_borders_and_fills_do_no_harm(with_parts):
    styles = (
        f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="170" formatCode="0.000"/></numFmts>'
        '<fills><fill><nonsense/></fill></fills><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>'
        '<cellXfs><xf numFmtId="170"/></cellXfs></styleSheet>'
    )
    assert only_grid(with_parts({"xl/styles.xml": styles})).cells[(1, 2)].text == "1.500"


def test_overlapping_areas_are_kept_in_order(with_sheet):
    path = with_sheet(
        "<sheetData><row><c><v>1</v></c></row></sheetData>"
        '<mergeCells><mergeCell ref="A1:C2"/><mergeCell ref="B2:D3"/><mergeCell ref="F1"/></mergeCells>'
    )
    grid = only_grid(path)
    assert grid.merges == (Area(1, 1, 2, 3), Area(2, 2, 3, 4), Area(1, 6, 1, 6))
    assert grid.spread(2, 2).text == "1"


def test_area_over_the_whole_sheet(with_sheet):
    path = with_sheet(
        '<sheetData><row><c><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    )
    assert only_grid(path).spread(1048576, 16384).text == "1"


def test_value_in_the_last_cell_of_a_sheet(tmp_path):
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = "表头"
    workbook.active["XFD1048576"] = 1
    workbook.save(tmp_path / "a.xlsx")
    assert set(only_grid(tmp_path / "a.xlsx").cells) == {(1, 1), (1048576, 16384)}


def test_a_million_formatted_blank_rows(with_sheet):
    blank = "".join(f'<row r="{row}" s="1" customFormat="1"/>' for row in range(2, 1_000_002))
    path = with_sheet(f'<sheetData><row r="1"><c r="A1"><v>1</v></c></row>{blank}</sheetData>')
    assert only_grid(path).row_numbers == (1,)


def test_a_workbook_of_three_thousand_full_rows(with_sheet):
    row = "<row>" + "<c><v>1.5</v></c>" * 15 + "</row>"
    areas = "".join(f'<mergeCell ref="A{number}:B{number}"/>' for number in range(1, 3001))
    grid = only_grid(with_sheet(f"<sheetData>{row * 3000}</sheetData><mergeCells>{areas}</mergeCells>"))
    assert len(grid.cells) + len(grid.concealed) == 3000 * 15
    assert len(grid.concealed) == 3000


def test_hidden_sheets_are_flagged_and_chart_sheets_left_out(tmp_path):
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = 1
    workbook.create_chartsheet("图").add_chart(BarChart())
    hidden = workbook.create_sheet("藏")
    hidden["A1"] = 2
    hidden.sheet_state = "veryHidden"
    workbook.save(tmp_path / "a.xlsx")
    assert [(grid.name, grid.hidden) for grid in read(tmp_path / "a.xlsx").grids] == [("Sheet", False), ("藏", True)]


def test_the_name_of_the_book_has_no_folder(data):
    assert read(data / "2024-fengrun" / "tables.xlsx").file == "tables.xlsx"


def test_content_decides_not_the_suffix(data, tmp_path):
    path = tmp_path / "tables.xls"
    path.write_bytes((data / "2024-fengrun" / "tables.xlsx").read_bytes())
    assert len(read(path).grids) == 19


def test_nothing_is_said_about_features_left_out(tmp_path, capfd):
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = 1
    workbook.active["A1"].fill = PatternFill("solid", "FF0000")
    workbook.defined_names["坏名"] = openpyxl.workbook.defined_name.DefinedName("坏名", attr_text="#REF!")
    workbook.save(tmp_path / "a.xlsx")
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        read(tmp_path / "a.xlsx")
    assert ([str(w.message) for w in caught], *capfd.readouterr()) == ([], "", "")


def test_reading_a_workbook_does_not_wait_for_openpyxl(data):
    code = "import sys; from pathlib import Path; from forms.readers import read; read(Path(sys.argv[1]))"
    command = [sys.executable, "-c", f"{code}; sys.exit('openpyxl' in sys.modules)"]
    subprocess.run([*command, str(data / "2024-fengrun" / "tables.xlsx")], check=True, cwd=data.parents[1])


def test_formats_named_by_number_are_those_of_openpyxl():
    assert {n: cell_values.format_code(n, None) for n in BUILTIN_FORMATS} == BUILTIN_FORMATS
    for code in (
        *BUILTIN_FORMATS.values(),
        'm"月底"',
        "[Red]0",
        "[$-804]yyyy",
        "[ss].0",
        r"\\d0",
        "0;d",
        '"d"0',
        "[H]:m",
    ):
        assert is_date(code) == (is_date_format(code) and not is_timedelta_format(code)), code


@pytest.mark.parametrize("epoch", [WINDOWS_EPOCH, MAC_EPOCH])
@pytest.mark.parametrize("days", [0, 0.5, 0.9999999999, 1, 59, 59.5, 60, 61, 44927, 45657.25, 45657.9999999, 2950000])
def test_days_of_a_workbook_are_those_of_openpyxl(epoch, days):
    shown = cell_values.number_cell(1, 1, days, "yyyy-mm-dd", epoch).text
    assert shown == cell_values.date_text(from_excel(days, epoch))
