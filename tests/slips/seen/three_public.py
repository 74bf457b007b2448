"""Slips in the text about 三公经费, in the comparison with last year and in how income and spending are told."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from decimal import Decimal

from forms.document.document import Document
from tests.slips.slip import Slip, in_text, kind, other_digit, replaced, texts, turned_digits

_TOLD = ("overview", "running", "three_public", "procurement", "assets")
_AMOUNT = re.compile(r"(?<![\d.])\d+\.\d+(?= ?万元)")


def _amounts(document: Document, *keys: str) -> Iterator[tuple[str, tuple[int, int], str]]:
    for section, text in texts(document, *keys):
        for found in _AMOUNT.finditer(text):
            if Decimal(found[0]):
                yield section, found.span(), found[0]


@kind("a digit of an amount in the text")
def digit(document: Document, chance: random.Random) -> Iterator[Slip]:
    for section, span, number in _amounts(document, *_TOLD):
        yield in_text(document, section, span, other_digit(number, chance))


@kind("two digits of an amount in the text")
def turned(document: Document, _: random.Random) -> Iterator[Slip]:
    for section, span, number in _amounts(document, *_TOLD):
        if turned_digits(number) != number:
            yield in_text(document, section, span, turned_digits(number))


@kind("a digit of 三公经费 in the text")
def three(document: Document, chance: random.Random) -> Iterator[Slip]:
    for section, span, number in _amounts(document, "three_public"):
        yield in_text(document, section, span, other_digit(number, chance))


@kind("an amount of another item in the text")
def other_item(document: Document, chance: random.Random) -> Iterator[Slip]:
    for key in ("overview", "three_public"):
        told = list(_amounts(document, key))
        for section, span, number in told:
            others = [other for _, _, other in told if other != number]
            if others:
                yield in_text(document, section, span, chance.choice(others))


@kind("an amount above zero where nothing is planned")
def not_zero(document: Document, chance: random.Random) -> Iterator[Slip]:
    for section, text in texts(document, "three_public"):
        for found in re.finditer(r"(?<![\d.])0(?:\.00)?(?= ?万元)", text):
            yield in_text(document, section, found.span(), f"{chance.randrange(1, 9)}.50")


@kind("a per cent with another digit")
def per_cent(document: Document, chance: random.Random) -> Iterator[Slip]:
    for section, text in texts(document, "three_public", "overview"):
        for found in re.finditer(r"(\d+\.\d+)(?=%)", text):
            yield in_text(document, section, found.span(), other_digit(found[0], chance))


@kind("the other direction of a difference")
def direction(document: Document, _: random.Random) -> Iterator[Slip]:
    other = {"增加": "减少", "减少": "增加"}
    for section, text in texts(document, "three_public", "overview"):
        for found in re.finditer(r"(增加|减少)(?= ?\d+\.\d+ ?万元)", text):
            yield in_text(document, section, found.span(), other[found[1]])


@kind("the other direction of a per cent")
def direction_of_per_cent(document: Document, _: random.Random) -> Iterator[Slip]:
    other = {"增长": "降低", "降低": "增长", "下降": "增长"}
    for section, text in texts(document, "three_public", "overview"):
        for found in re.finditer(r"(增长|降低|下降)(?= ?\d+\.\d+%)", text):
            yield in_text(document, section, found.span(), other[found[1]])


@kind("no change told where there is one")
def level(document: Document, _: random.Random) -> Iterator[Slip]:
    for section, text in texts(document, "three_public"):
        for found in re.finditer(r"(?:增加|减少) ?\d+\.\d+ ?万元(?:，(?:增长|降低) ?\d+\.\d+%)", text):
            yield in_text(document, section, found.span(), "持平")


replaced("an item of 三公经费 left out", r"；公务接待费(?:持平|减少|增加)[^。；]*", "", "three_public")
replaced("a reason removed", r"，(?:主要)?原因[是为][^。；]{6,}", "", "overview", "three_public")
replaced(
    "a reason removed after 主要", r"，主要[是为](?!\d)[^。；，]*(?:增加|减少|压减|降低|增长)[^。；]*", "", "overview"
)
replaced(
    "a reason that says the opposite",
    r"((?:增加) ?[\d.]+ ?万元，(?:[^。；]*?)(?:主要)?原因[是为])[^。；]+",
    r"\1退休人员减少，压减了办公费支出",
    "overview",
    "three_public",
)
replaced("a reason cut off", r"((?:主要)?原因[是为])[^。；]{6,}", r"\1", "overview", "three_public")
replaced("万元 as 元", r"(?<=\d) ?万元", "元", *_TOLD)
replaced("万元 as 亿元", r"(?<=\d) ?万元", "亿元", *_TOLD)
replaced("万元 as 万", r"(?<=\d) ?万元", "万", *_TOLD)
replaced("an amount without its unit", r"(?<=\d) ?万元(?=[，。；])", "", *_TOLD)
replaced("an amount left out of a sentence", r"\d[\d.]*(?= ?万元)", "", *_TOLD)
replaced("an amount of the text without its point", r"(?<![\d.])([1-9]\d)\.(\d{2})(?= ?万元)", r"\1\2", *_TOLD)
replaced("a cross left for an amount", r"\d[\d.]*(?= ?万元)", "XX", *_TOLD)
replaced("an error of a field for an amount", r"\d[\d.]*(?= ?万元)", "错误！未找到引用源。", *_TOLD)
replaced("an amount with a comma for its point", r"(?<![\d.])(\d+)\.(\d{2})(?= ?万元)", r"\1，\2", *_TOLD)
replaced("an amount with two points", r"(?<![\d.])(\d+)\.(\d{2})(?= ?万元)", r"\1..\2", *_TOLD)
replaced("the letter O for a zero", r"(?<=[1-9])0(?=\d*\.?\d* ?万元)", "O", *_TOLD)
