"""Checks that a difference and its per cent, told side by side in either order, go the same way (G09)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from forms.check.special.reckoned.told_numbers import told
from forms.check.special.registry import special
from forms.document.document import Document
from forms.document.finding import Finding
from forms.document.per_revision import per_revision
from forms.document.reporter import Reporter
from forms.form.model import Section
from forms.prose.grammar import Grammar, grammar
from forms.prose.quantities import Quantity
from forms.prose.statements import Clause

_MARKS = re.compile(r"[,、:(]")
_ENDS = re.compile(r"[,;。)\n]|\Z")
_NOUGHT = re.compile(r"[0.,]+")


class OppositeWays(NamedTuple):
    """A difference and a per cent that go different ways, in the order of the text, the first with its direction."""

    section: Section
    text: Clause
    first: Quantity
    second: Quantity
    more: bool


@per_revision
def turned(document: Document) -> Mapping[tuple[str, tuple[int, int]], OppositeWays]:
    """Every difference beside a per cent that goes the other way, by the place of the per cent."""
    said = grammar(document.edition)
    found = {}
    for section, text in told(document):
        numbers = [one for one in text.numbers if one.kind in ("money", "percent")]
        for first, second in pairwise(numbers):
            ways = _ways(text, first, second, said)
            if ways and ways[0] != ways[1]:
                rate = first if first.kind == "percent" else second
                place = section.id, text.span(rate.start, rate.end)
                found[place] = OppositeWays(section, text, first, second, ways[0])
    return found


@special("G09", when="prose")
def difference_and_per_cent_go_the_same_way(reporter: Reporter) -> Iterator[Finding]:
    """增加22.52万元，下降9.81%, or the per cent first."""
    for one in turned(reporter.document).values():
        first, second = (_words(number, more) for number, more in ((one.first, one.more), (one.second, not one.more)))
        message = f"写作{first}，紧接着写作{second}，方向相反，请核对哪一个写反了。"
        span = one.text.span(one.first.start, one.second.end)
        yield replace(reporter.passage("G09", one.section, span, message, link="里"), guess="像是增减写反了")


def _ways(text: Clause, first: Quantity, second: Quantity, said: Grammar) -> tuple[bool, bool] | None:
    """The directions of two numbers of one change: nothing but the second verb stands between them, and only of an
    amount the per cent need not end its part of the sentence."""
    if first.kind == second.kind or any(_NOUGHT.fullmatch(one.number) for one in (first, second)):
        return None
    between = _MARKS.sub("", text.text.text[first.end : second.start])
    verb, other = said.change.search(text.lead(first)), said.change.search(between)
    if verb is None or other is None or not only_compares(between[: other.start()], said):
        return None
    if first.kind == "percent" and _ENDS.match(text.text.text, second.end) is None:
        return None
    return verb["more"] is not None, other["more"] is not None


def only_compares(words: str, said: Grammar) -> bool:
    """Whether words say no more than that something is compared with last year."""
    return not words or any(pattern.fullmatch(words) for pattern in (said.than, said.filler_of_comparison))


def _words(number: Quantity, more: bool) -> str:
    verb = "增加" if more else "减少"
    return f"{verb}{number.number}{'%' if number.kind == 'percent' else '万元'}"
