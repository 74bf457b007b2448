"""A line of buttons over a list of records: what the menu of the list holds, for those who look for it with the eye."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QToolButton

from ui.kit import style
from ui.kit.commands import Deeds, Need
from ui.kit.plain import tip


def command_line(deeds: Deeds, met: Need) -> QHBoxLayout:
    """A button for each command, its key in the tip; it is dead where what the command needs is not met."""
    line = QHBoxLayout()
    line.setSpacing(style.SPACE // 2)
    for command, do in deeds.items():
        button = QToolButton()
        button.setText(command.text)
        button.setToolTip(tip(command.caption.replace("\t", "　")))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setEnabled(command.is_met(met))
        button.clicked.connect(do)
        line.addWidget(button)
    line.addStretch(1)
    return line
