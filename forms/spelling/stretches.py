"""How often stretches of one to four characters occur: a tree in arrays, with the counts of other texts on top."""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate

LONGEST = 4
"""So many characters has a stretch at most."""
BITS = 12
"""Of a character in the key of a stretch."""
_COUNTS = tuple(2 ** (level / 8) for level in range(256))
"""A count is kept as the nearest eighth of its binary logarithm."""
_BACK_OFF = 0.4
"""What it costs, in powers of ten, to look at one character less before the one that follows."""
_MOST_KNOWN = 60_000
"""So many answers are kept at hand."""


class Stretches:
    """The counts of the resource: of every stretch its last character, its count, and where the longer ones stand
    that begin with it."""

    def __init__(self, signs: Sequence[array[int]], levels: Sequence[bytes], begun: Sequence[Iterable[int]]) -> None:
        self._signs = signs
        self._levels = levels
        self._starts = [array("I", accumulate(each, initial=0)) for each in begun]
        self.total = sum(_COUNTS[level] for level in levels[0])
        """The characters of all texts together."""

    def followers(self, sign: int) -> array[int]:
        """The characters that stand behind that one."""
        return self._signs[1][self._starts[0][sign] : self._starts[0][sign + 1]]

    def count(self, stretch: Sequence[int]) -> float:
        """How often the stretch occurs in the texts, about; 0 for one too rare to be kept."""
        node = stretch[0]
        length = len(stretch)
        for depth in range(1, length):
            sign, starts, signs = stretch[depth], self._starts[depth - 1], self._signs[depth]
            end = starts[node + 1]
            node = bisect_left(signs, sign, starts[node], end)
            if node == end or signs[node] != sign:
                return 0.0
        return _COUNTS[self._levels[length - 1][node]]


class Counts:
    """The counts of the resource with those of other texts on top, such as the unit's own of last year."""

    def __init__(self, stretches: Stretches, *others: tuple[Iterable[Sequence[int]], int]) -> None:
        """`others`: texts as numbers of their characters, and how often a stretch counts each time it stands there."""
        self._stretches = stretches
        counted: dict[int, int] = {}
        for texts, weight in others:
            for text in texts:
                for length in range(1, LONGEST + 1):
                    for start in range(len(text) - length + 1):
                        key = _key(text[start : start + length])
                        counted[key] = counted.get(key, 0) + weight
        self._keys = array("Q", sorted(counted))
        self._weights = array("I", [counted[key] for key in self._keys])
        self._known: dict[int, float] = {}
        self._usual: dict[int, float] = {}
        self._followers: dict[int, frozenset[int]] = {}

    def count(self, stretch: Sequence[int]) -> float:
        """How often the stretch occurs."""
        key = _key(stretch)
        found = self._known.get(key)
        if found is None:
            if len(self._known) > _MOST_KNOWN:
                self._known.clear()
            found = self._known[key] = self._stretches.count(stretch) + self._on_top(key)
        return found

    def followers(self, sign: int) -> frozenset[int]:
        """The characters that ever stand behind that one."""
        found = self._followers.get(sign)
        if found is None:
            first, end = (bisect_left(self._keys, _key((each, 0))) for each in (sign, sign + 1))
            own = (key & ((1 << BITS) - 1) for key in self._keys[first:end])
            found = self._followers[sign] = frozenset((*self._stretches.followers(sign), *own))
        return found

    def usual(self, text: Sequence[int], place: int) -> float:
        """How usual the character is after the three before it, as a decimal logarithm (stupid backoff)."""
        if place < LONGEST - 1:
            before = text[: place + 1]
            key = _key(before)
        else:
            before = text[place - LONGEST + 1 : place + 1]
            # Asked most often of all: the key of four without a loop.
            one, two, three, four = before
            key = (((1 << BITS | one) << BITS | two) << BITS | three) << BITS | four
        found = self._usual.get(key)
        if found is None:
            if len(self._usual) > _MOST_KNOWN:
                self._usual.clear()
            found = self._usual[key] = self._backed_off(before)
        return found

    def forget(self) -> None:
        """Let go of what is kept at hand."""
        self._known.clear()
        self._usual.clear()
        self._followers.clear()

    def _on_top(self, key: int) -> int:
        place = bisect_left(self._keys, key)
        return self._weights[place] if place < len(self._keys) and self._keys[place] == key else 0

    def _backed_off(self, stretch: Sequence[int]) -> float:
        loss = 0.0
        while len(stretch) > 1:
            seen = self.count(stretch)
            if seen:
                return loss + math.log10(seen / max(self.count(stretch[:-1]), seen))
            loss -= _BACK_OFF
            stretch = stretch[1:]
        return loss + math.log10((self.count(stretch) + 0.5) / self._stretches.total)


def _key(stretch: Sequence[int]) -> int:
    """One number for a stretch, of any length."""
    key = 1
    for sign in stretch:
        key = key << BITS | sign
    return key
