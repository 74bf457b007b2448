"""The texts of what is open are read a check at a time, between keys and paint, and never from a mix of two steps."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from forms.check import Checker
from forms.document.document import Document
from forms.edit import cells
from tests.published import PAPER, TABLES, disclosure
from ui.kit import session as session_module
from ui.kit.session import Session

WRONG = "本年收入预算比上年增加1.00亿元，增长5%%。"


@pytest.fixture
def document() -> Document:
    return disclosure("2024-fengrun", TABLES, PAPER)


def test_what_is_read_later_is_what_a_whole_check_finds(qtbot: QtBot, document: Document) -> None:
    session = Session(document, reads_later=True)
    assert not session.is_read
    qtbot.waitUntil(lambda: session.is_settled)
    assert session.is_read
    assert session.findings == Checker(document).findings()


def test_after_a_pause_the_findings_are_those_of_a_whole_check(qtbot: QtBot, document: Document) -> None:
    session = Session(document)
    session.apply("写说明", cells.write_section(document, "S3", WRONG))
    assert not session.is_settled
    qtbot.waitUntil(lambda: session.is_settled)
    assert session.findings == Checker(document).findings()


def test_a_step_while_texts_are_read_begins_anew(
    qtbot: QtBot, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session_module, "SLICE_SECONDS", 0)
    session = Session(document)
    session.read_on()
    for _ in range(3):
        QApplication.processEvents()
    session.apply("写说明", cells.write_section(document, "S3", WRONG))
    assert not session.is_settled
    qtbot.waitUntil(lambda: session.is_settled)
    assert session.findings == Checker(document).findings()


def test_reading_again_without_a_step_leaves_what_was_found_settled(qtbot: QtBot, document: Document) -> None:
    session = Session(document)
    session.read_on()
    assert session.is_settled
    with qtbot.waitSignal(session.checked):
        pass
    assert session.is_settled
