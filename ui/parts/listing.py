"""A plain list with columns: rows of texts to look through, filter and choose from; nothing in it can be edited."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QBrush, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QWidget

from ui.kit import style
from ui.kit.plain import tip
from ui.kit.qt import Index
from ui.parts.rows import ABOVE, dress

_WIDEST = 18
"""So many Chinese characters are usually shown of a column that does not take the room left over."""
_MEASURED = 100
"""So many rows tell how wide a column has to be; thousands would be measured for as long as one waits."""
_NOWHERE = QModelIndex()
_FIGURE = re.compile(r"[-+−]?[\d,.]*%?|—")
_NAMES = frozenset({"编码", "年度"})
"""The heads of what is written in digits and counts nothing; it stands to the left as words do."""


@dataclass(frozen=True, slots=True)
class ListingRow:
    """One line: its texts, what it stands for, and the level whose colour the word that tells it wears, if any."""

    texts: tuple[str, ...]
    key: Any = None
    level: str = ""


class _Rows(QAbstractTableModel):
    def __init__(self, heads: Sequence[str], told: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._heads = tuple(heads)
        self._told = told
        self._rows: tuple[ListingRow, ...] = ()
        self._right: set[int] = set()
        """The columns of figures, which stand to the right, and words among them too."""
        self.blank: set[int] = set()
        """The columns in which no row has a word, if there are rows."""

    def show_rows(self, rows: Sequence[ListingRow]) -> None:
        self.beginResetModel()
        self._rows = tuple(rows)
        columns = tuple(enumerate(zip(*(row.texts for row in rows), strict=True)))
        self._right = {n for n, texts in columns if self._heads[n] not in _NAMES and _holds_figures(texts)}
        self.blank = {n for n, texts in columns if not any(texts)}
        self.endResetModel()

    def row(self, number: int) -> ListingRow:
        return self._rows[number]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.texts[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(row.texts[index.column()])
        if role == Qt.ItemDataRole.ForegroundRole and row.level and index.column() == self._told:
            return QBrush(style.level_color(row.level))
        return self._side(index.column()) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        return self._side(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def _side(self, column: int) -> Qt.AlignmentFlag | None:
        return (Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter) if column in self._right else None


def _holds_figures(texts: Sequence[str]) -> bool:
    """Whether most of what stands in a column are figures."""
    written = [bool(_FIGURE.fullmatch(text)) for text in texts if text]
    return 2 * sum(written) > len(written)


class Listing(QTreeView):
    """The view of such a list. Enter and a double click choose a row. A column without a word takes no room."""

    chosen = Signal(object)
    """The key of the row that was chosen."""

    def __init__(
        self,
        name: str,
        heads: Sequence[str],
        parent: QWidget | None = None,
        *,
        wide: int = -1,
        widest: int = _WIDEST,
        told: int = 0,
    ) -> None:
        """`name` is what a screen reader says; `wide` is the column that takes the room left over.

        Of any other column `widest` Chinese characters are shown, more where the wide one leaves room. `told` is the
        column that tells the level of a row.
        """
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setRootIsDecorated(False)
        self.setAllColumnsShowFocus(True)
        self.setUniformRowHeights(True)
        dress(self)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._rows = _Rows(heads, told, self)
        self._filter = QSortFilterProxyModel(self)
        self._filter.setSourceModel(self._rows)
        self._filter.setFilterKeyColumn(-1)
        self._filter.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setModel(self._filter)
        header = self.header()
        header.setStretchLastSection(wide < 0)
        header.setSectionsMovable(False)
        header.setResizeContentsPrecision(_MEASURED)
        if wide >= 0:
            header.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
        self._wide = wide
        self._widest = widest
        self._wanted: dict[int, int] = {}
        """The width at which each column that is shown, but for the wide one, is whole."""
        self._put_away: set[int] = set()
        """The columns without a word."""
        self._lines = 0
        self.nothing = ""
        """What is said in the place of the rows while there are none: why, and what to do."""
        self.doubleClicked.connect(self._choose)

    def show_rows(self, rows: Sequence[ListingRow]) -> None:
        """Show these rows in the place of those there were; the first becomes the current one."""
        self._rows.show_rows(rows)
        self._fit_columns()
        if rows:
            self.setCurrentIndex(self._filter.index(0, 0))

    def _fit_columns(self) -> None:
        blank = self._rows.blank - {self._wide}
        for column in blank ^ self._put_away:
            self.setColumnHidden(column, column in blank)
        self._put_away = blank
        self._wanted.clear()
        for column in range(self._rows.columnCount()):
            if column != self._wide and not self.isColumnHidden(column):
                self.resizeColumnToContents(column)
                self._wanted[column] = self.columnWidth(column)
        self._share_room()

    def _share_room(self) -> None:
        """Cut the columns that are too wide, but not where the wide one does not need the room."""
        widest, spare = self.fontMetrics().horizontalAdvance("字") * self._widest, 0
        if self._wide >= 0 and any(wanted > widest for wanted in self._wanted.values()):
            wide = max(self.sizeHintForColumn(self._wide), self.header().sectionSizeHint(self._wide))
            taken = wide + sum(min(wanted, widest) for wanted in self._wanted.values())
            spare = max(self.viewport().width() - taken, 0)
        for column, wanted in self._wanted.items():
            width = min(wanted, widest + spare)
            spare -= max(width - widest, 0)
            self.setColumnWidth(column, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.nothing and not self.count():
            room = self.viewport().rect().adjusted(*(2 * style.SPACE * side for side in (1, 1, -1, -1)))
            painter = QPainter(self.viewport())
            painter.setPen(style.color("text3", self.palette()))
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self.nothing)

    def showEvent(self, event: QShowEvent) -> None:
        """Before it is shown, the heads have no type yet."""
        super().showEvent(event)
        self._fit_columns()
        self._fit_height()

    def changeEvent(self, event: QEvent) -> None:
        """As many rows are seen in another type size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_height()

    def _fit_height(self) -> None:
        if self._lines:
            row = max(self.sizeHintForRow(0), self.fontMetrics().height() + 2 * ABOVE)
            self.setFixedHeight(self.header().sizeHint().height() + self._lines * row + 2 * self.frameWidth())

    def search(self, text: str) -> None:
        """Leave only the rows that hold this text in any column."""
        self._filter.setFilterFixedString(text.strip())

    def count(self) -> int:
        """How many rows are shown."""
        return self._filter.rowCount()

    def texts(self) -> tuple[tuple[str, ...], ...]:
        """The rows that are shown."""
        return tuple(self._at(self._filter.index(number, 0)).texts for number in range(self.count()))

    def go(self, number: int) -> None:
        """Make the row of that number among those shown the current one."""
        self.setCurrentIndex(self._filter.index(number, 0))

    def set_lines(self, lines: int) -> None:
        """Be so high that so many rows are seen, in whatever type."""
        self._lines = lines
        self._fit_height()

    def walk(self, by: int) -> None:
        """Make another row the current one, round the list."""
        if self.count():
            row = (self.currentIndex().row() + by) % self.count()
            self.setCurrentIndex(self._filter.index(row, 0))

    def current(self) -> Any:
        """The key of the current row, or None."""
        index = self.currentIndex()
        return self._at(index).key if index.isValid() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._choose(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _at(self, index: QModelIndex) -> ListingRow:
        return self._rows.row(self._filter.mapToSource(index).row())

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(self._at(index).key)
