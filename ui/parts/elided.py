"""A text that gives way: what has no room is left out with dots, and told in its tip."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.plain import tip

_LEAST = 4
"""So many characters are always seen."""


class Elided(QWidget):
    """One line of plain text, or as many as its height holds; its name for a screen reader is the whole text."""

    def __init__(self, *, is_broken: bool = False, is_whole: bool = False) -> None:
        """`is_broken`: it goes on in further lines where the height is there anyway; `is_whole`: nothing of it is seen
        where it has not room as a whole."""
        super().__init__()
        self._is_broken, self._is_whole = is_broken, is_whole
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def text(self) -> str:
        """The whole text."""
        return self._text

    def show_text(self, text: str) -> None:
        """Show another text."""
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self.setToolTip(tip(text))
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._text) + 1, metrics.height())

    def minimumSizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        least = metrics.horizontalAdvance("国") * _LEAST
        return QSize(min(least, self.sizeHint().width()), metrics.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = QRect(0, 0, self.width(), self.height())
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, "\n".join(self.lines()))

    def lines(self) -> list[str]:
        """What is seen, line by line."""
        metrics, rest, lines = self.fontMetrics(), self._text, []
        for _ in range(self.height() // metrics.lineSpacing() - 1 if self._is_broken else 0):
            if not rest:
                break
            layout = QTextLayout(rest, self.font())
            layout.beginLayout()
            line = layout.createLine()
            line.setLineWidth(self.width())
            layout.endLayout()
            lines.append(rest[: line.textLength()])
            rest = rest[line.textLength() :]
        if rest or not lines:
            lines.append(metrics.elidedText(rest, Qt.TextElideMode.ElideRight, self.width()))
        return [] if self._is_whole and "".join(lines) != self._text else lines
