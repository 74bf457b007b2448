"""What is printed on a page: visible characters and ruled lines, turned upright, in points from the top left corner.

pdfium tells them in the order of the file and with the axes of the file. What stands slanted or across the direction of
most of the text (a watermark, the page number of a turned page) is left out.
"""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from forms.readers.pdf.drawings import THIN, Box, Drawn, Point, box, drawn_on, key_of
from forms.readers.pdf.limits import Allowance

_INVISIBLE = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)
_HYPHEN = "\x02"
"""What pdfium makes of a hyphen at the end of a line."""
_RADICALS = range(0x2E80, 0x2FE0)
"""Some fonts name ordinary characters by the radical of the same shape: ⼀ for 一."""
_PART_OF_FONT = re.compile(r"^[A-Z]{6}\+")
UNKNOWN = "\ufffd"
"""A character that the file gives no meaning to."""
_SHORT = 1.0


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character: its left and right side, its baseline, its size and font, and the object that printed it.

    `place` is the point by which it belongs to a cell: its middle, moved into the part of the page that its object may
    print on, which ends on the right at `limit`.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float
    font: str
    place: Point
    limit: float = math.inf

    @property
    def is_blank(self) -> bool:
        return self.text.isspace()


@dataclass(frozen=True, slots=True)
class RuledLine:
    """A line from `start` to `end`; an upright one at so many points from the left, a level one from the top."""

    is_upright: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Marks:
    """All that is printed on one page; `has_picture` when pictures are among it."""

    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    lines: tuple[RuledLine, ...]
    has_picture: bool


@dataclass(frozen=True, slots=True)
class _Print:
    """How one object prints its text: size, font, where it may print, and the quarters it is turned."""

    size: float
    font: str
    clip: Box | None
    turns: int


@dataclass(frozen=True, slots=True)
class _Letter:
    """A character with the axes of the file."""

    text: str
    corners: Box
    origin: Point
    how: _Print


def marks(page: Any, allowance: Allowance) -> Marks:
    """All that is printed on a page of pypdfium2."""
    drawn = drawn_on(page, allowance)
    letters = list(_letters(page, drawn, allowance))
    turns = Counter(letter.how.turns for letter in letters if not letter.text.isspace())
    turn = max(turns, key=lambda turned: turns[turned], default=0)
    left, bottom, right, top = page.get_cropbox()
    (x0, y0), (x1, y1) = box(_turned((left, bottom), turn), _turned((right, top), turn))
    glyphs = []
    for letter in letters:
        if letter.how.turns == turn:
            glyph = _upright(letter, turn, (x0, y0))
            if 0 <= glyph.place[0] <= x1 - x0 and 0 <= glyph.place[1] <= y1 - y0:
                glyphs.append(glyph)
    lines = []
    for one, other in drawn.segments:
        start, end = box(_turned(one, turn), _turned(other, turn))
        line = _line((start[0] - x0, start[1] - y0), (end[0] - x0, end[1] - y0))
        if line is not None:
            lines.append(line)
    return Marks(x1 - x0, y1 - y0, tuple(glyphs), tuple(lines), drawn.has_picture)


def _upright(letter: _Letter, turn: int, corner: Point) -> Glyph:
    x0, y0 = corner
    (left, _), (right, _) = box(*(_turned(point, turn) for point in letter.corners))
    baseline = _turned(letter.origin, turn)[1]
    x, y = (left + right) / 2, baseline - letter.how.size / 3
    limit = math.inf
    if letter.how.clip is not None:
        (low_x, low_y), (high_x, high_y) = box(*(_turned(point, turn) for point in letter.how.clip))
        x, y, limit = min(max(x, low_x), high_x), min(max(y, low_y), high_y), high_x - x0
    sides = left - x0, right - x0, baseline - y0
    return Glyph(letter.text, *sides, letter.how.size, letter.how.font, (x - x0, y - y0), limit)


def _turned(point: Point, turn: int) -> Point:
    """A point of the file with the text running to the right and the lines going down."""
    x, y = point
    return ((x, -y), (y, x), (-x, y), (-y, -x))[turn]


def _line(start: Point, end: Point) -> RuledLine | None:
    """The line that fills a box; None when it is neither upright nor level, or only a dot."""
    width, height = end[0] - start[0], end[1] - start[1]
    if not all(map(math.isfinite, (*start, *end))) or max(width, height) < _SHORT or min(width, height) > THIN:
        return None
    if width > height:
        return RuledLine(False, (start[1] + end[1]) / 2, start[0], end[0])
    return RuledLine(True, (start[0] + end[0]) / 2, start[1], end[1])


def _letters(page: Any, drawn: Drawn, allowance: Allowance) -> Iterator[_Letter]:
    text_page = page.get_textpage()
    try:
        count = pdfium.FPDFText_CountChars(text_page.raw)
        allowance.take(characters=count)
        rect, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
        prints: dict[int, _Print | None] = {}
        high = ""
        for index in range(count):
            text = _text(text_page.raw, index)
            if text is None:
                continue
            if "\ud800" <= text <= "\udbff":
                high = text
                continue
            text = (high + text).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
            high = ""
            item = pdfium.FPDFText_GetTextObject(text_page.raw, index)
            key = key_of(item)
            if key not in prints:
                prints[key] = _print(text_page.raw, index, item, drawn.clips.get(key))
            how = prints[key]
            if how is None or not pdfium.FPDFText_GetLooseCharBox(text_page.raw, index, rect):
                continue
            pdfium.FPDFText_GetCharOrigin(text_page.raw, index, x, y)
            corners = (rect.left, rect.bottom), (rect.right, rect.top)
            is_seen = how.clip is None or _touch(corners, how.clip)
            if is_seen and all(map(math.isfinite, (x.value, y.value, *corners[0], *corners[1]))):
                yield _Letter(text, corners, (x.value, y.value), how)
    finally:
        text_page.close()


def _print(text_page: Any, index: int, item: Any, clip: Box | None) -> _Print | None:
    """How the object prints that the character of that number belongs to; None when nobody sees it, or slanted."""
    if pdfium.FPDFTextObj_GetTextRenderMode(item) in _INVISIBLE:
        return None
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text_page, index, matrix)
    size = pdfium.FPDFText_GetFontSize(text_page, index) * math.hypot(matrix.c, matrix.d)
    turns = _turns(matrix.a, matrix.b)
    if turns is None or not (math.isfinite(size) and size > 0):
        return None
    return _Print(size, _font(item), clip, turns)


def _text(text_page: Any, index: int) -> str | None:
    """The character of that number as it is printed; None for what pdfium adds, and for what shows nothing."""
    if pdfium.FPDFText_IsGenerated(text_page, index) == 1:
        return None
    code = pdfium.FPDFText_GetUnicode(text_page, index)
    if pdfium.FPDFText_IsHyphen(text_page, index) == 1 or chr(code) == _HYPHEN:
        return "-"
    if code == 0 or pdfium.FPDFText_HasUnicodeMapError(text_page, index) == 1:
        return UNKNOWN
    text = chr(code)
    if code in _RADICALS:
        return unicodedata.normalize("NFKC", text)
    return " " if text.isspace() and text != "\u3000" else None if unicodedata.category(text) == "Cc" else text


def _font(item: Any) -> str:
    """The name of the font that printed an object, without the mark of a part of it."""
    name = ctypes.create_string_buffer(128)
    pdfium.FPDFFont_GetBaseFontName(pdfium.FPDFTextObj_GetFont(item), name, len(name))
    return _PART_OF_FONT.sub("", name.value.decode("utf-8", "replace"))


def _turns(a: float, b: float) -> int | None:
    """How many quarters text of that direction is turned against the clock; None when it is slanted."""
    if not (math.isfinite(a) and math.isfinite(b)):
        return None
    quarters = math.atan2(b, a) / (math.pi / 2)
    return round(quarters) % 4 if abs(quarters - round(quarters)) < 0.03 else None


def _touch(box: Box, other: Box) -> bool:
    (left, low), (right, high) = box
    (other_left, other_low), (other_right, other_high) = other
    return left < other_right and right > other_left and low < other_high and high > other_low
