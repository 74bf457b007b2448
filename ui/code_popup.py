"""The list under a cell in which a code is typed: the codes that fit, each with its full path."""

from __future__ import annotations

from collections.abc import Container

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QWidget

from forms.catalogue import Catalogue, fold

_SHOWN = 10
_OFFERED = 200
"""A common name such as 行政运行 stands under many codes; all of them can be scrolled to."""
_CODE = Qt.ItemDataRole.UserRole


class CodePopup(QListWidget):
    """Codes for what was typed so far. It never takes the focus; the editor it serves passes its keys on.

    `used` are the codes to offer first, `present` those the table holds already.
    """

    picked = Signal(str)
    """A code was clicked."""

    def __init__(self, editor: QWidget, catalogue: Catalogue, used: frozenset[str], present: Container[str]) -> None:
        super().__init__(editor.window())
        self._editor = editor
        self._catalogue = catalogue
        self._used = used
        self._present = present
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.Box)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setAccessibleName("可选的科目")
        self.itemClicked.connect(lambda item: self.picked.emit(item.data(_CODE)))
        self.hide()

    def offer(self, typed: str) -> None:
        """Show the codes that fit; nothing is selected beforehand but a code typed in full."""
        self.clear()
        for code in self._catalogue.search(typed, self._used, _OFFERED) if typed.strip() else ():
            mark = "　（已在表中）" if code.code in self._present else ""
            item = QListWidgetItem(f"{code.code}　{self._catalogue.path(code.code)}{mark}", self)
            item.setData(_CODE, code.code)
        if self.count() and self.item(0).data(_CODE) == typed.strip():
            self.setCurrentRow(0)
        self.setVisible(self.count() > 0)
        if self.count():
            self._place()

    def codes(self) -> list[str]:
        """The codes on offer, best first."""
        return [self.item(row).data(_CODE) for row in range(self.count())]

    def named(self, name: str) -> list[str]:
        """The codes on offer that are called exactly so."""
        return [code for code in self.codes() if fold(self._catalogue.name(code) or "") == fold(name)]

    def chosen(self) -> str:
        """The selected code; blank when none is."""
        item = self.currentItem()
        return item.data(_CODE) if item else ""

    def step(self, rows: int) -> None:
        """Move the selection by so many rows."""
        row = max(self.currentRow() + rows, 0)
        self.setCurrentRow(min(row, self.count() - 1))

    def _place(self) -> None:
        """Under the editor, or above it where the window ends."""
        window = self.parentWidget()
        width = min(self.sizeHintForColumn(0) + 40, window.width() - 16)
        height = self.sizeHintForRow(0) * min(self.count(), _SHOWN) + 2 * self.frameWidth() + 2
        corner = self._editor.mapTo(window, QPoint(0, self._editor.height()))
        if corner.y() + height > window.height():
            corner.setY(max(corner.y() - self._editor.height() - height, 0))
        corner.setX(max(min(corner.x(), window.width() - width - 8), 0))
        self.setGeometry(corner.x(), corner.y(), width, height)
        self.raise_()
