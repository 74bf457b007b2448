"""What stands where nothing is: one sentence, what to do next, and one button for it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from ui.kit import style
from ui.kit.plain import Label
from ui.parts.drawing import Drawing

_SIDE = 32
"""The side of its drawing, in pixels."""


class EmptyState(QFrame):
    """A drawing, a sentence and the next step, in the middle of its room."""

    wanted = Signal()
    """The button was pressed."""

    def __init__(self, parent: QWidget | None = None, *, is_page: bool = False) -> None:
        """`is_page`: it fills a page, whose next step its button is."""
        super().__init__(parent)
        self._drawing = Drawing(side=_SIDE)
        self._drawing.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.sentence = Label(wrap=True)
        self.next = Label(wrap=True)
        for label in (self.sentence, self.next):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        style.heading(self.sentence, style.CARD)
        style.tint(self.next, "text2")
        self.button = QPushButton()
        self.button.setAutoDefault(False)
        style.fill(self.button, is_page)
        self.button.clicked.connect(self.wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * style.SPACE, 3 * style.SPACE, 2 * style.SPACE, 3 * style.SPACE)
        column.setSpacing(style.SPACE)
        for part in (self._drawing, self.sentence, self.next):
            column.addWidget(part)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    def say(
        self, sentence: str, then: str = "", button: str = "", *, icon: str = "circle-check", good: bool = False
    ) -> None:
        """`then` is what to do next, in words; `button` does it. What is `good` stands green."""
        self._drawing.show_drawing(icon, "ok" if good else "text3")
        style.say(self.sentence, sentence)
        style.tint(self.sentence, "ok" if good else "text")
        self.next.setText(then)
        self.next.setVisible(bool(then))
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self.setProperty("good", good)
        self.style().unpolish(self)
        self.style().polish(self)

    @property
    def text(self) -> str:
        """All that is said."""
        return "\n".join(filter(None, (self.sentence.text(), self.next.text())))
