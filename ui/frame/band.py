"""The band over everything: that the data are read only, or what did not succeed when they were opened."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from forms.office.office import Office
from ui.kit import style, words
from ui.kit.plain import Label


class Band(Label):
    """Stays as long as what it says; put away when there is nothing to say."""

    def __init__(self, office: Office) -> None:
        super().__init__(wrap=True)
        self._office = office
        self.setFrameShape(QFrame.Shape.Box)
        self.setMargin(style.SPACE // 2)
        self.refresh()

    def refresh(self) -> None:
        """Say what is to be said now."""
        style.say(self, "\n".join(map(words.trouble_text, self._office.warnings)), "W")


def stacked(*widgets: QWidget) -> QWidget:
    """Widgets one under another without a gap; the last has the room that is left."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for widget in widgets:
        column.addWidget(widget, int(widget is widgets[-1]))
    return whole
