"""Words brought to one form, so that two writings of the same compare equal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

_DROPPED = re.compile(r"[\s“”\"'‘’《》:：*＊.．,，、;；]")
_DIGITS = re.compile(r"\d")
_ALIKE = 0.86
"""Texts at least so similar count as one when nothing fits exactly: a slip of the pen, never another line."""


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """A caption without blanks, quotes and punctuation, full-width forms made one, dashes and 其中 left as they are."""
    return _DROPPED.sub("", unicodedata.normalize("NFKC", text)).replace("(", "").replace(")", "")


def closest(text: str, choices: Iterable[str]) -> str | None:
    """The one choice that is nearly the same as the text, down to its digits; None when none or two are."""
    return _closest(text, frozenset(choices))


@lru_cache(maxsize=4096)
def _closest(text: str, choices: frozenset[str]) -> str | None:
    digits = _DIGITS.findall(text)
    # Texts that alike are of nearly the same length.
    longest = (2 - _ALIKE) / _ALIKE
    sized = [c for c in choices if len(c) <= len(text) * longest and len(text) <= len(c) * longest]
    fitting = [choice for choice in sized if _DIGITS.findall(choice) == digits]
    near = get_close_matches(text, fitting, n=2, cutoff=_ALIKE)
    return near[0] if len(near) == 1 else None
