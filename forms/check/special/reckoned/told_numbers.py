"""The texts of all sections as the checks of this folder read them: in parts, with the value of each number in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from forms.document.document import Document
from forms.document.per_revision import per_revision
from forms.form.model import Section
from forms.form.ordinals import number_of
from forms.prose.quantities import Quantity
from forms.prose.statements import Clause, clause
from models.money import in_unit

_SIZES = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}
_TWO = "两"
_MARKS = ("[;。\n]", "[。\n]", "\n")
"""Where parts of a sentence, sentences and lines end."""


@per_revision
def told(document: Document) -> tuple[tuple[Section, Clause], ...]:
    """Every section with a number in it."""
    sections = [section for section in document.edition.sections if document.section_text(section.id)]
    texts = [(section, clause(document, section)) for section in sections]
    return tuple((section, text) for section, text in texts if text.numbers)


def around(text: Clause, number: Quantity) -> Iterator[tuple[int, int]]:
    """The part of a sentence in which a number stands, its sentence, its line: each from where to where."""
    for marks in _MARKS:
        pattern = re.compile(marks)
        start = max((found.end() for found in pattern.finditer(text.text.text, 0, number.start)), default=0)
        stop = pattern.search(text.text.text, number.end)
        yield start, stop.start() if stop else len(text.text.text)


def within_stretch(text: Clause, stretch: tuple[int, int]) -> list[Quantity]:
    """The numbers of a stretch of a text."""
    return [one for one in text.numbers if stretch[0] <= one.start and one.end <= stretch[1]]


def value(text: Clause, number: Quantity) -> Decimal:
    """A number as it counts: an amount in 万元, 4.8万吨 as 48000, a per cent as a part of one."""
    if number.fen is not None:
        return in_unit(number.fen)
    plain = Decimal(number.plain)
    if number.kind == "percent":
        return plain / 100
    behind = number.start + len(number.number)
    return plain * _SIZES.get(text.text.text[behind : behind + 1], Decimal(1))


def precision(text: Clause, number: Quantity) -> Decimal:
    """What half of the last digit of a number stands for."""
    plain = Decimal(number.plain)
    size = value(text, number) / plain if plain else Decimal(1)
    return size * Decimal(5).scaleb(-number.places - 1)


def unit_of(text: Clause, number: Quantity) -> str:
    """The words right behind a number that is no amount: what it counts, and a little more."""
    behind = number.start + len(number.number)
    return text.text.text[behind : behind + 5].lstrip("万亿余多")


def count_of(words: str) -> int | None:
    """How many 三, 3 or 两 are; None for what is no number."""
    return 2 if words == _TWO else number_of(words)
