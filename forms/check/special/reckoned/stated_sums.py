"""Checks of sums that a sentence states behind its amounts, and of names it gives twice (G25, G19)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from forms.check.special.reckoned.told_numbers import told
from forms.check.special.registry import special
from forms.document.document import Document
from forms.document.finding import Finding
from forms.document.guess import guess, telling_digits
from forms.document.per_revision import per_revision
from forms.document.reporter import Passage, Reporter
from forms.form.language import Language, language
from forms.form.word_lists import Words, any_of
from forms.prose.confirmed import is_accounted_for, is_of_a_comparison
from forms.prose.grammar import grammar
from forms.prose.lists import lists
from forms.prose.named import named
from forms.prose.quantities import Quantity, within
from forms.prose.statements import stated
from models.money import show

_FEWEST, _TELLING = 2, 3
"""So many amounts make up a sum; one with so many telling digits is not met by chance."""


@special("G25", when="prose")
def stated_sums_come_of_the_amounts_before_them(reporter: Reporter) -> Iterator[Finding]:
    """接待费0.60万元、运行费4.80万元，两项合计5.30万元: a sum one slip off what the amounts before it come to."""
    document = reporter.document
    said = grammar(reporter.edition)
    known = {(listed.whole.section.id, one.start) for listed in lists(document) for one in listed.sums}
    bound = {(one.section.id, one.span) for one in stated(document)}
    for section, text in told(document):
        for number in text.money:
            place = section.id, text.span(number.start, number.end)
            if (
                said.sum.search(text.lead(number)) is None
                or (section.id, number.start) in known
                or place in bound
                or not number.fen
            ):
                continue
            begin, _ = text.sentence(number)
            before = [one for one in text.money if one.fen and begin <= one.start < number.start]
            items = [one for one in before if not is_of_a_comparison(document, text, one)]
            right = _meant(number, items)
            if right and not is_accounted_for(document, section, number):
                message = f"写作合计{show(number.fen)}万元，前面各项相加为{show(right)}万元"
                yield reporter.differs("G25", Passage(section, place[1]), message, number.fen, right, link="里")


def _meant(number: Quantity, items: Sequence[Quantity]) -> int:
    """The sum of the last amounts that a number misses by one slip of it or of one of them; 0 where there is none."""
    found = 0
    for count in range(_FEWEST, len(items) + 1):
        some = items[-count:]
        total, gap = sum(one.fen or 0 for one in some), (number.fen or 0) - sum(one.fen or 0 for one in some)
        if within(gap, number.slack + sum(one.slack for one in some)):
            return 0
        slips = (guess(number.fen, total), *(guess(one.fen, (one.fen or 0) + gap) for one in some))
        if not found and any(slips) and telling_digits(max(total, number.fen or 0)) >= _TELLING:
            found = total
    return found


@special("G19", when="prose")
def names_told_together_differ(reporter: Reporter) -> Iterator[Finding]:
    """日常公用经费和日常公用经费分别为…: one name twice among those told together."""
    twice = _twice(_names(reporter.document), language(reporter.edition))
    for section, text in told(reporter.document):
        for found in twice.finditer(text.text.text):
            message = f"“{found['name']}”在并列的名称里写了两次，请核对是不是有一个写错了。"
            yield reporter.passage("G19", section, text.span(*found.span()), message, level="W", link="里")


@per_revision
def _names(document: Document) -> frozenset[str]:
    return frozenset((*named(document), *language(document.edition).kinds_of_purchases))


@cache
def _twice(names: frozenset[str], said: Language) -> Words:
    """One of the names, perhaps another, and the same again, to the end of that name."""
    name, joint, apart = any_of(names), any_of(said.joints), any_of(said.apart)
    return re.compile(rf"(?<![一-鿿])(?P<name>{name}){joint}(?:{name}{joint})?(?P=name)(?={apart}|[^一-鿿]|\Z)")
