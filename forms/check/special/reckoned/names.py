"""Checks that one name has one amount and one amount one name, wherever the text gives them (G19, G25)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice, pairwise, product

from forms.check.special.reckoned.told_numbers import count_of, told
from forms.check.special.registry import special
from forms.document.document import Document
from forms.document.finding import Finding
from forms.document.guess import guess, telling_digits
from forms.document.reporter import Passage, Reporter
from forms.form.language import Language, language, patterns
from forms.form.model import Section
from forms.form.word_lists import Words, any_of
from forms.prose.confirmed import is_accounted_for
from forms.prose.named import Named, amounts_of, are_beside, first_name, named, named_in_text, names_of, told_by_name
from forms.prose.quantities import Quantity
from forms.prose.statements import Clause, stated
from forms.prose.understood import names_a_row, unknown_words
from models.money import Fen, show
from models.records import Address

_LONG = 5
"""Names from so many characters on stand for one thing; so do shorter ones that tables or declarations give."""
_TELLING = 3
"""An amount with so many telling digits is not met by chance."""
_SHORTEST = 2
_STOP = re.compile(r"[;。\n]")
_MOST = 64
_ALIKE = 3


@special("G19", when="prose")
def one_name_has_one_amount(reporter: Reporter) -> Iterator[Finding]:
    """An amount under a name that nearly is the one that goes by that name elsewhere, and that nothing confirms."""
    document = reporter.document
    bound = {(one.section.id, one.span) for one in stated(document)}
    for one in named_in_text(document):
        fen = one.number.fen or 0
        others = amounts_of(document, one.name, one)
        if len(one.name) < _LONG or not others or fen in others or _place(one) in bound:
            continue
        other = next((o for o in sorted(others) if guess(fen, o) and telling_digits(max(fen, o)) >= _TELLING), None)
        if other is None or is_accounted_for(document, one.section, one.number):
            continue
        message = f"写作“{one.name}{show(fen)}万元”，别处的“{one.name}”是{show(other)}万元"
        found = reporter.differs("G19", Passage(one.section, _span(one)), message, fen, other, link="里")
        yield replace(found, level="W")


@special("G19", when="prose")
def neighbours_have_names_of_their_own(reporter: Reporter) -> Iterator[Finding]:
    """Two amounts one behind the other under the same name: 服务70.00万元，服务18.00万元."""
    opening = _openings(language(reporter.edition))
    for section, text in told(reporter.document):
        words = text.text.text
        for first, second in pairwise(text.money):
            # What ends otherwise is another name.
            if words[first.start - 1] != words[second.start - 1] or not first.start:
                continue
            name = opening.sub("", text.lead(second), count=1)
            is_again = name == opening.sub("", text.lead(first), count=1) and first.fen != second.fen
            between = words[first.end : second.start]
            if not is_again or not first.fen or not second.fen or _STOP.search(between):
                continue
            # What stands in brackets is of a part; so is what has a subject of its own:
            # 房屋价值20.00万元,其中办公用房30平方米,价值5.00万元.
            if "(" in between or len(unknown_words(reporter.edition, between.removesuffix(name))) >= _SHORTEST:
                continue
            if names_a_row(reporter.edition, name) or len(unknown_words(reporter.edition, name)) >= _SHORTEST:
                span = text.span(first.start - len(name), second.end)
                amounts = f"{show(first.fen)}万元和{show(second.fen)}万元"
                message = f"接连两个数{amounts}都写作“{name}”，请核对是不是有一个名称写错了。"
                yield reporter.passage("G19", section, span, message, level="W", link="里")


@cache
def _openings(said: Language) -> Words:
    """What may stand before the first name of a list."""
    words = (*said.parts_openings, *said.list_words, *said.list_openings, *said.joints)
    return re.compile(rf"\A(?:{any_of(words)}|:)*")


@special("G19", when="prose")
def one_amount_has_one_name(reporter: Reporter) -> Iterator[Finding]:
    """An amount under the name of something else, or under a name of which one word was put for another."""
    document = reporter.document
    for one in named_in_text(document):
        fen = one.number.fen or 0
        if not _stands_for_one(document, one.name) or telling_digits(fen) < _TELLING:
            continue
        names = {first_name(document, name) for name in names_of(document, fen)} - {first_name(document, one.name)}
        # 一般公共预算基本支出 is a longer name of 基本支出.
        names = {name for name in names if not any(other in name for other in names - {name})}
        beside = sorted(name for name in names if are_beside(document, one.name, name))
        if (len(names) != 1 and not beside) or any(name in one.name or one.name in name for name in names):
            continue
        other = next(iter((*beside, *names)))
        own = amounts_of(document, one.name, one)
        is_known = bool(own) or (one.name in named(document) and other in beside)
        if is_known and fen not in own and _stands_for_one(document, other) and not _is_part(one, other):
            words = "、".join(show(each) for each in sorted(own)[:2])
            its = f"“{one.name}”是{words}万元" if own else f"各表里没有“{one.name}”"
            message = f"写作“{one.name}{show(fen)}万元”，这个数是“{other}”的，{its}，请核对名称和金额。"
        elif not own and _is_replaced(one.name, other) and _stands_once(document, one.name):
            message = f"写作“{one.name}{show(fen)}万元”，这个数在别处叫“{other}”，请核对是不是写错了名称。"
        else:
            continue
        found = reporter.passage("G19", one.section, _span(one), message, level="W", link="里")
        yield replace(found, found=one.name, expected=other, related=reporter.related(_totals_of(document, fen)))


def _totals_of(document: Document, fen: Fen) -> list[Address]:
    """The totals of the tables that come to an amount: where they are wrong, so is what is called after them."""
    cells = zip(document.plan.addresses, document.values, strict=True)
    return [address for address, value in cells if value == fen and address.row.rpartition(".")[2] == "total"]


@special("G25", when="prose")
def sums_of_named_things_are_right(reporter: Reporter) -> Iterator[Finding]:
    """What two or more things that are named come to together, which their own amounts do not: 甲和乙两项资金…万元."""
    document, said = reporter.document, patterns(reporter.edition).several_named
    for section, text in told(document):
        for number in text.money:
            begin = max((text.text.text.rfind(mark, 0, number.start) for mark in ",;。:(\n"), default=-1) + 1
            found = said.search(text.text.text, begin, number.start)
            if found and number.fen and not number.slack:
                yield from _sum(reporter, section, text, number, found)


def _sum(
    reporter: Reporter, section: Section, text: Clause, number: Quantity, found: re.Match[str]
) -> Iterator[Finding]:
    names = [name for name in patterns(reporter.edition).joined_names.split(found["names"]) if name]
    count = count_of(found["count"])
    known = [_known(reporter.document, name, number) for name in names]
    if len(names) != count or not all(known):
        return
    sums = {sum(parts) for parts in islice(product(*known), _MOST)}
    if number.fen in sums:
        return
    likely = next((fen for fen in sorted(sums) if guess(number.fen, fen)), None)
    if likely is None and len(sums) > 1:
        return
    right = likely if likely is not None else next(iter(sums))
    parts = "、".join(names)
    message = f"写作{parts}{found['count']}项{show(number.fen)}万元，按各项的数相加是{show(right)}万元"
    place = Passage(section, text.span(found.start("names"), number.end))
    yield reporter.differs("G25", place, message, number.fen, right, link="里")


def _known(document: Document, name: str, but: Quantity) -> Sequence[Fen]:
    """What goes by a name that is given in full or cut short."""
    every = {*named(document), *told_by_name(document)}
    full = {one for one in every if one == name} or {one for one in every if name in one or one in name}
    full = {one for one in full if not patterns(document.edition).joined_names.search(one.replace(name, ""))}
    amounts = [amounts_of(document, one) for one in sorted(full)[:3]]
    return sorted({fen for some in amounts for fen in some if fen != but.fen or len(some) == 1})


def _stands_for_one(document: Document, name: str) -> bool:
    return len(name) >= _LONG or name in named(document)


def _is_part(one: Named, other: str) -> bool:
    """Whether what an amount goes by elsewhere stands in its own words, or right before them."""
    begin = max(one.start - 2 * len(other), 0)
    return other in one.text.text.text[begin : one.number.end + 2 * len(other)]


def _is_replaced(name: str, other: str) -> bool:
    """Whether two names are alike but for one word of the same length."""
    if len(name) != len(other):
        return False
    wrong = [place for place, (a, b) in enumerate(zip(name, other, strict=True)) if a != b]
    alike = len(name) - (wrong[-1] - wrong[0] + 1)
    return 3 * alike >= len(name) and alike >= _ALIKE and wrong[-1] > wrong[0]


def _stands_once(document: Document, name: str) -> bool:
    texts = [one.text.text.text for one in named_in_text(document)]
    return sum(text.count(name) for text in set(texts)) == 1


def _span(one: Named) -> tuple[int, int]:
    return one.text.span(one.start, one.number.end)


def _place(one: Named) -> tuple[str, tuple[int, int]]:
    return one.section.id, one.text.span(one.number.start, one.number.end)
