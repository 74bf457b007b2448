"""What the page of an import is made of: lines with a mark and what was read, and rows that lead to the details."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.dialogs.import_read import KEPT, STATE_WORDS, ReadLine, State
from ui.kit import style
from ui.kit.plain import Label, tip
from ui.parts.elided import Elided
from ui.parts.step_marks import Shape, StepMark

_SHAPES: dict[State, Shape] = {"read": Shape.DONE, "part": Shape.WARNING, "none": Shape.NOT_BEGUN}
_LEVELS = {"E": Shape.ERROR, "W": Shape.WARNING}
_INSIDE, _ABOVE = 2 * style.SPACE, 6
"""Inside a card beside its words and above them, in pixels: all of an import is seen on one screen."""


class LinesCard(QFrame):
    """A card with a title and one line for each table or section: mark, name, and at the right what was read of it."""

    def __init__(self, title: str, hint: str, lines: Sequence[ReadLine]) -> None:
        super().__init__()
        style.card(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(_INSIDE, _ABOVE, _INSIDE, _ABOVE)
        column.addLayout(_head(title, hint))
        grid = QGridLayout()
        grid.setHorizontalSpacing(style.SPACE)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        for row, line in enumerate(lines):
            grid.addWidget(_mark(line), row, 0)
            grid.addWidget(_name(line), row, 1)
            grid.addWidget(_told(line), row, 2, Qt.AlignmentFlag.AlignRight)
        column.addLayout(grid)
        column.addStretch(1)


class LineCard(QFrame):
    """A card of one line."""

    def __init__(self, line: ReadLine) -> None:
        super().__init__()
        style.card(self)
        beside = QHBoxLayout(self)
        beside.setContentsMargins(_INSIDE, _ABOVE, _INSIDE, _ABOVE)
        name = _name(line)
        style.heading(name, 1.0)
        beside.addWidget(_mark(line))
        beside.addWidget(name)
        told = Elided()
        told.show_text(line.told)
        style.tint(told, _token(line))
        beside.addWidget(told, 1)


class RowsCard(QFrame):
    """A card of rows below one another; each says something, and its button leads to the whole of it."""

    def __init__(self) -> None:
        super().__init__()
        style.card(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(_INSIDE, 2, _INSIDE, 2)
        self._column.setSpacing(0)

    def add(
        self, name: str, told: str, level: str = "", then: Callable[[], None] | None = None, *, aside: str = ""
    ) -> None:
        """A row under those there are; what is to be looked at is told whole, the rest as far as there is room, and
        what is said `aside` before the button.
        """
        row = QFrame()
        if self._column.count():
            line = QFrame()
            line.setFixedHeight(1)
            line.setProperty("row", True)
            self._column.addWidget(line)
        beside = QHBoxLayout(row)
        beside.setContentsMargins(0, 1, 0, 1)
        beside.setSpacing(style.SPACE)
        title = Label(name)
        style.heading(title, 1.0)
        beside.addWidget(StepMark(_LEVELS.get(level, Shape.DONE)))
        beside.addWidget(title)
        beside.addWidget(_whole(told) if level else _short(told), 1)
        if aside:
            beside.addWidget(_small(Label(aside)))
        if then is not None:
            button = QPushButton("细看")
            button.setFlat(True)
            button.setAutoDefault(False)
            button.setAccessibleName(f"细看{name}")
            button.clicked.connect(then)
            beside.addWidget(button)
        self._column.addWidget(row)


def _head(title: str, hint: str) -> QHBoxLayout:
    head = QHBoxLayout()
    head.setSpacing(style.SPACE)
    name, words = Label(title), Elided()
    style.heading(name, 1.0)
    style.scale(words, style.SMALL)
    style.tint(words, "text2")
    words.show_text(hint)
    head.addWidget(name)
    head.addWidget(words, 1)
    return head


def _mark(line: ReadLine) -> QWidget:
    mark = StepMark(Shape.NOT_APPLICABLE if line.is_empty else _SHAPES[line.state])
    mark.setAccessibleName(STATE_WORDS[line.state])
    return mark


def _name(line: ReadLine) -> Label:
    """The name; a screen reader tells the whole line with it, and the tip where it was read."""
    name = Label(line.name)
    name.setAccessibleName("，".join(filter(None, (STATE_WORDS[line.state], line.name, line.whole, line.source))))
    name.setToolTip(tip(line.source))
    return name


def _told(line: ReadLine) -> Label:
    return _small(Label(line.told), _token(line))


def _small(label: Label, token: str = "text2") -> Label:
    style.scale(label, style.SMALL)
    style.tint(label, token)
    return label


def _token(line: ReadLine) -> str:
    """The colour of what was read: what is missing is to be looked at, unless what there was stays."""
    return "warn" if line.state != "read" and line.told != KEPT else "text2"


def _whole(text: str) -> QWidget:
    return Label(text, wrap=True)


def _short(text: str) -> QWidget:
    told = Elided()
    style.tint(told, "text2")
    told.show_text(text)
    return told
