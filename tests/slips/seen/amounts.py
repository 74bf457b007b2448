"""Slips in the amounts of the budget tables: a digit, a row, a column, a unit, a total that was not renewed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import pairwise

from forms.document.document import Document
from models.money import Fen
from models.records import Address
from tests.slips.slip import Slip, at_row, cell, in_cell, kind, lines, other_digit, turned_digits

_CENT = 10_000
_CODED = ("T2", "T3", "T5", "T6", "T7")
_BUDGET = (*_CODED, "T1", "T4", "T9")


def amounts(document: Document, tables: tuple[str, ...], sums: bool) -> Iterator[tuple[Address, Fen]]:
    """The amounts of these tables: those that are sums, or those that somebody fills in."""
    for table in tables:
        for line in lines(document, table):
            for column in document.edition.tables[table].money_ids[line.side]:
                at = Address(table, line.key, column)
                fen = document.value(at)
                if fen and document.is_computed(at) == sums:
                    yield at, fen


@kind("a digit of an amount")
def digit(document: Document, chance: random.Random) -> Iterator[Slip]:
    for at, fen in amounts(document, _BUDGET, sums=False):
        yield in_cell(document, at, int(other_digit(str(fen // _CENT), chance)) * _CENT)


@kind("two digits of an amount")
def turned(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, fen in amounts(document, _BUDGET, sums=False):
        number = str(fen // _CENT)
        if turned_digits(number) != number:
            yield in_cell(document, at, int(turned_digits(number)) * _CENT)


@kind("a digit of a total")
def digit_of_total(document: Document, chance: random.Random) -> Iterator[Slip]:
    for at, fen in amounts(document, _BUDGET, sums=True):
        yield in_cell(document, at, int(other_digit(str(fen // _CENT), chance)) * _CENT)


@kind("a digit too many in an amount")
def doubled(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, fen in amounts(document, _BUDGET, sums=False):
        number = str(fen // _CENT)
        yield in_cell(document, at, int(number[0] + number) * _CENT)


@kind("an amount without its last digits")
def cut(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, fen in amounts(document, _BUDGET, sums=False):
        if fen // 1_000_000 >= 10:
            yield in_cell(document, at, fen // 10_000_000 * 1_000_000)


@kind("an amount without its point")
def point(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, fen in amounts(document, _BUDGET, sums=False):
        yield in_cell(document, at, fen * 100)


@kind("an amount in 元")
def in_yuan(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, fen in amounts(document, _BUDGET, sums=False):
        yield in_cell(document, at, fen * 10_000)


@kind("an amount in thousands")
def in_thousands(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, fen in amounts(document, _BUDGET, sums=False):
        yield in_cell(document, at, fen * 10)


@kind("an amount below zero")
def negative(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, fen in amounts(document, _BUDGET, sums=False):
        yield in_cell(document, at, -fen)


@kind("an amount rounded")
def rounded(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, fen in amounts(document, _BUDGET, sums=False):
        near = (fen + 50 * _CENT) // (100 * _CENT) * 100 * _CENT
        if abs(near - fen) > 3 * _CENT:
            yield in_cell(document, at, near)


@kind("an amount left out")
def blank(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, _fen in amounts(document, _BUDGET, sums=False):
        yield in_cell(document, at, None)


@kind("an amount that is text")
def text(document: Document, chance: random.Random) -> Iterator[Slip]:
    for at, _fen in amounts(document, _BUDGET, sums=False):
        yield in_cell(document, at, chance.choice(("约120", "见附件", "12.5.6", "—", "#VALUE!", "12O.50")))


@kind("a total not renewed")
def stale_total(document: Document, chance: random.Random) -> Iterator[Slip]:
    for at, fen in amounts(document, _BUDGET, sums=True):
        yield in_cell(document, at, fen - chance.randrange(1, 90) * _CENT)


@kind("a total left out")
def blank_total(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, _fen in amounts(document, _BUDGET, sums=True):
        yield in_cell(document, at, None)


@kind("last year's amount kept")
def kept(document: Document, chance: random.Random) -> Iterator[Slip]:
    for at, fen in amounts(document, _BUDGET, sums=False):
        share = chance.choice((83, 91, 107, 118))
        yield in_cell(document, at, fen * share // 100 // _CENT * _CENT)


@kind("amounts of two rows changed places")
def rows_swapped(document: Document, _: random.Random) -> Iterator[Slip]:
    for (at, fen), (other, another) in pairwise(amounts(document, _CODED, sums=False)):
        if at.table == other.table and at.column == other.column and fen != another:
            changes = (cell(document, at, another), cell(document, other, fen))
            yield Slip(changes, (at_row(at), at_row(other)), f"{at} {other}")


@kind("an amount in the neighbouring row")
def next_row(document: Document, _: random.Random) -> Iterator[Slip]:
    for (at, fen), (other, another) in pairwise(amounts(document, (*_CODED, "T9"), sums=False)):
        if at.table == other.table and at.column == other.column:
            changes = (cell(document, at, None), cell(document, other, fen + another))
            yield Slip(changes, (at_row(at), at_row(other)), f"{at} → {other}")


@kind("an amount in the neighbouring column")
def next_column(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, fen in amounts(document, _BUDGET, sums=False):
        columns = document.edition.tables[at.table].money_ids[_side(document, at)]
        other = at._replace(column=columns[(columns.index(at.column) + 1) % len(columns)])
        if not document.value(other) and not document.is_computed(other):
            changes = (cell(document, at, None), cell(document, other, fen))
            yield Slip(changes, (at_row(at),), f"{at} → {other.column}")


@kind("the amounts of a column moved down")
def shifted(document: Document, _: random.Random) -> Iterator[Slip]:
    for table in _CODED:
        leaves: dict[str, list[tuple[Address, Fen]]] = {}
        for at, fen in amounts(document, (table,), sums=False):
            leaves.setdefault(at.column, []).append((at, fen))
        for cells in leaves.values():
            if len(cells) > 2:
                moved = [*cells[-1:], *cells[:-1]]
                changes = tuple(cell(document, at, fen) for (at, _), (_, fen) in zip(cells, moved, strict=True))
                yield Slip(changes, tuple(at_row(at) for at, _ in cells), f"{table} {cells[0][0].column}")


@kind("an amount entered twice")
def twice(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, fen in amounts(document, ("T9", "T2"), sums=False):
        columns = document.edition.tables[at.table].money_ids[_side(document, at)]
        for column in columns:
            other = at._replace(column=column)
            if not document.value(other) and not document.is_computed(other):
                yield in_cell(document, other, fen)


def _side(document: Document, at: Address) -> str:
    line = document.line(at.table, at.row)
    return line.side if line else ""
