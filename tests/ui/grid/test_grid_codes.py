"""Typing codes and names into the grid: the list of codes, rows that come and go, the input method."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.records import Address, CellEntry
from tests.ui.grid.grids import CTRL, blank, go, place, press, shown, text
from ui.grid.code_popup import CodePopup
from ui.grid.editor import CellEditor
from ui.kit.session import Session
from ui.pages.table_page import TablePage

K = Qt.Key
CODES = ("2060101", "2060102", "2060199")


@pytest.fixture
def page(qtbot: QtBot) -> TablePage:
    """T5 with three codes; its 基本支出 and 项目支出 are typed, 合计 and the parents computed."""
    return shown(qtbot, blank(T5=CODES), "T5")


def popup(page: TablePage) -> CodePopup:
    found = page.findChild(CodePopup)
    assert found is not None
    return found


def statuses(page: TablePage) -> list[str]:
    said: list[str] = []
    page.status.connect(said.append)
    return said


# Codes


def test_typing_a_code_adds_its_row_and_its_parents_in_one_step(page: TablePage) -> None:
    press(K.Key_Insert, "2150501", K.Key_Return)
    assert [line.key for line in page.session.document.lines("T5")][-3:] == ["215", "21505", "2150501"]
    assert place(page) == ("2150501", "basic")
    page.session.undo()
    assert page.session.document.line("T5", "215") is None


def test_initials_offer_the_codes_in_use_first(page: TablePage) -> None:
    press(K.Key_Insert, "xzyx")
    codes = popup(page).codes()
    assert codes[0] == "2060101"
    assert "2150501" in codes


def test_an_arrow_and_enter_take_a_code_from_the_list(page: TablePage) -> None:
    press(K.Key_Insert, "2150", K.Key_Down)
    chosen = popup(page).chosen()
    press(K.Key_Return)
    assert chosen.startswith("215")
    assert place(page)[0] == chosen


def test_one_hit_needs_no_choice(page: TablePage) -> None:
    press(K.Key_Insert, "住房公积金", K.Key_Tab)
    assert place(page) == ("2210201", "basic")


def test_several_hits_ask_for_a_choice(page: TablePage) -> None:
    said = statuses(page)
    press(K.Key_Insert, "xzyx", K.Key_Return)
    assert "个科目符合“xzyx”" in said[-1]
    assert popup(page).isVisible()
    press(K.Key_Return)
    assert place(page)[0] == "2060101"


def test_a_click_takes_a_code_from_the_list(page: TablePage) -> None:
    press(K.Key_Insert, "2210201")
    listed = popup(page)
    middle = listed.visualItemRect(listed.item(0)).center()
    QTest.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
    assert place(page) == ("2210201", "basic")


def test_escape_closes_the_list_and_keeps_the_text(page: TablePage) -> None:
    press(K.Key_Insert, "xzyx", K.Key_Escape)
    editor = QApplication.focusWidget()
    assert isinstance(editor, CellEditor)
    assert editor.text() == "xzyx"
    assert not popup(page).isVisible()


def test_the_list_goes_where_the_cell_goes(page: TablePage) -> None:
    press(K.Key_Insert, "2150")
    editor, listed = QApplication.focusWidget(), popup(page)
    before = listed.y()
    editor.move(editor.x(), editor.y() - 20)
    assert listed.y() == before - 20


def test_a_code_that_is_there_is_gone_to(page: TablePage) -> None:
    said = statuses(page)
    press(K.Key_Insert, "2060102", K.Key_Return)
    assert place(page) == ("2060102", "basic")
    assert said == ["“2060102”已经在表里。"]


def test_what_is_no_code_stays_to_be_seen(page: TablePage) -> None:
    press(K.Key_Insert, "没有这个", K.Key_Return)
    blank_row = page.model.index(page.model.rowCount() - 1, 1)
    assert blank_row.data() == "没有这个"


def change_code(page: TablePage, old: str, new: str) -> None:
    """What changes the code of a row that is filled: F2, and another one typed in its place."""
    go(page, old, "code")
    press(K.Key_F2)
    press(K.Key_A, modifiers=CTRL)
    press(new, K.Key_Return)


def test_typing_alone_does_not_change_the_code_of_a_filled_row(page: TablePage) -> None:
    said = statuses(page)
    go(page, "2060199", "code")
    press("3", K.Key_Return)
    assert text(page, "2060199", "code") == "2060199"
    assert said == ["这一行已有科目；要换科目请按 F2，要加科目请到最下面的空白行。"]


def test_another_code_takes_the_amounts_along(page: TablePage) -> None:
    go(page, "2060199", "basic")
    press("5", K.Key_Return)
    change_code(page, "2060199", "2060501")
    assert text(page, "2060501", "basic") == "5.00"
    assert place(page) == ("2060501", "basic")


def test_typing_goes_on_after_another_code(page: TablePage) -> None:
    change_code(page, "2060199", "2060501")
    press("7", K.Key_Return)
    assert text(page, "2060501", "basic") == "7.00"


def test_a_name_can_be_changed(page: TablePage) -> None:
    go(page, "2060101", "name")
    press("行政开支", K.Key_Return)
    assert text(page, "2060101", "name") == "行政开支"


def test_control_minus_removes_rows_and_their_lonely_parents(qtbot: QtBot) -> None:
    page = shown(qtbot, blank(T5=("2060101", "2150501")), "T5")
    go(page, "2150501", "basic")
    press(K.Key_Minus, modifiers=CTRL)
    assert page.session.document.line("T5", "215") is None


def test_a_row_with_rows_below_it_is_not_removed_alone(page: TablePage) -> None:
    said = statuses(page)
    go(page, "206", "code")
    press(K.Key_Minus, modifiers=CTRL)
    assert page.session.document.line("T5", "206") is not None
    assert said == ["206下面还有科目，请连同下级一起选中再删除。"]


def test_the_current_cell_stays_when_rows_come_above_it(page: TablePage) -> None:
    go(page, "2060101", "basic")
    page.model.setData(page.model.index(page.model.rowCount() - 1, 0), "2010101")
    go(page, "2060101", "project")
    session: Session = page.session
    session.undo()
    assert place(page) == ("2060101", "project")


# The input method


def test_the_input_method_is_off_on_amounts_and_codes_and_on_for_names(page: TablePage) -> None:
    allowed = {}
    for column in ("code", "name", "basic"):
        go(page, "2060101", column)
        press(K.Key_F2)
        editor = QApplication.focusWidget()
        assert editor is not None
        attribute = Qt.WidgetAttribute.WA_InputMethodEnabled
        allowed[column] = (page.grid.testAttribute(attribute), editor.testAttribute(attribute))
        press(K.Key_Escape)
    assert allowed == {"code": (False, False), "name": (True, True), "basic": (False, False)}


def test_composing_in_a_name_keeps_the_first_character(page: TablePage) -> None:
    go(page, "2060101", "name")
    for composing, committed in (("xing", ""), ("", "行"), ("zheng", ""), ("", "政")):
        event = QInputMethodEvent(composing, [])
        event.setCommitString(committed)
        QApplication.sendEvent(QApplication.focusWidget(), event)
    press(K.Key_Return)
    assert text(page, "2060101", "name") == "行政"


def test_nothing_is_offered_while_composing(page: TablePage) -> None:
    row = page.model.rowCount() - 1
    page.grid.setCurrentIndex(page.model.index(row, 1))
    press(K.Key_F2)
    QApplication.sendEvent(QApplication.focusWidget(), QInputMethodEvent("xingzheng", []))
    assert not popup(page).isVisible()


def test_a_check_while_typing_leaves_the_editor_alone(page: TablePage) -> None:
    go(page, "2060101", "basic")
    press("12")
    page.session.changed.emit(())
    page.session.checked.emit()
    page.model.dataChanged.emit(page.grid.currentIndex(), page.grid.currentIndex())
    press(K.Key_Return)
    assert text(page, "2060101", "basic") == "12.00"


def test_an_untouched_import_keeps_its_origin_through_an_editor(page: TablePage) -> None:
    address = Address("T5", "2060101", "basic")
    page.session.document.cells[address] = CellEntry(fen=100, origin="imported")
    go(page, "2060101", "basic")
    press(K.Key_F2, K.Key_Return)
    assert page.session.document.cells[address].origin == "imported"


# The tree of all codes


ALT = Qt.KeyboardModifier.AltModifier


def test_the_tree_is_gone_down_by_keys_and_a_code_at_its_end_is_taken(page: TablePage) -> None:
    press(K.Key_Insert)
    press(K.Key_Down, modifiers=ALT)
    assert all(len(code) == 3 for code in popup(page).codes())
    catalogue = page.session.document.catalogue(page.model.table)
    press(*[K.Key_Down] * popup(page).codes().index("215"), K.Key_Right)
    assert popup(page).codes() == [code.code for code in catalogue.children("215")]
    press(*[K.Key_Down] * popup(page).codes().index("21505"), K.Key_Return)
    assert popup(page).chosen() == "2150501"
    press(K.Key_Return)
    assert page.session.document.line("T5", "2150501") is not None
    assert place(page) == ("2150501", "basic")


def test_the_tree_is_gone_up_to_where_one_came_from(page: TablePage) -> None:
    press(K.Key_Insert)
    press(K.Key_Down, modifiers=ALT)
    first = popup(page).codes()
    press(K.Key_Down, K.Key_Right, K.Key_Left)
    assert (popup(page).codes(), popup(page).chosen()) == (first, first[1])
    press(K.Key_Right, K.Key_Up, K.Key_Return)
    assert popup(page).codes() == first


def test_the_tree_opens_where_the_code_stands_and_typing_ends_it(page: TablePage) -> None:
    go(page, "2060101", "code")
    press(K.Key_F2)
    press(K.Key_Down, modifiers=ALT)
    assert popup(page).chosen() == "2060101"
    assert "2060102" in popup(page).codes()
    press("1", K.Key_Escape, K.Key_Escape)
    assert page.session.document.line("T5", "2060101") is not None


def test_a_code_is_whole_beside_the_arrow_of_the_tree(page: TablePage) -> None:
    go(page, "2060101", "code")
    press(K.Key_F2)
    editor = QApplication.focusWidget()
    assert editor is not None
    room = editor.width() - editor.fontMetrics().height()
    assert room > editor.fontMetrics().horizontalAdvance("2060101")


def test_a_class_is_taken_by_tab_though_it_has_others_under_it(page: TablePage) -> None:
    press(K.Key_Insert)
    press(K.Key_Down, modifiers=ALT)
    chosen = popup(page).chosen()
    press(K.Key_Tab)
    assert page.session.document.line("T5", chosen) is not None


def test_a_click_in_the_tree_opens_and_takes(page: TablePage) -> None:
    press(K.Key_Insert)
    press(K.Key_Down, modifiers=ALT)
    for wanted in ("208", "20805", "2080505"):
        rows = range(popup(page).count())
        item = next(popup(page).item(row) for row in rows if popup(page).item(row).text().startswith(wanted))
        popup(page).setCurrentItem(item)
        popup(page).itemClicked.emit(item)
    assert page.session.document.line("T5", "2080505") is not None
