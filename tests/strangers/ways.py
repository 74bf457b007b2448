"""The county ways of writing a disclosure: those that are open, and those that are held back.

The held ones were written with the open ones and are tried once, at the end of a round; what they show becomes open.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

WITH_TABS = ("xlsx", "xls", "ods")
"""Kinds of file in which the sheets have names."""
KINDS = ("xlsx", "xls", "ods", "docx", "doc", "html", "csv", "txt", "pdf", "pdf-word")

_DATA = tomllib.loads(Path(__file__).with_name("ways.toml").read_text("utf-8"))
OPEN: Mapping[str, Sequence[str]] = _DATA["open"]
HELD: Mapping[str, Sequence[str]] = _DATA["held"]


@dataclass(frozen=True)
class Ways:
    """What was chosen for one file, by trait; what was not is written as the form has it."""

    seed: int
    kind: str
    chosen: Mapping[str, str]

    def __getitem__(self, trait: str) -> str:
        return self.chosen.get(trait, "")

    def rng(self, of: str) -> Random:
        """A source of chance for one matter, so that others stay as they are."""
        return Random(f"{self.seed} {of}")

    def __str__(self) -> str:
        return ", ".join([self.kind, *(f"{trait}: {way}" for trait, way in self.chosen.items())])


def ways(seed: int, *, held: bool = False, kinds: tuple[str, ...] = KINDS) -> Ways:
    """The ways of a seed: a kind of file and up to seven traits; with `held` at least one that nobody has tried."""
    rng = Random(f"ways {seed} {held}")
    kind = rng.choice(kinds)
    names = rng.sample([*OPEN], rng.choice((1, 2, 3, 4, 5, 7)))
    chosen = {name: rng.choice(OPEN[name]) for name in names}
    if held and HELD:
        for name in rng.sample([*HELD], rng.choice((1, 1, 2))):
            chosen[name] = rng.choice(HELD[name])
    if kind not in WITH_TABS and chosen.get("title") == "tab only":
        del chosen["title"]
    return Ways(seed, kind, chosen)
