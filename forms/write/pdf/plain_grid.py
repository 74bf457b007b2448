"""A plain grid of texts on a page drawn by hand: rows as high as their texts need, in columns of given widths."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

from forms.write.pdf.type import LEADING, Align, Lines, Pen, wrap

_INSET = 4.0
_AIR = 5.0
Texts = Sequence[str]


def row_height(texts: Texts, widths: Sequence[float], size: float) -> float:
    """How high a row is that holds these texts."""
    lines = max(len(cell) for cell in _wrapped(texts, widths, size))
    return max(lines, 1) * size * LEADING + _AIR


def draw_grid(
    pen: Pen, left: float, top: float, widths: Sequence[float], rows: Sequence[Texts], size: float, centred: int
) -> float:
    """Draw the rows from `top` downward and return where they end; the first `centred` columns stand in the middle."""
    edges = [left, *accumulate(widths, initial=left)][1:]
    levels = [top]
    for texts in rows:
        high = row_height(texts, widths, size)
        middle = levels[-1] - high / 2
        for number, (cell, (begin, end)) in enumerate(zip(_wrapped(texts, widths, size), pairwise(edges), strict=True)):
            align: Align = "center" if number < centred else "left"
            pen.block((begin + end) / 2 if number < centred else begin + _INSET, middle, cell, "song", size, align)
        levels.append(levels[-1] - high)
    pen.rules([(edges[0], level, edges[-1], level) for level in levels])
    pen.rules([(edge, levels[0], edge, levels[-1]) for edge in edges])
    return levels[-1]


def _wrapped(texts: Texts, widths: Sequence[float], size: float) -> list[Lines]:
    return [wrap(text, "song", size, wide - 2 * _INSET) for text, wide in zip(texts, widths, strict=True)]
