"""Column widths by the amount of text: nothing below its least, the room filled, and the longer text the wider."""

from __future__ import annotations

from math import ceil

from hypothesis import given
from hypothesis import strategies as st

from forms.write.page.widths import Extent, shared

LENGTHS = st.lists(st.lists(st.floats(0, 300), min_size=3, max_size=3), min_size=1, max_size=8)


def rows_of(lengths: list[list[float]]) -> list[list[Extent]]:
    return [[Extent(n, n + 1, wide) for n, wide in enumerate(row)] for row in lengths]


def lines(widths: list[float], lengths: list[list[float]]) -> int:
    return sum(max(ceil(wide / width) for wide, width in zip(row, widths, strict=True)) for row in lengths)


@given(LENGTHS, st.floats(15, 120))
def test_no_column_is_narrower_than_it_must_be_and_the_room_is_kept(lengths: list[list[float]], room: float) -> None:
    least = [4.0, 4.0, 4.0]
    full = [max(4.0, *(row[n] for row in lengths)) for n in range(3)]
    widths = shared(least, full, rows_of(lengths), room)
    assert all(width >= need - 1e-6 for width, need in zip(widths, least, strict=True))
    assert abs(sum(widths) - min(room, sum(full))) < 1e-6


@given(LENGTHS)
def test_the_table_is_no_higher_than_with_equal_columns(lengths: list[list[float]]) -> None:
    full = [max(4.0, *(row[n] for row in lengths)) for n in range(3)]
    if sum(full) > 60:
        assert lines(shared([4.0] * 3, full, rows_of(lengths), 60.0), lengths) <= 1.15 * lines([20.0] * 3, lengths) + 1


def test_the_column_of_long_texts_takes_what_short_ones_leave() -> None:
    rows = [[Extent(0, 1, 6), Extent(1, 2, 200), Extent(2, 3, 30)] for _ in range(5)]
    short, long, middle = shared([4, 4, 4], [6, 200, 30], rows, 60)
    assert long > 2 * middle > 2 * short


def test_a_cell_over_two_columns_asks_for_both_together() -> None:
    widths = shared([4, 4, 4], [60, 60, 60], [[Extent(0, 1, 60), Extent(1, 3, 60)]], 66)
    assert ceil(60 / widths[0]) == ceil(60 / (widths[1] + widths[2])) == 2


def test_without_room_every_column_has_its_least() -> None:
    assert shared([10, 10], [50, 50], [[Extent(0, 1, 50)]], 15) == [10, 10]
