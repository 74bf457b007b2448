"""Right sentences in hundreds of shapes, made from `sentences/*.toml` over invented budgets, each also with an error.

The files were written one after the other, each before the checks had met it.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any

from forms.document.slots import percent
from models.money import show
from tests.forms.check.variants import Damage, Variant, amount_before, amount_now, invented

FOLDER = Path(__file__).parent / "sentences"
BUDGETS = 8
"""So many invented budgets the sentences speak of."""
_TOKEN = re.compile(r"<(?P<list>\w+)>|\[(?P<choice>[^\[\]]*)\]|\{(?P<row>\w+):(?P<pair>\w+)\}")
_LEAF = re.compile(
    r"\{(?P<row>\w+)(?:\.(?P<part>before|more|rate|signed))?(?:\.(?P<near>round|floor|ceil|yi))?(?:(?P<over>[/%])(?P<by>\w+))?\}"
)
_LOOSE = ("public", "bought")
"""Rows that the year-on-year table does not hold."""
_COUNTS = ("heads", "cars")
_ONE = 1_000_000
"""What one of these is in the amounts: an amount of 1."""
_NEAR = {"round": ROUND_HALF_UP, "floor": ROUND_FLOOR, "ceil": ROUND_CEILING}


@dataclass(frozen=True)
class _Number:
    """A number of a sentence: where it begins, how it is printed, how much of its last digit is wrong for certain, and
    what it stands for."""

    start: int
    printed: str
    least: int
    leaf: str


@dataclass
class _Writing:
    """A sentence as it is written: its text, its numbers, the words that tell a direction and the opposite of each."""

    text: str = ""
    numbers: list[_Number] = field(default_factory=list)
    directions: list[tuple[int, str, str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Sentence:
    """A right sentence and what it takes to make it wrong."""

    variant: Variant
    numbers: tuple[_Number, ...]
    directions: tuple[tuple[int, str, str, str], ...]

    def damages(self, chance: random.Random) -> Iterator[Damage]:
        """The sentence with one number, or one direction, wrong."""
        text = self.variant.text
        for number in self.numbers:
            if not self._can_be_known(number):
                continue
            wrong = chance.choice(list(_wrong(number)))
            damaged = text[: number.start] + wrong + text[number.start + len(number.printed) :]
            yield Damage("number", damaged, f"{number.printed} → {wrong}")
        for start, word, other, row in self.directions:
            if row in _LOOSE and not {one.leaf for one in self.numbers} & {f"{{{row}.before}}", f"{{{row}.rate}}"}:
                continue
            yield Damage("direction", text[:start] + other + text[start + len(word) :], f"{word} → {other}")

    def _can_be_known(self, number: _Number) -> bool:
        """Whether anything tells what a number must be: a difference alone, of a row of no table, may be any."""
        leaves = {one.leaf for one in self.numbers}
        row = number.leaf.strip("{}").split(".")[0]
        return not (row in _LOOSE and "more" in number.leaf and not leaves & {f"{{{row}.before}}", f"{{{row}.rate}}"})


def _wrong(number: _Number) -> Iterator[str]:
    """The number with another digit, wrong by more than it may be rounded."""
    printed = number.printed
    places = len(printed.partition(".")[2])
    for place, mark in enumerate(printed):
        for digit in "123456789" if mark.isdigit() and mark != "," else "":
            wrong = printed[:place] + digit + printed[place + 1 :]
            if digit != mark and abs(Decimal(wrong) - Decimal(printed)) >= number.least * Decimal(1).scaleb(-places):
                yield wrong


def sentences(stem: str, times: int) -> Iterator[Sentence]:
    """Every shape of a file, each written so many times in other words, of other budgets and years."""
    told = tomllib.loads((FOLDER / f"{stem}.toml").read_text(encoding="utf-8"))
    for shape in told["shape"]:
        for number in range(times):
            chance = random.Random(f"{stem} {shape['name']} {number}")
            body, year = invented(chance.randrange(BUDGETS)), chance.choice((2023, 2024, 2025, 2026))
            yield _written(shape, told["words"], body, year, chance, number)


def _written(
    shape: dict[str, str], words: dict[str, list[str]], body: str, year: int, chance: random.Random, number: int
) -> Sentence:
    writing = _Writing()
    _write(writing, shape["text"], words, body, year, chance)
    name = f"{shape['name']} {number}"
    variant = Variant(name, shape["section"], body, year, writing.text, (), ())
    return Sentence(variant, tuple(writing.numbers), tuple(writing.directions))


def _write(
    writing: _Writing, text: str, words: dict[str, list[str]], body: str, year: int, chance: random.Random
) -> None:
    position = 0
    for token in re.finditer(rf"{_TOKEN.pattern}|(?P<leaf>\{{[^}}]*\}})", text):
        writing.text += text[position : token.start()]
        position = token.end()
        if token["list"]:
            _write(writing, chance.choice(words[token["list"]]), words, body, year, chance)
        elif token["choice"] is not None:
            _write(writing, chance.choice(re.split(r"/(?![^{]*\})", token["choice"])), words, body, year, chance)
        elif token["leaf"]:
            _leaf(writing, token["leaf"], body, year)
        else:
            row = token["row"]
            change = amount_now(body, year, row) - amount_before(body, year, row)
            picked = chance.choice(words[token["pair"]] if change else words["level"])
            up, bar, down = picked.partition("|")
            if bar and token["pair"] in ("verb", "rate"):
                one, other = (up, down) if change > 0 else (down, up)
                writing.directions.append((len(writing.text), one, other, row))
            inner = (up if change > 0 or not bar else down).replace("*", row).replace("<why>", f"{{{row}:why}}")
            _write(writing, inner, words, body, year, chance)
    writing.text += text[position:]


def _leaf(writing: _Writing, token: str, body: str, year: int) -> None:
    if token in ("{year}", "{last}"):
        writing.text += str(year - (token == "{last}"))
        return
    leaf = _LEAF.fullmatch(token)
    assert leaf, token
    number = _number(leaf, body, year)
    if leaf["row"] not in _COUNTS:
        unit = 2 if leaf["near"] else 1
        start = len(writing.text) + number.startswith("-")
        writing.numbers.append(_Number(start, number.removeprefix("-"), unit, leaf[0]))
    writing.text += number


def _number(leaf: re.Match[str], body: str, year: int) -> str:
    now = amount_now(body, year, leaf["row"])
    if leaf["row"] in _COUNTS:
        return str(now // _ONE)
    before = amount_before(body, year, leaf["row"])
    if leaf["over"]:
        by = amount_now(body, year, leaf["by"])
        return percent(now, by) if leaf["over"] == "%" else _rounded(Decimal(now) / by, "round", "0.01")
    if leaf["part"] == "rate":
        return percent(now - before, before)
    fen = {"before": before, "more": abs(now - before), "signed": now - before}.get(leaf["part"] or "", now)
    if leaf["near"] == "yi":
        return _rounded(Decimal(fen) / 10**10, "round", "0.001")
    if leaf["near"]:
        return _rounded(Decimal(fen) / 10**6, leaf["near"], "1" if abs(fen) > 10**8 else "0.1")
    return show(fen)


def _rounded(amount: Decimal, how: str, unit: str) -> str:
    return str(amount.quantize(Decimal(unit), rounding=_NEAR[how]))


@cache
def shapes(stem: str) -> int:
    """How many shapes a file holds."""
    told: dict[str, Any] = tomllib.loads((FOLDER / f"{stem}.toml").read_text(encoding="utf-8"))
    return len(told["shape"])
