"""A switch: a check box whose indicator is a track with a knob, to the right while it is on."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox

from ui.kit import style

_GAP = 6
"""Between the track and the words."""


class Switch(QCheckBox):
    """Space and a click turn it, as any check box."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        style.theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        track, metrics = self._track(), self.fontMetrics()
        words = metrics.size(Qt.TextFlag.TextShowMnemonic, self.text()).width() + _GAP if self.text() else 0
        return QSize(track.width() + words + 4, max(metrics.height(), track.height()) + 6)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, point: QPoint) -> bool:
        return self.rect().contains(point)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette, track = self.palette(), self._track()
        place = QRectF(2, (self.height() - track.height()) / 2, track.width(), track.height())
        is_on, may = self.isChecked(), self.isEnabled()
        edge = style.color(("accent" if is_on else "border") if may else "line2", palette)
        painter.setPen(QPen(edge, 1))
        painter.setBrush(edge if is_on else style.color("surface", palette))
        round_ = track.height() / 2
        painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), round_, round_)
        knob = track.height() - 6
        left = place.right() - knob - 3 if is_on else place.left() + 3
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.color("onaccent", palette) if is_on else edge)
        painter.drawEllipse(QRectF(left, place.top() + 3, knob, knob))
        words = self.rect().adjusted(round(place.right()) + _GAP, 0, 0, 0)
        painter.setPen(style.color("text" if may else "disabled", palette))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic
        painter.drawText(words, int(flags), self.text())
        if self.hasFocus():
            painter.setPen(QPen(style.color("focus", palette), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    def _track(self) -> QSize:
        high = max(round(self.fontMetrics().height() * 0.72), 12)
        return QSize(round(high * 1.9), high)
