"""How sure a finding about an amount of the text is: by the words that lead to it, and by what else it may be.

An error is told where every word that leads to the amount is understood, or where the amount is so like the expected
one that it must be that one miswritten. Elsewhere its place is a guess: then nothing is said of an amount that is
accounted for otherwise, and the rest is a hint.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import wraps

from forms.check.special.registry import Check
from forms.document.finding import Finding
from forms.document.reporter import Reporter
from forms.prose.confirmed import is_accounted_for
from forms.prose.statements import clause
from forms.prose.understood import is_understood


def weighed(check: Check) -> Check:
    """The findings of a check of the text, each at the level of which its words allow to be sure."""

    @wraps(check)
    def run(reporter: Reporter) -> Iterator[Finding]:
        for finding in check(reporter):
            yield from _weighed(reporter, finding)

    return run


def _weighed(reporter: Reporter, finding: Finding) -> Iterator[Finding]:
    section = next((one for one in reporter.edition.sections if one.id == finding.section), None)
    if section is None or finding.span is None or finding.level == "H" or _is_likely(finding):
        yield finding
        return
    text = clause(reporter.document, section)
    first, last = text.text.place(finding.span[0]), text.text.place(finding.span[1])
    number = next((one for one in text.money if first <= one.start and one.end <= last), None)
    if is_understood(reporter.document, text.text, number.start if number else first):
        yield finding
    elif number is None or not is_accounted_for(reporter.document, section, number):
        yield replace(finding, level="H")


def _is_likely(finding: Finding) -> bool:
    """Whether a slip suggests itself: a miswritten amount, or the right one in the wrong direction."""
    return bool(finding.guess) or (finding.found != "" and finding.found == finding.expected)
