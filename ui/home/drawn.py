"""Small pictures of how far something is: a ring of steps, bars of stages, dashes of days."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.findings.marks import StageCount
from ui.kit import style

_SIDE, _THICK = 7, 8
"""The side of the ring in characters, the thickness of its line in pixels."""
_BAR, _GAP = 6, 4


class Ring(QWidget):
    """Steps that are done, out of all, as a ring with the two numbers in it."""

    def __init__(self) -> None:
        super().__init__()
        self._done, self._of = 0, 0
        style.theme.changed.connect(self.update)

    def show_share(self, done: int, of: int) -> None:
        """Show these two numbers."""
        self._done, self._of = done, of
        self.setAccessibleName(f"{of}步完成{done}步")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        side = style.wide(_SIDE)
        return QSize(side, side)

    minimumSizeHint = sizeHint

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = min(self.width(), self.height()) - _THICK - 2
        ring = QRectF(0, 0, side, side)
        ring.moveCenter(QPointF(self.rect().center()))
        painter.setPen(QPen(style.color("line"), _THICK))
        painter.drawEllipse(ring)
        if self._of:
            color = style.color("ok" if self._done == self._of else "accent")
            painter.setPen(QPen(color, _THICK, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawArc(ring, 90 * 16, -round(360 * 16 * self._done / self._of))
        painter.setPen(style.color("text"))
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * 1.7)
        font.setBold(True)
        painter.setFont(font)
        middle = self.rect().adjusted(0, 0, 0, -self.height() // 7)
        painter.drawText(middle, Qt.AlignmentFlag.AlignCenter, f"{self._done}/{self._of}")
        painter.setFont(self.font())
        painter.setPen(style.color("text2"))
        below = self.rect().adjusted(0, self.height() // 3, 0, 0)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, "步已完成")


class Bars(QWidget):
    """A bar for each stage, as wide as its steps are many, filled as far as they are done, with its name below."""

    def __init__(self) -> None:
        super().__init__()
        self._stages: tuple[StageCount, ...] = ()
        self._at = ""
        style.theme.changed.connect(self.update)

    def show_stages(self, stages: Sequence[StageCount], at: str = "") -> None:
        """Show these stages; the one in which the work goes on stands out."""
        self._stages, self._at = tuple(stages), at
        self.setAccessibleName("；".join(f"{one.name}，{one.of}步完成{one.done}步" for one in stages))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(style.wide(6) * max(len(self._stages), 1), _BAR + 2 * _GAP + self.fontMetrics().lineSpacing())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bold = QFont(self.font())
        bold.setBold(True)
        metrics = QFontMetrics(bold)
        texts = [f"{one.name} {one.done}/{one.of}" for one in self._stages]
        least = [metrics.horizontalAdvance(text) + 2 * _GAP for text in texts]
        spare, steps = max(self.width() - sum(least), 0), sum(one.of for one in self._stages) or 1
        left = 0.0
        for one, text, room in zip(self._stages, texts, least, strict=True):
            wide = room + spare * one.of / steps
            bar = QRectF(left, 0, wide - _GAP, _BAR)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(style.color("line"))
            painter.drawRoundedRect(bar, 3, 3)
            painter.setBrush(style.color("ok" if one.done == one.of else "accent"))
            if one.done:
                painter.drawRoundedRect(QRectF(left, 0, bar.width() * one.done / one.of, _BAR), 3, 3)
            painter.setFont(bold if one.name == self._at else self.font())
            painter.setPen(style.color("accent" if one.name == self._at else "text2"))
            painter.drawText(QPointF(left, _BAR + _GAP + metrics.ascent()), text)
            left += wide


class Dashes(QWidget):
    """The days from the approval to the last one as dashes: those that are gone, and those that are left."""

    def __init__(self) -> None:
        super().__init__()
        self._gone, self._of = 0, 0
        style.theme.changed.connect(self.update)

    def show_days(self, gone: int, of: int) -> None:
        """Show so many dashes; none of 0."""
        self._gone, self._of = max(0, min(gone, of)), of
        self.setVisible(of > 0)
        self.setAccessibleName(f"{of}天过了{self._gone}天")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(style.wide(16), _BAR)

    minimumSizeHint = sizeHint

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        wide = self.width() / (self._of or 1)
        for day in range(self._of):
            painter.setBrush(style.color("border" if day < self._gone else "warn"))
            painter.drawRoundedRect(QRectF(day * wide, 0, wide - _GAP, _BAR), 3, 3)
