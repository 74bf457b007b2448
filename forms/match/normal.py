"""Captions and labels brought to one form, so that two writings of the same words compare equal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import lru_cache

from forms.readers import GridCell

_DROPPED = re.compile(r"[\s“”\"'‘’《》:：*＊.．,，、;；]")
_ORDINAL = re.compile(r"^(?:其中)?(?:\([一二三四五六七八九十\d]+\)[、.]?|[一二三四五六七八九十]+、|\d+[)、.])")
_DIGITS = re.compile(r"\d")
_NEXT_PHRASE = re.compile(r"\n|\s+(?=[（(]?[^\s:：（(]{2,9}[:：])|\s+(?=20\d{2}年)")
_ALIKE = 0.86
"""Texts at least so similar count as one when nothing fits exactly: a slip of the pen, never another line."""


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """A caption without blanks, quotes and punctuation, full-width forms made one, dashes and 其中 left as they are."""
    return _DROPPED.sub("", unicodedata.normalize("NFKC", text)).replace("(", "").replace(")", "")


@lru_cache(maxsize=4096)
def bare(text: str) -> str:
    """A label without its ordinal: 二、公务用车购置 and 2. 公务用车购置 are the same line."""
    return plain(_ORDINAL.sub("", "".join(unicodedata.normalize("NFKC", text).split())).removeprefix("其中"))


def phrases(cells: Iterable[GridCell]) -> Iterator[str]:
    """What a line above a table says: one cell may hold several phrases, and a caption may have its word in the next
    cell (`单位：` before `万元`)."""
    caption = ""
    for cell in cells:
        for phrase in _NEXT_PHRASE.split(cell.text.strip()):
            if caption and not re.search("[:：]", phrase):
                phrase = caption + phrase
            caption = phrase if phrase.endswith((":", "：")) else ""
            yield phrase


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
