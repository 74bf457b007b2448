"""The list under a cell that is typed: the codes that fit, each with its full path, or the words the form offers."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QWidget

from forms.form.catalogue import Catalogue, fold_name

_SHOWN = 10
_OFFERED = 200
"""A common name such as 行政运行 stands under many codes; all of them can be scrolled to."""
_STEPS: dict[int, int] = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 10, Qt.Key.Key_PageUp: -10}
_CHOICE = Qt.ItemDataRole.UserRole


class Popup(QListWidget):
    """What fits what was typed so far. It never takes the focus; the editor it serves passes its keys on."""

    picked = Signal(str)
    """A choice was clicked."""

    def __init__(self, editor: QWidget, name: str) -> None:
        """`name` is what a screen reader says."""
        super().__init__(editor.window())
        self._editor = editor
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.Box)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setAccessibleName(name)
        self.itemClicked.connect(lambda item: self.picked.emit(item.data(_CHOICE)))
        editor.installEventFilter(self)
        editor.destroyed.connect(self.deleteLater)
        self.hide()

    def fitting(self, _typed: str) -> Iterator[tuple[str, str]]:
        """What fits, best first: each choice, and how it is shown."""
        yield from ()

    def offer(self, typed: str) -> None:
        """Show what fits; nothing is selected beforehand but a choice typed in full."""
        self.clear()
        for choice, shown in self.fitting(typed.strip()):
            item = QListWidgetItem(shown, self)
            item.setData(_CHOICE, choice)
        if self.count() and self.item(0).data(_CHOICE) == typed.strip():
            self.setCurrentRow(0)
        self.setVisible(self.count() > 0)
        if self.count():
            self._place()

    def codes(self) -> list[str]:
        """The choices on offer, best first."""
        return [self.item(row).data(_CHOICE) for row in range(self.count())]

    def chosen(self) -> str:
        """The selected choice; blank when none is."""
        item = self.currentItem()
        return item.data(_CHOICE) if item else ""

    def takes(self, key: int) -> bool:
        """Whether a key pressed in the editor was for the open list: Esc closes it, arrows go through it."""
        if self.isHidden() or key not in (Qt.Key.Key_Escape, *_STEPS):
            return False
        if key == Qt.Key.Key_Escape:
            self.hide()
        else:
            row = max(self.currentRow() + _STEPS[key], 0)
            self.setCurrentRow(min(row, self.count() - 1))
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The list does not outlive the editing."""
        if watched is self._editor and event.type() == QEvent.Type.Hide:
            self.hide()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        """Under the editor, or above it where the window ends."""
        window = self._editor.window()
        width = min(self.sizeHintForColumn(0) + 40, window.width() - 16)
        height = self.sizeHintForRow(0) * min(self.count(), _SHOWN) + 2 * self.frameWidth() + 2
        corner = self._editor.mapTo(window, QPoint(0, self._editor.height()))
        if corner.y() + height > window.height():
            corner.setY(max(corner.y() - self._editor.height() - height, 0))
        corner.setX(max(min(corner.x(), window.width() - width - 8), 0))
        self.setGeometry(corner.x(), corner.y(), width, height)
        self.raise_()


class CodePopup(Popup):
    """Codes of the catalogue. `used` are those to offer first, `present` those the table holds already."""

    def __init__(self, editor: QWidget, catalogue: Catalogue, used: frozenset[str], present: Container[str]) -> None:
        super().__init__(editor, "可选的科目")
        self._catalogue = catalogue
        self._used = used
        self._present = present

    def fitting(self, typed: str) -> Iterator[tuple[str, str]]:
        """Codes by their digits, their name or its initials; none before anything is typed."""
        for code in self._catalogue.search(typed, self._used, _OFFERED) if typed else ():
            mark = "　（已在表中）" if code.code in self._present else ""
            yield code.code, f"{code.code}　{self._catalogue.path(code.code)}{mark}"

    def named(self, name: str) -> list[str]:
        """The codes on offer that are called exactly so."""
        return [code for code in self.codes() if fold_name(self._catalogue.name(code) or "") == fold_name(name)]


class ChoicePopup(Popup):
    """A few words of the form."""

    def __init__(self, editor: QWidget, choices: Sequence[str]) -> None:
        super().__init__(editor, "可选的内容")
        self._choices = choices

    def fitting(self, typed: str) -> Iterator[tuple[str, str]]:
        """Those that hold what was typed; all of them before anything is."""
        return ((choice, choice) for choice in self._choices if typed in choice)
