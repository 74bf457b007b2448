"""The units of a county as a table: what each handed in, how it stands, its worst finding; filtered and sorted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from functools import cached_property
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QSortFilterProxyModel, Qt
from PySide6.QtGui import QBrush

from forms.county.county_summary import worst_of
from forms.county.task import Task, TaskOutcome, TaskResult
from models.records import Unit
from ui.kit import style
from ui.kit.plain import tip
from ui.kit.qt import Index

_NOWHERE = QModelIndex()
SORTED = Qt.ItemDataRole.UserRole
"""The role of what a column is sorted by."""
STANDING = Qt.ItemDataRole.UserRole + 1
"""The role of how the unit stands, for the delegate of its chip."""


class UnitStanding(Enum):
    """How a unit stands: the words, the token of their colour and of the ground of the chip."""

    RIGHT = ("没有错误", "ok", "oktint")
    WRONG = ("有错误", "error", "errortint")
    UNREADABLE = ("读不了", "warn", "warntint")
    WAITING = ("还没查", "hint", "hinttint")
    ABSENT = ("没有交", "text2", "surface")

    @property
    def words(self) -> str:
        """As it stands in the chip and on the filter."""
        return self.value[0]


@dataclass(frozen=True, slots=True)
class AbsentUnit:
    """A unit that should have handed in something; year and kind are blank where only a list of units names it."""

    unit: Unit
    year: int | None = None
    kind: str = ""


@dataclass
class UnitRow:
    """One unit: its name among what was handed in, its files, and what was found."""

    name: str
    files: tuple[Path, ...] = ()
    absent: AbsentUnit | None = None
    """A unit which handed in nothing."""
    data: dict[str, Any] = field(default_factory=dict)

    @property
    def standing(self) -> UnitStanding:
        """How it stands."""
        if self.absent is not None:
            return UnitStanding.ABSENT
        if not self.data:
            return UnitStanding.WAITING
        if self.data["result"] != TaskResult.CHECKED:
            return UnitStanding.UNREADABLE
        return UnitStanding.WRONG if self.data["counts"]["E"] else UnitStanding.RIGHT

    @property
    def unit(self) -> tuple[str, str]:
        """Code and name."""
        if self.absent is not None:
            return self.absent.unit.code, self.absent.unit.name
        told = self.data.get("unit")
        return (told["code"], told["name"]) if told else ("", self.name)

    @property
    def kind(self) -> str:
        """部门 or 单位, blank while it is not known."""
        return self.absent.kind if self.absent is not None else str(self.data.get("kind", ""))

    @property
    def year(self) -> int | None:
        """The year of the disclosure, None while it is not known."""
        return self.absent.year if self.absent is not None else self.data.get("year")

    @cached_property
    def modified(self) -> str:
        """When the last of its files was changed, so that it sorts by time; blank where they are gone. Looked up once:
        they may lie on a slow network."""
        try:
            last = max((file.stat().st_mtime for file in self.files), default=None)
        except OSError:
            return ""
        return f"{datetime.fromtimestamp(last):%m-%d %H:%M}" if last is not None else ""

    def count(self, level: str) -> int | None:
        """How many findings of a level; None where nothing was checked."""
        counts = self.data.get("counts")
        return int(counts[level]) if counts else None

    @property
    def change(self) -> str:
        """改好5，新增1: what became of the findings of the last time."""
        before = self.data.get("before")
        if not before:
            return ""
        told = [f"改好{before['mended']}"] if before["mended"] else []
        told += [f"新增{before['new']}"] if before["new"] else []
        return "，".join(told) or "没有变"

    @property
    def worst(self) -> str:
        """The worst finding in one line, or why nothing was checked."""
        if "error" in self.data:
            return str(self.data["error"])
        return "".join(str(one["message"]) for one in worst_of(self.data))

    @property
    def sheet(self) -> Path | None:
        """The 出错说明, if there is one."""
        told = self.data.get("sheet")
        return Path(told) if told else None


_COLUMNS: tuple[tuple[str, Callable[[UnitRow], Any]], ...] = (
    ("编码", lambda row: row.unit[0]),
    ("单位", lambda row: row.unit[1]),
    ("年度", lambda row: row.year),
    ("类型", lambda row: row.kind),
    ("状态", lambda row: row.standing.words),
    ("错误", lambda row: row.count("E")),
    ("警告", lambda row: row.count("W")),
    ("最近修改", lambda row: row.modified),
    ("最要紧的一条", lambda row: row.worst),
)
"""The heads of the columns, and what each shows of a unit."""
NAME, STATE, ERRORS, WARNINGS, WORST = 1, 4, 5, 6, 8
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class UnitsModel(QAbstractTableModel):
    """The rows of the units in the order in which they were found."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[UnitRow] = []
        self._places: dict[str, int] = {}

    def begin(self, tasks: Iterable[Task]) -> None:
        """Show these units, of which nothing was checked yet."""
        self._show([UnitRow(task.name, task.files) for task in tasks])

    def take(self, outcomes: Iterable[TaskOutcome]) -> None:
        """Show what was found of some of them."""
        for outcome in outcomes:
            place = self._places[outcome.name]
            self.rows[place].data = outcome.data
            self.dataChanged.emit(self.index(place, 0), self.index(place, len(_COLUMNS) - 1))

    def add_absent(self, units: Iterable[AbsentUnit]) -> None:
        """Show units that handed in nothing behind the others."""
        self._show([*self.rows, *(UnitRow(f"{one.unit.name}{one.year}", absent=one) for one in units)])

    @property
    def years(self) -> list[int]:
        """The years of which there is anything, the newest first."""
        return sorted({row.year for row in self.rows if row.year is not None}, reverse=True)

    def _show(self, rows: Sequence[UnitRow]) -> None:
        self.beginResetModel()
        self.rows = list(rows)
        self._places = {row.name: number for number, row in enumerate(self.rows)}
        self.endResetModel()

    def count(self, standing: UnitStanding | None) -> int:
        """How many units stand so; None for all."""
        return sum(standing is None or row.standing is standing for row in self.rows)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(_COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | Qt.AlignmentFlag | None:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _COLUMNS[section][0]
        if role == Qt.ItemDataRole.TextAlignmentRole and section in (ERRORS, WARNINGS):
            return _RIGHT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = self.rows[index.row()], index.column()
        if role == STANDING:
            return row.standing
        if role in (Qt.ItemDataRole.DisplayRole, SORTED):
            value = _COLUMNS[column][1](row)
            # Sorted as numbers, what was not counted first.
            return value if role == SORTED else "" if value is None else str(value)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(str(_COLUMNS[column][1](row) or ""))
        if role == Qt.ItemDataRole.TextAlignmentRole and column in (ERRORS, WARNINGS):
            return _RIGHT
        if role == Qt.ItemDataRole.ForegroundRole and column == ERRORS and row.count("E"):
            return QBrush(style.level_color("E"))
        return None


class UnitsShown(QSortFilterProxyModel):
    """The units that stand as was chosen and bear what was typed, in the order of the head that was clicked."""

    def __init__(self, units: UnitsModel) -> None:
        super().__init__(units)
        self._units = units
        self._standing: UnitStanding | None = None
        self._year: int | None = None
        self._words = ""
        self.setSourceModel(units)
        self.setSortRole(SORTED)
        self.setDynamicSortFilter(False)

    def choose(self, standing: UnitStanding | None, year: int | None, words: str) -> None:
        """Show those alone that stand so and are of that year, or all, and bear these words."""
        self._standing, self._year, self._words = standing, year, words.strip()
        self.invalidateFilter()

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:  # noqa: ARG002  (a name of Qt's)
        unit = self._units.rows[row]
        stands = self._standing is None or unit.standing is self._standing
        # What has no year is of any: it was not read yet, or a list names it without one.
        of_year = self._year is None or unit.year in (self._year, None)
        return stands and of_year and self._words in " ".join((*unit.unit, unit.name, unit.worst))

    def lessThan(self, left: Index, right: Index) -> bool:
        first, second = (self._units.data(index, SORTED) for index in (left, right))
        if isinstance(first, str) and isinstance(second, str):
            return first < second
        return (-1 if first is None else first) < (-1 if second is None else second)

    def row_at(self, index: Index) -> UnitRow | None:
        """The unit of a row that is shown."""
        return self._units.rows[self.mapToSource(index).row()] if index.isValid() else None
