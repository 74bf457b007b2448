"""The application around the window: language, input method, a way out of damage."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QTimer
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from forms.office.office import Office
from models.backup import DATA_FILE
from models.records import Unit
from tests.models.test_held import running
from tests.models.test_opening import HOLDER, ROOT
from ui.kit import crash, style
from ui.window import app


def test_standard_buttons_are_chinese(qtbot: QtBot) -> None:
    kinds = QDialogButtonBox.StandardButton
    box = QDialogButtonBox(kinds.Ok | kinds.Cancel | kinds.Close | kinds.Yes | kinds.No)
    qtbot.addWidget(box)
    texts = {box.button(kind).text().partition("(")[0] for kind in (kinds.Ok, kinds.Cancel, kinds.Close)}
    assert texts == {"确定", "取消", "关闭"}
    assert QLocale().language() == QLocale.Language.Chinese


def test_the_type_has_chinese_characters(qapp: QApplication) -> None:
    assert qapp.font().pointSizeF() == style.FONT_SIZES["中"]
    assert QFontMetrics(qapp.font()).inFontUcs4(ord("预"))


def test_fcitx_is_reached_as_ibus_and_said_when_nobody_answers() -> None:
    environment = {"QT_IM_MODULE": "fcitx", "QT_IM_MODULES": "wayland;fcitx"}
    assert "fcitx 4" in app.set_input_method(environment)
    assert environment == {"QT_IM_MODULE": "ibus"}


def test_another_input_method_stays() -> None:
    environment = {"QT_IM_MODULE": "compose", "XMODIFIERS": "@im=ibus"}
    assert app.set_input_method(environment) == ""
    assert environment == {"QT_IM_MODULE": "compose", "XMODIFIERS": "@im=ibus"}


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """A data folder with a backup and a broken data file."""
    with Office.open(tmp_path) as office:
        office.start(Unit("1", "甲局"), 2024, "部门", "hebei")
        office.backup_now()
    (tmp_path / DATA_FILE).write_bytes(b"broken" * 1000)
    return tmp_path


def press(button: int) -> None:
    """Press the n-th button of the message box that comes up."""

    def look() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        box.buttons()[button].click()

    QTimer.singleShot(0, look)


@pytest.mark.usefixtures("qapp")
def test_damaged_data_are_restored_from_the_backup_when_asked(damaged: Path) -> None:
    press(0)
    office = app.open_office(damaged)
    assert office is not None
    with office:
        assert [one.head.unit.name for one in office.listed()] == ["甲局"]


# A start of the program in a process of its own, for an application that has quit once runs no dialog any more. It
# presses the button with the given word in every box, and prints its exit code and what was said.
START = """
import json
import sys
from pathlib import Path
from PySide6.QtWidgets import QMessageBox
from models.errors import Trouble
from ui.kit import crash
from ui.window import app

folder, button = Path(sys.argv[1]), sys.argv[2]
told = []

def press(box):
    told.append(box.text())
    next(one for one in box.buttons() if button in one.text()).click()
    return 0

def hang(*_):
    raise Trouble("那个窗口没有回应。", "请等一两分钟。")

QMessageBox.exec = press
crash.tell_ended = lambda left, watched, _: told.append(left + watched.fault)
if button:
    app.call_first = hang
print(json.dumps([app.run(folder, []), told]))
"""


def started(folder: Path, button: str = "") -> tuple[int, list[str]]:
    """The exit code of a start and what it said; with a button, the first window hangs."""
    done = subprocess.run(
        [sys.executable, "-c", START, str(folder), button],
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1", app.QUIT_AFTER_PAINT: "1"},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    code, told = json.loads(done.stdout)
    return code, told


def test_after_a_crash_the_next_start_says_so_once(tmp_path: Path) -> None:
    fault = tmp_path / "log" / "fault.log"
    with running(HOLDER, tmp_path):
        fault.parent.mkdir()
        fault.write_text("Fatal Python error: Segmentation fault", encoding="utf-8")
    code, (told,) = started(tmp_path)
    assert code == 0
    assert "没有正常结束（由" in told
    assert "Segmentation fault" in told
    assert started(tmp_path) == (0, [])
    fault.write_text("Fatal Python error: Aborted", encoding="utf-8")
    assert "Aborted" in started(tmp_path)[1][0]


def test_a_first_window_that_hangs_leaves_a_look_to_the_second(tmp_path: Path) -> None:
    with running(HOLDER, tmp_path):
        said = ["那个窗口没有回应。请等一两分钟。"]
        assert started(tmp_path, "退出") == (2, said)
        assert started(tmp_path, "只读打开") == (0, said)


@pytest.mark.usefixtures("qapp")
def test_what_ended_badly_is_told_with_the_report(tmp_path: Path) -> None:
    seen: list[str] = []

    def look() -> None:
        window = QApplication.activeModalWidget()
        assert isinstance(window, crash.CrashWindow)
        seen.extend(label.text() for label in window.findChildren(QLabel))
        window.save(tmp_path / "report.txt")
        window.accept()

    QTimer.singleShot(0, look)
    crash.tell_ended("断电了。", crash.Watched(tmp_path / "program.log", ""), QWidget())
    assert any("断电了。" in text for text in seen)
    assert any("已经存下的内容没有丢失" in text for text in seen)
    assert (tmp_path / "report.txt").is_file()
