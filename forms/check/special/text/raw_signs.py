"""The source of a sign (`$\\geq 150\\%$`, `&gt;`) read as the sign it stands for (≥150%)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from forms.check.special.texts import Fix, Span

_FORMULA = re.compile(r"\$[^$\n]{1,60}\$")
_BESIDE = re.compile(r"(?<=[≥≤><≠≈±×÷～·])[ \t]+|[ \t]+(?=[%‰≈±×÷～·])")
_GROUPS = re.compile(r"[{}]")
_SHORTEST = 3
_UNREAD = re.compile(r"[\\$]|&\w+;")


def sources(signs: Sequence[str]) -> tuple[str, ...]:
    """The sources by which a formula is known wherever it stands; the shortest may begin another word."""
    words = (pair.partition(" ")[0] for pair in signs)
    return tuple(word for word in words if len(word) > _SHORTEST or word.startswith("&"))


def as_signs(text: str, span: Span, signs: Sequence[str]) -> Fix | None:
    """What puts the signs in place of the source at that passage: of the whole formula where it stands in one.

    `signs` are pairs of source and sign, a blank between. None where something remains that has no sign.
    """
    whole = next((found.span() for found in _FORMULA.finditer(text) if _meet(found.span(), span)), None)
    start, end = whole or _grown(text, span, signs)
    source = text[start + 1 : end - 1] if whole else text[start:end]
    read = _BESIDE.sub("", _GROUPS.sub("", _replaced(source, tuple(signs)))).strip()
    return None if not read or _UNREAD.search(read) else ((start, end), read)


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _grown(text: str, span: Span, signs: Sequence[str]) -> Span:
    """The passage up to the end of the source that begins in it, with the blanks behind."""
    found = next((f.span() for f in _pattern(tuple(signs)).finditer(text) if _meet(f.span(), span)), span)
    end = found[1]
    while end < len(text) and text[end] == " ":
        end += 1
    return found[0], end


def _replaced(source: str, signs: tuple[str, ...]) -> str:
    known = dict(pair.partition(" ")[::2] for pair in signs)
    return _pattern(signs).sub(lambda found: known[found[0]] or " ", source)


@lru_cache(maxsize=8)
def _pattern(signs: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the sources; a command of letters ends where its letters end."""
    sources = sorted((pair.partition(" ")[0] for pair in signs), key=len, reverse=True)
    return re.compile("|".join(re.escape(one) + ("(?![A-Za-z])" if one[-1].isalpha() else "") for one in sources))
