"""A list with columns whose rows are ticked, one by one or all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from ui.kit import style
from ui.kit.plain import tip
from ui.parts.rows import dress

_KEY = Qt.ItemDataRole.UserRole
_WIDEST = 18
"""So many Chinese characters at most are shown of a column that does not take the room left over."""


class TickList(QTreeWidget):
    """Rows of texts with a tick in front; `ticks_changed` when any of them changes."""

    ticks_changed = Signal()

    def __init__(self, name: str, heads: Sequence[str], parent: QWidget | None = None, *, wide: int = 0) -> None:
        """`name` is what a screen reader says; `wide` is the column that takes the room left over."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setHeaderLabels(list(heads))
        self.setRootIsDecorated(False)
        self.setAllColumnsShowFocus(True)
        self.setUniformRowHeights(True)
        dress(self)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
        self._wide = wide
        self.itemChanged.connect(lambda *_: self.ticks_changed.emit())

    def show_rows(self, rows: Sequence[tuple[Sequence[str], Any, bool]]) -> None:
        """Show these rows: their texts, what each stands for, whether it is ticked."""
        self.blockSignals(True)
        self.clear()
        for texts, key, ticked in rows:
            item = QTreeWidgetItem(list(texts))
            item.setData(0, _KEY, key)
            item.setCheckState(0, Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            for column, text in enumerate(texts):
                item.setToolTip(column, tip(text))
            self.addTopLevelItem(item)
        self.blockSignals(False)
        for column in range(self.columnCount()):
            if column != self._wide:
                self.resizeColumnToContents(column)
                self.setColumnWidth(column, min(self.columnWidth(column), style.wide(_WIDEST)))
        self.ticks_changed.emit()

    def ticked(self) -> list[Any]:
        """What the ticked rows stand for, from top to bottom."""
        return [item.data(0, _KEY) for item in self._items() if item.checkState(0) == Qt.CheckState.Checked]

    def current(self) -> Any:
        """What the current row stands for; None without one."""
        item = self.currentItem()
        return item.data(0, _KEY) if item is not None else None

    def tick_all(self, on: bool) -> None:
        """Tick every row, or none."""
        for item in self._items():
            item.setCheckState(0, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def _items(self) -> list[QTreeWidgetItem]:
        found = (self.topLevelItem(number) for number in range(self.topLevelItemCount()))
        return [item for item in found if item is not None]
