"""The head of the rows: 序号, the mark of the worst finding of the row before it, the current row in colour."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractButton, QHeaderView, QTableView, QWidget

from ui.grid.model import GridModel
from ui.kit import style
from ui.parts.marks import paint_level, side

_DIGITS = "000"
_AROUND = 4
"""At the sides of what stands in the head, in pixels."""
_CORNER = "行"


class RowHead(QHeaderView):
    """Drawn from the tokens; the corner over it says what it numbers."""

    def __init__(self, model: GridModel, view: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, view)
        self._model = model
        self.setSectionsClickable(True)
        self.setHighlightSections(True)
        for child in view.children():
            if isinstance(child, QAbstractButton):
                child.installEventFilter(self)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._type())
        return QSize(metrics.horizontalAdvance(_DIGITS) + side(metrics) + 3 * _AROUND, metrics.height())

    def paintSection(self, painter: QPainter, rect: QRect, row: int) -> None:
        """The number at the right, the mark at the left, as a hairline parts the rows."""
        palette = self.palette()
        current = self.selectionModel().currentIndex().row() if self.selectionModel() is not None else -1
        is_current = row == current
        painter.save()
        painter.fillRect(rect, style.color(style.hot_ground() if is_current else "ground", palette))
        painter.setFont(self._type())
        metrics = painter.fontMetrics()
        if level := self._model.level_of_row(row):
            square = side(metrics)
            top = rect.top() + (rect.height() - square) / 2
            paint_level(painter, QRectF(rect.left() + _AROUND, top, square, square), level, palette)
        painter.setPen(style.color(style.hot_text() if is_current else "text3", palette))
        number = "＊" if self._model.is_blank_row(row) else str(row + 1)
        room = rect.adjusted(_AROUND, 0, -2 * _AROUND, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, number)
        _edge(painter, rect, self)
        if self._model.ends_class(row):
            painter.setPen(style.color("line2", palette))
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Draw the corner."""
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
            painter = QPainter(watched)
            rect = watched.rect()
            painter.fillRect(rect, style.color("ground", self.palette()))
            painter.setFont(self._type())
            painter.setPen(style.color("text2", self.palette()))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, _CORNER)
            _edge(painter, rect, self)
            return True
        return super().eventFilter(watched, event)

    def _type(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * style.SMALL)
        return font


def _edge(painter: QPainter, rect: QRect, widget: QWidget) -> None:
    """The lines at the right and below."""
    painter.setPen(style.color("line", widget.palette()))
    painter.drawLine(rect.topRight(), rect.bottomRight())
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())
