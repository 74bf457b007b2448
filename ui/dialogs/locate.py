"""定位: type a table, a section, a code or a name and go there."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QListWidget, QVBoxLayout, QWidget

from forms.document.document import Document
from forms.form.catalogue import fold_name
from forms.form.model import Table
from models.records import Address
from ui.kit import style, words
from ui.kit.plain import Label
from ui.kit.steps import steps
from ui.parts.rows import dress

_SHOWN = 50

Place = tuple[str, Address | None]
"""A table and a cell in it; None for the table as a whole, and for a section."""


def places(document: Document, text: str) -> Iterator[tuple[str, Place]]:
    """The steps, then the rows that fit what was typed, each with its words; blank text gives all steps."""
    wanted = [fold_name(word).lower() for word in text.split()]
    rows: list[tuple[str, Place]] = []
    roles = document.edition.roles
    for step in steps(document):
        name = step.id
        table = document.edition.tables.get(name)
        heading = fold_name(f"{table.ordinal}{table.id}{table.title}" if table else f"{step.title}{step.name}").lower()
        if all(word in heading for word in wanted):
            yield step.name, (name, None)
        rest = [word for word in wanted if word not in heading]
        if table is not None and rest:
            rows += _rows(document, table, step.name, rest)
        if table is not None and name == roles.projects and roles.indicators and rest:
            rows += _rows(document, document.edition.tables[roles.indicators], step.name, rest)
    yield from rows


def _rows(document: Document, table: Table, name: str, wanted: list[str]) -> Iterator[tuple[str, Place]]:
    """The rows of a table that hold all of the words."""
    for line in document.lines(table.id):
        cells = [document.text(Address(table.id, line.key, column)) for column in table.written]
        row = fold_name("".join((line.code, line.label, *cells))).lower()
        if all(word in row for word in wanted):
            place = Address(table.id, line.key, words.first_typed(table, line.side))
            first = next(filter(None, cells), "") if table.layout == "records" else ""
            yield f"{name}　{words.row_words(document, table, line)} {first}".strip(), (table.id, place)


class LocateDialog(QDialog):
    """Asks where to go; `place` holds the answer after 确定."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.place: Place | None = None
        self.setWindowTitle("定位")
        self.text = QLineEdit()
        self.text.setPlaceholderText("例如：表六、30201、办公费、表二 行政运行、三公")
        self.text.setAccessibleName("要找的表、情况说明的标题、科目编码或名称")
        self.text.textChanged.connect(self._search)
        self.text.installEventFilter(self)
        self.list = QListWidget()
        dress(self.list)
        self.list.setAccessibleName("找到的位置")
        self.list.itemActivated.connect(self.accept)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        hint = Label("输入表名、情况说明的标题、科目编码或名称，按回车键前往：")
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
