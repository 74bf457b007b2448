"""A line of buttons over a list of records: what the menu of the list holds, for those who look for it with the eye."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QToolButton

from ui.grid.actions import Command
from ui.kit import style


def command_line(commands: Iterable[Command], *, enabled: bool) -> QHBoxLayout:
    """A button for each command, its key in the tip."""
    line = QHBoxLayout()
    line.setSpacing(style.SPACE // 2)
    for command in commands:
        button = QToolButton()
        button.setText(command.text)
        button.setToolTip(command.caption.replace("\t", "　"))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setEnabled(enabled)
        button.clicked.connect(command.do)
        line.addWidget(button)
    line.addStretch(1)
    return line
