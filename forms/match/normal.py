"""Captions and labels brought to one form, so that two writings of the same words compare equal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from forms.form.word_lists import Words
from forms.match.text.plain_words import closest, plain
from forms.match.text.reading_words import reading_words

if TYPE_CHECKING:
    from forms.readers import GridCell

__all__ = ["bare", "closest", "phrases", "plain"]

_NEXT_PHRASE = re.compile(r"(?<!\s)\s+(?!\s)(?=[（(]?[^\s:：（(]{2,9}[:：]|20\d{2}年)|\n")
_OPEN_NAME = re.compile(r"(?:[^:：]{2,14}[:：]|[\[【〔(（]?\d{3,12}).*[^\W\d_]", re.DOTALL)
_REST_OF_NAME = re.compile(r"[^\W\d_][^:：\d]*(?<!元)")


def bare(text: str) -> str:
    """A label without its ordinal: 二、公务用车购置 and 2. 公务用车购置 are the same line."""
    return _without(text, reading_words().label_lead)


@lru_cache(maxsize=4096)
def _without(text: str, lead: Words) -> str:
    return plain(lead.sub("", "".join(unicodedata.normalize("NFKC", text).split())))


def phrases(cells: Iterable[GridCell]) -> Iterator[str]:
    """What a line above a table says: one cell may hold several phrases, and a caption may have its word in the next
    cell (`单位：` before `万元`)."""
    caption = ""
    for cell in cells:
        for phrase in _phrases_of(cell.text):
            if caption and ":" not in phrase and "：" not in phrase:
                phrase = caption + phrase
            caption = phrase if phrase.endswith((":", "：")) else ""
            yield phrase


@lru_cache(maxsize=4096)
def _phrases_of(text: str) -> tuple[str, ...]:
    return tuple(_whole_names(_NEXT_PHRASE.split(text.strip())))


def _whole_names(phrases: Iterable[str]) -> Iterator[str]:
    """The phrases, with the name of a unit that is broken over two lines in one."""
    above = ""
    for phrase in phrases:
        if above and _OPEN_NAME.fullmatch(above) and _REST_OF_NAME.fullmatch(phrase):
            above += phrase
            continue
        if above:
            yield above
        above = phrase
    if above:
        yield above
