"""Text broken into the lines of a cell: for its height, for drawing it, and for the words that explain it."""

from __future__ import annotations

import textwrap
from functools import lru_cache

from PySide6.QtGui import QFont, QFontMetrics, QTextLayout, QTextOption

MOST_LINES = 6
"""A row grows with its text up to so many lines; the rest shows in the tooltip and while editing."""
_TOLD_WIDTH = 44
"""The characters in a line of a tooltip."""


def lines(text: str, font: QFont, width: int) -> tuple[str, ...]:
    """The lines of a text in a cell of that width in pixels, all of them; one blank line for a blank text."""
    return _lines(text, font.toString(), max(width, 1))


def shown(text: str, font: QFont, width: int) -> tuple[str, ...]:
    """The lines that a cell shows; the last one ends in … when there are more."""
    broken = lines(text, font, width)
    if len(broken) <= MOST_LINES:
        return broken
    kept = broken[: MOST_LINES - 1]
    last, metrics = broken[MOST_LINES - 1].rstrip(), QFontMetrics(font)
    while last and metrics.horizontalAdvance(f"{last}…") > width:
        last = last[:-1]
    return (*kept, f"{last}…")


def tooltip(text: str) -> str:
    """The text for a tooltip, which does not break lines itself."""
    return "\n".join(textwrap.fill(paragraph, _TOLD_WIDTH) for paragraph in text.split("\n"))


@lru_cache(maxsize=8192)
def _lines(text: str, font: str, width: int) -> tuple[str, ...]:
    face = QFont()
    face.fromString(font)
    return tuple(line for paragraph in text.split("\n") for line in _broken(paragraph, face, width))


def _broken(paragraph: str, font: QFont, width: int) -> list[str]:
    if QFontMetrics(font).horizontalAdvance(paragraph) <= width:
        return [paragraph]
    layout = QTextLayout(paragraph, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    units = paragraph.encode("utf-16-le")  # Qt counts in these
    found = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        start = 2 * line.textStart()
        found.append(units[start : start + 2 * line.textLength()].decode("utf-16-le", "ignore"))
    layout.endLayout()
    return found
