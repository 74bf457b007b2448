"""The head of a grid as it is printed: captions over several columns reach over them, each level in its own row."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QTableView

from forms.write.page.layout import HeadCell, head
from ui.grid.model import GridModel
from ui.grid.words import caption
from ui.kit import style

_AROUND = 4
"""Above and below the text of a caption, and at its sides, in pixels."""


class GridHead(QHeaderView):
    """The captions over the columns of a model; columns that the view hides are left out of what reaches over them."""

    def __init__(self, model: GridModel, view: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._cells = head(model.columns)
        self._model = model
        self._levels = max(cell.row + cell.rows for cell in self._cells)
        self.setSectionsClickable(True)
        self.setHighlightSections(True)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sectionResized.connect(self._after_resize)

    def least_width(self, column: int) -> int:
        """The width in which the own caption of a column is whole."""
        metrics = QFontMetrics(self._type(bold=True))
        text = caption(self._model.columns[column])
        return max(map(metrics.horizontalAdvance, text.split("\n"))) + 2 * _AROUND

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), sum(self._heights()))

    def paintSection(self, painter: QPainter, rect: QRect, column: int) -> None:
        """The part of every caption over this column that lies in its section."""
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, style.color("ground", self.palette()))
        heights = self._heights()
        current = self._current()
        for cell in self._cells:
            if cell.column <= column < cell.column + cell.columns:
                is_hot = current == column and cell.columns == 1
                self._draw(painter, self._band(cell, rect, heights), self._text(cell), is_hot=is_hot)
        painter.restore()

    def _draw(self, painter: QPainter, band: QRect, text: str, *, is_hot: bool) -> None:
        palette = self.palette()
        if is_hot:
            painter.fillRect(band, style.color(style.hot_ground(), palette))
        painter.setFont(self._type(bold=is_hot))
        painter.setPen(style.color(style.hot_text() if is_hot else "text2", palette))
        inside = band.adjusted(_AROUND, 0, -_AROUND, 0)
        painter.drawText(inside, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWrapAnywhere, text)
        painter.setPen(style.color("line2", palette))
        painter.drawLine(band.topRight(), band.bottomRight())
        painter.drawLine(band.bottomLeft(), band.bottomRight())

    def _band(self, cell: HeadCell, section: QRect, heights: list[int]) -> QRect:
        """The whole place of a caption, of which the section may show a part."""
        shown = [c for c in range(cell.column, cell.column + cell.columns) if not self.isSectionHidden(c)]
        left = self.sectionViewportPosition(shown[0])
        right = self.sectionViewportPosition(shown[-1]) + self.sectionSize(shown[-1])
        top = section.top() + sum(heights[: cell.row])
        return QRect(left, top, right - left, sum(heights[cell.row : cell.row + cell.rows]))

    def _heights(self) -> list[int]:
        """The height of each level: what its captions need, the lowest what those need that reach down to it."""
        metrics = QFontMetrics(self._type(bold=True))
        heights = [0] * self._levels
        for cell in sorted(self._cells, key=lambda cell: cell.rows):
            width = self._width(cell)
            if width <= 0:
                continue
            lines = sum(max(ceil(metrics.horizontalAdvance(line) / width), 1) for line in self._text(cell).split("\n"))
            bottom = cell.row + cell.rows - 1
            need = lines * metrics.lineSpacing() + 2 * _AROUND - sum(heights[cell.row : bottom])
            heights[bottom] = max(heights[bottom], need)
        return heights

    def _width(self, cell: HeadCell) -> int:
        """The room for the text of a caption; nothing where all its columns are hidden."""
        return sum(self.sectionSize(c) for c in range(cell.column, cell.column + cell.columns)) - 2 * _AROUND

    def _text(self, cell: HeadCell) -> str:
        """A caption of one column with its line breaks, one that reaches over several without."""
        is_own = cell.columns == 1 and cell.row + cell.rows == self._levels
        return caption(self._model.columns[cell.column]) if is_own else cell.text

    def _type(self, *, bold: bool) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * style.SMALL)
        font.setBold(bold)
        return font

    def _current(self) -> int:
        selection = self.selectionModel()
        index = selection.currentIndex() if selection is not None else QModelIndex()
        return index.column()

    def _after_resize(self) -> None:
        """A caption over several columns is drawn in all of them."""
        self.viewport().update()
