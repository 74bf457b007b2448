"""Checks of dates (M07): the day must be one of the calendar, the year one of four digits."""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from forms.check.special.registry import special
from forms.check.special.texts import Span, at, every_text, shown
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


@special("M07", when="prose")
def years_have_four_digits(reporter: Reporter) -> Iterator[Finding]:
    """Years with a digit too many or too few, or of another century; the year that is meant is offered."""
    wrong_year, year = patterns(reporter.edition).wrong_year, reporter.document.head.year
    for text in every_text(reporter):
        for found in wrong_year.finditer(text.words):
            meant = next((str(one) for one in (year, year - 1) if _is_slip_of(found["year"], str(one))), "")
            message = f"“{shown(text.words, found.span())}”的年份写作“{found['year']}”"
            message += f"，疑为“{meant}”。" if meant else "，请核对。"
            finding = at(reporter, "M07", text, found.span(), message, [(found.span("year"), meant)] if meant else [])
            yield replace(finding, found=found["year"], expected=meant)


def _is_slip_of(written: str, year: str) -> bool:
    """Whether a digit too many, too few or in another place makes one of the other."""
    longer, shorter = sorted((written, year), key=len, reverse=True)
    without_one = (longer[:n] + longer[n + 1 :] for n in range(len(longer)))
    return shorter in without_one if len(longer) > len(shorter) else sorted(written) == sorted(year)


@lru_cache(maxsize=_TEXTS)
def _wrong_dates(words: str, day: Words) -> tuple[tuple[Span, str], ...]:
    """Every date of a text with which something is wrong, and what."""
    return tuple((found.span(), wrong) for found in day.finditer(words) if (wrong := _wrong(found)))


def _wrong(found: re.Match[str]) -> str:
    """What is wrong with a date; blank when nothing is."""
    month, day = int(found["month"]), int(found["day"] or 1)
    if not (found["year"] or found["day"] or found["stretch"]):
        return ""
    if not 1 <= month <= _MONTHS:
        return "没有这个月份"
    year = int(found["year"] or _LEAP_YEAR)
    last = monthrange(year, month)[1]
    if 1 <= day <= last:
        return ""
    told = f"{year}年" if month == 2 and not isleap(year) else ""
    return f"{told}{month}月只有{last}天"
