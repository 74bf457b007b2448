"""Slips in the budget tables: amounts, rows, columns, codes and their names."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import pairwise

from forms.document.document import Document
from models.money import Fen
from models.records import Address, CellChange, CellEntry, Change, RowAddress, RowChange, RowEntry
from tests.forms.check.slip_kinds import Slip, at_row, cell, kind, of_cell

_CODED = ("T2", "T3", "T5", "T6")


def _amounts(document: Document, *, sums: bool) -> Iterator[tuple[Address, Fen]]:
    """The amounts of the coded tables: those entered, or those of their totals."""
    for table in _CODED:
        for line in document.lines(table) if table in document.edition.tables else ():
            for column in document.edition.tables[table].money_ids[""]:
                at = Address(table, line.key, column)
                fen = document.value(at)
                if fen and document.is_computed(at) == sums and (sums or line.level == 3 or table == "T6"):
                    yield at, fen


def _gone(document: Document, row: RowAddress) -> list[CellChange]:
    """What takes the amounts of a row out."""
    cells = [Address(*row, column) for column in document.edition.tables[row.table].money_ids[""]]
    return [cell(document, at, None) for at in cells if document.value(at)]


@kind
def a_digit_of_a_cell(document: Document, chance: random.Random) -> Iterator[Slip]:
    for at, fen in _amounts(document, sums=False):
        digits = str(fen // 10_000)
        place = chance.randrange(len(digits))
        digit = chance.choice([d for d in "123456789" if d != digits[place]])
        yield of_cell("cell digit", document, at, int(digits[:place] + digit + digits[place + 1 :]) * 10_000)


@kind
def a_point_left_out(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, fen in _amounts(document, sums=False):
        yield of_cell("cell point", document, at, fen * 100)


@kind
def a_cell_in_yuan(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, fen in _amounts(document, sums=False):
        yield of_cell("cell in 元", document, at, fen * 10_000)


@kind
def a_cell_left_out(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, _fen in _amounts(document, sums=False):
        yield of_cell("cell blank", document, at, None)


@kind
def a_total_of_before(document: Document, chance: random.Random) -> Iterator[Slip]:
    for at, fen in _amounts(document, sums=True):
        yield of_cell("total not renewed", document, at, fen - chance.randrange(1, 90) * 10_000)


@kind
def an_amount_that_is_text(document: Document, chance: random.Random) -> Iterator[Slip]:
    for at, _fen in _amounts(document, sums=False):
        yield of_cell("text for amount", document, at, chance.choice(("约120", "见附件", "12.5.6", "—", "#VALUE!")))


@kind
def a_negative_amount(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, fen in _amounts(document, sums=False):
        yield of_cell("negative", document, at, -fen)


@kind
def amounts_of_two_rows(document: Document, _: random.Random) -> Iterator[Slip]:
    cells = list(_amounts(document, sums=False))
    for (at, fen), (other, another) in pairwise(cells):
        if at.table == other.table and at.column == other.column and fen != another:
            changes = (cell(document, at, another), cell(document, other, fen))
            yield Slip("rows swapped", changes, (at_row(at), at_row(other)), f"{at} {other}")


@kind
def amount_in_the_next_column(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, fen in _amounts(document, sums=False):
        columns = document.edition.tables[at.table].money_ids[""]
        other = at._replace(column=columns[(columns.index(at.column) + 1) % len(columns)])
        if not document.value(other) and not document.is_computed(other):
            changes = (cell(document, at, None), cell(document, other, fen))
            yield Slip("next column", changes, (at_row(at),), f"{at} → {other.column}")


@kind
def a_row_left_out(document: Document, _: random.Random) -> Iterator[Slip]:
    for table in _CODED:
        for line in document.lines(table) if table in document.edition.tables else ():
            if line.level == 3 or (table == "T6" and line.level == 2):
                gone = _gone(document, RowAddress(table, line.key))
                row = RowChange(RowAddress(table, line.key), document.row_entry(table, line.key), None)
                yield Slip("row left out", (*gone, row), (table,), f"{table} {line.code} {line.label}")


@kind
def a_parent_left_out(document: Document, _: random.Random) -> Iterator[Slip]:
    for table in _CODED:
        for line in document.lines(table) if table in document.edition.tables else ():
            if line.level == 2 and table != "T6":
                gone = _gone(document, RowAddress(table, line.key))
                row = RowChange(RowAddress(table, line.key), document.row_entry(table, line.key), None)
                yield Slip("款 left out", (*gone, row), (table,), f"{table} {line.code} {line.label}")


@kind
def a_wrong_digit_in_a_code(document: Document, chance: random.Random) -> Iterator[Slip]:
    for table in _CODED:
        for line in document.lines(table) if table in document.edition.tables else ():
            if line.level == 3 or (table == "T6" and line.level == 2):
                code = line.code[:-1] + chance.choice([d for d in "0123456789" if d != line.code[-1]])
                if any(other.code == code for other in document.lines(table)):
                    continue
                entry = document.row_entry(table, line.key) or RowEntry()
                there = RowAddress(table, code)
                changes: list[Change] = [
                    RowChange(RowAddress(table, line.key), entry, None),
                    RowChange(there, None, RowEntry(label=line.label, order=entry.order)),
                ]
                for gone in _gone(document, RowAddress(table, line.key)):
                    fen = document.value(gone.key)
                    changes += gone, CellChange(Address(*there, gone.key.column), None, CellEntry(fen=fen))
                yield Slip("code digit", tuple(changes), (there,), f"{table} {line.code} → {code}")


@kind
def a_slip_in_the_name_of_a_code(document: Document, chance: random.Random) -> Iterator[Slip]:
    for table in _CODED:
        for line in document.lines(table) if table in document.edition.tables else ():
            if line.code and len(line.label) > 4:
                place = chance.randrange(1, len(line.label) - 1)
                label = line.label[:place] + line.label[place + 1 :]
                entry = document.row_entry(table, line.key) or RowEntry()
                change = RowChange(RowAddress(table, line.key), entry, RowEntry(label=label, order=entry.order))
                yield Slip("name of code", (change,), (RowAddress(table, line.key),), f"{line.label} → {label}")
