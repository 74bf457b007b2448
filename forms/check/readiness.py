"""Whether a disclosure may be settled (可否定稿): what stands against it, and the words (说明) that answer warnings."""

from __future__ import annotations

from dataclasses import dataclass

from forms.check import check
from forms.document.document import Document
from forms.document.finding import LEVEL_WORDS, Finding, by_cause
from forms.signing.waivers import Waived, answered
from models.errors import Trouble
from models.records import State

HINDERING = {State.EDITING: "EW", State.REVIEWED: "E", State.SETTLED: "EW"}
"""The levels of findings that must be gone or answered before a disclosure gets the state, or is published as it is."""
_NAMED = 3
"""So many of the findings that stand against a state are named."""


@dataclass(frozen=True, slots=True)
class Readiness:
    """What a check came to as if the disclosure had the state: findings without an answer, and those with one."""

    state: State
    open: tuple[Finding, ...]
    waived: tuple[Waived, ...]

    @property
    def hindering(self) -> tuple[Finding, ...]:
        """What must be mended or answered first, errors before warnings."""
        levels = HINDERING[self.state]
        return tuple(finding for level in levels for finding in self.open if finding.level == level)

    @property
    def reasons(self) -> str:
        """2处错误没有改正、1处警告没有改正也没有写说明; blank when nothing hinders."""
        errors = sum(finding.level == "E" for finding in self.hindering)
        warnings = len(self.hindering) - errors
        counted = [f"{errors}处错误没有改正"] if errors else []
        counted += [f"{warnings}处警告没有改正也没有写说明"] if warnings else []
        return "、".join(counted)

    @property
    def counts(self) -> str:
        """错误0条，警告2条（已写说明1条），提示3条."""
        found = [*self.open, *(one.finding for one in self.waived)]
        words = {level: f"{word}{sum(f.level == level for f in found)}条" for level, word in LEVEL_WORDS.items()}
        if self.waived:
            words["W"] += f"（已写说明{len(self.waived)}条）"
        return "，".join(words.values())


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
    return Readiness(state, parted.open, parted.waived)
