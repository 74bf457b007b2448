"""The bar over everything: it folds as the window narrows, and shows only what serves what is open."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenuBar, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from ui.frame.top_bar import LEAST, ToolButton, TopBar
from ui.kit import style
from ui.kit.commands import EXPORT, FIND, HOME, PREVIEW, SETTINGS, UNDO, Command
from ui.kit.style import STANDARD_SIZE
from ui.window.main_window import MainWindow

WORDS, DRAWING = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly


def button(window: MainWindow, command: Command) -> ToolButton:
    bar = window.findChild(TopBar)
    assert bar is not None
    action = window.menus.actions[command]
    return next(each for each in bar.findChildren(ToolButton) if each.defaultAction() is action)


def test_a_wide_window_shows_all_words(opened: MainWindow) -> None:
    opened.resize(1900, 900)
    opened.show()
    assert (button(opened, PREVIEW).toolButtonStyle(), button(opened, HOME).toolButtonStyle()) == (WORDS, WORDS)
    assert button(opened, FIND).text() == "查找科目、金额、文字"


def test_a_narrow_one_leaves_words_to_drawings_and_tips(opened: MainWindow) -> None:
    opened.resize(1024, 700)
    opened.show()
    assert button(opened, PREVIEW).toolButtonStyle() == DRAWING
    assert (button(opened, FIND).text(), button(opened, PREVIEW).text()) == ("查找", "预览")


@pytest.mark.parametrize("size", style.FONT_SIZES)
def test_nothing_is_cut_at_1366_pixels(opened: MainWindow, qapp: QApplication, size: str) -> None:
    opened.resize(1366, 728)
    opened.show()
    opened.set_size(size)
    try:
        QApplication.processEvents()
        bar = opened.findChild(TopBar)
        seen = [each for each in bar.findChildren(QToolButton) if each.isVisible() and each.parent() is bar]
        assert [
            (each.text(), each.width(), each.sizeHint().width())
            for each in seen
            if each.width() < each.sizeHint().width()
        ] == []
        assert max(each.geometry().right() for each in seen) < bar.width()
    finally:
        style.set_size(qapp, style.STANDARD_SIZE)


def test_without_a_disclosure_there_is_only_what_needs_none(window: MainWindow) -> None:
    window.show()
    shown = {command for command in (HOME, SETTINGS, UNDO, PREVIEW, EXPORT) if button(window, command).isVisible()}
    assert shown == {HOME, SETTINGS}


def test_an_open_disclosure_brings_its_tools(opened: MainWindow) -> None:
    opened.show()
    shown = {command for command in (HOME, SETTINGS, UNDO, PREVIEW, EXPORT) if button(opened, command).isVisible()}
    assert shown == {HOME, UNDO, PREVIEW, EXPORT}


def test_what_a_menu_has_as_well_goes_last_and_comes_back(qtbot: QtBot) -> None:
    home, spare = ToolButton(QAction("首页"), LEAST), QPushButton("单位：万元")
    bar, around = TopBar(home, QMenuBar(), [spare], [], [spare]), QWidget()
    qtbot.addWidget(around)
    bar.setParent(around)
    around.show()
    bar.serve(is_open=True)
    seen = []
    for width in (600, spare.sizeHint().width(), 600):
        bar.resize(width, 40)
        seen.append(spare.isVisible())
    bar.serve(is_open=False)
    assert (seen, spare.isVisible()) == ([True, False, True], False)


def test_the_box_opens_the_pane_that_seeks(opened: MainWindow, qtbot: QtBot) -> None:
    opened.show()
    qtbot.mouseClick(button(opened, FIND), Qt.MouseButton.LeftButton)
    assert opened.workspace.search.isVisible()


def test_what_leaves_the_office_hangs_under_export(opened: MainWindow) -> None:
    menu = button(opened, EXPORT).menu()
    assert opened.menus.actions[PREVIEW] in menu.actions()


def test_every_menu_is_seen_beside_a_page_over_a_narrow_window(opened: MainWindow) -> None:
    opened.resize(1024, 740)
    opened.set_size("特大")
    try:
        opened.show_settings()
        for _ in range(3):
            QApplication.processEvents()
        menus = opened.findChild(QMenuBar)
        assert menus.width() >= menus.sizeHint().width()
    finally:
        opened.set_size(STANDARD_SIZE)
