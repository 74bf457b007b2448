"""The focus stays in its part of the window when the button that had it has done its work and goes away."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from forms.office.office import Office
from models.records import Unit
from ui.frame.step_list import StepList
from ui.window.main_window import MainWindow


def test_what_is_typed_after_a_button_went_away_still_goes_to_the_page(
    qtbot: QtBot, window: MainWindow, office: Office
) -> None:
    window.show_document(office.start(Unit("407", "畜牧技术推广站"), 2025, "部门", "hebei"))
    window.workspace.go("T7")
    with qtbot.waitActive(window):
        window.activateWindow()
    page = window.workspace.current_page
    page.settle.button.setFocus()
    qtbot.keyClick(page.settle.button, Qt.Key.Key_Space)
    assert not page.settle.button.isVisible()
    qtbot.waitUntil(lambda: page.isAncestorOf(QApplication.focusWidget()))


def test_the_steps_are_gone_through_by_their_keys_from_the_rail_too(qtbot: QtBot, opened: MainWindow) -> None:
    steps = opened.findChild(StepList)
    if not steps.is_folded:
        steps.fold.click()
    opened.workspace.go("T2")
    with qtbot.waitActive(opened):
        opened.activateWindow()
    opened.workspace.setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: opened.workspace.at == "T3")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: opened.workspace.at == "T2")
