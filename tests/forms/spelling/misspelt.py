"""Slips of an input method: words of a right text replaced by others of the same sound.

`homophones.txt` has a word a line, then up to three that sound the same, the commonest first. It is taken from the
dictionary `pinyin_simp` of Rime (Apache License 2.0, from the input method of Android), which the product does not use.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple


class Slip(NamedTuple):
    """A passage with one word replaced: the passage before and after, where the word stands, and both words."""

    before: str
    after: str
    start: int
    end: int
    right: str
    wrong: str


def slips(passages: Sequence[str], either: Sequence[str], count: int, seed: int) -> Iterator[Slip]:
    """So many slips at random words; none where either character may be meant."""
    chance = random.Random(seed)
    places = [(passage, start, word) for passage in passages for start, word in _words(passage)]
    chance.shuffle(places)
    made = 0
    for passage, start, right in places:
        others = [wrong for wrong in homophones()[right] if not _either(right, wrong, either)]
        if others and made < count:
            wrong = chance.choice(others)
            end = start + len(right)
            yield Slip(passage, passage[:start] + wrong + passage[end:], start, end, right, wrong)
            made += 1


@cache
def homophones() -> dict[str, list[str]]:
    """The words that sound the same, by the word."""
    lines = (Path(__file__).parent / "homophones.txt").read_text(encoding="utf-8").splitlines()
    return {right: others for right, *others in map(str.split, lines)}


def _words(passage: str) -> Iterator[tuple[int, str]]:
    """The words of a passage that have homophones, the longest at each place."""
    start = 0
    while start < len(passage):
        word = next((passage[start : start + n] for n in (4, 3, 2) if passage[start : start + n] in homophones()), "")
        if word:
            yield start, word
        start += len(word) or 1


def _either(right: str, wrong: str, either: Sequence[str]) -> bool:
    return any(a != b and a in each and b in each for a, b in zip(right, wrong, strict=True) for each in either)
