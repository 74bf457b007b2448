"""The fields to type in: what was typed stands until it is taken over, and who takes it back."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.conftest import shown
from ui.kit import style
from ui.kit.fields import PAUSE_MS, LineField, TextField

Field = LineField | TextField


@pytest.fixture(params=[LineField, TextField])
def field(qtbot: QtBot, request: pytest.FixtureRequest) -> Field:
    """A field of either kind that shows 旧 and has the focus."""
    make: Callable[[], Field] = request.param
    field = shown(qtbot, make())
    field.setFocus()
    field.show_text("旧")
    return field


def takes_undo(field: Field) -> bool:
    """Whether Ctrl+Z is for the field and not for the window."""
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    event.ignore()
    QApplication.sendEvent(field, event)
    return event.isAccepted()


def test_what_is_typed_is_not_written_over(field: Field) -> None:
    QTest.keyClicks(field, "a")
    typed = field.typed
    field.show_text("新")
    assert field.typed == typed != "旧"


def test_once_taken_over_the_document_is_shown(field: Field) -> None:
    QTest.keyClicks(field, "a")
    field.setModified(False)
    field.show_text("新")
    assert field.typed == "新"


def test_what_was_taken_back_in_the_field_is_nothing_typed(field: Field) -> None:
    QTest.keyClicks(field, "a")
    field.undo()
    assert field.typed == "旧"
    assert not field.isModified()


def test_undo_is_the_windows_until_something_is_typed(field: Field) -> None:
    assert not takes_undo(field)
    QTest.keyClicks(field, "a")
    assert takes_undo(field)


def test_leaving_a_field_is_told(field: Field, qtbot: QtBot) -> None:
    QTest.keyClicks(field, "a")
    with qtbot.waitSignal(field.left):
        field.clearFocus()


def test_a_pause_is_told_once_and_only_of_what_was_typed(field: Field, qtbot: QtBot) -> None:
    field.show_text("新")
    with qtbot.assertNotEmitted(field.paused, wait=PAUSE_MS + 200):
        pass
    QTest.keyClicks(field, "a")
    with qtbot.waitSignal(field.paused):
        pass
    with qtbot.assertNotEmitted(field.paused, wait=PAUSE_MS + 200):
        pass


@pytest.mark.parametrize("count", [1, 2, 3])
def test_whatever_is_typed_after_a_pause_is_typed(field: Field, qtbot: QtBot, count: int) -> None:
    field.paused.connect(lambda: field.setModified(False))
    for _ in range(count):
        QTest.keyClicks(field, "a")
        QTest.keyClick(field, Qt.Key.Key_Home)
    with qtbot.waitSignal(field.paused):
        pass
    assert not field.isModified()
    assert not takes_undo(field)
    for _ in range(count + 1):
        QTest.keyClicks(field, "b")
        assert field.isModified()
        QTest.keyClick(field, Qt.Key.Key_Home)


def test_a_pause_nobody_takes_over_changes_nothing(field: Field, qtbot: QtBot) -> None:
    QTest.keyClicks(field, "a")
    with qtbot.waitSignal(field.paused):
        pass
    typed = field.typed
    field.show_text("新")
    assert field.isModified()
    assert field.typed == typed


@pytest.mark.parametrize("kind", [LineField, TextField])
def test_a_field_jumped_to_twice_goes_back_to_its_colour(qtbot: QtBot, kind: type[LineField | TextField]) -> None:
    field = kind()
    qtbot.addWidget(field)
    field.resize(200, 60)
    usual = _ground(field)
    field.flash()
    assert _ground(field) == style.flash_color()
    qtbot.wait(300)
    field.flash()
    qtbot.waitUntil(lambda: _ground(field) == usual)


def _ground(field: LineField | TextField) -> QColor:
    """The colour that is seen in an empty field."""
    return field.grab().toImage().pixelColor(field.width() * 3 // 4, field.height() // 2)
