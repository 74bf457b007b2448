"""County workbooks whose tables stand crosswise: units as rows, units side by side in the head."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook

from forms.bureau.county_plan import ForAll
from forms.bureau.hand_out import County, hand_out
from forms.bureau.taken_apart import Apart, take_apart
from forms.document.document import Document
from forms.match.recognise import recognise
from forms.office.office import Office
from forms.readers import read
from tests.forms.bureau.counties import KIND, YEAR, saved
from tests.forms.bureau.crossed import CROSSED, by_project


def documents(found: Apart) -> dict[str, Document]:
    return {
        part.unit.name: recognise(
            part.books, unit_code=part.unit.code, unit_name=part.unit.name, year=YEAR, kind=KIND, pack="hebei"
        ).document()
        for part in found.parts
    }


@pytest.mark.parametrize("shape", CROSSED)
def test_each_unit_gets_its_lines(shape: str, tmp_path: Path) -> None:
    book, truth = CROSSED[shape](5)
    found = documents(take_apart([read(saved(book, tmp_path))]))
    for unit, amounts in truth.items():
        document = found[unit.name]
        assert {place: document.value(place) for place in amounts} == amounts


def handed_out(book: Workbook, folder: Path) -> County:
    with Office.open(folder / "bureau") as office:
        given = ForAll(YEAR, KIND, pack="hebei")
        return hand_out(office, [read(saved(book, folder))], given, folder / "out")


@pytest.mark.parametrize("shape", CROSSED)
def test_every_cell_is_counted_once_and_the_sums_of_the_county_agree(shape: str, tmp_path: Path) -> None:
    book, _ = CROSSED[shape](6)
    found = handed_out(book, tmp_path)
    written = [
        (sheet.title, cell.coordinate)
        for sheet in openpyxl.load_workbook(tmp_path / "全县.xlsx")
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]
    assert sorted((entry.sheet, entry.cell) for entry in found.entries) == sorted(written)
    assert found.sums == ()


def test_units_side_by_side_are_known_by_how_their_names_end(tmp_path: Path) -> None:
    book, truth = CROSSED["units_across"](10)
    for sheet in book.worksheets[:-1]:
        book.remove(sheet)
    found = take_apart([read(saved(book, tmp_path))])
    assert [part.unit.name for part in found.parts] == [unit.name for unit in truth]


def test_a_table_without_a_sum_of_the_county_is_told(tmp_path: Path) -> None:
    book, _ = CROSSED["by_project_merged"](7)
    found = handed_out(book, tmp_path)
    assert [doubt for doubt in found.doubts if "没有全县合计可以核对" in doubt]


@pytest.mark.parametrize(("shape", "sheet"), [("a_row_each", -1), ("units_over_columns", -1), ("by_project", 0)])
def test_a_sum_of_the_county_that_its_units_do_not_add_up_to_is_told(shape: str, sheet: int, tmp_path: Path) -> None:
    book, _ = CROSSED[shape](8)
    given = book.worksheets[sheet]
    cell = next(c for row in given.iter_rows() for c in row if isinstance(c.value, int | float | Decimal))
    cell.value = Decimal("987.65")
    found = handed_out(book, tmp_path)
    assert [(one.source.sheet, one.source.cell) for one in found.sums] == [(given.title, cell.coordinate)]


def test_a_sum_of_a_unit_that_its_rows_do_not_add_up_to_is_told(tmp_path: Path) -> None:
    book, _ = by_project(9)
    sheet = book.worksheets[-1]
    row = next(row for row in range(5, sheet.max_row) if sheet.cell(row, 3).value == "小计")
    sheet.cell(row, 5).value = 987.65
    found = take_apart([read(saved(book, tmp_path))])
    assert [doubt for doubt in found.doubts if f"E{row}" in doubt and "987.65" in doubt]


def test_a_department_is_no_unit_where_it_is_the_sum_of_its_units(tmp_path: Path) -> None:
    book, truth = CROSSED["departments_with_units"](11)
    found = take_apart([read(saved(book, tmp_path))])
    assert [part.unit.code for part in found.parts] == [unit.code for unit in truth]
    row = next(row for row in book.worksheets[-1].iter_rows() if row[1].value == "301")
    row[3].value = Decimal("987.65")
    found = take_apart([read(saved(book, tmp_path))])
    assert [part.unit.code for part in found.parts if len(part.unit.code) == 3] == ["301"]
    assert [doubt for doubt in found.doubts if "301" in doubt and "不是这些单位相加" in doubt]


def test_two_columns_of_one_line_are_refused_and_told(tmp_path: Path) -> None:
    book, _ = CROSSED["a_row_each"](10)
    sheet = book.worksheets[-1]
    sheet["D3"] = "公务接待费"
    found = take_apart([read(saved(book, tmp_path))])
    assert [doubt for doubt in found.doubts if "两栏像是同一项" in doubt]
    refused = {entry.cell for entry in found.others if entry.status == "refused" and entry.sheet == sheet.title}
    assert {"C6", "D3"} <= refused
