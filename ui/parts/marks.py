"""The marks of the levels as they are painted: a filled square with a white E, an outlined W, a thin outlined H."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit import style

_RADIUS = 3
_LETTER = 0.72
"""The height of the letter in proportion to the square."""


def side(metrics: QFontMetrics) -> int:
    """The side of the square beside a line of text."""
    return round(metrics.height() * 0.84)


def paint_level(painter: QPainter, square: QRectF, level: str, palette: QPalette | None = None) -> None:
    """Paint the mark of E, W or H into a square."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    color = style.level_color(level, palette)
    inside = square.adjusted(0.75, 0.75, -0.75, -0.75)
    painter.setPen(QPen(color, 1 if level == "H" else 1.5))
    painter.setBrush(color if level == "E" else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(inside, _RADIUS, _RADIUS)
    font = QFont(painter.font())
    font.setPixelSize(max(round(square.height() * _LETTER), 6))
    font.setBold(level != "H")
    painter.setFont(font)
    painter.setPen(style.color("surface", palette) if level == "E" else color)
    painter.drawText(square, Qt.AlignmentFlag.AlignCenter, level)
    painter.restore()


class LevelMark(QWidget):
    """The mark of a level as a part of a card."""

    def __init__(self) -> None:
        super().__init__()
        self._level = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        style.theme.changed.connect(self.update)

    def show_level(self, level: str) -> None:
        """Show E, W or H; blank shows nothing."""
        self._level = level
        self.update()

    def sizeHint(self) -> QSize:
        one = side(self.fontMetrics())
        return QSize(one, one)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._level:
            paint_level(QPainter(self), QRectF(self.rect()), self._level, self.palette())
