"""The list on the left: the steps of one stage, or what it consists of, each with its mark; a click goes there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from forms.document.document import Document
from forms.document.finding import Finding
from ui.findings.marks import DONE, Milestone, mark
from ui.kit import style
from ui.kit.plain import Label, tip
from ui.kit.qt import Index, item_option
from ui.kit.side_panels import SidePanel
from ui.kit.steps import steps
from ui.parts.step_marks import Shape, color, mark_side, paint, shape

_STEP, _SIGN, _STATE, _HELD, _PART = (Qt.ItemDataRole.UserRole + n for n in range(5))
_NAME = "各步"
_RAIL = 4
"""So many characters of a name stand in one line of the rail."""
_SMALL, _INDENT, _BAR, _EDGE = 0.9, 14, 4, 3
"""The second line in proportion to the first; how far a held table is set in; the two bars, in pixels."""
_ROOM = 6
"""Above and below what is said of a step, in pixels."""
_TALL = 1000
"""More than a name is ever high, in pixels."""
BACK, NEXT = "‹ 上一步(&P)", "下一步 ›(&N)"


class StepList(SidePanel):
    """Shows the steps of the stage in which the clerk is."""

    chosen = Signal(str)
    """The id of the step the clerk went to."""
    part_chosen = Signal(str)
    """The part of a page the clerk went to."""
    turned = Signal(int)
    """One step on (1) or back (-1)."""
    entered = Signal()
    """The clerk went to a step to work on it, not past it with the arrow keys."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(_NAME, "left", parent)
        self._document = document
        self._stage = ""
        self._marks: dict[str, tuple[str, str]] = {}
        """The sign of each step of the disclosure, and the same in words."""
        self._milestones: tuple[Milestone, ...] = ()
        """What stands in the place of steps in a stage that has none."""
        self.list = _Steps()
        self.list.setItemDelegate(_StepDelegate(self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.viewport().setAutoFillBackground(False)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName("这一阶段的各步")
        self._title, self._share, self._bar = Label(), Label(), _Share()
        style.heading(self._title, 1.0)
        style.tint(self._share, "text2")
        self.back, self.next = QPushButton(BACK), QPushButton(NEXT)
        self._lay_out()
        self.worked_in = self.list
        self.list.currentItemChanged.connect(self._choose)
        self.back.clicked.connect(lambda: self.turned.emit(-1))
        self.next.clicked.connect(lambda: self.turned.emit(1))
        for led in (self.list.itemClicked, self.list.itemActivated, self.back.clicked, self.next.clicked):
            led.connect(lambda *_: self.entered.emit())

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addWidget(self._share, 1)
        head.addWidget(self.fold)
        self._foot = QHBoxLayout()
        for button in (self.back, self.next):
            button.setAutoDefault(False)
            self._foot.addWidget(button, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, style.SPACE // 2, 0, style.SPACE)
        layout.setSpacing(style.SPACE)
        bar = QHBoxLayout()
        bar.addWidget(self._bar)
        for line in (head, bar, self._foot):
            line.setContentsMargins(style.SPACE, 0, style.SPACE, 0)
        layout.addLayout(head)
        layout.addLayout(bar)
        layout.addWidget(self.list, 1)
        layout.addLayout(self._foot)

    def show_folded(self, folded: bool) -> None:
        """The rail has the steps by their short names."""
        for widget in (self._title, self._share, self._bar):
            widget.setVisible(not folded)
        self.back.setText("‹" if folded else BACK)
        self.next.setText("›" if folded else NEXT)
        for button, name, words in ((self.back, "上一步", BACK), (self.next, "下一步", NEXT)):
            button.setShortcut(QKeySequence.mnemonic(words))
            button.setAccessibleName(name)
            button.setMinimumWidth(0)
        self._name()

    @property
    def rail_width(self) -> int:
        """The width of the folded list: marks, short names and the bar that scrolls."""
        return style.wide(_RAIL) + mark_side(self.list.fontMetrics()) + 6 * style.SPACE

    def names(self) -> list[str]:
        """What the steps of the stage are called, in their order."""
        return [item.text() for item in self._items()]

    def select(self, step: str) -> None:
        """Mark the step that the middle shows, and show its stage; of a page that is no step none is marked."""
        stage = next((each.stage for each in steps(self._document) if each.id == step), self._stage)
        if stage != self._stage:
            self._milestones = ()
            self._show_stage(stage)
        current = self.list.currentItem()
        if current is None or current.data(_STEP) != step:
            self.list.setCurrentRow(next((n for n, item in enumerate(self._items()) if item.data(_STEP) == step), -1))

    def show_milestones(self, stage: str, milestones: Sequence[Milestone], at: str, part: str = "") -> None:
        """Show what a stage consists of, and mark what of it is done on the page `at`, the `part` that is meant."""
        is_other = stage != self._stage or len(milestones) != len(self._milestones)
        self._milestones = tuple(milestones)
        if is_other:
            self._show_stage(stage)
        else:
            self._name()
        here = [n for n, one in enumerate(milestones) if one.to == at]
        row = next((n for n in here if milestones[n].part == part), here[0] if here else -1)
        self.list.blockSignals(True)
        self.list.setCurrentRow(row)
        self.list.blockSignals(False)
        self.list.viewport().update()

    def refresh(self, findings: Sequence[Finding]) -> None:
        """Draw every mark anew."""
        self._marks = {step.id: mark(self._document, findings, step.id) for step in steps(self._document)}
        if self._stage:
            self._name()

    def marks(self) -> dict[str, str]:
        """The mark that stands before each step of the disclosure."""
        return {step: sign for step, (sign, _) in self._marks.items()}

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.list.doItemsLayout()

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _show_stage(self, stage: str) -> None:
        self._stage = stage
        self.list.blockSignals(True)
        self.list.clear()
        own = [step.id for step in steps(self._document) if step.stage == stage]
        for to in [one.to for one in self._milestones] or own:
            item = QListWidgetItem()
            item.setData(_STEP, to)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self._name()

    def _name(self) -> None:
        """The rail has no room for more than short names."""
        if self._milestones:
            self._name_milestones()
        else:
            self._name_steps()
        done, of = sum(item.data(_SIGN) in DONE for item in self._items()), self.list.count()
        self._title.setText(self._stage)
        is_counted = not any(one.part for one in self._milestones)
        self._share.setText(f"{done}/{of} 已完成" if is_counted else "")
        self._bar.show_share(done, of)
        self._bar.setVisible(is_counted and not self.is_folded)
        self.list.doItemsLayout()

    def _name_milestones(self) -> None:
        for item, one in zip(self._items(), self._milestones, strict=True):
            item.setText(one.name)
            item.setData(_PART, one.part)
            item.setData(_SIGN, one.sign)
            item.setData(_STATE, "" if self.is_folded else one.said)
            item.setToolTip(tip(f"{one.name}\n{one.said}"))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{one.name}，{one.said}")

    def _name_steps(self) -> None:
        at = {step.id: step for step in steps(self._document)}
        for item in self._items():
            step = at[item.data(_STEP)]
            sign, meaning = self._marks.get(step.id, ("·", ""))
            item.setText(step.short if self.is_folded else step.name)
            item.setData(_SIGN, sign)
            item.setData(_STATE, "" if self.is_folded else _state(sign, meaning))
            item.setData(_HELD, step.is_held and not self.is_folded)
            item.setToolTip(tip(f"{step.title}\n{meaning}"))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{step.name}，{meaning}")

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            part = item.data(_PART)
            self.chosen.emit(item.data(_STEP))
            if part:
                self.part_chosen.emit(part)


def _state(sign: str, meaning: str) -> str:
    """The second line of a step: what of its state is worth a word."""
    match shape(sign):
        case Shape.ERROR | Shape.WARNING:
            return meaning
        case Shape.NOT_BEGUN:
            return "待填"
        case Shape.NOT_APPLICABLE:
            return "不适用"
        case Shape.BEGUN:
            return meaning
    return ""


class _Steps(QListWidget):
    """Its rows get their heights anew at once when it becomes wider or narrower."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.doItemsLayout()


class _StepDelegate(QStyledItemDelegate):
    """Paints mark, name and state; the name is never cut, it takes the lines it needs."""

    def __init__(self, view: QListWidget) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        item = item_option(option)
        row, palette = item.rect, item.palette
        is_current = bool(item.state & QStyle.StateFlag.State_Selected)
        if is_current or item.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(row, style.color("surface" if is_current else "hover", palette))
        if is_current:
            painter.fillRect(row.left(), row.top(), _EDGE, row.height(), style.color("accent", palette))
        if is_current and item.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(style.color("focus", palette))
            painter.drawRect(row.adjusted(0, 0, -1, -1))
        side = mark_side(self._view.fontMetrics())
        name, state = self._rects(row, index)
        top = name.top() + (self._view.fontMetrics().lineSpacing() - side) / 2
        of = shape(index.data(_SIGN))
        paint(painter, QRectF(self._left(row, index), top, side, side), of, palette)
        painter.setFont(self._font(is_current))
        painter.setPen(style.color("accent" if is_current else "text", palette))
        painter.drawText(name, Qt.TextFlag.TextWordWrap, str(index.data()))
        if text := index.data(_STATE):
            painter.setFont(self._small())
            is_loud = of in (Shape.ERROR, Shape.WARNING)
            painter.setPen(color(of, palette) if is_loud else style.color("text3", palette))
            painter.drawText(state, Qt.TextFlag.TextWordWrap, text)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        name, state = self._rects(QRect(0, 0, width, _TALL), index)
        return QSize(0, (state if index.data(_STATE) else name).bottom() + 1 + _ROOM)

    def _left(self, row: QRect, index: Index) -> int:
        return row.left() + _EDGE + style.SPACE + (_INDENT if index.data(_HELD) else 0)

    def _rects(self, row: QRect, index: Index) -> tuple[QRect, QRect]:
        """Where the name stands and where the state does."""
        left = self._left(row, index) + mark_side(self._view.fontMetrics()) + style.SPACE // 2
        room = QRect(left, row.top() + _ROOM, row.right() - left - 2, _TALL)
        wrap = Qt.TextFlag.TextWordWrap
        name = QFontMetrics(self._font(True)).boundingRect(room, wrap, str(index.data()))
        name.setWidth(room.width())
        below = QRect(left, name.bottom() + 1, room.width(), _TALL)
        state = QFontMetrics(self._small()).boundingRect(below, wrap, index.data(_STATE) or "")
        state.setWidth(room.width())
        return name, state

    def _font(self, is_current: bool) -> QFont:
        font = QFont(self._view.font())
        font.setBold(is_current)
        return font

    def _small(self) -> QFont:
        font = QFont(self._view.font())
        font.setPointSizeF(font.pointSizeF() * _SMALL)
        return font


class _Share(QWidget):
    """A thin bar: the steps of the stage that are done."""

    def __init__(self) -> None:
        super().__init__()
        self._done, self._of = 0, 0
        self.setFixedHeight(_BAR)
        style.theme.changed.connect(self.update)

    def show_share(self, done: int, of: int) -> None:
        """Show so many steps out of so many."""
        self._done, self._of = done, of
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for token, share in (
            ("line", 1.0),
            ("ok" if self._done == self._of else "accent", self._done / (self._of or 1)),
        ):
            painter.setBrush(style.color(token))
            painter.drawRoundedRect(QRectF(0, 0, self.width() * share, _BAR), _BAR / 2, _BAR / 2)
