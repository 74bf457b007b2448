"""The disclosures of all years and units on 首页 as quiet rows, each with its state and 打开."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from models.records import Listed, State
from ui.kit import style
from ui.kit.plain import tip
from ui.kit.qt import Index, item_option

_ONE, _TOLD = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_HIGH = 36
"""The least height of a row, in pixels."""
_WIDTHS = {"year": 5, "unit": 0, "kind": 6, "state": 6, "told": 15, "open": 3}
"""The widths of the columns in characters; the name of the unit takes the rest."""
_SETTLED = (State.SETTLED, State.PUBLISHED)
_MIDDLE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class YearRows(QListWidget):
    """A double click, Enter, or a click on 打开 chooses a row."""

    chosen = Signal(object)
    """The id of the disclosure."""
    stood = Signal(str)
    """The id of the disclosure on which the clerk, or the mouse, stands."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("已有的预算公开")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.setItemDelegate(_Rows(self))
        self.doubleClicked.connect(lambda index: self.chosen.emit(index.data(_ONE).head.id))
        self.setMouseTracking(True)
        self.entered.connect(lambda index: self.stood.emit(index.data(_ONE).head.id))

    def show_listed(self, listed: Sequence[Listed]) -> None:
        """Show these in the place of those there were; the first becomes the current one."""
        self.clear()
        for one in listed:
            item = QListWidgetItem(self)
            item.setData(_ONE, one)
            item.setToolTip(tip(f"{one.head.unit.code} {one.head.unit.name}".strip()))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, "，".join(filter(None, _texts(one))))
        if listed:
            self.setCurrentRow(0)
        self.updateGeometry()

    def show_told(self, disclosure: str, told: str) -> None:
        """Show how this one stands in the place of when it was changed."""
        for number in range(self.count()):
            item = self.item(number)
            if item.data(_ONE).head.id == disclosure:
                item.setData(_TOLD, told)
                spoken = (*filter(None, _texts(item.data(_ONE))), told)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, "，".join(spoken))

    def texts(self) -> list[tuple[str, ...]]:
        """What the rows say: year, code and name of the unit, kind, state, when it was changed last."""
        return [_texts(self.item(number).data(_ONE)) for number in range(self.count())]

    def current(self) -> str | None:
        """The id of the current row, or None."""
        item = self.currentItem()
        return item.data(_ONE).head.id if item else None

    def sizeHint(self) -> QSize:
        """As high as its rows: the page scrolls, not the list in it."""
        return QSize(0, self.sizeHintForRow(0) * self.count() if self.count() else 0)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if self.hasFocus() and current.isValid():
            self.stood.emit(current.data(_ONE).head.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current():
            self.chosen.emit(self.current())
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        at = event.position().toPoint()
        if self.indexAt(at).isValid() and at.x() >= self.viewport().width() - style.wide(_WIDTHS["open"]):
            self.chosen.emit(self.current())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.scheduleDelayedItemsLayout()


class _Rows(QStyledItemDelegate):
    def __init__(self, view: YearRows) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, max(_HIGH, self._view.fontMetrics().lineSpacing() + 2 * style.SPACE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item, one = item_option(option), index.data(_ONE)
        rect, palette = item.rect, self._view.palette()
        year, code, name, kind, state, when = _texts(one)
        painter.save()
        if item.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, style.color("accenttint", palette))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), style.color("line", palette))
        places = _places(rect)
        self._write(painter, places["year"], f"{year}年", "text", bold=True)
        width = places["unit"].width() - style.SPACE
        name = self._view.fontMetrics().elidedText(f"{code} {name}".strip(), Qt.TextElideMode.ElideMiddle, width)
        self._write(painter, places["unit"], name, "text2")
        self._write(painter, places["kind"], f"{kind}预算", "text2")
        self._paint_state(painter, places["state"], one, state)
        told = index.data(_TOLD) or f"改于 {when}"
        told = self._view.fontMetrics().elidedText(told, Qt.TextElideMode.ElideRight, places["told"].width())
        self._write(painter, places["told"], told, "text3")
        self._write(painter, places["open"], "打开", "accent")
        painter.restore()

    def _write(self, painter: QPainter, place: QRect, text: str, token: str, *, bold: bool = False) -> None:
        font = QFont(self._view.font())
        font.setBold(bold)
        painter.setFont(font)
        painter.setPen(style.color(token, self._view.palette()))
        painter.drawText(place, _MIDDLE, text)

    def _paint_state(self, painter: QPainter, rect: QRect, one: Listed, words: str) -> None:
        """The chip of the state."""
        token = "error" if not one.sound else "ok" if one.head.state in _SETTLED else "accent"
        palette, metrics = self._view.palette(), self._view.fontMetrics()
        chip = QRectF(rect.left(), 0, metrics.horizontalAdvance(words) + 2 * style.SPACE, metrics.lineSpacing() + 4)
        chip.moveTop(rect.center().y() - chip.height() / 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(style.color(token, palette) if token == "error" else Qt.PenStyle.NoPen)
        painter.setBrush(style.color(f"{token}tint", palette))
        painter.drawRoundedRect(chip, chip.height() / 2, chip.height() / 2)
        painter.setPen(style.color(token, palette))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, words)


def _places(rect: QRect) -> dict[str, QRect]:
    """Where each column of a row stands."""
    rest = rect.width() - style.SPACE - sum(map(style.wide, _WIDTHS.values()))
    left, places = rect.left() + style.SPACE, dict[str, QRect]()
    for name, width in _WIDTHS.items():
        wide = style.wide(width) if width else rest
        places[name] = QRect(left, rect.top(), wide, rect.height())
        left += wide
    return places


def _texts(listed: Listed) -> tuple[str, ...]:
    head = listed.head
    state = head.state if listed.sound else "已损坏"
    return str(head.year), head.unit.code, head.unit.name, head.kind, str(state), listed.changed.replace("T", " ")[:16]
