"""设置: what is chosen is true at once, and again when the program is opened anew."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from forms.office.office import Office
from tests.ui.menus import call
from tests.ui.modal import answer
from ui.grid.moves import habits
from ui.kit import commands, style
from ui.kit.jobs import Jobs
from ui.settings import preferences
from ui.settings.settings_dialog import SettingsDialog
from ui.window.main_window import MainWindow


@pytest.fixture(autouse=True)
def _as_before(qapp: QApplication) -> Iterator[None]:
    yield
    habits.enter_leads_right = False
    style.set_size(qapp, style.STANDARD_SIZE)
    style.set_theme(qapp, "浅色")


def choose(window: MainWindow, choice: commands.Choice, name: str) -> None:
    answer(SettingsDialog, lambda dialog: (dialog.boxes[choice].setCurrentText(name), dialog.accept()))
    call(window, commands.SETTINGS)


def test_a_theme_is_true_at_once_and_marked_in_the_menu(qapp: QApplication, opened: MainWindow) -> None:
    choose(opened, commands.LOOKS, "深色")
    assert qapp.palette().base().color() == style.color("surface")
    assert style.theme.chosen == "深色"
    assert opened.menus.chosen(commands.LOOKS) == "深色"


def test_a_type_size_is_true_at_once(qapp: QApplication, opened: MainWindow) -> None:
    choose(opened, commands.SIZES, "大")
    assert qapp.font().pointSizeF() == style.FONT_SIZES["大"]


@pytest.mark.parametrize(("name", "step"), [("到下一行", (1, 0)), ("到右边一格", (0, 1))])
def test_enter_leads_where_it_was_chosen(opened: MainWindow, name: str, step: tuple[int, int]) -> None:
    choose(opened, commands.ENTER, name)
    opened.workspace.go("T3")
    grid = opened.workspace.current_page.grid
    start = grid.here()
    QTest.keyClick(grid, Qt.Key.Key_Return)
    here = grid.here()
    assert (here[0] > start[0], here[1] > start[1]) == (bool(step[0]), bool(step[1]))


def test_what_was_chosen_is_true_in_the_next_session(qapp: QApplication, window: MainWindow, office: Office) -> None:
    choose(window, commands.LOOKS, "高对比")
    choose(window, commands.ENTER, "到右边一格")
    style.set_theme(qapp, "浅色")
    habits.enter_leads_right = False
    preferences.restore(office)
    assert style.theme.chosen == "高对比"
    assert habits.enter_leads_right


def test_the_person_is_kept(window: MainWindow, office: Office) -> None:
    def write(dialog: SettingsDialog) -> None:
        dialog.person.setText("李会计")
        QTest.keyClick(dialog.person, Qt.Key.Key_Tab)
        dialog.accept()

    answer(SettingsDialog, write)
    call(window, commands.SETTINGS)
    assert office.person == "李会计"


def test_a_button_leads_to_the_profile_of_what_lies_open(opened: MainWindow) -> None:
    answer(SettingsDialog, lambda dialog: dialog.buttons[commands.PROFILE_PAGE].click())
    call(opened, commands.SETTINGS)
    assert opened.workspace.at == "profile"


def test_what_needs_a_disclosure_rests_without_one(window: MainWindow) -> None:
    seen: list[bool] = []

    def look(dialog: SettingsDialog) -> None:
        seen.append(dialog.buttons[commands.PROFILE_PAGE].isEnabled())
        dialog.reject()

    answer(SettingsDialog, look)
    call(window, commands.SETTINGS)
    assert seen == [False]


@pytest.mark.parametrize("size", style.FONT_SIZES)
def test_it_fits_a_small_screen(qtbot: QtBot, office: Office, jobs: Jobs, tmp_path: Path, size: str) -> None:
    window = MainWindow(office, jobs, tmp_path / "program.log")
    qtbot.addWidget(window)
    window.set_size(size)
    heights: list[int] = []
    answer(SettingsDialog, lambda dialog: (heights.append(dialog.height()), dialog.reject()))
    call(window, commands.SETTINGS)
    assert heights[0] <= 700
