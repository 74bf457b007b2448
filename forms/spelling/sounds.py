"""How Chinese syllables sound alike: those many do not tell apart, those one letter of an input method apart."""

from __future__ import annotations

from functools import cache


@cache
def blurred(sound: str) -> str:
    """The syllable without what many do not tell apart: zh/z, ch/c, sh/s, ing/in, eng/en."""
    if sound[:2] in ("zh", "ch", "sh"):
        sound = sound[0] + sound[2:]
    return sound[:-1] if sound.endswith(("ing", "eng")) else sound


@cache
def are_near(one: str, other: str) -> bool:
    """Whether two syllables begin with the same letter or end alike: one slip of a key, or the first letters alone."""
    one, other = blurred(one), blurred(other)
    return one[0] == other[0] or (len(one) > 1 and one[1:] == other[1:])
