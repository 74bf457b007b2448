"""Slips in the records of purchases and in the table of assets: a sum with too much, another measure, another fund."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from itertools import pairwise

from forms.document.document import Document
from forms.document.slots import is_total
from models.money import Fen
from models.records import Address
from tests.slips.slip import Make, Slip, at_row, cell, in_cell, kind, lines, rewritten, texts, turned_digits, written

_CENT = 10_000
_MEASURES = {"台": "辆", "辆": "台", "箱": "人", "项": "公里", "个": "吨", "年": "平方米", "批": "座", "次": "亩"}


def _told(document: Document, key: str) -> list[str]:
    return [section for section, _ in texts(document, key)]


def _rows(document: Document, sums: bool = False) -> list[str]:
    """The rows of purchases, or of their sums."""
    named = [(line.key, document.text(Address("X2", line.key, "project"))) for line in lines(document, "X2")]
    return [row for row, text in named if text and is_total("".join(text.split())) == sums]


def _money(column: str, wrong: Callable[[Document, Address, Fen], Fen | None], sums: bool = False) -> Make:
    def make(document: Document, _: random.Random) -> Iterator[Slip]:
        for row in _rows(document, sums):
            at = Address("X2", row, column)
            fen = document.value(at)
            new = wrong(document, at, fen) if fen else fen
            if new != fen:
                yield in_cell(document, at, new, *_told(document, "procurement"))

    return make


def _turned(_: Document, _at: Address, fen: Fen) -> Fen:
    return int(turned_digits(str(fen // _CENT))) * _CENT


kind("the whole of a purchase in the place of its price")(
    _money("price", lambda document, at, _: document.value(at._replace(column="total")))
)
kind("the price of a purchase in the place of the whole")(
    _money("total", lambda document, at, _: document.value(at._replace(column="price")))
)
kind("the whole budget in the place of what is bought")(
    _money("total", lambda document, at, _: document.value(at._replace(column="budget")))
)
kind("two digits of the budget of a purchase")(_money("budget", _turned))
kind("a total of purchases counted twice")(_money("total", lambda _, _at, fen: fen * 2, sums=True))
kind("a total of purchases in 元")(_money("total", lambda _, _at, fen: fen * 10_000, sums=True))
kind("what one fund pays for all purchases left out")(_money("general", lambda _, _at, _fen: None, sums=True))
rewritten("another measure of what is bought", "X2", "measure", lambda text: _MEASURES.get(text, text))
rewritten("a measure with its number", "X2", "measure", lambda text: f"1{text}")
rewritten("a quantity in words", "X2", "quantity", lambda _: "若干")
rewritten("a category with its name behind it", "X2", "catalogue", lambda text: f"{text}货物")
rewritten("a category with the letter O", "X2", "catalogue", lambda text: text.replace("0", "O", 1))
rewritten("what is bought with a question mark", "X2", "goods", lambda text: f"{text}？")
rewritten("what is bought as 等", "X2", "goods", lambda _: "等")


@kind("categories of two purchases changed places")
def categories(document: Document, _: random.Random) -> Iterator[Slip]:
    for (one, text), (other, another) in pairwise(written(document, "X2", "catalogue")):
        if text[0] != another[0]:
            changes = (cell(document, one, another), cell(document, other, text))
            yield Slip(changes, (at_row(one), at_row(other)), f"{text} ↔ {another}")


@kind("a purchase paid from money the paper has not")
def unit_funds(document: Document, _: random.Random) -> Iterator[Slip]:
    for row in _rows(document):
        at, there = Address("X2", row, "general"), Address("X2", row, "special")
        if document.value(at) and not document.value(Address("T1", "income.special", "amount")):
            changes = (cell(document, at, None), cell(document, there, document.value(at)))
            yield Slip(changes, (at_row(at), "X2"), f"{row} general → special")


@kind("a project before a purchase that the paper has not")
def unknown_project(document: Document, _: random.Random) -> Iterator[Slip]:
    names = {text for _, text in written(document, "X5", "name")}
    for row in _rows(document):
        at = Address("X2", row, "project")
        if document.text(at) in names:
            yield in_cell(document, at, "智慧大厅建设经费")


@kind("the total of assets with the offices counted twice")
def offices_twice(document: Document, _: random.Random) -> Iterator[Slip]:
    at, offices = Address("X3", "total", "value"), document.value(Address("X3", "offices", "value"))
    if document.value(at) and offices:
        yield in_cell(document, at, (document.value(at) or 0) + offices, *_told(document, "assets"))


@kind("the total of assets without its last line")
def short_total(document: Document, _: random.Random) -> Iterator[Slip]:
    at = Address("X3", "total", "value")
    parts = [Address("X3", line.key, "value") for line in lines(document, "X3") if line.key not in ("total", "offices")]
    filled = [fen for one in parts if (fen := document.value(one))]
    if document.value(at) and len(filled) > 1:
        yield in_cell(document, at, (document.value(at) or 0) - filled[-1], *_told(document, "assets"))


@kind("a quantity of assets with words in it")
def words(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, text in written(document, "X3", "quantity"):
        if text.strip("—"):
            yield in_cell(document, at, f"约{text}")


@kind("an asset without a value but with a zero")
def zero_value(document: Document, _: random.Random) -> Iterator[Slip]:
    for line in lines(document, "X3"):
        at = Address("X3", line.key, "value")
        if document.value(at) and line.key not in ("total", "offices"):
            yield in_cell(document, at, 0, at_row(at._replace(row="total")))
