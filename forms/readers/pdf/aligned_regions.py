"""Where tables without upright lines stand on a page: between level lines of one width, or where amounts stand under
each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from forms.readers.pdf.aligned_columns import AlignedColumns, amounts_in, parts_of
from forms.readers.pdf.marks import RuledLine
from forms.readers.pdf.print_lines import PrintLine

_SAME_SIDE = 4.0
"""Level lines that rule one table begin and end at the same place, but for so many points."""
_FEWEST = 3
"""So many lines with amounts under each other are a table that no line announces."""
_FAR = 3.2
"""Lines of one table stand nearer, as a part of the size."""
_CLOSE = 1.3
"""The rest of a text that is broken stands nearer still."""
_LARGER = 1.12
_PROSE = 0.55
"""A text that takes so large a part of the width of the page is a sentence."""
_ENDS = tuple("。；;")
_ALIGNED = 1.5
_HALF = 0.5
_LONG = 0.12
"""A level line over so large a part of the width of the page may rule a table."""


@dataclass(frozen=True)
class Region:
    """Lines of print that are one table, and the level lines in it, those over its whole width apart."""

    lines: tuple[PrintLine, ...]
    wide: tuple[RuledLine, ...] = ()
    narrow: tuple[RuledLine, ...] = ()

    @property
    def size(self) -> float:
        return median(line.size for line in self.lines)


def regions(
    width: float, lines: Sequence[PrintLine], rules: Sequence[RuledLine], before: AlignedColumns | None
) -> list[Region]:
    """The tables on a page: those that level lines announce, those with amounts, and on top what goes on with the
    columns of the page before."""
    found = list(_ruled(width, lines, rules))
    taken = {id(line) for region in found for line in region.lines}
    found += _unruled(width, [line for line in lines if id(line) not in taken], before)
    return sorted(found, key=lambda region: region.lines[0].baseline)


def _ruled(width: float, lines: Sequence[PrintLine], rules: Sequence[RuledLine]) -> Iterator[Region]:
    """The lines between level lines of one width, where most of them have columns."""
    levels = sorted((rule for rule in rules if not rule.is_upright), key=lambda rule: rule.at)
    waiting = [rule for rule in levels if rule.end - rule.start >= _LONG * width]
    while waiting:
        widest = max(waiting, key=lambda rule: rule.end - rule.start)
        same = [rule for rule in waiting if _is_as_wide(rule, widest)]
        waiting = [rule for rule in waiting if not _is_as_wide(rule, widest)]
        for group in _near_each_other(same, lines):
            top, bottom = group[0].at, group[-1].at
            inside = [line for line in lines if top < line.baseline and line.baseline - line.size / 3 < bottom]
            several = [line for line in inside if len(parts_of(line)) > 1]
            if several and len(several) >= _HALF * len(inside):
                narrow = [rule for rule in levels if top < rule.at < bottom and rule not in group]
                waiting = [rule for rule in waiting if rule not in narrow]
                yield Region(tuple(inside), tuple(group), tuple(narrow))


def _is_as_wide(rule: RuledLine, other: RuledLine) -> bool:
    return abs(rule.start - other.start) <= _SAME_SIDE and abs(rule.end - other.end) <= _SAME_SIDE


def _near_each_other(rules: Sequence[RuledLine], lines: Sequence[PrintLine]) -> Iterator[list[RuledLine]]:
    """Level lines in groups with print of columns between each and the next: two tables on a page are two."""
    group: list[RuledLine] = []
    for rule in rules:
        if group:
            between = [line for line in lines if group[-1].at < line.baseline < rule.at]
            is_prose = between and not any(len(parts_of(line)) > 1 for line in between) and len(between) > 1
            titled = any(
                line.size > _LARGER * median(other.size for other in lines) and len(parts_of(line)) == 1
                for line in between
            )
            if is_prose or titled:
                if len(group) > 1:
                    yield group
                group = []
        group.append(rule)
    if len(group) > 1:
        yield group


def _unruled(width: float, lines: Sequence[PrintLine], before: AlignedColumns | None) -> Iterator[Region]:
    """The lines with amounts under each other, and those of the same table around them."""
    number = 0
    while number < len(lines):
        if not _has_amount_in_row(lines[number]):
            number += 1
            continue
        size = lines[number].size
        first, last = number, number
        for n in range(number + 1, len(lines)):
            if not _goes_on(lines[n - 1], lines[n], width, size):
                break
            is_close = n == last + 1 and lines[n].baseline - lines[last].baseline <= _CLOSE * size
            if len(parts_of(lines[n])) > 1 or is_close:
                last = n
        while first and _goes_on(lines[first], lines[first - 1], width, size) and not _is_above(lines[first - 1]):
            first -= 1
        run = lines[first : last + 1]
        if _is_table(run) or (before is not None and not first and all(map(before.hold, lines[number : last + 1]))):
            yield Region(tuple(run))
        number = max(last, number) + 1


def _has_amount_in_row(line: PrintLine) -> bool:
    return len(parts_of(line)) > 1 and bool(amounts_in(line))


def _goes_on(one: PrintLine, other: PrintLine, width: float, size: float) -> bool:
    """Whether a line may be of the same table as the one next to it."""
    if abs(other.baseline - one.baseline) > _FAR * size or other.size > _LARGER * size:
        return False
    is_sentence = len(parts_of(other)) == 1 and (other.width > _PROSE * width or other.text.endswith(_ENDS))
    return not is_sentence


def _is_above(line: PrintLine) -> bool:
    """Whether a line stands above a table: it names the unit, the year, the unit of money."""
    return "：" in line.text or ":" in line.text


def _is_table(run: Sequence[PrintLine]) -> bool:
    """Whether enough of the lines have an amount at one place, by its end or its middle."""
    amounts = [part for line in run for part in amounts_in(line)]
    ends = [part.right for part in amounts]
    middles = [(part.left + part.right) / 2 for part in amounts]
    return any(
        sum(abs(other - place) <= _ALIGNED for other in places) >= _FEWEST
        for places in (ends, middles)
        for place in places
    )
