"""The county ways of writing a disclosure: those that are open, those that are fresh, and those that are held back.

The held ones were written with the fresh ones and are tried once, at the end of a round; what they show becomes open.
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
SETS: Mapping[str, Mapping[str, Sequence[str]]] = {name: _DATA[name] for name in ("open", "fresh", "held")}
_ONLY: Mapping[str, Sequence[str]] = {
    "site": ("html",),
    "separator": ("csv",),
    "body": ("docx", "doc", "pdf-word"),
    "print": ("pdf",),
}
"""Traits that only some kinds of file have."""


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


def ways(seed: int, among: str = "open", kinds: tuple[str, ...] = KINDS) -> Ways:
    """The ways of a seed: a kind of file and up to seven traits, with at least one of the set `among`."""
    rng = Random(f"ways {seed} {among}")
    kind = rng.choice(kinds)
    names = rng.sample([*SETS["open"]], rng.choice((1, 2, 3, 4, 5, 7)))
    chosen = {name: rng.choice(SETS["open"][name]) for name in names}
    others = [(name, way) for name, ways in SETS[among].items() for way in ways if among != "open"]
    for name, way in rng.sample(others, min(len(others), rng.choice((1, 1, 2)))):
        if fitting := [one for one in kinds if one in _ONLY.get(name, kinds)]:
            chosen[name] = way
            kind = kind if kind in fitting else rng.choice(fitting)
    if kind not in WITH_TABS and chosen.get("title") == "tab only":
        del chosen["title"]
    return Ways(seed, kind, {name: way for name, way in chosen.items() if kind in _ONLY.get(name, kinds)})
