"""The head of a grid: captions over several columns, each level in its row, in the frozen columns too."""

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from models.records import Address
from tests.ui.grid.grids import go, published, shown
from ui.grid.frozen import FrozenColumns
from ui.grid.head import GridHead
from ui.kit import style
from ui.pages.table_page import TablePage


@pytest.fixture
def page(qtbot: QtBot) -> TablePage:
    return shown(qtbot, published(), "T2")


def head_of(page: TablePage) -> GridHead:
    head = page.grid.horizontalHeader()
    assert isinstance(head, GridHead)
    return head


def column(page: TablePage, name: str) -> int:
    return next(n for n, one in enumerate(page.model.columns) if one.id == name)


def is_line(head: GridHead, right_of: int, height: int) -> bool:
    """Whether a line parts the column from its right neighbour at that height."""
    x = head.sectionViewportPosition(right_of) + head.sectionSize(right_of)
    image = head.viewport().grab().toImage()
    return style.color("line2").name() in {QColor(image.pixel(x + by, height)).name() for by in (-1, 0)}


def test_a_caption_over_several_columns_is_not_parted(page: TablePage) -> None:
    head = head_of(page)
    low = head.height() - 3
    for first, parted_above in (("year", False), ("fiscal", False), ("total", True), ("name", True)):
        assert is_line(head, column(page, first), low)
        assert is_line(head, column(page, first), 2) == parted_above, first


def test_the_head_is_as_high_as_its_levels_need(page: TablePage, qtbot: QtBot) -> None:
    other = shown(qtbot, published(), "X1")
    assert head_of(page).height() > head_of(other).height()
    for head in (head_of(other), head_of(page)):
        assert head.height() == head.sizeHint().height()


def test_the_column_one_stands_in_is_seen_in_the_head(page: TablePage) -> None:
    go(page, "2060101", "fiscal")
    head = head_of(page)
    image = head.viewport().grab().toImage()
    grounds = {
        name: QColor(image.pixel(head.sectionViewportPosition(column(page, name)) + 3, head.height() - 4)).name()
        for name in ("fiscal", "year")
    }
    assert grounds == {"fiscal": style.color("accenttint").name(), "year": style.color("ground").name()}


def test_the_frozen_columns_have_the_same_head(page: TablePage) -> None:
    page.resize(600, 500)
    page.show_cell(Address("T2", "2060101", "carry"))
    frozen = page.grid.findChild(FrozenColumns)
    assert frozen is not None
    assert frozen.isVisible()
    head = frozen.horizontalHeader()
    assert isinstance(head, GridHead)
    assert head.height() == head_of(page).height()
    assert not is_line(head, column(page, "code"), 2)


def test_rows_are_as_high_as_the_design_says(page: TablePage) -> None:
    page.model.set_compared(False)
    assert page.grid.rowHeight(3) in range(22, 27)
