"""The input method in fields and texts: nothing is lost or blanked on leaving, and files are no text."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QInputMethodEvent, QInputMethodQueryEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.kit.composing import AskAnew, take_copy
from ui.kit.fields import LineField, TextField
from ui.prose.field_editor import FieldEditor
from ui.window.main_window import MainWindow

FIELDS = [LineField, TextField]
Field = LineField | TextField


@pytest.fixture(params=FIELDS)
def field(qtbot: QtBot, request: pytest.FixtureRequest) -> Iterator[Field]:
    """A field of a form in focus, with another one to go to."""
    page = QWidget()
    qtbot.addWidget(page)
    made: Field = request.param()
    other = QLineEdit(objectName="other")
    layout = QVBoxLayout(page)
    layout.addWidget(made)
    layout.addWidget(other)
    made.show_text("旧名称")
    with qtbot.waitActive(page):
        page.show()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    yield made
    page.close()


def go_on(field: Field) -> None:
    """Go to the other field."""
    field.parentWidget().findChild(QLineEdit, "other").setFocus()


def compose(preedit: str, commit: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(QApplication.focusWidget(), event)


def test_what_is_composed_stands_when_the_field_is_left(field: Field) -> None:
    told = []
    field.left.connect(lambda: told.append(field.typed))
    field.selectAll()
    compose("渔港")
    go_on(field)
    assert field.typed == "渔港"
    assert told[-1] == "渔港"


def test_what_is_composed_comes_behind_what_was_chosen(field: Field) -> None:
    field.selectAll()
    compose("", "渔港")
    compose("管理处")
    go_on(field)
    assert field.typed == "渔港管理处"


def test_what_was_chosen_is_not_put_in_twice(field: Field) -> None:
    field.selectAll()
    compose("yugang")
    compose("", "渔港")
    go_on(field)
    assert field.typed == "渔港"


def test_a_text_keeps_what_is_composed_when_another_page_is_gone_to(opened: MainWindow) -> None:
    opened.workspace.go("S3")
    opened.workspace.current_page.editor.setFocus()
    opened.activateWindow()
    editor = opened.workspace.current_page.editor
    event = QInputMethodEvent("没有变化", [])
    QApplication.sendEvent(editor, event)
    opened.workspace.go("S4")
    assert opened.workspace.session.document.section_text("S3") == "没有变化"


class Asked(QObject):
    """Counts how often Qt asks a widget whether text may be composed in it."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if isinstance(event, QInputMethodQueryEvent) and event.queries() & Qt.InputMethodQuery.ImEnabled:
            self.count += 1
        return False


def test_it_is_asked_anew_whether_text_may_be_composed_once_the_focus_has_come(qtbot: QtBot) -> None:
    page, line = QWidget(), QLineEdit()
    qtbot.addWidget(page)
    QVBoxLayout(page).addWidget(line)
    AskAnew(page)
    with qtbot.waitActive(page):
        page.show()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    asked = Asked(line)
    QGuiApplication.instance().focusObjectChanged.emit(line)
    # What Qt itself asks is asked by now.
    before = asked.count
    qtbot.waitUntil(lambda: asked.count > before)


@pytest.mark.parametrize("kind", [LineField, TextField, FieldEditor])
def test_a_file_is_no_text(qtbot: QtBot, kind: type[QWidget]) -> None:
    widget = kind()
    qtbot.addWidget(widget)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/tmp/tables.xlsx")])
    mime.setText("file:///tmp/tables.xlsx")
    event = QDragEnterEvent(
        QPoint(2, 2), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    target = widget if isinstance(widget, QLineEdit) else widget.viewport()
    QApplication.sendEvent(target, event)
    assert not event.isAccepted()


def test_words_may_still_be_dragged_in(qtbot: QtBot) -> None:
    widget = LineField()
    qtbot.addWidget(widget)
    mime = QMimeData()
    mime.setText("渔港")
    event = QDragEnterEvent(
        QPoint(2, 2), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(widget, event)
    assert event.isAccepted()


def test_files_are_taken_as_copies() -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/tmp/tables.xlsx")])
    event = QDropEvent(
        QPoint(2, 2),
        Qt.DropAction.MoveAction | Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    take_copy(event)
    assert event.isAccepted()
    assert event.dropAction() == Qt.DropAction.CopyAction
