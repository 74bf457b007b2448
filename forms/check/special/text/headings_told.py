"""Checks that what stands under a heading begins with what it names: 收入 under 收入情况, not 支出 (G02, G04)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from forms.check.special.registry import special
from forms.document.finding import Finding
from forms.document.reporter import Reporter
from forms.form.language import patterns
from forms.form.prose_words import ProseWords
from forms.form.word_lists import Words, any_of, word_lists
from forms.match.text.sub_headings import HeadingWords
from forms.prose.outline import stretches
from forms.prose.statements import clause, squeeze


@special("G02", "G04", when="prose")
def headings_name_what_is_told_first(reporter: Reporter) -> Iterator[Finding]:
    """The first amount under a heading of the income is told as that of the expenditure, or the other way round."""
    known = word_lists(reporter.edition, "headings", HeadingWords)
    names, of_both = _names(reporter.edition.prose), patterns(reporter.edition).of_both_sides
    for section in reporter.edition.sections:
        words = reporter.document.section_text(section.id) or ""
        for topic, start, end in stretches(words, known):
            heading = words[:start].rstrip().rpartition("\n")[2]
            if topic not in names or of_both.search(heading):
                continue
            rule, own, other = names[topic]
            text = clause(reporter.document, section)
            first = next((one for one in text.money if start <= text.span(one.start, one.end)[0] < end), None)
            lead = text.lead(first) if first is not None else ""
            if first is not None and other.search(lead) and not own.search(lead) and not of_both.search(lead):
                span = text.span(first.start - len(lead), first.end)
                message = f"在“{heading.strip()}”下面，先写的却是“{words[slice(*span)]}”，请核对名称是不是写反了。"
                yield reporter.passage(rule, section, span, message, level="W", link="里")


@cache
def _names(prose: ProseWords) -> dict[str, tuple[str, Words, Words]]:
    """For each heading with a total of its own: the rule, its names, and those of the totals of other rules."""
    totals = [one for one in prose.amounts if one.place.under and not one.whole]
    found = {}
    for one in totals:
        own, others = set(), set()
        for other in totals:
            if other.place.under == one.place.under:
                own |= {squeeze(word) for word, _ in other.words}
            elif other.rule != one.rule:
                others |= {squeeze(word) for word, _ in other.words}
        if others - own:
            found[one.place.under] = one.rule, re.compile(any_of(own - others)), re.compile(any_of(others - own))
    return found
