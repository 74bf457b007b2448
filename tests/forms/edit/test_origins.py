"""Where what stands in a cell comes from, and what it was typed over."""

import pytest

from forms.document.document import Document
from forms.edit import cells
from forms.edit.origins import CameFrom, came_from, typed_over
from models.records import Address, CellChange, CellEntry
from tests.published import disclosure

LEAF = Address("T5", "2060101", "basic")


@pytest.fixture
def document() -> Document:
    return disclosure("2024-fengrun")


def test_what_a_file_gives_what_is_added_up_and_what_is_blank(document: Document) -> None:
    assert came_from(document, LEAF) is CameFrom.FILE
    assert came_from(document, LEAF._replace(column="total")) is CameFrom.PROGRAM
    assert came_from(document, LEAF._replace(column="project")) is None


def test_what_is_typed_over_is_known_until_it_is_taken_back(document: Document) -> None:
    for fen in (1, 2):
        document.apply("填", cells.state(document, LEAF, fen))
    assert came_from(document, LEAF) is CameFrom.CHANGED
    assert typed_over(document)[LEAF].fen == 292_650000
    document.undo()
    document.undo()
    assert came_from(document, LEAF) is CameFrom.FILE


def test_the_same_amount_typed_again_is_no_change(document: Document) -> None:
    document.apply("填", cells.state(document, LEAF, 292_650000))
    assert came_from(document, LEAF) is CameFrom.HAND
    document.apply("清除", cells.clear(document, [LEAF]))
    assert came_from(document, LEAF) is None


def test_what_is_typed_into_a_blank_cell_is_typed(document: Document) -> None:
    blank = LEAF._replace(column="project")
    document.apply("填", cells.state(document, blank, 1))
    assert came_from(document, blank) is CameFrom.HAND


def test_last_years_amount_that_was_fetched_is_last_years(document: Document) -> None:
    before = Address("X7", "basic", "before")
    document.apply("取上年数", [CellChange(before, None, CellEntry(fen=5, origin="imported"))])
    assert came_from(document, before) is CameFrom.LAST_YEAR
    document.apply("填", cells.state(document, before, 6))
    assert came_from(document, before) is CameFrom.CHANGED
