"""设置: what is chosen is true at once, and again when the program is opened anew."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from forms.office.office import Office
from tests.ui.menus import call
from ui.grid.moves import habits
from ui.kit import commands, style
from ui.settings import preferences
from ui.settings.settings_page import SettingsPage
from ui.window.main_window import MainWindow


@pytest.fixture(autouse=True)
def _as_before(qapp: QApplication) -> Iterator[None]:
    yield
    habits.enter_leads_right = False
    style.set_size(qapp, style.STANDARD_SIZE)
    style.set_theme(qapp, "浅色")


def settings(window: MainWindow) -> SettingsPage:
    """The page, as the menu opens it."""
    call(window, commands.SETTINGS)
    return next(page for page in window.findChildren(SettingsPage) if page.isVisible())


def choose(window: MainWindow, choice: commands.Choice, name: str) -> None:
    page = settings(window)
    page.boxes[choice].setCurrentText(name)
    page.back.click()


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
    page = settings(window)
    page.person.setText("李会计")
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert not page.isVisible()
    assert office.person == "李会计"


def test_a_button_leads_to_the_profile_of_what_lies_open(opened: MainWindow) -> None:
    page = settings(opened)
    page.buttons[commands.PROFILE_PAGE].click()
    assert opened.workspace.at == "profile"
    assert not page.isVisible()


def test_what_comes_back_to_the_page_leaves_it_open_and_true(window: MainWindow) -> None:
    page = settings(window)
    assert "还没有备份" in " ".join(label.text() for label in page.findChildren(QLabel))
    page.buttons[commands.BACK_UP].click()
    assert page.isVisible()
    assert "最近一次备份" in " ".join(label.text() for label in page.findChildren(QLabel))


def test_any_other_command_puts_the_page_away(opened: MainWindow) -> None:
    page = settings(opened)
    call(opened, commands.CHECK)
    assert not page.isVisible()
    assert opened.workspace.isVisible()


def test_what_needs_a_disclosure_rests_without_one(window: MainWindow) -> None:
    assert not settings(window).buttons[commands.PROFILE_PAGE].isEnabled()
