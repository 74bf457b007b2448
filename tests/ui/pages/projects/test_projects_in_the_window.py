"""How a finding, a search or an undo leads into the page of the projects."""

from dataclasses import replace

import pytest

from forms.document.projects import indicators_of
from forms.edit.cells import remove_rows
from models.records import Address
from tests.ui.pages.projects.pages import click, whole
from ui.dialogs.locate import places
from ui.pages.projects_page import ProjectsPage
from ui.window.main_window import MainWindow


@pytest.fixture
def window(opened: MainWindow) -> MainWindow:
    """The main window with the Word file, which has projects."""
    opened.show_document(whole())
    return opened


def test_a_cell_of_an_indicator_is_shown_in_the_small_grid(window: MainWindow) -> None:
    workspace = window.workspace
    key = workspace.session.document.lines("X5I")[20].key
    workspace.show_cell(Address("X5I", key, "value"))
    page = workspace.current_page
    assert isinstance(page, ProjectsPage)
    assert page.list.current == workspace.session.document.text(Address("X5I", key, "project"))
    index = page.grid.currentIndex()
    assert page.model.address(index.row(), index.column()) == Address("X5I", key, "value")


def test_a_field_of_a_project_is_shown_in_the_form(window: MainWindow) -> None:
    window.workspace.show_cell(Address("X5", "3", "purpose"))
    page = window.workspace.current_page
    assert isinstance(page, ProjectsPage)
    assert page.form.key == "3"
    assert page.form.fields["purpose"].hasFocus()


def test_a_finding_in_an_indicator_marks_its_project_and_leads_there(window: MainWindow) -> None:
    session = window.workspace.session
    key = session.document.lines("X5I")[20].key
    owner = session.document.text(Address("X5I", key, "project"))
    finding = replace(session.findings[0], level="E", table="X5I", row=key, column="basis", section=None)
    session.findings = (finding,)
    session.checked.emit()
    window.workspace.jump(finding)
    page = window.workspace.current_page
    assert isinstance(page, ProjectsPage)
    row = page.list.order().index(owner)
    assert page.list.listed()[row].level == "E"
    assert window.workspace.marks()["X5"] == "×1"


def test_undo_leads_back_to_the_project(window: MainWindow) -> None:
    workspace = window.workspace
    workspace.go("X5")
    page = workspace.current_page
    assert isinstance(page, ProjectsPage)
    page.list.go("5")
    click(page, "删除")
    workspace.go("X1")
    workspace.undo()
    assert workspace.at == "X5"
    assert "5" in page.list.order()


def test_an_indicator_is_located_by_its_words() -> None:
    document = whole()
    key = document.lines("X5I")[0].key
    found = [place for _, place in places(document, "固定 IP") if place[0] == "X5I"]
    assert found[0][1] == Address("X5I", key, "project")


def test_a_project_without_indicators_leads_to_where_they_are_entered(window: MainWindow) -> None:
    workspace = window.workspace
    session = workspace.session
    gone = [line.key for line in indicators_of(session.document, "1")]
    session.apply("删除指标", remove_rows(session.document, "X5I", gone))
    session.check()
    (finding,) = (one for one in session.verdicts if one.rule == "K02" and one.row == "1" and one.table == "X5")
    workspace.jump(finding)
    page = workspace.current_page
    assert isinstance(page, ProjectsPage)
    assert page.list.current == "1"
    assert page.grid.hasFocus()
    assert page.parts.tabText(2).startswith("E")
