"""The menus and the bar of the main window, made from the table of commands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QMenuBar, QToolButton, QWidget

from ui.frame.menu_bar import LEAVING, MENUS, TOOL_BAR
from ui.frame.state_button import StateButton
from ui.frame.top_bar import DRAWN, LEAST, WHOLE, FindBox, ToolButton, TopBar
from ui.kit import style
from ui.kit.commands import (
    EXPORT,
    FIND,
    HOME,
    LAST_YEAR,
    REDO,
    SETTINGS,
    UNDO,
    Choice,
    Command,
    Deeds,
    Entry,
    Menu,
    Need,
    printed,
)
from ui.kit.plain import tip
from ui.parts.switch import Switch


class Menus:
    """Builds menus and bar on the window and keeps their texts and states."""

    def __init__(
        self,
        window: QMainWindow,
        deeds: Deeds,
        choose: Mapping[Choice, Callable[[str], object]],
        why_not: Callable[[Need], str],
    ) -> None:
        """`choose` gets the name that was chosen in a menu of names; `why_not` tells why needs are not met."""
        self._window = window
        self._why_not = why_not
        self.actions = {command: self._action(command, do) for command, do in deeds.items()}
        self._groups = {choice: self._group(choice, do) for choice, do in choose.items()}
        # Qt for Python deletes a menu whose last wrapper goes, so every menu is held here.
        self.all: list[QMenu] = []
        self.bar = QMenuBar()
        self._submenus: dict[Choice, QMenu] = {}
        self._menus = {menu: self._menu(menu.text) for menu in MENUS}
        for menu, shown in self._menus.items():
            self._fill(shown, menu.entries)
        self._buttons = {choice: self._button(choice) for choice in TOOL_BAR if isinstance(choice, Choice)}
        self.last_year = SwitchBox(self.actions[LAST_YEAR], LAST_YEAR.name)
        self.state = StateButton()
        tools = [*map(self._tool, TOOL_BAR)]
        home, settings = (ToolButton(self.actions[command], LEAST) for command in (HOME, SETTINGS))
        self.top = TopBar(home, self.bar, tools, [settings], [*self._buttons.values()])
        window.setMenuWidget(self.top)

    def refresh(self, undo: str, redo: str, *, is_open: bool) -> None:
        """Show what serves an open disclosure, let commands rest that miss what they need, and say on 撤销 and 重做
        which step is meant.

        Those without key and button are asked when their menu opens: one of them has to look into the store.
        """
        self.top.serve(is_open)
        self._follow(filter(_is_at_hand, self.actions))
        for command, name in ((UNDO, undo), (REDO, redo)):
            action = self.actions[command]
            action.setText(f"{command.text} {name.replace('&', '&&')}".rstrip())
            if name:
                action.setToolTip(tip(f"{command.name}{name}（{printed(command.keys[0])}）"))

    def mark(self, choice: Choice, name: str) -> None:
        """Mark one of the names of a choice, and show it on its button."""
        for action in self._groups[choice].actions():
            action.setChecked(action.data() == name)
        if choice in self._buttons:
            self._buttons[choice].setText(f"{choice.short}：{name} ")

    def chosen(self, choice: Choice) -> str:
        """The name that is marked."""
        marked = self._groups[choice].checkedAction()
        return str(marked.data()) if marked is not None else ""

    def followed(self) -> Mapping[Command, QAction]:
        """The actions of all commands, after each that misses what it needs was laid to rest."""
        self._follow(self.actions)
        return self.actions

    def _follow(self, commands: Iterable[Command]) -> None:
        """Let a command rest, and say why, while what it needs is not there."""
        for command in commands:
            why = self._why_not(command.needs)
            action = self.actions[command]
            action.setEnabled(not why)
            action.setToolTip(tip(why or command.tip))

    def _menu(self, text: str, above: QMenu | None = None) -> QMenu:
        menu = (above or self.bar).addMenu(text)
        menu.setToolTipsVisible(True)
        self.all.append(menu)
        return menu

    def _fill(self, menu: QMenu, entries: Iterable[Entry]) -> None:
        for entry in entries:
            match entry:
                case Command():
                    menu.addAction(self.actions[entry])
                case Choice():
                    self._submenus[entry] = self._menu(entry.text, menu)
                    self._submenus[entry].addActions(self._groups[entry].actions())
                case Menu():
                    self._fill(self._menu(entry.text, menu), entry.entries)
                case None:
                    menu.addSeparator()
        asked = [entry for entry in entries if isinstance(entry, Command) and not _is_at_hand(entry)]
        menu.aboutToShow.connect(partial(self._follow, asked))

    def _action(self, command: Command, do: Callable[[], object]) -> QAction:
        action = QAction(command.menu_text, self._window, checkable=command.is_switch)
        action.setObjectName(command.id)
        action.setIconText(command.tool)
        if not command.letter:
            action.setShortcuts([QKeySequence(key) for key in command.keys])
        if command.icon:
            style.draw(action, command.icon)
        action.triggered.connect(do)
        return action

    def _group(self, choice: Choice, choose: Callable[[str], object]) -> QActionGroup:
        """One of several: each with a digit as its mnemonic."""
        group = QActionGroup(self._window)
        for number, name in enumerate(choice.names, start=1):
            action = QAction(f"{name}(&{number})", self._window, checkable=True)
            action.setData(name)
            group.addAction(action)
        group.triggered.connect(lambda action: choose(action.data()))
        return group

    def _button(self, choice: Choice) -> QToolButton:
        button = QToolButton()
        button.setMenu(self._submenus[choice])
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _tool(self, entry: Command | Choice) -> QWidget:
        """What stands on the bar for an entry."""
        match entry:
            case Choice():
                return self._buttons[entry]
            case _ if entry is LAST_YEAR:
                return self.last_year
            case _ if entry is FIND:
                return FindBox(self.actions[entry])
            case _ if entry is EXPORT:
                return ToolButton(self.actions[entry], DRAWN, self._menus[LEAVING])
            case _:
                return ToolButton(self.actions[entry], WHOLE if entry in (UNDO, REDO) else DRAWN)


def _is_at_hand(command: Command) -> bool:
    """Whether it can be called without its menu."""
    return bool(command.keys and not command.letter) or command in (HOME, *TOOL_BAR)


class SwitchBox(Switch):
    """A command that is on or off, as a switch on the tool bar."""

    def __init__(self, action: QAction, name: str) -> None:
        super().__init__(name)
        self._action = action
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.toggled.connect(self._call)
        action.toggled.connect(self.setChecked)
        action.changed.connect(self._follow)
        self._follow()

    def _call(self, on: bool) -> None:
        if on != self._action.isChecked():
            self._action.trigger()

    def _follow(self) -> None:
        self.setEnabled(self._action.isEnabled())
        self.setToolTip(self._action.toolTip())
