"""Widgets one behind the other, which go on in another line where the width ends."""

from __future__ import annotations

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
        x, y, high = rect.x(), rect.y(), 0
        for item in self._shown():
            size = item.sizeHint().boundedTo(QSize(max(rect.width(), 1), item.sizeHint().height()))
            if high and x + size.width() > rect.right() + 1:
                x, y, high = rect.x(), y + high + self._gap // 2, 0
            if not is_tried:
                item.setGeometry(QRect(QPoint(x, y), size))
            x += size.width() + self._gap
            high = max(high, size.height())
        return y + high - rect.y()
