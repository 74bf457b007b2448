"""Checks of dates (M07): the day must be one of the calendar."""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from collections.abc import Iterator
from functools import lru_cache

from forms.check.special.registry import special
from forms.check.special.texts import Span, at, every_text
from forms.document.finding import Finding
from forms.document.reporter import Reporter
from forms.form.language import patterns
from forms.form.word_lists import Words

_TEXTS = 8192
"""Of so many texts it is remembered what was found in them: most are the same from check to check."""
_MONTHS = 12
_LEAP_YEAR = 2024
"""A day without a year may be one of any year."""


@special("M07", when="prose")
def dates_exist(reporter: Reporter) -> Iterator[Finding]:
    """Days and months that no calendar has; a number of months (36月) is no date."""
    day = patterns(reporter.edition).calendar_day
    for text in every_text(reporter):
        for span, wrong in _wrong_dates(text.words, day) if "月" in text.words else ():
            yield at(reporter, "M07", text, span, f"写作“{text.words[slice(*span)]}”，{wrong}。")


@lru_cache(maxsize=_TEXTS)
def _wrong_dates(words: str, day: Words) -> tuple[tuple[Span, str], ...]:
    """Every date of a text with which something is wrong, and what."""
    return tuple((found.span(), wrong) for found in day.finditer(words) if (wrong := _wrong(found)))


def _wrong(found: re.Match[str]) -> str:
    """What is wrong with a date; blank when nothing is."""
    month, day = int(found["month"]), int(found["day"] or 1)
    if not (found["year"] or found["day"]):
        return ""
    if not 1 <= month <= _MONTHS:
        return "没有这个月份"
    year = int(found["year"] or _LEAP_YEAR)
    last = monthrange(year, month)[1]
    if 1 <= day <= last:
        return ""
    told = f"{year}年" if month == 2 and not isleap(year) else ""
    return f"{told}{month}月只有{last}天"
