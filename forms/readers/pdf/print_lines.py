"""Lines of print, and the paragraphs they make: a line that had room for what follows it ends its paragraph."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from forms.readers.laid_out.print_signs import CLOSING, OPENING, ORDINAL
from forms.readers.pdf.marks import Glyph

_SAME_LINE = 0.4
"""Baselines so near, as a part of the size, are one line; """
_DOUBLED = 0.12
"""equal characters so near are one, printed twice to look bold; """
_LONG_DASH = 1.5
_GAP_IN_WORDS = 0.22
"""so wide a gap parts two words of Latin letters; """
_GAP = 0.9
"""and so wide a gap parts any text."""
_CUT = 0.5
_OVER, _SEVERAL = 0.5, 2
"""So large a part of its width before the next one begins, so many characters are printed over others."""
_FAR = 2.5
"""So wide a gap parts two texts that have nothing to do with each other."""
_WESTERN = re.compile(r"[!-~]")
_LETTER = re.compile(r"[A-Za-z]")
_PAGE = re.compile(r"\s*\d{1,3}\s*")
_LEADER = re.compile(r"[….·⋯．]{3}[….·⋯．\s]*\d{1,3}$")
"""Dots that lead to a page number, at the end of a line of the contents."""
HALF_AMOUNT = re.compile(r"-?[\d,]+\.|\d[\d,]*,")
"""An amount that ends at its point or comma: the rest stands under it."""


@dataclass(frozen=True)
class PrintLine:
    """One line of print, or the part of one that stands in a cell: its glyphs from left to right, blanks among them."""

    glyphs: tuple[Glyph, ...]

    @cached_property
    def seen(self) -> tuple[Glyph, ...]:
        """Its glyphs without the blanks."""
        return tuple(glyph for glyph in self.glyphs if not glyph.is_blank)

    @cached_property
    def left(self) -> float:
        return self.seen[0].left

    @cached_property
    def right(self) -> float:
        return max(glyph.right for glyph in self.seen)

    @property
    def width(self) -> float:
        return self.right - self.left

    @cached_property
    def baseline(self) -> float:
        return self.seen[0].baseline

    @property
    def top(self) -> float:
        return self.baseline - self.size

    @cached_property
    def size(self) -> float:
        """The size of most of its characters."""
        sizes = Counter(glyph.size for glyph in self.seen)
        return max(sizes, key=lambda size: sizes[size])

    @cached_property
    def fonts(self) -> frozenset[str]:
        """The fonts of its Chinese characters."""
        return frozenset(glyph.font for glyph in self.seen if not _WESTERN.match(glyph.text))

    @cached_property
    def text(self) -> str:
        """What it says: blanks as they are printed, and where a gap shows one."""
        pieces = [self.seen[0].text]
        blank = ""
        last = self.seen[0]
        for glyph in self.glyphs[self.glyphs.index(last) + 1 :]:
            if glyph.is_blank:
                blank += glyph.text
                continue
            gap = (glyph.left - last.right) / max(glyph.size, last.size)
            in_words = _WESTERN.match(last.text) and _WESTERN.match(glyph.text)
            pieces += blank or (" " if gap > (_GAP_IN_WORDS if in_words else _GAP) else ""), glyph.text
            blank, last = "", glyph
        return "".join(pieces)

    @property
    def ends_blank(self) -> bool:
        return self.glyphs[-1].is_blank

    @property
    def is_cut(self) -> bool:
        """Whether its last character is printed in part only: the rest was cut off at the side of its cell."""
        return self.seen[-1].right > self.seen[-1].limit + _CUT

    @property
    def is_overprinted(self) -> bool:
        """Whether characters of two texts are printed over each other, so that nobody can tell them apart."""
        pairs = pairwise(self.seen)
        over = sum(after.left - one.left < _OVER * (one.right - one.left) for one, after in pairs)
        return over >= _SEVERAL

    @property
    def is_of_contents(self) -> bool:
        """Whether it leads to a page number, as the lines of the contents do."""
        return bool(_LEADER.search(self.text))

    @property
    def ends_closing(self) -> bool:
        """Whether it ends in punctuation, which some programs let hang over the end of the line."""
        return self.seen[-1].text in CLOSING

    @cached_property
    def first_width(self) -> float:
        """How much room its beginning would have taken on the line before: what no line may be broken within."""
        end = 0
        for number, glyph in enumerate(self.glyphs):
            following = self.glyphs[number + 1].text if number + 1 < len(self.glyphs) else " "
            if glyph.is_blank:
                break
            end = number
            before_western = bool(_WESTERN.match(glyph.text)) or glyph.text in CLOSING
            may_break = glyph.text not in OPENING and following not in CLOSING
            if may_break and not (before_western and _WESTERN.match(following)):
                break
        return self.glyphs[end].right - self.left


def lines_of(glyphs: Iterable[Glyph]) -> list[PrintLine]:
    """The lines that glyphs make, from top to bottom."""
    lines: list[PrintLine] = []
    row: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.baseline):
        if row and glyph.baseline - row[0].baseline > _SAME_LINE * max(glyph.size, row[0].size):
            lines += _line(row)
            row = []
        row.append(glyph)
    return lines + _line(row)


def _line(row: Sequence[Glyph]) -> list[PrintLine]:
    glyphs: list[Glyph] = []
    for glyph in sorted(row, key=lambda glyph: glyph.left):
        twins = (other for other in reversed(glyphs[-3:]) if other.text == glyph.text)
        # The two halves of a long dash have one place.
        is_long = glyph.right - glyph.left > _LONG_DASH * glyph.size
        if is_long or not any(abs(twin.left - glyph.left) < _DOUBLED * glyph.size for twin in twins):
            glyphs.append(glyph)
    return [PrintLine(tuple(glyphs))] if any(not glyph.is_blank for glyph in glyphs) else []


def apart(line: PrintLine) -> Iterator[PrintLine]:
    """The texts that stand far apart on one line, with nothing printed between them, each as a line. The page number
    at the end of a line of the contents is none."""
    begun = 0
    for number, (glyph, following) in enumerate(pairwise(line.glyphs), start=1):
        is_far = following.left - glyph.right > _FAR * glyph.size
        if is_far and not _PAGE.fullmatch("".join(other.text for other in line.glyphs[number:])):
            yield PrintLine(line.glyphs[begun:number])
            begun = number
    yield PrintLine(line.glyphs[begun:])


def joined(lines: Sequence[PrintLine]) -> str:
    """The text of lines that make one paragraph: Chinese without a blank between them, words of letters with one."""
    text = lines[0].text
    for above, line in pairwise(lines):
        text += _between(above, line) + line.text
    return text


def _between(above: PrintLine, line: PrintLine) -> str:
    last, first = above.seen[-1].text, line.seen[0].text
    if above.ends_blank and _WESTERN.match(last) and _WESTERN.match(first):
        return " "
    # A word that fills its line alone was broken because it is longer than the line.
    is_whole = all(_WESTERN.match(glyph.text) for glyph in above.glyphs)
    return " " if _LETTER.match(last) and _LETTER.match(first) and not is_whole else ""


def cell_text(lines: Sequence[PrintLine], room: float) -> str:
    """The text of a cell with so much room in a line; a paragraph begins where the line before had room for more, and
    with the next number of a list."""
    return "\n".join(joined(paragraph) for paragraph in _paragraphs(lines, room))


def _paragraphs(lines: Sequence[PrintLine], room: float) -> Iterator[list[PrintLine]]:
    paragraph: list[PrintLine] = []
    for line in lines:
        is_item = paragraph and ORDINAL.match(paragraph[0].text) and ORDINAL.match(line.text)
        if is_item or (paragraph and is_broken_off(paragraph[-1], line, room - paragraph[-1].width)):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph


def is_broken_off(above: PrintLine, line: PrintLine, room: float) -> bool:
    """Whether a line with so much room left at its end had room for the beginning of the next one.

    A number or code is broken only when it is longer than its line, and then at the last character that fits.
    """
    if HALF_AMOUNT.fullmatch(above.text) and line.text.isdecimal():
        return False
    last, first = above.seen[-1], line.seen[0]
    both = last.text + first.text
    is_within = _WESTERN.match(last.text) and _WESTERN.match(first.text) and not above.ends_blank
    needed = first.right - first.left if is_within and any(map(str.isdigit, both)) else line.first_width
    return room > needed + above.size * _SLACK


_SLACK = 0.25
"""Punctuation may be squeezed, and blanks be stretched, by so much."""
