"""What the clerk chose about the program as a whole: kept with the data, and true at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtWidgets import QApplication

from forms.office.office import Office
from ui.kit import style
from ui.kit.commands import LOOKS, Choice
from ui.kit.desk import Desk

_THEME = "window.theme"


def choices(desk: Desk) -> Mapping[Choice, Callable[[str], object]]:
    """What is done when one is chosen in a menu."""
    return {LOOKS: partial(set_theme, desk)}


def theme(office: Office) -> str:
    """The colours that were chosen."""
    return office.setting(_THEME) or style.SYSTEM


def set_theme(desk: Desk, chosen: str) -> None:
    """Choose the colours of every window."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    style.set_theme(application, chosen)
    desk.ask(lambda: desk.office.set_setting(_THEME, chosen))
