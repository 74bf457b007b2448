"""The list of findings as cards: level and place over the message in short, many of one kind folded into one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from forms.document.finding import Finding, by_cause
from ui.kit import style, words
from ui.kit.plain import tip
from ui.kit.qt import Index, item_option
from ui.parts.marks import paint_level, side

LONGEST = 120
"""A message of more characters is shortened here; the details say it in full."""
_MANY = 3
"""So many findings of one rule at one table or section are folded into the first of them."""
_BODY, _FOLD = (Qt.ItemDataRole.UserRole + n for n in range(2))
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop
INSIDE, GAP, RADIUS, _APART = 12, style.SPACE, 6, style.SPACE // 2
"""Inside the edge of a card, between two of them, the rounding of its corners, and between its lines, in pixels."""
_Kind = tuple[str, str, str]
_Key = tuple[str, ...]
"""What tells a fold from another, though the amounts in it may move: its kind, and for a cause its place."""


class Said(NamedTuple):
    """What a card says: the level whose mark it wears (blank for one that goes with its cause), the word for it, the
    place, and what is wrong."""

    level: str
    word: str
    place: str
    body: str


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


class FindingList(QListWidget):
    """A card for every finding. Those of one kind hide behind the first until it is unfolded or one is gone to.

    On the current one lies the card that `hold` was given, with real buttons; the others are painted.
    """

    folded = Signal()
    """Something was folded or unfolded."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.findings: tuple[Finding, ...] = ()
        """What is shown, row by row."""
        self.said: list[Said] = []
        """What the card of each row says."""
        self._unfolded: set[_Key] = set()
        self._card: QWidget | None = None
        self._relaying = QTimer(self, interval=0, singleShot=True)
        self._relaying.timeout.connect(self.doItemsLayout)
        self.setAccessibleName("问题列表")
        self.setItemDelegate(CardDelegate(self))
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        self.setMouseTracking(True)
        # A bar that comes and goes would change the width for which the lines were broken.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(lambda least, most: bar.setEnabled(most > least))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.currentRowChanged.connect(self._reveal)

    def hold(self, card: QWidget) -> None:
        """Let this lie on the current card; `relay` says that it needs another height."""
        card.setParent(self.viewport())
        card.hide()
        self._card = card

    def relay(self) -> None:
        """Give every card its height anew, once what happens now is over."""
        self._relaying.start()

    def card_height(self) -> int:
        """The height of what lies on the current card; 0 when nothing does."""
        card = self._card
        return card.heightForWidth(self.viewport().width()) if card is not None and not card.isHidden() else 0

    def doItemsLayout(self) -> None:
        super().doItemsLayout()
        self._place_card()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._place_card()

    def others(self) -> str:
        """What unfolds or folds those that go with the current one, in words; blank when there are none."""
        item = self.currentItem()
        return str(item.data(_FOLD) or "") if item is not None else ""

    def turn_others(self) -> None:
        """Unfold those that go with the current one, or fold them."""
        if not self._turn(self.currentRow(), True):
            self._turn(self.currentRow(), False)

    def _place_card(self) -> None:
        item = self.currentItem()
        if self._card is not None and item is not None:
            self._card.setGeometry(self.visualItemRect(item).adjusted(0, 0, 0, -GAP))

    def show_findings(self, findings: Sequence[Finding], said: Sequence[Said], current: int) -> None:
        """Show these findings, each with what its card says; rows stay where nothing new is said."""
        self.findings = tuple(findings)
        blocked = self.blockSignals(True)
        if list(said) != self.said:
            at = self.verticalScrollBar().value()
            # Taking the selection away lays out the old rows once more, which want what they said.
            self.clear()
            self.said = list(said)
            for one in said:
                item = QListWidgetItem(self)
                item.setData(_BODY, words.shortened(one.body, LONGEST))
                item.setToolTip(tip(one.body if len(one.body) > LONGEST else ""))
            self._fold()
            self.executeDelayedItemsLayout()
            self.verticalScrollBar().setValue(at)
        if self.currentRow() != current:
            self.setCurrentRow(current)
        if current >= 0 and self.isRowHidden(current):
            self._reveal(current)
        self.blockSignals(blocked)
        self.relay()

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
        for item, one in zip(map(self.item, range(self.count())), self.said, strict=True):
            head = "　".join(filter(None, (f"{one.level} {one.word}".strip(), one.place)))
            item.setText(f"{head}\n{item.data(_BODY)}")
        for shared, (first, *others) in self._groups():
            is_open = shared in self._unfolded
            item = self.item(first)
            followed = _has_followers([self.findings[row] for row in (first, *others)])
            told = (
                (f"由此还有 {len(others)} 处",) * 2
                if followed
                else (f"同类还有 {len(others)} 处", f"同类共 {len(others) + 1} 处")
            )
            item.setData(_FOLD, f"▾ {told[1]}" if is_open else f"▸ {told[0]}")
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
                self.folded.emit()
                return True
        return False

    def _reveal(self, row: int) -> None:
        """Bring the row that is gone to into sight, unfolding what hides it."""
        if 0 <= row < self.count():
            if self.isRowHidden(row):
                self._unfolded.update(shared for shared, rows in self._groups() if row in rows)
                self._fold()
            if self._card is not None:
                self.doItemsLayout()
            self.scrollToItem(self.item(row))


class CardDelegate(QStyledItemDelegate):
    """Paints the cards at rest: mark, word and place, the message below, the line that unfolds as a link."""

    def __init__(self, view: FindingList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as its lines are in the width of the list; the current one as high as what lies on it."""
        width = self._view.viewport().width()
        held = self._view.card_height() if index.row() == self._view.currentRow() else 0
        if held:
            return QSize(width, held + GAP)
        lines = self._lines(index, width)
        return QSize(width, sum(line.height for line in lines) + (len(lines) - 1) * _APART + 2 * INSIDE + GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = self._view
        if index.row() == view.currentRow() and view.card_height():
            return
        item = item_option(option)
        card = QRectF(item.rect.adjusted(0, 0, 0, -GAP)).adjusted(0.5, 0.5, -0.5, -0.5)
        state, palette = item.state, view.palette()
        is_current = bool(state & QStyle.StateFlag.State_Selected)
        is_under_mouse = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(style.color("hover" if is_under_mouse else "surface", palette))
        painter.setPen(QPen(style.color("accent" if is_current else "line", palette), 1))
        painter.drawRoundedRect(card, RADIUS, RADIUS)
        self._paint_words(painter, item.rect, index)
        painter.restore()

    def _paint_words(self, painter: QPainter, place: QRect, index: Index) -> None:
        said = self._view.said[index.row()]
        palette = self._view.palette()
        left, top = place.left() + INSIDE, place.top() + INSIDE
        word = QFontMetrics(self._small(bold=True))
        if said.level:
            square = side(self._view.fontMetrics())
            paint_level(painter, QRectF(left, top, square, square), said.level, palette)
            left += square + style.SPACE
        painter.setFont(self._small(bold=True))
        painter.setPen(style.level_color(said.level, palette) if said.level else style.color("text2", palette))
        painter.drawText(left, top + word.ascent(), said.word)
        for line in self._lines(index, place.width()):
            painter.setFont(line.font)
            painter.setPen(style.color(line.token, palette))
            painter.drawText(QRect(place.left() + line.left, top, line.width, line.height), _WRAP, line.text)
            top += line.height + _APART

    def _lines(self, index: Index, width: int) -> list[CardLine]:
        """The place beside the word of the level, the message, the line that unfolds, in a card of that width."""
        said = self._view.said[index.row()]
        plain, small = self._view.font(), self._small()
        mark = side(self._view.fontMetrics()) + style.SPACE if said.level else 0
        word = QFontMetrics(self._small(bold=True)).horizontalAdvance(said.word) + style.SPACE if said.word else 0
        parts = (
            (INSIDE + mark + word, small, "text2", said.place),
            (INSIDE, plain, "text" if said.level else "text2", self._body(index)),
            (INSIDE, plain, "accent", index.data(_FOLD)),
        )
        lines = []
        for left, font, token, text in parts:
            if text:
                room = QRect(0, 0, width - left - INSIDE, 0)
                height = QFontMetrics(font).boundingRect(room, _WRAP, text).height()
                lines.append(CardLine(left, room.width(), height, font, token, text))
        return lines

    def _body(self, index: Index) -> str:
        """What is wrong, as the card says it."""
        return str(index.data(_BODY))

    def _small(self, *, bold: bool = False) -> QFont:
        font = QFont(self._view.font())
        font.setPointSizeF(font.pointSizeF() * style.SMALL)
        font.setBold(bold)
        return font


class CardLine(NamedTuple):
    """A text on a card: how far in it begins, its extent, its type, the token of its colour."""

    left: int
    width: int
    height: int
    font: QFont
    token: str
    text: str
