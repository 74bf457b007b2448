"""A dressed application, an empty office and the published workbook of 2024 for the tests of the window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from forms.document.document import Document
from forms.office.office import Office
from tests.published import reading
from ui.kit.jobs import Jobs
from ui.window.app import dress
from ui.window.main_window import MainWindow


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> Iterator[QApplication]:
    """The application as `ui.window.app.run` dresses it."""
    dress(qapp)
    yield qapp
    # Without a screen Qt keeps the clipboard beyond the application and crashes on what is left in it.
    qapp.clipboard().clear()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with Office.open(tmp_path / "data") as office:
        yield office


@pytest.fixture
def workbook(data: Path) -> Path:
    """The nine tables of a department, as published: one error, one warning, three hints."""
    return data / "2024-fengrun" / "tables.xlsx"


@pytest.fixture
def document(office: Office) -> Document:
    """The published workbook, imported."""
    return office.take(reading("2024-fengrun"))


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[Jobs]:
    jobs = Jobs(qapp, inline=True)
    yield jobs
    jobs.close()


@pytest.fixture
def window(qtbot: QtBot, office: Office, jobs: Jobs, tmp_path: Path) -> MainWindow:
    """The main window on the start page, shown."""
    return shown(qtbot, MainWindow(office, jobs, tmp_path / "program.log"))


@pytest.fixture
def opened(qtbot: QtBot, window: MainWindow, document: Document) -> MainWindow:
    """The main window with the published workbook open and read."""
    window.show_document(document)
    return read_through(qtbot, window)


def read_through(qtbot: QtBot, window: MainWindow) -> MainWindow:
    """The window once what lies open in it was checked to its last text."""
    qtbot.waitUntil(lambda: window.workspace is not None and window.workspace.session.is_settled)
    return window


def shown(qtbot: QtBot, widget: QWidget) -> QWidget:
    """The widget, shown, and closed at the end of the test."""
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget
