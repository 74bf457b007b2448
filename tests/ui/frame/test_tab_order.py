"""Tab and Shift+Tab, pressed for real, go through the whole window as it is laid out, and come back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from tests.forms.documents import PROJECTS
from ui.frame.stage_bar import StageBar, StageButton
from ui.frame.top_bar import ToolButton
from ui.grid.view import GridView
from ui.kit.side_panels import SidePanels
from ui.pages.page_head import PageHead
from ui.window.main_window import MainWindow

TAB, BACKTAB = Qt.Key.Key_Tab, Qt.Key.Key_Backtab


def round_trip(qtbot: QtBot, key: Qt.Key) -> list[QWidget]:
    """What this key meets until it is where it began; of a grid the last cell in its way."""
    met = []
    for _ in range(120):
        met.append(QApplication.focusWidget())
        if isinstance(grid := met[-1], GridView):
            while grid._tab(1 if key == TAB else -1):
                pass
        qtbot.keyClick(met[-1], key)
        if QApplication.focusWidget() is met[0]:
            break
    assert QApplication.focusWidget() is met[0], "a trap"
    return met


def takes_tab(widget: QWidget) -> bool:
    takes_it = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None
    return takes_it and widget.isVisible() and widget.isEnabled()


@pytest.mark.parametrize("step", ["T3", "S3", PROJECTS, "profile"])
def test_tab_goes_from_the_bar_over_stages_steps_head_and_page_to_the_findings_and_back(
    opened: MainWindow, qtbot: QtBot, step: str
) -> None:
    opened.activateWindow()
    for made_before in (step, "T9", step):
        opened.workspace.go(made_before)
    page = opened.workspace.current_page
    if isinstance(grid := page.worked_in, GridView):
        grid.selectAll()
    QApplication.processEvents()
    panels = opened.findChild(SidePanels)
    steps, middle, findings = (panels.widget(number) for number in range(3))
    zones = [opened.menuWidget(), opened.findChild(StageBar), steps, page.findChild(PageHead), page, middle, findings]
    zones = [zone for zone in (*zones, opened.statusBar()) if zone is not None]
    opened.menuWidget().findChild(ToolButton).setFocus()
    met = round_trip(qtbot, TAB)
    order = [next(n for n, zone in enumerate(zones) if zone.isAncestorOf(one)) for one in met]
    assert order == sorted(order)
    assert {*met} == {one for one in opened.findChildren(QWidget) if one.window() is opened and takes_tab(one)}
    stages = [isinstance(one, StageButton) for one in met if zones[1].isAncestorOf(one)]
    assert stages == [True] * 7 + [False], "the stages, then the state"
    assert round_trip(qtbot, BACKTAB) == [met[0], *met[:0:-1]]


def test_tab_goes_through_the_start_page_and_comes_back(opened: MainWindow, qtbot: QtBot) -> None:
    opened.go_home()
    qtbot.waitUntil(opened.start.card.ring.isVisible)
    opened.activateWindow()
    opened.start.go_on.setFocus()
    met = round_trip(qtbot, TAB)
    assert {*met} == {one for one in opened.findChildren(QWidget) if one.window() is opened and takes_tab(one)}
    assert round_trip(qtbot, BACKTAB) == [met[0], *met[:0:-1]]


def test_what_tab_leads_to_is_brought_in_sight(opened: MainWindow, qtbot: QtBot) -> None:
    opened.resize(1024, 640)
    opened.activateWindow()
    opened.workspace.go("profile")
    page = opened.workspace.current_page
    area = page.findChild(QScrollArea)
    opened.findChild(SidePanels).widget(2).fold.setFocus()
    qtbot.keyClick(QApplication.focusWidget(), BACKTAB)
    last = QApplication.focusWidget()
    assert page.isAncestorOf(last)
    assert area.viewport().rect().contains(last.mapTo(area.viewport(), last.rect().center()))
