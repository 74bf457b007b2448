"""Checks of differences wherever the text tells one: beside its per cent, and with its reason (G09, G11, G12)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from forms.check.special.reckoned.directions import only_compares
from forms.check.special.reckoned.told_numbers import around, told, within_stretch
from forms.check.special.registry import special
from forms.document.document import Document
from forms.document.finding import Finding
from forms.document.guess import slip_of_digits
from forms.document.per_revision import per_revision
from forms.document.reporter import Reporter
from forms.document.slots import percent
from forms.form.language import patterns
from forms.form.model import Section
from forms.prose.confirmed import before_held, is_share, now_held
from forms.prose.grammar import Grammar, grammar
from forms.prose.movements import Figure, Movement, movements, movements_in_passing
from forms.prose.quantities import Quantity
from forms.prose.statements import Clause
from models.money import Fen, show

_MARKS = re.compile(r"[,、:(]")
_FEWEST = 3
"""So many neighbours with a reason make it plain that one without has lost it."""
_DIGIT = re.compile(r"\d")
_HAN = re.compile("[一-鿿]")


class Moved(NamedTuple):
    """A difference with the direction before it, and the words behind it up to the end of its part of the sentence."""

    section: Section
    text: Clause
    number: Quantity
    more: bool
    rest: str
    new: bool
    """Whether it is all of what was not there last year: 新增."""


@per_revision
def moved(document: Document) -> tuple[Moved, ...]:
    """Every difference of money that the text tells."""
    said = grammar(document.edition)
    found = []
    for section, text in told(document):
        for number in text.money:
            verb = said.change.search(text.lead(number))
            if verb and number.fen:
                end = next(around(text, number))[1]
                rest = text.text.text[number.end : end]
                found.append(Moved(section, text, number, verb["more"] is not None, rest, verb[0].startswith("新")))
    return tuple(found)


@per_revision
def difference_before(document: Document) -> Mapping[tuple[str, tuple[int, int]], tuple[int, int]]:
    """For each per cent of a change that follows a difference, where that difference stands: it is none of another."""
    said = grammar(document.edition)
    found = {}
    for one in moved(document):
        following = next((n for n in one.text.numbers if n.start >= one.number.end and n.kind == "percent"), None)
        if following and _is_its_per_cent(one, following, said):
            place = one.section.id, one.text.span(following.start, following.end)
            found[place] = one.text.span(one.number.start, one.number.end)
    return found


def _is_its_per_cent(one: Moved, rate: Quantity, said: Grammar) -> bool:
    between = _MARKS.sub("", one.text.text.text[one.number.end : rate.start])
    verb = said.change.search(between)
    return verb is not None and only_compares(between[: verb.start()], said)


@special("G09", when="prose")
def per_cents_fit_the_difference_beside_them(reporter: Reporter) -> Iterator[Finding]:
    """A per cent right behind a difference that is none of it in any amount near."""
    said, judged = grammar(reporter.edition), _judged(reporter.document)
    for one in moved(reporter.document):
        following = next((n for n in one.text.numbers if n.start >= one.number.end and n.kind == "percent"), None)
        if following is None or (one.section.id, one.text.span(following.start, following.end)) in judged:
            continue
        between = _MARKS.sub("", one.text.text.text[one.number.end : following.start])
        verb = said.change.search(between)
        if verb is None or not only_compares(between[: verb.start()], said):
            continue
        if (verb["more"] is not None) == one.more:
            yield from _none_of_it(reporter, one, following)


def _none_of_it(reporter: Reporter, one: Moved, rate: Quantity) -> Iterator[Finding]:
    """A per cent that no amount around makes of the difference, and that nearly is the one that some amount of its
    sentence makes."""
    fen = one.number.fen or 0
    if one.number.slack:
        return
    base = _base_beside(one)
    if base is not None and not _fits_its_sentence(one, rate, base):
        yield from _rate_of(reporter, one, rate, base)
        return
    line = list(around(one.text, one.number))[-1]
    near = [n.fen for n in within_stretch(one.text, line) if n.fen and n is not one.number]
    change = fen if one.more else -fen
    everywhere = {*before_held(reporter.document), *(now - change for now in now_held(reporter.document))}
    bases = [*near, *(now - change for now in near)]
    if any(base > 0 and percent(fen, base, rate.places) == rate.plain for base in (*bases, *everywhere)):
        return
    sentence = list(around(one.text, one.number))[1]
    close = [n.fen for n in within_stretch(one.text, sentence) if n.fen and n is not one.number and not n.slack]
    for base in (*close, *(now - change for now in close)):
        if base > 0 and slip_of_digits(rate.plain, percent(fen, base, rate.places)):
            yield from _rate_of(reporter, one, rate, base)
            return
    reached = reached_by(one, grammar(reporter.edition))
    if reached is not None and reached.fen and _may_be_miswritten(one, rate, reached.fen):
        base = reached.fen - change
        right = percent(fen, base, rate.places) if base > 0 else ""
        told = f"，{show(fen)}÷{show(base)}应为{right}%" if right else ""
        message = f"{_moved(one)}，百分比写作{rate.number}%{told}，两个数不能都对，请核对。"
        span = one.text.span(one.number.start, rate.end)
        yield replace(reporter.passage("G09", one.section, span, message, level="W", link="里"), found=rate.number)


def reached_by(one: Moved, said: Grammar) -> Quantity | None:
    """The amount right before a difference, where the words between only compare it with last year."""
    before = next((n for n in reversed(list(one.text.money)) if n.end <= one.number.start), None)
    verb = said.change.search(one.text.lead(one.number))
    if before is None or before.slack or one.number.slack or verb is None:
        return None
    # Its share of the whole may be told first.
    parts = _MARKS.split(one.text.text.text[before.end : one.number.start].removesuffix(verb[0]))
    words = "".join(part for part in parts if not (part.endswith("%") and said.share.search(part.rstrip("%"))))
    return before if said.than.fullmatch(words) else None


def _may_be_miswritten(one: Moved, rate: Quantity, now: Fen) -> bool:
    """Whether the difference with one digit other, or two the other way round, has that per cent."""
    for fen in _near(one.number):
        base = now - (fen if one.more else -fen)
        if base > 0 and percent(fen, base, rate.places) == rate.plain:
            return True
    return False


def _near(number: Quantity) -> Iterator[Fen]:
    """What a number may have been before one slip of its digits."""
    digits = number.plain
    size = (number.fen or 0) // (int(digits.replace(".", "")) or 1)
    for at, (mark, following) in enumerate(zip(digits, [*digits[1:], ""], strict=True)):
        if following.isdigit() and mark.isdigit():
            yield int((digits[:at] + following + mark + digits[at + 2 :]).replace(".", "")) * size
        for other in "0123456789" if mark.isdigit() else "":
            yield int((digits[:at] + other + digits[at + 1 :]).replace(".", "")) * size


@per_revision
def reached_before(document: Document) -> Mapping[tuple[str, tuple[int, int]], Fen]:
    """For each difference, the amount right before it that was reached by it: 车：4.80万元，较上年少2.40万元."""
    said = grammar(document.edition)
    reached = ((one, reached_by(one, said)) for one in moved(document))
    return {
        (one.section.id, one.text.span(one.number.start, one.number.end)): number.fen or 0
        for one, number in reached
        if number is not None
    }


@special("G07", when="prose")
def nothing_grows_by_more_than_it_is(reporter: Reporter) -> Iterator[Finding]:
    """A difference larger than the amount that was reached by it."""
    said = grammar(reporter.edition)
    for one in moved(reporter.document):
        reached = reached_by(one, said) if one.more else None
        if reached is not None and (one.number.fen or 0) > (reached.fen or 0):
            message = f"写作{show(reached.fen or 0)}万元，比上年{_moved(one)}，增加的比全部还多，请核对。"
            yield reporter.passage("G07", one.section, one.text.span(reached.start, one.number.end), message, link="里")


def _base_beside(one: Moved) -> Fen | None:
    """Last year's amount, where the sentence tells both amounts between which the difference is."""
    sentence = list(around(one.text, one.number))[1]
    told = [n.fen for n in within_stretch(one.text, sentence) if n.fen and n is not one.number and not n.slack]
    change = one.number.fen or 0
    bases = {before for before in told if before + (change if one.more else -change) in told}
    return bases.pop() if len(bases) == 1 else None


def _fits_its_sentence(one: Moved, rate: Quantity, base: Fen) -> bool:
    """Whether a per cent is that of the difference in some amount of its sentence but the one reached from its base."""
    sentence = list(around(one.text, one.number))[1]
    fen = one.number.fen or 0
    told = {n.fen for n in within_stretch(one.text, sentence) if n.fen and n is not one.number}
    return any(is_share(rate, fen, other) for other in told - {base + (fen if one.more else -fen)})


def _rate_of(reporter: Reporter, one: Moved, rate: Quantity, base: Fen) -> Iterator[Finding]:
    """The per cent, unless it is that of the difference in this amount of last year."""
    fen = one.number.fen or 0
    right = percent(fen, base, rate.places)
    if not is_share(rate, fen, base):
        message = f"{_moved(one)}，百分比写作{rate.number}%，{show(fen)}÷{show(base)}应为{right}%，请核对。"
        span = one.text.span(one.number.start, rate.end)
        found = reporter.passage("G09", one.section, span, message, level="W", link="里")
        yield replace(found, found=rate.number, expected=right, guess=slip_of_digits(rate.plain, right))


@special("G12", when="prose")
def reasons_go_the_way_of_the_difference(reporter: Reporter) -> Iterator[Finding]:
    """A reason that begins by saying that more was needed, behind a decrease, or the other way round."""
    said, words = grammar(reporter.edition), patterns(reporter.edition)
    judged = {
        (one.section.id, figure.span)
        for _, rows in (*movements(reporter.document), *movements_in_passing(reporter.document))
        for one in rows
        for figure in one.told
    }
    for one in moved(reporter.document):
        opening = said.reason.search(one.rest)
        place = one.section.id, one.text.span(one.number.start, one.number.end)
        # What the tables compare has parts that go either way; so may a reason that tells amounts.
        if opening is None or place in judged or _DIGIT.search(one.rest, opening.end()):
            continue
        why = one.rest[opening.end() :].lstrip(":")
        more, less = words.surely_more.search(why), words.surely_less.search(why)
        against, fitting = (less, more) if one.more else (more, less)
        may_fit = said.cause_more if one.more else said.cause_less
        if against and not fitting and not may_fit.search(why):
            yield _against(reporter, one, why)


def _against(reporter: Reporter, one: Moved, why: str) -> Finding:
    message = f"写作{_moved(one)}，写的原因“{why}”说的是相反的变化，请核对增减是不是写反了。"
    begin = one.number.start
    span = one.text.span(begin, one.number.end + len(one.rest))
    found = reporter.passage("G12", one.section, span, message, level="W", link="里")
    return replace(found, guess="像是增减写反了")


@special("G11", when="prose")
def neighbours_with_reasons_have_all(reporter: Reporter) -> Iterator[Finding]:
    """One difference without a reason among several told one behind the other with theirs."""
    judged, said = _judged(reporter.document), grammar(reporter.edition)
    for run in _runs(moved(reporter.document), judged):
        without = [one for one in run if not _HAN.search(one.rest)]
        told_why = [one for one in run if said.reason.search(one.rest)]
        if len(without) == 1 and len(told_why) == len(run) - 1 >= _FEWEST and not without[0].new:
            one = without[0]
            message = f"写作{_moved(one)}，没有写明原因，前后各项都写了。"
            span = one.text.span(one.number.start, one.number.end)
            yield reporter.passage("G11", one.section, span, message, level="W", link="里")


def _runs(every: Sequence[Moved], judged: Collection[tuple[str, tuple[int, int]]]) -> Iterator[list[Moved]]:
    """Differences one behind the other, the last of each part of a sentence, as far as the lines follow each other."""
    run: list[Moved] = []
    for one in every:
        if (one.section.id, one.text.span(one.number.start, one.number.end)) in judged:
            continue
        if run and run[-1].text is one.text and _follows(run[-1], one):
            if next(around(one.text, one.number)) == next(around(one.text, run[-1].number)):
                run[-1] = one
            else:
                run.append(one)
            continue
        if run:
            yield run
        run = [one]
    if run:
        yield run


def _follows(before: Moved, one: Moved) -> bool:
    """Whether the part of a sentence that tells a difference follows that of another."""
    end = before.number.end + len(before.rest)
    begin = next(around(one.text, one.number))[0]
    return begin <= end + 2


def is_of_its_row(document: Document, one: Movement, told: Figure) -> bool:
    """Whether a number of a movement is not the per cent of a difference that is another's."""
    beside = difference_before(document).get((one.section.id, told.span))
    return beside is None or one.change is None or told is not one.percent or beside == one.change.span


@per_revision
def _judged(document: Document) -> Collection[tuple[str, tuple[int, int]]]:
    """The differences and per cents that are held against the tables, or have both years beside them."""
    found = set()
    for _, rows in (*movements(document), *movements_in_passing(document)):
        for one in rows:
            told_of = [figure for figure in (one.change, one.percent) if figure is not None]
            if one.group.table or one.before or (one.now and one.change):
                found |= {(one.section.id, figure.span) for figure in told_of if is_of_its_row(document, one, figure)}
    return frozenset(found)


def _moved(one: Moved) -> str:
    return f"{'增加' if one.more else '减少'}{show(one.number.fen or 0)}万元"
