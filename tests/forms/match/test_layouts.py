"""Every layout of one disclosure is read to the same tables, and every cell of every file has its fate."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from forms.document.document import Document
from forms.edit.cells import add_codes, enter, takes_entry
from forms.form.load import KINDS, edition, pack
from forms.match.reading import Reading
from forms.match.recognise import recognise
from forms.readers import Area, Book, Grid, GridCell, read
from forms.write.page.plain_data import document_data
from forms.write.workbook.workbook import write_workbook
from models.errors import Trouble
from models.records import Head
from tests.forms import books
from tests.forms.books import DATA, NAMES
from tests.forms.documents import UNIT
from tests.forms.match import layouts_of_places as places
from tests.forms.match.layouts import GROUPS, LAYOUTS, Layout
from tests.forms.match.layouts_of_places import (
    codes_and_names_joined,
    extra_columns,
    head_in_one_row,
    hidden_rows_and_columns,
    remarks_in_between,
)
from tests.forms.workbooks import assert_every_cell_once, nine, original, refused, taken

CONVERTED = sorted((DATA / "layouts").iterdir())
"""The nine tables as LibreOffice writes them: as .xls, as .ods and back, and with formulas and their results."""


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    """Each of the published workbooks that hold the nine tables."""
    chosen: str = request.param
    return chosen


def tables(reading: Reading) -> Any:
    """What the dump says of the tables, and whose they are."""
    data = document_data(reading.document())
    return data["id"], data["tables"]


@cache
def untouched(name: str) -> Any:
    return tables(original(name))


# Layouts


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_every_layout_is_read_to_the_same_tables(layout: Layout, name: str, tmp_path: Path) -> None:
    workbook = nine(name)
    layout(workbook)
    reading = taken(workbook, tmp_path)
    assert tables(reading) == untouched(name)
    assert bool(refused(reading)) is (layout in (extra_columns, remarks_in_between))


def pairs() -> st.SearchStrategy[tuple[Layout, Layout]]:
    """Two layouts that can be put one on the other, in their order."""
    chosen = st.sampled_from(list(combinations(GROUPS, 2)))
    return chosen.flatmap(lambda groups: st.tuples(*map(st.sampled_from, groups)))


@settings(max_examples=20)
@given(name=st.sampled_from(NAMES), pair=pairs())
@example(name="2021-qinhuangdao", pair=(extra_columns, codes_and_names_joined))
def test_two_layouts_at_once_are_read_to_the_same_tables(name: str, pair: tuple[Layout, Layout]) -> None:
    workbook = nine(name)
    for layout in pair:
        layout(workbook)
    with tempfile.TemporaryDirectory() as folder:
        assert tables(taken(workbook, Path(folder))) == untouched(name)


@pytest.mark.parametrize(
    "layout",
    [
        places.codes_in_three_columns_by_level,
        places.codes_under_one_caption,
        places.titles_on_the_tabs_only,
        places.tables_side_by_side,
    ],
    ids=lambda layout: layout.__name__,
)
def test_the_second_page_of_a_table_goes_on_as_the_first(layout: Layout, tmp_path: Path) -> None:
    workbook = nine("2024-fengrun")
    places.pages(workbook)
    layout(workbook)
    assert tables(taken(workbook, tmp_path)) == untouched("2024-fengrun")


@pytest.mark.parametrize("path", CONVERTED, ids=lambda path: path.name)
def test_what_libreoffice_made_of_a_file_is_read_to_the_same_tables(path: Path) -> None:
    book = read(path)
    reading = recognise(book)
    assert_every_cell_once(book, reading.report)
    assert tables(reading) == untouched(path.name.partition(".")[0])
    assert not refused(reading)


@pytest.mark.parametrize(("year", "kind"), [(year, kind) for year in pack().years for kind in KINDS])
def test_the_own_export_of_every_edition_is_read_without_loss(year: int, kind: str, tmp_path: Path) -> None:
    document = Document(Head("1", UNIT, year, kind, edition(year, kind).id), edition(year, kind))
    for table in (table for table in document.edition.tables.values() if table.layout == "codes"):
        codes = [code for code in document.catalogue(table).codes if len(code) > 3][::97]
        document.apply("增加科目", add_codes(document, table.id, codes))
    printed = {table.id for table in document.edition.tables.values() if table.part in ("budget", "explanation")}
    free = [a for a in document.plan.addresses if a.table in printed and takes_entry(document, a)]
    document.apply("填写", enter(document, {address: f"{n}.{n % 97:02}" for n, address in enumerate(free)}))
    write_workbook(document, tmp_path / "表.xlsx")
    book = read(tmp_path / "表.xlsx")
    reading = recognise(book, unit_code=UNIT.code)
    assert_every_cell_once(book, reading.report)
    assert not refused(reading)
    assert (reading.unit, reading.year, reading.kind) == (UNIT, year, kind)
    again = document_data(reading.document())["tables"]
    assert len(free) > 5
    assert again == [t for t in document_data(document)["tables"] if t["id"] in {table["id"] for table in again}]
    assert {address.table for address in free} <= {table["id"] for table in again}


# What is said of what is left


def test_hidden_rows_and_columns_are_said_cell_by_cell(name: str, tmp_path: Path) -> None:
    workbook = nine(name)
    hidden_rows_and_columns(workbook)
    left = taken(workbook, tmp_path).report.left
    assert {(entry.status, entry.reason) for entry in left} == {
        ("skipped", "隐藏的行不收取"),
        ("skipped", "隐藏的列不收取"),
    }
    sheet = workbook.worksheets[0]
    assert len([entry for entry in left if entry.sheet == sheet.title and "行" in entry.reason]) == 4


def test_what_a_merged_area_covers_is_said(tmp_path: Path) -> None:
    workbook = nine("2024-fengrun")
    sheet = workbook.worksheets[2]
    sheet["K3"], sheet["K4"] = "备注", "说明"
    sheet.merged_cells.add("K3:K4")
    left = taken(workbook, tmp_path).report.left
    assert [(entry.cell, entry.status, entry.reason) for entry in left] == [
        ("K3", "refused", "这一列不在本年度的表样里"),
        ("K4", "skipped", "被合并的单元格盖住，不收取"),
    ]


def test_zero_is_not_blank(tmp_path: Path) -> None:
    workbook = nine("2024-fengrun")
    workbook.worksheets[2]["G9"], workbook.worksheets[2]["H9"] = 0, "0.00"
    row = next(row for row in tables(taken(workbook, tmp_path))[1][2]["rows"] if row["code"] == "2060101")
    assert {column: row["cells"][column] for column in ("operating", "superior")} == {
        "operating": "0.00",
        "superior": "0.00",
    }
    assert "affiliated" not in row["cells"]


def test_a_column_of_another_year_is_not_taken_for_this_years(tmp_path: Path) -> None:
    workbook = nine("2024-fengrun")
    head_in_one_row(workbook)
    sheet = workbook.worksheets[0]
    sheet.insert_cols(3)
    sheet["C4"], sheet["D4"] = "2023年预算数", "2024年预算数"
    for row in range(6, 20):
        sheet.cell(row, 3).value = row + 0.5
    reading = taken(workbook, tmp_path)
    assert tables(reading) == untouched("2024-fengrun")
    assert {cell[0] for cell, _ in refused(reading)} == {"C"}


# read = taken + skipped + refused, whatever stands in the file


def cell_texts() -> st.SearchStrategy[tuple[str, Decimal | None]]:
    """What may stand in a cell: words of the form, codes, amounts, anything."""
    words = (
        "合计",
        "序号",
        "科目编码",
        "部门预算收入总表",
        "类",
        "注：无",
        "制表人：",
        "2060101",
        "206",
        "——",
        "0",
        " 1,2",
    )
    numbers = st.decimals(-(10**9), 10**9, places=3)
    return st.one_of(
        st.tuples(st.sampled_from(words), st.none()),
        st.tuples(st.text(min_size=1, max_size=12).filter(lambda text: not text.isspace()), st.none()),
        numbers.map(lambda number: (str(number), number)),
    )


@st.composite
def mutated(draw: st.DrawFn) -> Book:
    """A published workbook with cells overwritten, taken away and merged, rows moved, and things hidden."""
    book = books.nine(draw(st.sampled_from(NAMES)))
    chosen = draw(st.sets(st.integers(0, len(book.grids) - 1), min_size=1, max_size=3))
    return Book(book.file, tuple(draw(mutated_grid(g)) if n in chosen else g for n, g in enumerate(book.grids)))


@st.composite
def mutated_grid(draw: st.DrawFn, grid: Grid) -> Grid:
    places = st.tuples(st.integers(1, 45), st.integers(1, 15))
    cells = dict(grid.cells)
    for row, column in draw(st.lists(places, max_size=30)):
        if draw(st.booleans()):
            text, number = draw(cell_texts())
            cells[row, column] = GridCell(row, column, text, number)
        else:
            cells.pop((row, column), None)
    shift = draw(st.integers(0, 3))
    below = draw(st.integers(1, 45))
    moved = (replace(cell, row=cell.row + shift * (cell.row >= below)) for cell in cells.values())
    areas = [
        Area(row, column, row + down, column + right)
        for row, column in draw(st.lists(places, max_size=4))
        for down, right in [draw(st.tuples(st.integers(0, 5), st.integers(0, 5)))]
    ]
    hidden_rows, hidden_columns = (
        draw(st.sets(st.integers(1, 45), max_size=3)),
        draw(st.sets(st.integers(1, 15), max_size=2)),
    )
    return Grid.of(
        grid.name, moved, [*grid.merges, *areas], draw(st.booleans()) and shift == 3, hidden_rows, hidden_columns
    )


@settings(max_examples=60)
@given(book=mutated())
def test_the_counts_are_equal_whatever_stands_in_the_file(book: Book) -> None:
    with suppress(Trouble):
        reading = recognise(book)
        assert_every_cell_once(book, reading.report)
        document_data(reading.document())
