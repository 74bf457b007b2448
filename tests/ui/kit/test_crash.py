"""A bug is logged and said in Chinese; nothing of it is hidden and nothing is lost."""

import logging
import os
import sys
import threading
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer, qWarning
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from tests.ui.modal import answer
from ui.kit.crash import CrashWindow, watched


@pytest.mark.usefixtures("qapp")
def test_a_bug_is_logged_and_shown(tmp_path: Path) -> None:
    shown: list[str] = []
    secret = "数字错了"

    def look(window: CrashWindow) -> None:
        shown.append(window.windowTitle())
        window.copy()
        window.accept()

    answer(CrashWindow, look)
    with watched(tmp_path) as run:
        try:
            fail_at_one_place(secret)
        except RuntimeError:
            sys.excepthook(*sys.exc_info())
        assert "RuntimeError: 数字错了" in run.log.read_text(encoding="utf-8")
    assert shown == ["程序出错"]
    copied = QGuiApplication.clipboard().text()
    assert "RuntimeError" in copied
    assert "数字错了" not in copied, "what an error says may come from a disclosure"
    assert str(run.log) in copied


def test_a_window_that_goes_does_not_take_it_along(qtbot: QtBot, tmp_path: Path) -> None:
    shown: list[CrashWindow] = []
    going = QDialog()
    with qtbot.waitActive(going):
        going.show()
    going.hide()
    going.deleteLater()
    answer(CrashWindow, lambda window: (shown.append(window), window.accept()))
    with watched(tmp_path):
        try:
            fail_at_one_place("")
        except RuntimeError:
            sys.excepthook(*sys.exc_info())
    assert len(shown) == 1


def fail_at_one_place(told: object) -> None:
    raise RuntimeError(told)


@pytest.mark.usefixtures("qapp")
def test_one_cause_is_shown_once_and_another_again(tmp_path: Path) -> None:
    shown: list[CrashWindow] = []

    def look() -> None:
        window = QApplication.activeModalWidget()
        if isinstance(window, CrashWindow):
            shown.append(window)
            window.accept()

    def met(fail: Callable[[], object]) -> int:
        """How many windows were shown once this failed too."""
        QTimer.singleShot(0, look)
        try:
            fail()
        except (RuntimeError, ZeroDivisionError):
            sys.excepthook(*sys.exc_info())
        QApplication.processEvents()
        return len(shown)

    with watched(tmp_path) as run:
        assert met(lambda: fail_at_one_place(3)) == 1
        assert met(lambda: fail_at_one_place(4)) == 1
        assert met(lambda: 1 // 0) == 2
        assert "RuntimeError: 4" in run.log.read_text(encoding="utf-8")


@pytest.mark.usefixtures("qapp")
def test_the_report_is_saved_blanked_unless_the_clerk_agrees(tmp_path: Path) -> None:
    with watched(tmp_path) as run:
        logging.getLogger("program").error("霸州市财政局 1234.56")
        window = CrashWindow("程序出错了", "已经存下的内容都在", "", run.log)
        window.save(tmp_path / "涂掉.txt")
        assert "报告已保存" in window.notice.text()
        window.whole.setChecked(True)
        window.save(tmp_path / "原样.txt")
        window.save(tmp_path / "没有这个文件夹" / "报告.txt")
        assert "没有写成" in window.notice.text()
    blanked, whole = ((tmp_path / name).read_text(encoding="utf-8") for name in ("涂掉.txt", "原样.txt"))
    assert "霸州市财政局 1234.56" in whole
    assert "霸州" not in blanked
    assert "1234.56" not in blanked
    assert blanked.splitlines()[2] == whole.splitlines()[2] == "程序出错了"


def test_a_bug_in_a_thread_is_logged(tmp_path: Path) -> None:
    def fail() -> None:
        raise RuntimeError("线程里错了")

    with watched(tmp_path) as run:
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
        assert "RuntimeError: 线程里错了" in run.log.read_text(encoding="utf-8")


@pytest.mark.usefixtures("qapp")
def test_what_qt_says_is_logged(tmp_path: Path) -> None:
    with watched(tmp_path) as run:
        qWarning("布局不对")
    assert "WARNING Qt: 布局不对" in run.log.read_text(encoding="utf-8")


def test_the_next_start_tells_of_a_broken_off_run(tmp_path: Path) -> None:
    (tmp_path / "log").mkdir()
    fault = tmp_path / "log" / "fault.log"
    fault.write_text("Fatal Python error: Segmentation fault", encoding="utf-8")
    with watched(tmp_path) as run:
        assert "Segmentation fault" in run.fault
    assert "Segmentation fault" in run.log.read_text(encoding="utf-8")
    assert fault.read_text(encoding="utf-8") == ""


def test_what_a_broken_off_run_left_half_written_is_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / "log").mkdir()
    (tmp_path / "log" / "fault.log").write_bytes(b"Fatal Python error\xff\xfe\x00")
    with watched(tmp_path) as run:
        assert "Fatal Python error" in run.fault


def test_a_folder_that_cannot_be_written_is_no_hindrance(tmp_path: Path) -> None:
    hook = sys.excepthook
    (tmp_path / "log").write_text("", encoding="utf-8")
    with watched(tmp_path):
        assert sys.excepthook is not hook
    assert sys.excepthook is hook


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_the_log_is_the_users_alone(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        (tmp_path / "log").mkdir()
        (tmp_path / "log" / "program.log.1").touch()
        with watched(tmp_path):
            for handler in logging.getLogger("program").handlers:
                if isinstance(handler, RotatingFileHandler):
                    handler.doRollover()
            made = list((tmp_path / "log").iterdir())
            assert {path.name for path in made} == {"program.log", "program.log.1", "program.log.2", "fault.log"}
            assert {path.stat().st_mode & 0o777 for path in made} == {0o600}
            assert (tmp_path / "log").stat().st_mode & 0o777 == 0o700
    finally:
        os.umask(before)
