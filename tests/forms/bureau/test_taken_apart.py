"""A workbook of the whole county is taken apart into its units, whatever the place in which they stand."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from forms.bureau.taken_apart import Apart, take_apart
from forms.match.reading import Reading
from forms.match.recognise import recognise
from forms.readers import Book, read
from models.records import Address
from tests.forms.bureau.counties import COLUMNS, KIND, SHAPES, YEAR, Budget, county, printed


def apart(shape: str, budgets: list[Budget], folder: Path) -> tuple[list[Book], Apart]:
    books = [read(path) for path in printed(shape, budgets, folder)]
    return books, take_apart(books)


def readings(found: Apart) -> list[Reading]:
    return [
        recognise(part.books, unit_code=part.unit.code, unit_name=part.unit.name, year=YEAR, kind=KIND, pack="hebei")
        for part in found.parts
    ]


def assert_is(reading: Reading, budget: Budget) -> None:
    """Every amount of the unit stands where it belongs, and no other one."""
    document = reading.document()
    for table in COLUMNS:
        for code, sums in budget.rows(table):
            for column in COLUMNS[table][1]:
                assert document.value(Address(table, code or "total", column)) == sums.get(column), (table, code)
        assert [line.code for line in document.lines(table)[1:]] == [code for code, _ in budget.rows(table)][1:]


@pytest.mark.parametrize("shape", SHAPES)
def test_each_unit_gets_its_own_amounts(shape: str, tmp_path: Path) -> None:
    budgets = county(7)
    _, found = apart(shape, budgets, tmp_path)
    codes = [budget.unit.code for budget in budgets] if shape != "blanks below" else [""] * len(budgets)
    assert [(part.unit.code, part.unit.name) for part in found.parts] == [
        (code, budget.unit.name) for code, budget in zip(codes, budgets, strict=True)
    ]
    assert found.doubts == ()
    for reading, budget in zip(readings(found), budgets, strict=True):
        assert_is(reading, budget)
        assert reading.report.counts["refused"] == 0, reading.report.left


@pytest.mark.parametrize("shape", SHAPES)
def test_every_cell_has_one_fate(shape: str, tmp_path: Path) -> None:
    books, found = apart(shape, county(11), tmp_path)
    written = {(b.file, g.name, g.address(*place)) for b in books for g in b.grids for place in g.cells}
    theirs = {(e.file, e.sheet, e.cell) for reading in readings(found) for e in reading.report.entries}
    others = [(e.file, e.sheet, e.cell) for e in found.others]
    assert len(set(others)) == len(others)
    assert not theirs & set(others)
    assert (theirs & written) | set(others) == written


def test_a_title_above_the_column_of_units_is_the_title_of_every_part(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (
        ["一般公共预算财政拨款支出表"],
        ["单位编码", "单位名称", "科目编码", "科目名称", "合计", "基本支出", "项目支出"],
        ["301", "云岭县教育局", "2050101", "行政运行", 10, 10, None],
        ["302", "云岭县统计局", "2010501", "行政运行", 20, 20, None],
    ):
        book.active.append(row)
    book.save(tmp_path / "全县.xlsx")
    found = take_apart([read(tmp_path / "全县.xlsx")])
    titles = [grid.cells[1, 1].text for part in found.parts for grid in part.books[0].grids]
    assert titles == ["一般公共预算财政拨款支出表"] * 2
