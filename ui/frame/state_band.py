"""The coloured band over a disclosure that cannot be changed: which it is, what that means, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from ui.kit import style
from ui.kit.plain import Label
from ui.parts.drawing import Drawing

_HIGH = 40
"""Its least height, in pixels."""
_SIDE = 18


class StateBand(QFrame):
    """A drawing, the word for it, a sentence, and the buttons."""

    def __init__(self, drawing: str, token: str, word: str, told: str, parent: QWidget | None = None) -> None:
        """`token` is the colour: accent or ok."""
        super().__init__(parent)
        self.setProperty("band", token)
        self.setMinimumHeight(_HIGH)
        self._word = Label(word)
        style.scale(self._word, 1.0, bold=True)
        style.tint(self._word, token)
        self.told = Label(told, wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * style.SPACE, style.SPACE // 2, 2 * style.SPACE, style.SPACE // 2)
        row.setSpacing(style.SPACE)
        row.addWidget(Drawing(drawing, token, side=_SIDE), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._word)
        row.addWidget(self.told, 1)
        self._row = row

    def offer(self, *buttons: QPushButton) -> None:
        """Let these stand at the right end."""
        for button in buttons:
            button.setAutoDefault(True)
            self._row.addWidget(button)
