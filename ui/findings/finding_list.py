"""The list of findings: level and place over the message in short, and many of one kind folded into one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from forms.document.finding import Finding, by_cause
from ui.kit import style
from ui.kit.plain import tip
from ui.kit.qt import Index, item_option

LONGEST = 120
"""A message of more characters is shortened here; the details say it in full."""
_MANY = 3
"""So many findings of one rule at one table or section are folded into the first of them."""
_LEVEL, _HEAD, _BODY, _FOLD = (Qt.ItemDataRole.UserRole + n for n in range(4))
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop
_Kind = tuple[str, str, str]
_Key = tuple[str, ...]
"""What tells a fold from another, though the amounts in it may move: its kind, and for a cause its place."""


def kind(finding: Finding) -> _Kind:
    """What findings that are folded into one have in common: the level, the rule, and the table or section."""
    return finding.level, finding.rule, finding.table or finding.section or ""


def folds(findings: Sequence[Finding]) -> dict[_Key, list[Finding]]:
    """The findings in the order in which they are shown, in what may be folded into the first of it: a cause with all
    that follows from it; else those of one kind, where the first of them stands."""
    found: dict[_Key, list[Finding]] = {}
    for group in by_cause(findings):
        first = group[0]
        followed = (first.row or "", first.column or "", first.quote) if len(group) > 1 else ()
        found.setdefault((*kind(first), *followed), []).extend(group)
    return found


def together(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings in the order in which they are shown."""
    return tuple(finding for group in folds(findings).values() for finding in group)


def _has_followers(group: Sequence[Finding]) -> bool:
    return any(finding.cause is group[0] for finding in group)


def shortened(message: str, longest: int = LONGEST) -> str:
    """The message as long as a glance takes."""
    return message if len(message) <= longest else f"{message[: longest - 1]}…"


class FindingList(QListWidget):
    """A row for every finding. Those of one kind hide behind the first until it is unfolded or one is gone to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.findings: tuple[Finding, ...] = ()
        """What is shown, row by row."""
        self._said: list[tuple[str, str, str]] = []
        self._unfolded: set[_Key] = set()
        self.setAccessibleName("问题列表")
        self.setItemDelegate(_Delegate(self))
        # A bar that comes and goes would change the width for which the lines were broken.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.currentRowChanged.connect(self._reveal)

    def show_findings(self, findings: Sequence[Finding], said: Sequence[tuple[str, str, str]], current: int) -> None:
        """Show these findings, each with its level, its place and its message; rows stay where nothing new is said."""
        self.findings = tuple(findings)
        blocked = self.blockSignals(True)
        if list(said) != self._said:
            self._said = list(said)
            at = self.verticalScrollBar().value()
            self.clear()
            for level, head, body in said:
                item = QListWidgetItem(self)
                for role, text in ((_LEVEL, level), (_HEAD, head), (_BODY, shortened(body))):
                    item.setData(role, text)
                item.setToolTip(tip(body if len(body) > LONGEST else ""))
            self._fold()
            self.executeDelayedItemsLayout()
            self.verticalScrollBar().setValue(at)
        if self.currentRow() != current:
            self.setCurrentRow(current)
        if current >= 0 and self.isRowHidden(current):
            self._reveal(current)
        self.blockSignals(blocked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines for another width; what was in sight of the chosen item stays there."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            item = self.currentItem()
            is_seen = item is not None and self.viewport().rect().intersects(self.visualItemRect(item))
            self.doItemsLayout()
            if is_seen:
                self.scrollToItem(item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Right unfolds, Left folds."""
        turn = {Qt.Key.Key_Right: True, Qt.Key.Key_Left: False}.get(Qt.Key(event.key()))
        if turn is None or not self._turn(self.currentRow(), turn):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the line that tells of the others folds and unfolds; it leads nowhere."""
        row = self._folding(event.position().toPoint())
        if row < 0:
            super().mousePressEvent(event)
        elif not self._turn(row, True):
            self._turn(row, False)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The end of a click that folds is no click on the finding."""
        if self._folding(event.position().toPoint()) < 0:
            super().mouseReleaseEvent(event)

    def _folding(self, point: QPoint) -> int:
        """The row whose line that folds lies there; -1 when there is none."""
        item = self.itemAt(point)
        line = self.fontMetrics().lineSpacing() + style.SPACE // 2
        is_line = item is not None and item.data(_FOLD) and point.y() >= self.visualItemRect(item).bottom() - line
        return self.row(item) if is_line else -1

    def _groups(self) -> Iterator[tuple[_Key, list[int]]]:
        """The rows of every cause that something follows from, and of every kind that has many."""
        row = 0
        for shared, group in folds(self.findings).items():
            if len(group) >= _MANY or _has_followers(group):
                yield shared, list(range(row, row + len(group)))
            row += len(group)

    def _fold(self) -> None:
        """Hide the rows that are folded away; tell of them in the first one, and to those who only hear it."""
        for item, (_, head, _) in zip(map(self.item, range(self.count())), self._said, strict=True):
            item.setText(f"{head}\n{item.data(_BODY)}")
        for shared, (first, *others) in self._groups():
            is_open = shared in self._unfolded
            item = self.item(first)
            followed = _has_followers([self.findings[row] for row in (first, *others)])
            words = (
                (f"由此还有 {len(others)} 处",) * 2
                if followed
                else (f"同类还有 {len(others)} 处", f"同类共 {len(others) + 1} 处")
            )
            item.setData(_FOLD, f"▾ {words[1]}" if is_open else f"▸ {words[0]}")
            item.setText(f"{item.text()}\n{item.data(_FOLD)}")
            for row in others:
                self.setRowHidden(row, not is_open)

    def _turn(self, row: int, is_open: bool) -> bool:
        """Unfold or fold the kind of a row; False when there is nothing to do."""
        for shared, rows in self._groups():
            if row in rows and (shared in self._unfolded) != is_open:
                (self._unfolded.add if is_open else self._unfolded.discard)(shared)
                if row != rows[0]:
                    self.setCurrentRow(rows[0])
                self._fold()
                return True
        return False

    def _reveal(self, row: int) -> None:
        """Bring the row that is gone to into sight, unfolding what hides it."""
        if 0 <= row < self.count():
            if self.isRowHidden(row):
                self._unfolded.update(shared for shared, rows in self._groups() if row in rows)
                self._fold()
            self.scrollToItem(self.item(row))


class _Delegate(QStyledItemDelegate):
    """Level and place in the colour of the level, the message in that of the text, the line that unfolds as a link."""

    def __init__(self, view: FindingList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as its lines are in the width of the list."""
        width = self._view.viewport().width()
        room = QRect(0, 0, width - style.SPACE, 0)
        heights = [self._view.fontMetrics().boundingRect(room, _WRAP, text).height() for text, _ in self._parts(index)]
        return QSize(width, sum(heights) + style.SPACE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.initStyleOption(option, index)
        item = item_option(option)
        item.text = ""
        style_ = self._view.style()
        style_.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, self._view)
        half = style.SPACE // 2
        room = item.rect.adjusted(half, half, -half, -half)
        is_selected = bool(item.state & QStyle.StateFlag.State_Selected)
        palette = self._view.palette()
        painter.save()
        painter.setFont(self._view.font())
        for text, color in self._parts(index):
            painter.setPen(palette.highlightedText().color() if is_selected else color)
            drawn = painter.drawText(room, _WRAP, text)
            room.setTop(room.top() + drawn.height())
        painter.restore()

    def _parts(self, index: Index) -> list[tuple[str, QColor]]:
        palette = self._view.palette()
        parts = [
            (index.data(_HEAD), style.level_color(index.data(_LEVEL), palette)),
            (index.data(_BODY), palette.color(QPalette.ColorRole.Text)),
            (index.data(_FOLD), palette.color(QPalette.ColorRole.Link)),
        ]
        return [(text, color) for text, color in parts if text]
