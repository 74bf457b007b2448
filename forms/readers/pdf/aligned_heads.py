"""The captions above columns that no upright lines part: which columns each stands over, and in which row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from forms.readers.pdf.aligned_columns import AMOUNT, AlignedColumns, Sides, close_parts_of, cut, parts_of
from forms.readers.pdf.marks import RuledLine
from forms.readers.pdf.print_lines import PrintLine
from forms.readers.pdf.ruled_tables import TableCell

_WRAPPED = 1.5
"""Lines so near, as a part of the size, are one caption."""
_OFF_CENTRE = 1.2
_HALF = 0.5
_A_ROW = 1.25
"""A caption so much lower, as a part of the size, is in another row."""
_SPACED = 3.0
"""Single characters so near, as a part of their size, may be one caption."""


@dataclass(frozen=True)
class _Caption:
    """One caption: its lines, and the first and the last column it stands over."""

    lines: tuple[PrintLine, ...]
    first: int
    last: int

    @property
    def top(self) -> float:
        return self.lines[0].top

    @property
    def baseline(self) -> float:
        return self.lines[-1].baseline

    def touches(self, other: _Caption) -> bool:
        return self.first <= other.last and other.first <= self.last


def with_captions(
    columns: AlignedColumns, head: Sequence[PrintLine], numbers: Sequence[PrintLine], body: Sequence[PrintLine]
) -> AlignedColumns:
    """The columns as wide as their captions, with those that have a caption and nothing under it; where a line numbers
    the columns, each number is the caption of one."""
    below: list[PrintLine] = []
    every = [part for line in head for part in caption_parts(line, columns)]
    for line in sorted((*head, *numbers), key=lambda line: -line.baseline):
        parts = caption_parts(line, columns)
        for part in parts:
            over = columns.under(part.left, part.right)
            if len(over) == 1 and not any(_is_under(other, part) for other in below):
                columns = columns.widened(over[0], part.left, part.right)
            elif not over and not _is_over_several(part, columns, below, every):
                columns = columns.with_sides(part.left, part.right)
        below += parts
    return _paired(columns, [part for line in numbers for part in parts_of(line)] or below, body)


def caption_parts(line: PrintLine, columns: AlignedColumns) -> list[PrintLine]:
    """The captions in one line of print: those of narrow columns stand close, and one may be 收　入 with wide gaps."""
    found: list[PrintLine] = []
    for part in close_parts_of(line):
        if found and len(part.seen) == 1 and _may_be_one(found[-1], part, columns):
            part = PrintLine((*found.pop().seen, *part.seen))
        found.append(part)
    return found


def _may_be_one(before: PrintLine, part: PrintLine, columns: AlignedColumns) -> bool:
    """Whether a single character goes on with the one before it, over no more than one column."""
    is_near = part.left - before.right < _SPACED * part.size
    return len(before.seen) == 1 and is_near and len(columns.under(before.left, part.right)) < 2


def _is_under(one: PrintLine, other: PrintLine) -> bool:
    return one.left < other.right and other.left < one.right


def _is_over_several(
    part: PrintLine, columns: AlignedColumns, below: Sequence[PrintLine], every: Sequence[PrintLine]
) -> bool:
    """Whether a text stands between two columns that both have captions below it, and none beside it."""
    before = [sides for sides in columns.sides if sides[1] <= part.left + 1]
    behind = [sides for sides in columns.sides if sides[0] >= part.right - 1]
    beside = [*before[-1:], *behind[:1]]
    level = [other for other in every if other is not part and abs(other.baseline - part.baseline) < part.size]
    return len(beside) == 2 and all(
        any(_covers(sides, other) for other in below) and not any(_covers(sides, other) for other in level)
        for sides in beside
    )


def _covers(sides: Sides, part: PrintLine) -> bool:
    return part.left < sides[1] and sides[0] < part.right


def _paired(columns: AlignedColumns, captions: Sequence[PrintLine], body: Sequence[PrintLine]) -> AlignedColumns:
    """The columns with those of a caption alone and of amounts or texts alone, side by side, as one: a caption in the
    middle of a wide column stands left of its amounts and right of its texts."""
    held: list[list[PrintLine]] = [[] for _ in columns.sides]
    for part in (part for line in body for part in cut(line, columns)):
        if (place := columns.column_of(part)) is not None:
            held[place].append(part)
    own: list[list[PrintLine]] = [[] for _ in columns.sides]
    for caption in captions:
        over = columns.under(caption.left, caption.right)
        if len(over) == 1 and not any(_is_under(other, caption) and other is not caption for other in own[over[0]]):
            own[over[0]].append(caption)
    top = min((caption.baseline for caption in captions), default=0.0)
    sides = list(columns.sides)
    for number in reversed(range(len(sides))):
        if (
            number >= len(sides)
            or not held[number]
            or not all(_is_upper(own, number, caption, top) for caption in own[number])
        ):
            continue
        is_amounts = 2 * sum(AMOUNT.fullmatch(part.text) is not None for part in held[number]) > len(held[number])
        for beside in (number - 1, number + 1) if is_amounts else (number + 1, number - 1):
            if 0 <= beside < len(sides) and own[beside] and not _are_level(held[number], held[beside]):
                low, high = sorted((number, beside))
                sides[low : high + 1] = [(sides[low][0], sides[high][1])]
                held[low : high + 1] = [held[low] + held[high]]
                own[low : high + 1] = [own[beside]]
                break
    return AlignedColumns(tuple(sides))


def _is_upper(own: Sequence[Sequence[PrintLine]], number: int, caption: PrintLine, top: float) -> bool:
    """Whether a caption in the first line of a head is none of its column alone: beside it one stands a row lower."""
    if caption.baseline - top > _HALF * caption.size:
        return False
    beside = [other for captions in own[max(number - 1, 0) : number + 2] for other in captions]
    return any(other.baseline - caption.baseline > _A_ROW * caption.size for other in beside)


def _are_level(some: Sequence[PrintLine], others: Sequence[PrintLine]) -> bool:
    """Whether two columns have texts in one line: then they are two."""
    return any(abs(one.baseline - other.baseline) < one.size * _HALF for one in some for other in others)


def head_cells(
    columns: AlignedColumns, lines: Sequence[PrintLine], rules: Sequence[RuledLine], top: float, bottom: float
) -> list[TableCell]:
    """The captions as cells between two heights, in as many rows as stand over each other."""
    captions = _wrapped(_captions(columns, lines, rules))
    level = [0] * len(captions)
    for number, caption in enumerate(captions):
        above = [level[n] for n in range(number) if captions[n].touches(caption)]
        level[number] = max(above, default=-1) + 1
    height = (bottom - top) / (max(level, default=0) + 1)
    edges = columns.edges
    cells = []
    for number, caption in enumerate(captions):
        under = [level[n] for n in range(number + 1, len(captions)) if captions[n].touches(caption)]
        end = top + min(under) * height if under else bottom
        cells.append(
            TableCell(
                edges[caption.first], top + level[number] * height, edges[caption.last + 1], end, tuple(caption.lines)
            )
        )
    return cells


def _captions(columns: AlignedColumns, lines: Sequence[PrintLine], rules: Sequence[RuledLine]) -> list[_Caption]:
    """The texts of a head, from bottom to top, each over the columns that a rule, its width or its middle tells."""
    found: list[_Caption] = []
    for line in sorted(lines, key=lambda line: -line.baseline):
        beside = caption_parts(line, columns)
        taken = [columns.under(part.left, part.right) for part in beside]
        row = []
        for number, part in enumerate(beside):
            others = {column for n, over in enumerate(taken) if n != number for column in over}
            first, last = _span(columns, part, rules, found, others)
            row.append(_Caption((part,), first, last))
        found += row
    return sorted(found, key=lambda caption: (caption.baseline, caption.first))


def _span(
    columns: AlignedColumns, part: PrintLine, rules: Sequence[RuledLine], below: Sequence[_Caption], others: set[int]
) -> tuple[int, int]:
    over = columns.under(part.left, part.right)
    for rule in rules:
        if 0 < rule.at - part.baseline < 2 * part.size and rule.start - 1 <= part.left and part.right <= rule.end + 1:
            ruled = [n for n, (left, right) in enumerate(columns.sides) if rule.start <= (left + right) / 2 <= rule.end]
            if ruled:
                return ruled[0], ruled[-1]
    first, last = (over[0], over[-1]) if over else (_column(columns, part),) * 2
    captioned = {n for caption in below for n in range(caption.first, caption.last + 1)}
    middle = (part.left + part.right) / 2
    best, off = (first, last), _off_centre(columns, first, last, middle)
    nearest = min((c.top for c in below if c.first <= first <= c.last), default=None)
    is_apart = nearest is not None and nearest + part.size - part.baseline > _WRAPPED * part.size
    if not (is_apart or len(over) != 1):
        return first, last
    for start in range(first, -1, -1):
        if start not in captioned or start in others:
            break
        for end in range(last, len(columns.sides)):
            if end not in captioned or end in others:
                break
            if (error := _off_centre(columns, start, end, middle)) < off - 0.5:
                best, off = (start, end), error
    return best if off <= _OFF_CENTRE * part.size else (first, last)


def _column(columns: AlignedColumns, part: PrintLine) -> int:
    found = columns.column_of(part)
    return 0 if found is None else found


def _off_centre(columns: AlignedColumns, first: int, last: int, middle: float) -> float:
    sides = columns.sides
    left = (sides[first - 1][1] + sides[first][0]) / 2 if first else sides[0][0]
    right = (sides[last][1] + sides[last + 1][0]) / 2 if last + 1 < len(sides) else sides[-1][1]
    return abs((left + right) / 2 - middle)


def _wrapped(captions: Sequence[_Caption]) -> list[_Caption]:
    """The captions with those that are broken over lines in one."""
    found: list[_Caption] = []
    for caption in captions:
        above = next((n for n in range(len(found) - 1, -1, -1) if found[n].touches(caption)), None)
        if above is not None:
            other = found[above]
            is_same = (other.first, other.last) == (caption.first, caption.last)
            if is_same and caption.baseline - other.baseline <= _WRAPPED * caption.lines[0].size:
                found[above] = replace(other, lines=(*other.lines, *caption.lines))
                continue
        found.append(caption)
    return sorted(found, key=lambda caption: (caption.top, caption.first))
