"""Slips in the budget tables: sums without a part, amounts on another line or in two, cells that are no number."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from itertools import pairwise

from forms.document.document import Document
from forms.document.lines import Line
from models.money import Fen
from models.records import Address
from tests.slips.slip import Make, Place, Slip, at_row, cell, in_cell, kind, lines

_CODED = ("T2", "T3", "T5", "T6", "T7")
_WIDE = str.maketrans("0123456789.", "０１２３４５６７８９．")


def _moves(document: Document, amounts: dict[Address, Fen | None], *also: Place) -> Slip:
    """Other amounts in several cells, each with its row as a place."""
    changes = tuple(cell(document, at, fen) for at, fen in amounts.items())
    places = (*dict.fromkeys(at_row(at) for at in amounts), *also)
    return Slip(changes, places, " ".join(f"{'/'.join(at)} → {fen}" for at, fen in amounts.items()))


def _leaves(document: Document, tables: tuple[str, ...] = _CODED) -> Iterator[tuple[Address, Fen]]:
    """The amounts of the lowest rows of these tables that somebody fills in."""
    for table in tables:
        for line in lines(document, table):
            for column in document.edition.tables[table].money_ids[line.side]:
                at = Address(table, line.key, column)
                fen = document.value(at)
                if fen and line.code and not document.is_computed(at):
                    yield at, fen


def _totals(document: Document) -> Iterator[Address]:
    for table in (*_CODED, "T1", "T4"):
        for line in lines(document, table):
            for column in document.edition.tables[table].money_ids[line.side]:
                at = Address(table, line.key, column)
                if document.value(at) and document.is_computed(at):
                    yield at


def _filled(document: Document, table: str, side: str, column: str) -> list[tuple[Address, Fen]]:
    """The amounts of the numbered lines of one side of a table."""
    cells = [Address(table, line.key, column) for line in lines(document, table)]
    own = [at for at in cells if at.row.startswith(f"{side}.") and at.row.split(".")[-1] not in ("year", "total")]
    return [(at, fen) for at in own if (fen := document.value(at))]


@kind("a carry-over to next year put into 表一")
def carried_on(document: Document, _: random.Random) -> Iterator[Slip]:
    at = Address("T1", "expenditure.carry", "amount")
    if document.line("T1", at.row) and not document.value(at):
        for fen in (12_500_000, 3_060_000):
            yield in_cell(document, at, fen, "T1")


@kind("本年合计 of 表一 without its last line")
def short_sum(document: Document, _: random.Random) -> Iterator[Slip]:
    for side in ("income", "expenditure"):
        filled = [one for one in _filled(document, "T1", side, "amount") if not one[0].row.endswith("carry")]
        at = Address("T1", f"{side}.year", "amount")
        if len(filled) > 1:
            yield in_cell(document, at, (document.value(at) or 0) - filled[-1][1])


def _carried(document: Document) -> Iterator[tuple[Address, Fen]]:
    """The rows of 表二 that carry money over from last year."""
    for line in lines(document, "T2"):
        at = Address("T2", line.key, "carry")
        if document.value(at):
            yield at, document.value(at) or 0


@kind("the carry-over of 表二 as money of this year")
def carry_as_own(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, fen in _carried(document):
        there = at._replace(column="fiscal")
        yield _moves(document, {at: None, there: (document.value(there) or 0) + fen}, "T2")


@kind("the carry-over of 表二 counted in 小计")
def carry_counted(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, fen in _carried(document):
        there = at._replace(column="year")
        yield in_cell(document, there, (document.value(there) or 0) + fen)


def _parts(document: Document, table: str, above: Line) -> list[Fen]:
    """The totals of the 款 of a 类, or of the 类 of the whole."""
    level = above.level + 1 if above.code else 1
    below = [line for line in lines(document, table) if line.level == level and line.code.startswith(above.code)]
    return [fen for line in below if (fen := document.value(Address(table, line.key, "total")))]


@kind("a 类 without one of its 款")
def short_class(document: Document, _: random.Random) -> Iterator[Slip]:
    for table in _CODED:
        for line in lines(document, table):
            parts = _parts(document, table, line) if line.level == 1 else []
            if len(parts) > 1:
                at = Address(table, line.key, "total")
                yield in_cell(document, at, (document.value(at) or 0) - parts[-1])


@kind("the total row without one of its 类")
def short_total(document: Document, _: random.Random) -> Iterator[Slip]:
    for table in _CODED:
        for line in lines(document, table)[:1]:
            parts = _parts(document, table, line) if not line.code else []
            if len(parts) > 1:
                at = Address(table, line.key, "total")
                yield in_cell(document, at, (document.value(at) or 0) - parts[-1])


@kind("an amount of 表三 in 经营支出 as well")
def operating_too(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, fen in _leaves(document, ("T3",)):
        yield in_cell(document, at._replace(column="operating"), fen)


@kind("an amount of 表四 under two funds")
def two_funds(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, fen in _filled(document, "T4", "expenditure", "general"):
        yield in_cell(document, at._replace(column="fund"), fen)


@kind("the carry-over of 表四 without its fund")
def fundless(document: Document, _: random.Random) -> Iterator[Slip]:
    for line in lines(document, "T4"):
        at = Address("T4", line.key, "amount")
        if line.key.startswith("income.carry.") and document.value(at):
            yield in_cell(document, at, None, at_row(at._replace(row="income.carry")))


@kind("the total of 表九 without 接待费")
def short_three(document: Document, _: random.Random) -> Iterator[Slip]:
    at, car = Address("T9", "total", "total"), Address("T9", "car", "total")
    if document.value(car) and document.value(Address("T9", "reception", "total")):
        yield in_cell(document, at, document.value(car))
        yield in_cell(document, at._replace(column="general"), document.value(car))


@kind("the parts of the cars of 表九 left blank")
def unsplit(document: Document, _: random.Random) -> Iterator[Slip]:
    car = Address("T9", "car", "general")
    if document.value(car):
        cells = [Address("T9", row, "general") for row in ("car.purchase", "car.running")]
        parts = [*cells, *(at._replace(column="total") for at in cells)]
        yield _moves(document, {at: None for at in parts if document.value(at)}, at_row(car))


def _spoilt(text: Callable[[Fen], str]) -> Make:
    def make(document: Document, _: random.Random) -> Iterator[Slip]:
        for at, fen in _leaves(document):
            yield in_cell(document, at, text(fen))

    return make


kind("无 in the cell of an amount")(_spoilt(lambda _: "无"))
kind("万元 in the cell of an amount")(_spoilt(lambda fen: f"约{fen // 1_000_000}万元"))
kind("full-width digits with a comma in a cell")(
    _spoilt(lambda fen: f"{fen // 10_000 / 100:.2f}".translate(_WIDE).replace("．", "，"))
)
kind("two amounts in one cell")(_spoilt(lambda fen: f"{fen // 1_000_000}.00+{fen // 2_000_000}.00"))


def _spoilt_total(text: str) -> Make:
    def make(document: Document, _: random.Random) -> Iterator[Slip]:
        for at in _totals(document):
            yield in_cell(document, at, text)

    return make


kind("a formula in the cell of a total")(_spoilt_total("=SUM(D6:D19)"))
kind("an error of the sheet in the cell of a total")(_spoilt_total("#DIV/0!"))
kind("hashes in the cell of a total")(_spoilt_total("########"))


@kind("a zero in the place of an amount")
def zero(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, _fen in _leaves(document):
        yield in_cell(document, at, 0)


def _next_line(table: str) -> Make:
    """A slip that puts an income on the line below its own, where nothing stands."""

    def make(document: Document, _: random.Random) -> Iterator[Slip]:
        rows = [line.key for line in lines(document, table) if line.key.startswith("income.")]
        own = [row for row in rows if row not in ("income.year", "income.carry", "income.total")]
        for one, other in pairwise(own):
            at, there = Address(table, one, "amount"), Address(table, other, "amount")
            if document.value(at) and not document.value(there):
                yield _moves(document, {at: None, there: document.value(at)}, table)

    return make


kind("an income of 表一 on the next line")(_next_line("T1"))
kind("an income of 表四 on the next line")(_next_line("T4"))


def _classes(table: str, *columns: str) -> Make:
    """A slip that exchanges the amounts of two classes of expenditure."""

    def make(document: Document, _: random.Random) -> Iterator[Slip]:
        for (one, fen), (other, another) in pairwise(_filled(document, table, "expenditure", columns[0])):
            if fen != another:
                pairs = [(one._replace(column=name), other._replace(column=name)) for name in columns]
                moved = {at: document.value(there) for at, there in pairs}
                moved |= {there: document.value(at) for at, there in pairs}
                yield _moves(document, moved, table)

    return make


kind("two classes of 表一 changed places")(_classes("T1", "amount"))
kind("two classes of 表四 changed places")(_classes("T4", "total", "general"))


def _as_basic(table: str) -> Make:
    """A slip that counts some of the money of a project as basic, up to the total: the table stays right by itself."""

    def make(document: Document, _: random.Random) -> Iterator[Slip]:
        told = [section.id for section in document.edition.sections if section.key == "overview"]
        for line in lines(document, table):
            fen = document.value(Address(table, line.key, "project"))
            if line.level == 3 and fen:
                some = fen // 20_000 * 10_000
                rows = (line.key, line.key[:5], line.key[:3], "total")
                cells = {row: (Address(table, row, "basic"), Address(table, row, "project")) for row in rows}
                moved: dict[Address, Fen | None] = {}
                for basic, project in cells.values():
                    moved[basic] = (document.value(basic) or 0) + some
                    moved[project] = (document.value(project) or 0) - some
                yield _moves(document, moved, table, *told)

    return make


kind("money of a project as basic in 表三, sums and all")(_as_basic("T3"))
kind("money of a project as basic in 表五, sums and all")(_as_basic("T5"))


def _item_raised(row: str, *sums: str) -> Make:
    """A slip that adds to an item of 表九 and to all its sums: the table stays right by itself."""

    def make(document: Document, _: random.Random) -> Iterator[Slip]:
        told = [section.id for section in document.edition.sections if section.key == "three_public"]
        rows = [one for one in (row, *sums) if document.line("T9", one)]
        cells = [Address("T9", one, column) for one in rows for column in ("general", "total")]
        if document.value(Address("T9", row, "general")):
            yield _moves(document, {at: (document.value(at) or 0) + 1_200_000 for at in cells}, "T9", *told)

    return make


kind("接待费 of 表九 raised with its sums")(_item_raised("reception", "subtotal", "total"))
kind("运行费 of 表九 raised with its sums")(_item_raised("car.running", "car", "subtotal", "total"))


def _at_the_cost(code: str) -> Make:
    """A slip that gives a 款 of 表六 some of another's money: all sums stay right."""

    def make(document: Document, _: random.Random) -> Iterator[Slip]:
        for column in ("staff", "public"):
            at = Address("T6", code, column)
            others = [Address("T6", line.key, column) for line in lines(document, "T6") if line.level == 2]
            rich = [one for one in others if one.row != code and (document.value(one) or 0) > 2_000_000]
            for other in rich[:2] if document.value(at) else ():
                moved: dict[Address, Fen | None] = {}
                for name in (column, "total"):
                    for one, more in ((at, 1_500_000), (other, -1_500_000)):
                        there = one._replace(column=name)
                        moved[there] = (document.value(there) or 0) + more
                yield _moves(document, moved, "T9")

    return make


kind("运行费 of 表六 at the cost of another 款")(_at_the_cost("30231"))
kind("接待费 of 表六 at the cost of another 款")(_at_the_cost("30217"))


@kind("养老保险 and 公积金 of 表六 changed places")
def insurance(document: Document, _: random.Random) -> Iterator[Slip]:
    one, other = Address("T6", "30108", "staff"), Address("T6", "30113", "staff")
    if document.value(one) and document.value(other) and document.value(one) != document.value(other):
        pairs = [(one._replace(column=name), other._replace(column=name)) for name in ("staff", "total")]
        moved = {at: document.value(there) for at, there in pairs}
        moved |= {there: document.value(at) for at, there in pairs}
        yield _moves(document, moved, "T6")


@kind("the total column of a table left blank")
def blank_column(document: Document, _: random.Random) -> Iterator[Slip]:
    for table in ("T2", "T3", "T5", "T6"):
        cells = [Address(table, line.key, "total") for line in lines(document, table)]
        if any(document.value(at) for at in cells):
            yield _moves(document, {at: None for at in cells if document.value(at)}, table)
