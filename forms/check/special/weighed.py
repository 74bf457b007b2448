"""How sure a finding about an amount of the text is: by the words that lead to it, and by what else it may be.

An error is told only where no reading of the sentence excuses the number: every word that leads to it is understood
and none qualifies it (剔除, 含, 决算), no cell of either year, difference, sum or share of the amounts around it is the
same, and what it lacks is no amount of its sentence. Where something excuses it, the finding is a warning that asks.
An amount so like the expected one that it must be that one miswritten is excused only by the number of another cell,
or by what its sentence tells. Where a word that leads to it is not understood, the place itself is a guess: then
nothing is said of an amount that is accounted for otherwise, and the rest is a hint.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import wraps

from forms.check.special.registry import Check
from forms.document.finding import Finding
from forms.document.reporter import Reporter
from forms.form.model import Section
from forms.form.word_lists import any_of, word_lists
from forms.match.text.sub_headings import HeadingWords
from forms.prose.confirmed import is_a_known_gap, is_accounted_for, is_told_with, may_be_another, of_accounts
from forms.prose.quantities import Quantity
from forms.prose.statements import clause
from forms.prose.understood import is_qualified, is_understood
from models.money import UNITS, Fen, parse
from models.records import Address

_TOLD = ("money", "percent")
_ASKS = "请核对"
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
    document = reporter.document
    section = next((one for one in reporter.edition.sections if one.id == finding.section), None)
    if section is None or finding.span is None or finding.level == "H" or _is_turned(finding):
        yield finding
        return
    text = clause(document, section)
    first, last = text.text.place(finding.span[0]), text.text.place(finding.span[1])
    number = next((one for one in text.numbers if first <= one.start and one.end <= last and one.kind in _TOLD), None)
    gap = (parse(finding.difference) or 0) if number and number.fen is not None else 0
    if number and gap and (number.fen or 0) > gap and is_told_with(document, section, number, gap):
        return
    if number and _is_of_an_account(reporter, section, number, finding, gap):
        return
    if finding.guess or is_understood(document, text.text, number.start if number else first):
        yield _asking(finding) if number and _may_be_right(reporter, section, number, finding, gap) else finding
    elif number is None or not is_accounted_for(document, section, number):
        yield replace(finding, level="H")


def _may_be_right(reporter: Reporter, section: Section, number: Quantity, finding: Finding, gap: Fen) -> bool:
    """Whether another reading of the sentence, if not the likely one, makes the number right."""
    document = reporter.document
    if finding.found == "":
        return is_qualified(document, clause(document, section).text, number)
    if may_be_another(document, section, number):
        return True
    if gap and is_a_known_gap(document, section, number, gap):
        return True
    if finding.guess:
        return False
    if is_qualified(document, clause(document, section).text, number):
        return True
    # Of amounts that do not add up or follow from each other, others around cannot tell which is right.
    return bool(finding.related) and is_accounted_for(document, section, number)


def _is_of_an_account(reporter: Reporter, section: Section, number: Quantity, finding: Finding, gap: Fen) -> bool:
    """Whether the sentence names an account before the number, and it is the same row and column of that one's table,
    or lacks the amount of another: the 项目支出 of 一般公共预算, not all of it."""
    document, text = reporter.document, clause(reporter.document, section)
    cells = [Address(table, one.row, one.column) for one in finding.related for table in reporter.edition.tables]
    is_held = number.fen is not None and any(document.value(at) == number.fen for at in cells)
    if not is_held and (not gap or gap not in of_accounts(document)):
        return False
    known = word_lists(reporter.edition, "headings", HeadingWords)
    accounts = [word for words in known.accounts.values() for word in words]
    return re.compile(any_of(accounts)).search(text.text.text, text.sentence(number)[0], number.start) is not None


def _asking(finding: Finding) -> Finding:
    """The finding as a warning that asks."""
    message = finding.message if _ASKS in finding.message else f"{finding.message.rstrip('。')}，{_ASKS}。"
    return replace(finding, level="W", message=message)


def _is_turned(finding: Finding) -> bool:
    """Whether it is the right amount in the wrong direction."""
    return finding.found != "" and finding.found == finding.expected
