"""The findings panel folded to a rail: how many there are of each kind; a click opens the panel on that kind."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from forms.document.finding import LEVEL_WORDS
from ui.kit import style
from ui.kit.plain import tip


class FindingsRail(QWidget):
    """A narrow column of counts; `chosen` tells the kind that was clicked."""

    chosen = Signal(str)

    def __init__(self, kinds: Mapping[str, str]) -> None:
        """`kinds`: what each filter of the panel is called."""
        super().__init__()
        self.buttons = {kind: _Count(kind, name) for kind, name in kinds.items()}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, style.SPACE // 2, 0, 0)
        layout.setSpacing(style.SPACE)
        for kind, button in self.buttons.items():
            button.clicked.connect(partial(self.chosen.emit, kind))
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many there are; a level that has some wears its colour."""
        for kind, button in self.buttons.items():
            button.show_count(counts[kind])

    def texts(self) -> list[str]:
        """What stands on the rail."""
        return [button.text() for button in self.buttons.values()]


class _Count(QAbstractButton):
    """A number in bold over its word; nought stands back."""

    def __init__(self, kind: str, name: str) -> None:
        super().__init__()
        self._kind, self._name, self._count = kind, name, 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setToolTip(tip(f"打开问题，只看{name}"))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        style.theme.changed.connect(self.update)

    def show_count(self, count: int) -> None:
        """Show how many there are."""
        self._count = count
        self.setText(f"{count} {self._name}")
        self.setAccessibleName(f"{self._name} {count}，打开问题")
        self.update()

    def sizeHint(self) -> QSize:
        word, number = (QFontMetrics(self._type(share)) for share in (style.TINY, style.CARD))
        wide = max(word.horizontalAdvance(self._name), number.horizontalAdvance("000")) + style.SPACE
        return QSize(wide, word.height() + number.height() + style.SPACE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, palette = QPainter(self), self.palette()
        if self.underMouse() or self.isDown():
            painter.fillRect(self.rect(), style.color("hover", palette))
        color = style.color("text3" if not self._count else "text2", palette)
        if self._count and self._kind in LEVEL_WORDS:
            color = style.level_color(self._kind, palette)
        painter.setPen(color)
        half = style.SPACE // 2
        number = self._type(style.CARD, bold=bool(self._count))
        high = QFontMetrics(number).height()
        painter.setFont(number)
        painter.drawText(QRect(0, half, self.width(), high), Qt.AlignmentFlag.AlignCenter, str(self._count))
        painter.setFont(self._type(style.TINY))
        below = QRect(0, half + high, self.width(), self.height() - high - 2 * half)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self._name)
        if self.hasFocus():
            painter.setPen(QPen(style.color("focus", palette), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def _type(self, share: float, *, bold: bool = False) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * share)
        font.setBold(bold)
        return font
