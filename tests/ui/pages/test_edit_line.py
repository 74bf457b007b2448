"""The line over a grid: the place, the value, how it comes about, where it is used; and going there and back."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from models.records import Address
from tests.ui.grid.grids import blank, go, press, published, records, shown, statuses, text
from tests.ui.menus import call
from ui.grid.editor import CellEditor
from ui.kit.commands import BACK, WHERE_USED
from ui.pages.edit_line import EditLine
from ui.pages.table_page import TablePage
from ui.window.main_window import MainWindow

LEAF = Address("T3", "2150501", "basic")


@pytest.fixture
def page(qtbot: QtBot) -> TablePage:
    page = shown(qtbot, published(), "T3")
    go(page, "2150501", "basic")
    return page


def told(line: EditLine) -> list[str]:
    """What the parts of the line say, from left to right."""
    return [line._place.text(), line.value.text(), line._how.text()]


def click_value(page: TablePage, behind: int) -> None:
    """Click on the value behind that many of its characters."""
    value = page.line.value
    value.setCursorPosition(behind)
    at = value.cursorRect().center()
    QTest.mouseClick(value, Qt.MouseButton.LeftButton, pos=QPoint(at.x(), value.height() // 2))


def test_it_tells_the_place_and_the_value_in_the_other_unit_too(page: TablePage) -> None:
    assert told(page.line) == ["2150501 行政运行 基本支出", "866.21", "＝ 8662100.00 元"]
    page.set_unit("元")
    assert told(page.line)[1:] == ["8662100.00", "＝ 866.21 万元"]


def test_it_tells_what_a_computed_cell_adds_up(page: TablePage) -> None:
    go(page, "21505", "basic")
    assert (
        told(page.line)[2]
        == "＝ “2150501 行政运行” 866.21　＋“2150502 一般行政管理事务” 空白　＋“2150517 产业发展” 空白"
    )


def test_on_the_blank_row_it_tells_nothing_of_the_row_before(page: TablePage) -> None:
    page.grid.setCurrentIndex(page.model.index(page.model.rowCount() - 1, 0))
    assert told(page.line) == ["新的一行 科目编码", "", ""]


def test_it_follows_what_is_typed_and_what_is_taken_back(page: TablePage) -> None:
    press("7", "5")
    assert page.line.value.text() == "75"
    press(Qt.Key.Key_Escape)
    assert page.line.value.text() == "866.21"


def test_a_click_on_the_value_goes_on_in_the_cell_where_one_clicked(page: TablePage) -> None:
    click_value(page, 3)
    editor = QApplication.focusWidget()
    assert isinstance(editor, CellEditor)
    assert (editor.text(), editor.cursorPosition(), editor.typing) == ("866.21", 3, False)
    press("0", Qt.Key.Key_Return)
    assert text(page, "2150501", "basic") == "8660.21"


def test_a_click_while_something_is_typed_loses_nothing(page: TablePage) -> None:
    press("1", "2", "3")
    click_value(page, 1)
    press("9", Qt.Key.Key_Return)
    assert text(page, "2150501", "basic") == "1923.00"


def test_a_click_on_what_the_program_fills_says_why_not(page: TablePage) -> None:
    go(page, "21505", "basic")
    said = statuses(page)
    click_value(page, 0)
    assert "自动计算" in said[-1]


def test_a_text_of_several_lines_is_gone_on_with_in_its_cell(qtbot: QtBot) -> None:
    page = shown(qtbot, records("X1", ["甲局", "行政", "正科级"]), "X1")
    click_value(page, 1)
    press("乙", Qt.Key.Key_Return)
    assert page.model.text(0, 0) == "甲乙局"


def test_uses_are_counted_once_one_stands_still(qtbot: QtBot, page: TablePage) -> None:
    qtbot.waitUntil(lambda: page.line.uses.text().startswith("用在"))
    assert page.line.uses.text().strip() == "用在 6 处"
    assert page.line._used.text() == "合计、21505、215、增减情况、表五"
    go(page, "2150501", "name")
    qtbot.waitUntil(lambda: page.line.uses.text() == "没有用在别处")
    assert not page.line.uses.isEnabled()


def test_where_nothing_uses_the_cell_the_key_says_so(page: TablePage) -> None:
    go(page, "2150501", "name")
    said = statuses(page)
    page.show_uses()
    assert said == ["这一格没有用在别处。"]


def test_uses_are_told_of_what_stands_now(qtbot: QtBot) -> None:
    session = blank(T3=("2060101",), T5=("2060101",))
    page = shown(qtbot, session, "T3")
    go(page, "2060101", "basic")
    qtbot.waitUntil(lambda: "表五" in page.line._used.text())
    session.undo()
    qtbot.waitUntil(lambda: "表五" not in page.line._used.text())


@pytest.mark.qt_log_ignore("does not support", extend=True)
def test_enter_in_the_list_goes_there_and_back_is_one_key(opened: MainWindow) -> None:
    workspace = opened.workspace
    workspace.show_cell(LEAF)
    call(opened, WHERE_USED)
    menu = next(one for one in workspace.current_page.findChildren(QMenu) if one.isVisible())
    lines = [action for action in menu.actions() if action.isEnabled() and not action.isSeparator()]
    assert lines[0].text().startswith("表三 2150501 行政运行 合计　866.21")
    last = lines[-1]
    assert last.text() == "表五 2150501 行政运行 基本支出　866.21　D07 支出总表与财政拨款支出表一致"
    menu.setActiveAction(last)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert (workspace.at, workspace.place) == ("T5", Address("T5", "2150501", "basic"))
    call(opened, BACK)
    assert (workspace.at, workspace.place) == ("T3", LEAF)
    said: list[str] = []
    workspace.status.connect(said.append)
    call(opened, BACK)
    assert said == ["没有可以回到的地方。"]


@pytest.mark.qt_log_ignore("does not support", extend=True)
def test_a_sentence_in_the_list_is_shown_selected(opened: MainWindow) -> None:
    workspace = opened.workspace
    section = next(s.id for s in opened.workspace.session.document.edition.sections if s.key == "three_public")
    page = workspace.page(section)
    page.editor.setPlainText("说明如下。\n今年公务接待费0.80万元。")
    page.commit_pending()
    workspace.session.check()
    workspace.show_cell(Address("T9", "reception", "total"))
    call(opened, WHERE_USED)
    menu = next(one for one in workspace.current_page.findChildren(QMenu) if one.isVisible())
    told = next(action for action in menu.actions() if action.text().endswith("　今年公务接待费0.80万元"))
    menu.close()
    told.trigger()
    assert workspace.at == section
    assert workspace.current_page.editor.textCursor().selectedText() == "0.80万元"
