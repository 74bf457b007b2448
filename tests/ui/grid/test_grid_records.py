"""Tables of records in the grid: text and quantities typed, the blank row that grows the table, rows moved."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from models.records import Address
from tests.ui.grid.grids import (
    CTRL,
    SHIFT,
    blank,
    column,
    compose,
    go,
    place,
    press,
    records,
    shown,
    statuses,
    to_blank_row,
)
from ui.grid.editor import TextEditor
from ui.pages.table_page import TablePage

K = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
LONG = "制订和组织实施工业和信息化发展战略、计划，组织全市工业技术改造工作。" * 12


# Typing


def test_typing_in_the_blank_row_adds_a_record_in_one_step(page: TablePage) -> None:
    to_blank_row(page, 1)
    press("参公", K.Key_Return)
    assert column(page, 1) == ["行政", "行政", "事业", "参公"]
    page.session.undo()
    assert column(page, 1) == ["行政", "行政", "事业"]


def test_an_amount_can_be_the_first_thing_typed(empty: TablePage) -> None:
    to_blank_row(empty, [c.id for c in empty.model.columns].index("price"))
    press("1.5", K.Key_Return)
    assert empty.session.document.value(Address("X2", "1", "price")) == 1_500_000


def test_tab_goes_on_in_the_record_and_enter_begins_the_next(page: TablePage) -> None:
    to_blank_row(page)
    press("丁局", K.Key_Tab, "行政", K.Key_Return, "戊局", K.Key_Return)
    assert column(page) == ["甲局", "乙局", "丙中心", "丁局", "戊局"]
    assert column(page, 1)[3:] == ["行政", ""]


def test_composing_in_the_blank_row_keeps_the_first_character(page: TablePage) -> None:
    to_blank_row(page)
    compose(("ding", ""), ("", "丁"), ("ju", ""), ("", "局"))
    press(K.Key_Return)
    assert column(page)[-1] == "丁局"


def test_the_input_method_is_on_for_text_and_off_for_quantities(empty: TablePage) -> None:
    allowed = {}
    attribute = Qt.WidgetAttribute.WA_InputMethodEnabled
    for name in ("goods", "quantity", "price"):
        to_blank_row(empty, [c.id for c in empty.model.columns].index(name))
        press(K.Key_F2)
        editor = QApplication.focusWidget()
        assert editor is not None
        allowed[name] = (empty.grid.testAttribute(attribute), editor.testAttribute(attribute))
        press(K.Key_Escape)
    assert allowed == {"goods": (True, True), "quantity": (False, False), "price": (False, False)}


def test_typing_takes_the_place_of_a_text(page: TablePage) -> None:
    go(page, "1", "name")
    press("丁局", K.Key_Return)
    assert column(page)[0] == "丁局"


def test_f2_adds_to_a_text(page: TablePage) -> None:
    go(page, "1", "name")
    press(K.Key_F2, "本级", K.Key_Return)
    assert column(page)[0] == "甲局本级"


def test_backspace_begins_with_an_empty_text(page: TablePage) -> None:
    go(page, "1", "name")
    press(K.Key_Backspace, K.Key_Return)
    assert column(page)[0] == ""


def test_escape_leaves_a_text_as_it_was(page: TablePage) -> None:
    go(page, "1", "name")
    press("丁局", K.Key_Escape)
    assert column(page)[0] == "甲局"


def test_alt_and_enter_break_the_line(page: TablePage) -> None:
    go(page, "1", "name")
    press("甲")
    press(K.Key_Return, modifiers=ALT)
    press("乙", K.Key_Return)
    assert column(page)[0] == "甲\n乙"


def test_an_arrow_moves_the_caret_after_f2_and_leaves_while_typing(page: TablePage) -> None:
    go(page, "1", "name")
    press(K.Key_F2, K.Key_Left, "某", K.Key_Return)
    assert column(page)[0] == "甲某局"
    press("丁", K.Key_Down)
    assert (column(page)[1], place(page)) == ("丁", ("3", "name"))


def test_what_is_being_typed_is_taken_over_before_the_page_is_left(page: TablePage) -> None:
    to_blank_row(page)
    press("丁局")
    page.commit_pending()
    assert column(page)[-1] == "丁局"


def test_the_editor_shows_a_long_text_whole(page: TablePage) -> None:
    page.model.enter("x", {Address("X1", "1", "name"): LONG})
    go(page, "1", "name")
    press(K.Key_F2)
    editor = page.findChild(TextEditor)
    assert editor is not None
    assert editor.verticalScrollBar().maximum() == 0
    assert page.grid.viewport().rect().contains(editor.geometry())


# Rows


def test_insert_leads_to_the_blank_row(page: TablePage) -> None:
    press(K.Key_Insert, "丁局", K.Key_Return)
    assert column(page) == ["甲局", "乙局", "丙中心", "丁局"]


def test_control_plus_does_the_same(page: TablePage) -> None:
    press(K.Key_Plus, modifiers=CTRL)
    press("丁局", K.Key_Return)
    assert column(page)[-1] == "丁局"


def test_control_minus_removes_the_selected_records(page: TablePage) -> None:
    said = statuses(page)
    go(page, "1", "name")
    press(K.Key_Down, modifiers=SHIFT)
    press(K.Key_Minus, modifiers=CTRL)
    assert column(page) == ["丙中心"]
    assert said == ["已删除 2 行，可以撤销。"]
    page.session.undo()
    assert column(page) == ["甲局", "乙局", "丙中心"]


def test_a_table_that_was_emptied_can_be_settled_and_shows_its_note(qtbot: QtBot) -> None:
    page = shown(qtbot, records("X2", ["打印机"]), "X2")
    assert not page.settle.isVisible()
    go(page, "1", "project")
    press(K.Key_Minus, modifiers=CTRL)
    page.settle.button.click()
    notes = next(edit for edit in page.findChildren(QPlainTextEdit) if not isinstance(edit, TextEditor))
    assert notes.isVisible()
    assert "空表列示" in notes.toPlainText()


def test_delete_clears_a_text(page: TablePage) -> None:
    go(page, "2", "name")
    press(K.Key_Delete)
    assert column(page) == ["甲局", "", "丙中心"]


def test_control_d_repeats_a_text(page: TablePage) -> None:
    go(page, "1", "name")
    press(K.Key_Down, K.Key_Down, modifiers=SHIFT)
    press(K.Key_D, modifiers=CTRL)
    assert column(page) == ["甲局"] * 3


def test_control_enter_fills_the_blank_row_too(page: TablePage) -> None:
    go(page, "3", "name")
    press(K.Key_Down, modifiers=SHIFT)
    press("丁")
    press(K.Key_Return, modifiers=CTRL)
    assert column(page) == ["甲局", "乙局", "丁", "丁"]
    page.session.undo()
    assert column(page) == ["甲局", "乙局", "丙中心"]


def test_alt_and_an_arrow_move_the_record_and_the_current_cell_with_it(page: TablePage) -> None:
    go(page, "1", "nature")
    press(K.Key_Down, modifiers=ALT)
    assert (column(page), place(page)) == (["乙局", "甲局", "丙中心"], ("1", "nature"))
    press(K.Key_Up, modifiers=ALT)
    assert (column(page), place(page)) == (["甲局", "乙局", "丙中心"], ("1", "nature"))


def test_what_is_being_typed_moves_along(page: TablePage) -> None:
    go(page, "1", "name")
    press("丁局")
    press(K.Key_Down, modifiers=ALT)
    assert column(page) == ["乙局", "丁局", "丙中心"]


def test_the_first_record_does_not_move_up(page: TablePage) -> None:
    said = statuses(page)
    go(page, "1", "name")
    press(K.Key_Up, modifiers=ALT)
    assert said == ["已经是第一行。"]


def test_a_record_is_repeated_at_the_end(page: TablePage) -> None:
    go(page, "2", "nature")
    page.grid.commands.copy_row()
    assert column(page) == ["甲局", "乙局", "丙中心", "乙局"]
    assert column(page, 1)[3] == "行政"
    assert place(page) == ("4", "name")


def test_only_records_are_moved_and_repeated(qtbot: QtBot, page: TablePage) -> None:
    def names(page: TablePage) -> set[str]:
        return {command.text for command in page.grid.commands.all}

    assert names(page) - names(shown(qtbot, blank(), "X3")) == {
        "上移", "下移", "复制一行", "增加一行", "在上面插入一行",
    }  # fmt: skip


def test_the_menu_of_a_cell_names_the_keys_as_they_are_printed(page: TablePage) -> None:
    captions = [command.caption for command in page.grid.commands.all]
    assert captions[8:12] == ["在上面插入一行\tAlt+Ins", "上移\tAlt+↑", "下移\tAlt+↓", "复制一行"]
