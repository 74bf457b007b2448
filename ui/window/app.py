"""The application: everything around the main window, from the first line to the last."""

from __future__ import annotations

import os
import sys
from collections.abc import MutableMapping, Sequence
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtWidgets import QApplication, QMessageBox

from forms.form.resources import default_folder
from forms.office.office import Office
from models.backup import restore
from models.database import Damaged
from models.errors import Trouble
from models.holder import Holder
from models.sqlite import Locked
from ui.kit import crash, style, words
from ui.kit.instance import FirstInstance, call_first
from ui.kit.jobs import Jobs
from ui.kit.plain import message, warn
from ui.settings import preferences
from ui.window.main_window import SIZE_SETTING, MainWindow

QUIT_AFTER_PAINT = "BUDGET_DISCLOSURE_QUIT_AFTER_PAINT"
"""Set in the environment, the program leaves once its window is painted: the proof that an installed copy starts."""


def run(folder: Path | None, files: Sequence[Path]) -> int:
    """Open the window on the data in `folder` (None: the user's own) and take `files`; returns the exit code."""
    hint_input_method(os.environ)
    application = QApplication(sys.argv[:1])
    data = folder or default_folder()
    dress(application)
    first = None
    try:
        if call_first(data, files):
            return 0
        first = FirstInstance(data, application)
    except Trouble as trouble:
        if not _would_look(trouble, "程序已经打开"):
            return 2
    with crash.watched(data) as watched:
        office = open_office(data, looks=first is None)
        if office is None:
            return 2
        with office:
            style.set_size(application, office.setting(SIZE_SETTING) or style.STANDARD_SIZE)
            preferences.restore(office)
            jobs = Jobs(application)
            window = MainWindow(office, jobs, watched.log)
            if first is not None:
                first.called.connect(window.answer_call)
            window.show()
            left = office.left or (Holder().left_words if watched.fault and not office.is_read_only else "")
            if left:
                crash.tell_ended(left, watched, window)
            if files:
                window.take(files)
            if QUIT_AFTER_PAINT in os.environ:
                window.grab()
                QTimer.singleShot(0, application.quit)
            code = application.exec()
            jobs.close()
            return code


def dress(application: QApplication) -> None:
    """Chinese standard buttons, Chinese locale, the type and colours of the program."""
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(application)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)
    application.setApplicationName("部门预算信息公开")
    style.apply(application, style.STANDARD_SIZE)
    application.setWindowIcon(style.icon("program"))


def open_office(folder: Path, *, looks: bool = False) -> Office | None:
    """The office of that folder; what stands in the way is said, and None when it cannot be opened.

    Data that another has open can be looked at; with `looks` that was said and agreed to before.
    """
    while True:
        try:
            return _opened(folder, looks)
        except Damaged as damage:
            if damage.backup is None or not _may_restore(damage):
                _say(damage)
                return None
            try:
                restore(folder, damage.backup)
            except Trouble as trouble:
                _say(trouble)
                return None
        except Trouble as trouble:
            _say(trouble)
            return None


def _opened(folder: Path, looks: bool) -> Office | None:
    try:
        return Office.open(folder)
    except Locked as locked:
        if looks or _would_look(locked, "数据正在使用中"):
            return Office.look(folder, locked)
        return None


def hint_input_method(environment: MutableMapping[str, str]) -> None:
    """Let fcitx be reached as ibus: Qt for Python has a plugin for ibus and none for fcitx, which answers to both."""
    wanted = ("QT_IM_MODULES", "QT_IM_MODULE", "XMODIFIERS")
    if not any("fcitx" in environment.get(name, "") for name in wanted):
        return
    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforminputcontexts"
    if not any(plugins.glob("*fcitx*")):
        environment.pop("QT_IM_MODULES", None)
        environment["QT_IM_MODULE"] = "ibus"


def _may_restore(damage: Damaged) -> bool:
    return _is_chosen("用备份恢复(&R)", damage, "数据打不开")


def _would_look(trouble: Trouble, title: str) -> bool:
    """Whether the clerk wants to look at data that cannot be had for work."""
    return _is_chosen("只读打开，只看不改(&R)", trouble, title)


def _is_chosen(way: str, trouble: Trouble, title: str) -> bool:
    box = message(QMessageBox.Icon.Warning, title, words.trouble_text(trouble), None)
    yes = box.addButton(way, QMessageBox.ButtonRole.AcceptRole)
    box.addButton("退出(&X)", QMessageBox.ButtonRole.RejectRole)
    box.exec()
    return box.clickedButton() is yes


def _say(trouble: Trouble) -> None:
    warn(None, "数据打不开", words.trouble_text(trouble))
