"""The side panels: folded by a button, by F6, and by themselves where the table lacks room; names seen whole."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from forms.document.finding import LEVEL_WORDS
from forms.office.office import Office
from tests.published import PAPER, disclosure, reading
from tests.ui.menus import call
from ui.findings.panel import FindingsPanel
from ui.frame.stage_bar import StageBar
from ui.frame.step_list import StepList, mark_side
from ui.grid.look import TYPED
from ui.kit.commands import NEXT_FINDING, PANELS, ZONE
from ui.kit.steps import steps as ui_steps
from ui.kit.style import FONT_SIZES, SPACE, STANDARD_SIZE
from ui.pages.projects_page import ProjectsPage
from ui.pages.table_page import TablePage
from ui.window.main_window import MainWindow
from ui.window.page_stack import PageStack

SMALL_SCREEN = 1366, 768
NARROW = 1320, 768
"""Where one of the panels has to fold at the largest type."""


@pytest.fixture
def both(window: MainWindow, office: Office) -> Iterator[MainWindow]:
    """The published workbook with last year's, on a small screen."""
    office.take(reading("2024-fengrun", year=2023))
    window.resize(*SMALL_SCREEN)
    window.show_document(office.take(reading("2024-fengrun")))
    QApplication.processEvents()
    yield window
    window.set_size(STANDARD_SIZE)


def panels(window: MainWindow) -> tuple[StepList, FindingsPanel]:
    return window.findChild(StepList), window.findChild(FindingsPanel)


def folded(window: MainWindow) -> tuple[bool, bool]:
    """Whether the steps are a rail, and whether the findings are."""
    steps, findings = panels(window)
    return steps.is_folded, findings.is_folded


def choose_size(window: MainWindow, size: str) -> None:
    window.set_size(size)
    QApplication.processEvents()


def whole_entries(page: TablePage) -> list[str]:
    """The columns that are typed and stand whole in sight."""
    grid, model = page.grid, page.model
    found = []
    for number, column in enumerate(model.columns):
        left = grid.columnViewportPosition(number)
        is_whole = left >= 0 and left + grid.columnWidth(number) <= grid.viewport().width()
        if is_whole and column.kind in TYPED and any(model.is_entry(row, number) for row in range(model.rowCount())):
            found.append(column.id)
    return found


@pytest.mark.parametrize("size", FONT_SIZES)
@pytest.mark.parametrize("table", ["T2", "T3"])
def test_entry_columns_are_in_sight_in_every_type_size(both: MainWindow, size: str, table: str) -> None:
    choose_size(both, size)
    both.workspace.go(table)
    QApplication.processEvents()
    assert both.workspace.is_compared
    assert len(whole_entries(both.workspace.current_page)) >= 2


def test_one_panel_is_wide_on_a_small_screen_and_both_on_a_large_one(both: MainWindow) -> None:
    both.workspace.go("T2")
    assert folded(both) == (False, True)
    panels(both)[1].fold.click()
    assert folded(both) == (True, False)
    both.resize(1900, 1000)
    choose_size(both, STANDARD_SIZE)
    assert folded(both) == (False, False)


def test_both_fold_where_the_page_has_too_little_room(both: MainWindow) -> None:
    both.workspace.go("T2")
    both.resize(1000, 700)
    choose_size(both, "特大")
    assert folded(both) == (True, True)
    both.resize(1900, 1000)
    choose_size(both, STANDARD_SIZE)
    assert folded(both) == (False, False)


def test_a_key_turns_the_panels_on_a_small_screen(both: MainWindow) -> None:
    turned = []
    for _ in range(4):
        turned.append(folded(both))
        call(both, PANELS)
    assert turned == [(False, True), (True, False), (True, True), (False, True)]


def test_what_was_folded_is_so_again_in_the_next_disclosure(both: MainWindow, office: Office) -> None:
    panels(both)[1].fold.click()
    again = MainWindow(office, both.jobs, Path("program.log"))
    again.resize(*SMALL_SCREEN)
    again.show()
    again.show_document(both.workspace.session.document)
    QApplication.processEvents()
    steps, findings = again.workspace.panels.widget(0), again.workspace.findings
    assert (steps.is_folded, findings.is_folded) == (True, False)
    again.close()
    again.deleteLater()


def test_no_panel_opens_on_the_way_to_another_page(both: MainWindow) -> None:
    both.resize(*NARROW)
    choose_size(both, "特大")
    both.workspace.go("S3")
    both.workspace.go("T2")
    QApplication.processEvents()
    both.workspace.go("S3")
    assert folded(both) == (False, True)


def test_what_is_opened_by_hand_stays_open_and_the_other_gives_way(both: MainWindow) -> None:
    both.workspace.go("T2")
    both.resize(*NARROW)
    choose_size(both, "特大")
    panels(both)[1].fold.click()
    assert folded(both) == (True, False)
    both.workspace.go("T3")
    both.resize(1300, 760)
    QApplication.processEvents()
    assert not panels(both)[1].is_folded


def test_a_page_with_a_list_of_its_own_leaves_the_steps_a_rail(window: MainWindow) -> None:
    window.resize(*SMALL_SCREEN)
    window.show_document(disclosure("2024-fengrun", PAPER))
    assert folded(window) == (False, True)
    window.workspace.go("X5")
    QApplication.processEvents()
    assert folded(window) == (True, True)
    page = window.workspace.current_page
    assert isinstance(page, ProjectsPage)
    for key in page.list.order():
        page.list.go(key)
        page.show_indicators()
        QApplication.processEvents()
        last = page.model.columnCount() - 1
        assert page.grid.columnViewportPosition(last) + page.grid.columnWidth(last) <= page.grid.viewport().width()


def test_the_steps_come_back_after_a_page_that_had_no_room_for_them(window: MainWindow) -> None:
    window.resize(*SMALL_SCREEN)
    window.show_document(disclosure("2024-fengrun", PAPER))
    window.workspace.go("X5")
    window.workspace.go("T5")
    QApplication.processEvents()
    assert folded(window) == (False, True)


def test_the_steps_that_were_opened_by_hand_stay_open_beside_a_list(window: MainWindow) -> None:
    window.resize(*SMALL_SCREEN)
    window.show_document(disclosure("2024-fengrun", PAPER))
    window.workspace.go("X5")
    panels(window)[0].fold.click()
    assert folded(window) == (False, True)


@pytest.mark.parametrize("number", [0, 1])
def test_a_button_folds_a_panel_to_a_narrow_rail(opened: MainWindow, number: int) -> None:
    opened.resize(1900, 768)
    panel = panels(opened)[number]
    wide = panel.width()
    assert panel.fold.accessibleName().startswith("收起")
    panel.fold.click()
    assert panel.is_folded
    assert panel.isVisible()
    assert panel.width() < min(wide / 1.5, 130)
    assert panel.fold.accessibleName().startswith("展开")
    panel.fold.click()
    assert panel.width() == wide


def test_a_key_folds_both_and_opens_both(opened: MainWindow) -> None:
    opened.resize(1900, 900)
    call(opened, PANELS)
    assert folded(opened) == (True, True)
    call(opened, PANELS)
    assert folded(opened) == (False, False)


def test_the_rail_counts_and_leads_to_a_kind(qtbot: QtBot, opened: MainWindow) -> None:
    opened.resize(*SMALL_SCREEN)
    _, findings = panels(opened)
    assert findings.is_folded
    session = opened.workspace.session
    counted = [f"{sum(f.level == level for f in session.open_findings)} {name}" for level, name in LEVEL_WORDS.items()]
    assert set(findings.rail.texts()) == {*counted, f"{len(session.to_do)} 待填"}
    warnings = next(b for b in findings.rail.buttons.values() if "警告" in b.text())
    qtbot.mouseClick(warnings, Qt.MouseButton.LeftButton)
    assert not findings.is_folded
    assert {finding.level for finding in findings.shown()} == {"W"}


def test_a_finding_gone_to_while_the_panel_is_folded_is_told_below(opened: MainWindow) -> None:
    opened.resize(*SMALL_SCREEN)
    _, findings = panels(opened)
    assert findings.is_folded
    call(opened, NEXT_FINDING)
    finding = findings.current()
    assert opened.statusBar().currentMessage().startswith(f"{LEVEL_WORDS[finding.level]}：{finding.brief}")


def test_one_key_mends_while_the_panel_is_folded(qtbot: QtBot, opened: MainWindow) -> None:
    opened.resize(*SMALL_SCREEN)
    with qtbot.waitActive(opened):
        opened.activateWindow()
    call(opened, NEXT_FINDING)
    assert opened.statusBar().currentMessage().endswith("Alt+M 改为 资源勘探工业信息等支出")
    QTest.keyClick(opened.focusWidget(), Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier)
    assert opened.workspace.session.document.undo_name == "改为 资源勘探工业信息等支出"


@pytest.mark.parametrize("is_rail", [False, True])
@pytest.mark.parametrize("size", FONT_SIZES)
def test_names_of_steps_are_seen_whole(both: MainWindow, size: str, is_rail: bool) -> None:
    choose_size(both, size)
    steps, _ = panels(both)
    if steps.is_folded != is_rail:
        steps.fold.click()
    QApplication.processEvents()
    for step in ui_steps(both.workspace.session.document):
        both.workspace.go(step.id)
        item = steps.list.currentItem()
        cell, metrics = steps.list.visualItemRect(item), steps.list.fontMetrics()
        room = QRect(0, 0, cell.width() - mark_side(metrics) - 2 * SPACE, 1000)
        needed = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, item.text())
        assert needed.width() <= cell.width()
        assert needed.height() <= cell.height()


def test_a_wide_page_that_is_not_seen_widens_nothing(both: MainWindow) -> None:
    both.workspace.go("S2")
    both.workspace.current_page.setMinimumWidth(1300)
    both.workspace.go("T3")
    assert both.findChild(PageStack).minimumSizeHint() == both.workspace.current_page.minimumSizeHint()


def test_one_key_leads_from_zone_to_zone(opened: MainWindow) -> None:
    steps, findings = panels(opened)
    page, bar, stages = opened.workspace.current_page, opened.menuWidget(), opened.findChild(StageBar)
    opened.activateWindow()
    page.setFocus()
    for zone in (findings, bar, stages, steps, page):
        call(opened, ZONE)
        assert zone.isAncestorOf(QApplication.focusWidget())
