"""Right sentences made from shapes and three budgets: how many are taken amiss, and how many slips in them are noticed.

.venv/bin/python -m tests.prose_strangers.shapes open|held|all [--quiet]
"""

from __future__ import annotations

import argparse
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any

from forms.document.finding import Finding
from tests.prose_strangers.damages import damages
from tests.prose_strangers.papers import BUDGETS, paper

_HOLE = re.compile(r"\{([^{}]+)\}")
_TERM = re.compile(r"(?P<name>[a-z]+|\d+)(?:\.(?P<of>last|change|signed|rate))?")
_WORDS = re.compile(r"(?P<name>[a-z]+):(?P<more>[^|]+)\|(?P<less>.+)")
_SAID = ("year", "kind", "we")
_UNIT_OF_YI = Decimal(10_000)


@dataclass(frozen=True)
class Sentence:
    """A right sentence with the numbers of a budget, under the heading of its section."""

    case: str
    budget: str
    section: str
    words: str

    def findings(self, words: str | None = None) -> list[Finding]:
        """The errors and warnings that point at words of the sentence, or of another in its place."""
        return pointing(self.budget, f"{self.section}\n{self.words if words is None else words}")


def pointing(budget: str, text: str) -> list[Finding]:
    """The errors and warnings about a budget's text that point at words; what the text leaves out is not asked."""
    return [found for found in paper(budget).findings(text) if found.span is not None]


def sentences(half: str) -> Iterator[Sentence]:
    """Every shape of a half (`open` or `held`) with the numbers of every budget."""
    told = _told()
    for case in told["case"]:
        for shape in case[half]:
            section, words = shape.split(": ", 1)
            for budget in BUDGETS:
                yield Sentence(case["name"], budget, _filled(told["headings"][section], budget), _filled(words, budget))


@cache
def _told() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "shapes.toml").read_text(encoding="utf-8"))


def _filled(shape: str, budget: str) -> str:
    told = paper(budget).told
    return _HOLE.sub(lambda hole: _written(hole[1], told), shape)


def _written(hole: str, told: dict[str, Any]) -> str:
    if hole == "last":
        return str(told["year"] - 1)
    if hole in _SAID or hole in told["counts"]:
        return str(told[hole] if hole in _SAID else told["counts"][hole])
    if words := _WORDS.fullmatch(hole):
        this, last = _years(words["name"], told)
        return words["more"] if this > last else words["less"]
    worth, _, places = hole.partition("#")
    value = _worth(worth, told)
    if places == "yi":
        value, places = value / _UNIT_OF_YI, "2"
    return str(value.quantize(Decimal(1).scaleb(-int(places or 2)), ROUND_HALF_UP))


def _worth(hole: str, told: dict[str, Any]) -> Decimal:
    """The value of terms read from left to right: `+` a sum, `/` a quotient, `%` a share."""
    first, *rest = re.split(r"([+/%])", hole)
    value = _term(first, told)
    for sign, term in zip(rest[::2], rest[1::2], strict=True):
        other = _term(term, told)
        value = {"+": value + other, "/": value / other, "%": value * 100 / other}[sign]
    return value


def _term(words: str, told: dict[str, Any]) -> Decimal:
    term = _TERM.fullmatch(words)
    assert term, words
    name = term["name"]
    if name.isdigit() or name in told["counts"]:
        return Decimal(told["counts"].get(name, name))
    if not term["of"]:
        return Decimal(told["amounts"][name][0])
    this, last = _years(name, told)
    change = this - last
    return {"last": last, "change": abs(change), "signed": change, "rate": abs(change) * 100 / last}[term["of"]]


def _years(name: str, told: dict[str, Any]) -> tuple[Decimal, Decimal]:
    this, last = map(Decimal, told["amounts"][name])
    return this, last


def main() -> None:
    """Print what is taken amiss, what is not noticed, and the counts."""
    wanted = argparse.ArgumentParser()
    wanted.add_argument("half", choices=("open", "held", "all"))
    wanted.add_argument("--quiet", action="store_true")
    options = wanted.parse_args()
    told: Counter[str] = Counter()
    for half in ("open", "held") if options.half == "all" else (options.half,):
        for one in sentences(half):
            told["sentences"] += 1
            before = {(found.rule, found.message) for found in one.findings()}
            for found in one.findings():
                told[found.level] += 1
                if not options.quiet:
                    print(one.case, found.level, found.rule, one.words, "→", found.sentence)
            for damage in damages(one.words, one.words):
                told["slips"] += 1
                if {(found.rule, found.message) for found in one.findings(damage.text)} - before:
                    told["noticed"] += 1
                elif not options.quiet:
                    print(one.case, "not noticed:", damage.kind, damage.words)
    print(f"{told['sentences']} sentences: {told['E']} errors, {told['W']} warnings")
    print(f"slips: {told['noticed']} of {told['slips']} noticed")


if __name__ == "__main__":
    main()
