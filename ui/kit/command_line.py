"""Commands as buttons over a list of records: what its menu holds, for those who look for it with the eye."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QToolButton

from ui.kit import style
from ui.kit.commands import Command, Deeds, Need
from ui.kit.plain import tip

_ICON = 16
"""The side of the drawing on a button, in pixels."""


def command_button(command: Command, do: Callable[[], object], met: Need, *, is_bare: bool = False) -> QToolButton:
    """A button for a command, its key in the tip, dead where what the command needs is not met; `is_bare` leaves only
    its drawing in sight."""
    button = QToolButton()
    button.setText(command.text)
    button.setAccessibleName(command.name)
    button.setToolTip(tip(command.caption.replace("\t", "　")))
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setEnabled(command.is_met(met))
    button.clicked.connect(do)
    if command.icon:
        style.draw(button, command.icon, "text2" if is_bare else "text")
        button.setIconSize(QSize(_ICON, _ICON))
        shown = Qt.ToolButtonStyle.ToolButtonIconOnly if is_bare else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        button.setToolButtonStyle(shown)
    button.setAutoRaise(is_bare)
    button.setProperty("small", not is_bare)
    return button


def command_line(deeds: Deeds, met: Need) -> QHBoxLayout:
    """A button for each command."""
    line = QHBoxLayout()
    line.setSpacing(style.SPACE // 2)
    for command, do in deeds.items():
        line.addWidget(command_button(command, do, met))
    line.addStretch(1)
    return line
