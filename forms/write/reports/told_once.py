"""Findings as a report lists them: equal ones in one line with their places, grouped by table and section."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from forms.document.document import Document
from forms.document.finding import LEVEL_WORDS, LEVELS, Finding, by_cause, worst_level
from forms.form.model import Level
from forms.signing.waivers import Waived
from models.money import NotMoney, parse

_ELSEWHERE = "整份资料"
"""What a finding is about that names no table and no section."""
_QUOTES = "“", "”"


@dataclass(frozen=True, slots=True)
class ToldOnce:
    """Findings of one rule that say the same but for the place, none of which follows from another one; `words` answer
    them (说明)."""

    findings: tuple[Finding, ...]
    words: str = ""
    following: tuple[Finding, ...] = ()
    """What follows from them elsewhere."""
    levels: tuple[Level, ...] = ()
    """Of each of them, with what follows from it, the level of the worst."""

    @property
    def first(self) -> Finding:
        """The one whose message stands for all."""
        return self.findings[0]

    @property
    def within(self) -> str:
        """The table or section as people call it; that of the first, where there are several."""
        return spoken(self.first.place.within)

    @property
    def sentence(self) -> str:
        """Where, with every place, and what, to be read alone."""
        return f"{self.first.place.within}{self.places}{self.first.place.link}{self.first.message}"

    @property
    def places(self) -> str:
        """Where in it, one place behind the other; what stands in another table or section says so."""
        places = [f.place.spot if f.place.within == self.first.place.within else full_place(f) for f in self.findings]
        counted = f"（共{len(self.findings)}处）" if len(self.findings) > 1 else ""
        return "；".join(dict.fromkeys(filter(None, places))) + counted


def told_once(findings: Iterable[Finding], waived: Iterable[Waived] = ()) -> tuple[ToldOnce, ...]:
    """Each sentence once, in the order in which it first comes."""
    met: dict[tuple[str, ...], list[Finding]] = {}
    following: dict[tuple[str, ...], list[Finding]] = {}
    levels: dict[tuple[str, ...], list[Level]] = {}
    for group, words in [
        *((group, "") for group in by_cause(findings)),
        *(((one.finding,), one.told) for one in waived),
    ]:
        finding = group[0]
        key = (finding.rule, finding.level, finding.place.link, finding.message, finding.fix, words)
        met.setdefault(key, []).append(finding)
        following.setdefault(key, []).extend(group[1:])
        levels.setdefault(key, []).append(worst_level(group))
    return tuple(
        ToldOnce(tuple(found), key[-1], tuple(following[key]), tuple(levels[key])) for key, found in met.items()
    )


def by_place(document: Document, told: Iterable[ToldOnce]) -> Iterator[tuple[str, list[ToldOnce]]]:
    """What is told of each table and section in their order; what is about none of them comes first."""
    tables = {name: number for number, name in enumerate(document.edition.tables)}
    sections = {section.id: number for number, section in enumerate(document.edition.sections)}

    def order(one: ToldOnce) -> tuple[int, int, str]:
        table, section = one.first.table, one.first.section
        place = (1, tables.get(table, -1)) if table else (2, sections.get(section, -1)) if section else (0, 0)
        return *place, one.within

    for (*_, within), members in groupby(sorted(told, key=order), key=order):
        yield str(within), sorted(members, key=lambda one: LEVELS.index(one.first.level))


def worst(told: Iterable[ToldOnce], count: int) -> Sequence[ToldOnce]:
    """The most serious: errors before warnings, then by the amount that is missing or too much, then by how many."""
    return sorted(told, key=lambda one: (LEVELS.index(one.first.level), -_weight(one), -len(one.findings)))[:count]


def counted(told: Iterable[ToldOnce]) -> str:
    """错误2处，提示1处: how many faults of each level there are, counted as the window counts."""
    found = [level for one in told for level in one.levels]
    return "，".join(f"{LEVEL_WORDS[level]}{found.count(level)}处" for level in LEVELS if level in found)


def spoken(within: str) -> str:
    """The name of a table or section by itself: 八、名词解释 without the quotes it has in a sentence."""
    if within.startswith(_QUOTES[0]) and within.endswith(_QUOTES[1]):
        within = within.removeprefix(_QUOTES[0]).removesuffix(_QUOTES[1])
    return within or _ELSEWHERE


def full_place(finding: Finding) -> str:
    """Table or section, and the place in it."""
    return f"{finding.place.within}{finding.place.spot}"


def _weight(told: ToldOnce) -> int:
    """The largest difference in 分; 0 where the findings are not about amounts."""
    return max(abs(_amount(finding.difference)) for finding in told.findings)


def _amount(text: str) -> int:
    try:
        return parse(text) or 0
    except NotMoney:
        return 0
