"""The resource `resources/spelling/usage.xz`, read once and on first use: counts of stretches, sounds, words."""

from __future__ import annotations

import lzma
from array import array
from functools import cache
from itertools import islice

from forms.form.resources import resources
from forms.spelling.lexicon import Lexicon, WordsOfLength
from forms.spelling.stretches import LONGEST, Stretches


@cache
def usage() -> tuple[Stretches, Lexicon]:
    """How often stretches of characters occur in official prose, and the characters and words with their sounds.

    About 14 MB and a third of a second; `build/spelling.py` makes the file and describes it.
    """
    head, _, body = lzma.decompress((resources() / "spelling" / "usage.xz").read_bytes()).partition(b"\n")
    view, parts, start = memoryview(body), [], 0
    for length in map(int, head.split()):
        parts.append(view[start : start + length])
        start += length
    left = iter(parts)
    characters = str(next(left), "utf-8")
    signs, levels, begun = [], [], []
    for length in range(1, LONGEST + 1):
        signs.append(_numbers(next(left)))
        levels.append(bytes(next(left)))
        if length < LONGEST:
            begun.append(_numbers(next(left)))
    sounds = str(next(left), "ascii").split(" ")
    readings = [tuple(each.split(",")) for each in str(next(left), "ascii").split(" ")]
    words = [WordsOfLength(n, *map(_numbers, islice(left, 2))) for n in (2, 3, 4)]
    return Stretches(signs, levels, begun), Lexicon(characters, sounds, readings, words)


def _numbers(planes: memoryview) -> array[int]:
    """Numbers of two bytes; in the file all lower bytes come first."""
    mixed = bytearray(len(planes))
    half = len(planes) // 2
    mixed[::2], mixed[1::2] = planes[:half], planes[half:]
    numbers = array("H", bytes(mixed))
    if array("H", b"\1\0")[0] != 1:
        numbers.byteswap()
    return numbers
