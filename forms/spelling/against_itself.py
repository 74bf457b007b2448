"""The paper against itself: two words that sound near, in the same words, are one word written in two ways."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import permutations

from forms.spelling.lexicon import FIRST, Lexicon
from forms.spelling.suspects import Suspect, may_be_either

_AROUND, _WORD = 2, 2
"""So many characters on both sides are the same; the words have two."""
_MOST_KEPT = 4_096
_Place = tuple[str, int]


def other_words(passages: Iterable[str], lexicon: Lexicon, either: Sequence[str]) -> dict[str, list[Suspect]]:
    """By passage the words that stand once where the same words elsewhere, more often, have one that sounds near."""
    places: defaultdict[tuple[str, str], defaultdict[str, list[_Place]]] = defaultdict(lambda: defaultdict(list))
    for passage in passages:
        for start, before, word, after in _words_within(passage, lexicon):
            places[before, after][word].append((passage, start))
    found: defaultdict[str, list[Suspect]] = defaultdict(list)
    for words in places.values():
        for wrong, right in permutations(words, 2):
            is_rarer = len(words[wrong]) == 1 < len(words[right])
            if is_rarer and _sound_near(wrong, right, lexicon) and not may_be_either(wrong, right, either):
                passage, start = words[wrong][0]
                found[passage].append(Suspect(start, start + _WORD, wrong, right, 0.0))
    return found


@lru_cache(_MOST_KEPT)
def _words_within(passage: str, lexicon: Lexicon) -> tuple[tuple[int, str, str, str], ...]:
    """Every word of two characters with the two before and behind it, where all of them are Chinese."""
    signs = lexicon.numbers(passage)
    found = []
    for start in range(_AROUND, len(passage) - _WORD - _AROUND + 1):
        end = start + _WORD
        first, last = start - _AROUND, end + _AROUND
        if min(signs[first:last]) >= FIRST and lexicon.is_word(signs[start:end]):
            found.append((start, passage[first:start], passage[start:end], passage[end:last]))
    return tuple(found)


def _sound_near(one: str, other: str, lexicon: Lexicon) -> bool:
    """Whether one character is the same or sounds the same, and the other sounds near: 工资 and 公司."""
    signs = zip(lexicon.numbers(one), lexicon.numbers(other), strict=True)
    ways = [0 if mine == its else lexicon.near_signs(mine, its) for mine, its in signs]
    return 0 in ways and None not in ways
