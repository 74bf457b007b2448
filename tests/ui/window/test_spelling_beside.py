"""Slips of the pen in the window: read beside it, mended by a key, believed by another."""

import threading

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from forms.check.special.text.spelling import unread
from forms.document.finding import Finding
from forms.office.office import Office
from models.records import TextChange
from tests.ui.menus import call
from ui.kit.commands import OWN_WORDS
from ui.kit.jobs import Job, Jobs
from ui.kit.session import Session
from ui.window.main_window import MainWindow
from ui.window.spelling import session_of
from ui.window.words_dialog import WordsDialog

WRONG = "加强农村公路的养护官吏，提高服务水平。"


def suspected(session: Session) -> list[Finding]:
    return [finding for finding in session.findings if finding.word]


@pytest.fixture
def session(qtbot: QtBot, opened: MainWindow) -> Session:
    """The session of the open disclosure, with a slip in its first section."""
    assert opened.workspace is not None
    session = opened.workspace.session
    slot = f"{session.document.edition.sections[0].id}.text"
    session.apply("填写", [TextChange(slot, session.document.texts.get(slot), WRONG)])
    session.check()
    qtbot.waitUntil(lambda: bool(suspected(session)))
    return session


def choose(window: MainWindow, finding: Finding) -> None:
    """Choose the finding in the panel."""
    assert window.workspace is not None
    panel = window.workspace.findings
    panel.list.setCurrentRow(panel.shown().index(finding))


def test_a_slip_is_found_after_the_texts_were_read(opened: MainWindow, session: Session) -> None:
    (found,) = suspected(session)
    assert (found.rule, found.level, found.found, found.expected) == ("M06", "W", "官吏", "管理")
    choose(opened, found)
    assert opened.workspace is not None
    details = opened.workspace.findings.details
    assert details.change.text() == "改为“管理”"
    details.change.click()
    session.check()
    assert suspected(session) == []
    assert "养护管理" in session.document.section_text(session.document.edition.sections[0].id)


def test_a_word_that_is_right_is_taken_into_the_list_of_the_office(
    opened: MainWindow, session: Session, office: Office
) -> None:
    (found,) = suspected(session)
    choose(opened, found)
    assert opened.workspace is not None
    believe = opened.workspace.findings.details.believe
    assert not believe.isHidden()
    believe.click()
    assert suspected(session) == []
    assert office.own_words == ("官吏",)
    assert office.open_disclosure(session.document.head.id).own_words == {"官吏"}


def test_another_finding_has_no_word_to_believe(opened: MainWindow, session: Session) -> None:
    choose(opened, next(finding for finding in session.open_findings if not finding.word))
    assert opened.workspace is not None
    assert opened.workspace.findings.details.believe.isHidden()


def test_the_words_of_the_office_can_be_taken_from_the_list(
    opened: MainWindow, session: Session, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.believed.emit("官吏")
    shown: list[str] = []

    def save(dialog: WordsDialog) -> int:
        shown.append(dialog.text.toPlainText())
        dialog.text.setPlainText("包联\n\n 管户 ")
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(WordsDialog, "exec", save)
    call(opened, OWN_WORDS)
    assert shown == ["官吏"]
    assert office.own_words == ("包联", "管户")
    assert len(suspected(session)) == 1


def test_what_is_read_in_a_thread_is_shown_when_it_is_done(
    qtbot: QtBot, window: MainWindow, session: Session, qapp: QObject
) -> None:
    threaded = Jobs(qapp)
    window.jobs = threaded
    document = session.document
    slot = f"{document.edition.sections[0].id}.text"
    document.apply("填写", [TextChange(slot, WRONG, "负责全县危险房屋的鉴定官吏工作。")])
    try:
        other = session_of(window, document)
        qtbot.waitUntil(lambda: bool(suspected(other)), timeout=30_000)
        assert not unread(document).passages
    finally:
        threaded.close()


def test_work_nobody_waits_for_gives_way(qtbot: QtBot, qapp: QObject) -> None:
    threaded = Jobs(qapp)
    owner, go_on, ended = QObject(), threading.Event(), list[str]()
    widget = QWidget()
    qtbot.addWidget(widget)

    def work(job: Job) -> None:
        go_on.wait(20)
        job.step(1, 2, "")
        ended.append("went on")

    try:
        threaded.run_quietly(work, lambda _: ended.append("done"), owner, lambda: ended.append("stopped"))
        threaded.run("正在导出", lambda _: None, lambda _: ended.append("exported"), ended.append, widget)
        go_on.set()
        qtbot.waitUntil(lambda: "exported" in ended)
        assert ended == ["stopped", "exported"]
    finally:
        threaded.close()
