"""Typing into the grid: the keys of WPS and Excel, the two modes."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from models.records import Address
from tests.ui.grid.grids import CTRL, SHIFT, blank, go, place, press, shown, text
from ui.pages.table_page import TablePage

K = Qt.Key
CODES = ("2060101", "2060102", "2060199")


@pytest.fixture
def page(qtbot: QtBot) -> TablePage:
    """T5 with three codes; its 基本支出 and 项目支出 are typed, 合计 and the parents computed."""
    return shown(qtbot, blank(T5=CODES), "T5")


def statuses(page: TablePage) -> list[str]:
    said: list[str] = []
    page.status.connect(said.append)
    return said


def test_a_table_opens_on_its_first_cell_that_is_typed(page: TablePage) -> None:
    assert place(page) == ("2060101", "basic")


def test_a_table_without_rows_opens_on_the_place_for_a_code(qtbot: QtBot) -> None:
    assert place(shown(qtbot, blank(), "T5")) == ("", "code")


def test_enter_after_tab_from_a_code_stays_among_the_amounts(page: TablePage) -> None:
    go(page, "206", "code")
    press(K.Key_Tab, "12.5", K.Key_Return, "3", K.Key_Return)
    assert [text(page, row, "basic") for row in CODES[:2]] == ["12.50", "3.00"]
    assert place(page) == ("2060199", "basic")


def test_a_table_that_is_gone_back_to_stands_where_it_was_left(page: TablePage) -> None:
    go(page, "2060199", "project")
    page.hide()
    page.show()
    assert place(page) == ("2060199", "project")


def test_typing_and_enter_fill_two_cells_downwards(page: TablePage) -> None:
    go(page, "2060101", "basic")
    press("12.5", K.Key_Return, "3", K.Key_Return)
    assert (text(page, "2060101", "basic"), text(page, "2060102", "basic")) == ("12.50", "3.00")
    assert place(page) == ("2060199", "basic")


def test_the_keypad_enter_does_the_same(page: TablePage) -> None:
    go(page, "2060101", "basic")
    press("1", K.Key_Enter)
    assert place(page) == ("2060102", "basic")


def test_shift_and_enter_go_up(page: TablePage) -> None:
    go(page, "2060102", "basic")
    press("1")
    press(K.Key_Return, modifiers=SHIFT)
    assert place(page) == ("2060101", "basic")


def test_enter_skips_computed_cells(qtbot: QtBot) -> None:
    page = shown(qtbot, blank(T5=("2060101", "2070101")), "T5")
    go(page, "2060101", "basic")
    press(K.Key_Return)
    assert place(page) == ("2070101", "basic")


def test_enter_on_the_last_row_leads_to_the_next_code(page: TablePage) -> None:
    go(page, "2060199", "basic")
    press(K.Key_Return)
    assert place(page) == ("", "code")


def test_tab_goes_to_the_next_typed_cell_and_wraps(page: TablePage) -> None:
    go(page, "2060101", "basic")
    press(K.Key_Tab)
    assert place(page) == ("2060101", "project")
    press(K.Key_Tab)
    assert place(page) == ("2060102", "basic")


def test_shift_and_tab_go_back(page: TablePage) -> None:
    go(page, "2060102", "basic")
    press(K.Key_Backtab)
    assert place(page) == ("2060101", "project")


def test_enter_after_three_tabs_returns_under_the_first_cell(qtbot: QtBot) -> None:
    page = shown(qtbot, blank(T3=CODES), "T3")
    go(page, "2060101", "basic")
    press("1", K.Key_Tab, "2", K.Key_Tab, "3", K.Key_Tab, "4", K.Key_Return)
    assert place(page) == ("2060102", "basic")
    assert text(page, "2060101", "superior") == "4.00"


def test_an_arrow_ends_a_run_of_tabs(page: TablePage) -> None:
    go(page, "2060101", "basic")
    press(K.Key_Tab, K.Key_Up, K.Key_Down, K.Key_Return)
    assert place(page) == ("2060102", "project")


def test_an_arrow_commits_while_typing(page: TablePage) -> None:
    go(page, "2060101", "basic")
    press("12", K.Key_Right)
    assert text(page, "2060101", "basic") == "12.00"
    assert place(page) == ("2060101", "project")


def test_an_arrow_moves_the_caret_after_f2(page: TablePage) -> None:
    go(page, "2060101", "basic")
    press("12", K.Key_Return, K.Key_Up, K.Key_F2, K.Key_Left, K.Key_Left, K.Key_Left, "3", K.Key_Return)
    assert text(page, "2060101", "basic") == "123.00"


def test_f2_again_returns_to_typing(page: TablePage) -> None:
    modes: list[str] = []
    page.mode_changed.connect(modes.append)
    go(page, "2060101", "basic")
    press(K.Key_F2, K.Key_F2, K.Key_Escape)
    assert modes == ["输入", "编辑", "输入", ""]


def test_escape_keeps_the_old_amount(page: TablePage) -> None:
    go(page, "2060101", "basic")
    press("5", K.Key_Return, K.Key_Up, "7", K.Key_Escape)
    assert text(page, "2060101", "basic") == "5.00"


def test_an_editor_left_unchanged_is_no_step(page: TablePage) -> None:
    go(page, "2060101", "basic")
    press("5", K.Key_Return, K.Key_Up)
    before = page.session.document.content()
    press(K.Key_F2, K.Key_Return)
    assert page.session.document.content() == before
    page.session.undo()
    assert text(page, "2060101", "basic") == ""


def test_delete_clears_the_selection_in_one_step(page: TablePage) -> None:
    go(page, "2060101", "basic")
    press("5", K.Key_Return, "6", K.Key_Return)
    go(page, "2060101", "basic")
    press(K.Key_Down, modifiers=SHIFT)
    press(K.Key_Delete)
    assert (text(page, "2060101", "basic"), text(page, "2060102", "basic")) == ("", "")
    page.session.undo()
    assert (text(page, "2060101", "basic"), text(page, "2060102", "basic")) == ("5.00", "6.00")


def test_backspace_clears_and_edits(page: TablePage) -> None:
    go(page, "2060101", "basic")
    press("5", K.Key_Return, K.Key_Up, K.Key_Backspace, K.Key_Return)
    assert text(page, "2060101", "basic") == ""


def test_control_enter_fills_the_selection(page: TablePage) -> None:
    go(page, "2060101", "basic")
    press(K.Key_Down, modifiers=SHIFT)
    press("8")
    press(K.Key_Return, modifiers=CTRL)
    assert (text(page, "2060101", "basic"), text(page, "2060102", "basic")) == ("8.00", "8.00")


def test_control_d_repeats_the_first_row(page: TablePage) -> None:
    go(page, "2060101", "basic")
    press("5", K.Key_Return, K.Key_Up)
    press(K.Key_Down, K.Key_Down, modifiers=SHIFT)
    press(K.Key_D, modifiers=CTRL)
    assert text(page, "2060199", "basic") == "5.00"


def test_control_r_repeats_the_first_column(page: TablePage) -> None:
    go(page, "2060101", "basic")
    press("5", K.Key_Tab)
    press(K.Key_R, modifiers=CTRL)
    assert text(page, "2060101", "project") == "5.00"


def test_control_home_and_end_go_to_the_corners(page: TablePage) -> None:
    press(K.Key_End, modifiers=CTRL)
    assert place(page) == ("", "project")
    press(K.Key_Home, modifiers=CTRL)
    assert place(page) == ("total", "code")


def test_control_and_an_arrow_go_to_the_edge_of_the_block(page: TablePage) -> None:
    go(page, "2060101", "basic")
    press("5", K.Key_Return, "6", K.Key_Return)
    go(page, "2060101", "basic")
    press(K.Key_Down, modifiers=CTRL)
    assert place(page) == ("2060102", "basic")
    assert len(page.grid.selected_cells()) == 1


def test_control_shift_and_an_arrow_select_to_the_edge(page: TablePage) -> None:
    go(page, "2060101", "basic")
    press("5", K.Key_Return, "6", K.Key_Return)
    go(page, "2060101", "basic")
    press(K.Key_Down, modifiers=CTRL | SHIFT)
    assert page.selection_sum() == (2, 11_000_000)


def test_control_a_selects_everything(page: TablePage) -> None:
    press(K.Key_A, modifiers=CTRL)
    assert len(page.grid.selected_cells()) == page.model.rowCount() * page.model.columnCount()


def test_undo_and_redo_show_their_place(page: TablePage) -> None:
    go(page, "2060101", "basic")
    press("5", K.Key_Return, K.Key_Down)
    press(K.Key_Z, modifiers=CTRL)
    assert text(page, "2060101", "basic") == ""
    assert place(page) == ("2060101", "basic")
    press(K.Key_Y, modifiers=CTRL)
    assert text(page, "2060101", "basic") == "5.00"


def test_undo_in_an_open_editor_is_about_its_text(page: TablePage) -> None:
    go(page, "2060101", "basic")
    press("5", K.Key_Return, "6")
    press(K.Key_Z, modifiers=CTRL)
    assert text(page, "2060101", "basic") == "5.00"


def test_typing_on_a_computed_cell_explains_it(page: TablePage) -> None:
    said = statuses(page)
    go(page, "2060101", "total")
    press("5")
    assert said == ["由“基本支出” 空白　＋“项目支出” 空白自动计算，不用填写。"]


def test_a_double_click_on_a_computed_cell_explains_it(page: TablePage) -> None:
    said = statuses(page)
    index = page.model.find(Address("T5", "2060101", "total"))
    middle = page.grid.visualRect(index).center()
    button = Qt.MouseButton.LeftButton
    QTest.mouseClick(page.grid.viewport(), button, Qt.KeyboardModifier.NoModifier, middle)
    QTest.mouseDClick(page.grid.viewport(), button, Qt.KeyboardModifier.NoModifier, middle)
    assert said
    assert "自动计算" in said[-1]


def test_letters_on_a_computed_cell_do_not_search(page: TablePage) -> None:
    go(page, "2060199", "total")
    press("2")
    assert place(page) == ("2060199", "total")


def test_the_wheel_changes_no_amount(page: TablePage) -> None:
    go(page, "2060101", "basic")
    press("5")
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    event = QWheelEvent(
        editor.rect().center(),
        editor.mapToGlobal(editor.rect().center()),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(editor, event)
    assert editor.text() == "5"


def test_a_label_of_the_form_is_not_overwritten_by_typing(qtbot: QtBot) -> None:
    page = shown(qtbot, blank(), "T9")
    said = statuses(page)
    go(page, "reception", "label")
    press("x")
    assert said == ["项目名称由表样规定；确实要改，请按 F2。"]
    assert text(page, "reception", "label") == "三、公务接待费"


def test_a_label_can_be_changed_after_f2(qtbot: QtBot) -> None:
    page = shown(qtbot, blank(), "T9")
    go(page, "reception", "label")
    press(K.Key_F2, "用", K.Key_Return)
    assert text(page, "reception", "label") == "三、公务接待费用"


def test_bad_text_is_kept_when_the_focus_is_lost(page: TablePage) -> None:
    go(page, "2060101", "basic")
    press("12a")
    page.setFocus()
    page.findChild(QLineEdit).clearFocus()
    assert text(page, "2060101", "basic") == "12a"
    head = page.model.headerData(page.grid.currentIndex().row(), Qt.Orientation.Vertical)
    assert head.startswith("E ")


def test_full_width_digits_and_the_chinese_point_are_an_amount(page: TablePage) -> None:
    go(page, "2060101", "basic")
    press("１２。５", K.Key_Return)
    assert text(page, "2060101", "basic") == "12.50"
