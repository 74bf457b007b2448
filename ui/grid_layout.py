"""The widths and heights of a grid, from font metrics: every number is seen whole, names give way first."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QTableView

from ui.grid_delegate import PADDING, GridDelegate, indent
from ui.grid_model import GridModel

_TEXTS = ("name", "label")
_LEAST_NAME = 13
"""A column of names gives way down to so many characters, indented ones included."""
_GOOD_NAME = 20
_GOOD_AMOUNT = 12
"""Where there is room, names get so many characters and amounts so many digits."""


class GridLayout:
    """Keeps the sections of one view: measured for a unit and a type size, widened when longer contents come."""

    def __init__(self, view: QTableView, model: GridModel, delegate: GridDelegate) -> None:
        self._view = view
        self._model = model
        self._delegate = delegate
        self._wanted: list[int] = []
        header = view.verticalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        view.horizontalHeader().setMinimumSectionSize(24)
        model.dataChanged.connect(self._follow)
        self.measure()

    def measure(self) -> None:
        """Measure every column and row, and share out the width."""
        rows = range(self._model.rowCount())
        metrics = self._view.fontMetrics()
        self._wanted = [max(self._head(column), self._widest(rows, column)) for column in self._columns]
        header = self._view.verticalHeader()
        header.setDefaultSectionSize(metrics.height() + 2 * PADDING)
        header.setMinimumWidth(metrics.horizontalAdvance("E 000") + 2 * PADDING)
        self._set_heights(rows)
        self.share_width()

    def share_width(self) -> None:
        """Give every column what it wants. Names give way when that is too much, and take a part of what is left."""
        metrics = self._view.fontMetrics()
        em, digit = metrics.horizontalAdvance("国"), metrics.horizontalAdvance("0")
        names = [c for c in self._columns if self._model.columns[c].kind in _TEXTS]
        amounts = [c for c in self._columns if self._model.columns[c].kind == "money"]
        widths = list(self._wanted)
        spare = self._view.viewport().width() - sum(widths)
        if spare < 0:
            for column in names:
                widths[column] = max(widths[column] + spare // len(names), min(_LEAST_NAME * em, widths[column]))
        for group, good in ((names, _GOOD_NAME * em), (amounts, _GOOD_AMOUNT * digit)):
            for number, column in enumerate(group):
                more = max(min(good - widths[column], spare // (len(group) - number)), 0)
                widths[column] += more
                spare -= more
        changed = [column for column, width in enumerate(widths) if self._view.columnWidth(column) != width]
        for column in changed:
            self._view.setColumnWidth(column, widths[column])
        if changed:
            # Qt would set the range of the scroll bar later; a jump to a cell needs it now.
            self._view.updateGeometries()

    @property
    def _columns(self) -> range:
        return range(self._model.columnCount())

    def _head(self, column: int) -> int:
        """The width of the head when its column is the current one, which is set bold."""
        metrics = _bold(self._view.horizontalHeader().font())
        lines = str(self._model.headerData(column, Qt.Orientation.Horizontal)).split("\n")
        return max(metrics.horizontalAdvance(line) for line in lines) + 2 * PADDING

    def _widest(self, rows: range, column: int) -> int:
        """The width of the widest content, as bold as the total and as far in as the lowest level."""
        bold = _bold(self._view.font())
        looks = (self._model.look(row, column) for row in rows)
        levels = max((look.indent for look in looks), default=0)
        texts = (self._model.text(row, column) for row in rows)
        widest = max((bold.horizontalAdvance(text) for text in texts), default=0)
        return widest + levels * indent(self._view.fontMetrics()) + 2 * PADDING + 2

    def _set_heights(self, rows: range) -> None:
        """Rows in which a file states something else than the arithmetic gives need a second line."""
        header, metrics = self._view.verticalHeader(), self._view.fontMetrics()
        plain = header.defaultSectionSize()
        for row in rows:
            two_lines = False
            for column in self._columns:
                should = self._model.look(row, column).should
                two_lines = two_lines or bool(should)
                if should:
                    width = metrics.horizontalAdvance(should) + 2 * PADDING
                    self._wanted[column] = max(self._wanted[column], width)
            height = plain + (self._delegate.second_line(metrics) if two_lines else 0)
            if header.sectionSize(row) != height:
                header.resizeSection(row, height)

    def _follow(self, first: QModelIndex, last: QModelIndex) -> None:
        """After cells changed: set the heights of their rows, and widen a column for a longer number."""
        rows = range(first.row(), last.row() + 1)
        before = list(self._wanted)
        self._set_heights(rows)
        self._wanted = [max(wanted, self._widest(rows, column)) for column, wanted in enumerate(self._wanted)]
        if before != self._wanted:
            self.share_width()


def _bold(font: QFont) -> QFontMetrics:
    heavy = QFont(font)
    heavy.setBold(True)
    return QFontMetrics(heavy)
