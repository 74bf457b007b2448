"""The findings panel over the published workbook."""

import pytest
from pytestqt.qtbot import QtBot

from forms.document.document import Document
from ui.findings.panel import FindingsPanel
from ui.kit.session import Session


@pytest.fixture
def session(document: Document) -> Session:
    return Session(document)


@pytest.fixture
def panel(qtbot: QtBot, session: Session) -> FindingsPanel:
    panel = FindingsPanel(session)
    session.checked.connect(panel.refresh)
    qtbot.addWidget(panel)
    return panel
