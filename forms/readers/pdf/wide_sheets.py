"""A sheet printed over several page widths is put together again: its parts have their rows at the same heights.

Programs print such a sheet band by band: all pages of its first columns, then all pages of the next ones; or row by
row: all pages of its first rows from left to right, then all of the next.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from forms.readers.pdf.marks import Glyph, Marks, RuledLine
from forms.readers.pdf.ruled_tables import NEAR, RuledTable

_MOST_PAGES_DOWN = 20
_SAME_PAGE = 1.0


@dataclass(frozen=True)
class TablePage:
    """What is printed on a page, and the tables in it."""

    marks: Marks
    tables: tuple[RuledTable, ...]

    @property
    def left(self) -> float:
        return min(table.xs[0] for table in self.tables)

    @property
    def right(self) -> float:
        return max(table.xs[-1] for table in self.tables)

    @property
    def is_blank(self) -> bool:
        return not self.tables and not self.marks.glyphs

    @property
    def has_title(self) -> bool:
        """Whether something stands above the first table."""
        return any(glyph.baseline < self.tables[0].ys[0] for glyph in self.marks.glyphs)


def sheets(pages: Sequence[TablePage]) -> Iterator[Marks]:
    """What is printed on the pages of a document, those that stand side by side in a sheet as one wide page."""
    number = 0
    while number < len(pages):
        down = _pages_down(pages, number)
        bands = 1
        while down and _is_band(pages, number, number + bands * down, down):
            bands += 1
        if bands == 1:
            yield pages[number].marks
            number += 1
            continue
        for page in range(number, number + down):
            yield _side_by_side(pages[page : page + bands * down : down])
        first = pages[number : number + bands]
        number += bands * down
        while down == 1 and _go_on_below(first, following := pages[number : number + bands]):
            yield _side_by_side(following)
            number += bands


def _pages_down(pages: Sequence[TablePage], number: int) -> int:
    """How many pages the first band of a sheet takes that begins on this one; 0 when it has no other band."""
    first = pages[number]
    if not first.tables or not first.has_title:
        return 0
    downs = range(1, min(_MOST_PAGES_DOWN, (len(pages) - number) // 2) + 1)
    return next((down for down in downs if _is_band(pages, number, number + down, down)), 0)


def _is_band(pages: Sequence[TablePage], first: int, other: int, down: int) -> bool:
    """Whether so many pages from `other` on are the columns right of those on the pages before them."""
    if other + down > len(pages) or not _goes_on_right(pages[first], pages[other - down], pages[other]):
        return False
    below = ((pages[first + page], pages[other + page]) for page in range(1, down))
    return all(_has_same_rows(left, right) or right.is_blank for left, right in below)


def _goes_on_right(first: TablePage, left: TablePage, right: TablePage) -> bool:
    """Whether a page holds the columns for which the page `left` had no room, and other ones than the first page."""
    if not _has_same_rows(left, right) or _labels(first) == _labels(right):
        return False
    xs = right.tables[0].xs
    return left.right + xs[1] - xs[0] > left.marks.width - left.left


def _go_on_below(first: Sequence[TablePage], following: Sequence[TablePage]) -> bool:
    """Whether pages hold the next rows of those that stand side by side."""
    if len(following) < len(first) or not following[0].tables or following[0].has_title:
        return False
    rows = all(page.is_blank or _has_same_rows(following[0], page) for page in following)
    return rows and all(
        page.is_blank or _are_same(page.tables[0].xs, above.tables[0].xs)
        for page, above in zip(following, first, strict=True)
    )


def _has_same_rows(one: TablePage, other: TablePage) -> bool:
    if abs(one.marks.width - other.marks.width) > _SAME_PAGE or abs(one.marks.height - other.marks.height) > _SAME_PAGE:
        return False
    if not one.tables or len(one.tables) != len(other.tables):
        return False
    return all(_are_same(a.ys, b.ys) for a, b in zip(one.tables, other.tables, strict=True))


def _are_same(ys: Sequence[float], others: Sequence[float]) -> bool:
    """Whether rows begin and end at the same heights; one of the two may have fewer, where cells are merged."""
    if max(abs(ys[0] - others[0]), abs(ys[-1] - others[-1])) > NEAR:
        return False
    few, many = sorted((ys, others), key=len)
    return all(any(abs(y - other) <= NEAR for other in many) for y in few)


def _labels(page: TablePage) -> str:
    """What stands in the first column."""
    table = page.tables[0]
    cells = (cell for cell in table.cells if cell.left - table.xs[0] <= NEAR)
    return "\n".join(line.text for cell in cells for line in cell.lines)


def _side_by_side(pages: Sequence[TablePage]) -> Marks:
    """Pages as one wide page. What is cut at the side of a page is printed on both; each half counts where it shows."""
    pages = [page for page in pages if page.tables] or pages[:1]
    glyphs: list[Glyph] = []
    lines: list[RuledLine] = []
    across = 0.0
    for number, page in enumerate(pages):
        begin = page.left if number else 0.0
        end = page.right if number + 1 < len(pages) else page.marks.width
        for glyph in page.marks.glyphs:
            if begin <= (glyph.left + glyph.right) / 2 <= end:
                x, y = glyph.place
                moved = replace(glyph, left=glyph.left + across - begin, right=glyph.right + across - begin)
                # What ends with the page goes on upon the next one.
                limit = math.inf if glyph.limit >= end - NEAR else glyph.limit + across - begin
                glyphs.append(replace(moved, place=(x + across - begin, y), limit=limit))
        for line in page.marks.lines:
            if line.is_upright:
                lines.append(replace(line, at=line.at + across - begin))
            else:
                lines.append(replace(line, start=line.start + across - begin, end=line.end + across - begin))
        across += end - begin
    first = pages[0].marks
    return Marks(across, first.height, tuple(glyphs), tuple(lines), any(page.marks.has_picture for page in pages))
