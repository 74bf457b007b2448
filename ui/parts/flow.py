"""Widgets one behind the other, which go on in another line where the width ends."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QLayoutItem, QWidget

from ui.kit import style
from ui.parts.wrapping import WrappingLayout


class FlowLayout(WrappingLayout):
    """Every item as wide as it likes to be."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = style.SPACE) -> None:
        super().__init__(parent) if parent is not None else super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def _place(self, rect: QRect, *, is_tried: bool) -> int:
        y = rect.y()
        for line in self._lines(rect.width()):
            x, high = rect.x(), max(size.height() for _, size in line)
            for item, size in line:
                if not is_tried:
                    item.setGeometry(QRect(QPoint(x, y + (high - size.height()) // 2), size))
                x += size.width() + self._gap
            y += high + self._gap // 2
        return max(y - self._gap // 2 - rect.y(), 0)

    def _lines(self, width: int) -> Iterator[list[tuple[QLayoutItem, QSize]]]:
        """Line by line the items and their sizes; in a line each stands at half its height."""
        line: list[tuple[QLayoutItem, QSize]] = []
        taken = 0
        for item in self._shown():
            size = item.sizeHint().boundedTo(QSize(max(width, 1), item.sizeHint().height()))
            if line and taken + size.width() > width:
                yield line
                line, taken = [], 0
            line.append((item, size))
            taken += size.width() + self._gap
        if line:
            yield line
