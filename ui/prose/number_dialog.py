"""插入表中的数: find a cell by the words of its table and row or by what stands in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from forms.document.document import Document
from forms.form.catalogue import fold_name
from models.money import show
from models.records import Address
from ui.kit import style, words
from ui.kit.plain import Label
from ui.parts.listing import Listing, ListingRow

_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Number:
    """A cell that can be bound: its place in words, what stands in it, and what it can be found by."""

    address: Address
    place: str
    value: str
    sought: str


def numbers(document: Document) -> Iterator[Number]:
    """Every cell with an amount, and the texts that are kept for the sentences."""
    for table in document.edition.tables.values():
        title = fold_name(f"{table.id}{table.title}").lower()
        columns = [*dict.fromkeys(c for ids in table.money_ids.values() for c in ids)]
        columns += table.written if table.part == "facts" else ()
        for line in document.lines(table.id):
            for column in columns:
                address = Address(table.id, line.key, column)
                fen = document.value(address)
                value = document.text(address) if fen is None else show(fen)
                if value:
                    place = words.place(document, address)
                    yield Number(address, place, value, f"{fold_name(place).lower()}{title}")


class NumberDialog(QDialog):
    """Asks for a cell; `address` holds the answer after 插入."""

    def __init__(self, document: Document, parent: QWidget | None = None, *, sought: str = "") -> None:
        """`sought` is looked for at once, as a number that stands in the text already."""
        super().__init__(parent)
        self._numbers = tuple(numbers(document))
        self.address: Address | None = None
        self.setWindowTitle("插入表中的数")
        self.text = QLineEdit()
        self.text.setPlaceholderText("例如：表六 办公费、三公、2305.27；几个词用空格隔开")
        self.text.setAccessibleName("表名、行、列的字或者数")
        self.text.textChanged.connect(self._search)
        self.text.installEventFilter(self)
        self.list = Listing("找到的数", ("位置", "数（万元）"), wide=0)
        self.list.chosen.connect(self.accept)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.take = buttons.addButton("插入(&I)", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(style.SPACE)
        layout.addWidget(Label("插入的数跟着表走，表里改了，文字里也跟着改。找哪一格(&F)：", self.text))
        layout.addWidget(self.text)
        layout.addWidget(self.list, 1)
        layout.addWidget(buttons)
        # Only now does the button belong to the dialog.
        self.take.setDefault(True)
        self.resize(600, 460)
        self.text.setText(sought)
        self._search(sought)

    def accept(self) -> None:
        self.address = self.list.current()
        if self.address is not None:
            super().accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrow keys walk the list while one types."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            by = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if by is not None:
                self.list.walk(by)
                return True
        return super().eventFilter(watched, event)

    def _search(self, text: str) -> None:
        wanted = [fold_name(word).lower() for word in text.split()]
        found = [n for n in self._numbers if all(word in n.sought or n.value.startswith(word) for word in wanted)]
        found.sort(key=lambda n: n.value not in wanted)
        self.list.show_rows([ListingRow((n.place, n.value), n.address) for n in found[:_SHOWN]])
        self.take.setEnabled(bool(found))
