"""Pinyin in full, in initials, or mixed: whether letters that were typed spell a name."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache

from forms.form.resources import resources


def spells(letters: str, name: str) -> bool:
    """Whether the letters spell the name from one of its characters on, each in full or by its initial; the last one
    may be typed halfway: xingzheng, xzhengyunx for 行政运行."""
    if not (letters.isascii() and letters.isalpha()):
        return False
    first = letters[0]
    starts = (n for n, one in enumerate(name) if any(reading[0] == first for reading in _readings().get(one, ())))
    return any(_spelled(letters, name, start) for start in starts)


def _spelled(letters: str, name: str, at: int) -> bool:
    if not letters:
        return True
    if at >= len(name):
        return False
    for reading in _readings().get(name[at], ()):
        if reading.startswith(letters):
            return True
        for taken in (reading, reading[0]):
            if letters.startswith(taken) and _spelled(letters[len(taken) :], name, at + 1):
                return True
    return False


@cache
def _readings() -> Mapping[str, tuple[str, ...]]:
    """How each character may be read."""
    found: dict[str, tuple[str, ...]] = {}
    with (resources() / "catalogues" / "pinyin.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for character in row["characters"]:
                found[character] = (*found.get(character, ()), row["letters"])
    return found
