"""Checks of what is worked out before the reader's eyes (G25): 190个×2万元/个=380.00万元."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal, DivisionByZero, InvalidOperation

from forms.check.special.reckoned.told_numbers import precision, told, value
from forms.check.special.registry import special
from forms.document.document import Document
from forms.document.finding import Finding
from forms.document.guess import guess
from forms.document.reporter import Passage, Reporter
from forms.form.language import patterns
from forms.form.model import Section
from forms.prose.quantities import Quantity
from forms.prose.statements import Clause
from models.money import UNITS, show, to_integer

_BETWEEN = re.compile(r"(?P<unit>[一-鿿〈〉㎡]{0,12}(?:/[一-鿿]{1,3})?)(?P<sign>[+×*xX÷=≈])[一-鿿〈〉\"]{0,20}")
"""What stands between two numbers of a formula; the words are names and units."""
_EQUAL = "=≈"
_TIMES = "×*xX"


@special("G25", when="prose")
def formulas_hold(reporter: Reporter) -> Iterator[Finding]:
    """Both sides of a formula of the text that do not come to the same."""
    for section, text in told(reporter.document):
        if any(mark in text.text.text for mark in _EQUAL):
            for numbers, signs in _formulas(reporter.document, text):
                yield from _unequal(reporter, section, text, numbers, signs)


def _formulas(document: Document, text: Clause) -> Iterator[tuple[list[Quantity], list[str]]]:
    """Runs of numbers with nothing but signs, units and names between them, at least one of the signs an equation."""
    numbers: list[Quantity] = []
    signs: list[str] = []
    limit = patterns(document.edition).limit
    for one in (*text.numbers, None):
        between = _sign(text, numbers[-1], one) if numbers and one else ""
        if one and between:
            signs.append(between)
            numbers.append(one)
            continue
        is_limit = bool(numbers) and limit.match(text.text.text, numbers[-1].end) is not None
        if any(sign in _EQUAL for sign in signs) and len(numbers) > 2 and not is_limit:
            yield numbers, signs
        numbers, signs = [one] if one else [], []


def _sign(text: Clause, before: Quantity, behind: Quantity) -> str:
    found = _BETWEEN.fullmatch(text.text.text, before.end, behind.start)
    return found["sign"] if found else ""


def _unequal(
    reporter: Reporter, section: Section, text: Clause, numbers: Sequence[Quantity], signs: Sequence[str]
) -> Iterator[Finding]:
    sides = _sides(numbers, signs)
    told_side = next((side for side in reversed(sides) if len(side[0]) == 1), None)
    worked = next((side for side in sides if len(side[0]) > 1), None)
    if told_side is None or worked is None:
        return
    result = told_side[0][0]
    try:
        right = _come_to([value(text, one) for one in worked[0]], worked[1])
    except (DivisionByZero, InvalidOperation):
        return
    stated = value(text, result)
    grain = precision(text, result) if set(worked[1]) - {"+"} or result.slack else Decimal(0)
    if abs(stated - right) <= grain * Decimal("1.02") or any(one.slack for one in numbers):
        return
    place = Passage(section, text.span(numbers[0].start, numbers[-1].end))
    quote = text.text.original(numbers[0].start, numbers[-1].end)
    if result.fen is None:
        yield reporter.passage("G25", *place, f"“{quote}”算不对，请核对。", level="W", link="里")
        return
    fen = to_integer(right * UNITS["万元"])
    message = f"“{quote}”算出来是{show(fen)}万元，写的是{show(result.fen)}万元"
    yield reporter.differs("G25", place, message, result.fen, fen, guessed=guess(result.fen, fen), link="里")


def _sides(numbers: Sequence[Quantity], signs: Sequence[str]) -> list[tuple[list[Quantity], list[str]]]:
    sides: list[tuple[list[Quantity], list[str]]] = [([numbers[0]], [])]
    for sign, number in zip(signs, numbers[1:], strict=True):
        if sign in _EQUAL:
            sides.append(([number], []))
        else:
            sides[-1][0].append(number)
            sides[-1][1].append(sign)
    return sides


def _come_to(values: Sequence[Decimal], signs: Sequence[str]) -> Decimal:
    """What a side comes to: products and quotients first, then the sum of them."""
    terms = [values[0]]
    for sign, one in zip(signs, values[1:], strict=True):
        if sign in _TIMES:
            terms[-1] *= one
        elif sign == "÷":
            terms[-1] /= one
        else:
            terms.append(one)
    return sum(terms, Decimal(0))
