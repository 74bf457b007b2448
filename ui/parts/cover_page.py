"""A page that stands before all else until it is left: a head with its title and 返回, below it what it shows."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ui.kit import style
from ui.kit.plain import Label

_HIGH = 44
"""The height of its head at the standard type size, in pixels."""


class CoverPage(QWidget):
    """What it shows scrolls where there is no room for it."""

    left = Signal()
    """The clerk wants back to where the page was opened."""

    def __init__(self, title: str, guidance: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self.title = Label(title)
        style.heading(self.title)
        told = Label(guidance, wrap=True)
        style.scale(told, style.SMALL)
        style.tint(told, "text2")
        self.back = QPushButton("返回")
        self.back.clicked.connect(self.left)
        QShortcut(QKeySequence("Esc"), self, self.left.emit, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        head = QFrame()
        head.setProperty("strip", True)
        head.setMinimumHeight(_HIGH)
        row = QHBoxLayout(head)
        row.setContentsMargins(2 * style.SPACE, style.SPACE // 2, 2 * style.SPACE, style.SPACE // 2)
        row.setSpacing(2 * style.SPACE)
        row.addWidget(self.title)
        row.addWidget(told, 1)
        row.addWidget(self.back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        self._column = column

    def show_below(self, inside: QWidget) -> None:
        """Let this stand below the head."""
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._column.addWidget(area, 1)
