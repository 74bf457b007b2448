"""The rank of a heading within the text (结构层次序数), by which an official paper chooses its face."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

Rank = Literal[0, 1, 2, 3]
"""0 is text; GB/T 9704: 一、 is 黑体, （一） 楷体, 1. 仿宋, which counties set bold."""
_ORDINAL = "[一二三四五六七八九十]{1,3}"
_MARKS: tuple[tuple[Rank, re.Pattern[str]], ...] = (
    (1, re.compile(rf"({_ORDINAL})、")),
    (2, re.compile(rf"[（(]({_ORDINAL})[）)]")),
    (3, re.compile(r"([0-9]{1,2})[.．、](?![0-9])")),
)
_PART = re.compile(rf"第{_ORDINAL}部分")
_LONGEST = 30
"""A heading is no longer than this, in characters, mark included."""
_SENTENCE = re.compile("[。；！？，;!?]")


def ranked(paragraphs: Sequence[str], leads_on: bool = False) -> Iterator[tuple[str, Rank]]:
    """Every paragraph with its rank. A heading leads over to something else: items of one list do not.

    `leads_on` says that tables follow the last one.
    """
    marks = [_mark(text) for text in paragraphs]
    for place, (text, (rank, ordinal)) in enumerate(zip(paragraphs, marks, strict=True)):
        following = marks[place + 1] if place + 1 < len(marks) else (0, "") if leads_on else (rank, "")
        leads = following[0] != rank or following[1] == ordinal or _PART.match(text)
        is_heading = leads and len(text.strip()) <= _LONGEST and not _SENTENCE.search(text.strip())
        yield text, rank if is_heading else 0


def heading_rank(text: str) -> Rank:
    """The rank of what is known to be a heading of a chapter: by its mark, the second without one."""
    return _mark(text)[0] or 2


def _mark(text: str) -> tuple[Rank, str]:
    """The rank that the mark of a text stands for, and the ordinal in it."""
    if _PART.match(text.strip()):
        return 1, text.strip()[:3]
    for rank, mark in _MARKS:
        if found := mark.match(text.strip()):
            return rank, found[1]
    return 0, ""
