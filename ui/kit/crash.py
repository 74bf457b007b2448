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
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QtMsgType, QUrl, qInstallMessageHandler, qVersion
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from models.files import keep_all_private, keep_private, make_private
from ui.kit import style
from ui.kit.plain import Label

Hook = Callable[[type[BaseException], BaseException, TracebackType | None], None]

LOG_FOLDER = "log"
_LOG_BYTES = 512 * 1024
_LOGS = 5

_log = logging.getLogger("program")


class _PrivateLog(RotatingFileHandler):
    """A log for the user alone, each new file of it too."""

    def _open(self) -> TextIOWrapper:
        stream = super()._open()
        keep_private(Path(self.baseFilename))
        return stream


@contextmanager
def watched(folder: Path) -> Iterator[Path]:
    """Log into `folder`/log/program.log, five files at most, and show every error that nothing else handled.

    Gives the path of the log. A folder that cannot be written leaves the program without a log, not without a window.
    """
    path = folder / LOG_FOLDER / "program.log"
    hooks = sys.excepthook, threading.excepthook
    with ExitStack() as closing:
        with suppress(OSError):
            _start(folder, path, closing)
        sys.excepthook = _hook(path)
        threading.excepthook = _thread_hook
        before = qInstallMessageHandler(_log_qt)
        try:
            yield path
        finally:
            qInstallMessageHandler(before)
            sys.excepthook, threading.excepthook = hooks


def _start(folder: Path, path: Path, closing: ExitStack) -> None:
    """Open the log and the file for faults of the machine code, and tell of one that broke the last run off."""
    make_private(folder)
    make_private(path.parent)
    handler = _PrivateLog(path, maxBytes=_LOG_BYTES, backupCount=_LOGS - 1, encoding="utf-8")
    closing.callback(handler.close)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    _log.addHandler(handler)
    closing.callback(_log.removeHandler, handler)
    _log.setLevel(logging.INFO)
    _log.info("start, Python %s, Qt %s, %s", platform.python_version(), qVersion(), platform.platform())
    faults = closing.enter_context(path.with_name("fault.log").open("a+", encoding="utf-8"))
    keep_all_private(path.parent)
    faults.seek(0)
    if told := faults.read():
        _log.error("the last run broke off\n%s", told)
        faults.truncate(0)
    faulthandler.enable(faults)
    closing.callback(faulthandler.disable)


def _hook(log: Path) -> Hook:
    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        words = "".join(traceback.format_exception(kind, error, trace))
        _log.critical("%s", words)
        # A frozen program without a console has no stderr.
        if sys.stderr is not None:
            sys.stderr.write(words)
        if not CrashWindow.is_open:
            CrashWindow(words, log, QApplication.activeWindow()).exec()

    return hook


def _thread_hook(arguments: threading.ExceptHookArgs) -> None:
    trace = traceback.format_exception(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)
    _log.critical("in a thread\n%s", "".join(trace))


def _log_qt(kind: QtMsgType, _context: object, words: str) -> None:
    """What Qt says goes into the log; a warning of today explains the crash of tomorrow."""
    _log.log(logging.INFO if kind in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg) else logging.WARNING, "Qt: %s", words)


class CrashWindow(QDialog):
    """Says that the program erred and the data are kept; gives the log to whoever helps."""

    is_open = False
    """Whether one is shown: an error while painting would otherwise open windows without end."""

    def __init__(self, words: str, log: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._log = log
        self.setWindowTitle("程序出错")
        title = Label("出错了，数据已保存")
        style.heading(title)
        text = Label(
            "程序自身出了问题，刚才的操作可能没有完成。已填写的内容随填随存，没有丢失。\n"
            "可以继续使用；如果同样的问题再次出现，请关闭程序重新打开，并把下面的记录文件交给技术人员。"
        )
        text.setWordWrap(True)
        place = QLineEdit(str(log))
        place.setReadOnly(True)
        place.setAccessibleName("记录文件的位置")
        buttons = QDialogButtonBox()
        copy = buttons.addButton("复制出错信息(&C)", QDialogButtonBox.ButtonRole.ActionRole)
        show = buttons.addButton("打开记录文件夹(&O)", QDialogButtonBox.ButtonRole.ActionRole)
        go_on = buttons.addButton("继续使用(&G)", QDialogButtonBox.ButtonRole.AcceptRole)
        copy.clicked.connect(self.copy)
        show.clicked.connect(self._show_folder)
        buttons.accepted.connect(self.accept)
        go_on.setDefault(True)
        go_on.setFocus()
        layout = QVBoxLayout(self)
        layout.setSpacing(style.SPACE)
        for widget in (title, text, place, buttons):
            layout.addWidget(widget)
        self.setMinimumWidth(560)

    def exec(self) -> int:
        CrashWindow.is_open = True
        try:
            return super().exec()
        finally:
            CrashWindow.is_open = False

    def copy(self) -> None:
        """Put what happened and where the log lies on the clipboard."""
        QGuiApplication.clipboard().setText(f"{self._words}\n{self._log}")

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._log.parent)))
