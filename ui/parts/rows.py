"""How the rows of plain lists look: room around the words, a hairline between, the current one tinted with a bar."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QTreeView,
)

from ui.kit import style
from ui.kit.qt import Index, item_option

ABOVE, BESIDE = 6, style.SPACE - 2
"""The room above and below the words of a row, and at both their ends beyond what Qt leaves there, in pixels."""
_BAR = 3
_TICK = ((0.25, 0.52), (0.43, 0.7), (0.76, 0.3))
"""The corners of a tick in its box."""
_WITHOUT = QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_HasFocus


class RowDelegate(QStyledItemDelegate):
    """Draws the ground of a row itself; what stands in it is drawn as Qt does."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        inner = QStyleOptionViewItem(option)
        # Words that are broken have this room less.
        item_option(inner).rect = item_option(option).rect.adjusted(BESIDE, 0, -BESIDE, 0)
        hint = super().sizeHint(inner, index)
        height = max(hint.height(), item_option(option).fontMetrics.height())
        return QSize(hint.width() + 2 * BESIDE, height + 2 * ABOVE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item = item_option(option)
        paint_ground(painter, item.rect, item.state, is_first=index.column() == 0)
        inner = QStyleOptionViewItem(option)
        within = item_option(inner)
        within.rect = item.rect.adjusted(BESIDE, 0, -BESIDE, -1)
        if not style.theme.is_systems:
            within.state = item.state & ~_WITHOUT
        super().paint(painter, inner, index)
        if index.data(Qt.ItemDataRole.CheckStateRole) is not None and not style.theme.is_systems:
            self.initStyleOption(inner, index)
            _paint_tick(painter, inner)


def _paint_tick(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """The box of a row that is ticked, over that of Qt, whose edge is not seen on a dark ground."""
    item, part = item_option(option), QStyle.SubElement.SE_ItemViewItemCheckIndicator
    box = item.widget.style().subElementRect(part, option, item.widget)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(style.color("border"), 1))
    painter.setBrush(style.color("surface"))
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
    if item.checkState == Qt.CheckState.Checked:
        side = box.width()
        painter.setPen(QPen(style.color("text"), side / 8))
        painter.drawPolyline([QPointF(box.left() + x * side, box.top() + y * side) for x, y in _TICK])
    painter.restore()


def paint_ground(painter: QPainter, row: QRect, state: QStyle.StateFlag, *, is_first: bool = True) -> None:
    """Paint what lies behind a row, or a cell of it: the line below, the tint of the current row and its bar."""
    if style.theme.is_systems:
        return
    is_current = bool(state & QStyle.StateFlag.State_Selected)
    if is_current or state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(row, style.color("select" if is_current else "hover"))
    painter.fillRect(QRect(row.left(), row.bottom(), row.width(), 1), style.color("line"))
    if is_current and is_first:
        painter.fillRect(QRect(row.left(), row.top(), _BAR, row.height()), style.color("accent"))


def dress(view: QAbstractItemView) -> None:
    """Give a plain list these rows; the heads of its columns get the same room."""
    view.setAlternatingRowColors(False)
    view.setItemDelegate(RowDelegate(view))
    view.setMouseTracking(True)
    if isinstance(view, QTreeView):
        view.setHeader(Heads(view))
    elif isinstance(view, QTableView):
        view.setHorizontalHeader(Heads(view))


class Heads(QHeaderView):
    """The heads of the columns: small, in the second rank, on the ground, with a line below."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        style.scale(self, style.SMALL)
        self.setHighlightSections(False)

    def sectionSizeFromContents(self, section: int) -> QSize:
        words = self.fontMetrics().horizontalAdvance(self._words(section))
        return QSize(words + 2 * (BESIDE + style.SPACE // 2), self.fontMetrics().height() + 2 * ABOVE)

    def paintSection(self, painter: QPainter, place: QRect, section: int) -> None:
        painter.save()
        painter.fillRect(place, style.color("ground"))
        painter.setPen(style.color("text2"))
        beside = BESIDE + style.SPACE // 2
        within = place.adjusted(beside, 0, -beside, 0)
        painter.drawText(within, Qt.AlignmentFlag.AlignVCenter | self._side(section), self._words(section))
        painter.fillRect(QRect(place.left(), place.bottom(), place.width(), 1), style.color("line2"))
        painter.restore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Behind the last head the ground goes on."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), style.color("ground"))
        bottom = self.viewport().rect().bottom()
        painter.fillRect(QRect(0, bottom, self.viewport().width(), 1), style.color("line2"))
        painter.end()
        super().paintEvent(event)

    def _words(self, section: int) -> str:
        told = self.model().headerData(section, self.orientation(), Qt.ItemDataRole.DisplayRole)
        return f"{told or ''}{self._arrow(section)}"

    def _arrow(self, section: int) -> str:
        """The order in which the rows stand, where it is that of this column."""
        if not self.isSortIndicatorShown() or self.sortIndicatorSection() != section:
            return ""
        return " ↑" if self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder else " ↓"

    def _side(self, section: int) -> Qt.AlignmentFlag:
        """The side to which the cells of the column stand."""
        at = self.model().headerData(section, self.orientation(), Qt.ItemDataRole.TextAlignmentRole)
        is_right = at is not None and bool(Qt.AlignmentFlag(at) & Qt.AlignmentFlag.AlignRight)
        return Qt.AlignmentFlag.AlignRight if is_right else Qt.AlignmentFlag.AlignLeft
