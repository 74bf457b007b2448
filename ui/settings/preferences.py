"""What the clerk chose about the program as a whole: kept with the data, and true at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtWidgets import QApplication

from forms.office.office import Office
from ui.grid.moves import habits
from ui.kit import style
from ui.kit.commands import ENTER, LOOKS, Choice
from ui.kit.desk import Desk

_THEME, _ENTER = "window.theme", "typing.enter"


def choices(desk: Desk) -> Mapping[Choice, Callable[[str], object]]:
    """What is done when one is chosen, in a menu or in 设置."""
    return {LOOKS: partial(_set_theme, desk), ENTER: partial(_set_enter, desk)}


def restore(office: Office) -> None:
    """Let what was chosen before be true again."""
    _show_theme(office.setting(_THEME) or style.SYSTEM)
    habits.enter_leads_right = office.setting(_ENTER) == ENTER.names[1]


def chosen() -> Mapping[Choice, str]:
    """What is true now."""
    return {LOOKS: style.theme.chosen, ENTER: ENTER.names[habits.enter_leads_right]}


def _set_theme(desk: Desk, name: str) -> None:
    _show_theme(name)
    desk.ask(lambda: desk.office.set_setting(_THEME, name))


def _set_enter(desk: Desk, name: str) -> None:
    habits.enter_leads_right = name == ENTER.names[1]
    desk.ask(lambda: desk.office.set_setting(_ENTER, name))


def _show_theme(name: str) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    style.set_theme(application, name)
