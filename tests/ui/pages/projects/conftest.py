"""The page of the projects with seven projects on the screen."""

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.pages.projects.pages import shown, whole
from ui.kit.session import Session
from ui.pages.projects_page import ProjectsPage


@pytest.fixture
def page(qtbot: QtBot) -> ProjectsPage:
    """Seven projects on the screen."""
    return shown(qtbot, Session(whole()))
