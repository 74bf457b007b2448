"""Whether the text tells of last year at a place: of what was spent then, or by the year that is named last."""

from __future__ import annotations

import re

from forms.prose.grammar import FULL_STOP, Grammar

_TOLD = re.compile(r"[元%](?!.*[元%])")
"""The last amount or per cent of a text."""


def is_of_last_year(text: str, at: int, said: Grammar, year: int) -> bool:
    """Whether what is told at a place of a squeezed text is last year's.

    It is when its part of the sentence tells from the beginning what was really spent last year, or when last year is
    the one named last: 去年安排…万元, and 2024年安排…万元，今年…; a year that is compared with is not named.
    """
    start = max(text.rfind(mark, 0, at) for mark in "。\n") + 1
    parts = text[start:at].split(";")
    for part in reversed(parts):
        if f"{year}年" in part:
            break
        if opening := said.of_a_year.match(part):
            is_before = bool(opening["before"]) or opening["year"] == str(year - 1)
            if is_before and said.actual.search(part):
                return True
            break
    return names_last_year(parts[-1], said, year) and _tells_of_both(text, start, at, parts[-1], said, year)


def is_set_against(text: str, at: int) -> bool:
    """Whether what stands at a place of a text opens a part of a sentence behind one with amounts: …万元；2024年…."""
    before = FULL_STOP.split(text[:at])[-1].rstrip()
    return before.endswith((";", "；")) and _TOLD.search(before) is not None


def names_last_year(part: str, said: Grammar, year: int) -> bool:
    """Whether last year is the one named last in a part of a sentence, and names what stands at its end."""
    named = [found for found in said.years.finditer(part) if not found["compared"]]
    if not named or not (named[-1]["before"] or named[-1]["year"] == str(year - 1)):
        return False
    behind = part[named[-1].end() :]
    is_closed = behind.count(")") > behind.count("(")
    told = _TOLD.search(behind)
    return not is_closed and (told is None or behind[told.end() : told.end() + 1] in ("、", "(", "中"))


def _tells_of_both(text: str, start: int, at: int, part: str, said: Grammar, year: int) -> bool:
    """Whether last year is called so, or the sentence tells of this year too, or the next one of both: a year alone may
    be a slip."""
    named = [found for found in said.years.finditer(part) if not found["compared"]]
    if named[-1]["before"] or is_set_against(text, at - len(part) + named[-1].start()):
        return True
    stop = FULL_STOP.search(text, at)
    if stop and said.of_both.match(text, stop.end()):
        return True
    whole = text[start : stop.start() if stop else len(text)]
    return any(found["now"] or found["year"] == str(year) for found in said.years.finditer(whole))
