"""Checks of both years told side by side: their difference, its direction and its per cent (G07, G09)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import pairwise

from forms.check.special.reckoned.told_numbers import told
from forms.check.special.registry import special
from forms.document.document import Document
from forms.document.finding import Finding
from forms.document.guess import guess, slip_of_digits
from forms.document.reporter import Passage, Reporter
from forms.document.slots import percent
from forms.form.language import Language, language
from forms.form.word_lists import Words, any_of
from forms.prose.movements import movements, movements_in_passing
from forms.prose.quantities import Quantity, within
from forms.prose.year_pairs import YearPair, pairs
from models.money import show


@special("G07", "G09", when="prose")
def both_years_agree_with_their_difference(reporter: Reporter) -> Iterator[Finding]:
    """A difference that is not that of the two amounts before it, or goes the other way; a per cent that is not its.

    What a comparison of the tables tells is checked there. Where no slip suggests itself the amounts may be of
    different things: then it is a hint.
    """
    judged = _judged(reporter.document)
    for pair in pairs(reporter.document):
        figures = [one for one in (pair.change, pair.percent) if one is not None]
        spans = {pair.clause.span(one.start, one.end) for one in figures}
        if not any((pair.section.id, span) in judged for span in spans):
            yield from _difference(reporter, pair)


@special("G10", when="prose")
def what_was_also_so_last_year_is_so(reporter: Reporter) -> Iterator[Finding]:
    """0.60万元，上年也是0.80万元: what is said to be the same and is not."""
    document, also = reporter.document, _also(language(reporter.edition))
    for section, text in told(document):
        for first, second in pairwise(text.money):
            words = text.text.text[first.end : second.start]
            if also.fullmatch(words) and not within((first.fen or 0) - (second.fen or 0), first.slack + second.slack):
                message = f"写作{show(first.fen)}万元，后面写上年也是{show(second.fen)}万元，两个数不同，请核对。"
                span = text.span(first.start, second.end)
                yield reporter.passage("G10", section, span, message, level="W", link="里")


@cache
def _also(said: Language) -> Words:
    """Between an amount and last year's, which is the same."""
    before = rf"{any_of(said.years_before)}{any_of(said.compared)}*"
    return re.compile(rf"[,(]?{before}{any_of(said.also)}{any_of(said.copulas)}")


def _judged(document: Document) -> set[tuple[str, tuple[int, int]]]:
    """The differences and per cents of which a comparison has both years."""
    found = set()
    for _, moved in (*movements(document), *movements_in_passing(document)):
        for one in moved:
            told = [figure for figure in (one.change, one.percent) if figure is not None]
            found |= {(one.section.id, figure.span) for figure in told if one.before or one.group.table}
    return found


def _difference(reporter: Reporter, pair: YearPair) -> Iterator[Finding]:
    now, before = pair.now.fen or 0, pair.before.fen or 0
    right = now - before
    if pair.change is not None:
        fen = pair.change.fen or 0
        told = fen if pair.more else -fen
        slack = sum(one.slack for one in (pair.now, pair.before, pair.change))
        if not within(told - right, slack):
            yield _wrong(reporter, pair, pair.change, told, right)
            return
    if pair.percent is None or not before or any(one.slack for one in (pair.now, pair.before)):
        return
    place = Passage(pair.section, pair.clause.span(pair.percent.start, pair.percent.end))
    printed, rate = pair.percent.plain, percent(right, before, pair.percent.places)
    if right and pair.percent_more != (right > 0):
        message = f"{_moved(right)}，百分比却写作{'增长' if pair.percent_more else '下降'}{printed}%，方向相反。"
        yield reporter.passage("G09", *place, message, link="里")
    elif rate and rate != printed:
        message = f"百分比写作{printed}%，{show(abs(right))}÷{show(before)}应为{rate}%。"
        found = reporter.passage("G09", *place, message, link="里")
        is_cut = abs(Decimal(rate) - Decimal(printed)) == Decimal(1).scaleb(-pair.percent.places)
        slip = slip_of_digits(printed, rate)
        level = found.level if slip and not is_cut else "W" if slip or pair.is_step else "H"
        yield replace(found, found=printed, expected=rate, guess=slip, level=level)


def _wrong(reporter: Reporter, pair: YearPair, change: Quantity, told: int, right: int) -> Finding:
    now, before = pair.now.fen or 0, pair.before.fen or 0
    slips = (guess(abs(told), abs(right)), guess(now, before + told), guess(before, now - told))
    is_likely = told == -right or any(slips)
    message = f"本年{show(now)}万元、上年{show(before)}万元，应为{_moved(right)}，写作{_moved(told)}"
    place = Passage(pair.section, pair.clause.span(change.start, change.end))
    found = reporter.differs("G07", place, message, told, right, guessed=slips[0], link="里")
    return replace(found, found=show(abs(told)), expected=show(abs(right)), level=found.level if is_likely else "H")


def _moved(fen: int) -> str:
    return "持平" if not fen else f"{'增加' if fen > 0 else '减少'}{show(abs(fen))}万元"
