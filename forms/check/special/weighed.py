"""How sure a finding about an amount of the text is: by the words that lead to it, and by what else it may be.

Its place is sure where every word that leads to the amount is understood, or where the amount is so like the expected
one that it must be that one miswritten. There it is a warning only where the number is right for something else (an
amount that another cell holds, the per cent of another change) or where rounding makes the gap. Elsewhere the place is
a guess: then nothing is said of an amount that is accounted for otherwise, and the rest is a hint.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import wraps

from forms.check.special.registry import Check
from forms.document.finding import Finding
from forms.document.reporter import Reporter
from forms.prose.confirmed import is_accounted_for, may_be_another
from forms.prose.statements import clause
from forms.prose.understood import is_understood
from models.money import UNITS, Fen

_TOLD = ("money", "percent")
LAST_PLACE: Fen = UNITS["万元"] // 100
"""What the last decimal of an amount in 万元 stands for."""


def weighed(check: Check) -> Check:
    """The findings of a check of the text, each at the level of which its words allow to be sure."""

    @wraps(check)
    def run(reporter: Reporter) -> Iterator[Finding]:
        for finding in check(reporter):
            yield from _weighed(reporter, finding)

    return run


def rounded(finding: Finding, gap: Fen, figures: int) -> Finding:
    """An amount that does not follow from others: a warning where the gap may come of rounding, for each of all these
    `figures` may be off by half of its last decimal."""
    if 2 * abs(gap) > figures * LAST_PLACE:
        return finding
    return replace(finding, level="W", guess="像是四舍五入的尾差")


def _weighed(reporter: Reporter, finding: Finding) -> Iterator[Finding]:
    section = next((one for one in reporter.edition.sections if one.id == finding.section), None)
    if section is None or finding.span is None or finding.level == "H" or _is_turned(finding):
        yield finding
        return
    text = clause(reporter.document, section)
    first, last = text.text.place(finding.span[0]), text.text.place(finding.span[1])
    number = next((one for one in text.numbers if first <= one.start and one.end <= last and one.kind in _TOLD), None)
    is_sure = bool(finding.guess) or is_understood(reporter.document, text.text, number.start if number else first)
    if is_sure:
        is_another = number is not None and finding.found != "" and may_be_another(reporter.document, section, number)
        yield replace(finding, level="W") if is_another else finding
    elif number is None or not is_accounted_for(reporter.document, section, number):
        yield replace(finding, level="H")


def _is_turned(finding: Finding) -> bool:
    """Whether it is the right amount in the wrong direction."""
    return finding.found != "" and finding.found == finding.expected
