"""Codes as single counties write them: the unit's own code before each (339 2080505), noughts behind (2080000)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

_FEWEST = 2
"""What stands before a single code may be anything."""
_SHORTEST = 3
"""No unit has a shorter code, and no subject."""
_LEADING = re.compile(r"(\d{6,})(?=\D|$)")


def unit_code_before(texts: Iterable[str], known: Collection[str]) -> str:
    """The digits that stand before every code of a table, so that what follows is in the list of the year; blank where
    there are none, or any code is in the list as it stands."""
    digits = {found[1] for text in texts if (found := _LEADING.match(text))}
    if len(digits) < _FEWEST or not known or not digits.isdisjoint(known):
        return ""
    shortest = min(digits, key=len)
    tried = (shortest[:end] for end in range(len(shortest), _SHORTEST - 1, -1))
    return next((before for before in tried if _stands_before(before, digits, known)), "")


def _stands_before(before: str, digits: Collection[str], known: Collection[str]) -> bool:
    """Whether all begin so and are then in the list; the code of the unit itself may be among them."""
    if not all(text.startswith(before) for text in digits):
        return False
    rests = [text for text in (text.removeprefix(before) for text in digits) if text]
    return len(rests) >= _FEWEST and all(rest in known for rest in rests)


def in_the_list(code: str, known: Collection[str]) -> str:
    """A code without the noughts that fill it up to the length of the longest; as it stands where it is in the list, or
    would not be without them."""
    short = code
    while short not in known and short.endswith("00") and len(short) > _SHORTEST:
        short = short[:-2]
    return short if short in known else code
