"""Tables written as text: what is torn apart is put together, and merged cells are told from what is left of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import zip_longest

from forms.readers.blocks import Area, Block, Grid
from forms.readers.cell_values import written_cell

_FEWEST = 2
"""So many captions stand side by side at least; one alone is a title."""
_DEEPEST = 4
"""A head has so many rows below each other at most."""
_CAPTIONS = 4
"""So many captions has a table whose labels are merged."""
_TORN = 2
"""So many blank cells has what a page break tore off a row."""
_LABELS = 2
"""So many first cells of a row may be merged with those above."""
_WORDS = 2
"""So many cells behind them tell that the row is one of words, not of amounts."""

Span = tuple[int, int]
"""The first and the last column of a cell, from 0."""


def remark(blocks: Iterable[Block]) -> str:
    """What is told of a text in whose tables merged cells were found; blank when there are none."""
    merges = (area for block in blocks if isinstance(block, Grid) for area in block.merges)
    areas = sum(area.top < area.bottom or area.left < area.right for area in merges)
    return f"文本里没有写明哪些格是合并的：有 {areas} 处表头、首列的空白按与相邻的格合并来读，请核对。" if areas else ""


def whole(rows: Sequence[list[str]]) -> list[list[str]]:
    """The rows of a table whose rows end with a blank line: a cell that itself has blank lines does not end its row.

    Where the first row of full width is over, rows that are too short and make a full one together are one.
    """
    width = max(map(len, rows), default=0)
    found: list[list[str]] = []
    pending: list[list[str]] = []
    is_full = False
    for row in rows:
        is_full = is_full or len(row) == width
        pending.append(row)
        size = sum(map(len, pending))
        if not is_full or size >= width or len(row) == width:
            found += [[cell for part in pending for cell in part]] if size == width else pending
            pending = []
    return [*found, *pending]


def merged(rows: Sequence[list[str]]) -> tuple[list[list[str]], list[Area]]:
    """The rows with every cell in its column, and the merged areas.

    A row of captions has fewer cells than the one below it, in which each caption is over a blank cell (merged
    downwards) or over captions of its own. A blank first cell in a row of words is covered by the one above it.
    """
    placed = [list(row) for row in rows]
    return placed, [*_heads(placed), *_labels(placed)]


def _heads(rows: list[list[str]]) -> list[Area]:
    """Puts the captions of merged heads over the columns they are for."""
    width = max(map(len, rows), default=0)
    areas: list[Area] = []
    spans: list[Span] = []
    lowest = 0
    for number in range(len(rows) - 2, -1, -1):
        upper, lower = rows[number], rows[number + 1]
        if lowest - number >= _DEEPEST or not spans:
            lowest = number + 1
            spans = [(column, column) for column in range(width)] if len(lower) == width else []
        groups = _groups(lower, spans) if _FEWEST <= len(upper) < len(spans) and _is_head(upper, lower) else []
        if len(groups) != len(upper):
            spans = []
            continue
        rows[number] = [""] * width
        for text, (first, last) in zip(upper, groups, strict=True):
            rows[number][first] = text
            bottom = number
            while text and bottom < lowest and not rows[bottom + 1][first]:
                bottom += 1
            if last > first or bottom > number:
                areas.append(Area(number + 1, first + 1, bottom + 1, last + 1))
        spans = groups
    return areas


def _is_head(upper: Sequence[str], lower: Sequence[str]) -> bool:
    return all(_is_word(text) for text in (*upper, *lower) if text.strip())


def _groups(row: list[str], spans: Sequence[Span]) -> list[Span]:
    """What of a row has one caption above it: a blank cell, or cells side by side up to where the first one recurs."""
    groups: list[Span] = []
    first = ""
    for left, right in spans:
        text = row[left]
        if not text or not first or text == first:
            groups.append((left, right))
            first = text
        else:
            groups[-1] = groups[-1][0], right
    return groups


def _labels(rows: list[list[str]]) -> list[Area]:
    """Covers the blank first cells of rows of words; a label goes on behind captions repeated on a new page."""
    areas: dict[tuple[int, int], int] = {}
    repeated: list[Area] = []
    captions: list[str] = []
    labels: dict[int, int] = {}
    last = 0
    is_new_page = False
    for number, row in enumerate(rows):
        blanks = next((column for column, text in enumerate(row) if text.strip()), len(row))
        if captions and _bare(row) == captions:
            # They stand within the merged cell, and are no part of it.
            repeated += [Area(number + 1, column + 1, number + 1, column + 1) for column in labels]
            is_new_page = True
            continue
        if is_new_page and blanks and _is_torn(row[blanks : len(captions)]):
            rows[last] = [cell + rest for cell, rest in zip_longest(rows[last], row, fillvalue="")]
            rows[number] = [""] * len(row)
        elif blanks > _LABELS or not _has_words(row, blanks):
            captions, labels = [], {}
        elif not captions:
            captions = _bare(row) if _are_captions(row) else []
        else:
            last = number
            for column in range(_LABELS):
                if column >= blanks:
                    labels[column] = number
                elif column in labels:
                    areas[labels[column], column] = number
        is_new_page = False
    # Of areas that overlap the first one counts.
    return repeated + [Area(top + 1, column + 1, last + 1, column + 1) for (top, column), last in areas.items()]


def _is_torn(cells: Sequence[str]) -> bool:
    """Whether the cells behind the labels only go on with those of the row above: a row of its own is filled."""
    return sum(not text.strip() for text in cells) >= _TORN


def _bare(cells: Sequence[str]) -> list[str]:
    """The cells without blank ones at the end, which some programs write and some do not."""
    last = max((number for number, text in enumerate(cells, 1) if text.strip()), default=0)
    return list(cells[:last])


def _are_captions(row: list[str]) -> bool:
    shown = [text for text in row if text.strip()]
    return len(shown) >= _CAPTIONS and _has_words(row, 0) and all(_is_word(text) for text in shown)


def _has_words(row: list[str], first: int) -> bool:
    words = row[first : first + _WORDS]
    return len(words) == _WORDS and all(map(_is_word, words))


@lru_cache(maxsize=4096)
def _is_word(text: str) -> bool:
    """Whether something stands in a cell that is no number."""
    cell = written_cell(1, 1, text)
    return cell is not None and cell.number is None
