"""How the main window looks: on the smallest screen, in every size of type, its keys, what it remembers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from forms.office.office import Office
from models.records import Address
from ui.kit import style
from ui.kit.jobs import Jobs
from ui.kit.plain import Label
from ui.kit.steps import steps
from ui.parts.elided import Elided
from ui.window.main_window import MainWindow


def actions(window: MainWindow) -> Iterator[QAction]:
    for menu in window.menus.all:
        yield from (action for action in menu.actions() if not action.isSeparator())


def test_the_unit_is_a_matter_of_looks_and_is_kept(opened: MainWindow, office: Office) -> None:
    opened.set_unit("元")
    assert opened.workspace.current_page.unit == "元"
    assert opened.workspace.session.document.value(Address("T5", "2060101", "basic")) == 292_650000
    assert office.setting("window.unit") == "元"


def test_panels_grow_with_the_type(opened: MainWindow, qapp: QApplication) -> None:
    opened.resize(1900, 900)  # where there is room they do not fold
    panel = opened.workspace.findings
    before = panel.width()
    opened.set_size("特大")
    opened.workspace.panels.toggle()
    try:
        assert panel.width() > before
    finally:
        style.set_size(qapp, style.STANDARD_SIZE)


def test_remembers_its_place_and_type(qtbot: QtBot, window: MainWindow, office: Office, tmp_path: Path) -> None:
    window.resize(790, 555)
    size = window.size()
    window.close()
    again = MainWindow(office, Jobs(inline=True), tmp_path / "program.log")
    qtbot.addWidget(again)
    assert again.size() == size


@pytest.mark.parametrize("size", style.FONT_SIZES)
def test_fits_the_smallest_screen_in_every_type(
    qtbot: QtBot, opened: MainWindow, qapp: QApplication, size: str
) -> None:
    opened.set_size(size)
    try:
        for step in steps(opened.workspace.session.document):
            opened.workspace.go(step.id)
        qtbot.wait(0)
        smallest = opened.minimumSizeHint()
        assert smallest.width() <= 1366
        assert smallest.height() <= 728  # without title bar and task bar
    finally:
        style.set_size(qapp, style.STANDARD_SIZE)


def test_mnemonics_are_unique_in_every_menu(window: MainWindow) -> None:
    for menu in (window.menus.bar, *window.menus.all):
        keys = [
            QKeySequence.mnemonic(action.text()).toString() for action in menu.actions() if not action.isSeparator()
        ]
        assert all(keys)
        assert len(set(keys)) == len(keys), keys


def test_keys_are_unique(window: MainWindow) -> None:
    keys = [key.toString() for action in actions(window) for key in action.shortcuts()]
    assert len(set(keys)) == len(keys), keys


def test_an_open_text_follows_another_size_of_type(opened: MainWindow) -> None:
    opened.workspace.go("S2")
    page = opened.workspace.current_page
    opened.set_size("中")
    panels = (page, opened.workspace.findings)
    labels = [label for kind in (Label, Elided) for panel in panels for label in panel.findChildren(kind)]
    bold = [label for label in labels if label.font().bold()]
    assert len(bold) == 3
    before = [widget.font().pointSizeF() for widget in (page.editor, *bold)]
    opened.set_size("特大")
    after = [widget.font().pointSizeF() for widget in (page.editor, *bold)]
    opened.set_size("中")
    share = style.FONT_SIZES["特大"] / style.FONT_SIZES["中"]
    assert after == pytest.approx([points * share for points in before])


class Windows(QObject):
    """Notes every widget that is shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


def test_no_page_is_a_window_of_its_own_while_it_is_made(opened: MainWindow, qapp: QApplication) -> None:
    windows = Windows()
    qapp.installEventFilter(windows)
    for step in steps(opened.workspace.session.document):
        opened.workspace.go(step.id)
    qapp.removeEventFilter(windows)
    assert windows.shown == []


def test_a_long_finding_is_told_without_touching_what_stands_at_the_right(opened: MainWindow) -> None:
    opened.resize(1000, 700)
    opened.set_size("特大")
    try:
        opened.tell("公务用车运行维护费增加，没有写明原因，" * 9)
        QApplication.processEvents()
        bar = opened.status.saved.parentWidget()
        assert opened.status.place.isHidden()
        assert bar.told_width() < opened.status.saved.x()
        assert bar.toolTip() == opened.statusBar().currentMessage()
        bar.clearMessage()
        assert not opened.status.place.isHidden()
    finally:
        opened.set_size("中")
