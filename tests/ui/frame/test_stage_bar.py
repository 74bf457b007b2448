"""The stages over an open disclosure: how far each is, where a click and a key lead, what narrow windows leave out."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from forms.edit import cells
from models.records import Address
from ui.frame.stage_bar import StageBar, StageButton
from ui.kit import style
from ui.kit.steps import PROFILE, step
from ui.window.main_window import MainWindow


def bar(window: MainWindow) -> StageBar:
    found = window.findChild(StageBar)
    assert found is not None
    return found


def stage(window: MainWindow, name: str) -> StageButton:
    return next(button for button in bar(window).buttons if button.name == name)


def test_without_a_disclosure_there_is_none(window: MainWindow) -> None:
    assert bar(window).isHidden()


def test_a_click_leads_to_what_is_left_to_do_in_a_stage(opened: MainWindow, qtbot: QtBot) -> None:
    opened.show()
    qtbot.mouseClick(stage(opened, "文字"), Qt.MouseButton.LeftButton)
    marks = opened.workspace.marks()
    assert opened.workspace.at.startswith("S")
    assert marks[opened.workspace.at] not in ("✓", "—")
    assert stage(opened, "文字").isChecked()


def test_one_comes_back_to_the_step_one_left(opened: MainWindow, qtbot: QtBot) -> None:
    opened.show()
    opened.workspace.go("T5")
    qtbot.mouseClick(stage(opened, "文字"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(stage(opened, "预算表"), Qt.MouseButton.LeftButton)
    assert opened.workspace.at == "T5"


def test_a_key_leads_to_each(opened: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitActive(opened):
        opened.show()
        opened.activateWindow()
    qtbot.keyClick(opened.workspace.current_page, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert opened.workspace.at == PROFILE


def test_a_stage_says_aloud_how_far_it_is(opened: MainWindow) -> None:
    session = opened.workspace.session
    session.apply("填写1格", cells.state(session.document, Address("T5", "2060101", "basic"), 1))
    session.check()
    spoken = stage(opened, "预算表").accessibleName()
    assert spoken.startswith("预算表，9步完成")
    assert "错误" in spoken
    assert spoken.endswith("当前")


@pytest.mark.parametrize("size", style.FONT_SIZES)
@pytest.mark.parametrize("width", [1024, 1366])
def test_nothing_is_cut(opened: MainWindow, qapp: QApplication, qtbot: QtBot, size: str, width: int) -> None:
    opened.resize(width, 700)
    opened.show()
    opened.set_size(size)
    try:
        buttons = bar(opened).buttons
        qtbot.waitUntil(lambda: all(button.width() >= button.sizeHint().width() for button in buttons))
        assert opened.menus.state.geometry().right() <= bar(opened).width()
    finally:
        style.set_size(qapp, style.STANDARD_SIZE)


def test_from_the_page_of_the_signatures_the_stage_leads_back_to_the_step_before(
    opened: MainWindow, qtbot: QtBot
) -> None:
    opened.show()
    before = opened.workspace.at
    own = step(opened.workspace.session.document, before)
    qtbot.mouseClick(stage(opened, "签审"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(stage(opened, own.stage), Qt.MouseButton.LeftButton)
    assert opened.workspace.at == before


@pytest.mark.parametrize("name", ["签审", "公开"])
def test_the_page_of_both_is_that_of_the_stage_that_was_gone_to(opened: MainWindow, qtbot: QtBot, name: str) -> None:
    opened.show()
    qtbot.mouseClick(stage(opened, name), Qt.MouseButton.LeftButton)
    assert [button.name for button in bar(opened).buttons if button.isChecked()] == [name]
