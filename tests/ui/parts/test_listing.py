"""A plain list with columns: figures stand to the right under their heads, words to the left."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.parts.listing import Listing, ListingRow

RIGHT = Qt.AlignmentFlag.AlignRight


@pytest.fixture
def listing(qtbot: QtBot) -> Listing:
    made = Listing("差异", ("所在", "原来", "现在"), wide=0)
    qtbot.addWidget(made)
    made.show_rows([ListingRow(("表一", "2236.11", "2305.27")), ListingRow(("表二", "", "空白"))])
    return made


def side(listing: Listing, column: int) -> bool:
    """Whether the cells and the head of a column stand to the right."""
    model = listing.model()
    told = model.index(0, column).data(Qt.ItemDataRole.TextAlignmentRole)
    head = model.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
    assert told == head
    return told is not None and bool(Qt.AlignmentFlag(told) & RIGHT)


def test_only_a_column_of_figures_stands_to_the_right(listing: Listing) -> None:
    assert [side(listing, column) for column in range(3)] == [False, True, False]


def test_other_rows_are_judged_anew(listing: Listing) -> None:
    listing.show_rows([ListingRow(("表一", "空白", "2305.27"))])
    assert [side(listing, column) for column in range(3)] == [False, False, True]


def test_a_code_stands_to_the_left_as_names_do(qtbot: QtBot) -> None:
    made = Listing("各单位", ("编码", "单位", "错误"), wide=1)
    qtbot.addWidget(made)
    made.show_rows([ListingRow(("307001", "清溪县妇幼保健院", "11"))])
    assert [side(made, column) for column in range(3)] == [False, False, True]


def test_a_column_without_a_word_takes_no_room(qtbot: QtBot) -> None:
    made = Listing("各单位", ("编码", "还剩", "说明"), wide=2)
    qtbot.addWidget(made)
    made.show_rows([ListingRow(("307001", "", ""))])
    assert [made.isColumnHidden(column) for column in range(3)] == [False, True, False]
    made.show_rows([ListingRow(("307001", "还剩3天", ""))])
    assert not made.isColumnHidden(1)


def test_without_rows_it_says_what_to_do(listing: Listing, qtbot: QtBot) -> None:
    listing.resize(400, 200)
    with qtbot.waitExposed(listing):
        listing.show()
    listing.show_rows([])
    bare = listing.viewport().grab().toImage()
    listing.nothing = "还没有备份。"
    assert listing.viewport().grab().toImage() != bare


def test_only_the_word_that_tells_the_level_wears_its_colour(qtbot: QtBot) -> None:
    made = Listing("问题", ("级别", "问题"), wide=1)
    qtbot.addWidget(made)
    made.show_rows([ListingRow(("E 错误", "两数不等"), level="E")])
    worn = [made.model().index(0, column).data(Qt.ItemDataRole.ForegroundRole) for column in range(2)]
    assert [one is not None for one in worn] == [True, False]


def test_a_column_is_cut_only_where_the_wide_one_needs_the_room(qtbot: QtBot) -> None:
    made = Listing("工作表", ("工作表", "依据"), wide=1)
    qtbot.addWidget(made)
    made.resize(900, 200)
    with qtbot.waitExposed(made):
        made.show()
    name = "部门预算一般公共预算财政拨款基本支出表"
    widths = []
    for grounds in ("表头", "表头" * 60):
        made.show_rows([ListingRow((name, grounds))])
        widths.append(made.columnWidth(0))
    assert widths[0] >= made.sizeHintForColumn(0) > widths[1]
