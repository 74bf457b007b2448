"""When the program itself is at fault: a log in the data folder, and a window that says the data are safe."""

from __future__ import annotations

import faulthandler
import logging
import platform
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

from PySide6.QtCore import QtMsgType, QUrl, qInstallMessageHandler, qVersion
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from models.errors import Trouble
from models.files import keep_all_private, keep_private, make_private, write_whole
from ui.kit import style
from ui.kit.plain import Label
from ui.kit.report import blanked, report

Hook = Callable[[type[BaseException], BaseException, TracebackType | None], None]

LOG_FOLDER = "log"
_LOG_BYTES = 512 * 1024
_LOGS = 5

_ERRED = "程序出错了，已经存下的内容没有丢失"
_ERRED_TOLD = (
    "程序自身出了问题，刚才的操作可能没有完成。已经存下的内容都在数据文件里；"
    "右下角显示“没有存上！”时，最后的修改还在屏幕上，请先不要关闭窗口。\n"
    "可以继续使用，同样的问题不再弹出，只写入记录。请保存报告，交给技术人员。"
)
_ENDED = "上次使用没有正常结束，已经存下的内容没有丢失"
_ENDED_TOLD = "如果常常这样，请保存报告，交给技术人员。"

_log = logging.getLogger("program")


class _PrivateLog(RotatingFileHandler):
    """A log for the user alone, each new file of it too."""

    def _open(self) -> TextIOWrapper:
        stream = super()._open()
        keep_private(Path(self.baseFilename))
        return stream


class Watched(NamedTuple):
    """The log of this run, and the words of the fault that broke the last one off; blank where none did."""

    log: Path
    fault: str


def tell_ended(left: str, watched: Watched, parent: QWidget) -> None:
    """Say that the last session did not end as it should, as `left` has it, and offer the report."""
    CrashWindow(_ENDED, f"{left}\n{_ENDED_TOLD}", watched.fault, watched.log, parent).exec()


@contextmanager
def watched(folder: Path) -> Iterator[Watched]:
    """Log into `folder`/log/program.log, five files at most, and show every error that nothing else handled.

    A folder that cannot be written leaves the program without a log, not without a window.
    """
    path = folder / LOG_FOLDER / "program.log"
    hooks = sys.excepthook, threading.excepthook
    with ExitStack() as closing:
        fault = ""
        with suppress(OSError):
            fault = _start(folder, path, closing)
        sys.excepthook = _hook(path)
        threading.excepthook = _thread_hook
        before = qInstallMessageHandler(_log_qt)
        try:
            yield Watched(path, fault)
        finally:
            qInstallMessageHandler(before)
            sys.excepthook, threading.excepthook = hooks


def _start(folder: Path, path: Path, closing: ExitStack) -> str:
    """Open the log and the file for faults of the machine code; returns what broke the last run off, and logs it."""
    make_private(folder)
    make_private(path.parent)
    handler = _PrivateLog(path, maxBytes=_LOG_BYTES, backupCount=_LOGS - 1, encoding="utf-8")
    closing.callback(handler.close)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    _log.addHandler(handler)
    closing.callback(_log.removeHandler, handler)
    _log.setLevel(logging.INFO)
    _log.info("start, Python %s, Qt %s, %s", platform.python_version(), qVersion(), platform.platform())
    # Whatever stands in it, also damaged bytes, must not keep the program from starting.
    faults = closing.enter_context(path.with_name("fault.log").open("a+", encoding="utf-8", errors="replace"))
    keep_all_private(path.parent)
    faults.seek(0)
    if told := faults.read():
        _log.error("the last run broke off\n%s", told)
        faults.truncate(0)
    faulthandler.enable(faults)
    closing.callback(faulthandler.disable)
    return told


def _hook(log: Path) -> Hook:
    told: list[object] = []
    """The causes that were shown: none is shown twice, though a timer may meet it again and again."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        words = "".join(traceback.format_exception(kind, error, trace))
        _log.critical("%s", words)
        # A frozen program without a console has no stderr.
        if sys.stderr is not None:
            sys.stderr.write(words)
        cause = kind, traceback.extract_tb(trace)[-1:]
        if not CrashWindow.is_open and cause not in told:
            told.append(cause)
            # A window that was closed may be about to go, and would take this one with it.
            active = QApplication.activeWindow()
            over = active if active is not None and active.isVisible() else None
            CrashWindow(_ERRED, _ERRED_TOLD, words, log, over).exec()

    return hook


def _thread_hook(arguments: threading.ExceptHookArgs) -> None:
    trace = traceback.format_exception(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)
    _log.critical("in a thread\n%s", "".join(trace))


def _log_qt(kind: QtMsgType, _context: object, words: str) -> None:
    """What Qt says goes into the log; a warning of today explains the crash of tomorrow."""
    _log.log(logging.INFO if kind in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg) else logging.WARNING, "Qt: %s", words)


class CrashWindow(QDialog):
    """Says that the program erred, or that it ended badly, and what is kept; gives a report to whoever helps."""

    is_open = False
    """Whether one is shown: an error while painting would otherwise open windows without end."""

    def __init__(self, title: str, told: str, words: str, log: Path, parent: QWidget | None = None) -> None:
        """`told` is for the clerk; `words` are those of the error, blank where none are known."""
        super().__init__(parent)
        self._title = title
        self._words = words
        self._log = log
        self.setWindowTitle("程序出错")
        heading = Label(title)
        style.heading(heading)
        text = Label(told, wrap=True)
        place = QLineEdit(str(log))
        place.setReadOnly(True)
        place.setAccessibleName("记录文件的位置")
        self.whole = QCheckBox("报告里保留资料中的金额、名称和文字（不勾就涂掉）(&K)")
        self.notice = Label(wrap=True)
        self.notice.setVisible(False)
        buttons = QDialogButtonBox()
        save = buttons.addButton("保存报告(&S)…", QDialogButtonBox.ButtonRole.ActionRole)
        copy = buttons.addButton("复制出错信息(&C)", QDialogButtonBox.ButtonRole.ActionRole)
        show = buttons.addButton("打开记录文件夹(&O)", QDialogButtonBox.ButtonRole.ActionRole)
        go_on = buttons.addButton("继续使用(&G)", QDialogButtonBox.ButtonRole.AcceptRole)
        save.clicked.connect(self._ask_where)
        copy.clicked.connect(self.copy)
        show.clicked.connect(self._show_folder)
        buttons.accepted.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setSpacing(style.SPACE)
        for widget in (heading, text, place, self.whole, self.notice, buttons):
            layout.addWidget(widget)
        go_on.setDefault(True)
        self.setMinimumWidth(560)
        go_on.setFocus()

    def exec(self) -> int:
        CrashWindow.is_open = True
        try:
            return super().exec()
        finally:
            CrashWindow.is_open = False

    def copy(self) -> None:
        """Put what happened, blanked as the report is, and where the log lies on the clipboard."""
        lines = self._words.splitlines()
        told = lines if self.whole.isChecked() else blanked(lines)
        QGuiApplication.clipboard().setText("\n".join((self._title, *told, str(self._log))))

    def save(self, path: Path) -> None:
        """Write the report."""
        try:
            with write_whole(path) as temporary:
                temporary.write_text(report(self._log, self._title, is_whole=self.whole.isChecked()), encoding="utf-8")
        except Trouble as trouble:
            style.say(self.notice, trouble.sentence + trouble.way_out, "E")
            return
        style.say(self.notice, f"报告已保存：{path}。请把它交给技术人员。")

    def _ask_where(self) -> None:
        proposed = Path.home() / f"出错报告-{datetime.now():%Y%m%d-%H%M}.txt"
        name, _ = QFileDialog.getSaveFileName(self, "保存出错报告", str(proposed), "文本文件 (*.txt)")
        if name:
            self.save(Path(name))

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._log.parent)))
