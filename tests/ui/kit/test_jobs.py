"""The job runner: a thread beside the window, the outcome in the window's thread."""

import threading
from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtWidgets import QProgressDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from models.errors import Trouble
from ui.kit.jobs import Job, Jobs


@pytest.fixture
def threaded() -> Iterator[Jobs]:
    jobs = Jobs()
    yield jobs
    jobs.close()


@pytest.fixture
def owner(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def unexpected(outcome: object) -> None:
    raise AssertionError(outcome)


def test_works_in_a_thread_and_answers_in_the_window(qtbot: QtBot, threaded: Jobs, owner: QWidget) -> None:
    threads: list[int] = []

    def work(_job: Job) -> int:
        threads.append(threading.get_ident())
        return 42

    def done(result: int) -> None:
        threads.append(threading.get_ident())
        threads.append(result)

    threaded.run("正在计算", work, done, unexpected, owner)
    qtbot.waitUntil(lambda: len(threads) == 3)
    worker, window, result = threads
    assert worker != window == threading.get_ident()
    assert result == 42


def test_a_trouble_is_handed_over(qtbot: QtBot, threaded: Jobs, owner: QWidget) -> None:
    def work(_job: Job) -> None:
        raise Trouble("文件坏了。")

    troubles: list[Trouble] = []
    threaded.run("正在读取", work, unexpected, troubles.append, owner)
    qtbot.waitUntil(lambda: bool(troubles))
    assert troubles[0].sentence == "文件坏了。"


def test_a_bug_is_raised_in_the_window(qtbot: QtBot, threaded: Jobs, owner: QWidget) -> None:
    def work(_job: Job) -> None:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as raised:
        threaded.run("正在计算", work, unexpected, unexpected, owner)
        qtbot.waitUntil(lambda: bool(raised))
    assert raised[0][0] is ZeroDivisionError


def test_long_work_shows_progress_and_can_be_given_up(qtbot: QtBot, threaded: Jobs, owner: QWidget) -> None:
    owner.show()
    go_on = threading.Event()
    ended: list[str] = []

    def work(job: Job) -> None:
        job.step(1, 3, "正在读第一页")
        go_on.wait(20)
        job.step(2, 3, "正在读第二页")
        unexpected("the work went on")

    threaded.run("正在读取", work, unexpected, unexpected, owner, lambda: ended.append("cancelled"))
    assert owner.findChild(QProgressDialog) is None
    qtbot.waitUntil(lambda: owner.findChild(QProgressDialog) is not None)
    box = owner.findChild(QProgressDialog)
    assert (box.labelText(), box.value(), box.maximum()) == ("正在读第一页", 1, 3)
    box.findChild(QPushButton).click()
    go_on.set()
    qtbot.waitUntil(lambda: ended == ["cancelled"])


def test_inline_is_done_at_once(owner: QWidget) -> None:
    results: list[str] = []
    Jobs(inline=True).run("正在计算", lambda job: job.words, results.append, unexpected, owner)
    assert results == ["正在计算"]


def test_a_job_whose_dialog_is_gone_is_given_up(qtbot: QtBot, threaded: Jobs) -> None:
    go_on, gone = threading.Event(), threading.Event()
    dialog = QWidget()

    def work(job: Job) -> None:
        go_on.wait(20)
        try:
            job.step(1, 2, "正在读取")
        finally:
            gone.set()

    job = threaded.run("正在读取", work, unexpected, unexpected, dialog, lambda: unexpected("cancelled"))
    shiboken6.delete(dialog)
    qtbot.waitUntil(lambda: job.is_cancelled)
    go_on.set()
    assert gone.wait(20)
