"""The menus of the window call what pages do: cells copied, rows added; what a page cannot do rests and says why."""

import pytest
from PySide6.QtWidgets import QApplication

from models.records import Address
from tests.ui.menus import call, looked_at
from ui.kit.commands import ADD_CODE, ADD_RECORD, CLEAR, COPY, ON_CELLS, PASTE, ROW_DOWN
from ui.window.main_window import MainWindow

LEAF = Address("T5", "2060101", "basic")


def test_cells_are_cleared_copied_and_pasted_from_the_menu(opened: MainWindow) -> None:
    workspace = opened.workspace
    document = workspace.session.document
    workspace.show_cell(LEAF)
    call(opened, COPY)
    assert QApplication.clipboard().text().strip() == "292.65"
    call(opened, CLEAR)
    assert document.value(LEAF) is None
    call(opened, PASTE)
    assert document.value(LEAF) == 292_650000


def test_a_text_is_copied_and_pasted_from_the_menu(opened: MainWindow) -> None:
    workspace = opened.workspace
    workspace.go(workspace.session.document.edition.sections[2].id)
    editor = workspace.current_page.editor
    editor.setPlainText("一段话")
    editor.selectAll()
    call(opened, COPY)
    editor.setPlainText("")
    call(opened, PASTE)
    assert editor.toPlainText() == "一段话"


def test_rows_are_moved_from_the_menu_where_the_page_has_rows(opened: MainWindow) -> None:
    workspace = opened.workspace
    workspace.go("X1")
    name = Address("X1", workspace.session.document.lines("X1")[0].key, "name")
    workspace.show_cell(name)
    call(opened, ROW_DOWN)
    assert workspace.session.document.lines("X1")[1].key == name.row
    assert looked_at(opened, ADD_CODE).toolTip() == "本页没有可以增加的科目。"


def test_what_the_page_has_not_rests_and_says_why(opened: MainWindow) -> None:
    opened.workspace.go("T5")
    assert looked_at(opened, ADD_CODE).isEnabled()
    action = looked_at(opened, ADD_RECORD)
    assert (action.isEnabled(), action.toolTip()) == (False, "本页没有可以增减的明细行。")


def test_a_page_without_cells_says_that_it_cannot(opened: MainWindow) -> None:
    workspace = opened.workspace
    workspace.go("profile")
    said: list[str] = []
    workspace.status.connect(said.append)
    call(opened, CLEAR)
    assert said == ["这里不能清除内容：请先点一格，或者翻到有表的页。"]


@pytest.mark.parametrize("command", ON_CELLS, ids=lambda command: command.id)
def test_a_command_of_a_page_is_no_key_of_the_window(window: MainWindow, command: object) -> None:
    assert window.menus.actions[command].shortcuts() == []
