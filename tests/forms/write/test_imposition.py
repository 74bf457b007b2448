"""Pages on sheets of paper: fronts and backs, several beside each other, what a person types as a range."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.write.page.imposition import PER_SIDE, PrintedSides, read_range, sides
from models.errors import Trouble

_NUMBERS = (0, 1, 2, 3, 4, 0)
"""A cover, four pages with numbers, a report."""


def test_one_side_after_the_other() -> None:
    assert sides((0, 2, 1), _NUMBERS) == ((0,), (2,), (1,))


def test_odd_numbers_are_fronts() -> None:
    assert sides(range(6), _NUMBERS, duplex=True) == ((0,), (), (1,), (2,), (3,), (4,), (5,))


def test_fronts_and_backs_by_hand_fit_together() -> None:
    fronts, backs = (sides(range(6), _NUMBERS, only=only) for only in (PrintedSides.FRONTS, PrintedSides.BACKS))
    assert fronts == ((0,), (1,), (3,), (5,))
    assert backs == ((), (2,), (4,))


@given(st.lists(st.integers(0, 5), unique=True), st.sampled_from(PER_SIDE), st.booleans())
def test_every_page_is_printed_once_in_its_order(pages: list[int], per_side: int, duplex: bool) -> None:
    laid = sides(pages, _NUMBERS, per_side=per_side, duplex=duplex)
    assert [page for side in laid for page in side] == pages


@given(st.lists(st.integers(0, 5), unique=True))
def test_odd_numbers_never_stand_on_a_back(pages: list[int]) -> None:
    backs = sides(pages, _NUMBERS, duplex=True)[1::2]
    assert all(_NUMBERS[page] and not _NUMBERS[page] % 2 for side in backs for page in side)


@pytest.mark.parametrize("text", ["1-3,5", "１－３，５", "1~3、5", " 1至3 5 "])
def test_ranges_as_people_type_them(text: str) -> None:
    assert read_range(text, 6) == (0, 1, 2, 4)


@pytest.mark.parametrize("text", ["", "0", "7", "3-1", "2-9", "一", "1-", "-2"])
def test_what_is_no_range_is_told(text: str) -> None:
    with pytest.raises(Trouble):
        read_range(text, 6)
