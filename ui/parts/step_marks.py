"""The marks of the steps as they are painted: each state has a shape of its own, so that no colour has to be told."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit import style
from ui.parts.marks import paint_level


class Shape(Enum):
    """What a step is, by the token of its colour."""

    NOT_BEGUN = "border"
    BEGUN = "accent"
    DONE = "ok"
    NOT_APPLICABLE = "ok "
    WARNING = "warn"
    ERROR = "error"
    HINT = "hint"


_BY_SIGN = {
    "×": Shape.ERROR,
    "!": Shape.WARNING,
    "✓": Shape.DONE,
    "—": Shape.NOT_APPLICABLE,
    "·": Shape.NOT_BEGUN,
    "0": Shape.NOT_BEGUN,
    "H": Shape.HINT,
}


def mark_side(metrics: QFontMetrics) -> int:
    """The side of the mark before a line of text."""
    return round(metrics.height() * 0.78)


class StepMark(QWidget):
    """A mark as a part of a card."""

    def __init__(self, of: Shape) -> None:
        super().__init__()
        self._shape = of
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        style.theme.changed.connect(self.update)

    def show_shape(self, of: Shape, told: str) -> None:
        """Show another one, which a screen reader calls `told`."""
        self._shape = of
        self.setAccessibleName(told)
        self.update()

    def sizeHint(self) -> QSize:
        side = mark_side(self.fontMetrics())
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint(QPainter(self), QRectF(self.rect()), self._shape, self.palette())


def shape(sign: str) -> Shape:
    """The shape of a sign that `ui.findings.marks.mark` gives."""
    return _BY_SIGN.get(sign[:1], Shape.BEGUN)


def color(of: Shape, palette: QPalette | None = None) -> QColor:
    """The colour of a shape."""
    return style.color(of.value.strip(), palette)


def paint(painter: QPainter, square: QRectF, of: Shape, palette: QPalette | None = None) -> None:
    """Paint a shape into a square."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    thick = max(square.width() / 9, 1.5)
    pen = QPen(color(of, palette), thick, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    inside = square.adjusted(thick, thick, -thick, -thick)
    match of:
        case Shape.NOT_BEGUN:
            painter.drawEllipse(inside)
        case Shape.BEGUN:
            painter.drawEllipse(inside)
            painter.setBrush(color(of, palette))
            painter.drawPie(inside, 90 * 16, -180 * 16)
        case Shape.NOT_APPLICABLE:
            painter.drawEllipse(inside)
            painter.drawLine(_at(inside, 0.25, 0.5), _at(inside, 0.75, 0.5))
        case Shape.DONE:
            painter.drawPolyline([_at(inside, 0.0, 0.55), _at(inside, 0.35, 0.9), _at(inside, 1.0, 0.1)])
        case Shape.WARNING:
            painter.drawPolygon(QPolygonF([_at(inside, 0.5, 0.0), _at(inside, 1.0, 0.95), _at(inside, 0.0, 0.95)]))
            painter.drawLines([QLineF(_at(inside, 0.5, 0.38), _at(inside, 0.5, 0.58))])
            painter.drawPoint(_at(inside, 0.5, 0.77))
        case Shape.HINT:
            paint_level(painter, square, "H", palette)
        case Shape.ERROR:
            painter.setBrush(color(of, palette))
            painter.drawRoundedRect(inside, 2, 2)
            painter.setPen(QPen(style.color("surface", palette), thick))
            painter.drawLine(_at(inside, 0.25, 0.25), _at(inside, 0.75, 0.75))
            painter.drawLine(_at(inside, 0.75, 0.25), _at(inside, 0.25, 0.75))
    painter.restore()


def _at(square: QRectF, x: float, y: float) -> QPointF:
    """A point of a square by its share of the width and of the height."""
    return QPointF(square.left() + x * square.width(), square.top() + y * square.height())
