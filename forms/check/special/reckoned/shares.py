"""Shares of one whole: of those told one after another all but one are parts of the same amount (G09)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from forms.check.special.reckoned.told_numbers import around, told, within_stretch
from forms.check.special.registry import special
from forms.document.document import Document
from forms.document.finding import Finding
from forms.document.guess import slip_of_digits
from forms.document.per_revision import per_revision
from forms.document.reporter import Reporter
from forms.document.slots import percent
from forms.form.model import Section
from forms.prose.confirmed import is_share
from forms.prose.grammar import Grammar, grammar
from forms.prose.quantities import Quantity
from forms.prose.statements import Clause
from models.money import Fen, show

_BARE = 4
"""A share of so few letters names no whole: 占, 占比为, 占总额."""
_BETWEEN = 8
"""So many letters at most part an amount from its share."""
_FEWEST = 3
"""So many shares of one whole, this one among them, tell which whole it is where no amount before them does."""


class ToldShare(NamedTuple):
    """A share with the amount it is told of, and whether it may be of a part: behind an opening such as 其中."""

    number: Quantity
    part: Fen
    is_inside: bool


class ShareOfWhole(NamedTuple):
    """A share and the whole that those beside it make plain."""

    section: Section
    text: Clause
    share: ToldShare
    whole: Fen


@per_revision
def judged(document: Document) -> Mapping[tuple[str, tuple[int, int]], ShareOfWhole]:
    """Every share whose whole is plain, by its place."""
    said = grammar(document.edition)
    found = {}
    for section, text in told(document):
        amounts = sorted({n.fen for n in text.money if n.fen and n.fen > 0}, reverse=True)
        for sentence, numbers in _by_sentence(text):
            shares = list(_shares(text, numbers, sentence, said))
            begun = [n.fen for n in within_stretch(text, sentence) if n.fen and not n.slack][:1]
            whole = _whole(shares, begun, amounts)
            for one in shares if whole else ():
                place = section.id, text.span(one.number.start, one.number.end)
                found[place] = ShareOfWhole(section, text, one, whole)
    return found


@special("G09", when="prose")
def shares_are_of_the_whole_of_the_others(reporter: Reporter) -> Iterator[Finding]:
    """A share that is none of the whole of which the others of its sentence are."""
    for (_, span), (section, _, one, whole) in judged(reporter.document).items():
        if is_share(one.number, one.part, whole) or one.is_inside or one.part > whole:
            continue
        told_share = one.number.number
        right = percent(one.part, whole, one.number.places)
        message = f"写作占{told_share}%，{show(one.part)}÷{show(whole)}应为{right}%，同一句里别的占比都是这样算的。"
        found = reporter.passage("G09", section, span, message, level="W", link="里")
        yield replace(found, found=told_share, expected=right, guess=slip_of_digits(told_share, right))


def _by_sentence(text: Clause) -> Iterator[tuple[tuple[int, int], list[Quantity]]]:
    """The per cents of each sentence."""
    percents = [n for n in text.numbers if n.kind == "percent"]
    for sentence, numbers in groupby(percents, lambda number: list(around(text, number))[1]):
        yield sentence, list(numbers)


def _whole(shares: Sequence[ToldShare], begun: Sequence[Fen], amounts: Sequence[Fen]) -> Fen:
    """The amount of which all these are shares but one; 0 when it is not plain. The sentence may begin with it."""
    if len(shares) < _FEWEST - 1:
        return 0
    for whole in (*begun, *amounts):
        fitting = sum(is_share(one.number, one.part, whole) for one in shares)
        is_plain = len(shares) >= _FEWEST or whole in begun
        if fitting and fitting >= len(shares) - 1 and is_plain and whole > max(one.part for one in shares):
            return whole
    return 0


def _shares(text: Clause, numbers: Sequence[Quantity], sentence: tuple[int, int], said: Grammar) -> Iterator[ToldShare]:
    """The shares of a sentence that name no whole and stand right behind their amounts."""
    inside = False
    last: Quantity | None = None
    for number in numbers:
        part = next((n for n in reversed(within_stretch(text, sentence)) if n.start < number.start), None)
        verb = said.share.search(text.lead(number))
        if last is not None and said.parts_follow.search(text.text.text[last.end : number.start]):
            inside = True
        last = number
        if part is None or not part.fen or part.fen <= 0 or part.slack or verb is None:
            continue
        between = text.text.text[part.end : number.start]
        # Behind a bracket that is closed it is a share of what stands before the bracket.
        is_bare = len(verb[0]) <= _BARE and len(between) <= _BETWEEN and ")" not in between
        if is_bare and not said.change.search(text.lead(number)):
            yield ToldShare(number, part.fen, inside)
