"""The pages of a document put together: what stands in their margins left out, paragraphs and tables going on."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from forms.readers.blocks import Block, Paragraph
from forms.readers.laid_out.print_signs import ORDINAL, SENTENCE_END, page_number
from forms.readers.pdf.print_lines import PrintLine, is_broken_off, joined
from forms.readers.pdf.ruled_tables import RuledTable
from forms.readers.pdf.table_joins import goes_on, put_together

_DECORATED = re.compile(r"[-–—―─~·.•第页/]")
_DIGITS = re.compile(r"\d+")
_ON_PAGES = 3
"""A head or foot is what stands on so many pages at least, """
_OF_PAGES = 0.3
"""and on so large a part of them, """
_AT_PLACE = 3.0
"""at the same place, but for so many points."""
_ENOUGH = 3
"""Lines that make a margin; fewer may stick out."""
_FAR_RIGHT = 0.75
_FULL_LINES = 6
"""So many full lines tell the sides of their page, whatever those of other pages are."""
_INDENT = 0.6
"""As a part of the size: less is no indent; """
_FIRST_INDENT = (1.4, 2.7)
"""and so much is the indent of a first line."""
_MOST_INDENT = 6.0
_WIDER = 1.25
"""Lines so much further apart than those of one paragraph are two: """
_OFTEN = 0.1
"""than the nearest distance that so large a part of them has."""
_OTHER_SIZE = 0.1
_HALF = 0.5
_NEARLY = 0.9
"""A centred line goes on in the next one when it is half a line at least, and both are nearly more than one."""
_LEADER = re.compile(r"(?:[.．。·…]\s*){3,}\d{1,4}$|…\s*\d{1,4}$")
"""The dots of a contents page with the page they lead to: its line is whole."""


@dataclass(frozen=True)
class PrintPage:
    """What stands on one page, from top to bottom; a line is placed by its baseline."""

    number: int
    width: float
    items: tuple[PrintLine | RuledTable, ...]

    @property
    def lines(self) -> Iterator[PrintLine]:
        """All lines of print, those in tables too."""
        return (line for item in self.items for line in _lines(item))

    @property
    def column(self) -> tuple[int, bool]:
        """What pages have in common that have the same margins: those of a left and a right page may differ."""
        return round(self.width), self.number % 2 == 0


def blocks_of(pages: Sequence[PrintPage]) -> Iterator[Block]:
    """The paragraphs and tables of all pages; both are counted from 1."""
    pages = _without_margins(pages)
    paragraphs = tables = 0
    for found in _tables_joined(_Columns(pages).paragraphs(pages)):
        if isinstance(found, RuledTable):
            tables += 1
            yield found.grid(tables)
        else:
            paragraphs += 1
            yield Paragraph(paragraphs, joined(found).strip())


def _tables_joined(
    found: Iterable[tuple[int, list[PrintLine] | RuledTable]],
) -> Iterator[list[PrintLine] | RuledTable]:
    """Tables that go on at the top of the next page as one."""
    waiting: RuledTable | None = None
    last_page = 0
    for page, item in found:
        is_next = isinstance(item, RuledTable) and page == last_page + 1
        last_page = page
        if waiting is not None and isinstance(item, RuledTable) and is_next and goes_on(waiting, item):
            waiting = put_together(waiting, item)
            continue
        if waiting is not None:
            yield waiting
        waiting = item if isinstance(item, RuledTable) else None
        if not isinstance(item, RuledTable):
            yield item
    if waiting is not None:
        yield waiting


# Heads, feet and page numbers


def _without_margins(pages: Sequence[PrintPage]) -> list[PrintPage]:
    sizes = [line.size for page in pages for line in page.lines]
    usual = median(sizes) if sizes else 0.0
    for edge in (0, -1):
        while gone := _repeated(pages, edge, usual) or _numbers(pages, edge):
            pages = [_without(page, edge) if page.number in gone else page for page in pages]
    return list(pages)


def _lines(item: PrintLine | RuledTable) -> Iterator[PrintLine]:
    """A line itself, or those of a table."""
    if isinstance(item, PrintLine):
        yield item
    else:
        for cell in item.cells:
            yield from cell.lines


def _without(page: PrintPage, edge: int) -> PrintPage:
    return PrintPage(page.number, page.width, page.items[1:] if edge == 0 else page.items[:-1])


def _edge_lines(pages: Iterable[PrintPage], edge: int) -> Iterator[tuple[PrintPage, PrintLine]]:
    for page in pages:
        if page.items and isinstance(line := page.items[edge], PrintLine):
            yield page, line


def _repeated(pages: Sequence[PrintPage], edge: int, usual: float) -> set[int]:
    """The pages whose first or last line is a head or foot: the same on many pages but for its digits, and small or in
    a corner. The title of a table is printed again on each of its pages too."""
    places: dict[str, list[tuple[float, int]]] = defaultdict(list)
    for page, line in _edge_lines(pages, edge):
        is_central = abs(line.left + line.right - page.width) < 2 * line.size
        if line.size <= usual * (1 + _OTHER_SIZE) or not is_central:
            places[_DIGITS.sub("0", _plain(line))].append((line.baseline, page.number))
    for found in places.values():
        if len(found) >= max(_ON_PAGES, _OF_PAGES * len(pages)):
            middle = median(baseline for baseline, _ in found)
            same = {number for baseline, number in found if abs(baseline - middle) <= _AT_PLACE}
            if len(same) >= max(_ON_PAGES, _OF_PAGES * len(pages)):
                return same
    return set()


def _numbers(pages: Sequence[PrintPage], edge: int) -> set[int]:
    """The pages whose first or last line is the number of the page; bare digits are one where they count the pages."""
    found = {}
    for page, line in _edge_lines(pages, edge):
        number = page_number(line.text)
        if number is not None:
            found[page.number] = number - page.number, bool(_DECORATED.search(line.text))
    offsets = Counter(offset for offset, _ in found.values())
    usual = max(offsets, key=lambda offset: offsets[offset], default=0)
    return {number for number, (offset, decorated) in found.items() if decorated or offset == usual}


def _plain(line: PrintLine) -> str:
    return "".join(unicodedata.normalize("NFKC", line.text).split())


# Paragraphs


class _Columns:
    """Where the lines of text begin and end, which tells the lines that begin or end a paragraph."""

    def __init__(self, pages: Sequence[PrintPage]) -> None:
        lines = {page.number: [item for item in page.items if isinstance(item, PrintLine)] for page in pages}
        alike: dict[tuple[int, bool], list[PrintLine]] = defaultdict(list)
        for page in pages:
            alike[page.column] += lines[page.number]
        usual = {column: _sides(found, column[0]) for column, found in alike.items() if found}
        self._sides = {
            page.number: _own_sides(lines[page.number], page.width) or usual[page.column]
            for page in pages
            if lines[page.number]
        }
        pitches = Counter(
            round(line.baseline - above.baseline)
            for page in pages
            for above, line in pairwise(page.items)
            if isinstance(above, PrintLine) and isinstance(line, PrintLine) and _is_alike(above, line)
            if line.baseline - above.baseline >= above.size and not _LEADER.search(above.text)
        )
        often = [pitch for pitch in pitches if pitches[pitch] >= _OFTEN * pitches.total()]
        self._pitch = min(often, default=0)

    def paragraphs(self, pages: Iterable[PrintPage]) -> Iterator[tuple[int, list[PrintLine] | RuledTable]]:
        """The paragraphs and the tables, each with the page on which it begins."""
        paragraph: list[PrintLine] = []
        begun = 0
        last: tuple[PrintPage, PrintLine] | None = None
        for page in pages:
            for item in page.items:
                if isinstance(item, PrintLine) and last and self._goes_on(paragraph, last, (page, item)):
                    paragraph.append(item)
                    last = page, item
                    continue
                if paragraph:
                    yield begun, paragraph
                if isinstance(item, RuledTable):
                    yield page.number, item
                    paragraph, last = [], None
                else:
                    begun, paragraph, last = page.number, [item], (page, item)
        if paragraph:
            yield begun, paragraph

    def _goes_on(
        self, paragraph: Sequence[PrintLine], last: tuple[PrintPage, PrintLine], this: tuple[PrintPage, PrintLine]
    ) -> bool:
        """Whether a line belongs to the paragraph that the last one is in."""
        (last_page, above), (page, line) = last, this
        if not _is_alike(above, line) or above.is_of_contents:
            return False
        pitch = line.baseline - above.baseline
        if page is last_page and (pitch <= 0 or pitch > _WIDER * max(self._pitch, above.size)):
            return False
        left, right = self._sides[last_page.number]
        if page is last_page and _is_centred(above, left, right) and _is_centred(line, left, right):
            return above.width >= _HALF * (right - left) and above.width + line.width > _NEARLY * (right - left)
        if is_broken_off(above, line, right - above.right) or _LEADER.search(above.text):
            return False
        if above.text.endswith(SENTENCE_END) and ORDINAL.match(line.text):
            return False
        before = (above.left - left) / line.size
        indent = (line.left - self._sides[page.number][0]) / line.size
        if len(paragraph) > 1:
            is_title = abs(paragraph[0].left - left - right + paragraph[0].right) < above.size
            return abs(indent - before) < _INDENT or (is_title and _is_centred(line, left, right))
        if indent > before + _INDENT:
            return not _FIRST_INDENT[0] < indent - before < _FIRST_INDENT[1]
        if indent < before - _INDENT:
            return before < _MOST_INDENT
        return not _FIRST_INDENT[0] < indent < _FIRST_INDENT[1]


def _is_centred(line: PrintLine, left: float, right: float) -> bool:
    before, behind = line.left - left, right - line.right
    return before > line.size and abs(before - behind) < line.size


def _is_alike(above: PrintLine, line: PrintLine) -> bool:
    """Whether two lines may be of one paragraph by size and font."""
    if abs(above.size - line.size) > _OTHER_SIZE * above.size:
        return False
    return not above.fonts or not line.fonts or not above.fonts.isdisjoint(line.fonts)


def _own_sides(lines: Sequence[PrintLine], width: float) -> tuple[float, float] | None:
    """The sides of the text on one page, where most of its lines are full."""
    left, right = _sides(lines, width)
    full = sum(line.left - left < line.size and right - line.right < line.size for line in lines)
    return (left, right) if full >= _FULL_LINES and full >= _HALF * len(lines) else None


def _sides(lines: Sequence[PrintLine], width: float) -> tuple[float, float]:
    """Where lines on pages of that width begin and end, but for a few that stick out; punctuation may hang over the end
    of all. Where all lines are short, the margins are taken to be alike."""
    lefts = sorted(line.left for line in lines)
    rights = sorted([line.right for line in lines if not line.ends_closing] or lefts, reverse=True)
    size = median(line.size for line in lines)
    left = next((x for n, x in enumerate(lefts) if sum(o <= x + size for o in lefts[n:]) >= _ENOUGH), lefts[0])
    right = next((x for n, x in enumerate(rights) if sum(o >= x - size for o in rights[n:]) >= _ENOUGH), rights[0])
    return left, right if right > _FAR_RIGHT * (width - left) else width - left
