"""The findings over the whole width of a page: numbers in columns under each other, the fix at the end of each card."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from forms.document.finding import Finding
from ui.findings.details import FindingDetails
from ui.findings.finding_list import GAP, INSIDE, CardDelegate, CardLine, FindingList, Said
from ui.findings.numbers import Figure, figures_height, paint_figures
from ui.kit import style
from ui.kit.qt import Index, item_option

_LEAST, _NUMBERS, _DEEDS, _BUTTON = 62, 21, 17, 7
"""From this width on cards are wide; the width of the numbers, of what can be done, of the least button: in Chinese
characters."""
_HIGH = 28
"""The height of a painted button at the standard type size, in pixels."""
LOOK = "去看"


class Beside(NamedTuple):
    """What a wide card says besides: the message without its numbers, the numbers, what mends it."""

    short: str
    figures: tuple[Figure, ...]
    fix: str


_NOTHING = Beside("", (), "")

Heads = Mapping[int, tuple[str, str]]
"""What stands over the card of a row: a title, and what is said of it."""


class WideList(FindingList):
    """Cards with columns while there is room for them, else as in the panel, under heads."""

    mend_wanted = Signal(int)
    look_wanted = Signal(int)
    """The row whose painted button was clicked."""
    turned = Signal()
    """The other card lies on the current row now: it is to be filled."""

    def __init__(self, narrow: FindingDetails, wide: FindingDetails, parent: QWidget | None = None) -> None:
        """`narrow` and `wide` lie on the current card, the one or the other."""
        super().__init__(parent)
        self._beside: list[Beside] = []
        self.heads: Heads = {}
        self._narrow, self._wide = narrow, wide
        wide.setParent(self.viewport())
        wide.hide()
        self.hold(narrow)
        self._delegate = _WideDelegate(self)
        self.setItemDelegate(self._delegate)
        self._pressed = ("", -1)

    @property
    def is_wide(self) -> bool:
        """Whether there is room for the columns."""
        return self.viewport().width() >= style.wide(_LEAST)

    def show_wide(
        self, findings: Sequence[Finding], said: Sequence[Said], beside: Sequence[Beside], heads: Heads, current: int
    ) -> None:
        """Show these findings, with what stands beside their messages and over the first of each part."""
        self._beside, self.heads = list(beside), heads
        self.show_findings(findings, said, current)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._choose_card()
        super().resizeEvent(event)

    def _choose_card(self) -> None:
        """Let the card that there is room for lie on the current row, once there are cards."""
        if self._card is None:
            return
        self._wide.set_columns(style.wide(_NUMBERS), style.wide(_DEEDS))
        card = self._wide if self.is_wide else self._narrow
        if card is not self._card:
            self._card = card
            self.turned.emit()

    @property
    def card(self) -> FindingDetails:
        """The card that lies on the current row."""
        return self._wide if self._card is self._wide else self._narrow

    def beside(self, row: int) -> Beside:
        """What the card of a row says besides; nothing for one that is just going."""
        return self._beside[row] if row < len(self._beside) else _NOTHING

    def doItemsLayout(self) -> None:
        self._choose_card()
        super().doItemsLayout()

    def _place_card(self) -> None:
        item = self.currentItem()
        if self._card is not None and item is not None:
            above = self._delegate.head_height(self.currentRow())
            self._card.setGeometry(self.visualItemRect(item).adjusted(0, above, 0, -GAP))

    # What is painted like a button acts like one

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = self._button_at(event.position().toPoint())
        if self._pressed[1] < 0:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        words, row = released = self._button_at(event.position().toPoint())
        if row < 0 or released != self._pressed:
            super().mouseReleaseEvent(event)
        elif words == LOOK:
            self.look_wanted.emit(row)
        else:
            self.mend_wanted.emit(row)

    def _button_at(self, point: QPoint) -> tuple[str, int]:
        """The words and the row of the painted button that lies there; no words and -1 where none does."""
        item = self.itemAt(point)
        row = self.row(item) if item is not None else -1
        if row >= 0 and row != self.currentRow() and self.is_wide:
            for words, place in self._delegate.buttons(self.visualItemRect(item), row):
                if place.contains(point):
                    return words, row
        return "", -1


class _WideDelegate(CardDelegate):
    """Paints a head over the first card of each part; in wide cards numbers, 去看 and the fix in columns."""

    def __init__(self, view: WideList) -> None:
        super().__init__(view)
        self._wide = view

    def head_height(self, row: int) -> int:
        """How high what stands over the card of a row is."""
        if row not in self._wide.heads:
            return 0
        return self._wide.fontMetrics().height() + (2 * style.SPACE if row else style.SPACE)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        size, row = super().sizeHint(option, index), index.row()
        least = 0
        if self._wide.is_wide and row != self._wide.currentRow() and self._wide.beside(row).figures:
            least = figures_height(self._wide.font()) + 2 * INSIDE + GAP
        return QSize(size.width(), max(size.height(), least) + self.head_height(row))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        inner, row = QStyleOptionViewItem(option), index.row()
        place = item_option(option).rect
        above = self.head_height(row)
        if above:
            self._paint_head(painter, QRect(place.left(), place.top(), place.width(), above), row)
        card = item_option(inner).rect = place.adjusted(0, above, 0, 0)
        super().paint(painter, inner, index)
        if self._wide.is_wide and not (row == self._wide.currentRow() and self._wide.card_height()):
            self._paint_beside(painter, card, row)

    def buttons(self, place: QRect, row: int) -> list[tuple[str, QRect]]:
        """The words and the places of the painted buttons of the card in that place, 去看 first."""
        metrics, card = self._wide.fontMetrics(), place.adjusted(0, self.head_height(row), 0, -GAP)
        high = round(_HIGH * style.factor())
        top, right = card.center().y() - high // 2, card.right() - INSIDE
        fix = self._wide.beside(row).fix
        found = []
        if fix:
            width = max(metrics.horizontalAdvance(fix) + 3 * style.SPACE, style.wide(_BUTTON))
            found = [(fix, QRect(right - width, top, width, high))]
            right -= width + style.SPACE
        width = metrics.horizontalAdvance(LOOK) + 2 * style.SPACE
        return [(LOOK, QRect(right - width, top, width, high)), *found]

    def _lines(self, index: Index, width: int) -> list[CardLine]:
        beside = self._wide.beside(index.row()) if self._wide.is_wide else None
        if beside is not None:
            (_, first), *_ = self.buttons(QRect(0, 0, width, 0), index.row())
            width = min(width - style.wide(_DEEDS), first.left())
            width -= style.wide(_NUMBERS) + 2 * style.SPACE if beside.figures else 0
        return super()._lines(index, width)

    def _body(self, index: Index) -> str:
        return self._wide.beside(index.row()).short if self._wide.is_wide else super()._body(index)

    def _paint_head(self, painter: QPainter, place: QRect, row: int) -> None:
        title, note = self._wide.heads[row]
        painter.save()
        palette, font = self._wide.palette(), QFont(self._wide.font())
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(style.color("text", palette))
        line = place.adjusted(0, 0, 0, -style.SPACE // 2)
        at = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
        painter.drawText(line, at, title)
        painter.setFont(self._small())
        painter.setPen(style.color("text2", palette))
        painter.drawText(line.adjusted(QFontMetrics(font).horizontalAdvance(title) + style.SPACE, 0, 0, 0), at, note)
        painter.restore()

    def _paint_beside(self, painter: QPainter, card: QRect, row: int) -> None:
        view, palette = self._wide, self._wide.palette()
        beside = view.beside(row)
        if beside.figures:
            left = card.right() - INSIDE - style.wide(_DEEDS) - style.wide(_NUMBERS)
            high = figures_height(view.font())
            top = card.top() + (card.height() - GAP - high) // 2
            paint_figures(painter, QRect(left, top, style.wide(_NUMBERS), high), beside.figures, view)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(view.font())
        place = card.adjusted(0, -self.head_height(row), 0, 0)
        for words, button in self.buttons(place, row):
            if words != LOOK:
                painter.setBrush(style.color("surface", palette))
                painter.setPen(QPen(style.color("border", palette), 1))
                painter.drawRoundedRect(QRectF(button).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            painter.setPen(style.color("accent" if words == LOOK else "text", palette))
            painter.drawText(button, Qt.AlignmentFlag.AlignCenter, words)
        painter.restore()
