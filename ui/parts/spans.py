"""Widgets side by side, each over so many twelfths of the width; where a line has too little room it goes on below."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QLayoutItem, QWidget

from ui.kit import style
from ui.parts.wrapping import WrappingLayout

_COLUMNS = 12
"""The columns of a whole line."""
_MOST = 4
"""Where all have as much room, so many stand beside each other."""


class SpanLayout(WrappingLayout):
    """Every item over so many of twelve columns."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._spans: list[int] = []
        self.setContentsMargins(2 * style.SPACE, 2 * style.SPACE, 2 * style.SPACE, 2 * style.SPACE)
        self.setSpacing(2 * style.SPACE)
        self._below = style.SPACE + style.SPACE // 2

    def add(self, widget: QWidget, span: int = _COLUMNS) -> None:
        """Let the widget follow, over so many of the twelve columns."""
        self._spans.append(span)
        self.addWidget(widget)

    def spread(self) -> None:
        """Let all that is shown have as much room, in lines of as many parts, four at most."""
        shown = len(self._shown())
        beside = shown if shown <= _MOST else -(-shown // -(-shown // _MOST))
        self._spans = [_COLUMNS // max(beside, 1)] * len(self._items)
        self.invalidate()

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]  # as in WrappingLayout
        if 0 <= index < len(self._spans):
            del self._spans[index]
        return super().takeAt(index)

    def _place(self, rect: QRect, *, is_tried: bool) -> int:
        inside = rect.marginsRemoved(self.contentsMargins())
        y = inside.y()
        for line in self._lines(inside.width()):
            high = max(_height(item, width) for item, _, width in line)
            for item, x, width in line:
                if not is_tried:
                    item.setGeometry(QRect(inside.x() + x, y, width, high))
            y += high + self._below
        return y - self._below + self.contentsMargins().bottom() - rect.y()

    def _lines(self, width: int) -> Iterator[list[tuple[QLayoutItem, int, int]]]:
        """Line by line the items, where each begins, and how wide it is."""
        line: list[tuple[QLayoutItem, int]] = []
        for item, span in zip(self._items, self._spans, strict=True):
            if item.isEmpty():
                continue
            line.append((item, span))
            if sum(span for _, span in line) >= _COLUMNS:
                yield from self._broken(line, width)
                line = []
        if line:
            yield from self._broken(line, width)

    def _broken(self, line: list[tuple[QLayoutItem, int]], width: int) -> Iterator[list[tuple[QLayoutItem, int, int]]]:
        """One line as it was meant, or several with parts of one width, as many as have room."""
        meant = self._columns(line, width)
        if all(item.minimumSize().width() <= wide for item, _, wide in meant):
            yield meant
            return
        least = max(item.minimumSize().width() for item, _ in line)
        room = max((width + self.spacing()) // (least + self.spacing()), 1)
        # As many parts in one line as in the others: four that have no room beside one another stand two and two.
        beside = -(-len(line) // max(-(-len(line) // room), 2))
        for first in range(0, len(line), beside):
            part = line[first : first + beside]
            yield self._columns([(item, _COLUMNS // beside) for item, _ in part], width)

    def _columns(self, line: list[tuple[QLayoutItem, int]], width: int) -> list[tuple[QLayoutItem, int, int]]:
        placed, column = [], 0
        for item, span in line:
            left = (width + self.spacing()) * column // _COLUMNS
            column += span
            right = (width + self.spacing()) * column // _COLUMNS - self.spacing()
            placed.append((item, left, right - left))
        return placed


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
