"""A head proves itself: captions that lost their places give the same amounts, or are refused, and never others."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from forms.match.reading import Reading
from forms.match.recognise import recognise
from forms.readers import Book, Grid, GridCell, read
from models.errors import Trouble
from models.records import Address
from tests.forms import books
from tests.forms.books import DATA, NAMES
from tests.forms.workbooks import assert_every_cell_once

HEADS, LOWEST, NUMBERS = 3, 4, 5
"""The rows of the heads over several columns, of the captions and of the column numbers in the published tables."""

TWO_SIDES = 3
"""So many heads has a table of two sides: 序号, 收入, 支出."""


def at(grid: Grid, row: int) -> dict[int, str]:
    return {cell.column: cell.text for cell in grid.cells_in_row(row)}


def with_row(grid: Grid, row: int, texts: dict[int, str]) -> Grid:
    """The grid with other texts in one row, and no captions merged."""
    cells = {place: cell for place, cell in grid.cells.items() if place[0] != row}
    cells |= {(row, column): GridCell(row, column, text) for column, text in texts.items()}
    return replace(grid, cells=cells, merges=tuple(area for area in grid.merges if area.top not in (HEADS, LOWEST)))


def packed(texts: dict[int, str], start: int) -> dict[int, str]:
    """The texts side by side from a column on."""
    return dict(enumerate(texts.values(), start))


def placed(reading: Reading) -> dict[tuple[str, str], Address]:
    """Which cell of the form each amount of a file went to."""
    return {(e.sheet, e.cell): e.address for e in reading.report.entries if e.address and e.status == "taken"}


@cache
def original(name: str) -> Reading:
    return recognise(books.nine(name))


def assert_right_or_refused(name: str, grid: Grid, number: int) -> str:
    """No amount of the sheet goes anywhere else than in the published file; what is not taken is refused."""
    book = books.nine(name)
    changed = Book(book.file, tuple(grid if n == number else g for n, g in enumerate(book.grids)))
    try:
        reading = recognise(changed)
    except Trouble:
        return "asked"
    assert_every_cell_once(changed, reading.report)
    right, read_now = placed(original(name)), placed(reading)
    assert {key: value for key, value in read_now.items() if right.get(key) != value} == {}
    lost = right.keys() - read_now.keys()
    if not lost:
        return "right"
    refused = {(e.sheet, e.cell) for e in reading.report.entries if e.status == "refused"}
    assert lost <= refused
    return "refused"


@st.composite
def heads_out_of_place(draw: st.DrawFn, grid: Grid) -> Grid:
    """The captions moved together, to one end, or by some columns; the heads in another order where labels tell."""
    for row in draw(st.sampled_from([(HEADS,), (LOWEST,), (HEADS, LOWEST)])):
        texts = at(grid, row)
        last = max(at(grid, NUMBERS) or texts)
        move = draw(st.sampled_from(["left", "after", "right", "shift", "gone", "exchanged"]))
        if move == "left":
            texts = packed(texts, min(texts, default=1))
        elif move == "after":
            texts = packed(texts, draw(st.integers(1, 3)))
        elif move == "right":
            texts = packed(texts, last - len(texts) + 1)
        elif move == "shift":
            by = draw(st.sampled_from([-1, 1]))
            texts = {column + by: text for column, text in texts.items() if column + by > 0}
        elif move == "gone" and row == HEADS:
            texts = {}
        elif row == HEADS and len(texts) == TWO_SIDES:
            texts = dict(zip(texts, draw(st.permutations(list(texts.values()))), strict=True))
        grid = with_row(grid, row, texts)
    if draw(st.booleans()):
        grid = replace(grid, cells={place: cell for place, cell in grid.cells.items() if place[0] != NUMBERS})
    return grid


@settings(max_examples=40, phases=[Phase.explicit, Phase.generate])
@given(data=st.data(), name=st.sampled_from(NAMES), number=st.integers(0, 3))
def test_captions_out_of_place_are_read_right_or_refused(data: st.DataObject, name: str, number: int) -> None:
    grid = data.draw(heads_out_of_place(books.nine(name).grids[number]))
    assert_right_or_refused(name, grid, number)


@pytest.mark.parametrize(
    ("heads", "lowest"),
    [(None, 2), (1, None), (3, None), ({}, 2), ({}, 4)],
    ids=["sums-under-total", "heads-left", "heads-right", "no-heads-left", "no-heads-right"],
)
@pytest.mark.parametrize("name", NAMES)
def test_displaced_captions_over_one_fund_alone_are_no_others(
    name: str, heads: int | dict[int, str] | None, lowest: int | None
) -> None:
    """Where all comes from one fund, the total, the sum and the part are equal, and many wrong heads add up."""
    grid = books.nine(name).grids[1]
    if isinstance(heads, int):
        grid = with_row(grid, HEADS, packed(at(grid, HEADS), heads))
    elif heads is not None:
        grid = with_row(grid, HEADS, heads)
    if lowest is not None:
        grid = with_row(grid, LOWEST, packed(at(grid, LOWEST), lowest))
    grid = replace(grid, cells={place: cell for place, cell in grid.cells.items() if place[0] != NUMBERS})
    assert_right_or_refused(name, grid, 1)


def test_amounts_in_the_order_of_the_form_are_read_where_their_captions_are_in_doubt() -> None:
    grid = books.nine("2021-qinhuangdao").grids[1]
    moved = with_row(grid, HEADS, packed(at(grid, HEADS), 3))
    assert assert_right_or_refused("2021-qinhuangdao", moved, 1) == "right"


def test_the_sides_of_a_table_are_told_by_their_labels() -> None:
    collapsed, right = (
        recognise(read(DATA / "reading" / f"r1{name}.xlsx")) for name in ("a-collapsed-head", "b-right-head")
    )
    assert collapsed.content == right.content
    assert placed(collapsed) == placed(right)


def test_amounts_without_a_caption_are_those_with_which_the_relations_hold() -> None:
    for name in NAMES:
        grid = books.nine(name).grids[1]
        heads = {column: text for column, text in at(grid, HEADS).items() if text.strip() != "合计"}
        assert assert_right_or_refused(name, with_row(grid, HEADS, heads), 1) == "right"


def test_captions_that_are_all_one_column_off_are_refused() -> None:
    grid = books.nine("2023-bazhou-unit").grids[1]
    lowest = at(grid, LOWEST)
    grid = with_row(with_row(grid, HEADS, {}), LOWEST, packed(lowest, min(lowest)))
    grid = replace(grid, cells={place: cell for place, cell in grid.cells.items() if place[0] != NUMBERS})
    assert_right_or_refused("2023-bazhou-unit", grid, 1)


def test_two_captions_exchanged_are_said_to_be_in_doubt() -> None:
    book = books.nine("2024-fengrun")
    grid = book.grids[2]
    heads = at(grid, HEADS)
    heads[4], heads[5] = heads[5], heads[4]
    changed = Book(book.file, tuple(with_row(grid, HEADS, heads) if n == 2 else g for n, g in enumerate(book.grids)))
    left = recognise(changed).report.left
    reason = "《部门预算支出总表》的表头与各栏的金额对不上，分不清哪一栏是什么，请核对表头"
    assert {entry.reason for entry in left if entry.sheet == grid.name} == {reason}


def test_a_paper_that_does_not_add_up_is_read_as_it_stands() -> None:
    wrong = {f"T3!D{row}": f"{row}.37" for row in range(7, 33)}
    reading = recognise(books.changed(books.nine("2024-fengrun"), wrong))
    assert placed(reading) == placed(original("2024-fengrun"))
