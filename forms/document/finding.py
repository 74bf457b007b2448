"""The single currency of checking: a finding, with its place and what is wrong there in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from forms.document.provenance import Source
from forms.form.model import Level
from models.money import Fen, show
from models.records import Address, Change

LEVELS: tuple[Level, ...] = ("E", "W", "H")
PROFILE, CHECKLIST = "profile", "checklist"
"""What stands for a section where a finding is about the unit's profile or the checklist."""
LEVEL_WORDS = {"E": "错误", "W": "警告", "H": "提示"}
TO_DO = "待填"
"""What is said instead of what is no verdict yet."""


@dataclass(frozen=True, slots=True)
class Related:
    """Another cell that takes part in a finding, with its amount as text."""

    table: str
    row: str
    column: str
    value: str


@dataclass(frozen=True, slots=True)
class Mend:
    """A fix that one key carries out and 撤销 takes back: its name on the button, and its changes."""

    name: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """The place of a finding in words, with which its sentence begins; each part may be blank.

    `within` names the table or quotes the heading of the section, `spot` names the row and the column in it. `link`
    is what leads from there to the message: 里, 的, or the project that the row belongs to.
    """

    within: str = ""
    spot: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the checks found: the rule, the place, and in Chinese what is wrong, why it matters, what to do.

    `message` says what is wrong and leaves out where: that is in `place`, and `sentence` says both.
    `found`, `expected` and `difference` are amounts as text in the table's unit, or names; blank when there is none.
    `span` is where the passage begins and ends in the text of the section, `quote` the passage itself.
    """

    rule: str
    level: Level
    message: str
    why: str
    fix: str
    table: str | None = None
    row: str | None = None
    column: str | None = None
    section: str | None = None
    source: Source | None = None
    quote: str = ""
    expected: str = ""
    found: str = ""
    difference: str = ""
    guess: str = ""
    related: tuple[Related, ...] = ()
    span: tuple[int, int] | None = None
    mend: Mend | None = None
    place: PlaceWords = PlaceWords()
    waits_for: str = ""
    """The table, the section or PROFILE without which it is no verdict yet, only something to be filled in (待填)."""
    word: str = ""
    """The word that was taken for a slip; the office may say that it is right."""
    cause: Finding | None = None
    """The finding of the same check that this one follows from: what mends that one mends this one too."""

    @property
    def sentence(self) -> str:
        """Where and what in one sentence, to be read alone."""
        return f"{self.place.within}{self.place.spot}{self.place.link}{self.message}"

    @property
    def brief(self) -> str:
        """The sentence as it reads beside the name of its table or section, which it leaves out."""
        return f"{self.place.spot}{self.place.link}{self.message}" if self.place.spot else self.message

    @property
    def address(self) -> Address | None:
        """The cell the finding points at, when it points at one."""
        if self.table is None or self.row is None or self.column is None:
            return None
        return Address(self.table, self.row, self.column)


def by_cause(findings: Iterable[Finding]) -> tuple[tuple[Finding, ...], ...]:
    """The findings in groups, where the first of each stands: a cause, and behind it what follows from it.

    What follows from none of these, though it may from another one, is a group of its own.
    """
    told = list(findings)
    here = set(map(id, told))
    groups: dict[int, list[Finding]] = {}
    for one in told:
        root = one.cause if one.cause is not None and id(one.cause) in here else one
        group = groups.setdefault(id(root), [root])
        if one is not root:
            group.append(one)
    return tuple(map(tuple, groups.values()))


def worst_level(group: Iterable[Finding]) -> Level:
    """The level of the most serious of these."""
    return min((one.level for one in group), key=LEVELS.index)


def fault_counts(findings: Iterable[Finding]) -> dict[str, int]:
    """How many faults there are of each level: a finding with all that follows from it is one, as serious as the worst
    of them."""
    worst = [worst_level(group) for group in by_cause(findings)]
    return {level: worst.count(level) for level in LEVELS}


def amount_words(fen: Fen | None, shown: Callable[[Fen], str] = show) -> str:
    """An amount in a sentence, in 万元 or as it is `shown`: blank is said, not shown as nothing."""
    return "空白" if fen is None else shown(fen)


def ordered(findings: Iterable[Finding], tables: Sequence[str]) -> tuple[Finding, ...]:
    """Findings as a person reads them: errors first, then in the order of the tables."""
    places = {name: number for number, name in enumerate(tables)}
    return tuple(sorted(findings, key=lambda f: (LEVELS.index(f.level), places.get(f.table or "", -1), f.rule)))
