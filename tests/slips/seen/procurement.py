"""Slips in the table of procurement and in the text about it."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator

from forms.document.document import Document
from forms.document.slots import is_total
from models.money import Fen
from models.records import Address
from tests.slips.slip import (
    Make,
    Slip,
    in_cell,
    in_text,
    kind,
    lines,
    other_digit,
    replaced,
    texts,
    turned_digits,
    written,
)

_CENT = 10_000


def _rows(document: Document, sums: bool = False) -> Iterator[str]:
    for line in lines(document, "X2"):
        if is_total("".join(document.text(Address("X2", line.key, "project")).split())) == sums:
            yield line.key


def _money(column: str, wrong: Callable[[Fen], Fen | None], sums: bool = False) -> Make:
    def make(document: Document, _: random.Random) -> Iterator[Slip]:
        for row in _rows(document, sums):
            at = Address("X2", row, column)
            fen = document.value(at) if lines(document, "X2") else None
            if fen and wrong(fen) != fen:
                yield in_cell(document, at, wrong(fen), *_bought(document))

    return make


def _bought(document: Document) -> list[str]:
    return [section.id for section in document.edition.sections if section.key == "procurement"]


def _turned(fen: Fen) -> Fen:
    return int(turned_digits(str(fen // _CENT))) * _CENT


kind("two digits of a price")(_money("price", _turned))
kind("a price without its point")(_money("price", lambda fen: fen * 100))
kind("a price in 元")(_money("price", lambda fen: fen * 10_000))
kind("two digits of what is bought")(_money("total", _turned))
kind("what is bought, in 元")(_money("total", lambda fen: fen * 10_000))
kind("what one fund pays for a purchase")(_money("general", lambda fen: fen + 30 * _CENT))
kind("what is bought left blank")(_money("total", lambda _: None))
kind("a total of purchases not renewed")(_money("total", lambda fen: fen - 57 * _CENT, sums=True))
kind("a total of purchases left blank")(_money("total", lambda _: None, sums=True))
kind("the budget of a purchase in 元")(_money("budget", lambda fen: fen * 10_000))
kind("the budget of a purchase without its last digits")(_money("budget", lambda fen: fen // 30_000_000 * 1_000_000))


@kind("a quantity with a digit too many")
def quantity(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, text in written(document, "X2", "quantity"):
        yield in_cell(document, at, f"1{text}")


@kind("a quantity left blank")
def no_quantity(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, _text in written(document, "X2", "quantity"):
        yield in_cell(document, at, None)


@kind("quantity and price changed places")
def exchanged(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, text in written(document, "X2", "quantity"):
        price = document.value(at._replace(column="price"))
        if price and text != "1":
            yield in_cell(document, at, f"{text}5")


@kind("a measure that is a number")
def measure(document: Document, chance: random.Random) -> Iterator[Slip]:
    for at, _text in written(document, "X2", "measure"):
        yield in_cell(document, at, chance.choice(("1", "12", "")) or None)


@kind("a category that is none")
def category(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, text in written(document, "X2", "catalogue"):
        yield in_cell(document, at, f"{text[:-1]}Z")


@kind("the category of services for goods")
def other_category(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, text in written(document, "X2", "catalogue"):
        goods = document.text(at._replace(column="goods"))
        if text[0] == "C" and goods.endswith("服务"):
            yield in_cell(document, at, f"A{text[1:]}")
        if text[0] == "B" and goods.endswith("工程"):
            yield in_cell(document, at, f"C{text[1:]}")


@kind("a category left blank")
def no_category(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, _text in written(document, "X2", "catalogue"):
        yield in_cell(document, at, None)


@kind("the name of a project misspelt in the purchases")
def project(document: Document, chance: random.Random) -> Iterator[Slip]:
    for row in _rows(document):
        at = Address("X2", row, "project")
        name = document.text(at)
        if (
            len(name) > 5
            and "公用经费" not in name
            and any(name in text for _, text in written(document, "X5", "name"))
        ):
            place = chance.randrange(1, len(name) - 2)
            yield in_cell(document, at, name[:place] + name[place + 1 :])


@kind("a digit of procurement in the text")
def told(document: Document, chance: random.Random) -> Iterator[Slip]:

    for section, text in texts(document, "procurement"):
        found = re.search(r"采购预算(\d+\.\d\d)万元", text)
        if found and found[1] != "0.00":
            yield in_text(document, section, found.span(1), other_digit(found[1], chance), "X2")


replaced("procurement in 元", r"(?<=\d)万元", "元", "procurement")
replaced("a part of procurement", r"货物类(\d)", r"货物类1\1", "procurement")
replaced(
    "purchases seen below where there are none", r"(?:未安排政府采购预算)", "安排政府采购预算，详见下表", "procurement"
)
replaced("assets to be bought", r"(固定资产总额为? ?)(\d)", r"\g<1>5\2", "assets")
