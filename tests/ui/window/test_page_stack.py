"""The pages of a disclosure: few of them stay made, and one that was let go comes back where one stood."""

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from ui.kit import style
from ui.kit.steps import steps
from ui.pages.page import Page
from ui.window.main_window import MainWindow
from ui.window.page_stack import KEPT


def made(window: MainWindow) -> list[Page]:
    """The pages there are, once what was let go has gone."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return window.workspace.findChildren(Page)


def test_however_many_pages_are_gone_to_few_stay_made(opened: MainWindow) -> None:
    order = [step.id for step in steps(opened.workspace.session.document)]
    assert len(order) > KEPT
    for step in order:
        opened.workspace.go(step)
    assert {page.step_id for page in made(opened)} == set(order[-KEPT:])
    opened.workspace.go(order[-KEPT])
    opened.workspace.go(order[0])
    assert order[-KEPT] in {page.step_id for page in made(opened)}


def test_a_page_that_was_let_go_comes_back_where_one_stood(opened: MainWindow) -> None:
    workspace = opened.workspace
    workspace.go("T3")
    QApplication.processEvents()
    workspace.current_page.grid.setCurrentIndex(workspace.current_page.model.index(5, 3))
    before = workspace.place
    for step in [step.id for step in steps(workspace.session.document) if step.id != "T3"]:
        workspace.go(step)
    assert "T3" not in {page.step_id for page in made(opened)}
    workspace.go("T3")
    QApplication.processEvents()
    index = workspace.current_page.grid.currentIndex()
    assert ((index.row(), index.column()), workspace.place) == ((5, 3), before)


def test_before_all_is_dressed_anew_only_the_page_in_front_is_left(opened: MainWindow) -> None:
    for step in ("T1", "T2", "T3"):
        opened.workspace.go(step)
    style.theme.changing.emit()
    assert [page.step_id for page in made(opened)] == ["T3"]
