"""The goals of a project, one on each line with its number before it; Enter begins the next, a paste splits lines."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from forms.form.ordinals import HAN
from ui.kit import style
from ui.kit.fields import TextField

_NUMBERED = re.compile(rf"[（(]?[{HAN}\d]+[)）、.．](?!\d)")
"""A goal with a number of its own: 1.发放到位, （二）发放到位."""
_NUMBER = "00."
"""The longest number there is room for."""


class GoalLines(TextField):
    """A text of several lines in which each line is one goal."""

    def __init__(self) -> None:
        super().__init__()
        self._margin = _Margin(self)
        self.updateRequest.connect(lambda _rect, _by: self._margin.update())
        self._make_room()

    def numbers(self) -> list[tuple[int, int]]:
        """The number of each goal in sight, and how far below the upper edge it stands; a blank line has none, and
        one that the clerk numbered has its own."""
        block, found = self.firstVisibleBlock(), list[tuple[int, int]]()
        number = sum(bool(line.strip()) for line in self.typed.split("\n")[: block.blockNumber()])
        while block.isValid():
            top = round(self.blockBoundingGeometry(block).translated(self.contentOffset()).top())
            if top > self.viewport().height():
                break
            if block.text().strip():
                number += 1
                if not _NUMBERED.match(block.text().strip()):
                    found.append((number, top))
            block = block.next()
        return found

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The margin is as high as the text."""
        super().resizeEvent(event)
        inside = self.contentsRect()
        self._margin.setGeometry(QRect(inside.left(), inside.top(), self._margin.sizeHint().width(), inside.height()))

    def changeEvent(self, event: QEvent) -> None:
        """Room for the numbers in another type size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._make_room()

    def _make_room(self) -> None:
        self.setViewportMargins(self._margin.sizeHint().width(), 0, 0, 0)


class _Margin(QWidget):
    """The numbers beside the text."""

    def __init__(self, lines: GoalLines) -> None:
        super().__init__(lines)
        self._lines = lines

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(_NUMBER) + style.SPACE, 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(style.color("text3", self.palette()))
        high = self.fontMetrics().lineSpacing()
        for number, top in self._lines.numbers():
            room = QRect(0, top, self.width(), high)
            painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{number}.")
