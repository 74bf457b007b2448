"""The list under a cell that is typed: codes that fit with their path, the tree of all codes, the words of the form."""

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
_UP = "‹"
"""The line that leads to the codes above."""
_INTO = (Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Enter)
"""The keys that lead down in the tree."""


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
        self.itemClicked.connect(self._clicked)
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
            self._add(choice, shown)
        if self.count() and self.item(0).data(_CHOICE) == typed.strip():
            self.setCurrentRow(0)
        self.setVisible(self.count() > 0)
        if self.count():
            self._place()

    def _clicked(self, item: QListWidgetItem) -> None:
        self.picked.emit(item.data(_CHOICE))

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
        """The list does not outlive the editing, and goes where the cell goes."""
        if watched is self._editor and event.type() == QEvent.Type.Hide:
            self.hide()
        elif watched is self._editor and event.type() == QEvent.Type.Move and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _add(self, choice: str, shown: str) -> None:
        item = QListWidgetItem(shown, self)
        item.setData(_CHOICE, choice)

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
        self._above: str | None = None
        """The code under which one browses, blank among the 类; None while one types."""

    def fitting(self, typed: str) -> Iterator[tuple[str, str]]:
        """Codes by their digits, their name or its initials; none before anything is typed."""
        for code in self._catalogue.search(typed, self._used, _OFFERED) if typed else ():
            yield code.code, f"{code.code}　{self._catalogue.path(code.code)}{self._mark(code.code)}"

    def offer(self, typed: str) -> None:
        """What is typed ends the browsing."""
        self._above = None
        super().offer(typed)

    def browse(self, above: str = "", at: str = "") -> None:
        """Show the codes right under one, blank for the 类, and mark the one of them that is `at`."""
        self._above = above
        self.clear()
        if above:
            self._add(_UP, f"‹ 回到上一级：{above}　{self._catalogue.name(above)}")
        for code in self._catalogue.children(above):
            more = " ›" if self._catalogue.children(code.code) else ""
            self._add(code.code, f"{code.code}　{code.name}{more}{self._mark(code.code)}")
        rows = [self.item(row).data(_CHOICE) for row in range(self.count())]
        self.setCurrentRow(rows.index(at) if at in rows else min(len(rows) - 1, int(bool(above))))
        self.setVisible(bool(rows))
        if rows:
            self._place()

    def browse_from(self, typed: str) -> None:
        """Browse where what is typed stands in the tree; among the 类 where it stands nowhere."""
        parents = self._catalogue.parents(typed) if self._catalogue.name(typed) else ()
        self.browse(parents[-1] if parents else "", typed)

    def codes(self) -> list[str]:
        """The choices on offer, best first."""
        return [code for code in super().codes() if code != _UP]

    def chosen(self) -> str:
        """The selected code; blank when none is."""
        chosen = super().chosen()
        return chosen if chosen != _UP else ""

    def takes(self, key: int) -> bool:
        """In the tree → and Enter lead down, ← leads up; Enter on a code without others under it takes it."""
        if self.isHidden() or self._above is None:
            return super().takes(key)
        line, chosen = super().chosen(), self.chosen()
        has_more = bool(chosen) and bool(self._catalogue.children(chosen))
        if key == Qt.Key.Key_Left or (line == _UP and key in _INTO):
            self._go_up()
        elif key in _INTO and has_more:
            self.browse(chosen)
        elif key != Qt.Key.Key_Right:
            return super().takes(key)
        return True

    def _go_up(self) -> None:
        above = self._above or ""
        if above:
            self.browse(next(reversed(self._catalogue.parents(above)), ""), above)

    def _clicked(self, item: QListWidgetItem) -> None:
        """In the tree a click on a code with others under it opens it."""
        if self._above is None or not self.takes(Qt.Key.Key_Return):
            super()._clicked(item)

    def _mark(self, code: str) -> str:
        return "　（已在表中）" if code in self._present else ""

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
