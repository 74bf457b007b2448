"""Columns without upright lines: what stands under each other, with a way free of print between it and the next."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from forms.readers.pdf.marks import Glyph
from forms.readers.pdf.print_lines import PrintLine

AMOUNT = re.compile(r"[-−]?\d[\d,]*\.\d{1,2}")
"""What makes lines a table: a number with decimals."""
_GOES_ON = frozenset("0123456789.,万亿元%％")
"""What makes an amount part of a sentence, or no amount."""
_GAP = 0.9
"""So wide a gap, as a part of the size, parts what stands in one line; """
_CLOSE = 0.25
"""captions stand closer; """
_BLANKS = 2.2
"""with blanks printed in it, only one so wide: 项　目."""
_WAY = 0.2
"""So wide is the way between two columns at least, where many lines show it."""
_MANY = 4
_ACROSS = 0.4
"""A text over so large a part of the width stands across columns."""
_SLACK = 1.5

Sides = tuple[float, float]


@dataclass(frozen=True)
class AlignedColumns:
    """The columns of a table: where the print in each begins and ends, from left to right."""

    sides: tuple[Sides, ...]

    @property
    def edges(self) -> tuple[float, ...]:
        """The left side of the first, and where each ends: the next begins there, so that its text has all its room."""
        return (self.sides[0][0], *(right for _, right in self.sides))

    def under(self, left: float, right: float) -> list[int]:
        """The columns that a text from left to right stands over."""
        least = min(_SLACK, (right - left) / 4)
        return [n for n, (start, end) in enumerate(self.sides) if min(right, end) - max(left, start) > least]

    def column_of(self, part: PrintLine) -> int | None:
        """The one column in which a text stands; None when it is in several."""
        found = self.under(part.left, part.right)
        if len(found) > 1:
            return None
        middle = (part.left + part.right) / 2
        return found[0] if found else min(range(len(self.sides)), key=lambda n: _away(self.sides[n], middle))

    def with_sides(self, left: float, right: float) -> AlignedColumns:
        """The same with one more column in a place where there is none."""
        return AlignedColumns(tuple(sorted((*self.sides, (left, right)))))

    def widened(self, column: int, left: float, right: float) -> AlignedColumns:
        """The same with a column as wide as this caption of it, as far as its neighbours leave room."""
        sides = list(self.sides)
        start, end = sides[column]
        low = sides[column - 1][1] if column else left
        high = sides[column + 1][0] if column + 1 < len(sides) else right
        sides[column] = min(start, max(left, low)), max(end, min(right, high))
        return AlignedColumns(tuple(sides))

    def hold(self, line: PrintLine) -> bool:
        """Whether what stands apart in a line stands in columns of its own."""
        over = [self.under(part.left, part.right) for part in cut(line, self)]
        return all(len(found) == 1 for found in over) and len({found[0] for found in over}) == len(over)


def _away(sides: Sides, x: float) -> float:
    return max(sides[0] - x, x - sides[1], 0.0)


def parts_of(line: PrintLine) -> list[PrintLine]:
    """What stands apart in one line of print."""
    return list(_apart(line, _GAP))


def amounts_in(line: PrintLine) -> list[PrintLine]:
    """The amounts that stand apart in one line of print, or close before another text."""
    amounts = []
    for part in parts_of(line):
        found = AMOUNT.match(part.text)
        if found and (found.end() == len(part.text) or part.text[found.end()] not in _GOES_ON):
            amounts.append(PrintLine(part.seen[: found.end()]))
    return amounts


def close_parts_of(line: PrintLine) -> list[PrintLine]:
    """What stands apart in one line of print, though it be close: captions of narrow columns."""
    return list(_apart(line, _CLOSE))


def _apart(line: PrintLine, least: float) -> Iterator[PrintLine]:
    part: list[Glyph] = []
    blanks = False
    for glyph in line.glyphs:
        if glyph.is_blank:
            blanks = True
            continue
        if part and glyph.left - part[-1].right > (_BLANKS if blanks else least) * glyph.size:
            yield PrintLine(tuple(part))
            part = []
        part.append(glyph)
        blanks = False
    if part:
        yield PrintLine(tuple(part))


def cut(line: PrintLine, columns: AlignedColumns) -> list[PrintLine]:
    """What stands in one line of print, also cut in two where it goes on in the next column after a gap."""
    found: list[PrintLine] = []
    for part in parts_of(line):
        begun = 0
        for number, (glyph, following) in enumerate(pairwise(part.seen), start=1):
            gap = following.left - glyph.right
            if gap > _WAY / 2 * glyph.size and _parts(columns, glyph, following):
                found.append(PrintLine(part.seen[begun:number]))
                begun = number
        found.append(PrintLine(part.seen[begun:]))
    return found


def _parts(columns: AlignedColumns, glyph: Glyph, following: Glyph) -> bool:
    """Whether the way between two columns runs between two characters."""
    return any(
        glyph.right <= right + _SLACK and following.left >= left - _SLACK
        for (_, right), (left, _) in pairwise(columns.sides)
        if glyph.right > right - glyph.size and following.left < left + following.size
    )


def columns_of(lines: Sequence[PrintLine], size: float) -> AlignedColumns | None:
    """The columns that lines of a table show; None when they show fewer than two."""
    if not lines:
        return None
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    rows = [line for line in lines if len(parts_of(line)) > 1 or line.width < _ACROSS * (right - left)]
    several = [line for line in rows if len(parts_of(line)) > 1]
    if not several:
        return None
    if len(several) >= _MANY:
        found = _covered(((glyph.left, glyph.right) for line in rows for glyph in line.seen), _WAY * size)
    else:
        found = _covered(((part.left, part.right) for line in rows for part in parts_of(line)), _WAY * size)
    return AlignedColumns(tuple(found)) if len(found) > 1 else None


def _covered(intervals: Iterator[Sides], way: float) -> list[Sides]:
    """What intervals cover together, with ways of at least that width between."""
    covered: list[Sides] = []
    for start, end in sorted(intervals):
        if covered and start - covered[-1][1] < way:
            covered[-1] = covered[-1][0], max(covered[-1][1], end)
        else:
            covered.append((start, end))
    return covered
