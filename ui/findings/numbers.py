"""The two numbers of a finding large and side by side, the digits that differ underlined, and their difference."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from forms.document.document import Document
from forms.document.finding import Finding
from models.money import NotMoney, parse
from ui.kit import style

_SHARES = (3, 3, 2)
_LINE = 2
"""The line under the digits that differ, in pixels."""


class Figure(NamedTuple):
    """One number: what it is, the digits, those of them that differ, and the token of their colour."""

    caption: str
    digits: str
    differing: tuple[int, int] = (0, 0)
    token: str = ""


class Numbers(QWidget):
    """Shows the figures of one finding; of one that is not about two numbers, nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._figures: tuple[Figure, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        style.theme.changed.connect(self.update)

    @property
    def spoken(self) -> str:
        """What is shown, for those who hear it."""
        return "，".join(f"{one.caption} {one.digits}" for one in self._figures)

    def show_finding(self, document: Document, finding: Finding) -> None:
        """Show the numbers of this finding."""
        self._figures = figures(document, finding) if tells_numbers(finding) else ()
        self.setVisible(bool(self._figures))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(0, figures_height(self.font()))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_figures(QPainter(self), self.rect(), self._figures, self)


def tells_numbers(finding: Finding) -> bool:
    """Whether it is about an amount that should be another one."""
    try:
        return all(parse(text) is not None for text in (finding.found, finding.expected))
    except NotMoney:
        return False


def figures(document: Document, finding: Finding) -> tuple[Figure, ...]:
    """What stands, what should stand, and the difference."""
    found, expected = finding.found, finding.expected
    mine, theirs = _differing(found, expected), _differing(expected, found)
    shown = (
        Figure("本格" if finding.address else "文中", found, mine, "error"),
        Figure(_source(document, finding), expected, theirs, "ok"),
    )
    return (*shown, Figure("相差", finding.difference)) if finding.difference else shown


def _source(document: Document, finding: Finding) -> str:
    """Where the expected number stands: 表五同一科目, as far as that can be said in two words."""
    for one in finding.related:
        table = document.edition.tables.get(one.table)
        if table and one.value == finding.expected and one.table != finding.table and one.row == finding.row:
            return f"{table.ordinal}同一科目"
    return "应为"


def _differing(one: str, other: str) -> tuple[int, int]:
    """From where to where a number differs from another that is meant in its place."""
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    if len(one) != len(other):
        return same, len(one)
    tail = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one[:same:-1], other[:same:-1], strict=True)))
    return same, len(one) - tail


def figures_height(font: QFont) -> int:
    """How high figures are beside text in this type."""
    return _small(font).height() + QFontMetrics(_large(font)).height() + _LINE + 1


def paint_figures(painter: QPainter, place: QRect, shown: Sequence[Figure], widget: QWidget) -> None:
    """Paint these figures side by side, in the type and the colours of the widget."""
    left = place.left()
    for figure, share in zip(shown, _SHARES, strict=False):
        width = place.width() * share // sum(_SHARES)
        _paint(painter, QRect(left, place.top(), width - style.SPACE, place.height()), figure, widget)
        left += width


def _paint(painter: QPainter, place: QRect, figure: Figure, widget: QWidget) -> None:
    palette = widget.palette()
    small = _small(widget.font())
    painter.setFont(_font(widget.font(), style.SMALL))
    painter.setPen(style.color("text2", palette))
    caption = small.elidedText(figure.caption, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, caption)
    font = _large(widget.font())
    while QFontMetrics(font).horizontalAdvance(figure.digits) > place.width() and font.pointSizeF() > 6:
        font.setPointSizeF(font.pointSizeF() - 0.5)
    metrics = QFontMetrics(font)
    base = place.bottom() - _LINE - metrics.descent()
    start, end = figure.differing
    left = place.left() + metrics.horizontalAdvance(figure.digits[:start])
    wide = metrics.horizontalAdvance(figure.digits[start:end])
    if figure.token and wide:
        top = base - metrics.ascent()
        painter.fillRect(QRect(left, top, wide, place.bottom() - top), style.color(f"{figure.token}tint", palette))
        painter.fillRect(QRect(left, place.bottom() - _LINE + 1, wide, _LINE), style.color(figure.token, palette))
    painter.setFont(font)
    painter.setPen(style.color("text" if figure.token else "text2", palette))
    painter.drawText(place.left(), base, figure.digits)


def _small(font: QFont) -> QFontMetrics:
    return QFontMetrics(_font(font, style.SMALL))


def _large(font: QFont) -> QFont:
    return _font(font, style.HERO)


def _font(font: QFont, share: float) -> QFont:
    scaled = QFont(font)
    scaled.setPointSizeF(font.pointSizeF() * share)
    return scaled
