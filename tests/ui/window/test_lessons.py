"""练习 through the real window: five faults mended by hand, nothing stored, left and begun again."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from forms.document.document import Document
from forms.edit.cells import enter
from forms.office.lesson import lesson
from forms.office.office import Office
from models.records import Address
from ui.frame.lesson_bar import LessonBar, LessonEnd
from ui.kit import commands
from ui.kit.session import PRACTISED
from ui.window.main_window import MainWindow


def bar(window: MainWindow) -> LessonBar:
    shown = window.workspace.findChild(LessonBar)
    assert shown is not None
    return shown


def replaced(window: MainWindow, old: str, new: str) -> None:
    """Find a passage of the text in the middle and type another in its place."""
    editor = window.workspace.current_page.editor
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    assert editor.find(old)
    QTest.keyClick(editor, Qt.Key.Key_Delete)
    editor.insertPlainText(new)
    window.workspace.commit()


def typed(window: MainWindow, place: str, text: str) -> None:
    """Type over a cell of a grid."""
    address = Address(*place.split("/"))
    window.workspace.show_cell(address)
    session = window.workspace.session
    session.apply("填写", enter(session.document, {address: text}))


def go_on(qtbot: QtBot, window: MainWindow) -> None:
    """Wait until the fault counts as mended and press 下一处."""
    qtbot.waitUntil(bar(window).next.isEnabled)
    bar(window).next.click()


def test_five_faults_are_mended_and_a_green_page_ends_it(qtbot: QtBot, window: MainWindow, office: Office) -> None:
    window.start.ways[commands.PRACTISE].button.click()
    assert window.workspace.at == "S4"
    assert not bar(window).next.isEnabled()
    replaced(window, "2024年，我部门", "2025年，我部门")
    go_on(qtbot, window)
    assert window.workspace.at == "S2"
    replaced(window, "501.00", "510.00")
    go_on(qtbot, window)
    typed(window, "X5I/16/value", "≤20万元")
    go_on(qtbot, window)
    assert window.workspace.at == "X2"
    typed(window, "X2/2/project", "防汛物资储备")
    go_on(qtbot, window)
    assert window.workspace.at == "T5"
    for key in (Qt.Key.Key_F2, Qt.Key.Key_Backspace, "5", Qt.Key.Key_Return):
        widget = QApplication.focusWidget()
        QTest.keyClicks(widget, key) if isinstance(key, str) else QTest.keyClick(widget, key)
    go_on(qtbot, window)
    assert window.workspace is None
    assert isinstance(window.lessons.last, LessonEnd)
    assert window.lessons.last.isVisible()
    QTest.keyClick(window.lessons.last.card.button, Qt.Key.Key_Space)
    assert window.start.isVisible()
    assert office.listed() == ()


def test_what_lay_open_comes_back_when_the_lesson_is_left(
    window: MainWindow, document: Document, office: Office
) -> None:
    window.open(document.head.id)
    opened = window.workspace
    kept = office.history(document.head.id)
    window.menus.actions[commands.PRACTISE].trigger()
    typed(window, "X2/2/project", "防汛物资储备")
    bar(window).end.click()
    assert window.workspace is opened
    assert office.history(document.head.id) == kept
    assert [one.head.id for one in office.listed()] == [document.head.id]


def test_it_begins_again_from_the_first_fault(window: MainWindow) -> None:
    window.lessons.begin()
    typed(window, "X2/2/project", "防汛物资储备")
    bar(window).again.click()
    session = window.workspace.session
    assert len([step for step in lesson().steps if step.finding(session.findings)]) == len(lesson().steps)
    assert bar(window).title.text().startswith("练习 1/5")


def test_it_can_be_neither_signed_nor_published_nor_kept(window: MainWindow) -> None:
    window.lessons.begin()
    for menu in window.menus.all:
        menu.aboutToShow.emit()
    for command in (commands.PUBLISH, commands.PAPERS, commands.PUBLICATION, commands.SAVE_PACKET):
        action = window.menus.actions[command]
        assert (action.isEnabled(), action.toolTip()) == (False, PRACTISED)
    assert not window.menus.state.isEnabled()
    assert window.status.saved.text() == "练习，不保存"


def test_a_word_that_is_right_in_the_lesson_is_no_word_of_the_office(window: MainWindow, office: Office) -> None:
    window.lessons.begin()
    window.workspace.session.believed.emit("防汛物质储备")
    assert office.own_words == ()


def test_what_was_told_of_a_lesson_ends_with_it(window: MainWindow) -> None:
    window.start.ways[commands.PRACTISE].button.click()
    assert window.statusBar().currentMessage()
    bar(window).end.click()
    assert not window.statusBar().currentMessage()
