"""The application around the window: language, input method, a way out of damage."""

from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QTimer
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QMessageBox
from pytestqt.qtbot import QtBot

from forms.office.office import Office
from models.backup import DATA_FILE
from models.records import Unit
from ui.kit import style
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


def test_fcitx_is_reached_as_ibus() -> None:
    environment = {"QT_IM_MODULE": "fcitx", "QT_IM_MODULES": "wayland;fcitx"}
    app.hint_input_method(environment)
    assert environment == {"QT_IM_MODULE": "ibus"}


def test_another_input_method_stays() -> None:
    environment = {"QT_IM_MODULE": "compose", "XMODIFIERS": "@im=ibus"}
    app.hint_input_method(environment)
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


@pytest.mark.usefixtures("qapp")
def test_data_in_use_are_said_and_left_alone(tmp_path: Path) -> None:
    with Office.open(tmp_path):
        press(0)
        assert app.open_office(tmp_path) is None
