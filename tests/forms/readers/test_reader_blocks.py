"""Grids: addresses, rows, and what is seen through merged areas."""

from __future__ import annotations

import pytest

from forms.readers import Area, Book, Grid, GridCell, Paragraph


def grid(*cells: GridCell, merges: tuple[Area, ...] = ()) -> Grid:
    return Grid.of("表", cells, merges, hidden=False)


@pytest.mark.parametrize(
    ("row", "column", "address"),
    [(4, 5, "E4"), (1, 1, "A1"), (9, 26, "Z9"), (9, 27, "AA9"), (1, 702, "ZZ1"), (1048576, 16384, "XFD1048576")],
)
def test_address_is_the_spreadsheet_name(row, column, address):
    assert Grid("表", {}).address(row, column) == address


def test_address_in_a_table_of_a_document_is_counted():
    assert Grid("表格 3", {}, lettered=False).address(4, 5) == "第 4 行第 5 列"


def test_address_of_a_paragraph():
    assert Paragraph(57, "无").address == "段落 57"


def test_book_keeps_the_order_and_tells_grids_from_paragraphs():
    first, table, second = Paragraph(1, "上"), Grid("表格 1", {}), Paragraph(2, "下")
    book = Book("a.docx", (first, table, second))
    assert (book.paragraphs, book.grids) == ((first, second), (table,))


def test_rows_come_in_order_and_skip_blank_ones():
    found = grid(GridCell(7, 1, "c"), GridCell(2, 3, "b"), GridCell(2, 1, "a"))
    assert found.row_numbers == (2, 7)
    assert [cell.text for cell in found.cells_in_row(2)] == ["a", "b"]
    assert found.cells_in_row(3) == ()


def test_spread_shows_the_corner_all_over_the_area():
    found = grid(GridCell(1, 1, "标题"), merges=(Area(1, 1, 2, 4),))
    assert found.spread(2, 4).text == "标题"
    assert found.spread(3, 4) is None


def test_spread_of_a_blank_area_shows_nothing():
    assert grid(GridCell(5, 5, "x"), merges=(Area(1, 1, 2, 2),)).spread(2, 2) is None


def test_first_of_two_overlapping_areas_wins():
    found = grid(GridCell(1, 1, "甲"), GridCell(1, 3, "乙"), merges=(Area(1, 1, 1, 3), Area(1, 3, 1, 5)))
    assert found.spread(1, 3).text == "甲"
    assert found.spread(1, 5).text == "乙"


def test_of_two_areas_that_overlap_in_part_the_second_keeps_the_rest():
    cells = GridCell(1, 1, "甲"), GridCell(2, 2, "乙"), GridCell(3, 1, "丙")
    found = grid(*cells, merges=(Area(1, 1, 2, 2), Area(2, 2, 3, 3)))
    assert [found.area_at(row, column) for row, column in ((2, 2), (2, 3), (3, 2), (3, 1), (4, 2))] == [
        Area(1, 1, 2, 2),
        Area(2, 2, 3, 3),
        Area(2, 2, 3, 3),
        None,
        None,
    ]


def test_rows_between_are_those_in_which_something_stands():
    found = grid(GridCell(7, 1, "c"), GridCell(2, 3, "b"), GridCell(4, 1, "a"))
    assert (found.rows_between(2, 6), found.rows_between(5, 6)) == ((2, 4), ())


def test_what_an_area_covers_is_not_seen():
    found = grid(GridCell(1, 1, "标题"), GridCell(1, 2, "残留"), merges=(Area(1, 1, 1, 3),))
    assert [cell.text for cell in found.cells_in_row(1)] == ["标题"]
