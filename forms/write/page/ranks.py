"""The rank of a heading within the text (结构层次序数), by which an official paper chooses its face."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from forms.form.ordinals import number_of

Rank = Literal[0, 1, 2, 3]
"""0 is text; GB/T 9704: 一、 is 黑体, （一） 楷体, 1. 仿宋, which counties set bold."""
_ORDINAL = "[一二三四五六七八九十]{1,3}"
_MARKS: tuple[tuple[Rank, re.Pattern[str]], ...] = (
    (1, re.compile(rf"({_ORDINAL})、")),
    (2, re.compile(rf"[（(]({_ORDINAL})[）)]")),
    (3, re.compile(r"([0-9]{1,2})[.．、](?![0-9])")),
)
_PART = re.compile(rf"第({_ORDINAL})部分")
_LONGEST = 30
"""A heading is no longer than this, in characters, mark included."""
_SENTENCE = re.compile("[。；！？，;!?]")
_LEAD = re.compile(rf"(第.{{1,3}}部分|[（(]?({_ORDINAL}|[0-9]{{1,3}})[）)、.．]).{{0,24}}[^。；！？，]|.*[：:]")
_STOPPED: Rank = 2
"""A heading of this rank may end with a full stop: （一）装备工业提质增效。"""


def ranked(paragraphs: Sequence[str], leads_on: bool = False) -> Iterator[tuple[str, Rank]]:
    """Every paragraph with its rank. A heading leads over to something else: items of one list do not.

    `leads_on` says that tables follow the last one.
    """
    marks = [_mark(text) for text in paragraphs]
    leading = list(_leading(paragraphs, marks, leads_on))
    headings = {mark for text, mark, rank in zip(paragraphs, marks, leading, strict=True) if _is_short(text, rank)}
    for text, (_, ordinal), rank in zip(paragraphs, marks, leading, strict=True):
        # Between headings of its row one with a comma is a heading too: （五）发展电子信息产业，打造软件新城。
        between = rank == _STOPPED and {(rank, ordinal - 1), (rank, ordinal + 1)} <= headings
        yield text, rank if _is_short(text.replace("，", "、") if between else text, rank) else 0


def _leading(paragraphs: Sequence[str], marks: Sequence[tuple[Rank, int]], leads_on: bool) -> Iterator[Rank]:
    """The rank of what stands where a heading does, 0 of anything else."""
    for place, (text, (rank, ordinal)) in enumerate(zip(paragraphs, marks, strict=True)):
        before = marks[place - 1] if place else (0, 0)
        last = (0, 0) if leads_on else (rank, ordinal + 1)
        following = marks[place + 1] if place + 1 < len(marks) else last
        is_item = (rank, ordinal) == (before[0], before[1] + 1) or following == (rank, ordinal + 1)
        yield 0 if is_item and not _PART.match(text) else rank


def heading_rank(text: str) -> Rank:
    """The rank of what is known to be a heading of a chapter: by its mark, the second without one."""
    return _mark(text)[0] or 2


def leads_over(text: str) -> bool:
    """Whether a text that is no heading leads over to the next as one does: 总体绩效目标："""
    return len(text) <= _LONGEST and bool(_LEAD.fullmatch(text))


def _is_short(text: str, rank: Rank) -> bool:
    """Whether a text of that rank is as short as a heading, and no sentence."""
    words = text.strip().removesuffix("。") if rank == _STOPPED else text.strip()
    return rank > 0 and len(words) <= _LONGEST and not _SENTENCE.search(words)


def _mark(text: str) -> tuple[Rank, int]:
    """The rank that the mark of a text stands for, and its number in the row."""
    if found := _PART.match(text.strip()):
        return 1, number_of(found[1]) or 0
    for rank, mark in _MARKS:
        if found := mark.match(text.strip()):
            return rank, number_of(found[1]) or 0
    return 0, 0
