"""Type on a PDF page: measuring and breaking Chinese text, and the pen that sets it with the fallback faces."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Literal

from forms.write.page import fonts
from forms.write.page.fonts import Role

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

Align = Literal["left", "center", "right"]

LEADING = 1.25
"""The distance of two lines of one text, in type sizes."""
MIDDLE = 0.37
"""How far above the baseline the middle of a Chinese character stands, in type sizes."""
Lines = tuple[str, ...]
_FILLED, _FILLED_AND_DRAWN = 0, 2
_BOLDER = 0.45
"""How thick the outlines of bold type are drawn, in points."""

# What is not broken: a number or foreign word, together with its sign and the brackets and stops that lean on it.
_PIECE = re.compile(
    r"[（“‘《〈〔「『【(\[]*(?:[≥≤＞＜><=＝±]*[0-9A-Za-z.,%+/-]+年?|.)[）”’》〉〕」』】)\]，。、；：！？…·%％,.;:!?]*",
    re.DOTALL,
)
_HANZI = re.compile(r"[\u4e00-\u9fff]+")

_remembered = lru_cache(maxsize=5_000)
"""A text comes again for each size that is tried and for the Word file: three in five are broken already."""


@lru_cache(maxsize=50_000)
def _ems(text: str, role: Role) -> float:
    return fonts.width(text, role, 1)


def width(text: str, role: Role, size: float) -> float:
    """How wide the text stands on one line, in points."""
    return _ems(text, role) * size


@_remembered
def wrap(text: str, role: Role, size: float, room: float) -> Lines:
    """The text in lines no wider than `room` points; numbers stay whole and stops begin no line where that can be."""
    return _filled(_PIECE.findall(text), role, size, room)


@_remembered
def wrap_paragraph(text: str, role: Role, size: float, room: float, indent: float) -> Lines:
    """The same for a paragraph whose first line begins `indent` points further in."""
    return _filled(_PIECE.findall(text), role, size, room, indent)


def wrap_evenly(text: str, role: Role, size: float, room: float) -> Lines:
    """The same number of lines as `wrap` gives, about equally long; for titles."""
    return _even(_PIECE.findall(text), role, size, room)


@_remembered
def wrap_caption(text: str, role: Role, size: float, room: float) -> Lines:
    """A caption in even lines that end where a word does: the words of budgets are pairs, counted from the end.

    What stands in brackets behind it begins a line of its own where not all has room on one: 价值 （金额单位： 万元）.
    """
    own, bracket, rest = text.partition("（")
    if own and bracket and width(text, role, size) > room:
        unit, colon, name = rest.partition("：")
        is_short = width(bracket + rest, role, size) <= room or not name
        behind = (bracket + rest,) if is_short else (bracket + unit + colon, name)
        lines = (wrap_evenly(part, role, size, room) for part in behind)
        return (*wrap_caption(own, role, size, room), *chain.from_iterable(lines))
    if not _HANZI.fullmatch(text):
        return wrap_evenly(text, role, size, room)
    odd = len(text) % 2
    pairs = [text[start : start + 2] for start in range(odd, len(text), 2)]
    return _even([text[:odd] + pairs[0], *pairs[1:]] if pairs else [text], role, size, room)


def _filled(pieces: Sequence[str], role: Role, size: float, room: float, indent: float = 0.0) -> Lines:
    """Every line takes as many pieces as it has room for; a piece too wide for a line is broken anywhere."""
    widths = [width(piece, role, size) for piece in pieces]
    if indent + sum(widths) <= room:
        return ("".join(pieces),) if pieces else ()
    lines: list[str] = []
    line, used = "", indent
    for piece, whole in zip(pieces, widths, strict=True):
        for part in (piece,) if whole <= room else piece:
            wide = whole if part is piece else width(part, role, size)
            if line and used + wide > room:
                lines.append(line.rstrip())
                line, used = "", 0.0
            if line or not lines or not part.isspace():  # a blank between two words ends with the line
                line += part
                used += wide
    return (*lines, line.rstrip())


def _even(pieces: Sequence[str], role: Role, size: float, room: float) -> Lines:
    """As many lines as `_filled` makes, within the least room that holds them."""
    widest = _filled(pieces, role, size, room)
    tried = sum(width(piece, role, size) for piece in pieces) / max(len(widest), 1)
    while tried < room:
        lines = _filled(pieces, role, size, tried)
        if len(lines) == len(widest):
            return lines
        tried += size / 4
    return widest


class Pen:
    """Sets text and lines on one page. All text of a page goes into one text object, which keeps the file small."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self._text = canvas.beginText()
        self._face = ("", 0.0)
        self._spacing = 0.0
        self._bold = False

    def write(
        self,
        x: float,
        y: float,
        text: str,
        role: Role,
        size: float,
        align: Align = "left",
        *,
        spacing: float = 0.0,
        bold: bool = False,
    ) -> None:
        """One line of text with its baseline at `y`; `x` is its left edge, its middle or its right edge.

        `spacing` is put between the characters, in points. `bold` draws the outlines too: no 仿宋 has a bold cut.
        """
        if not text:
            return
        if align != "left":
            wide = width(text, role, size)
            x -= wide if align == "right" else wide / 2
        self._text.setTextOrigin(round(x, 2), round(y, 2))
        if spacing != self._spacing:
            self._text.setCharSpace(spacing)
            self._spacing = spacing
        if bold != self._bold:
            self._text.setTextRenderMode(_FILLED_AND_DRAWN if bold else _FILLED)
            self._bold = bold
        for name, piece in fonts.runs(text, role):
            if self._face != (name, size):
                self._text.setFont(name, size)
                self._face = (name, size)
            self._text.textOut(piece)

    def block(self, x: float, middle: float, lines: Lines, role: Role, size: float, align: Align) -> None:
        """Lines of one text, their whole centred upon the height `middle`."""
        first = middle + (len(lines) - 1) / 2 * size * LEADING - size * MIDDLE
        for number, line in enumerate(lines):
            self.write(x, first - number * size * LEADING, line, role, size, align)

    def rules(self, lines: list[tuple[float, float, float, float]], thickness: float = 0.5) -> None:
        """Straight lines, each from one point to another."""
        self.canvas.setLineWidth(thickness)
        self.canvas.lines([tuple(round(value, 2) for value in line) for line in lines])

    def finish(self) -> None:
        """Puts the text on the page; the pen is used up, and the next one on it begins with plain type."""
        if self._spacing:
            self._text.setCharSpace(0)
        if self._bold:
            self._text.setTextRenderMode(_FILLED)
        self.canvas.setLineWidth(_BOLDER)
        self.canvas.drawText(self._text)
