"""What a pen may slip in a text: one digit, two digits, a unit, a per cent, a direction, a year, a name.

Each kind finds its places in the text and takes some of them by chance; a seed makes the same slips again.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

_AMOUNT = re.compile(r"(?P<number>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>(?:亿|万)?元)")
_RATE = re.compile(r"(?P<number>\d[\d,]*(?:\.\d+)?)(?=\s*%)")
_YEAR = re.compile(r"20\d\d(?=年|预算)")
_TOLD = re.compile(r"[了为约额（(]{0,2}(?P<number>\d[\d,]*(?:\.\d+)?)")
_UNITS = {"万元": ("元", "亿元"), "元": ("万元",), "亿元": ("万元",)}
_DIRECTIONS = (
    ("增加", "减少"), ("增长", "下降"), ("上升", "下降"), ("多", "少"), ("增", "减"), ("升", "降"),
)  # fmt: skip
_SUBJECTS = (
    ("基本支出", "项目支出"), ("人员经费", "公用经费"), ("公务接待费", "公务用车运行维护费"), ("货物", "服务"),
    ("公务用车购置费", "因公出国（境）费"), ("一般公共预算", "政府性基金预算"), ("工资福利支出", "商品和服务支出"),
    ("公务接待费", "公务用车购置及运行维护费"), ("人员经费", "日常公用经费"), ("支出预算", "收入预算"),
)  # fmt: skip
_NEAR = 14
"""So far behind the name of a row its amount stands at most."""


@dataclass(frozen=True)
class Damage:
    """A text with one slip."""

    kind: str
    text: str
    words: str


Place = tuple[int, int, str]
"""Where something stands and what is written there instead."""


def damages(text: str, seed: str) -> Iterator[Damage]:
    """A text with one slip each: some of every kind for which it has a place."""
    chance = random.Random(seed)
    for kind, (times, places) in _KINDS.items():
        found = places(text, chance)
        for start, end, other in chance.sample(found, min(times, len(found))):
            words = f"{text[max(start - 14, 0) : end + 8]} → {other}".replace("\n", "")
            yield Damage(kind, text[:start] + other + text[end:], words)


def _digits(text: str, chance: random.Random) -> list[Place]:
    return [(*one.span("number"), _other_digit(one["number"], chance)) for one in _amounts(text)]


def _swapped(text: str, chance: random.Random) -> list[Place]:
    found = []
    for one in _amounts(text):
        number = one["number"]
        pairs = [at for at in range(len(number) - 1) if number[at : at + 2].isdigit() and number[at] != number[at + 1]]
        pairs = [at for at in pairs if at or number[1] != "0"]
        if pairs:
            at = chance.choice(pairs)
            found.append((*one.span("number"), number[:at] + number[at + 1] + number[at] + number[at + 2 :]))
    return found


def _units(text: str, chance: random.Random) -> list[Place]:
    return [(*one.span("unit"), chance.choice(_UNITS[one["unit"]])) for one in _amounts(text)]


def _rates(text: str, chance: random.Random) -> list[Place]:
    told = [one for one in _RATE.finditer(text) if _decimal(one["number"]) not in (0, 100)]
    return [(*one.span("number"), _other_digit(one["number"], chance)) for one in told]


def _directions(text: str, _: random.Random) -> list[Place]:
    found = []
    for word, other in (pair for one in _DIRECTIONS for pair in (one, one[::-1])):
        for place in re.finditer(word, text):
            told = _TOLD.match(text, place.end())
            if told and _decimal(told["number"]):
                found.append((*place.span(), other))
    return found


def _years(text: str, chance: random.Random) -> list[Place]:
    return [(*one.span(), str(int(one[0]) + chance.choice((-2, -1, 1)))) for one in _YEAR.finditer(text)]


def _subjects(text: str, _: random.Random) -> list[Place]:
    found = []
    for word, other in (pair for one in _SUBJECTS for pair in (one, one[::-1])):
        for place in re.finditer(rf"{re.escape(word)}(?=[^。\n]{{0,10}}\d)", text):
            if re.search("[1-9]", text[place.end() : place.end() + _NEAR]):
                found.append((*place.span(), other))
    return found


_KINDS: dict[str, tuple[int, Callable[[str, random.Random], list[Place]]]] = {
    "digit": (4, _digits),
    "swap": (2, _swapped),
    "unit": (1, _units),
    "rate": (2, _rates),
    "direction": (3, _directions),
    "year": (2, _years),
    "subject": (2, _subjects),
}
"""The kinds of slips, and how many of each are made to a text."""


def _amounts(text: str) -> list[re.Match[str]]:
    return [one for one in _AMOUNT.finditer(text) if _decimal(one["number"])]


def _decimal(number: str) -> Decimal:
    return Decimal(number.replace(",", ""))


def _other_digit(number: str, chance: random.Random) -> str:
    places = [at for at, mark in enumerate(number) if mark.isdigit()]
    at = chance.choice(places)
    digits = [one for one in "0123456789" if one != number[at] and (one != "0" or at != places[0])]
    return number[:at] + chance.choice(digits) + number[at + 1 :]
