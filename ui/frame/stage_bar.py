"""The stages of the work in a row, from 准备 to 公开: how far each is, which one lies open, how much time is left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy, QWidget

from ui.kit import style
from ui.kit.plain import Label, tip
from ui.parts.step_marks import Shape, paint

_EDGE, _GAP, _UNDER, _LINE = 12, 6, 3, 14
"""The margins of the bar, the gap inside a stage, the line under the open one, the line between two, in pixels."""


class Fold(Enum):
    """How much a stage says: name and count, the name alone, the number alone. The open one says all."""

    COUNTS = 0
    NAMES = 1
    NUMBERS = 2


@dataclass(frozen=True, slots=True)
class StageState:
    """How far a stage is: its steps that are done, out of all; none for a stage that is a page of its own."""

    name: str
    done: int
    of: int
    errors: int = 0

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do in it."""
        return self.done == self.of

    @property
    def spoken(self) -> str:
        """The stage in words."""
        steps = f"{self.of}步完成{self.done}步" if self.of > 1 else "已完成" if self.is_done else "未完成"
        return f"{self.name}，{steps}" + (f"，错误{self.errors}" if self.errors else "")


class StageButton(QAbstractButton):
    """One stage: its number in a ring, or ✓ when it is done, its name, and how many of its steps are done."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number
        self._state = StageState("", 0, 0)
        self._fold = Fold.COUNTS
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        style.theme.changed.connect(self.update)

    def show_state(self, state: StageState, *, is_open: bool) -> None:
        """Show how far it is, and whether the clerk is in it."""
        self._state = state
        self.setChecked(is_open)
        self.setAccessibleName(state.spoken + ("，当前" if is_open else ""))
        self.setToolTip(tip(f"{state.spoken}（Ctrl+{self._number}）"))
        self.updateGeometry()
        self.update()

    def fold(self, fold: Fold) -> None:
        """Say as much as there is room for."""
        self._fold = fold
        self.updateGeometry()

    @property
    def name(self) -> str:
        """What the stage is called."""
        return self._state.name

    def sizeHint(self) -> QSize:
        words = [QFontMetrics(self._font()).horizontalAdvance(part) for part in self._words()]
        return QSize(self._ring + sum(words) + _GAP * (len(words) + 1), self._ring + 4 * _GAP)

    minimumSizeHint = sizeHint

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            painter.fillRect(self.rect(), style.color("hover"))
        if self.hasFocus():
            painter.setPen(style.color("focus"))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        ring = QRectF(_GAP / 2, (self.height() - self._ring) / 2, self._ring, self._ring).adjusted(1, 1, -1, -1)
        self._paint_ring(painter, ring)
        font, left = self._font(), round(ring.right()) + _GAP
        painter.setFont(font)
        tokens = ("accent" if self.isChecked() else "text", "error" if self._state.errors else "text3")
        for word, token in zip(self._words(), tokens, strict=False):
            width = QFontMetrics(font).horizontalAdvance(word)
            painter.setPen(style.color(token))
            painter.drawText(QRect(left, 0, width + 1, self.height()), Qt.AlignmentFlag.AlignVCenter, word)
            left += width + _GAP
        if self.isChecked():
            painter.fillRect(0, self.height() - _UNDER, self.width(), _UNDER, style.color("accent"))

    @property
    def _ring(self) -> int:
        return round(self.fontMetrics().height() * 1.15)

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setBold(self.isChecked())
        return font

    def _words(self) -> list[str]:
        """What stands behind the ring: the name, and how many are done."""
        fold = Fold.COUNTS if self.isChecked() else self._fold
        count = f"{self._state.done}/{self._state.of}" if self._state.of > 1 else ""
        return [] if fold == Fold.NUMBERS else [self.name, count] if count and fold == Fold.COUNTS else [self.name]

    def _paint_ring(self, painter: QPainter, ring: QRectF) -> None:
        is_open, is_done = self.isChecked(), self._state.is_done
        painter.setPen(QPen(style.color("accent" if is_open else "ok" if is_done else "border"), 1.5))
        painter.setBrush(style.color("accent" if is_open else "surface"))
        painter.drawEllipse(ring)
        if is_done and not is_open:
            aside = ring.width() * 0.22
            paint(painter, ring.adjusted(aside, aside, -aside, -aside), Shape.DONE)
            return
        small = QFont(self.font())
        small.setPointSizeF(small.pointSizeF() * 0.88)
        painter.setFont(small)
        painter.setPen(style.color("onaccent" if is_open else "text2"))
        painter.drawText(ring, Qt.AlignmentFlag.AlignCenter, str(self._number))


class StageBar(QWidget):
    """The stages left, the days that are left and the state of the disclosure right."""

    chosen = Signal(str)
    """The name of the stage the clerk goes to."""

    def __init__(self, state: QWidget) -> None:
        """`state`: the button of the state, which stands at the end."""
        super().__init__()
        self.setObjectName("stages")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.buttons: list[StageButton] = []
        self._lines: list[QFrame] = []
        """The line before each stage but the first."""
        self._state = state
        self.days = Label()
        self.days.setProperty("chip", "warn")
        self.days.hide()
        self._stages = QHBoxLayout()
        self._stages.setSpacing(0)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(_EDGE // 2, 0, _EDGE, 0)
        self._row.setSpacing(style.SPACE)
        self._row.addLayout(self._stages)
        self._row.addStretch(1)
        for end in (self.days, state):
            self._row.addWidget(end, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_stages(self, stages: Sequence[StageState], current: str, days: str) -> None:
        """Show how far each stage is, which lies open, and how many days are left; blank while none are counted."""
        while len(self.buttons) < len(stages):
            self._add()
        for button, state in zip(self.buttons, stages, strict=False):
            button.show_state(state, is_open=state.name == current)
        for place, button in enumerate(self.buttons):
            button.setVisible(place < len(stages))
        for place, line in enumerate(self._lines, 1):
            line.setVisible(place < len(stages))
        self.days.setText(days)
        self.days.setVisible(bool(days))
        self.fit()

    @property
    def current(self) -> StageButton | None:
        """The stage that lies open."""
        return next((button for button in self.buttons if button.isChecked()), None)

    def fit(self) -> None:
        """Say as much as the width allows."""
        for fold in Fold:
            for button in self.buttons:
                button.fold(fold)
            self._stages.invalidate()
            self._row.invalidate()
            if self._row.sizeHint().width() <= self.width():
                break
        # At once: what has become narrower must not stand cut until the next round of events.
        self._row.activate()

    def minimumSizeHint(self) -> QSize:
        """It can be as narrow as its last fold, whatever is shown now."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Before it is shown, its parts do not know the room that their looks take."""
        super().showEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fit()

    def _add(self) -> None:
        if self.buttons:
            line = QFrame()
            line.setFixedSize(_LINE, 1)
            line.setProperty("line", True)
            self._lines.append(line)
            self._stages.addWidget(line)
        button = StageButton(len(self.buttons) + 1)
        # A shortcut of the button itself would press it for a tenth of a second first.
        for called in (button.clicked, QShortcut(QKeySequence(f"Ctrl+{len(self.buttons) + 1}"), self).activated):
            called.connect(lambda: self.chosen.emit(button.name))
        self._stages.addWidget(button)
        self.buttons.append(button)
