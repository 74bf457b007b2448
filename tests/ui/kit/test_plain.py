"""What looks like HTML in a cell, a name or a path is shown as it stands, and loads nothing."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt, QTimer
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QLabel, QMessageBox, QProgressDialog, QWidget
from pytestqt.qtbot import QtBot

from forms.document.finding import Finding
from forms.edit.cells import enter
from forms.office.office import Office
from models.records import Address, Unit
from tests.ui.conftest import shown
from tests.ui.grid.grids import blank, records
from ui.findings.details import FindingDetails
from ui.findings.finding_list import LONGEST, FindingList, Said
from ui.frame.inspect_bar import InspectBar
from ui.grid.model import GridModel
from ui.home.home_page import HomePage
from ui.kit.jobs import Jobs
from ui.kit.plain import Label, is_confirmed, message, tip
from ui.kit.steps import PROFILE, steps
from ui.pages.gone_line import GoneLine
from ui.pages.profile_page import ProfilePage
from ui.pages.project_form import ProjectForm
from ui.pages.project_list import ListedProject, ProjectList
from ui.window.main_window import MainWindow

pytestmark = pytest.mark.usefixtures("qapp")
HOSTILE = '<h1>大</h1><img src="/x/px.png">'
TIP = Qt.ItemDataRole.ToolTipRole
PLAIN = Qt.TextFormat.PlainText


def seen(told: str) -> str:
    """What a tip shows, by the way in which Qt decides; it holds no picture."""
    document = QTextDocument()
    if GuiQt.mightBeRichText(told):
        document.setHtml(told)
    else:
        document.setPlainText(told)
    assert not any(one.isImageFormat() for one in document.allFormats())
    return document.toPlainText()


def tips(model: QAbstractItemModel, row: int = 0) -> list[str]:
    """The tips of a row of a list, as they are seen."""
    return [seen(model.index(row, column).data(TIP) or "") for column in range(model.columnCount())]


@pytest.mark.parametrize(
    "text",
    [
        HOSTILE,
        "<b>一\n\n  二  三\t四 ",
        "\n<i>五</i>\n",
        "六 &lt;七&gt;",
        "<!DOCTYPE html>八",
    ],
)
def test_a_tip_shows_the_very_text(text: str) -> None:
    assert GuiQt.mightBeRichText(text), "Qt would take it for HTML"
    assert seen(tip(text)) == text


@pytest.mark.parametrize("text", ["", "一\n　　二", "1 < 2 & 3 > 2", "甲&乙", "长" * 300])
def test_what_is_plain_stays_as_it_is(text: str) -> None:
    assert tip(text) == text


def test_a_label_and_a_message_box_are_plain() -> None:
    field = QWidget()
    label = Label(f"{HOSTILE}(&A)", field)
    assert (label.textFormat(), label.buddy()) == (PLAIN, field)
    box = message(QMessageBox.Icon.Warning, "标题", HOSTILE, None)
    assert (box.textFormat(), box.text(), box.windowTitle()) == (PLAIN, HOSTILE, "标题")


@pytest.mark.parametrize("button", [QMessageBox.StandardButton.Yes, QMessageBox.StandardButton.No])
def test_a_question_is_answered(qtbot: QtBot, button: QMessageBox.StandardButton) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)

    def press() -> None:
        box = parent.findChild(QMessageBox)
        assert box is not None
        assert box.defaultButton() is box.button(QMessageBox.StandardButton.No)
        box.button(button).click()

    QTimer.singleShot(0, press)
    assert is_confirmed(parent, "标题", HOSTILE) == (button == QMessageBox.StandardButton.Yes)


def test_the_words_of_progress_are_plain(qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    go_on = threading.Event()
    jobs = Jobs()
    jobs.run(HOSTILE, lambda _: go_on.wait(9), lambda _: None, lambda _: None, owner)
    try:
        qtbot.waitUntil(lambda: owner.findChild(QProgressDialog) is not None)
        box = owner.findChild(QProgressDialog)
        assert box.labelText() == HOSTILE
        assert [one.textFormat() for one in box.findChildren(QLabel)] == [PLAIN]
    finally:
        go_on.set()
        jobs.close()


def test_tips_of_cells() -> None:
    assert HOSTILE in tips(GridModel(records("X1", [HOSTILE, "行政"]), "X1"))[0]
    session = blank(T3=("2060101",))
    cell = Address("T3", "2060101", "basic")
    session.apply("填", enter(session.document, {cell: HOSTILE}))
    model = GridModel(session, "T3")
    assert HOSTILE in seen(model.find(cell).data(TIP))


def test_tips_of_findings(qtbot: QtBot) -> None:
    found = FindingList()
    qtbot.addWidget(found)
    said = HOSTILE + "长" * LONGEST
    found.show_findings([Finding("A01", "E", said, "", "", table="T2", row="1")], [Said("E", "错误", "", said)], -1)
    assert seen(found.item(0).toolTip()) == said


def test_the_explanation_of_a_finding(qtbot: QtBot) -> None:
    details = FindingDetails(blank())
    qtbot.addWidget(details)
    details.show_finding(Finding("A01", "W", HOSTILE, HOSTILE, HOSTILE, table="T2", row="1"))
    details.why.click()
    assert details.text.toPlainText().count(HOSTILE) == 3
    assert not any(one.isImageFormat() for one in details.text.document().allFormats())


def test_tips_of_projects(qtbot: QtBot) -> None:
    listed = ProjectList()
    qtbot.addWidget(listed)
    listed.show_projects([ListedProject("a", "", "", HOSTILE, HOSTILE, HOSTILE)])
    assert seen(listed.item(0).toolTip()) == HOSTILE


def test_labels_and_tips_of_the_form_of_a_project(qtbot: QtBot) -> None:
    session = records("X5", ["1", "甲"])
    form = ProjectForm(session)
    qtbot.addWidget(form)
    key = session.document.lines("X5")[0].key
    form.show_project(key)
    session.apply("填", enter(session.document, {Address("X5", key, "budget"): HOSTILE}))
    session.findings = (Finding("A01", "E", HOSTILE, "", "", table="X5", row=key, column="budget"),)
    session.checked.emit()
    label = next(one for one in form.findChildren(QLabel) if one.buddy() is form.fields["budget"])
    assert HOSTILE in seen(label.toolTip())
    assert HOSTILE in seen(form.fields["budget"].toolTip())


def test_the_tip_of_the_last_year_box(window: MainWindow, office: Office) -> None:
    document = office.start(Unit("339", HOSTILE), 2024, "部门", "hebei")
    window.show_document(document)
    assert HOSTILE in seen(window.menus.last_year.toolTip())
    for step in steps(document):
        window.workspace.go(step.id)
    labels = window.findChildren(QLabel)
    assert labels
    assert [one.text() for one in labels if one.textFormat() != PLAIN] == []


def test_the_start_page(qtbot: QtBot, tmp_path: Path) -> None:
    with Office.open(tmp_path / "<b>数据<i>") as office:
        office.start(Unit("339", HOSTILE), 2024, "部门", "hebei")
        page = HomePage(office, Jobs(inline=True))
        qtbot.addWidget(page)
        assert HOSTILE in seen(page.list.item(0).toolTip())
        assert "<b>数据<i>" in seen(page.where.toolTip())
        assert str(office.folder) in page.where.text()


def test_a_line_of_the_profile(qtbot: QtBot) -> None:
    page = ProfilePage(blank(), PROFILE)
    shown(qtbot, page)
    page.fields["place"].show_text(HOSTILE)
    assert seen(page.fields["place"].editor.toolTip()) == HOSTILE


def test_the_line_of_what_has_gone_is_plain(qtbot: QtBot) -> None:
    line = GoneLine(blank(), "T5")
    qtbot.addWidget(line)
    assert line.textFormat() == PLAIN


def test_names_of_files_over_what_is_looked_at(qtbot: QtBot) -> None:
    bar = InspectBar([Path("<b>甲.xlsx")])
    qtbot.addWidget(bar)
    assert (bar.told.textFormat(), seen(bar.told.toolTip())) == (PLAIN, "<b>甲.xlsx")
