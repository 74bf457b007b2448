"""The list on the left: the steps of the disclosure, each with a mark of its state; a click goes anywhere."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QHeaderView, QLabel, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from forms.check.finding import Finding
from forms.document import Document
from ui import style, words

_TABLE = Qt.ItemDataRole.UserRole


def mark(document: Document, findings: tuple[Finding, ...], table: str) -> tuple[str, str]:
    """The mark of a table and the same in words: · untouched, … begun, ×n errors, !n warnings, ✓ done."""
    if not document.is_present(table) and document.is_empty(table):
        return "·", "还没有填写"
    counts = words.counts(findings, table)
    if counts["E"]:
        rest = f"，{counts['W']} 个警告" if counts["W"] else ""
        return f"×{counts['E']}", f"{counts['E']} 个错误{rest}"
    if counts["W"]:
        return f"!{counts['W']}", f"{counts['W']} 个警告"
    if document.is_empty(table) and not document.notes(table):
        return "…", "已开始，还没有金额"
    return "✓", "没有错误和警告"


class SectionList(QWidget):
    """Shows the tables of the open disclosure; `chosen` tells the id of the table the clerk went to."""

    chosen = Signal(str)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._items: dict[str, QTreeWidgetItem] = {}
        self._tree = QTreeWidget()
        self._tree.setColumnCount(2)
        self._tree.setHeaderHidden(True)
        self._tree.setRootIsDecorated(False)
        self._tree.setIndentation(0)
        self._tree.setUniformRowHeights(True)
        self._tree.setAccessibleName("预算表列表")
        self._tree.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self._tree.header()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        for name, table in document.edition.tables.items():
            item = QTreeWidgetItem(["·", f"{table.ordinal} {words.table_name(table, document.head.kind)}"])
            item.setData(0, _TABLE, name)
            self._tree.addTopLevelItem(item)
            self._items[name] = item
        title = QLabel("预算表")
        style.heading(title, 1.0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(style.SPACE // 2, style.SPACE // 2, 0, style.SPACE // 2)
        layout.setSpacing(style.SPACE // 2)
        layout.addWidget(title)
        layout.addWidget(self._tree)
        self._fit()
        self.setFocusProxy(self._tree)
        self._tree.currentItemChanged.connect(self._choose)

    def select(self, table: str) -> None:
        """Mark the table that the middle shows."""
        self._tree.setCurrentItem(self._items[table])

    def refresh(self, findings: tuple[Finding, ...]) -> None:
        """Draw every mark anew."""
        for name, item in self._items.items():
            sign, meaning = mark(self._document, findings, name)
            declared = self._document.edition.tables[name]
            item.setText(0, sign)
            item.setForeground(0, QBrush(_color(sign, self)))
            for column in (0, 1):
                item.setToolTip(column, f"{declared.ordinal}　{declared.title}\n{meaning}")
            item.setData(1, Qt.ItemDataRole.AccessibleTextRole, f"{item.text(1)}，{meaning}")
        self._fit()

    def marks(self) -> dict[str, str]:
        """The mark that stands before each table."""
        return {name: item.text(0) for name, item in self._items.items()}

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        """Room for the longest mark, and for a line, in the type of now."""
        metrics = self._tree.fontMetrics()
        longest = max(metrics.horizontalAdvance(sign) for sign in ("×8", *self.marks().values()))
        self._tree.setColumnWidth(0, longest + style.SPACE)
        for item in self._items.values():
            item.setSizeHint(0, QSize(0, metrics.lineSpacing() + style.SPACE))

    def _choose(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(0, _TABLE))


def _color(sign: str, widget: QWidget) -> QColor:
    match sign[0]:
        case "×":
            return style.level_color("E", widget.palette())
        case "!":
            return style.level_color("W", widget.palette())
        case "✓":
            return style.done_color(widget.palette())
    return widget.palette().text().color()
