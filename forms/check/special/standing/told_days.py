"""Checks of the days that a text tells of its own approval and publication (A01, A02)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from forms.check.special.broken_words import broken_words
from forms.check.special.registry import special
from forms.check.special.texts import Span, Text, at, section_texts
from forms.document.finding import Finding
from forms.document.reporter import Reporter
from forms.form.word_lists import Words
from forms.signing.dates import day_words

_WITHIN = timedelta(days=20)
"""预算法: so long after the approval the budget is published."""


@special("A01", "A02", when="prose")
def told_days_are_in_order(reporter: Reporter) -> Iterator[Finding]:
    """A publication before the approval, or more than twenty days after it; days of another year than that of the
    budget or the one before."""
    said, year = broken_words(reporter), reporter.document.head.year
    for text in section_texts(reporter, but={"duties", "goals", "glossary"}):
        approved, published = _day(text, said.approved), _day(text, said.published)
        for day, span in filter(None, (approved, published)):
            if day.year not in (year - 1, year):
                message = f"写的是{day_words(day)}，{year}年的预算不会在这一年批复和公开。"
                yield at(reporter, "A02", text, span, message, level="W")
        if approved and published:
            first, last = approved[0], published[0]
            told = f"批复日期是{day_words(first)}，公开日期是{day_words(last)}"
            if last < first:
                yield at(reporter, "A02", text, published[1], f"{told}，预算批复以后才能公开。", level="W")
            elif last - first > _WITHIN:
                days = (last - first).days
                message = f"{told}，隔了{days}天，应当在批复后{_WITHIN.days}日内公开。"
                yield at(reporter, "A01", text, published[1], message, level="W")


def _day(text: Text, pattern: Words) -> tuple[date, Span] | None:
    """The day that a text tells, with where it stands; None when it tells none, or one that is none."""
    found = pattern.search(text.words)
    try:
        return (date(*_numbers(found)), found.span()) if found else None
    except ValueError:
        return None


def _numbers(found: re.Match[str]) -> tuple[int, int, int]:
    year, month, day = (int(found[name] or found[f"{name}2"]) for name in ("year", "month", "day"))
    return year, month, day
