"""The projects as cards beside their form: mark, number, name, amount, and in the second line what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from forms.document.document import Document
from forms.document.finding import LEVEL_WORDS, Finding
from forms.document.projects import SECRET, indicators_of, owner_of, project_cell
from models.money import show
from ui.grid.findings import worst
from ui.kit import style
from ui.kit.plain import tip
from ui.kit.qt import item_option
from ui.kit.session import Session
from ui.parts.step_marks import Shape, mark_side, paint

GOALS, INDICATORS = "目标", "指标"
"""What a project has besides its form."""
_KEY, _ONE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_NO_INDICATORS = "K02"
"""The rule that tells of a project without indicators."""
_BAR = 3
"""The width of the bar beside the current card, in pixels."""
_TALL = 1000
"""More than a card is ever high, in pixels."""
_SHAPES = {"E": Shape.ERROR, "W": Shape.WARNING}
_WRAPPED = Qt.TextFlag.TextWrapAnywhere | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class ListedProject(NamedTuple):
    """One project: its key, the worst level of its findings, what is told of them, and what stands on its card."""

    key: str
    level: str
    told: str
    name: str
    budget: str
    second: str
    """Its second line: how many findings, goals and indicators, or what is still to be filled in."""
    is_whole: bool = True
    """Whether it has goals and indicators."""

    @property
    def shape(self) -> Shape:
        """Its mark."""
        return _SHAPES.get(self.level, Shape.DONE if self.is_whole else Shape.NOT_BEGUN)


class ProjectList(QListWidget):
    """Shows projects; `chosen` tells the key of the one the clerk went to, blank when there is none."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("项目列表")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(_Cards(self))
        self.currentItemChanged.connect(lambda item: self.chosen.emit(item.data(_KEY) if item else ""))

    def show_projects(self, projects: Sequence[ListedProject]) -> None:
        """Bring the list to this state; the current project stays the current one while it stands."""
        is_rebuilt = [one.key for one in projects] != self.order()
        if is_rebuilt:
            self._rebuild([one.key for one in projects])
        for number, one in enumerate(projects):
            item = self.item(number)
            item.setData(_ONE, one)
            item.setToolTip(tip(one.told or one.name))
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole,
                "，".join(filter(None, (f"第{number + 1}个", one.name, one.budget, one.second, one.told))),
            )
        self.scheduleDelayedItemsLayout()
        if is_rebuilt and self.currentItem() is not None:
            self.scrollToItem(self.currentItem())

    def order(self) -> list[str]:
        """The keys of the projects in their order."""
        return [self.item(number).data(_KEY) for number in range(self.count())]

    def listed(self) -> list[ListedProject]:
        """What stands on the cards."""
        return [self.item(number).data(_ONE) for number in range(self.count())]

    @property
    def current(self) -> str:
        """The key of the current project; blank when there is none."""
        item = self.currentItem()
        return item.data(_KEY) if item else ""

    def go(self, key: str) -> bool:
        """Make a project the current one; False when it does not stand."""
        if key not in self.order():
            return False
        self.setCurrentRow(self.order().index(key))
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Names break their lines anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        """Fit the cards to another type size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.scheduleDelayedItemsLayout()

    def _rebuild(self, keys: Sequence[str]) -> None:
        """Other projects, or another order. Where the current one is gone its neighbour takes its place."""
        before = self.order()
        at = before.index(self.current) if self.current else 0
        stay = next((key for key in (*before[at:], *reversed(before[:at])) if key in keys), keys[0] if keys else "")
        blocked = self.blockSignals(True)
        self.clear()
        for key in keys:
            item = QListWidgetItem(self)
            item.setData(_KEY, key)
        self.blockSignals(blocked)
        if not self.go(stay):
            self.chosen.emit("")


class _Cards(QStyledItemDelegate):
    """Paints the cards; a name is whole, however many lines it takes."""

    def __init__(self, view: ProjectList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        one = index.data(_ONE)
        if one is None:
            return super().sizeHint(option, index)
        metrics = self._view.fontMetrics()
        room = self._name_room(QRect(0, 0, self._view.viewport().width(), _TALL), one)
        name = metrics.boundingRect(room, _WRAPPED, _numbered(index, one)).height()
        return QSize(0, name + metrics.lineSpacing() + 2 * style.SPACE)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        one, rect, palette = index.data(_ONE), item_option(option).rect, self._view.palette()
        if one is None:
            return
        painter.save()
        is_current = index.row() == self._view.currentRow()
        painter.fillRect(rect, style.color("accenttint" if is_current else "surface", palette))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), style.color("line", palette))
        if is_current:
            painter.fillRect(QRect(rect.left(), rect.top(), _BAR, rect.height()), style.color("accent", palette))
        metrics = self._view.fontMetrics()
        square = mark_side(metrics)
        top, left = rect.top() + style.SPACE, rect.left() + style.SPACE + _BAR
        paint(painter, QRectF(left, top + 2, square, square), one.shape, palette)
        painter.setFont(self._view.font())
        painter.setPen(style.color("text", palette))
        room = self._name_room(rect.adjusted(0, style.SPACE, 0, 0), one)
        painter.drawText(room, _WRAPPED, _numbered(index, one))
        amount = rect.adjusted(0, style.SPACE, -style.SPACE, 0)
        painter.drawText(amount, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, one.budget)
        small = QFont(self._view.font())
        small.setPointSizeF(small.pointSizeF() * style.SMALL)
        painter.setFont(small)
        painter.setPen(style.level_color(one.level, palette) if one.level else style.color("text3", palette))
        second = QRect(room.left(), rect.bottom() - style.SPACE - metrics.lineSpacing(), _TALL, metrics.lineSpacing())
        painter.drawText(second, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, one.second)
        painter.restore()

    def _name_room(self, rect: QRect, one: ListedProject) -> QRect:
        """Where the name stands: between the mark and the amount."""
        metrics = self._view.fontMetrics()
        left = _BAR + 2 * style.SPACE + mark_side(metrics)
        return rect.adjusted(left, 0, -metrics.horizontalAdvance(one.budget) - 2 * style.SPACE, 0)


def _numbered(index: QModelIndex | QPersistentModelIndex, one: ListedProject) -> str:
    return f"{index.row() + 1}　{one.name}"


def by_project(session: Session) -> dict[str, list[Finding]]:
    """The findings in each project and in its indicators, by the key of the project."""
    found: dict[str, list[Finding]] = {}
    roles = session.document.edition.roles
    for finding in session.verdicts:
        if finding.row is None or finding.table not in (roles.projects, roles.indicators):
            continue
        is_own = finding.table == roles.projects
        owner = finding.row if is_own else owner_of(session.document, finding.row)
        found.setdefault(owner, []).append(finding)
    return found


def is_of_indicators(document: Document, finding: Finding) -> bool:
    """Whether what was found belongs to the indicators of a project: it is in one of them, or that there are none."""
    if finding.table != document.edition.roles.projects:
        return finding.table == document.edition.roles.indicators
    return finding.rule == _NO_INDICATORS and bool(finding.row) and not indicators_of(document, finding.row or "")


def name_of(document: Document, key: str) -> str:
    """What a project is called; blank for none."""
    return document.text(project_cell(document, key, "name")) or document.text(project_cell(document, key, "title"))


def counts(document: Document, key: str) -> tuple[int, int]:
    """How many goals and how many indicators a project has."""
    goals = document.text(project_cell(document, key, "goals")) if key else ""
    return sum(bool(line.strip()) for line in goals.split("\n")), len(indicators_of(document, key)) if key else 0


def listed(document: Document, key: str, own: Sequence[Finding], unit: str) -> ListedProject:
    """What the card of a project shows, with what was found in it; its amount in `unit`."""
    budget = project_cell(document, key, "budget")
    return ListedProject(
        key,
        worst(finding.level for finding in own),
        "\n".join(f"{LEVEL_WORDS[f.level]}：{f.sentence}" for f in own),
        name_of(document, key) or "（未填名称）",
        show(document.value(budget), unit) or document.wrong(budget),
        _second(document, key, own),
        is_whole=all(counts(document, key)),
    )


def _second(document: Document, key: str, own: Sequence[Finding]) -> str:
    """The second line of a card: 涉密, how many findings of the worst weight, what is there or still missing."""
    goals, indicators = counts(document, key)
    level = worst(finding.level for finding in own)
    told = ["涉密"] if document.text(project_cell(document, key, "secret")) in SECRET else []
    if level:
        told.append(f"{LEVEL_WORDS[level]} {sum(finding.level == level for finding in own)}")
    if missing := [name for name, count in ((GOALS, goals), (INDICATORS, indicators)) if not count]:
        told.append(f"待填：{'、'.join(missing)}")
    else:
        told.append(f"{GOALS} {goals}　{INDICATORS} {indicators}")
    return "　".join(told)
