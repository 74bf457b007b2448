"""The application: everything around the main window, from the first line to the last."""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile
from collections.abc import MutableMapping, Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QPluginLoader, QTimer, QTranslator, qVersion
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from forms.form.resources import default_folder
from forms.office.office import Office
from models.backup import restore
from models.database import Damaged
from models.errors import Trouble
from models.holder import Holder
from models.sqlite import Locked
from ui.kit import crash, input_method, style, words
from ui.kit.instance import FirstInstance, call_first
from ui.kit.jobs import Jobs
from ui.kit.plain import message, warn
from ui.kit.sweeping import Sweeper
from ui.settings import preferences
from ui.window.main_window import SIZE_SETTING, MainWindow

QUIT_AFTER_PAINT = "BUDGET_DISCLOSURE_QUIT_AFTER_PAINT"
"""Set in the environment, the program leaves once its window is painted: the proof that an installed copy starts."""

_INPUT_TOLD = "input_method.told"


def run(folder: Path | None, files: Sequence[Path]) -> int:
    """Open the window on the data in `folder` (None: the user's own) and take `files`; returns the exit code."""
    mute = set_input_method(os.environ)
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
            Sweeper(window.windowHandle(), lambda: window.workspace, application)
            left = office.left or (Holder().left_words if watched.fault and not office.is_read_only else "")
            if left:
                crash.tell_ended(left, watched, window)
            if files:
                window.take(files)
            if mute and QUIT_AFTER_PAINT not in os.environ:
                QTimer.singleShot(0, window, lambda: _tell_once(office, window, mute))
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


def set_input_method(environment: MutableMapping[str, str]) -> str:
    """Let Qt talk to the input method that runs, as far as it can; returns what the clerk is told when it cannot."""
    own = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    chosen = input_method.choose(environment, qVersion(), own, _can_be_loaded, input_method.system_folders())
    if chosen.module:
        environment.pop("QT_IM_MODULES", None)
        environment["QT_IM_MODULE"] = chosen.module
    if chosen.plugin is not None:
        folder = tempfile.mkdtemp()
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        QCoreApplication.addLibraryPath(str(input_method.linked(chosen.plugin, Path(folder))))
    return chosen.trouble


def _can_be_loaded(plugin: Path) -> bool:
    """Whether the plugin goes with this very Qt."""
    return QPluginLoader(str(plugin)).load()


def _tell_once(office: Office, window: QWidget, trouble: str) -> None:
    """Say that no Chinese can be typed; the same is not said at every start."""
    with suppress(Trouble):
        if office.setting(_INPUT_TOLD) != trouble:
            warn(window, "打不出汉字", trouble)
            office.set_setting(_INPUT_TOLD, trouble)


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
