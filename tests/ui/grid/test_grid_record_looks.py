"""Tables of records in the grid: a proper model, and how its rows look."""

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from forms.edit import cells
from forms.edit.records import copy_record, move_record
from models.records import Address
from tests.ui.grid.grids import (
    blank,
    go,
    press,
    published,
    records,
    shown,
    text,
    to_blank_row,
)
from ui.grid import text as grid_text
from ui.grid.look import LOOK, NEW_RECORD, Look
from ui.grid.model import GridModel
from ui.pages.table_page import TablePage

K = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
Role = Qt.ItemDataRole
LONG = "制订和组织实施工业和信息化发展战略、计划，组织全市工业技术改造工作。" * 12
DECLARED = (
    ("2019-bazhou", "X6"),
    *((name, table) for name in ("2019-bazhou", "2021-qinhuangdao", "2024-fengrun") for table in ("X1", "X2", "X3")),
)


# The model


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(("name", "table"), DECLARED)
def test_every_table_of_the_explanation_is_a_proper_model(name: str, table: str) -> None:
    model = GridModel(published(name), table)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning, model)
    for row in range(model.rowCount()):
        for number in range(model.columnCount()):
            for role in (Role.DisplayRole, Role.EditRole, Role.ToolTipRole, Role.AccessibleTextRole):
                assert isinstance(model.index(row, number).data(role), str | None)
            assert isinstance(model.index(row, number).data(LOOK), Look)


@pytest.mark.usefixtures("qapp")
def test_it_stays_a_proper_model_while_rows_come_move_and_go() -> None:
    session = records("X1", ["甲"], ["乙"], ["丙"])
    model = GridModel(session, "X1")
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning, model)
    document = session.document
    model.setData(model.index(3, 1), "行政")
    session.apply("移", move_record(document, "X1", "1", 1))
    session.apply("复制", copy_record(document, "X1", "2"))
    session.apply("删", cells.remove_rows(document, "X1", ["1", "4"]))
    session.undo()
    assert [model.text(row, 0) for row in range(model.rowCount())] == ["乙", "甲", "丙", "", "乙", ""]


@pytest.mark.usefixtures("qapp")
def test_the_blank_row_becomes_the_record_and_another_comes_under_it() -> None:
    model = GridModel(records("X1", ["甲"]), "X1")
    typed = QPersistentModelIndex(model.index(1, 0))
    model.setData(model.index(1, 0), "乙")
    assert (typed.row(), typed.data(), model.index(2, 0).data()) == (1, "乙", NEW_RECORD)


@pytest.mark.usefixtures("qapp")
def test_nothing_typed_into_the_blank_row_adds_nothing() -> None:
    model = GridModel(blank(), "X1")
    assert not model.setData(model.index(0, 0), "  ")
    assert model.rowCount() == 1


@pytest.mark.usefixtures("qapp")
def test_an_edit_announces_its_row_only() -> None:
    model = GridModel(records("X1", ["甲"], ["乙"], ["丙"]), "X1")
    rows: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: rows.append((first.row(), last.row())))
    model.setData(model.index(1, 1), "事业")
    assert set(rows) == {(1, 1)}


@pytest.mark.usefixtures("qapp")
def test_a_text_that_looks_like_an_amount_stays_as_typed_in_the_other_unit() -> None:
    model = GridModel(records("X2", ["打印机"]), "X2")
    model.set_unit("元")
    columns = [column.id for column in model.columns]
    for name, typed in (("goods", "2021"), ("quantity", "12.0"), ("price", "12000")):
        model.setData(model.index(0, columns.index(name)), typed)
    document = model.document
    assert document.text(Address("X2", "1", "goods")) == "2021"
    assert document.text(Address("X2", "1", "quantity")) == "12.0"
    assert document.value(Address("X2", "1", "price")) == 1_200_000


@pytest.mark.usefixtures("qapp")
def test_text_stands_left_and_a_quantity_right() -> None:
    model = GridModel(records("X2", ["打印机"]), "X2")
    sides = {
        model.columns[number].kind: Qt.AlignmentFlag(model.index(0, number).data(Role.TextAlignmentRole))
        & Qt.AlignmentFlag.AlignHorizontal_Mask
        for number in range(model.columnCount())
    }
    assert sides == {
        "text": Qt.AlignmentFlag.AlignLeft,
        "money": Qt.AlignmentFlag.AlignRight,
        "quantity": Qt.AlignmentFlag.AlignRight,
    }


@pytest.mark.usefixtures("qapp")
def test_a_record_is_named_by_its_number() -> None:
    model = GridModel(published("2021-qinhuangdao"), "X2")
    price = [column.id for column in model.columns].index("price")
    assert str(model.index(2, price).data(Role.AccessibleTextRole)).startswith("政府采购 第3行 单价 0.27 万元")


@pytest.mark.usefixtures("qapp")
def test_the_tooltip_tells_the_whole_text() -> None:
    model = GridModel(records("X1", [LONG]), "X1")
    assert str(model.index(0, 0).data(Role.ToolTipRole)).replace("\n", "") == LONG


@pytest.mark.usefixtures("qapp")
def test_the_lines_of_the_assets_are_fixed_and_take_quantities() -> None:
    model = GridModel(blank(), "X3")
    quantity = model.find(Address("X3", "vehicles", "quantity"))
    model.setData(quantity, "——")
    assert (model.grows, quantity.data()) == (False, "——")


# Looks


def test_a_row_is_as_high_as_its_text_up_to_a_limit(page: TablePage) -> None:
    plain = page.grid.rowHeight(0)
    heights = []
    for content in (LONG[:80], LONG, LONG * 3):
        page.model.enter("x", {Address("X1", "1", "name"): content})
        heights.append(page.grid.rowHeight(0))
    assert plain < heights[0] < heights[1] == heights[2]
    page.session.undo()
    page.session.undo()
    page.session.undo()
    assert page.grid.rowHeight(0) == plain


def test_heights_go_with_their_records(page: TablePage) -> None:
    page.model.enter("x", {Address("X1", "1", "name"): LONG})
    plain, high = page.grid.rowHeight(1), page.grid.rowHeight(0)
    go(page, "1", "name")
    press(K.Key_Down, modifiers=ALT)
    assert (page.grid.rowHeight(0), page.grid.rowHeight(1)) == (plain, high)


def test_a_narrower_column_makes_its_rows_higher(page: TablePage) -> None:
    page.model.enter("x", {Address("X1", "1", "name"): LONG[:60]})
    before = page.grid.rowHeight(0)
    page.grid.setColumnWidth(0, 120)
    assert page.grid.rowHeight(0) > before


def test_what_a_cell_cannot_show_is_cut_with_dots(page: TablePage) -> None:
    font = page.grid.font()
    lines = grid_text.shown(LONG, font, 200)
    assert len(lines) == grid_text.MOST_LINES
    assert lines[-1].endswith("…")


@pytest.mark.parametrize("content", ["", "甲", LONG, "甲\n\n乙", "A0201060102" * 9, "𠮷野" * 40])
def test_breaking_a_text_loses_nothing(page: TablePage, content: str) -> None:
    lines = grid_text.lines(content, page.grid.font(), 100)
    assert "".join(lines) == content.replace("\n", "")


def test_the_first_column_of_a_record_stays_when_scrolled(qtbot: QtBot) -> None:
    page = shown(qtbot, published("2021-qinhuangdao"), "X2")
    assert page.show_cell(Address("X2", "5", "unit_funds"))
    frozen = page.grid.childAt(page.grid.viewport().geometry().topLeft())
    assert frozen is not None
    assert frozen.parent() is not page.grid
    assert text(page, "5", "goods") == "其他印刷品"


def test_the_hint_of_the_blank_row_is_seen_whole(empty: TablePage) -> None:
    assert empty.grid.fontMetrics().horizontalAdvance(NEW_RECORD) < empty.grid.columnWidth(0)


def test_every_amount_of_the_purchases_is_seen_whole(qtbot: QtBot) -> None:
    page = shown(qtbot, published("2021-qinhuangdao"), "X2")
    metrics = page.grid.fontMetrics()
    for row in range(page.model.rowCount()):
        for number in range(page.model.columnCount()):
            if page.model.columns[number].kind in ("money", "quantity"):
                assert metrics.horizontalAdvance(page.model.text(row, number)) < page.grid.columnWidth(number)


def test_an_undone_record_leaves_a_current_cell(page: TablePage) -> None:
    to_blank_row(page)
    press("丁局", K.Key_Return, K.Key_Up)
    page.session.undo()
    assert page.grid.currentIndex() != QModelIndex()
