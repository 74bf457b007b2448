"""Warnings answered in the findings panel: 说明."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from forms.signing.waivers import waive
from tests.ui.findings.panels import put, told
from ui.findings.panel import FindingsPanel
from ui.kit.session import Session
from ui.window.main_window import MainWindow


def test_an_answered_warning_leaves_the_list(panel: FindingsPanel, session: Session) -> None:
    put(session, told(session))
    panel.list.setCurrentRow(0)
    panel.details.reason.setPlainText("原文如此")
    finding = panel.current()
    panel.details.waive.click()
    put(session, finding)
    assert session.document.undo_name == "写说明"
    assert panel.shown() == ()
    assert panel.waived.text() == "已说明 1"
    panel.waived.click()
    panel.list.setCurrentRow(0)
    assert "原文如此" in panel.details.text.toPlainText()
    panel.details.withdraw.click()
    assert session.document.undo_name == "撤回说明"
    put(session, finding)
    assert session.open_findings == (finding,)


def test_an_answer_that_is_left_is_stored(qtbot: QtBot, panel: FindingsPanel, session: Session) -> None:
    first, second = told(session), replace(told(session), quote="别的")
    put(session, first, second)
    panel.list.setCurrentRow(0)
    panel.details.answer.click()
    panel.details.reason.setPlainText("原文如此")
    panel.list.setCurrentRow(1)
    qtbot.waitUntil(lambda: session.document.undo_name == "写说明")
    put(session, first, second)
    assert session.open_findings == (second,)
    assert panel.details.reason.toPlainText() == ""


def test_an_answer_needs_words(qtbot: QtBot, panel: FindingsPanel, session: Session) -> None:
    put(session, told(session))
    panel.list.setCurrentRow(0)
    with qtbot.waitSignal(panel.told):
        panel.details.waive.click()
    assert session.waived_findings == ()


def test_the_old_words_are_offered_when_the_numbers_changed(panel: FindingsPanel, session: Session) -> None:
    finding = told(session)
    session.apply("写说明", waive(session.document, finding, "原文如此"))
    put(session, replace(finding, quote="别的"))
    panel.list.setCurrentRow(0)
    assert panel.details.reason.toPlainText() == "原文如此"
    assert len(panel.shown()) == 1


@pytest.mark.parametrize("level", ["E", "H"])
def test_only_warnings_are_answered(panel: FindingsPanel, session: Session, level: str) -> None:
    put(session, told(session, level))
    panel.list.setCurrentRow(0)
    assert not panel.details.waive.isVisibleTo(panel)


def test_an_error_that_was_misread_is_answered(panel: FindingsPanel, session: Session) -> None:
    finding = replace(told(session, "E"), rule="G02")
    put(session, finding)
    panel.list.setCurrentRow(0)
    panel.details.answer.click()
    assert "读错" in panel.details.reason.placeholderText()
    panel.details.reason.setPlainText("说的是另一笔")
    panel.details.waive.click()
    put(session, finding)
    assert session.waived_findings == (finding,)


def test_an_answered_warning_does_not_count_in_the_marks(opened: MainWindow) -> None:
    session = opened.workspace.session
    finding = told(session)
    put(session, finding)
    assert opened.workspace.marks()["S2"] == "!1"
    session.apply("写说明", waive(session.document, finding, "原文如此"))
    put(session, finding)
    assert opened.workspace.marks()["S2"] == "✓"
