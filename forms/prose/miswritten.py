"""What tells that an amount is miswritten, though nothing binds it to a cell: that it is one slip off what the amounts
around it, or a total of the tables, would make it. That it is found nowhere tells nothing: texts give many amounts
that no table holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from forms.document.document import Document
from forms.document.guess import guess, telling_digits
from forms.document.per_revision import per_revision
from forms.document.slots import record_sum
from forms.form.language import patterns
from forms.form.model import Section
from forms.form.ordinals import LINE_NUMBER
from forms.prose.confirmed import held, is_of_a_comparison
from forms.prose.quantities import Quantity
from forms.prose.statements import Clause, clause
from models.money import Fen

_FEW, _MANY = 3, 5
"""So many telling digits at least has an amount whose slip shows in its sum, and in a cell of any table."""
_AROUND, _BEFORE = 12, 3
_NUMBERED = re.compile(LINE_NUMBER)


def slip(document: Document, section: Section, number: Quantity) -> str:
    """The slip in words; blank where nothing suggests one."""
    fen, text = number.fen or 0, clause(document, section)
    every = dict.fromkeys(_right_ones(document, text, number))
    if any(right == fen for right, _ in every):
        return ""
    for right, whole in every:
        if right > 0 and max(map(telling_digits, (fen, right, whole))) >= _FEW and (found := guess(fen, right)):
            return found
    others = {one.fen for one in text.money if one != number}
    cells = (right for right in held(document) - others if telling_digits(right) >= _MANY)
    return next(filter(None, (guess(fen, right) for right in cells)), "")


def _right_ones(document: Document, text: Clause, number: Quantity) -> Iterator[tuple[Fen, Fen]]:
    """What an amount would be, with the whole that tells: as one of those that make up another of its sentence, right
    before or behind them, or as their sum; or as one of a list that makes up a total of the tables, or what was told
    before the list."""
    begin, end = text.sentence(number)
    limit = patterns(document.edition).limit
    amounts = [one for one in text.money if one.fen and (one == number or not limit.match(text.text.text, one.end))]
    sentence = [one for one in amounts if begin <= one.start < end]
    # One part of a sentence may be the list, or all of it.
    stops = [begin - 1, *(at for at in range(begin, end) if text.text.text[at] == ";"), end]
    part = next((a, b) for a, b in pairwise(stops) if a < number.start < b)
    for some in (sentence, [one for one in sentence if one == number or not is_of_a_comparison(document, text, one)]):
        yield from _beside(some, number)
        for items in (some, [one for one in some if part[0] < one.start < part[1]], _of_lines(text, amounts, number)):
            if len(items) > 1:
                before = [one.fen or 0 for one in amounts if one.start < items[0].start]
                rest = sum(one.fen or 0 for one in items) - (number.fen or 0)
                wholes = {*totals(document), *before[:1], *before[-_BEFORE:]}
                yield from ((whole - rest, whole) for whole in wholes)


def _of_lines(text: Clause, amounts: Sequence[Quantity], number: Quantity) -> Sequence[Quantity]:
    """The first amounts of numbered lines one behind the other, where this is one of them."""
    found: list[Quantity] = []
    start = 0
    for line in text.text.text.split("\n"):
        end = start + len(line)
        first = next((one for one in amounts if start <= one.start < end), None)
        if first is not None and _NUMBERED.match(line):
            found.append(first)
        elif number in found:
            break
        else:
            found = []
        start = end + 1
    return found if number in found else ()


def _beside(amounts: Sequence[Quantity], number: Quantity) -> Iterator[tuple[Fen, Fen]]:
    at = amounts.index(number)
    fens = [one.fen or 0 for one in amounts]
    first, last = max(at - _AROUND, 0), min(at + _AROUND + 1, len(fens))
    for start in range(first, at + 1):
        for end in range(max(at, start + 1) + 1, last + 1):
            rest = sum(fens[start:end]) - fens[at]
            wholes = (fens[place] for place in (start - 1, end) if 0 <= place < len(fens))
            yield from ((whole - rest, whole) for whole in wholes)
    sums = [sum(fens[at + 1 : end]) for end in range(at + 3, last + 1)]
    sums += [sum(fens[start:at]) for start in range(first, at - 1)]
    yield from ((total, total) for total in sums)


@per_revision
def totals(document: Document) -> tuple[Fen, ...]:
    """The amounts of the rows that are totals of their tables, and what the records of a table come to."""
    cells = zip(document.plan.addresses, document.values, strict=True)
    records = [table for table in document.edition.tables.values() if table.layout == "records"]
    sums = {record_sum(document, table.id, column) for table in records for column in table.money_ids.get("", ())}
    told = {fen for address, fen in cells if fen and address.row.rpartition(".")[2] == "total"}
    return tuple(sorted(told | sums - {0}))
