"""Words as they stand: tips, labels and message boxes that take no text of a file or of the clerk for HTML.

Left alone, Qt guesses from a text whether it is HTML, and HTML loads pictures and hides what it marks.
"""

from __future__ import annotations

from html import escape

from PySide6.QtGui import Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget

from ui.kit import style
from ui.kit.qt import nullable

_DRAWINGS = {
    QMessageBox.Icon.Warning: ("triangle-alert", "warn"),
    QMessageBox.Icon.Question: ("circle-question-mark", "accent"),
}
_SIDE = 32
"""The side of a drawing in a message box, in pixels."""


def tip(text: str) -> str:
    """The text for a tool tip. A tip cannot be told that it is plain: what Qt would take for HTML becomes HTML of it.

    Line breaks and blanks stay in both.
    """
    if not Qt.mightBeRichText(text):
        return text
    lines = "<br/>".join(escape(text).split("\n"))
    return f'<p style="white-space: pre-wrap">{lines}</p>'


class Label(QLabel):
    """A label that shows its text as it stands; with `buddy` its mnemonic leads there."""

    def __init__(self, text: str = "", buddy: QWidget | None = None, *, wrap: bool = False) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setWordWrap(wrap)
        if buddy is not None:
            self.setBuddy(buddy)


def message(icon: QMessageBox.Icon, title: str, text: str, parent: QWidget | None) -> QMessageBox:
    """A message box that shows its text as it stands; the caller adds buttons and runs it."""
    box = QMessageBox(nullable(parent))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setIconPixmap(style.icon(*_DRAWINGS[icon]).pixmap(_SIDE))
    box.setWindowTitle(title)
    box.setText(text)
    return box


def warn(parent: QWidget | None, title: str, text: str) -> None:
    """Say it in a box and wait until it is put away."""
    box = message(QMessageBox.Icon.Warning, title, text, parent)
    box.exec()
    box.deleteLater()


def is_confirmed(parent: QWidget | None, title: str, text: str) -> bool:
    """Ask and wait: whether the answer was yes. What is asked cannot be taken back, so Enter alone says no."""
    box = message(QMessageBox.Icon.Question, title, text, parent)
    box.setStandardButtons(QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No)
    box.setDefaultButton(QMessageBox.StandardButton.No)
    answer = box.exec()
    box.deleteLater()
    return answer == QMessageBox.StandardButton.Yes
