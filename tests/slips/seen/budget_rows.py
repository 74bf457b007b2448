"""Slips in the budget tables: a row put in once more, a name or a code above the 项, lines and columns exchanged."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import pairwise

from forms.document.document import Document
from forms.document.lines import Line
from models.money import Fen
from models.records import Address, CellChange, CellEntry, Change, RowAddress, RowChange, RowEntry
from tests.slips.slip import Make, Slip, at_row, cell, in_cell, kind, lines

_CODED = ("T2", "T3", "T5", "T6", "T7")
_MONEY = {"T2": "fiscal", "T3": "basic", "T5": "basic", "T6": "staff", "T7": "project"}
_LAST = {"T6": 2}


def _rows(document: Document, level: int) -> Iterator[tuple[str, Line]]:
    """The rows of a level of 类款项: 0 is the one that holds amounts."""
    for table in _CODED:
        for line in lines(document, table):
            if line.code and line.level == (level or _LAST.get(table, 3)):
                yield table, line


def _cells(document: Document, table: str, row: str) -> list[tuple[Address, Fen]]:
    columns = document.edition.tables[table].columns
    cells = [Address(table, row, column.id) for column in columns if column.kind == "money"]
    return [(at, fen) for at in cells if (fen := document.value(at))]


def _new_row(document: Document, table: str, line: Line, code: str, label: str | None) -> list[Change]:
    """The changes that put the amounts of a row in once more, under another code."""
    filled = [(at, fen) for at, fen in _cells(document, table, line.key) if not document.is_computed(at)]
    copied = [CellChange(at._replace(row=code), None, CellEntry(fen=fen)) for at, fen in filled]
    return [RowChange(RowAddress(table, code), None, RowEntry(label)), *copied]


@kind("a 项 put in once more under 99")
def once_more(document: Document, _: random.Random) -> Iterator[Slip]:
    for table, line in _rows(document, 0):
        code = f"{line.code[:-2]}99"
        if not document.line(table, code):
            changes = tuple(_new_row(document, table, line, code, None))
            sums = (RowAddress(table, code[:5]), RowAddress(table, code[:3]), RowAddress(table, "total"))
            yield Slip(changes, (RowAddress(table, code), *sums), f"{table} {line.code} → {code}")


def _renamed(document: Document, table: str, line: Line, name: str) -> Slip:
    entry = document.row_entry(table, line.key)
    change = RowChange(RowAddress(table, line.key), entry, RowEntry(name, entry.order if entry else None))
    return Slip((change,), (RowAddress(table, line.key),), f"{table} {line.code} {line.label} → {name}")


def _misnamed(level: int) -> Make:
    def make(document: Document, chance: random.Random) -> Iterator[Slip]:
        for table, line in _rows(document, level):
            if len(line.label) > 4:
                place = chance.randrange(1, len(line.label) - 2)
                yield _renamed(document, table, line, line.label[:place] + line.label[place + 1 :])

    return make


kind("a character left out of the name of a 类")(_misnamed(1))
kind("a character left out of the name of a 款")(_misnamed(2))


@kind("the name of a 项 with a character twice")
def doubled(document: Document, chance: random.Random) -> Iterator[Slip]:
    for table, line in _rows(document, 0):
        place = chance.randrange(len(line.label))
        yield _renamed(document, table, line, line.label[: place + 1] + line.label[place:])


@kind("the name of a 项 with another character")
def misspelt(document: Document, chance: random.Random) -> Iterator[Slip]:
    for table, line in _rows(document, 0):
        place = chance.randrange(1, len(line.label))
        name = line.label[:place] + chance.choice("及和等费") + line.label[place + 1 :]
        if name != line.label:
            yield _renamed(document, table, line, name)


@kind("the name of a 项 left blank")
def nameless(document: Document, _: random.Random) -> Iterator[Slip]:
    for table, line in _rows(document, 0):
        yield _renamed(document, table, line, "")


@kind("the name of a 项 with its code before it")
def coded_name(document: Document, _: random.Random) -> Iterator[Slip]:
    for table, line in _rows(document, 0):
        yield _renamed(document, table, line, f"{line.code}{line.label}")


def _crossed(columns: tuple[str, str], tables: tuple[str, ...], row: str = "total") -> Make:
    """A slip that exchanges two columns of one row."""

    def make(document: Document, _: random.Random) -> Iterator[Slip]:
        for table in tables:
            at, other = (Address(table, row, column) for column in columns)
            if lines(document, table) and document.value(at) != document.value(other):
                changes = (cell(document, at, document.value(other)), cell(document, other, document.value(at)))
                yield Slip(changes, (at_row(at), table), f"{table}/{row} {columns}")

    return make


kind("basic and project of the total row")(_crossed(("basic", "project"), ("T3", "T5")))
kind("staff and public of the total row")(_crossed(("staff", "public"), ("T6",)))
kind("the total and its first part")(_crossed(("total", "basic"), ("T3", "T5")))


@kind("basic and project of a 项")
def crossed_leaf(document: Document, _: random.Random) -> Iterator[Slip]:
    for table, line in _rows(document, 0):
        if table in ("T3", "T5"):
            at, other = Address(table, line.key, "basic"), Address(table, line.key, "project")
            changes = (cell(document, at, document.value(other)), cell(document, other, document.value(at)))
            yield Slip(changes, (at_row(at), table), f"{table}/{line.key}")


def _lines_crossed(table: str, rows: tuple[str, str], column: str) -> Make:
    """A slip that exchanges two lines of one column."""

    def make(document: Document, _: random.Random) -> Iterator[Slip]:
        at, other = (Address(table, row, column) for row in rows)
        if document.line(table, rows[1]) and document.value(at) != document.value(other):
            changes = (cell(document, at, document.value(other)), cell(document, other, document.value(at)))
            yield Slip(changes, (at_row(at), at_row(other), table), f"{table} {rows}")

    return make


kind("购置费 and 运行费 of 表九")(_lines_crossed("T9", ("car.purchase", "car.running"), "general"))
kind("运行费 and 接待费 of 表九")(_lines_crossed("T9", ("car.running", "reception"), "general"))
kind("接待费 and 出国费 of 表九")(_lines_crossed("T9", ("abroad", "reception"), "general"))
kind("the first two lines of 表一")(_lines_crossed("T1", ("income.general", "income.fund"), "amount"))
kind("the first two lines of 表四")(_lines_crossed("T4", ("income.general", "income.fund"), "amount"))


@kind("an amount in both columns")
def both(document: Document, _: random.Random) -> Iterator[Slip]:
    pairs = {"T3": ("basic", "project"), "T5": ("basic", "project"), "T6": ("staff", "public")}
    for table, line in _rows(document, 0):
        for one, other in (pairs.get(table, ()), pairs.get(table, ())[::-1]) if table in pairs else ():
            at, there = Address(table, line.key, one), Address(table, line.key, other)
            if document.value(at) and not document.value(there):
                yield in_cell(document, there, document.value(at))


@kind("the amounts of the row above copied")
def copied_down(document: Document, _: random.Random) -> Iterator[Slip]:
    for (table, above), (other, below) in pairwise(_rows(document, 0)):
        column = _MONEY[table]
        one, two = Address(table, above.key, column), Address(table, below.key, column)
        fen, was = document.value(one), document.value(two)
        if table == other and fen and was and fen != was:
            yield in_cell(document, two, fen)


@kind("an amount with two points in a cell")
def points(document: Document, _: random.Random) -> Iterator[Slip]:
    for table, line in _rows(document, 0):
        for at, fen in _cells(document, table, line.key):
            if not document.is_computed(at):
                yield in_cell(document, at, f"{fen // 1_000_000}..50")


@kind("同上 in the cell of an amount")
def as_above(document: Document, _: random.Random) -> Iterator[Slip]:
    for table, line in _rows(document, 0):
        for at, _fen in _cells(document, table, line.key):
            if not document.is_computed(at):
                yield in_cell(document, at, "同上")


@kind("the parts of a whole one tenth each")
def tenth(document: Document, _: random.Random) -> Iterator[Slip]:
    for table in _CODED:
        for line in lines(document, table):
            if line.level == 1:
                for at, fen in _cells(document, table, line.key):
                    yield in_cell(document, at, fen // 10)


@kind("a sum put in the row below")
def sum_below(document: Document, _: random.Random) -> Iterator[Slip]:
    for table in _CODED:
        for above, below in pairwise(lines(document, table)):
            at, there = (Address(table, line.key, "total") for line in (above, below))
            if above.level == 1 and document.value(at) and document.value(at) != document.value(there):
                changes = (cell(document, at, document.value(there)), cell(document, there, document.value(at)))
                yield Slip(changes, (at_row(at), at_row(there)), f"{table} {above.key} ↔ {below.key}")
