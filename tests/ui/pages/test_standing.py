"""Another type size or theme leaves one where one stood: the place, what is selected, and what is seen of the page."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from forms.office.office import Office
from models.records import TextChange
from tests.published import PAPER, TABLES, reading
from tests.ui.conftest import read_through
from ui.kit import style
from ui.pages.projects_page import ProjectsPage
from ui.pages.table_page import TablePage
from ui.pages.text_page import TextPage
from ui.window.main_window import MainWindow

LARGE, DARK = "特大", "深色"
PARAGRAPH = "我部门按照上级要求，组织开展各项工作，及时总结经验，完善制度，提高资金使用效益。"


@pytest.fixture
def whole(qtbot: QtBot, window: MainWindow, office: Office) -> MainWindow:
    """Tables and texts open, one of them of a hundred long paragraphs."""
    document = office.take(reading("2024-fengrun", TABLES, PAPER))
    long = "\n".join(f"{number}.{PARAGRAPH * 3}" for number in range(100))
    document.apply("填写", [TextChange("S2.text", document.texts.get("S2.text"), long)])
    window.resize(1366, 768)
    window.show_document(document)
    return read_through(qtbot, window)


@pytest.fixture(params=["字号", "外观"])
def change(request: pytest.FixtureRequest, whole: MainWindow, qapp: QApplication) -> Iterator[Callable[[], None]]:
    """Another type size, or another theme; taken back at the end."""
    changes = {"字号": lambda: whole.set_size(LARGE), "外观": lambda: style.set_theme(qapp, DARK)}
    yield changes[request.param]
    whole.set_size(style.STANDARD_SIZE)
    style.set_theme(qapp, "浅色")


@pytest.fixture(params=["在前", "在后"])
def changed(request: pytest.FixtureRequest, whole: MainWindow, change: Callable[[], None]) -> Callable[[], Any]:
    """What changes it, with the page in front or behind another, and gives the page that is then there."""
    workspace = whole.workspace

    def call() -> Any:
        step = workspace.at
        if request.param == "在后":
            workspace.go("T9")
        QApplication.processEvents()
        change()
        QApplication.processEvents()
        workspace.go(step)
        for _ in range(3):
            QApplication.processEvents()
        return workspace.current_page

    return call


def test_a_table_keeps_its_selection_and_its_top_row(whole: MainWindow, changed: Callable[[], Any]) -> None:
    whole.workspace.go("T6")
    page = whole.workspace.current_page
    assert isinstance(page, TablePage)
    model = page.model
    page.grid.setCurrentIndex(model.index(18, 3))
    chosen = QItemSelection(model.index(16, 3), model.index(18, 4))
    page.grid.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    page.grid.verticalScrollBar().setValue(6)
    QApplication.processEvents()
    assert page.grid.verticalScrollBar().value() == 6
    grid = changed().grid
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (18, 3)
    assert {(one.row(), one.column()) for one in grid.selectedIndexes()} == {
        (row, column) for row in (16, 17, 18) for column in (3, 4)
    }
    assert grid.verticalScrollBar().value() == 6


def test_a_text_keeps_its_selection_and_its_top_line(whole: MainWindow, changed: Callable[[], Any]) -> None:
    whole.workspace.go("S2")
    page = whole.workspace.current_page
    assert isinstance(page, TextPage)
    block = page.editor.document().findBlockByNumber(50)
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + 6, QTextCursor.MoveMode.KeepAnchor)
    page.editor.setTextCursor(cursor)
    page.editor.see_cursor()
    QApplication.processEvents()
    selected, top = cursor.selectedText(), page.editor.cursorForPosition(QPoint()).block().blockNumber()
    assert 40 < top < 50
    editor = changed().editor
    assert editor.textCursor().selectedText() == selected
    assert abs(editor.cursorForPosition(QPoint()).block().blockNumber() - top) <= 2
    assert editor.viewport().rect().contains(editor.cursorRect().center())


def test_a_project_stays_the_chosen_one_with_its_tab_and_cell(whole: MainWindow, changed: Callable[[], Any]) -> None:
    whole.workspace.go("X5")
    page = whole.workspace.current_page
    assert isinstance(page, ProjectsPage)
    page.list.go("3")
    page.show_indicators()
    page.grid.setCurrentIndex(page.model.index(2, 3))
    page = changed()
    assert page.list.current == "3"
    assert page.parts.currentIndex() == 2
    assert (page.grid.currentIndex().row(), page.grid.currentIndex().column()) == (2, 3)


def test_where_a_finding_leads_is_stronger_than_where_one_stood(whole: MainWindow, change: Callable[[], None]) -> None:
    workspace = whole.workspace
    workspace.go("T6")
    page = workspace.current_page
    assert isinstance(page, TablePage)
    page.grid.setCurrentIndex(page.model.index(18, 3))
    led = page.model.address(2, 3)
    workspace.go("T9")
    change()
    assert led is not None
    workspace.show_cell(led)
    for _ in range(3):
        QApplication.processEvents()
    grid = workspace.current_page.grid
    assert grid.currentIndex().row() == 2
    assert grid.viewport().rect().contains(grid.visualRect(grid.currentIndex()))
