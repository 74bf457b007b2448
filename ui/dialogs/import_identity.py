"""Whose disclosure was read, of which year: told in a strip with where it was read, and changed in place."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from forms.document.provenance import Source
from forms.form.load import pack
from forms.match.reading import Reading
from ui.dialogs.differences import source_words
from ui.dialogs.new_dialog import IdentityForm
from ui.kit import style
from ui.kit.plain import Label
from ui.parts.elided import Elided

_PASSAGE = 24
"""So many characters of a passage are quoted."""
_GIVEN = "这里填写的"


class Identity(QWidget):
    """What was read in a strip, or in its place the fields to change it."""

    def __init__(self) -> None:
        super().__init__()
        self.form = IdentityForm((1, 4, 2, 2, 2), has_letters=False)
        self.again = QPushButton("重新识别")
        self.again.setAutoDefault(False)
        self.strip = IdentityStrip()
        self._fields = QWidget()
        self._fields.setLayout(self.form)
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.addWidget(self.again, 1, 11)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.strip)
        column.addWidget(self._fields)
        self.strip.change.clicked.connect(self._change)

    def show_reading(self, reading: Reading | None) -> None:
        """Show whose disclosure the files state, and where they do; None shows nothing."""
        if reading is not None:
            self.form.fill_in(reading.unit, reading.year, reading.kind, reading.edition.pack)
            self.strip.show_reading(reading)
        self.strip.setVisible(reading is not None)
        self._fields.hide()

    def ask(self) -> None:
        """Show the fields in the place of the strip."""
        self.strip.hide()
        self._fields.show()

    def enable(self, *, may_read: bool, may_change: bool) -> None:
        """Whether the files may be understood anew, and with other words in the fields."""
        self.again.setEnabled(may_read)
        for widget in (*self.form.fields(), self.strip.change):
            widget.setEnabled(may_change)

    def _change(self) -> None:
        self.ask()
        self.form.name.setFocus()


class IdentityStrip(QFrame):
    """Unit, year, kind and form side by side, each over the place it was read from."""

    def __init__(self) -> None:
        super().__init__()
        style.card(self)
        self.change = QPushButton("修改")
        self.change.setAutoDefault(False)
        line = QHBoxLayout(self)
        line.setContentsMargins(2 * style.SPACE, style.SPACE, 2 * style.SPACE, style.SPACE)
        line.setSpacing(2 * style.SPACE)
        self._parts: list[_Part] = []
        for name, share in (("单位", 5), ("预算年度", 4), ("公开类型", 4), ("表样", 3)):
            if self._parts:
                line.addWidget(_rule())
            part = _Part(name)
            self._parts.append(part)
            line.addWidget(part, share)
        line.addWidget(self.change)

    def show_reading(self, reading: Reading) -> None:
        """Show whose disclosure the files state, and where they do."""
        for part, (said, place) in zip(self._parts, _told(reading), strict=True):
            part.show_told(said, place)


class _Part(QWidget):
    """One of them: what it is, what was read, where."""

    def __init__(self, name: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        title, self._said, self._place = Label(name), Elided(), Elided()
        for small in (title, self._place):
            style.scale(small, style.SMALL)
            style.tint(small, "text2")
        style.heading(self._said, style.CARD)
        for label in (title, self._said, self._place):
            column.addWidget(label)

    def show_told(self, said: str, place: str) -> None:
        """Show this over its place."""
        self._said.show_text(said)
        self._place.show_text(place)


def _rule() -> QFrame:
    rule = QFrame()
    rule.setProperty("beside", True)
    rule.setFixedWidth(1)
    return rule


def _told(reading: Reading) -> Iterator[tuple[str, str]]:
    told = reading.told
    yield f"{reading.unit.code} {reading.unit.name}".strip(), _passage(told.unit)
    yield f"{reading.year}年", _passage(told.year)
    yield f"{reading.kind}预算", _passage(told.kind)
    yield pack(reading.edition.pack).title, f"{reading.year}年的表样"


def _passage(told: tuple[Source, str] | None) -> str:
    """Where it was read, and the words there."""
    if told is None:
        return _GIVEN
    source, text = told
    return f"{source_words(source)}“{text if len(text) <= _PASSAGE else f'{text[: _PASSAGE - 1]}…'}”"
