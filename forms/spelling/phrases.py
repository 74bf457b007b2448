"""Set phrases that are right: one that stands there is no slip, what only sounds like one is a suspect."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from forms.spelling.lexicon import Lexicon

SHORTEST = 4
_PART = 2


class Miss(NamedTuple):
    """A stretch that is a set phrase but for what sounds like it: where it differs, and what should stand there."""

    start: int
    end: int
    right: str


class Phrases:
    """Set phrases, found in a text as they are and as they are missed."""

    def __init__(self, lexicon: Lexicon, phrases: Iterable[str], shortest: int = SHORTEST) -> None:
        """`shortest`: phrases of fewer characters are believed, but nothing is taken for a slip of them."""
        self._lexicon = lexicon
        self._every = frozenset(phrase for phrase in phrases if len(phrase) > 1)
        self._lengths = sorted({len(phrase) for phrase in self._every})
        self._long_lengths = [length for length in self._lengths if length >= shortest]
        # One wrong character spares the beginning of a phrase or its end.
        self._begun: defaultdict[str, list[str]] = defaultdict(list)
        self._ended: defaultdict[str, list[str]] = defaultdict(list)
        self._said: defaultdict[tuple[str, ...], list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
        for phrase in sorted(self._every):
            if len(phrase) >= shortest:
                part = min(_PART, len(phrase) // 2)
                self._begun[phrase[:part]].append(phrase)
                self._ended[phrase[-part:]].append(phrase)
                sounds = lexicon.blurred_sounds(lexicon.numbers(phrase))
                self._said[sounds[:_PART]].append((phrase, sounds))
        self._parts = sorted({len(part) for part in self._begun})

    def covered(self, text: str) -> frozenset[int]:
        """The places of a text that lie in a set phrase."""
        return frozenset(
            place
            for length in self._lengths
            for start in range(len(text) - length + 1)
            if text[start : start + length] in self._every
            for place in range(start, start + length)
        )

    def hold(self, text: str, start: int, end: int) -> bool:
        """Whether the stretch of a text lies in a set phrase that says more than the stretch does."""
        return any(
            text[first : first + length] in self._every
            for length in self._long_lengths
            if length > end - start + 1
            for first in range(max(0, end - length), start + 1)
        )

    def missed(self, text: str) -> Iterator[Miss]:
        """Where a text misses a set phrase: by one character that sounds near, or by what sounds the same."""
        if not self._begun:
            return
        for start, phrase in self._begun_or_ended(text):
            differ = _differing(text, start, phrase)
            if len(differ) == 1 and self._is_near(text[start + differ[0]], phrase[differ[0]]):
                yield Miss(start + differ[0], start + differ[0] + 1, phrase[differ[0]])
        sounds = self._lexicon.blurred_sounds(self._lexicon.numbers(text))
        for start in range(len(text)):
            for phrase, said in self._said.get(sounds[start : start + _PART], ()):
                if sounds[start : start + len(said)] == said:
                    differ = [place for place, right in enumerate(phrase) if text[start + place] != right]
                    if len(differ) > 1:
                        first, last = differ[0], differ[-1] + 1
                        yield Miss(start + first, start + last, phrase[first:last])

    def _begun_or_ended(self, text: str) -> Iterator[tuple[int, str]]:
        """Where a phrase may stand of which the text has the beginning or the end, and the phrase."""
        for part in self._parts:
            for start in range(len(text) - part + 1):
                seen = text[start : start + part]
                for phrase in self._begun.get(seen, ()):
                    yield start, phrase
                for phrase in self._ended.get(seen, ()):
                    yield start + part - len(phrase), phrase

    def _is_near(self, one: str, other: str) -> bool:
        return self._lexicon.near_signs(*self._lexicon.numbers(one + other)) is not None


def _differing(text: str, start: int, phrase: str) -> list[int]:
    """The places of a phrase at which the text has another character, two at most; none when it does not fit in."""
    differ: list[int] = []
    if start >= 0 and start + len(phrase) <= len(text):
        for place, right in enumerate(phrase):
            if text[start + place] != right:
                differ.append(place)
                if len(differ) > 1:
                    break
    return differ
