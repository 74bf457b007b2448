"""What the patterns of a word list find in a text."""

from __future__ import annotations

import re
from functools import lru_cache

_TEXTS = 8192


@lru_cache(maxsize=_TEXTS)
def passages(known: object, names: tuple[str, ...], words: str) -> tuple[tuple[str, re.Match[str]], ...]:
    """What each of these patterns of a word list finds, with its name; most texts are the same from check to check."""
    return tuple((name, one) for name in names for one in getattr(known, name).finditer(words))
