"""Finds in one passage what is probably a slip of an input method: another word that sounds alike makes it far more
usual."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from forms.spelling.evidence import Evidence, score
from forms.spelling.lexicon import FIRST, MARK, Lexicon
from forms.spelling.phrases import Phrases
from forms.spelling.stretches import LONGEST, Counts

_LEAST_GAIN, _LEAST_OF_PHRASE = 2.0, 0.5
"""So much more usual, in powers of ten, a suspect makes the passage; one that makes a set phrase needs less."""
_AFTER = LONGEST - 1
"""So many of the characters that follow feel a change."""
_USUAL = -3.6
"""A place where the next characters are together more usual than this is not looked at."""
_COMMON_PAIR = 300
_SURPLUS_GAIN, _JOINED, _APART = 6.0, 30, 5
"""A character is one too many when the passage is so much more usual without it, and its neighbours stand so often side
by side, each with it hardly ever."""


class Suspect(NamedTuple):
    """A stretch of a passage that is probably wrong: where it is, what stands there and what was probably meant.

    From `score` 0 on it is more likely a slip than not, from 1 on clearly so. `right` is blank for a surplus stretch.
    """

    start: int
    end: int
    wrong: str
    right: str
    score: float


class _Candidate(NamedTuple):
    """What might be meant by a stretch: its characters, how they sound alike, whether they make a set phrase."""

    start: int
    end: int
    signs: tuple[int, ...]
    way: int
    in_phrase: bool = False


class PassageReader:
    """Reads passages with one set of counts and set phrases."""

    def __init__(self, counts: Counts, lexicon: Lexicon, phrases: Phrases, either: Sequence[str]) -> None:
        """`either`: characters that sound alike and may both be meant, such as 定订."""
        self.lexicon = lexicon
        self._counts = counts
        self._phrases = phrases
        self._either = either

    def is_likelier(self, passage: str, suspect: Suspect, least: float) -> bool:
        """Whether a change makes the passage so much more usual, in powers of ten."""
        signs = tuple(self.lexicon.numbers(suspect.right))
        return self.numbered(passage).gain(suspect.start, suspect.end, signs, least) is not None

    def numbered(self, passage: str) -> Numbered:
        """A passage without blanks as it is weighed."""
        return Numbered(self._counts, self.lexicon, passage)

    def forget(self) -> None:
        """Let go of what is only kept at hand while many passages are read."""
        self._counts.forget()

    def suspects(self, passage: str, least: float) -> tuple[Suspect, ...]:
        """The suspects of a passage from that score on, in their order; they may overlap."""
        places = [place for place, c in enumerate(passage) if not c.isspace()]
        reading = self.numbered("".join(passage[place] for place in places))
        found = {slip for slip, _ in self.weighed(reading) if slip.score >= least} | set(self._surplus(reading))
        return tuple(s._replace(start=places[s.start], end=places[s.end - 1] + 1) for s in sorted(found))

    def weighed(self, reading: Numbered) -> Iterator[tuple[Suspect, Evidence]]:
        """Whatever would make the passage more usual, and what is known of it."""
        covered = self._phrases.covered(reading.text)
        for one in chain(self._misses(reading), self._homophones(reading), self._abbreviated(reading)):
            wrong, right = reading.text[one.start : one.end], self.lexicon.text(one.signs)
            if covered.issuperset(range(one.start, one.end)) or may_be_either(wrong, right, self._either):
                continue
            gain = reading.gain(one.start, one.end, one.signs, _LEAST_OF_PHRASE if one.in_phrase else _LEAST_GAIN)
            if gain is None:
                continue
            mended = reading.text[: one.start] + right + reading.text[one.end :]
            in_phrase = one.in_phrase or self._phrases.hold(mended, one.start, one.start + len(right))
            evidence = reading.evidence(one, gain, in_phrase)
            yield Suspect(one.start, one.end, wrong, right, score(evidence)), evidence

    def _surplus(self, reading: Numbered) -> Iterator[Suspect]:
        """Single characters that are one too many: a hint, never more."""
        covered = self._phrases.covered(reading.text)
        for place in reading.unusual:
            if place not in covered and reading.joins(place) and reading.gain(place, place + 1, (), _SURPLUS_GAIN):
                yield Suspect(place, place + 1, reading.text[place], "", 0.0)

    # What might be meant

    def _misses(self, reading: Numbered) -> Iterator[_Candidate]:
        """Set phrases that are missed by one character or by their sound alone."""
        for start, end, right in self._phrases.missed(reading.text):
            signs = self.lexicon.numbers(right)
            if min(signs) < FIRST or min(reading.signs(start, end)) < FIRST:
                continue
            ways = [self.lexicon.near_signs(*pair) for pair in zip(reading.signs(start, end), signs, strict=True)]
            yield _Candidate(start, end, tuple(signs), max(2 if way is None else way for way in ways), True)

    def _homophones(self, reading: Numbered) -> Iterator[_Candidate]:
        """Characters and words that sound the same or nearly so."""
        for start in reading.unusual:
            for sign, is_exact in self.lexicon.homophones(reading.sign(start)).items():
                if reading.is_known_beside(sign, start):
                    yield _Candidate(start, start + 1, (sign,), int(not is_exact))
            for length in (2, 3, 4):
                word = reading.signs(start, start + length)
                if len(word) == length and min(word) >= FIRST:
                    for signs, is_exact in self.lexicon.words_like(word):
                        yield _Candidate(start, start + length, signs, int(not is_exact))

    def _abbreviated(self, reading: Numbered) -> Iterator[_Candidate]:
        """Words that the same first letters call up."""
        for start in reading.unusual:
            pair = tuple(reading.signs(start, start + 2))
            if len(pair) == 2 and min(pair) >= FIRST:
                for other in self.lexicon.pairs_like(pair, self._is_common):
                    yield _Candidate(start, start + 2, other, 2)

    def _is_common(self, word: Sequence[int]) -> bool:
        return self._counts.count(word) >= _COMMON_PAIR


def may_be_either(wrong: str, right: str, either: Sequence[str]) -> bool:
    """Whether the two words differ in characters of which either may be meant."""
    return any(
        one != other and one in each and other in each
        for one, other in zip(wrong, right, strict=True)
        for each in either
    )


class Numbered:
    """A passage as numbers, how usual each of its characters is, and what a change of it would do."""

    def __init__(self, counts: Counts, lexicon: Lexicon, text: str) -> None:
        self.text = text
        self._counts = counts
        self._lexicon = lexicon
        # Two ends before and one behind, so that every character has neighbours.
        self._signs = [MARK, MARK, *lexicon.numbers(text), MARK]
        self._usual = [counts.usual(self._signs, place) for place in range(len(self._signs))]
        self.unusual = tuple(place for place in range(len(text)) if self._is_unusual(place))
        """The places of characters from which on the text is not quite usual."""

    def sign(self, place: int) -> int:
        """The number of the character at that place of the text."""
        return self._signs[place + 2]

    def signs(self, start: int, end: int) -> list[int]:
        """The numbers of a stretch of the text."""
        return self._signs[start + 2 : min(end, len(self.text)) + 2]

    def is_known_beside(self, sign: int, place: int) -> bool:
        """Whether that character ever stands beside one of the neighbours of the place."""
        before, after = self._signs[place + 1], self._signs[place + 3]
        return sign in self._counts.followers(before) or after in self._counts.followers(sign)

    def joins(self, place: int) -> bool:
        """Whether the two characters before and the two behind the place belong together, and do not with it."""
        before, after = self._signs[place : place + 2], self._signs[place + 3 : place + 5]
        if min((*before, *after)) < FIRST or len(after) < 2:
            return False
        beside = (before[1], self._signs[place + 2]), (self._signs[place + 2], after[0])
        return self._counts.count((*before, *after)) >= _JOINED and all(self._counts.count(p) < _APART for p in beside)

    def gain(self, start: int, end: int, signs: tuple[int, ...], least: float) -> float | None:
        """How much more usual the text is with these characters there, in powers of ten; None for less than `least`."""
        first, stop = start + 2, min(end + 2 + _AFTER, len(self._signs))
        before = self._signs[max(0, first - _AFTER) : first]
        changed = [*before, *signs, *self._signs[end + 2 : stop]]
        gain = -sum(self._usual[first:stop])
        for place in range(len(before), len(changed)):
            gain += self._counts.usual(changed, place)
            if gain < least:
                return None
        return gain

    def evidence(self, one: _Candidate, gain: float, in_phrase: bool) -> Evidence:
        """What speaks for and against a change."""
        before = self._signs[max(0, one.start + 2 - _AFTER) : one.start + 2]
        stands, behind = self.signs(one.start, one.end), self._signs[one.end + 2 : one.end + 2 + _AFTER]
        old, new = [*before, *stands, *behind], [*before, *one.signs, *behind]
        first, stop = len(before), len(before) + len(stands)
        is_word = stop - first > 1
        return Evidence(
            gain=gain,
            near=one.way == 1,
            short=one.way == 2,
            many=is_word,
            left=self._seen(new[first - 1 : first + 1]),
            right=self._seen(new[stop - 1 : stop + 1]),
            old_left=self._seen(old[first - 1 : first + 1]),
            old_right=self._seen(old[stop - 1 : stop + 1]),
            three=self._across(new, first, stop, 3),
            four=self._across(new, first, stop, 4),
            old_three=self._across(old, first, stop, 3),
            old_four=self._across(old, first, stop, 4),
            word=self._word(new, first, stop),
            old_word=self._word(old, first, stop),
            phrase=in_phrase,
            itself=self._seen(one.signs) if is_word else 0,
            old_itself=self._seen(old[first:stop]) if is_word else 0,
            longer=stop - first > 2,
            changed=sum(mine != its for mine, its in zip(old[first:stop], one.signs, strict=True)) - 1,
        )

    def _is_unusual(self, place: int) -> bool:
        return self.sign(place) >= FIRST and sum(self._usual[place + 2 : place + 3 + _AFTER]) < _USUAL

    def _seen(self, stretch: Sequence[int]) -> float:
        return math.log10(1 + self._counts.count(stretch[:LONGEST]))

    def _across(self, signs: Sequence[int], first: int, stop: int, length: int) -> float:
        """How often the commonest stretch of that length occurs that reaches over an edge of the change."""
        starts = range(max(0, first - length + 1), min(stop, len(signs) - length + 1))
        over = [at for at in starts if at < first or at + length > stop]
        return max((self._seen(signs[at : at + length]) for at in over), default=0.0)

    def _word(self, signs: Sequence[int], first: int, stop: int) -> float:
        """How often the commonest word occurs that holds the change."""
        held = [
            signs[at : at + length]
            for length in (2, 3, 4)
            for at in range(max(0, stop - length), min(first, len(signs) - length) + 1)
        ]
        words = [stretch for stretch in held if min(stretch) >= FIRST and self._lexicon.is_word(stretch)]
        return max((self._seen(word) for word in words), default=0.0)
