"""The rows of a table as a model keeps them: brought to a new state so that views keep their current cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject

from forms.document.lines import Line
from forms.document.pairing import PairedRow


class RowsModel(QAbstractTableModel):
    """Rows, and under them a blank one where the table grows. What the cells hold is said by who derives from it."""

    def __init__(self, rows: Iterable[PairedRow], parent: QObject | None, *, grows: bool, adopts: bool) -> None:
        """`adopts`: what is typed into the blank row stays in that row, and a new blank row comes under it."""
        super().__init__(parent)
        self._rows = list(rows)
        self._row_of = _places(self._rows)
        self._blanks = int(grows)
        self._adopts = adopts

    def lines_at(self, rows: Iterable[int], side: str) -> list[Line]:
        """The lines that stand in these rows on one side of the table."""
        return [line for row in rows if row < len(self._rows) and (line := self._rows[row].get(side)) is not None]

    def ends_class(self, row: int) -> bool:
        """Whether a 类 ends with the row, or the total that stands over them all."""
        below = self._rows[row + 1].values() if row + 1 < len(self._rows) else ()
        return any(line.level == 1 for line in below)

    def set_rows(self, rows: Iterable[PairedRow]) -> None:
        """Other rows altogether, between the beginning and the end of a reset."""
        self._rows = list(rows)
        self._row_of = _places(self._rows)

    def move_rows(self, rows: Sequence[PairedRow]) -> set[str]:
        """Bring the rows to a new state by removing, moving, inserting; returns the keys of new and changed lines."""
        before = _lines(self._rows)
        wanted = {_key(row) for row in rows}
        for number in reversed(range(len(self._rows))):
            if _key(self._rows[number]) not in wanted:
                self.beginRemoveRows(QModelIndex(), number, number)
                del self._rows[number]
                self.endRemoveRows()
        present = {_key(row) for row in self._rows}
        self._reorder([row for row in rows if _key(row) in present])
        stay = len(self._rows)
        if self._adopts and all(_key(row) in present for row in rows[:stay]):
            self._adopt(rows[stay:])
            present = wanted
        for number, row in enumerate(rows):
            if _key(row) not in present:
                self.beginInsertRows(QModelIndex(), number, number)
                self._rows.insert(number, row)
                self.endInsertRows()
        self._row_of = _places(self._rows)
        return {key for key, line in _lines(self._rows).items() if before.get(key) != line}

    def _adopt(self, rows: Sequence[PairedRow]) -> None:
        """Let the blank row become the first of these; an editor that is open in it stays where it is."""
        if rows:
            blank = len(self._rows)
            self.beginInsertRows(QModelIndex(), blank + 1, blank + len(rows))
            self._blanks += len(rows)
            self.endInsertRows()
            self._rows += rows
            self._blanks -= len(rows)

    def _reorder(self, rows: list[PairedRow]) -> None:
        """Put the rows that stay in their new order."""
        places = {_key(row): number for number, row in enumerate(rows)}
        targets = [places[_key(row)] for row in self._rows]
        if targets == sorted(targets):
            self._rows = rows
            return
        self.layoutAboutToBeChanged.emit()
        targets.append(len(rows))  # the blank row stays last
        old = self.persistentIndexList()
        self._rows = rows
        self.changePersistentIndexList(old, [self.index(targets[i.row()], i.column()) for i in old])
        self.layoutChanged.emit()

    def announce(self, rows: Iterable[int], roles: Sequence[int] = ()) -> None:
        """Tell the views which rows to draw anew, neighbours together; with `roles`, that nothing else changed."""
        runs: list[list[int]] = []
        for row in sorted(set(rows)):
            if runs and runs[-1][1] == row - 1:
                runs[-1][1] = row
            else:
                runs.append([row, row])
        for first, last in runs:
            self.dataChanged.emit(self.index(first, 0), self.index(last, self.columnCount() - 1), list(roles))


def _key(row: PairedRow) -> tuple[str, ...]:
    return tuple(line.key for line in row.values())


def _lines(rows: Iterable[PairedRow]) -> dict[str, Line]:
    return {line.key: line for row in rows for line in row.values()}


def _places(rows: Iterable[PairedRow]) -> dict[str, int]:
    return {line.key: number for number, row in enumerate(rows) for line in row.values()}
