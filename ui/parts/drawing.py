"""A drawing that stands by itself, in the colour of a token; it follows the theme."""

from __future__ import annotations

from PySide6.QtCore import QSize

from ui.kit import style
from ui.kit.plain import Label


class Drawing(Label):
    """Shows `resources/icons/<name>.svg`, so many pixels wide at the standard type."""

    def __init__(self, name: str = "", token: str = "accent", side: int = 24) -> None:
        super().__init__()
        self._name, self._token, self._side = name, token, side
        style.theme.changed.connect(self._draw)
        self._draw()

    def show_drawing(self, name: str, token: str) -> None:
        """Show another one."""
        self._name, self._token = name, token
        self._draw()

    def _draw(self) -> None:
        if self._name:
            side = round(self._side * style.factor())
            self.setPixmap(style.icon(self._name, self._token).pixmap(QSize(side, side)))
