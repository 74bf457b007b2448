"""A damaged disclosure is not opened unseen: the clerk turns away, or takes it as it stands."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from forms.document.document import Document
from forms.office.office import Office
from models.records import Address, OperationKind
from ui.window.main_window import MainWindow

LEAF = Address("T5", "2060101", "basic")


@pytest.fixture
def altered(office: Office, document: Document) -> str:
    """The id of a disclosure in which an amount was changed behind the program's back."""
    office._store._database.connection().execute("UPDATE cell SET fen = 7 WHERE tbl = ? AND row = ? AND col = ?", LEAF)
    return document.head.id


def answer(words: str) -> None:
    """Press the button with these words in the box that comes next."""

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        next(button for button in box.buttons() if words in button.text()).click()

    QTimer.singleShot(0, press)


def test_a_damaged_disclosure_is_left_as_it_is(window: MainWindow, office: Office, altered: str) -> None:
    answer("取消")
    window.open(altered)
    assert window.workspace is None
    assert office._store.altered() == (altered,)


def test_a_damaged_disclosure_is_opened_as_it_stands(window: MainWindow, office: Office, altered: str) -> None:
    answer("照现在的样子打开")
    window.open(altered)
    assert window.workspace is not None
    assert window.workspace.session.document.value(LEAF) == 7
    assert office.history(altered)[0].kind == OperationKind.ACCEPT


def test_a_damaged_disclosure_that_was_looked_into_beforehand_is_asked_about_all_the_same(
    qtbot: QtBot, window: MainWindow, altered: str
) -> None:
    window.go_home()
    window.start.list.stood.emit(altered)
    qtbot.wait(100)
    answer("取消")
    window.open(altered)
    assert window.workspace is None
