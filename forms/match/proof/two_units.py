"""Amounts that stand in two columns, in 万元 and in 元: which of them is the form's, and if the other says the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from forms.match.normal import plain
from forms.match.proof.captions import caption_and_unit
from forms.readers import GridCell
from models.money import UNITS, Fen

_FORM = "万元"
"""The unit of which there is one where a form is printed in two."""
_ROUNDED = 200
"""Two decimals of the larger unit are right to so small a part of it."""


class Twin(NamedTuple):
    """A column with the amounts of another one, `of`, in its own unit."""

    of: int
    unit: str


def twins(over: Mapping[int, Sequence[GridCell]]) -> dict[int, Twin]:
    """The columns whose captions say the same as others' but for the unit of money, by sheet column; `over` are the
    captions over each column."""
    groups: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, cells in over.items():
        # What stands above is not merged over both in every kind of file.
        caption, unit = caption_and_unit(cells[-1].text) if cells else ("", None)
        if unit:
            groups[plain(caption)][unit].append(number)
    found: dict[int, Twin] = {}
    for by_unit in groups.values():
        main = by_unit.get(_FORM, ())
        for unit, others in by_unit.items():
            if unit != _FORM and len(others) == len(main):
                found |= {other: Twin(one, unit) for one, other in zip(main, others, strict=True)}
    return found


def say_the_same(one: Fen, other: Fen, unit: str) -> bool:
    """Whether two amounts, the first in 万元, are one but for its rounding."""
    return abs(one - other) <= max(UNITS[_FORM], UNITS[unit]) // _ROUNDED
