"""What an amount of the text may be by its value: an amount of the tables of this year or last, or what the sums,
differences and shares around it make it. It tells against a finding, and binds nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations, permutations

from forms.document.document import Document
from forms.document.guess import telling_digits
from forms.document.per_revision import per_revision
from forms.document.slots import record_sum, slot_amount
from forms.form.language import language
from forms.form.model import Section
from forms.form.slot_grammar import BEFORE
from forms.form.word_lists import any_of
from forms.prose.grammar import grammar
from forms.prose.quantities import ASIDE, Quantity, within
from forms.prose.statements import Clause, clause, stated
from models.money import UNITS, Fen

_FEW = 4
"""So many amounts of a sentence at most make up another of it, told in any order."""
_TELLING = 4
"""An amount with so many telling digits is not met by chance."""
_PART_OF_NAME = 4
_FORMULA = frozenset("÷×=≈+")
_AROUND = 12
"""So many amounts before and behind one may make it up; farther away they do so by chance."""


def may_be_another(document: Document, section: Section, number: Quantity) -> bool:
    """Whether an amount is one of the tables of either year, or a per cent that of a change its sentence tells."""
    if number.fen is None:
        return number.kind == "percent" and _is_a_rate(clause(document, section), number)
    return _is_held(document, number) and not _is_carried_over(document, number.fen)


def is_accounted_for(document: Document, section: Section, number: Quantity) -> bool:
    """Whether an amount may be another, or is confirmed by the amounts around it."""
    if may_be_another(document, section, number):
        return True
    if number.fen is None or _is_carried_over(document, number.fen):
        return False
    return _is_confirmed(document, section, number)


def _is_carried_over(document: Document, fen: Fen) -> bool:
    """Whether an amount of one's own disclosure is one that only last year's tables hold: that of an old text."""
    return not document.from_file and fen in before_held(document) and fen not in _held_now(document)


def _is_held(document: Document, number: Quantity) -> bool:
    """Whether an amount stands in the tables of this year or last, or is the difference of a row of both."""
    if number.fen in held(document):
        return True
    return bool(number.slack) and any(number.agrees(fen) for fen in held(document))


def _is_confirmed(document: Document, section: Section, number: Quantity) -> bool:
    """Whether the amounts around one make it up: it is a sum, a difference or a share of them, or one of a sum."""
    text = clause(document, section)
    amounts = [one for one in text.money if one.fen]
    if number not in amounts:
        return False
    at = amounts.index(number)
    if is_of_a_formula(text, number):
        return True
    # Between the items of a list last year's amounts and differences may stand.
    items = [one for one in amounts if one == number or not is_of_a_comparison(document, text, one)]
    return (
        _is_of_a_run(amounts, at)
        or _is_of_a_run(items, items.index(number))
        or _is_of_few(text, amounts, at)
        or _is_a_share(document, text, amounts, at)
        or _is_a_sum_by_name(document, text, amounts, at)
        or bool(number.slack and any(number.agrees(one.fen or 0) for one in amounts if one != number))
    )


def is_a_known_gap(document: Document, section: Section, number: Quantity, gap: Fen) -> bool:
    """Whether what an amount lacks, or has too much, stands in its sentence: it may be told with or without it."""
    text = clause(document, section)
    start, end = text.sentence(number)
    return any(one.fen == gap for one in text.money if one != number and start <= one.start < end)


def is_told_with(document: Document, section: Section, number: Quantity, more: Fen) -> bool:
    """Whether a bracket right behind an amount says that it holds this one too: 2932.83万元（含上年结转86.50万元）."""
    text = clause(document, section)
    aside = ASIDE.match(text.text.text, number.end)
    words = any_of(language(document.edition).inclusive)
    if aside is None or re.match(rf"\([^,;]{{0,4}}{words}", aside[0]) is None:
        return False
    return any(one.fen == more for one in text.money if aside.start() < one.start < aside.end())


def is_of_a_formula(text: Clause, number: Quantity) -> bool:
    """Whether an amount is worked out before the reader's eyes: 186.15万元÷91人≈2.05万元."""
    beside = text.text.text[max(number.start - 1, 0) : number.start], text.text.text[number.end : number.end + 1]
    return not _FORMULA.isdisjoint(beside)


def is_told_elsewhere(document: Document, number: Quantity) -> bool:
    """Whether another passage gives the same amount: one that is miswritten stands once."""
    return number.fen is not None and _told(document)[number.fen] > 1


@per_revision
def _told(document: Document) -> Counter[Fen]:
    """How often the text gives each amount."""
    texts = [clause(document, section) for section in document.edition.sections]
    return Counter(one.fen for text in texts for one in text.money if one.fen)


@per_revision
def _held_now(document: Document) -> frozenset[Fen]:
    """The amounts of this year's tables, and what the records of a table come to."""
    tables = [table for table in document.edition.tables.values() if table.layout == "records"]
    sums = {record_sum(document, table.id, column) for table in tables for column in table.money_ids.get("", ())}
    return frozenset({fen for fen in document.values if fen} | sums - {0})


@per_revision
def held(document: Document) -> frozenset[Fen]:
    """The amounts of the tables of this year and last, what the records of a table come to, and the differences of
    rows that both have."""
    amounts = {fen for fen in document.values if fen}
    previous = document.previous
    for one in (document, previous) if previous else (document,):
        amounts |= {fen for fen in one.values if fen}
        for table in one.edition.tables.values():
            if table.layout == "records":
                amounts |= {record_sum(one, table.id, column) for column in table.money_ids.get("", ())}
    if previous:
        last = dict(zip(previous.plan.addresses, previous.values, strict=True))
        now = zip(document.plan.addresses, document.values, strict=True)
        amounts |= {abs((fen or 0) - before) for address, fen in now if (before := last.get(address)) is not None}
    return frozenset(amounts - {0})


@per_revision
def before_held(document: Document) -> frozenset[Fen]:
    """Last year's amounts: those of its tables, and of the comparison of this year's."""
    previous = document.previous
    amounts = {fen for fen in previous.values if fen} if previous else set()
    cells = zip(document.plan.addresses, document.values, strict=True)
    return frozenset(amounts | {fen for address, fen in cells if fen and address.column == BEFORE})


@per_revision
def now_held(document: Document) -> frozenset[Fen]:
    """This year's amounts, those of the comparison with last year too."""
    cells = zip(document.plan.addresses, document.values, strict=True)
    return frozenset(fen for address, fen in cells if fen and address.column != BEFORE)


@per_revision
def of_accounts(document: Document) -> frozenset[Fen]:
    """The amounts of the accounts and sources, which make up the whole: one may be told with or without them."""
    sides = {table.id for table in document.edition.tables.values() if table.layout == "sides"}
    cells = zip(document.plan.addresses, document.values, strict=True)
    return frozenset(fen for address, fen in cells if fen and address.table in sides)


def is_of_a_comparison(document: Document, text: Clause, number: Quantity) -> bool:
    """Whether an amount is last year's, a difference, or an average."""
    said, lead = grammar(document.edition), text.lead(number)
    if said.of_which.search(lead) or ((number.fen or 0) < UNITS["万元"] and not number.places):
        return True
    return said.than_last_year.search(lead) is not None or said.change.search(lead) is not None


def _is_of_a_run(amounts: Sequence[Quantity], at: int) -> bool:
    """Whether amounts one behind the other make up one that is told beside them, or anywhere where they are many, and
    this is one of them."""
    first, last = max(at - _AROUND, 0), min(at + _AROUND + 1, len(amounts))
    known = {one.fen for one in amounts}
    for start in range(first, at + 1):
        for end in range(start + 1, last):
            if not start - 1 <= at <= end + 1:
                continue
            parts = amounts[start : end + 1]
            is_part = start <= at <= end
            beside = [place for place in (start - 1, end + 1) if 0 <= place < len(amounts) and (is_part or place == at)]
            if any(_make_up(parts, amounts[place], amounts[at]) for place in beside):
                return True
            total = sum(one.fen or 0 for one in parts)
            if is_part and total in known and (end - start > 1 or telling_digits(total) >= _TELLING):
                return True
    return False


def _make_up(parts: Sequence[Quantity], whole: Quantity, number: Quantity) -> bool:
    """Whether amounts come to a whole so exactly that it confirms the number, one of them: one told exactly is not
    confirmed by one told about."""
    slack = sum(one.slack for one in (*parts, whole))
    gap = (whole.fen or 0) - sum(one.fen or 0 for one in parts)
    return within(gap, slack) if number.slack else not gap and not slack


def _is_of_few(text: Clause, amounts: Sequence[Quantity], at: int) -> bool:
    """Whether some amounts of a sentence, this one among them, make up another of it."""
    number = amounts[at]
    start, end = text.sentence(number)
    around = [one for one in amounts[max(at - _AROUND, 0) : at + _AROUND + 1] if start <= one.start < end]
    others = [one for one in around if one != number]
    if number.slack:
        return _is_about_of_few(number, others)
    # A long list has thousands of sums: they are made of bare integers. No amount is negative, so that a whole is
    # never one of its own parts.
    fen, fens = number.fen or 0, [one.fen or 0 for one in others if not one.slack]
    missing = {whole - fen for whole in fens}
    for count in range(1, _FEW + 1):
        sums = set(map(sum, combinations(fens, count)))
        if (count > 1 and fen in sums) or (count < _FEW and not missing.isdisjoint(sums)):
            return True
    return False


def _is_about_of_few(number: Quantity, others: Sequence[Quantity]) -> bool:
    """The same for an amount that is told about: two others, it and another."""
    for first, second in combinations(others, 2):
        if any(_make_up((one, other), whole, number) for one, other, whole in permutations((number, first, second))):
            return True
    return False


def _is_a_sum_by_name(document: Document, text: Clause, amounts: Sequence[Quantity], at: int) -> bool:
    """Whether an amount that is called a sum is one of two amounts told before it or held: 水费和电费两项合计; or what
    the items told leave of their whole: 其余各项合计."""
    number = amounts[at]
    if grammar(document.edition).sum.search(text.lead(number)) is None:
        return False
    rest = {whole - told for whole, told in _wholes(document)}
    before = {one.fen or 0 for one in amounts[:at]}
    items = _items_named(document, text.lead(number))
    return number.fen in rest or any((number.fen or 0) - fen in some for some in (before, items) for fen in some)


def _items_named(document: Document, words: str) -> set[Fen]:
    """The amounts of the rows of tables of codes whose names some words have a part of."""
    parts = {words[at : at + _PART_OF_NAME] for at in range(len(words) - _PART_OF_NAME + 1)}
    tables = {group.each.split("/")[0] for group in document.edition.prose.amounts if group.each}
    cells = zip(document.plan.addresses, document.values, strict=True)
    named = {line.key for table in tables for line in document.lines(table) if any(p in line.label for p in parts)}
    return {fen for address, fen in cells if fen and address.table in tables and address.row in named}


@per_revision
def _wholes(document: Document) -> tuple[tuple[Fen, Fen], ...]:
    """The amount of each whole whose items the text tells one by one, with what these come to."""
    told: dict[str, dict[str, Fen]] = {}
    for one in stated(document):
        if one.group.each and one.group.whole:
            told.setdefault(one.group.whole, {}).setdefault(one.slot, one.fen)
    return tuple((slot_amount(document, whole) or 0, sum(items.values())) for whole, items in told.items())


def _is_a_share(document: Document, text: Clause, amounts: Sequence[Quantity], at: int) -> bool:
    """Whether the per cent right behind an amount is its share of another."""
    number = amounts[at]
    end = text.sentence(number)[1]
    following = amounts[at + 1].start if at + 1 < len(amounts) else end
    said = grammar(document.edition)
    for one in text.numbers:
        if one.kind == "percent" and number.end <= one.start < max(following, number.end) and one.start < end:
            if said.share.search(text.lead(one)) is None:
                continue
            near = amounts[max(at - _AROUND, 0) : at + _AROUND + 1]
            if any(is_share(one, number.fen or 0, whole.fen or 0) for whole in near if whole != number):
                return True
    return False


def _is_a_rate(text: Clause, rate: Quantity) -> bool:
    """Whether a per cent is that of a difference told in its sentence, from or to another amount of it, or that of two
    of them."""
    start, end = text.sentence(rate)
    told = [one.fen for one in text.money if one.fen and start <= one.start < end]
    pairs = permutations(told[:_AROUND], 2)
    return any(is_share(rate, part, whole) for one, other in pairs for part, whole in _changes(one, other))


def _changes(one: Fen, other: Fen) -> Iterator[tuple[Fen, Fen]]:
    """What two amounts may be to each other in a comparison: a difference, with the amount from which it was."""
    yield one, other
    yield one, other + one
    yield one, other - one
    yield abs(one - other), other


def is_share(percent: Quantity, part: Fen, whole: Fen) -> bool:
    """Whether a per cent is that of a part in a whole, at the precision at which it is told."""
    if not whole:
        return False
    scale: int = 10**percent.places
    told = int(percent.plain.replace(".", ""))
    return abs(part * 100 * scale - told * whole) * 100 <= 51 * whole
