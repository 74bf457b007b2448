"""No words are cut, and no page has two filled buttons, in the standard and the largest type on the smallest screen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QTabBar

from build.camera import faults
from tests.ui.menus import call
from ui.frame.stage_bar import StageButton
from ui.kit import commands, style
from ui.kit.steps import steps
from ui.window.main_window import MainWindow

ROOM = QSize(1366, 740)
"""What a screen of 1366x768 holds of a window."""


@pytest.mark.parametrize("size", ["中", "特大"])
def test_nothing_is_cut_on_any_page(opened: MainWindow, qapp: QApplication, size: str) -> None:
    opened.resize(ROOM)
    told: list[str] = []

    def look(page: str) -> None:
        qapp.processEvents()
        told.extend(f"{page}: {fault}" for fault in faults(opened, ROOM))

    try:
        opened.set_size(size)
        workspace = opened.workspace
        assert workspace is not None
        for step in steps(workspace.session.document):
            workspace.go(step.id)
            look(step.name)
        for button in workspace.findChildren(StageButton):
            button.click()
            look(button.name)
        workspace.go(workspace.session.document.edition.roles.projects)
        for tabs in workspace.current_page.findChildren(QTabBar):
            for number in range(tabs.count()):
                tabs.setCurrentIndex(number)
                look(tabs.tabText(number))
        for command in (commands.SETTINGS, commands.HISTORY):
            call(opened, command)
            look(command.name)
        opened.go_home()
        look("首页")
    finally:
        style.set_size(qapp, style.STANDARD_SIZE)
    assert told == []
