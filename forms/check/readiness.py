"""Whether a disclosure may be settled (可否定稿): what stands against it, and the words (说明) that answer warnings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from forms.check import check
from forms.check.waiting import to_do
from forms.document.document import Document
from forms.document.finding import LEVEL_WORDS, PROFILE, Finding, by_cause, fault_counts
from forms.signing.waivers import Waived, answered
from models.errors import Trouble
from models.records import State

HINDERING = {State.EDITING: "EW", State.REVIEWED: "E", State.SETTLED: "EW"}
"""The levels of findings that must be gone or answered before a disclosure gets the state, or is published as it is."""
_NAMED = 3
"""So many of the findings that stand against a state are named."""


@dataclass(frozen=True, slots=True)
class Readiness:
    """What a check came to as if the disclosure had the state: findings without an answer, and those with one.

    `to_fill` is what the open ones wait for, as the list of 待填 has it. `told` are the rules whose findings stand in
    nothing's way.
    """

    state: State
    open: tuple[Finding, ...]
    waived: tuple[Waived, ...]
    to_fill: tuple[Finding, ...] = ()
    told: frozenset[str] = frozenset()

    @property
    def faults(self) -> tuple[Finding, ...]:
        """The open ones of the levels that count: errors before warnings, what waits (待填) behind both."""
        levels = HINDERING[self.state]
        found = [finding for level in levels for finding in self.open if finding.level == level]
        return tuple(sorted(found, key=lambda finding: bool(finding.waits_for)))

    @property
    def hindering(self) -> tuple[Finding, ...]:
        """Those of them that must be mended, answered or filled in first."""
        return tuple(finding for finding in self.faults if finding.rule not in self.told)

    @property
    def reasons(self) -> str:
        """2处错误没有改正、6处待填、1处警告没有改正也没有写说明, counted as the window counts; blank when nothing
        hinders."""
        faults = fault_counts(finding for finding in self.hindering if not finding.waits_for)
        waiting = self.to_fill if any(finding.waits_for for finding in self.hindering) else ()
        signing = sum(finding.waits_for == PROFILE for finding in waiting)
        counted = (
            (faults["E"], "处错误没有改正"),
            (len(waiting) - signing, "处待填"),
            (signing, "项签审手续没有办完"),
            (faults["W"], "处警告没有改正也没有写说明"),
        )
        return "、".join(f"{count}{what}" for count, what in counted if count)

    @property
    def counts(self) -> str:
        """错误0处，警告2处，提示3处；已写说明1处."""
        return count_words(self.open, len(self.waived))


def count_words(open_: Iterable[Finding], waived: int) -> str:
    """How many faults of each level are open, counted as the window counts, and to how many the words (说明) are given:
    错误0处，警告2处，提示3处；已写说明1处."""
    faults = fault_counts(open_)
    counted = "，".join(f"{word}{faults[level]}处" for level, word in LEVEL_WORDS.items())
    return f"{counted}；已写说明{waived}处" if waived else counted


class Hindered(Trouble):
    """Findings stand against the state that a disclosure was to get, or against its publication."""

    def __init__(self, found: Readiness, deed: str = "") -> None:
        """`deed` says in Chinese what cannot be done, where that is not to give the state."""
        first = "".join(group[0].sentence for group in by_cause(found.hindering)[:_NAMED])
        cannot = deed or f"标为“{found.state}”"
        super().__init__(f"还有{found.reasons}，不能{cannot}：{first}", "请先逐条处理。")
        self.findings = found.hindering
        self.reasons = found.reasons


def readiness(document: Document, state: State) -> Readiness:
    """Whether the disclosure as it stands may get the state."""
    parted = answered(document, check(document, state, spelling="W" in HINDERING[state]))
    told = frozenset(rule.id for rule in document.edition.rules.values() if not rule.hinders)
    waiting = () if document.from_file else to_do(document, parted.open)
    return Readiness(state, parted.open, parted.waived, waiting, told)
