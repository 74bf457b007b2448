"""Slips in the table of assets and in the text about them."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from decimal import Decimal

from forms.document.document import Document
from models.money import to_integer
from models.records import Address
from tests.slips.slip import (
    Slip,
    at_row,
    cell,
    in_cell,
    in_text,
    kind,
    lines,
    other_digit,
    replaced,
    texts,
    turned_digits,
)

_CENT = 10_000


def _cells(document: Document, column: str, but: str = "total") -> Iterator[Address]:
    for line in lines(document, "X3"):
        at = Address("X3", line.key, column)
        if line.key != but and (document.value(at) if column == "value" else document.text(at).strip("—")):
            yield at


def _told(document: Document) -> list[str]:
    return [section.id for section in document.edition.sections if section.key == "assets"]


@kind("a digit of the value of assets")
def value(document: Document, chance: random.Random) -> Iterator[Slip]:
    for at in _cells(document, "value"):
        if at.row != "offices":
            number = str((document.value(at) or 0) // _CENT)
            yield in_cell(document, at, int(other_digit(number, chance)) * _CENT)


@kind("the total of assets not renewed")
def total(document: Document, _: random.Random) -> Iterator[Slip]:
    at = Address("X3", "total", "value")
    if lines(document, "X3") and document.value(at):
        yield in_cell(document, at, (document.value(at) or 0) - 1_150_000, *_told(document))


@kind("two digits of the total of assets")
def turned_total(document: Document, _: random.Random) -> Iterator[Slip]:
    at = Address("X3", "total", "value")
    if lines(document, "X3") and document.value(at):
        yield in_cell(
            document, at, int(turned_digits(str((document.value(at) or 0) // _CENT))) * _CENT, *_told(document)
        )


@kind("assets in 元")
def in_yuan(document: Document, _: random.Random) -> Iterator[Slip]:
    for at in _cells(document, "value"):
        yield in_cell(document, at, (document.value(at) or 0) * 10_000)


@kind("offices larger than the buildings")
def offices(document: Document, _: random.Random) -> Iterator[Slip]:
    for column in ("value", "quantity"):
        for at in _cells(document, column):
            if at.row == "offices":
                yield in_cell(document, at, 99_999_000_000 if column == "value" else "99999.00")


@kind("a quantity of assets left blank")
def no_quantity(document: Document, _: random.Random) -> Iterator[Slip]:
    for at in _cells(document, "quantity"):
        if document.value(at._replace(column="value")):
            yield in_cell(document, at, None)


@kind("a value of assets left blank")
def no_value(document: Document, _: random.Random) -> Iterator[Slip]:
    for at in _cells(document, "value"):
        if document.text(at._replace(column="quantity")):
            yield in_cell(document, at, None)


@kind("values of two lines of assets")
def swapped(document: Document, _: random.Random) -> Iterator[Slip]:
    cells = [at for at in _cells(document, "value") if at.row in ("buildings", "offices")]
    if len(cells) == 2:
        one, other = (document.value(at) for at in cells)
        changes = (cell(document, cells[0], other), cell(document, cells[1], one))
        yield Slip(changes, tuple(map(at_row, cells)), "buildings ↔ offices")


@kind("a digit of the assets in the text")
def told_total(document: Document, chance: random.Random) -> Iterator[Slip]:
    for section, text in texts(document, "assets"):
        found = re.search(r"(?:金额为|总价值) ?(\d+\.\d+) ?万元", text)
        if found:
            yield in_text(document, section, found.span(1), other_digit(found[1], chance), "X3")


@kind("quantity and value in each other's column")
def exchanged(document: Document, _: random.Random) -> Iterator[Slip]:
    for at in _cells(document, "quantity"):
        worth = at._replace(column="value")
        if document.value(worth) and at.row != "offices":
            text = f"{(document.value(worth) or 0) / 1_000_000:.2f}"
            number = to_integer(Decimal(document.text(at)) * 1_000_000)
            yield Slip((cell(document, at, text), cell(document, worth, number)), (at_row(at), "X3"), f"{at.row}")


replaced("assets of the text in 元", r"(?<=\d) ?万元(?=（详见|，本年度)", "元", "assets")
