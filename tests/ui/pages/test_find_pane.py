"""查找和替换 in the window: the list, going on from place to place, one undo step, what is left alone and said."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from forms.edit import cells
from models.records import Address, State
from tests.ui.menus import call
from ui.kit.commands import FIND, FIND_NEXT, FIND_PREVIOUS, REPLACE, UNDO
from ui.pages.find_pane import FindPane
from ui.window.main_window import MainWindow

TYPED = Address("T3", "2150501", "basic")


def seek(window: MainWindow, sought: str, words: str | None = None) -> FindPane:
    """Type what is sought, and what is put in its place."""
    call(window, FIND if words is None else REPLACE)
    pane = window.workspace.search
    pane.sought.setText(sought)
    pane.words.setText(words or "")
    QTest.keyClick(pane.sought, Qt.Key.Key_Return)
    return pane


def found(pane: FindPane) -> list[str]:
    return [texts[0] for texts in pane.list.texts()]


def test_what_is_typed_is_looked_for_after_a_moment(qtbot: QtBot, opened: MainWindow) -> None:
    call(opened, FIND)
    pane = opened.workspace.search
    assert QApplication.focusWidget() is pane.sought
    assert pane.words.isHidden()
    QTest.keyClicks(pane.sought, "866.21")
    qtbot.waitUntil(lambda: pane.count.text().startswith("找到"))
    assert "表三 2150501 行政运行 基本支出" in found(pane)


def test_keys_go_from_place_to_place_and_the_line_keeps_the_focus(opened: MainWindow) -> None:
    workspace = opened.workspace
    pane = seek(opened, "行政运行")
    assert workspace.place == Address("T2", "2060101", "name")
    call(opened, FIND_NEXT)
    assert workspace.place == Address("T2", "2150501", "name")
    call(opened, FIND_PREVIOUS)
    call(opened, FIND_PREVIOUS)
    assert (workspace.at, workspace.place) == ("T5", Address("T5", "2150501", "name"))
    assert QApplication.focusWidget() is pane.sought


def test_esc_puts_it_away_and_goes_back_to_the_page(opened: MainWindow) -> None:
    pane = seek(opened, "行政运行")
    QTest.keyClick(pane.sought, Qt.Key.Key_Escape)
    assert pane.isHidden()
    assert QApplication.focusWidget() is opened.workspace.current_page.grid
    call(opened, FIND_NEXT)
    assert pane.isVisible()


def test_a_passage_of_a_text_is_shown_selected(opened: MainWindow) -> None:
    workspace = opened.workspace
    section = workspace.session.document.edition.sections[2].id
    document = workspace.session.document
    workspace.session.apply("写", cells.write_section(document, section, "第一段。\n厉行节约，反对浪费。"))
    seek(opened, "反对浪费")
    assert workspace.at == section
    assert workspace.current_page.editor.textCursor().selectedText() == "反对浪费"


def test_replacing_all_is_one_step_that_says_what_stays(opened: MainWindow) -> None:
    session = opened.workspace.session
    said: list[str] = []
    opened.workspace.status.connect(said.append)
    pane = seek(opened, "866.21", "900")
    pane.all.click()
    assert session.document.value(TYPED) == 900_000000
    assert session.document.undo_name == "替换“866.21”为“900”3处"
    assert said[-1].startswith("替换了 3 处，可以撤销；没有改 ")
    assert "自动计算的" in said[-1]
    call(opened, UNDO)
    assert session.document.value(TYPED) == 866_210000


def test_replacing_one_goes_on_to_the_next_that_is_left(opened: MainWindow) -> None:
    document = opened.workspace.session.document
    section, other = (section.id for section in document.edition.sections[2:4])
    for one in (section, other):
        opened.workspace.session.apply("写", cells.write_section(document, one, "遵照要求开展，遵照规定办理。"))
    pane = seek(opened, "遵照", "依照")
    pane.one.click()
    assert document.section_text(section) == "依照要求开展，遵照规定办理。"
    pane.one.click()
    assert document.section_text(section) == "依照要求开展，依照规定办理。"
    assert opened.workspace.at == other
    assert pane.count.text() == "找到 2 处"


def test_nothing_found_says_what_to_do(opened: MainWindow) -> None:
    pane = seek(opened, "没有这样的词", "词")
    assert pane.count.text() == "没有“没有这样的词”。换个词试试"
    assert not pane.all.isEnabled()


@pytest.mark.parametrize("settled", [True, False])
def test_a_settled_disclosure_is_looked_through_and_not_changed(opened: MainWindow, *, settled: bool) -> None:
    session = opened.workspace.session
    if settled:
        session.document.head = replace(session.document.head, state=State.SETTLED)
    pane = seek(opened, "866.21", "900")
    assert pane.all.isEnabled() == (not settled)
    pane.replace_all()
    assert (session.document.value(TYPED) == 866_210000) == settled


def test_amounts_are_sought_as_they_are_shown(opened: MainWindow) -> None:
    opened.set_unit("元")
    pane = seek(opened, "8662100")
    assert "表三 2150501 行政运行 基本支出" in found(pane)
