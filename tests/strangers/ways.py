"""The county ways of writing a disclosure: those that are open, and those that are held back.

The held ones were written with the open ones and are tried once, at the end of a round; what they show becomes open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

WITH_TABS = ("xlsx", "xls", "ods")
"""Kinds of file in which the sheets have names."""
KINDS = ("xlsx", "xls", "ods", "docx", "doc", "html", "csv", "txt", "pdf", "pdf-word")

OPEN: Mapping[str, tuple[str, ...]] = {
    "title": ("tab only", "number before", "number above", "county and year", "no department", "two lines"),
    "tab": ("Sheet", "number", "short", "GK"),
    "unit": ("元", "mixed", "亿元 once", "in the captions", "元 in the captions", "absent"),
    "numbers": ("general", "thousands", "text", "text thousands", "full width", "spaced"),
    "zero": ("0", "0.00", "-", "—"),
    "negative": ("brackets",),
    "head": ("one row", "line breaks", "level above", "two levels above", "spaced", "year over"),
    "last": ("before", "behind", "tail"),
    "more": ("remark", "percent", "growth"),
    "count": ("hang ci", "lan ci bare", "none", "jia yi"),
    "serial": ("none", "kept", "right"),
    "code": ("three columns", "three by level", "one cell", "indented", "numbers", "spaced levels"),
    "total": ("last", "absent", "zong ji", "spaced", "xiao ji", "colon"),
    "lines": ("short", "no ordinals"),
    "rows": ("blanks", "notes", "heads again"),
    "formulas": ("totals",),
    "pages": ("two tables a sheet", "all on one sheet", "two sheets", "columns on two sheets"),
    "hidden": ("rows", "columns", "last year"),
    "strangers": ("cover and contents", "last year", "accounts"),
    "order": ("turned", "shuffled"),
    "below": ("signatures", "dates", "red note"),
    "place": ("blank edge",),
    "quotes": ("english", "none"),
    "text": ("beside", "spaced headings", "no numbers"),
    "body": ("blank lines",),
}

HELD: Mapping[str, tuple[str, ...]] = {
    "title": ("number behind", "bracketed number", "unit before"),
    "tab": ("roman", "T9"),
    "unit": ("千元", "english colon", "below the head"),
    "numbers": ("money sign", "with unit"),
    "zero": ("0.0", "／", "无"),
    "head": ("title in the head", "spaced wide", "slash"),
    "last": ("interleaved", "difference"),
    "more": ("department codes", "purpose", "two remarks"),
    "count": ("brackets", "hang ci left"),
    "code": ("joined by dash", "bracketed code", "name only indented", "text with apostrophe", "repeated class"),
    "total": ("middle", "twice", "of which"),
    "lines": ("arabic ordinals", "blank between"),
    "rows": ("subtotal of page", "carried forward"),
    "pages": ("side by side", "a file each"),
    "hidden": ("tiny last year",),
    "strangers": ("instructions", "draft copy"),
    "below": ("two columns of signatures", "printed by"),
    "place": ("far edge",),
    "quotes": ("single",),
    "text": ("chapters", "one paragraph each"),
}


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
    if held:
        for name in rng.sample([*HELD], rng.choice((1, 1, 2))):
            chosen[name] = rng.choice(HELD[name])
    if kind not in WITH_TABS and chosen.get("title") == "tab only":
        del chosen["title"]
    return Ways(seed, kind, chosen)
