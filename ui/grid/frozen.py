"""What says what a row is, in sight when a wide table is scrolled sideways: a second view over the grid's left."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView

from ui.grid.delegate import GridDelegate
from ui.grid.head import GridHead
from ui.grid.model import GridModel
from ui.kit.qt import Index

_FROZEN = ("code", "name")


class FrozenColumns(QTableView):
    """Shows the columns that say what a row is while the grid is scrolled away from them; a click goes to the grid."""

    def __init__(self, grid: QTableView, model: GridModel) -> None:
        super().__init__(grid)
        self._grid = grid
        frozen = [n for n, column in enumerate(model.columns) if column.kind in _FROZEN]
        self._columns = [0] if model.is_records else frozen
        # A delegate of its own: one shared with the grid would tell both views about every editor.
        self._delegate = GridDelegate(model, self)
        self.setModel(model)
        self.setHorizontalHeader(GridHead(model, self))
        self.setShowGrid(False)
        self.setItemDelegate(self._delegate)
        self.setSelectionModel(grid.selectionModel())
        for column in range(model.columnCount()):
            self.setColumnHidden(column, column not in self._columns)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAutoScroll(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(model.columns[0].path[-1] if model.is_records else "编码和名称")
        self.verticalHeader().hide()
        self.hide()
        model.reshown.connect(self.viewport().update)
        grid.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        grid.horizontalScrollBar().valueChanged.connect(self.follow)
        grid.horizontalHeader().sectionResized.connect(self.follow)
        grid.verticalHeader().sectionResized.connect(self._follow_row)

    def follow(self) -> None:
        """Lie where the grid's own first columns would, if these are out of sight and most of the width is left."""
        grid = self._grid
        width = sum(grid.columnWidth(column) for column in self._columns)
        has_room = 0 < width <= grid.viewport().width() // 2
        self.setVisible(has_room and grid.horizontalScrollBar().value() > 0)
        if self.isHidden():
            return
        for column in self._columns:
            self.setColumnWidth(column, grid.columnWidth(column))
        self.verticalHeader().setDefaultSectionSize(grid.verticalHeader().defaultSectionSize())
        for row in range(self.model().rowCount()):
            self._follow_row(row, 0, grid.rowHeight(row))
        head = grid.horizontalHeader().height()
        self.horizontalHeader().setFixedHeight(head)
        corner = grid.viewport().geometry().topLeft()
        self.setGeometry(corner.x(), corner.y() - head, width, head + grid.viewport().height())
        self.verticalScrollBar().setValue(grid.verticalScrollBar().value())

    def uncover(self, index: Index) -> None:
        """Scroll the grid so that the cell does not lie below these columns."""
        bar = self._grid.horizontalScrollBar()
        if index.column() in self._columns:
            bar.setValue(0)
        elif self.isVisible():
            bar.setValue(bar.value() - max(self.width() - self._grid.visualRect(index).left(), 0))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The grid goes to the cell and shows it itself."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self._grid.setFocus()
            self._grid.setCurrentIndex(index)

    def _follow_row(self, row: int, _old: int, height: int) -> None:
        if self.rowHeight(row) != height:
            self.setRowHeight(row, height)
