"""Typing Chinese into the grid: what is composed stays in its cell, and codes and amounts are never composed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QRect, QRectF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QInputMethodQueryEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.grid.grids import blank, column, compose, go, press, records, shown, text
from ui.pages.table_page import TablePage

K = Qt.Key
ASK = Qt.InputMethodQuery


@pytest.fixture
def texts(qtbot: QtBot) -> TablePage:
    """机构设置 with three institutions."""
    return shown(qtbot, records("X1", ["甲局", "行政"], ["乙局", "行政"], ["丙中心", "事业"]), "X1")


def asked(widget: QWidget | None, query: Qt.InputMethodQuery) -> object:
    """What Qt would be told that asks the widget."""
    assert widget is not None
    event = QInputMethodQueryEvent(query)
    QApplication.sendEvent(widget, event)
    return event.value(query)


def click(page: TablePage, row: int, number: int) -> None:
    at = page.grid.visualRect(page.model.index(row, number)).center()
    QTest.mouseClick(page.grid.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_a_word_left_by_a_click_stays_in_its_cell(texts: TablePage) -> None:
    go(texts, "2", "name")
    compose(("fuke", ""), ("妇科", ""))
    click(texts, 0, 0)
    compose(("caizheng", ""), ("", "财政"))
    press(K.Key_Return)
    assert column(texts) == ["财政", "妇科", "丙中心"]


def test_a_second_word_left_by_a_click_stays_in_its_cell(texts: TablePage) -> None:
    go(texts, "1", "name")
    compose(("fengrun", ""), ("", "丰润"), ("区", ""))
    click(texts, 2, 0)
    assert column(texts) == ["丰润区", "乙局", "丙中心"]


def test_leaving_the_page_keeps_what_is_composed(texts: TablePage) -> None:
    go(texts, "2", "name")
    compose(("shiye", ""), ("事业", ""))
    texts.commit_pending()
    assert column(texts) == ["甲局", "事业", "丙中心"]


def test_what_is_composed_stays_when_the_focus_goes_elsewhere(texts: TablePage) -> None:
    go(texts, "2", "name")
    compose(("shiye", ""), ("事业", ""))
    texts.grid.clearFocus()
    texts.commit_pending()
    assert column(texts) == ["甲局", "事业", "丙中心"]


def test_what_was_given_up_leaves_the_cell_as_it_was(texts: TablePage) -> None:
    go(texts, "2", "name")
    compose(("shi", ""), ("", ""))
    press(K.Key_Escape)
    click(texts, 0, 0)
    assert column(texts) == ["甲局", "乙局", "丙中心"]


@pytest.mark.parametrize("place", ["code", "basic"])
def test_nothing_is_composed_in_codes_and_amounts(qtbot: QtBot, place: str) -> None:
    page = shown(qtbot, blank(T5=("2060101",)), "T5")
    go(page, "2060101", place)
    assert asked(page.grid, ASK.ImEnabled) is False
    press(K.Key_F2)
    assert asked(QApplication.focusWidget(), ASK.ImEnabled) is False


def test_initials_arrive_whole_after_chinese(qtbot: QtBot) -> None:
    page = shown(qtbot, blank(T5=("2060101",)), "T5")
    page.grid.open_blank_row()
    assert asked(QApplication.focusWidget(), ASK.ImEnabled) is False
    press("206 xzyx", K.Key_Return)
    assert page.session.document.line("T5", "2060101") is not None


def test_names_may_be_composed(qtbot: QtBot) -> None:
    page = shown(qtbot, blank(T5=("2060101",)), "T5")
    go(page, "2060101", "name")
    assert asked(page.grid, ASK.ImEnabled) is True
    press(K.Key_F2)
    assert asked(QApplication.focusWidget(), ASK.ImEnabled) is True


def test_candidates_stand_at_the_caret_of_a_text_of_several_lines(texts: TablePage) -> None:
    go(texts, "3", "name")
    compose(("bing", ""))
    caret = QRectF(asked(texts.grid, ASK.ImCursorRectangle)).toRect()  # type: ignore[call-overload]
    cell = texts.grid.visualRect(texts.grid.currentIndex())
    corner = texts.grid.viewport().mapTo(texts.grid, QPoint())
    assert cell.translated(corner).intersects(QRect(caret))


def test_a_file_dragged_over_an_open_cell_is_left_to_the_window(texts: TablePage) -> None:
    go(texts, "1", "name")
    press(K.Key_F2)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/tmp/tables.xlsx")])
    editor = QApplication.focusWidget()
    assert not editor.canInsertFromMimeData(mime)  # type: ignore[union-attr]
    event = QDragEnterEvent(
        QPoint(2, 2), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(editor, event)
    assert not event.isAccepted()
    assert text(texts, "1", "name") == "甲局"
