"""The list on the left: the steps of the disclosure, each with a mark of its state; a click goes anywhere."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from forms.document.document import Document
from forms.document.finding import Finding
from ui.findings.marks import DONE, mark
from ui.kit import style
from ui.kit.plain import Label, tip
from ui.kit.side_panels import SidePanel
from ui.kit.steps import steps

_STEP = Qt.ItemDataRole.UserRole
_INDENT = "　"
_TITLE = "各页"
_RAIL = 4
"""So many characters of a name stand in one line of the rail."""
_TALL = 1000
"""More than a name is ever high, in pixels."""


class SectionList(SidePanel):
    """Shows the steps of the open disclosure; `chosen` tells the id of the step the clerk went to."""

    chosen = Signal(str)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(_TITLE, "left", parent)
        self._document = document
        self._items: dict[str, QTreeWidgetItem] = {}
        self._tree = QTreeWidget()
        self._tree.setColumnCount(2)
        self._tree.setHeaderHidden(True)
        self._tree.setRootIsDecorated(False)
        self._tree.setIndentation(0)
        self._tree.setWordWrap(True)
        self._tree.setAccessibleName("各页列表")
        self._tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self._tree.header()
        header.setStretchLastSection(True)
        header.setMinimumSectionSize(style.SPACE)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        self._headings: list[QTreeWidgetItem] = []
        self._shares: dict[str, str] = {}
        """How many of the steps under a heading are done, out of all."""
        for step in steps(document):
            if step.part not in self.headings()[-1:]:
                self._add_heading(step.part)
            item = QTreeWidgetItem(["·"])
            item.setData(0, _STEP, step.id)
            self._tree.addTopLevelItem(item)
            self._items[step.id] = item
        layout = QVBoxLayout(self)
        layout.setContentsMargins(style.SPACE // 2, style.SPACE // 2, 0, style.SPACE // 2)
        layout.setSpacing(style.SPACE // 2)
        head = QHBoxLayout()
        self._title = Label(_TITLE)
        style.heading(self._title, 1.0)
        head.addWidget(self._title, 1)
        head.addWidget(self.fold)
        layout.addLayout(head)
        layout.addWidget(self._tree)
        self._fit()
        self.setFocusProxy(self._tree)
        self._tree.currentItemChanged.connect(self._choose)

    def _add_heading(self, text: str) -> None:
        """A line over the steps of one part; the keys and the mouse pass over it."""
        item = QTreeWidgetItem([text])
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setData(0, _STEP, text)
        self._tree.addTopLevelItem(item)
        item.setFirstColumnSpanned(True)
        self._headings.append(item)

    def show_folded(self, folded: bool) -> None:
        """The rail has the steps by their short names."""
        self._title.setVisible(not folded)
        self._name()
        self._fit()

    @property
    def rail_width(self) -> int:
        """The width of the folded list: marks, short names and the bar that scrolls."""
        names = self._tree.fontMetrics().horizontalAdvance("国") * _RAIL + 2 * style.SPACE
        return self._tree.columnWidth(0) + names + self._tree.verticalScrollBar().sizeHint().width() + style.SPACE

    def names(self) -> list[str]:
        """What the steps are called, in their order."""
        return [item.text(1) for item in self._items.values()]

    def headings(self) -> list[str]:
        """The headings over the steps."""
        return [item.data(0, _STEP) for item in self._headings]

    def select(self, step: str) -> None:
        """Mark the step that the middle shows."""
        self._tree.setCurrentItem(self._items[step])

    def refresh(self, findings: Sequence[Finding]) -> None:
        """Draw every mark anew."""
        done: dict[str, list[bool]] = {}
        for step in steps(self._document):
            item = self._items[step.id]
            sign, meaning = mark(self._document, findings, step.id)
            done.setdefault(step.part, []).append(sign in DONE)
            item.setText(0, sign)
            item.setForeground(0, QBrush(_color(sign, self)))
            for column in (0, 1):
                item.setToolTip(column, tip(f"{step.title}\n{meaning}"))
            item.setData(1, Qt.ItemDataRole.AccessibleTextRole, f"{step.name}，{meaning}")
        self._shares = {part: f"{sum(each)}/{len(each)}" for part, each in done.items()}
        self._name()
        self._fit()

    def _name(self) -> None:
        """The rail has no room for more than names."""
        for heading in self._headings:
            part = heading.data(0, _STEP)
            heading.setForeground(0, self.palette().text())
            heading.setText(0, part if self.is_folded else f"{part}　{self._shares.get(part, '')}")
        for step in steps(self._document):
            indent = _INDENT if step.is_held and not self.is_folded else ""
            self._items[step.id].setText(1, f"{indent}{step.short if self.is_folded else step.name}")

    def marks(self) -> dict[str, str]:
        """The mark that stands before each step."""
        return {name: item.text(0) for name, item in self._items.items()}

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Names break their lines anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Room for the longest mark, and for every name whole, in the type of now."""
        metrics = self._tree.fontMetrics()
        longest = max(metrics.horizontalAdvance(sign) for sign in ("×8", *self.marks().values()))
        self._tree.setColumnWidth(0, longest + style.SPACE)
        bold = QFont(self._tree.font())
        bold.setBold(True)
        for item in self._headings:
            item.setFont(0, bold)
            item.setSizeHint(0, QSize(0, metrics.lineSpacing() + style.SPACE))
        bar, margin = self._tree.verticalScrollBar().sizeHint().width(), 2 * style.SPACE // 2
        room = QRect(0, 0, self._tree.width() - self._tree.columnWidth(0) - bar - margin, _TALL)
        for item in self._items.values():
            whole = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, item.text(1)).height()
            item.setSizeHint(0, QSize(0, whole + style.SPACE))

    def _choose(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(0, _STEP))


def _color(sign: str, widget: QWidget) -> QColor:
    match sign[0]:
        case "×":
            return style.level_color("E", widget.palette())
        case "!":
            return style.level_color("W", widget.palette())
        case "✓":
            return style.done_color(widget.palette())
    return widget.palette().text().color()
