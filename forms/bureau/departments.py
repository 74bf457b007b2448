"""Rows of a department above those of its units: what the units come to, and no unit of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from forms.bureau.turned import number_in
from forms.bureau.unit_rows import Owner
from forms.match.head import SERIALS
from forms.match.normal import plain
from forms.match.proof.county_words import CountyWords
from models.records import Unit


def departments_apart(owners: Sequence[Owner], words: CountyWords) -> tuple[list[Owner], list[str]]:
    """The owners of the rows of a table, with those of departments that are the sums of their units set apart; and
    what is to be looked at.

    A code with which others begin is a department's. Where its rows are not the sum, it has a budget of its own. So is
    whoever has nothing but a sum (教育系统小计) of the units above it.
    """
    by_unit: dict[Unit, list[Owner]] = defaultdict(list)
    for owner in owners:
        if isinstance(owner.of, Unit) and owner.of.code:
            by_unit[owner.of].append(owner)
    without = _no_amounts(owners, words)
    sums, doubts = _named_sums(owners, without)
    for unit in sorted(by_unit, key=lambda unit: len(unit.code), reverse=True):
        below = [u for u in by_unit if u.code != unit.code and u.code.startswith(unit.code) and u not in sums]
        if not below:
            continue
        if _is_sum(by_unit[unit], [by_unit[one] for one in below], without):
            sums.add(unit)
        else:
            doubts.append(
                f"“{unit.name or unit.code}”（{unit.code}）下面有{len(below)}个单位，它的数不是这些单位相加，"
                "按单独的一个单位读入，请核对。"
            )
    return [replace(owner, of="department") if owner.of in sums else owner for owner in owners], doubts


def _named_sums(owners: Sequence[Owner], without: set[int]) -> tuple[set[Unit], list[str]]:
    """Those of whom only a sum stands there, where it is that of the units since the one before; what else is one."""
    own_rows = {owner.of for owner in owners if isinstance(owner.of, Unit) and not owner.is_sum}
    above: dict[Unit, list[Owner]] = defaultdict(list)
    sums: set[Unit] = set()
    doubts = []
    for owner in owners:
        if not isinstance(owner.of, Unit):
            continue
        if owner.of in own_rows:
            above[owner.of].append(owner)
        elif above:
            if _is_sum([owner], list(above.values()), without):
                sums.add(owner.of)
            else:
                doubts.append(f"“{owner.of.name}”只有一行合计，又不是上面各单位相加，按单独的一个单位读入，请核对。")
            above.clear()
    return sums, doubts


def _no_amounts(owners: Iterable[Owner], words: CountyWords) -> set[int]:
    """The columns of serial numbers and of codes."""
    cells = [cell for owner in owners if owner.of == "head" for cell in owner.cells]
    return {c.column for c in cells if plain(c.text) == SERIALS or any(word in c.text for word in words.of_codes)}


def _is_sum(department: Sequence[Owner], units: Sequence[Sequence[Owner]], without: set[int]) -> bool:
    """Whether the rows are what the units come to: all rows, or the first or the last one of each, where its sum
    stands. A department without amounts is a heading."""
    if not _sums(department, without):
        return True
    ways = (slice(None), slice(1), slice(-1, None))
    added = [_sums((row for rows in units for row in rows[way]), without) for way in ways]
    return any(_sums(department[way], without) in added for way in ways)


def _sums(owners: Iterable[Owner], without: set[int]) -> dict[int, Decimal]:
    """What the rows come to, by column; a column of nought is none."""
    found: dict[int, Decimal] = defaultdict(Decimal)
    for cell in (cell for owner in owners for cell in owner.cells if cell.column not in without):
        found[cell.column] += number_in(cell) or 0
    return {column: added for column, added in found.items() if added}
