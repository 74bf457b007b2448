"""The outline of a section's text: which stretch stands under which sub-heading (`words/headings.toml`).

A file of another outline than the form's holds headings of whole sections within the text of one. So a stretch ends
not only at the next known heading, but at any that is numbered as high as its own, and goes on.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from forms.form.ordinals import HAN, LINE_NUMBER, number_of
from forms.form.word_lists import Lists, Words, any_of
from forms.match.text.sub_headings import HeadingWords

_SHORT, _LONG = r"[^。：:，,；;元\n]{2,23}?", r"[^。：:，,；;元\t\n]{2,40}"
_HEADING = re.compile(rf"[^\S\n]*(?P<number>{LINE_NUMBER})?[^\S\n]*(?P<title>{_SHORT})[^\S\n]*(?P<mark>[。：:]|$)")
"""A sub-heading: a short line, or a numbered name before the words on the same line."""
_RANKS = (
    re.compile(rf"第([{HAN}\d]+)"),
    re.compile(rf"([{HAN}]+)[、.．]"),
    re.compile(rf"[(（〈]([{HAN}]+)"),
    re.compile(r"(\d+)[、.．]"),
    re.compile(r"[(（〈]?(\d+)[)）〉]"),
)
"""The styles of numbers, from the highest: 第一部分, 一、, （一）, 1., （1）."""


class HeadingNumber(NamedTuple):
    """Where a heading stands in an outline: how high its number is, and that number."""

    rank: int
    number: int


class Stretch(NamedTuple):
    """What stands under a heading: what that speaks of (a name or a key of `HeadingWords`), and from where to where."""

    topic: str
    start: int
    end: int


class _HeadingLine(NamedTuple):
    start: int
    body: int
    title: str
    place: HeadingNumber | None


def place_of(heading: str) -> HeadingNumber | None:
    """Where a heading stands by its number; None where it has none."""
    words = heading.strip()
    for rank, style in enumerate(_RANKS):
        found = style.match(words)
        number = number_of(found[1]) if found else None
        if number is not None:
            return HeadingNumber(rank, number)
    return None


def own_end(text: str, heading: str, known: HeadingWords) -> int:
    """Where in the text of a section another begins, by a heading numbered as high as its own that goes on; else its
    end."""
    own = place_of(heading)
    lines = _lines(text, known.parts)
    return next((line.start for line in lines if own and _closes(line.place, own)), len(text))


@lru_cache(maxsize=64)
def stretches(text: str, known: HeadingWords) -> tuple[Stretch, ...]:
    """What stands under each known sub-heading, to the heading that ends it or to the end."""
    headings, sections, accounts = map(_topics, (known.headings, known.sections, known.accounts))
    parts = {topic for topic, _ in accounts}
    found: list[Stretch] = []
    topic, start, place = "", 0, None
    for line in _lines(text, known.parts):
        of_part = _topic(line.title, accounts)
        told = _topic(line.title, sections) or of_part or _topic(line.title, headings)
        ends = not topic or _closes(line.place, place)
        if topic in parts and not ends and _is_below(line.place, place):
            continue
        if not ends and told in ("", *parts):
            continue
        found.append(Stretch(topic, start, line.start))
        topic, start, place = told, line.body, line.place
    found.append(Stretch(topic, start, len(text)))
    return tuple(one for one in found if one.topic and one.start < one.end)


def _closes(line: HeadingNumber | None, opened: HeadingNumber | None) -> bool:
    """Whether a heading ends what stands under another: it is numbered higher, or alike and goes on."""
    if line is None or opened is None:
        return False
    return line.rank < opened.rank or (line.rank == opened.rank and line.number > opened.number)


def _is_below(line: HeadingNumber | None, opened: HeadingNumber | None) -> bool:
    return line is None or opened is None or line.rank > opened.rank


@lru_cache(maxsize=64)
def _lines(text: str, parts: tuple[str, ...]) -> tuple[_HeadingLine, ...]:
    """The lines of a text that are headings, or begin with one."""
    # A longer one is numbered and on a line of its own.
    number = rf"(?P<number>{LINE_NUMBER}|第[{HAN}\d]{{1,3}}{any_of(parts)})"
    numbered = re.compile(rf"[^\S\n]*{number}[^\S\n]*(?P<title>{_LONG})(?P<mark>$)")
    found = []
    position = 0
    for line in text.split("\n"):
        # A row of a small table is none.
        heading = (_HEADING.match(line) or numbered.match(line)) if "\t" not in line else None
        rest = heading is not None and bool(line[heading.end() :].strip())
        if heading and (not rest or heading["number"] or heading["mark"] in ("：", ":")):
            title = "".join(heading["title"].split())
            body = position + heading.end() + (not rest)
            found.append(_HeadingLine(position, body, title, place_of(heading["number"] or line)))
        position += len(line) + 1
    return tuple(found)


_Topics = tuple[tuple[str, Words], ...]


def _topic(title: str, topics: _Topics) -> str:
    return next((topic for topic, words in topics if words.search(title)), "")


def _topics(lists: Lists) -> _Topics:
    return tuple((topic, _any_of(ways)) for topic, ways in lists.items())


@cache
def _any_of(ways: tuple[str, ...]) -> Words:
    return re.compile(any_of(ways))
