"""The table of units as it is drawn: a chip for how each stands, in words and colour."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.county.units_model import NAME, STANDING, STATE, WORST, UnitsShown, UnitStanding
from ui.kit import style
from ui.kit.qt import Index, item_option
from ui.parts.rows import ABOVE, dress, paint_ground

_WIDTHS = (4, 11, 3, 3, 6, 3, 3, 6, 10)
"""Of the columns, in Chinese characters; the last takes the room that is left."""


class UnitsView(QTableView):
    """The units; Enter and a double click open one."""

    chosen = Signal()
    moved = Signal()
    """Another unit is the current one, or none."""

    def __init__(self, shown: UnitsShown, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("各单位")
        self.setModel(shown)
        dress(self)
        self.setItemDelegateForColumn(STATE, _ChipDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSortingEnabled(True)
        self.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().lineSpacing() + 2 * ABOVE)
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        wide = self.fontMetrics().horizontalAdvance("字")
        for column, width in enumerate(_WIDTHS):
            self.setColumnWidth(column, wide * width + 2 * style.SPACE)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.ResizeToContents)  # A name is never cut.
        header.setSectionResizeMode(WORST, QHeaderView.ResizeMode.Stretch)
        self.doubleClicked.connect(self.chosen)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.chosen.emit()
            return
        super().keyPressEvent(event)


class _ChipDelegate(QStyledItemDelegate):
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        standing = index.data(STANDING)
        assert isinstance(standing, UnitStanding)
        words, token, ground = standing.value
        known = item_option(option)
        paint_ground(painter, known.rect, known.state, is_first=False)
        metrics = known.fontMetrics
        room = QRectF(known.rect).adjusted(style.SPACE / 2, 0, 0, 0)
        height = metrics.height() + style.SPACE / 2
        width = metrics.horizontalAdvance(words) + 2 * style.SPACE
        chip = QRectF(room.left(), room.center().y() - height / 2, width, height)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(style.color(ground))
        # In high contrast the ground of a chip is that of the page: its edge shows it.
        painter.setPen(style.color(token if standing is not UnitStanding.ABSENT else ground))
        painter.drawRoundedRect(chip, height / 2, height / 2)
        painter.setPen(style.color(token))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, words)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        hint = super().sizeHint(option, index)
        return QSize(hint.width() + 2 * style.SPACE, hint.height())
