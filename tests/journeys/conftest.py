"""The office and the window of a clerk who begins."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from forms.office.office import Office
from tests.ui.conftest import shown
from ui.kit.jobs import Jobs
from ui.window.main_window import MainWindow


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with Office.open(tmp_path / "data") as office:
        yield office


@pytest.fixture
def window(qtbot: QtBot, qapp: object, office: Office, tmp_path: Path) -> Iterator[MainWindow]:
    """On the start page, shown."""
    jobs = Jobs(qapp, inline=True)
    yield shown(qtbot, MainWindow(office, jobs, tmp_path / "program.log"))
    jobs.close()
