"""A bug is logged and said in Chinese; nothing of it is hidden and nothing is lost."""

import logging
import os
import sys
import threading
from logging.handlers import RotatingFileHandler
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer, qWarning
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from ui.kit.crash import CrashWindow, watched


@pytest.mark.usefixtures("qapp")
def test_a_bug_is_logged_and_shown(tmp_path: Path) -> None:
    shown: list[str] = []

    def look() -> None:
        window = QApplication.activeModalWidget()
        assert isinstance(window, CrashWindow)
        shown.append(window.windowTitle())
        window.copy()
        window.accept()

    QTimer.singleShot(0, look)
    with watched(tmp_path) as log:
        try:
            raise RuntimeError("数字错了")
        except RuntimeError:
            sys.excepthook(*sys.exc_info())
        assert "RuntimeError: 数字错了" in log.read_text(encoding="utf-8")
    assert shown == ["程序出错"]
    copied = QGuiApplication.clipboard().text()
    assert "RuntimeError: 数字错了" in copied
    assert str(log) in copied


def test_a_bug_in_a_thread_is_logged(tmp_path: Path) -> None:
    def fail() -> None:
        raise RuntimeError("线程里错了")

    with watched(tmp_path) as log:
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
        assert "RuntimeError: 线程里错了" in log.read_text(encoding="utf-8")


@pytest.mark.usefixtures("qapp")
def test_what_qt_says_is_logged(tmp_path: Path) -> None:
    with watched(tmp_path) as log:
        qWarning("布局不对")
    assert "WARNING Qt: 布局不对" in log.read_text(encoding="utf-8")


def test_the_next_start_tells_of_a_broken_off_run(tmp_path: Path) -> None:
    (tmp_path / "log").mkdir()
    fault = tmp_path / "log" / "fault.log"
    fault.write_text("Fatal Python error: Segmentation fault", encoding="utf-8")
    with watched(tmp_path) as log:
        pass
    assert "Segmentation fault" in log.read_text(encoding="utf-8")
    assert fault.read_text(encoding="utf-8") == ""


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
