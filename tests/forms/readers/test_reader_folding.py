"""What carries no meaning in a file is taken out of it, once told, and changes nothing that is read."""

from pathlib import Path

import pytest

from forms.readers import Book, read
from forms.readers.blocks import Grid, GridCell, Paragraph
from forms.readers.folding import fold

DATA = Path(__file__).parents[2] / "data"


def cells(book: Book) -> dict[tuple[str, int, int], str]:
    return {(grid.name, *place): cell.text for grid in book.grids for place, cell in grid.cells.items()}


@pytest.mark.parametrize(
    ("file", "said"),
    [("zero-width-in-labels", "看不见的字符"), ("codes-with-apostrophe", "撇号"), ("half-emoji", "看不见的字符")],
)
def test_a_workbook_is_read_as_the_one_without(file: str, said: str) -> None:
    odd, plain = read(DATA / "reading" / f"{file}.xlsx"), read(DATA / "2024-fengrun" / "tables.xlsx")
    assert cells(odd) == cells(plain)
    assert [said in remark for remark in odd.remarks if remark not in plain.remarks] == [True]


def test_an_amount_between_direction_marks_is_a_number_in_a_document() -> None:
    mark = GridCell(1, 1, "\u202d1,234.50\u202c")
    (grid,), remarks = fold([Grid("表", {(1, 1): mark}, lettered=False)])
    assert isinstance(grid, Grid)
    assert str(grid.cells[1, 1].number) == "1234.50"
    assert remarks == ("有 1 处夹着看不见的字符（零宽字符、方向符等），已经去掉",)


def test_a_number_in_a_sentence_is_not_parted_from_its_unit() -> None:
    (paragraph,), _ = fold([Paragraph(3, "收入2350.27\u200b万元")])
    assert paragraph == Paragraph(3, "收入2350.27万元")


def test_what_is_sound_is_handed_on_as_it_is() -> None:
    blocks = [Paragraph(1, "‘三公’经费"), Grid("表", {(1, 1): GridCell(1, 1, "'三公'")})]
    folded, remarks = fold(blocks)
    assert all(new is old for new, old in zip(folded, blocks, strict=True))
    assert remarks == ()


def test_a_cell_of_nothing_but_unseen_characters_is_blank() -> None:
    (grid,), _ = fold([Grid("表", {(1, 1): GridCell(1, 1, "\u200b\ufeff"), (1, 2): GridCell(1, 2, "甲")})])
    assert isinstance(grid, Grid)
    assert list(grid.cells) == [(1, 2)]
