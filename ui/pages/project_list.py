"""The list of projects above their form: order, code, name, budget, secret mark, and the marks of the findings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from ui.kit import style
from ui.kit.plain import tip

_HEADS = ("", "项目编码", "项目名称", "预算数", "涉密")
_NAME, _BUDGET = 2, 3
_KEY = Qt.ItemDataRole.UserRole


class ListedProject(NamedTuple):
    """One project: its key, the worst level of its findings, what is told of them, and what stands in its columns."""

    key: str
    level: str
    told: str
    code: str
    name: str
    budget: str
    secret: str


class ProjectList(QTreeWidget):
    """Shows projects; `chosen` tells the key of the one the clerk went to, blank when there is none."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setHeaderLabels(_HEADS)
        self.setAccessibleName("项目列表")
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setAlternatingRowColors(True)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        self.headerItem().setTextAlignment(_BUDGET, Qt.AlignmentFlag.AlignRight)
        self.currentItemChanged.connect(lambda item: self.chosen.emit(item.data(0, _KEY) if item else ""))
        self._fit()

    def show_projects(self, projects: Sequence[ListedProject]) -> None:
        """Bring the list to this state; the current project stays the current one while it stands."""
        if [one.key for one in projects] != self.order():
            self._rebuild([one.key for one in projects])
        for number, one in enumerate(projects):
            self._show(self.topLevelItem(number), number, one)

    def order(self) -> list[str]:
        """The keys of the projects in their order."""
        return [self.topLevelItem(number).data(0, _KEY) for number in range(self.topLevelItemCount())]

    @property
    def current(self) -> str:
        """The key of the current project; blank when there is none."""
        item = self.currentItem()
        return item.data(0, _KEY) if item else ""

    def go(self, key: str) -> bool:
        """Make a project the current one; False when it does not stand."""
        if key not in self.order():
            return False
        self.setCurrentItem(self.topLevelItem(self.order().index(key)))
        return True

    def changeEvent(self, event: QEvent) -> None:
        """Fit the columns to another type size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _rebuild(self, keys: Sequence[str]) -> None:
        """Other projects, or another order. Where the current one is gone its neighbour takes its place."""
        before = self.order()
        at = before.index(self.current) if self.current else 0
        stay = next((key for key in (*before[at:], *reversed(before[:at])) if key in keys), keys[0] if keys else "")
        blocked = self.blockSignals(True)
        self.clear()
        for key in keys:
            item = QTreeWidgetItem(self)
            item.setData(0, _KEY, key)
            item.setTextAlignment(_BUDGET, Qt.AlignmentFlag.AlignRight)
        self.blockSignals(blocked)
        if not self.go(stay):
            self.chosen.emit("")

    def _show(self, item: QTreeWidgetItem, number: int, one: ListedProject) -> None:
        texts = (f"{one.level} {number + 1}".strip(), one.code, one.name, one.budget, one.secret)
        for column, text in enumerate(texts):
            item.setText(column, text)
            item.setToolTip(column, tip(one.told or text))
        color = style.level_color(one.level, self.palette()) if one.level else self.palette().text().color()
        item.setForeground(0, QBrush(color))
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"第{number + 1}个 {one.name} {one.told}".strip())

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        for column, longest in ((0, "E 000"), (1, "0" * 22), (_BUDGET, "000000000.00"), (4, "涉密")):
            self.setColumnWidth(column, metrics.horizontalAdvance(longest) + 2 * style.SPACE)
