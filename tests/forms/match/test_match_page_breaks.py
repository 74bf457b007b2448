"""A table that goes on after a page break, with or without a mark and captions, is one table with all its rows."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from forms.form.load import edition
from forms.match.proof.page_breaks import is_mark, is_page_number
from forms.match.reading import Reading
from forms.match.recognise import recognise
from forms.readers import Book, read
from forms.readers.blocks import Grid, Paragraph
from tests.forms.books import DATA
from tests.forms.workbooks import nine, original, refused, taken

NAME = "2024-fengrun"
DOCUMENT = DATA / NAME / "disclosure.docx"
BETWEEN = (
    (),
    ("续表",),
    ("（续）",),
    ("接上页",),
    ("— 5 —",),
    ("{}（续表）",),
    ("续表二", "单位：万元"),
    ("- 6 -", "（接上表）", "339 丰润区工业和信息化局", "预算年度：2024", "单位：万元"),
)


def cut(book: Book, table: int, row: int, between: tuple[str, ...]) -> Book:
    """The book with a table cut in two above a row; the second part has no captions."""
    grids = [number for number, block in enumerate(book.blocks) if isinstance(block, Grid)]
    grid = book.blocks[grids[table]]
    assert isinstance(grid, Grid)
    title = edition(2024, "部门").tables[f"T{table + 1}"].title
    upper = {place: cell for place, cell in grid.cells.items() if place[0] < row}
    lower = [cell for place, cell in grid.cells.items() if place[0] >= row]
    merges = [tuple(area for area in grid.merges if (area.top < row) is is_upper) for is_upper in (True, False)]
    pages = (
        Grid("上", upper, merges[0], lettered=False),
        *(Paragraph(10_000 + number, text.format(title)) for number, text in enumerate(between)),
        Grid("下", {(cell.row, cell.column): cell for cell in lower}, merges[1], lettered=False),
    )
    return Book(book.file, (*book.blocks[: grids[table]], *pages, *book.blocks[grids[table] + 1 :]))


@settings(max_examples=25, phases=[Phase.explicit, Phase.generate])
@given(table=st.integers(0, 5), share=st.floats(0.2, 0.9), between=st.sampled_from(BETWEEN))
def test_a_table_cut_in_two_is_read_as_one(table: int, share: float, between: tuple[str, ...]) -> None:
    book = read(DOCUMENT)
    rows = [block for block in book.blocks if isinstance(block, Grid)][table].row_numbers
    reading = recognise(cut(book, table, rows[max(6, int(len(rows) * share))], between))
    whole = recognise(book)
    assert reading.content.cells == whole.content.cells
    assert reading.content.rows == whole.content.rows
    assert not refused(reading)


def test_the_mark_is_no_text_of_a_section() -> None:
    reading = recognise(cut(read(DOCUMENT), 1, 12, ("续表",)))
    assert not [text for text in reading.content.texts.values() if "续表" in text]


@pytest.mark.parametrize("mark", ["", "续表", "接上页", "第 5 页", "—5—"])
def test_a_table_of_a_text_goes_on(mark: str, tmp_path: Path) -> None:
    lines = (DATA / NAME / "published.txt").read_text("utf-8").split("\n")
    at = next(number for number, line in enumerate(lines) if "\t2069999\t" in line)
    path = tmp_path / "公开.txt"
    path.write_text("\n".join([*lines[:at], "", mark, "", *lines[at:]]), "utf-8")
    whole = recognise(read(DATA / NAME / "published.txt"))
    reading = recognise(read(path))
    assert (reading.content.cells, reading.content.rows) == (whole.content.cells, whole.content.rows)


@pytest.mark.parametrize("mark", ["续表", "（接上页）", "转下页", "— 12 —"])
def test_a_mark_in_a_sheet_is_no_row(mark: str, tmp_path: Path) -> None:
    workbook = nine(NAME)
    sheet = workbook.worksheets[1]
    sheet.insert_rows(15)
    sheet["B15"] = mark
    reading: Reading = taken(workbook, tmp_path)
    assert reading.content == original(NAME).content
    assert not refused(reading)


@pytest.mark.parametrize("text", ["续表", "（续）", "续表1", "接上页", "承前页", "转下页", "部门预算收入总表（续表）"])
def test_words_for_a_table_that_goes_on(text: str) -> None:
    assert is_mark(text)


@pytest.mark.parametrize("text", ["手续费", "继续教育支出", "2060101", "接待费", "延续项目", "后续支出", "12"])
def test_words_that_say_no_such_thing(text: str) -> None:
    assert not is_mark(text)
    assert not is_page_number(text)


def test_a_table_of_another_kind_is_no_second_page() -> None:
    book = read(DOCUMENT)
    other = Grid("别的表", {(c.row, c.column): c for c in book.grids[-1].cells.values()}, lettered=False)
    at = next(number for number, block in enumerate(book.blocks) if block is book.grids[1])
    changed = Book(book.file, (*book.blocks[: at + 1], other, *book.blocks[at + 1 :]))
    assert recognise(changed).content.cells == recognise(book).content.cells
