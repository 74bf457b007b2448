"""Slips in the records of purchases and of assets, and in what the text says of them."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from forms.document.document import Document
from forms.document.slots import is_total
from models.money import Fen
from models.records import Address
from tests.slips.slip import Make, Slip, at_row, cell, in_cell, kind, lines, replaced, texts, written

_COPIED = ("project", "goods", "catalogue", "measure", "quantity")
_AMOUNTS = ("budget", "price", "total", "general")


def _bought(document: Document) -> list[str]:
    return [section for section, _ in texts(document, "procurement")]


def _rows(document: Document) -> list[str]:
    """The rows that are no sums."""
    told = [(line.key, document.text(Address("X2", line.key, "project"))) for line in lines(document, "X2")]
    return [row for row, text in told if text and not is_total("".join(text.split()))]


@kind("a purchase copied over the next")
def copied(document: Document, _: random.Random) -> Iterator[Slip]:
    for one, other in pairwise(_rows(document)):
        changes = [
            cell(document, Address("X2", other, column), document.text(Address("X2", one, column)))
            for column in _COPIED
        ]
        changes += [
            cell(document, Address("X2", other, column), document.value(Address("X2", one, column)))
            for column in _AMOUNTS
        ]
        if document.value(Address("X2", one, "total")) != document.value(Address("X2", other, "total")):
            places = (at_row(Address("X2", one, "total")), at_row(Address("X2", other, "total")), "X2")
            yield Slip(tuple(changes), places, f"{one} → {other}")


@kind("a purchase left out and its sums kept")
def left_out(document: Document, _: random.Random) -> Iterator[Slip]:
    for row in _rows(document):
        cells = [Address("X2", row, column) for column in (*_COPIED, *_AMOUNTS)]
        changes = tuple(cell(document, at, None) for at in cells if document.text(at) or document.value(at))
        yield Slip(changes, ("X2", *_bought(document)), row)


def _money(column: str, wrong: Callable[[Fen], Fen | None]) -> Make:
    def make(document: Document, _: random.Random) -> Iterator[Slip]:
        for row in _rows(document):
            at = Address("X2", row, column)
            if document.value(at):
                yield in_cell(document, at, wrong(document.value(at) or 0))

    return make


kind("a price left blank")(_money("price", lambda _: None))
kind("the budget of a purchase left blank")(_money("budget", lambda _: None))
kind("a price ten times as high")(_money("price", lambda fen: fen * 10))
kind("a purchase below zero")(_money("total", lambda fen: -fen))
kind("the budget of a purchase below the purchase")(_money("budget", lambda fen: fen // 200))


@kind("a purchase paid from another fund")
def other_fund(document: Document, _: random.Random) -> Iterator[Slip]:
    for row in _rows(document):
        at, there = Address("X2", row, "general"), Address("X2", row, "fund")
        if document.value(at) and not document.value(there):
            changes = (cell(document, at, None), cell(document, there, document.value(at)))
            yield Slip(changes, (at_row(at), "X2"), f"{row} general → fund")


@kind("another project before a purchase")
def other_project(document: Document, _: random.Random) -> Iterator[Slip]:
    names = [text for _, text in written(document, "X5", "name")]
    for row in _rows(document):
        at = Address("X2", row, "project")
        others = [name for name in names if name != document.text(at)]
        if document.text(at) in names and others:
            yield in_cell(document, at, others[0])


@kind("what is bought left without its name")
def nameless(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, _text in written(document, "X2", "goods"):
        yield in_cell(document, at, None)


@kind("同上 for what is bought")
def as_above(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, _text in list(written(document, "X2", "goods"))[1:]:
        yield in_cell(document, at, "同上")


@kind("a unit misspelt before its purchases")
def other_unit(document: Document, chance: random.Random) -> Iterator[Slip]:
    for at, text in written(document, "X2", "project"):
        if text.endswith("小计") and len(text) > 8:
            place = chance.randrange(3, len(text) - 4)
            yield in_cell(document, at, text[:place] + text[place + 1 :])


@kind("a quantity below one")
def fraction(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, _text in written(document, "X2", "quantity"):
        yield in_cell(document, at, "0")


@kind("goods measured as services")
def measure(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, text in written(document, "X2", "measure"):
        if text in ("台", "辆", "箱"):
            yield in_cell(document, at, "万元")


@kind("a category cut short")
def category(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, text in written(document, "X2", "catalogue"):
        if len(text) == 9:
            yield in_cell(document, at, text[:-1])


@kind("more for small firms than is bought")
def small_firms(document: Document, _: random.Random) -> Iterator[Slip]:
    columns = [c.id for c in document.edition.tables["X2"].columns] if lines(document, "X2") else []
    for row in _rows(document) if "small_firms" in columns else ():
        total = document.value(Address("X2", row, "total"))
        if total:
            yield in_cell(document, Address("X2", row, "small_firms"), total * 3)


replaced(
    "no purchases told where there are some",
    r"安排政府采购预算 ?[1-9][\d.]* ?万元",
    "未安排政府采购预算",
    "procurement",
)
replaced("services for goods", r"货物类(?=\d)", "服务类", "procurement")
replaced("the table of purchases called another", r"详见政府采购预算表", "详见政府采购决算表", "assets")
replaced("an area in another unit", r"(?<=\d)平方米", "万平方米", "assets")
replaced("assets of 千元", r"(?<=\d) ?万元(?=[（，。；])", "千元", "assets")
replaced("assets two points", r"(?<=\d)\.(?=\d+ ?万元)", "..", "assets")
replaced("cars counted in persons", r"(?<=车辆)(\d+)辆", r"\1人", "assets")


def _asset_rows(document: Document, column: str) -> Iterator[Address]:
    for line in lines(document, "X3"):
        at = Address("X3", line.key, column)
        if line.key != "total" and (document.value(at) if column == "value" else document.text(at).strip("—")):
            yield at


@kind("part of a car")
def part_of_car(document: Document, _: random.Random) -> Iterator[Slip]:
    for at in _asset_rows(document, "quantity"):
        if at.row == "vehicles":
            yield in_cell(document, at, f"{document.text(at)}.5")


@kind("a quantity of assets below zero")
def below_zero(document: Document, _: random.Random) -> Iterator[Slip]:
    for at in _asset_rows(document, "quantity"):
        yield in_cell(document, at, f"-{document.text(at)}")


@kind("a value of assets a hundred times as high")
def hundredfold(document: Document, _: random.Random) -> Iterator[Slip]:
    for at in _asset_rows(document, "value"):
        if at.row != "offices":
            yield in_cell(document, at, (document.value(at) or 0) * 100)


@kind("the offices as large as all buildings")
def all_offices(document: Document, _: random.Random) -> Iterator[Slip]:
    at, other = Address("X3", "offices", "quantity"), Address("X3", "buildings", "quantity")
    if lines(document, "X3") and document.text(at) and document.text(other):
        told = [section for section, text in texts(document, "assets") if re.search(r"办公用房\d", text)]
        if told:
            yield in_cell(document, at, document.text(other), *told)


@kind("the values of two lines of assets changed places")
def values_crossed(document: Document, _: random.Random) -> Iterator[Slip]:
    cells = list(_asset_rows(document, "value"))
    told = [section for section, text in texts(document, "assets") if "价值" in text]
    for one, other in pairwise(cells) if told else ():
        changes = (cell(document, one, document.value(other)), cell(document, other, document.value(one)))
        yield Slip(changes, (at_row(one), at_row(other), *told), f"{one.row} ↔ {other.row}")
