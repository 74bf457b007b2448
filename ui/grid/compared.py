"""Last year in a grid (上年对照): quiet columns beside this year's amounts, there to be read and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QModelIndex, Qt

from forms.document.document import Document
from forms.form.model import Column, Table
from forms.years.last_year import COMPARISON, is_compared, year_on_year
from models.money import Fen, show
from models.records import Address
from ui.grid.look import Beside, Look
from ui.grid.model import GridModel
from ui.kit.qt import Index

_MOST = 3
"""A side with more amounts than this has last year's beside the first only, its total."""
_CHANGE = "change"
"""The column of the comparison table with the difference."""
_BEFORE = "before"
_HEADS = {_BEFORE: "上年数", "change": "增减", "percent": "%"}


class ComparedModel(GridModel):
    """A `GridModel` that can show last year's amounts. Their columns come behind all others and cannot be gone to; the
    view lays each beside its own."""

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """The columns of the table, and those of last year."""
        return 0 if parent.isValid() else len(self.columns) + len(self.beside)

    def set_compared(self, shown: bool) -> None:
        """Show last year's amounts or put them away."""
        wanted = tuple(_beside(self.table, self.columns)) if shown else ()
        first, last = len(self.columns), self.columnCount() - 1
        if self.beside and not wanted:
            self.beginRemoveColumns(QModelIndex(), first, last)
            self.beside = ()
            self.endRemoveColumns()
        elif wanted and not self.beside:
            self.beginInsertColumns(QModelIndex(), first, last + len(wanted))
            self.beside = wanted
            self.endInsertColumns()

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Last year's cells can be neither gone to nor selected."""
        return Qt.ItemFlag.NoItemFlags if self._is_beside(index.column()) else super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Of last year's cells the text; a cell of this year's is spoken with last year's."""
        row, column = index.row(), index.column()
        if not self._is_beside(column):
            said = super().data(index, role)
            if role == Qt.ItemDataRole.AccessibleTextRole and self.beside:
                return "，".join(filter(None, (said, in_words(self.document, self.address(row, column), self.unit))))
            return said
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.shown(row, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Over last year's columns what they show."""
        if orientation == Qt.Orientation.Vertical or not self._is_beside(section):
            return super().headerData(section, orientation, role)
        return _HEADS[self.beside[section - len(self.columns)].what] if role == Qt.ItemDataRole.DisplayRole else None

    def shown(self, row: int, column: int) -> str:
        """What stands in the cell."""
        if not self._is_beside(column):
            return super().shown(row, column)
        own, what = self.beside[column - len(self.columns)]
        address = self.address(row, own)
        if address is None:
            return ""
        compared = year_on_year(self.document, address)
        if what == "percent":
            return compared.percent
        return show(compared.before if what == _BEFORE else compared.change or None, self.unit)

    def look(self, row: int, column: int) -> Look:
        """How the cell is drawn."""
        if not self._is_beside(column):
            return super().look(row, column)
        own = super().look(row, self.beside[column - len(self.columns)].of)
        return Look("money", quiet=True, outside=own.outside, total=own.total)

    def _is_beside(self, column: int) -> bool:
        return column >= len(self.columns)


def in_words(document: Document, address: Address | None, unit: str) -> str:
    """A cell against last year: 上年 301.10，减少 8.45（-2.81%）; blank for one without an amount in both years."""
    table = document.edition.tables[address.table] if address else None
    if address is None or table is None or document.previous is None or not is_compared(table):
        return ""
    line = document.line(*address[:2])
    if line is None or address.column not in table.money_ids[line.side]:
        return ""
    compared = year_on_year(document, address)
    if compared.change is None:
        return "上年无" if compared.now else ""
    rate = f"（{compared.percent}）" if compared.percent else ""
    return f"上年 {show(compared.before, unit)}，{_movement(compared.change, unit)}{rate}"


def _movement(change: Fen, unit: str) -> str:
    return f"{'增加' if change > 0 else '减少'} {show(abs(change), unit)}" if change else "持平"


def _beside(table: Table, columns: tuple[Column, ...]) -> Iterator[Beside]:
    """Last year's columns: everything beside the total; beside the other amounts of a narrow table last year's amount.

    So a narrow table still fits a small screen, and what is left out is told of the current cell. The comparison table
    has both years already and gets the per cent only.
    """
    if not is_compared(table):
        return
    for number, column in enumerate(columns):
        total, *others = table.money_ids[column.side] or ("",)
        if table.id == COMPARISON:
            if column.id == _CHANGE:
                yield Beside(number, "percent")
        elif column.id == total:
            yield from (Beside(number, what) for what in _HEADS)
        elif column.id in others and len(others) < _MOST:
            yield Beside(number, _BEFORE)
