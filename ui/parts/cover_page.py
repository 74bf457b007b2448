"""A page that stands before all else until it is left: a head with its title and 返回, below it what it shows."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ui.kit import style
from ui.kit.plain import Label

_HIGH = 44
"""The height of its head at the standard type size, in pixels."""
_ALL = 1000
"""The share of the room of what is wide, beside a stretch that takes it where nothing is."""


class CoverPage(QWidget):
    """What it shows scrolls where it has too little room; its foot, if it has one, stays in sight."""

    left = Signal()
    """The clerk wants back to where the page was opened."""

    def __init__(self, title: str, guidance: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self.title = Label(title)
        style.heading(self.title)
        told = Label(guidance, wrap=True)
        style.scale(told, style.SMALL)
        style.tint(told, "text2")
        self.back = QPushButton("返回")
        self.back.clicked.connect(self.leave)
        QShortcut(QKeySequence("Esc"), self, self.leave, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        head, self._head = _strip()
        head.setMinimumHeight(_HIGH)
        self._head.addWidget(self.title)
        self._head.addWidget(told, _ALL if guidance else 0)
        self._head.addStretch(1)
        self._head.addWidget(self.back)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(head)

    def leave(self) -> None:
        """Go back one step, from the page itself to where it was opened."""
        self.left.emit()

    def show_in_head(self, widget: QWidget, *, is_wide: bool = False) -> None:
        """Let this stand in the head, before 返回; what `is_wide` has the room that is left."""
        self._head.insertWidget(self._head.count() - 1, widget, _ALL if is_wide else 0)

    def show_whole(self, inside: QWidget) -> None:
        """Let this fill the room below the head; it scrolls what is in it."""
        around = QWidget()
        column = QVBoxLayout(around)
        column.setContentsMargins(2 * style.SPACE, style.SPACE, 2 * style.SPACE, style.SPACE)
        column.addWidget(inside)
        self._column.addWidget(around, 1)

    def show_below(self, inside: QWidget) -> None:
        """Let this stand below the head, and scroll where it has too little room."""
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._column.addWidget(area, 1)

    def show_at_foot(self, told: QWidget, *buttons: QPushButton) -> None:
        """Let words stand at the foot, and behind them buttons, which Enter presses too."""
        foot, row = _strip()
        row.addWidget(told, _ALL)
        row.addStretch(1)
        for button in buttons:
            button.setAutoDefault(True)
            row.addWidget(button)
        self._column.addWidget(foot)


def _strip() -> tuple[QFrame, QHBoxLayout]:
    """A line of the page over its whole width."""
    strip = QFrame()
    strip.setProperty("strip", True)
    row = QHBoxLayout(strip)
    row.setContentsMargins(2 * style.SPACE, style.SPACE // 2, 2 * style.SPACE, style.SPACE // 2)
    row.setSpacing(2 * style.SPACE)
    return strip, row
