"""定位: type a table, a code or a name and go there."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QListWidget, QVBoxLayout, QWidget

from forms.catalogue import fold
from forms.document import Document
from models.records import Address
from ui import style, words

_SHOWN = 50

Place = tuple[str, Address | None]
"""A table, and a cell in it; None for the table as a whole."""


def places(document: Document, text: str) -> Iterator[tuple[str, Place]]:
    """The tables and rows that fit what was typed, each with its words; blank text gives all tables."""
    wanted = [fold(word).lower() for word in text.split()]
    for name, table in document.edition.tables.items():
        title = f"{table.ordinal}　{words.table_name(table, document.head.kind)}"
        heading = fold(f"{table.ordinal}{table.id}{table.title}").lower()
        if all(word in heading for word in wanted):
            yield title, (name, None)
        for line in document.lines(name) if wanted else ():
            row = fold(f"{line.code}{line.label}").lower()
            rest = [word for word in wanted if word not in heading]
            if rest and all(word in row for word in rest):
                column = table.money_ids[line.side][0]
                yield f"{title}　{f'{line.code} {line.label}'.strip()}", (name, Address(name, line.key, column))


class LocateDialog(QDialog):
    """Asks where to go; `place` holds the answer after 确定."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.place: Place | None = None
        self.setWindowTitle("定位")
        self.text = QLineEdit()
        self.text.setPlaceholderText("例如：表六、30201、办公费、表二 行政运行")
        self.text.setAccessibleName("要找的表、科目编码或名称")
        self.text.textChanged.connect(self._search)
        self.text.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName("找到的位置")
        self.list.itemActivated.connect(self.accept)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        hint = QLabel("输入表名、科目编码或名称，按回车键前往：")
        layout = QVBoxLayout(self)
        layout.setSpacing(style.SPACE)
        for widget in (hint, self.text, self.list, buttons):
            layout.addWidget(widget)
        self.resize(520, 420)
        self._search("")

    def accept(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.place = item.data(Qt.ItemDataRole.UserRole)
            super().accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrow keys walk the list while one types."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            by = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if by is not None and self.list.count():
                self.list.setCurrentRow((self.list.currentRow() + by) % self.list.count())
                return True
        return super().eventFilter(watched, event)

    def _search(self, text: str) -> None:
        self.list.clear()
        for name, place in places(self._document, text):
            if self.list.count() == _SHOWN:
                break
            self.list.addItem(name)
            self.list.item(self.list.count() - 1).setData(Qt.ItemDataRole.UserRole, place)
        self.list.setCurrentRow(0)
