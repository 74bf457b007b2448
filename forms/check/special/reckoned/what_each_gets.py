"""Checks of what each gets times how many there are (G25, G01): 110名协管员，每人每月3000元，共396.00万元."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import permutations, product
from typing import NamedTuple

from forms.check.special.reckoned.told_numbers import around, precision, told, unit_of, value, within_stretch
from forms.check.special.registry import special
from forms.document.document import Document
from forms.document.finding import Finding
from forms.document.guess import guess, slip_of_digits
from forms.document.per_revision import per_revision
from forms.document.reporter import Passage, Reporter
from forms.form.language import Language, language, patterns
from forms.form.model import Section
from forms.prose.confirmed import is_of_a_formula
from forms.prose.grammar import grammar
from forms.prose.quantities import Quantity
from forms.prose.statements import Clause
from models.money import UNITS, Fen, show, to_integer

_YEAR_IN = {"月": 12, "季": 4, "天": 365, "日": 365}
"""How often in a year what is told for a while is given."""


class Rate(NamedTuple):
    """What each one gets, or costs: the amount, what it is told of, and how often a year it is given."""

    section: Section
    text: Clause
    number: Quantity
    unit: str
    times: int


class Reckoned(NamedTuple):
    """A rate with a count and an amount that stand beside it."""

    rate: Rate
    many: Quantity
    amount: Quantity
    times: int

    @property
    def counted(self) -> Decimal:
        """How many there are."""
        return value(self.rate.text, self.many)

    @property
    def right(self) -> Fen:
        """What the amount comes to."""
        return to_integer((self.rate.number.fen or 0) * self.counted * self.times)

    @property
    def holds(self) -> bool:
        """Whether the amount is that, at the precision of all three."""
        rate, amount = self.rate.number, self.amount
        text = self.rate.text
        grain = precision(text, rate) * self.counted * self.times + precision(text, amount)
        if self.many.places:
            grain += precision(text, self.many) * value(text, rate) * self.times
        slack = rate.slack * int(self.counted + 1) * self.times + amount.slack
        return abs(self.right - (amount.fen or 0)) <= max(int(grain * UNITS["万元"] * 51 / 50), slack)

    @property
    def slip(self) -> str:
        """The slip of the amount or of the count that would explain why they do not fit."""
        fen, each = self.amount.fen or 0, self.rate.number.fen or 0
        if found := guess(fen, self.right):
            return found
        counted = fen / (Decimal(each) * self.times)
        if counted != counted.to_integral() or self.many.places:
            return ""
        return slip_of_digits(f"{self.counted:f}", f"{counted.to_integral():f}")

    @property
    def slip_of_rate(self) -> str:
        """The same for what each gets."""
        share = Decimal(self.amount.fen or 0) / (self.counted * self.times)
        return guess(self.rate.number.fen, int(share)) if share == share.to_integral() else ""


@per_revision
def rates(document: Document) -> tuple[Rate, ...]:
    """Every amount of the text that is told of each one, or on an average."""
    said, said_of_years = patterns(document.edition).each_gets, grammar(document.edition)
    found = []
    for section, text in told(document):
        for number in text.money:
            lead = text.lead(number)
            last = next(reversed(list(said.finditer(lead))), None)
            is_last = said_of_years.than_last_year.search(lead) or f"{document.head.year - 1}年" in lead
            if last and number.fen and not is_last and not is_of_a_formula(text, number):
                found.append(Rate(section, text, number, last["unit"] or last["mean"] or "", _times(lead)))
    return tuple(found)


@special("G25", when="prose")
def what_each_gets_fits_the_whole(reporter: Reporter) -> Iterator[Finding]:
    """A rate, a count of the same things and an amount, one beside the other, none of which is that of the others."""
    given = {(one.section.id, one.number.start) for one in rates(reporter.document)}
    said = language(reporter.edition)
    for rate in rates(reporter.document):
        beside = _beside(rate, next(around(rate.text, rate.number)), given, said)
        if beside and not _holds_in_its_line(rate, given):
            yield from _misfit(reporter, rate, beside)


def _misfit(reporter: Reporter, rate: Rate, beside: Sequence[Reckoned]) -> Iterator[Finding]:
    is_single = len({one.many for one in beside}) == len({one.amount for one in beside}) == 1
    likely = next((one for one in beside if one.slip or (is_single and one.slip_of_rate)), None)
    if likely is None and not is_single:
        return
    one = likely or beside[0]
    slip = one.slip or one.slip_of_rate
    text = rate.text.text
    count = text.original(one.many.start, one.many.start + len(one.many.number)) + unit_of(rate.text, one.many)[:1]
    each, amount = (text.original(n.start, n.end) for n in (rate.number, one.amount))
    often = f"×{one.times}" if one.times > 1 else ""
    told_so = f"写作每{rate.unit or '一个'}{each}、{count}、{amount}"
    message = f"{told_so}，{each}×{count}{often}是{show(one.right)}万元，请核对是哪个数写错了"
    first, last = (
        min(one.many.start, rate.number.start, one.amount.start),
        max(one.many.end, rate.number.end, one.amount.end),
    )
    place = Passage(rate.section, rate.text.span(first, last))
    found = reporter.differs("G25", place, message, one.amount.fen or 0, one.right, guessed=slip, link="里")
    yield found if likely else reporter.passage("G25", *place, f"{message}。", level="H", link="里")


def _holds_in_its_line(rate: Rate, given: set[tuple[str, int]]) -> bool:
    """Whether the rate fits some count and amount of its line, two counts (12个×3人, 6辆 after 8辆) and an amount, or a
    count and what is left of two amounts."""
    line = list(around(rate.text, rate.number))[-1]
    counts = [one for one in within_stretch(rate.text, line) if _counts(rate.text, one)]
    amounts = _amounts(rate, line, given)
    if any(Reckoned(rate, *one, times).holds for one in product(counts, amounts) for times in _often(rate)):
        return True
    fens = {one.fen for one in amounts}
    each = rate.number.fen or 0
    pairs = [(value(rate.text, one), value(rate.text, other)) for one, other in permutations(counts, 2)]
    if any(to_integer(each * many) in fens for one, other in pairs for many in (one * other, one - other)):
        return True
    left = {a - b for a, b in permutations(fens, 2) if a and b and a > b}
    return any(to_integer(each * value(rate.text, one)) in left for one in counts)


def _beside(rate: Rate, stretch: tuple[int, int], given: set[tuple[str, int]], said: Language) -> list[Reckoned]:
    counts = [n for n in within_stretch(rate.text, stretch) if _counts(rate.text, n) and _is_of(rate, n, said)]
    amounts = _amounts(rate, stretch, given)
    return [Reckoned(rate, count, amount, rate.times) for count, amount in product(counts, amounts)]


def _amounts(rate: Rate, stretch: tuple[int, int], given: set[tuple[str, int]]) -> list[Quantity]:
    every = [one for one in within_stretch(rate.text, stretch) if one.fen]
    return [one for one in every if (rate.section.id, one.start) not in given]


def _counts(text: Clause, number: Quantity) -> bool:
    return number.kind == "count" and value(text, number) > 0


def _is_of(rate: Rate, count: Quantity, said: Language) -> bool:
    """Whether a count is one of what the rate is told of: 每台, 12台; 人均, 36名."""
    counted = unit_of(rate.text, count)
    for alike in (said.persons, said.vehicles):
        if rate.unit in alike:
            return counted[:1] in alike
    return bool(rate.unit) and rate.unit in counted[:3]


def _often(rate: Rate) -> tuple[int, ...]:
    return (1, rate.times) if rate.times > 1 else (1, 12)


def _times(lead: str) -> int:
    return next((times for mark, times in _YEAR_IN.items() if f"每{mark}" in lead or f"{mark}人均" in lead), 1)
