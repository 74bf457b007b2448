"""Tables of records in the grid: blocks pasted, and the totals of 政府采购."""

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtWidgets import QInputDialog, QToolButton
from pytestqt.qtbot import QtBot

from models.records import Address
from tests.ui.grid.grids import CTRL, blank, column, go, press, put, records, shown, statuses, text, to_blank_row
from ui.pages.table_page import TablePage

K = Qt.Key


# Pasting


def test_a_block_grows_the_table_in_one_step(page: TablePage) -> None:
    said = statuses(page)
    put("丁局\t行政\r\n戊局\t事业\r\n")
    to_blank_row(page)
    press(K.Key_V, modifiers=CTRL)
    assert column(page) == ["甲局", "乙局", "丙中心", "丁局", "戊局"]
    assert said == ["新增 2 行，已粘贴 4 个单元格。"]
    page.session.undo()
    assert column(page) == ["甲局", "乙局", "丙中心"]


def test_a_block_covers_records_and_goes_on_under_them(page: TablePage) -> None:
    put("子\n丑\n")
    go(page, "3", "name")
    press(K.Key_V, modifiers=CTRL)
    assert column(page) == ["甲局", "乙局", "子", "丑"]


def test_blank_rows_at_the_end_of_a_block_add_no_records(page: TablePage) -> None:
    put("丁局\r\n\r\n\r\n")
    to_blank_row(page)
    press(K.Key_V, modifiers=CTRL)
    assert column(page)[3:] == ["丁局"]


def test_what_lies_beside_the_table_is_told(page: TablePage) -> None:
    said = statuses(page)
    put("财政拨款\t多余\r\n")
    go(page, "1", "funding")
    press(K.Key_V, modifiers=CTRL)
    assert said == ["已粘贴 1 个单元格，1 个超出表格，没有填入。"]


def test_amounts_of_a_block_are_in_the_unit_that_is_shown(empty: TablePage) -> None:
    empty.set_unit("元")
    put("打印机\t12345.6\r\n")
    to_blank_row(empty)
    press(K.Key_V, modifiers=CTRL)
    assert empty.session.document.value(Address("X2", "1", "budget")) == 1_234_560


def test_a_copied_text_keeps_its_line_breaks(page: TablePage) -> None:
    page.model.enter("x", {Address("X1", "1", "name"): "甲\n乙"})
    go(page, "1", "name")
    press(K.Key_C, modifiers=CTRL)
    to_blank_row(page)
    press(K.Key_V, modifiers=CTRL)
    assert column(page)[-1] == "甲\n乙"


# Totals of 政府采购


@pytest.fixture
def purchases(qtbot: QtBot) -> TablePage:
    """Two purchases of one office and one of another."""
    blank_columns = [""] * 6
    rows = [["公用经费", *blank_columns, amount] for amount in ("1.20", "0.30", "20")]
    return shown(qtbot, records("X2", *rows), "X2")


def amounts(page: TablePage) -> list[str]:
    return [text(page, line.key, "total") for line in page.session.document.lines("X2")]


def button(page: TablePage, name: str) -> QToolButton:
    return next(button for button in page.findChildren(QToolButton) if button.text() == name)


def select_rows(page: TablePage, first: int, last: int) -> None:
    area = QItemSelection(page.model.index(first, 0), page.model.index(last, 0))
    page.grid.selectionModel().select(area, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def test_subtotals_and_the_total_are_added_by_their_buttons(
    purchases: TablePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[list[str]] = []
    names = iter(["甲局", "乙局"])

    def answer(_parent: object, _title: str, _label: str, items: list[str]) -> tuple[str, bool]:
        offered.append(items)
        return next(names), True

    monkeypatch.setattr(QInputDialog, "getItem", answer)
    select_rows(purchases, 0, 1)
    button(purchases, "加小计…").click()
    select_rows(purchases, 3, 3)
    button(purchases, "加小计…").click()
    button(purchases, "加合计").click()
    assert amounts(purchases) == ["21.50", "1.50", "1.20", "0.30", "20.00", "20.00"]
    assert column(purchases) == ["合计", "甲局小计", "公用经费", "公用经费", "乙局小计", "公用经费"]
    assert offered == [["某局"], ["某局"]]
    for _ in range(3):
        purchases.session.undo()
    assert amounts(purchases) == ["1.20", "0.30", "20.00"]


def test_what_cannot_be_totalled_is_told(purchases: TablePage, monkeypatch: pytest.MonkeyPatch) -> None:
    said = statuses(purchases)
    monkeypatch.setattr(QInputDialog, "getItem", lambda *_: ("甲局", True))
    select_rows(purchases, 1, 2)
    button(purchases, "加小计…").click()
    assert said == ["请先给最前面的单位加小计，再依次给后面的单位加。"]
    button(purchases, "加合计").click()
    button(purchases, "加合计").click()
    assert said[-1].startswith("已经有合计行")


def test_a_computed_total_is_not_typed_over(purchases: TablePage) -> None:
    purchases.grid.commands.add_total()
    said = statuses(purchases)
    key = purchases.session.document.lines("X2")[0].key
    go(purchases, key, "total")
    press("9")
    assert text(purchases, key, "total") == "21.50"
    assert "自动计算" in said[-1]


def test_a_table_of_codes_has_no_buttons_for_records(qtbot: QtBot) -> None:
    page = shown(qtbot, blank(), "T2")
    assert not [button for button in page.findChildren(QToolButton) if button.text() == "上移"]
