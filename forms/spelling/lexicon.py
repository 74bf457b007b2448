"""The characters and words the spelling check knows, with their sounds, and what sounds like them."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from forms.spelling.sounds import are_near, blurred

MARK, OTHER, FIRST = 0, 1, 2
"""The numbers of a mark or an end; of a digit, a letter, a rare character; of the commonest character."""
_IDEOGRAPHIC = "　"
"""Letters and digits from here on are of full width and stand for marks."""


class WordsOfLength(NamedTuple):
    """All words of one length: the numbers of their characters, the numbers of their sounds, one word after another."""

    length: int
    signs: array[int]
    sounds: array[int]


class Alike(NamedTuple):
    """A word that sounds like another, exactly or nearly."""

    signs: tuple[int, ...]
    is_exact: bool


class Lexicon:
    """Characters by number, their readings, and the words by their sounds."""

    def __init__(
        self,
        characters: str,
        sounds: Sequence[str],
        readings: Sequence[tuple[str, ...]],
        words: Sequence[WordsOfLength],
    ) -> None:
        self.characters = characters
        self._number = {c: place for place, c in enumerate(characters, FIRST)}
        self._sounds = sounds
        self._readings = readings
        places = {sound: place for place, sound in enumerate(sorted({blurred(s) for s in sounds}))}
        self._blurred = [places[blurred(sound)] for sound in sounds]
        self._number_of_sound = {sound: place for place, sound in enumerate(sounds)}
        self._words = [_ByKey(each, self._blurred) for each in words]
        self._said: defaultdict[str, list[int]] = defaultdict(list)
        for sign, read in enumerate(readings, FIRST):
            for sound in {blurred(each) for each in read}:
                self._said[sound].append(sign)

    def numbers(self, text: str) -> list[int]:
        """The numbers of the characters of a text."""
        return [self._number.get(c) or _foreign(c) for c in text]

    def text(self, signs: Sequence[int]) -> str:
        """The characters of these numbers."""
        return "".join(self.characters[sign - FIRST] for sign in signs)

    def readings(self, sign: int) -> tuple[str, ...]:
        """The sounds of a character, the usual one first; none of what is no character."""
        return self._readings[sign - FIRST] if sign >= FIRST else ()

    def homophones(self, sign: int) -> dict[int, bool]:
        """Other characters that sound the same (true) or nearly the same (false)."""
        own = set(self.readings(sign))
        near = dict.fromkeys(other for sound in own for other in self._said[blurred(sound)] if other != sign)
        return {other: not own.isdisjoint(self.readings(other)) for other in near}

    def words_like(self, signs: Sequence[int]) -> Iterator[Alike]:
        """Words that sound like these two to four characters and differ in more than one of them."""
        words = self._words[len(signs) - 2]
        sounds = tuple(self._number_of_sound[self.readings(sign)[0]] for sign in signs)
        for word, said in words.sounding([self._blurred[sound] for sound in sounds]):
            if sum(one != other for one, other in zip(word, signs, strict=True)) > 1:
                yield Alike(word, said == sounds)

    def is_word(self, signs: Sequence[int]) -> bool:
        """Whether these characters are a word."""
        return self.sounds_of(signs) is not None

    def sounds_of(self, signs: Sequence[int]) -> tuple[str, ...] | None:
        """The sounds of a word; None when the characters are none."""
        found = self._words[len(signs) - 2].find(tuple(signs))
        return None if found is None else tuple(self._sounds[sound] for sound in found)

    def pairs_like(
        self, word: tuple[int, int], is_common: Callable[[Sequence[int]], bool]
    ) -> Iterator[tuple[int, int]]:
        """Common words of two characters that share one with the word, the other being near in sound but not the same:
        what the first letters call up (国际 and 国家)."""
        sounds = self.sounds_of(word)
        if sounds is None:
            return
        for kept in (0, 1):
            for other, said in self._words[0].sharing(kept, word[kept], is_common):
                mine, its = sounds[1 - kept], self._sounds[said[1 - kept]]
                if blurred(mine) != blurred(its) and are_near(mine, its):
                    yield other

    def near_signs(self, one: int, other: int) -> int | None:
        """How two characters sound alike in any of their readings: 0 the same, 1 nearly, 2 near; None when not."""
        pairs = [(mine, its) for mine in self.readings(one) for its in self.readings(other)]
        if any(mine == its for mine, its in pairs):
            return 0
        if any(blurred(mine) == blurred(its) for mine, its in pairs):
            return 1
        return 2 if any(are_near(mine, its) for mine, its in pairs) else None

    def blurred_sounds(self, signs: Sequence[int]) -> tuple[str, ...]:
        """How the characters sound, each in its usual reading."""
        return tuple(blurred(read[0]) if (read := self.readings(sign)) else "" for sign in signs)


class _ByKey:
    """The words of one length, found by their characters or by their blurred sounds."""

    def __init__(self, words: WordsOfLength, blur: Sequence[int]) -> None:
        self._length, self._signs, self._sounds = words
        starts = range(0, len(self._signs), self._length)
        keys = [_key(blur[sound] for sound in self._sounds[at : at + self._length]) for at in starts]
        order = sorted(range(len(keys)), key=keys.__getitem__)
        self._order = array("H", order)
        self._by_sound = array("Q", [keys[place] for place in order])
        self._by_signs = array("Q", [_key(self._signs[at : at + self._length]) for at in starts])
        self._sharing: tuple[dict[int, array[int]], ...] | None = None

    def sounding(self, sounds: Sequence[int]) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
        """The words with these blurred sounds: their characters and their sounds."""
        key = _key(sounds)
        for place in range(bisect_left(self._by_sound, key), bisect_right(self._by_sound, key)):
            yield self._at(self._order[place])

    def find(self, signs: tuple[int, ...]) -> tuple[int, ...] | None:
        """The sounds of the word of these characters; None when there is none."""
        key = _key(signs)
        place = bisect_left(self._by_signs, key)
        is_there = place < len(self._by_signs) and self._by_signs[place] == key
        return self._at(place)[1] if is_there else None

    def sharing(
        self, kept: int, sign: int, is_common: Callable[[Sequence[int]], bool]
    ) -> Iterator[tuple[tuple[int, int], tuple[int, ...]]]:
        """The common words with that character at that place."""
        if self._sharing is None:
            lists: tuple[defaultdict[int, list[int]], ...] = (defaultdict(list), defaultdict(list))
            for place in range(len(self._by_signs)):
                word, _ = self._at(place)
                if is_common(word):
                    for at, each in enumerate(word):
                        lists[at][each].append(place)
            self._sharing = tuple({each: array("H", places) for each, places in found.items()} for found in lists)
        for place in self._sharing[kept].get(sign, ()):
            word, said = self._at(place)
            yield (word[0], word[1]), said

    def _at(self, place: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
        start, end = place * self._length, (place + 1) * self._length
        return tuple(self._signs[start:end]), tuple(self._sounds[start:end])


def _key(numbers: Iterator[int] | Sequence[int]) -> int:
    key = 0
    for number in numbers:
        key = key << 12 | number
    return key


def _foreign(character: str) -> int:
    is_letter = character.isalnum() and character < _IDEOGRAPHIC
    return OTHER if is_letter or "一" <= character <= "鿿" else MARK
