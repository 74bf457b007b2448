"""The rows of X5I that belong to one project, for the small grid under its form."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from forms.document.lines import Line
from forms.document.pairing import paired_rows
from forms.document.projects import OWNER, indicators_of
from forms.edit import goal_tables, records
from models.records import Address, CellChange, CellEntry, Change
from ui.grid.model import GridModel
from ui.kit.session import Session

_FIRST, _SECOND = "level1", "level2"


class IndicatorModel(GridModel):
    """A `GridModel` of the indicators of the project of that key; without a project it is empty and does not grow."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        self.project = ""
        super().__init__(session, session.document.edition.roles.indicators, parent)
        self.columns = tuple(column for column in self.columns if column.id != OWNER)
        self._hint = "输入新的指标"
        self._levels = goal_tables.indicator_levels(self.document.edition)
        self._blanks = 0

    def show_project(self, key: str) -> None:
        """Show the indicators of another project; blank shows none."""
        self.beginResetModel()
        self.project = key
        self._blanks = int(bool(key))
        self.set_rows(paired_rows(self.table, self.lines()))
        self.endResetModel()

    def lines(self) -> tuple[Line, ...]:
        """The indicators of the project."""
        return indicators_of(self.document, self.project) if self.project else ()

    def choices(self, row: int, column: int) -> tuple[str, ...]:
        """The 一级指标 of the edition, and the 二级指标 under the one that stands in the row."""
        name = self.columns[column].id
        if name == _FIRST:
            return tuple(self._levels)
        if name != _SECOND:
            return ()
        line = self.line(row, column) or next(reversed(self.lines()), None)
        first = self.document.text(Address(self.table.id, line.key, _FIRST)) if line else ""
        return self._levels.get(first) or tuple(second for names in self._levels.values() for second in names)

    def block_changes(self, top: int, left: int, block: Sequence[Sequence[str]]) -> tuple[Change, ...]:
        """What a block of texts changes; new indicators belong to the project."""
        columns = [column.id for column in self.columns[left:]]
        return goal_tables.paste_indicators(self.document, self.project, top, columns, [list(texts) for texts in block])

    def insert_changes(self, before: str) -> tuple[Change, ...]:
        """What puts an indicator above another one, in the same 一级指标."""
        rows = super().insert_changes(before)
        (key,) = records.new_keys(rows)
        first = self.document.text(Address(self.table.id, before, _FIRST))
        cells = {OWNER: self.project, _FIRST: first}
        entered = (
            CellChange(Address(self.table.id, key, column), None, CellEntry(text=text))
            for column, text in cells.items()
            if text
        )
        return (*rows, *entered)
