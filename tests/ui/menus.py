"""Commands of the main window, called and looked at as in its menus."""

from PySide6.QtGui import QAction

from ui.kit.commands import Command
from ui.window.main_window import MainWindow


def looked_at(window: MainWindow, command: Command) -> QAction:
    """The action of a command once its menu has opened."""
    action = window.menus.actions[command]
    for menu in window.menus.all:
        if action in menu.actions():
            menu.aboutToShow.emit()
    return action


def call(window: MainWindow, command: Command) -> None:
    """Choose a command, which must not rest."""
    action = looked_at(window, command)
    assert action.isEnabled(), action.toolTip()
    action.trigger()


def told_of(window: MainWindow, command: Command) -> str:
    """What the tip of a command that rests tells."""
    action = looked_at(window, command)
    assert not action.isEnabled()
    return action.toolTip()
