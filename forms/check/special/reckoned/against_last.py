"""Differences of amounts that stand in the tables, against last year's disclosure (G18, G07).

The comparison table has rows of its own for a few; here it is any cell: 一般公共预算拨款…万元，比上年增加…万元.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from forms.check.special.reckoned.moves import Moved, moved, reached_by
from forms.check.special.registry import special
from forms.check.special.weighed import weighed
from forms.document.document import Document
from forms.document.finding import Finding
from forms.document.guess import guess, telling_digits
from forms.document.per_revision import per_revision
from forms.document.reporter import Passage, Reporter
from forms.prose.grammar import grammar
from forms.prose.movements import movements
from forms.prose.statements import Stated, stated
from forms.years.last_year import amounts_before
from models.money import Fen, show
from models.records import Address

_TELLING = 4
"""An amount with so many telling digits is not met by chance."""


class _Reached(NamedTuple):
    """An amount of the tables with the difference right behind it, and the cell it is bound to by its words."""

    one: Moved
    fen: Fen
    bound: Stated | None


@special("G18", when="prose")
@weighed
def differences_are_those_of_both_years(reporter: Reporter) -> Iterator[Finding]:
    """A difference right behind an amount that is none of any cell with that amount, in both years."""
    document, before = reporter.document, amounts_before(reporter.document)
    for one, fen, bound in _reached(document) if before else ():
        change = _change(one)
        held = _rises(document, fen)
        if not held or change in held or _is_judged(document, one):
            continue
        own = Address(*bound.slot.split("/")) if bound else None
        last = before.get(own) if own else None
        right = _likely(change, held) if last is None else fen - last
        if right is None:
            continue
        name = bound.word if bound else f"{show(fen)}万元"
        message = f"{name}写作{_words(change)}，上年公开的是{show(fen - right)}万元，应为{_words(right)}"
        place = Passage(one.section, one.text.span(one.number.start, one.number.end))
        if right == -change:
            found = reporter.passage("G18", one.section, place.span, f"{message}。")
            found = replace(found, guess="像是增减写反了")
        else:
            found = reporter.differs("G18", place, message, abs(change), abs(right))
        yield replace(found, level="W") if last is None else found


@special("G07", when="prose")
def differences_go_the_way_of_the_tables(reporter: Reporter) -> Iterator[Finding]:
    """A difference that tables of both years have, but only the other way round."""
    document = reporter.document
    changes, known = _changes(document), {id(one) for one, fen, _ in _reached(document) if _rises(document, fen)}
    for one in moved(document) if changes else ():
        ways = changes.get(one.number.fen or 0, {})
        if not ways or one.more in ways or telling_digits(one.number.fen or 0) < _TELLING:
            continue
        if id(one) not in known and not _is_judged(document, one):
            there = f"{reporter.place(ways[not one.more])}比上年{_words(-_change(one))}"
            message = f"写作{_words(_change(one))}，{there}，请核对增减是不是写反了。"
            span = one.text.span(one.number.start, one.number.end)
            found = reporter.passage("G07", one.section, span, message, level="W", link="里")
            yield replace(found, guess="像是增减写反了")


def _reached(document: Document) -> Iterator[_Reached]:
    """The differences that stand right behind an amount of the tables and only compare it with last year."""
    said = grammar(document.edition)
    places = {(one.section.id, one.span): one for one in stated(document) if ":" not in one.slot}
    for one in moved(document):
        reached = reached_by(one, said)
        if reached is None or said.is_with_actual(one.text.lead(one.number)):
            continue
        if said.restated_perhaps.search(one.text.text.text, *one.text.sentence(one.number)):
            continue
        bound = places.get((one.section.id, one.text.span(reached.start, reached.end)))
        fen = reached.fen or 0
        if bound and document.value(Address(*bound.slot.split("/"))) == fen:
            yield _Reached(one, fen, bound)
        elif bound is None and telling_digits(fen) >= _TELLING:
            yield _Reached(one, fen, None)


def _rises(document: Document, fen: Fen) -> Collection[Fen]:
    """How much more than last year the cells with an amount hold."""
    before = amounts_before(document)
    return {fen - before[address] for address in _with(document).get(fen, ()) if address in before}


@per_revision
def _with(document: Document) -> Mapping[Fen, Collection[Address]]:
    """The cells with each amount."""
    found: dict[Fen, set[Address]] = defaultdict(set)
    for address, fen in zip(document.plan.addresses, document.values, strict=True):
        if fen:
            found[fen].add(address)
    return found


@per_revision
def _changes(document: Document) -> Mapping[Fen, Mapping[bool, Address]]:
    """How much the cells differ from last year, each with one that has more and one that has less."""
    found: dict[Fen, dict[bool, Address]] = defaultdict(dict)
    for address, before in amounts_before(document).items():
        change = (document.value(address) or 0) - before
        if change:
            found[abs(change)].setdefault(change > 0, address)
    return found


def _likely(change: Fen, held: Collection[Fen]) -> Fen | None:
    """Of some differences the one of which another may be a slip."""
    return next(
        (fen for fen in sorted(held) if fen == -change or (fen * change > 0 and guess(abs(change), abs(fen)))), None
    )


def _is_judged(document: Document, one: Moved) -> bool:
    """Whether the difference is one of a row of the comparison table."""
    span = one.text.span(one.number.start, one.number.end)
    rows = (row for _, found in movements(document) for row in found if row.section == one.section)
    return any(row.change is not None and row.change.span == span for row in rows)


def _change(one: Moved) -> Fen:
    fen = one.number.fen or 0
    return fen if one.more else -fen


def _words(change: Fen) -> str:
    return f"{'增加' if change > 0 else '减少'}{show(abs(change))}万元" if change else "与上年持平"
