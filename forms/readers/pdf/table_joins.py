"""A table that goes on over the page is one again: repeated heads go, a row that the page breaks is one row."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from forms.readers.laid_out.print_signs import ORDINAL
from forms.readers.pdf.print_lines import HALF_AMOUNT, is_broken_off
from forms.readers.pdf.ruled_tables import NEAR, RuledTable, TableCell

_SHARED = 0.6
"""So large a part of the columns of the table with fewer stands where the other has them."""
_MOST_HEAD_ROWS = 6
_AMOUNT = re.compile(r"-?[\d,]+\.\d\d")
"""An amount that is whole: what stands under it is another one."""
_NUMBER = re.compile(r"-?[\d,]+(?:\.\d+)?")
"""A number alone: what stands over it, when it ends in no digit, is a caption or a name."""
_SHORT_AMOUNT, _DIGIT = re.compile(r"-?[\d,]+\.\d"), re.compile(r"\d")
"""An amount of one decimal over a digit, in every column that has anything below: the second decimal."""
_LONGEST_COUNT = 3
_HAS_DIGIT = re.compile(r"\d")
_SAME_HEIGHT = 0.5
"""Baselines so near, as a part of the size, are at one height."""


def goes_on(upper: RuledTable, lower: RuledTable) -> bool:
    """Whether the table at the top of a page goes on with the one at the bottom of the page before."""
    ours, theirs = _columns(upper), _columns(lower)
    few, many = sorted((ours[:-1], theirs[:-1]), key=len)
    shared = sum(any(abs(x - other) <= NEAR for other in many) for x in few)
    if abs(ours[-1] - theirs[-1]) > 2 * NEAR:
        # The last columns may be blank further down, and not be printed there.
        return bool(few) and shared == len(theirs[:-1]) and any(abs(x - theirs[-1]) <= NEAR for x in ours)
    return bool(shared) and shared >= _SHARED * len(few)


def put_together(upper: RuledTable, lower: RuledTable) -> RuledTable:
    """Both as one, the lower one moved under the upper one."""
    lower = _without_head(upper, lower)
    across, down = upper.xs[0] - lower.xs[0], upper.ys[-1] - lower.ys[0]
    edge = upper.ys[-1]
    above = [cell for cell in upper.cells if edge - cell.bottom <= NEAR]
    moved = [cell.moved(across, down) for cell in lower.cells]
    below = [cell for cell in moved if cell.top - edge <= NEAR]
    pairs = [(one, other) for one in above for other in below if _is_under(one, other)]
    if not upper.is_ruled:
        grown = {}
    elif _is_row_broken(above, below, pairs, upper.padding):
        grown = {one: replace(one, bottom=other.bottom, lines=one.lines + other.lines) for one, other in pairs}
    else:
        grown = dict(_groups((*upper.cells, *moved), pairs))
    gone = {other for one, other in pairs if one in grown}
    cells = (*(grown.get(cell, cell) for cell in upper.cells), *(cell for cell in moved if cell not in gone))
    return RuledTable(cells, upper.is_ruled)


def _is_row_broken(
    above: Sequence[TableCell],
    below: Sequence[TableCell],
    pairs: Sequence[tuple[TableCell, TableCell]],
    padding: float,
) -> bool:
    """Whether the page break goes through a row: it breaks an amount, or each text below it goes on one that fills its
    cell down to the break, and most of them are broken where a line is full."""
    lowest = max((cell.lines[-1].baseline for cell in above if cell.lines), default=0.0)
    texts = [(one, other) for one, other in pairs if other.lines]
    if not texts or len(texts) < sum(bool(cell.lines) for cell in below):
        return False
    if any(HALF_AMOUNT.fullmatch(_words(one)) and _words(other).isdecimal() for one, other in texts):
        return True
    if all(_SHORT_AMOUNT.fullmatch(_words(one)) and _DIGIT.fullmatch(_words(other)) for one, other in texts):
        return True
    if _goes_on_alone(above, pairs):
        return True
    full = 0
    for one, other in texts:
        if not one.lines or lowest - one.lines[-1].baseline > _SAME_HEIGHT * one.lines[-1].size:
            return False
        if _AMOUNT.fullmatch(_words(one)) or _counts_on(_words(one), _words(other)):
            return False
        if _NUMBER.fullmatch(_words(other)) and not _words(one)[-1:].isdecimal():
            return False
        last = one.lines[-1]
        full += not is_broken_off(last, other.lines[0], one.right - one.left - 2 * padding - last.width)
    return 2 * full >= len(texts)


def _goes_on_alone(above: Sequence[TableCell], pairs: Sequence[tuple[TableCell, TableCell]]) -> bool:
    """Whether the only text below is that of a cell over half the table beside a label that has none below: a list that
    goes on, as goals do."""
    texts = [one for one, other in pairs if other.lines]
    labels = [one for one, other in pairs if one.lines and not other.lines and one.right <= texts[0].left + NEAR]
    wide = max(cell.right for cell in above) - min(cell.left for cell in above)
    return len(texts) == 1 and bool(labels) and 2 * (texts[0].right - texts[0].left) >= wide


def _counts_on(words: str, other: str) -> bool:
    """Whether two texts are two items of a list: 一、 and 二、, or 34 and 35."""
    if words.isdecimal() and other.isdecimal() and len(words) <= _LONGEST_COUNT:
        return int(other) == int(words) + 1
    return bool(ORDINAL.match(words) and ORDINAL.match(other))


def _groups(
    cells: Sequence[TableCell], pairs: Sequence[tuple[TableCell, TableCell]]
) -> Iterator[tuple[TableCell, TableCell]]:
    """The cells that go on under the page break, where they are blank, grown by it: those of a column in which cells
    are merged over several rows, besides its head."""
    tops = sorted(cell.top for cell in cells)
    for one, other in pairs:
        if one.lines and not other.lines:
            column = sorted((cell for cell in cells if _is_under(one, cell)), key=lambda cell: cell.top)
            if any(_is_merged(cell, tops) for cell in column[1:]):
                yield one, replace(one, bottom=other.bottom)


def _is_merged(cell: TableCell, tops: Sequence[float]) -> bool:
    """Whether a cell stands over several rows: another one begins beside it, below its top."""
    at = bisect_right(tops, cell.top + NEAR)
    return at < len(tops) and tops[at] < cell.bottom - NEAR


def _is_under(one: TableCell, other: TableCell) -> bool:
    return abs(one.left - other.left) <= NEAR and abs(one.right - other.right) <= NEAR


def _without_head(upper: RuledTable, lower: RuledTable) -> RuledTable:
    """The lower table without the rows that repeat the first ones of the upper table, or captions further down in it:
    a row all in words."""
    printed = {_print(cell, upper, 0.0) for cell in upper.cells if cell.lines}
    repeated = 0.0
    for rows in range(1, min(_MOST_HEAD_ROWS + 1, len(lower.ys) - 1)):
        end = lower.ys[rows]
        cells = [cell for cell in lower.cells if cell.top < end - NEAR]
        if any(cell.bottom > end + NEAR for cell in cells):
            continue
        head = {_print(cell, lower, 0.0) for cell in cells if cell.lines}
        if head and head <= printed:
            repeated = end
        elif repeated or not all(cell.lines for cell in cells) or any(map(_HAS_DIGIT.search, map(_words, cells))):
            break
        else:
            first = min(cells, key=lambda cell: (cell.top, cell.left))
            downs = {cell.top - upper.ys[0] for cell in upper.cells if cell.lines and _words(cell) == _words(first)}
            if any({_print(cell, lower, down) for cell in cells} <= printed for down in downs):
                repeated = end
            break
    rest = tuple(cell for cell in lower.cells if cell.top > repeated - NEAR)
    return RuledTable(rest, lower.is_ruled) if repeated and any(cell.lines for cell in rest) else lower


def _print(cell: TableCell, table: RuledTable, down: float) -> tuple[int, int, str]:
    """What a cell says and where, from the top left corner of its table and so much further down."""
    return round((cell.top - table.ys[0] + down) / NEAR), round((cell.left - table.xs[0]) / NEAR), _words(cell)


def _words(cell: TableCell) -> str:
    return "".join(line.text for line in cell.lines)


def _columns(table: RuledTable) -> Sequence[float]:
    """Where columns end, from the left side of the table."""
    return [x - table.xs[0] for x in table.xs[1:]]
