"""Both years of one thing side by side, with their difference or per cent, whatever the thing is called.

上年98.00万元，今年142.50万元，增加44.50万元: the numbers must agree with each other; no table is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from forms.document.document import Document
from forms.form.model import Section
from forms.prose.grammar import Grammar, grammar
from forms.prose.quantities import Quantity
from forms.prose.statements import Clause, clause

_STOP = re.compile(r"[;。\n]")
_STEP = 8
_ASIDE = re.compile(r"[,:()、]")


@dataclass(frozen=True, slots=True)
class YearPair:
    """This year's amount and last year's, the difference and the per cent behind them; of these one at least is told.

    `more` is the direction that is written before each. A per cent may stand before both amounts.
    """

    section: Section
    clause: Clause
    now: Quantity
    before: Quantity
    change: Quantity | None = None
    more: bool | None = None
    percent: Quantity | None = None
    percent_more: bool | None = None
    is_step: bool = False
    """Whether nothing but a verb or an arrow leads from one amount to the other: both are of one thing."""


def pairs(document: Document) -> Iterator[YearPair]:
    """Every pair of amounts of a section, this year's and last year's, beside their difference or per cent."""
    said = grammar(document.edition)
    for section in document.edition.sections:
        if document.section_text(section.id):
            yield from _pairs(section, clause(document, section), said, document.head.year)


def _pairs(section: Section, text: Clause, said: Grammar, year: int) -> Iterator[YearPair]:
    numbers = [one for one in text.numbers if one.kind in ("money", "percent")]
    words = [_words(text, numbers, at) for at in range(len(numbers))]
    lasts = [_is_before(each, said, year) for each in words]
    for at in range(len(numbers) - 1):
        first, second, *rest = numbers[at : at + 4]
        if first.fen is None or second.fen is None or _STOP.search(text.text.text, first.end, second.start):
            continue
        few = slice(at, at + 3)
        more = _told_last(text, numbers[few], words[few], lasts[few], said)
        if more is not None:
            yield YearPair(section, text, first, numbers[at + 2], second, more)
            continue
        leads, is_last = words[at : at + 2], lasts[at : at + 2]
        is_step = _is_step(text, first, second, leads, said)
        if said.share.search(leads[1]) or said.of_which.search(leads[1]):
            continue
        if is_last == [False, True] and said.change.search(leads[1]) is None:
            now, before = first, second
        elif (is_last == [True, False] and _is_now(leads[1], said, year)) or is_step:
            now, before = second, first
        else:
            continue
        told = _told(text, second, rest, said)
        if told[0] is None and told[2] is None and at:
            told = _told_before(numbers[at - 1], words[at - 1], leads[0], said)
        if told[0] is not None or told[2] is not None:
            yield YearPair(section, text, now, before, *told, is_step)


def _told_last(
    text: Clause, numbers: Sequence[Quantity], words: Sequence[str], lasts: Sequence[bool], said: Grammar
) -> bool | None:
    """The direction of a difference between this year's amount before it and last year's behind it: 2165.63万元，
    比2023年增加46.41万元，2023年为2119.22万元; None where there is none."""
    if len(numbers) < len(("now", "change", "before")) or any(one.fen is None for one in numbers) or lasts[0]:
        return None
    verb = said.change.search(words[1])
    named = [*said.years.finditer(words[2])]
    if verb is None or not named or not lasts[2] or _STOP.search(text.text.text, numbers[0].end, numbers[2].start):
        return None
    compared = _ASIDE.sub("", words[1])[: -len(verb[0])]
    rest = _ASIDE.sub("", words[2][named[-1].end() :]).removeprefix("年")
    is_told = not named[-1]["compared"] and said.filler_of_comparison.fullmatch(rest)
    return verb["more"] is not None if is_told and said.than.fullmatch(compared) else None


def _is_step(text: Clause, first: Quantity, second: Quantity, leads: Sequence[str], said: Grammar) -> bool:
    """Whether nothing but a verb or an arrow leads from one amount to the other: 由8.10万元减少到6.30万元."""
    is_told = said.source.search(leads[0]) and said.change_to.search(leads[1]) and second.start - first.end <= _STEP
    return bool(is_told) or said.reaching.fullmatch(text.text.text, first.end, second.start) is not None


def _told(
    text: Clause, second: Quantity, rest: Sequence[Quantity], said: Grammar
) -> tuple[Quantity | None, bool | None, Quantity | None, bool | None]:
    """The difference and the per cent right behind two amounts, each with its direction."""
    change = percent = None
    more = percent_more = None
    end = second.end
    for one in rest:
        words = _ASIDE.sub("", text.text.text[end : one.start])
        verb = said.change.search(words)
        if verb is None or not _only_compares(words[: verb.start()], said):
            break
        if one.kind == "percent" and percent is None:
            percent, percent_more = one, verb["more"] is not None
        elif one.kind == "money" and change is None and percent is None:
            change, more = one, verb["more"] is not None
        else:
            break
        end = one.end
    return change, more, percent, percent_more


def _told_before(
    rate: Quantity, words: str, between: str, said: Grammar
) -> tuple[Quantity | None, bool | None, Quantity | None, bool | None]:
    """The per cent right before two amounts, with its direction: 增长4.25%，由105.80万元增至110.30万元."""
    verb = said.change.search(words)
    rest = _ASIDE.sub("", between)
    is_beside = said.source.fullmatch(rest) is not None or _only_compares(rest, said)
    if rate.kind != "percent" or verb is None or said.share.search(words) or not is_beside:
        return None, None, None, None
    return None, None, rate, verb["more"] is not None


def _only_compares(words: str, said: Grammar) -> bool:
    return not words or any(pattern.fullmatch(words) for pattern in (said.than, said.filler_of_comparison))


def _words(text: Clause, numbers: Sequence[Quantity], at: int) -> str:
    """What stands before a number, from the number before it or the beginning of its part of the sentence."""
    begin = numbers[at - 1].end if at else 0
    stops = [stop.end() for stop in _STOP.finditer(text.text.text, begin, numbers[at].start)]
    return text.text.text[max([begin, *stops]) : numbers[at].start]


def _is_before(words: str, said: Grammar, year: int) -> bool:
    """Whether the year that is named last before an amount is last year."""
    named = [*said.years.finditer(words)]
    if not named:
        return False
    last = named[-1]
    return bool(last["before"]) or last["year"] == str(year - 1) or bool(last["compared"])


def _is_now(words: str, said: Grammar, year: int) -> bool:
    """Whether an amount behind last year's is this year's: the year is named, or it is what was reached."""
    named = [*said.years.finditer(words)]
    # 本年增加28.30万元 is the difference.
    is_named = (
        bool(named) and (bool(named[-1]["now"]) or named[-1]["year"] == str(year)) and not said.change.search(words)
    )
    return is_named or said.change_to.search(words) is not None or said.reaching.fullmatch(words) is not None
