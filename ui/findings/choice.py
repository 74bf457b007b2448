"""Which findings are shown, in which order and in what words: what the panel on the right and the page 检查 share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from forms.document.finding import LEVEL_WORDS, TO_DO, Finding, by_cause, fault_counts, worst_level
from ui.findings.details import in_short
from ui.findings.finding_list import Said, together
from ui.findings.numbers import tells_numbers
from ui.kit import words
from ui.kit.session import Session
from ui.kit.steps import steps

ALL, WAIVED = "", "已说明"
"""The kinds beside the levels: everything that is wrong; what is to be filled in, which is no fault yet; the warnings
that were answered instead of mended."""
NAMES = {ALL: "全部", **LEVEL_WORDS, TO_DO: TO_DO, WAIVED: WAIVED}

NOTES = {
    ALL: "错误、警告和提示",
    "E": "改完才能送签",
    "W": "改正，或者写明原因",
    "H": "看一看就行",
    TO_DO: "还没有内容，不算错",
    WAIVED: "数字变了会再问",
}
"""What is said of each kind."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What is to be shown: of a kind, on one step alone, by page instead of by weight."""

    kind: str = ALL
    step: str | None = None
    is_by_page: bool = False


@dataclass(frozen=True, slots=True)
class Nothing:
    """What is said where no finding is shown, and the button that goes on, to another kind or (None) to 签审."""

    sentence: str
    then: str
    button: str
    to: Choice | None = None
    is_good: bool = False


def counts(session: Session) -> dict[str, int]:
    """How many there are of each kind."""
    found = fault_counts(session.open_findings)
    return {
        ALL: sum(found.values()),
        **found,
        TO_DO: len(session.to_do),
        WAIVED: len(session.waived_findings),
    }


def chosen(session: Session, choice: Choice) -> tuple[Finding, ...]:
    """The findings in the order of the list, those that go together one behind the other."""
    document = session.document
    apart = {TO_DO: session.to_do, WAIVED: session.waived_findings}
    findings = apart.get(choice.kind, session.open_findings)
    level = "" if choice.kind in apart else choice.kind
    groups = by_cause(f for f in findings if not choice.step or words.is_at(document, f, choice.step))
    found = [f for group in groups if not level or worst_level(group) == level for f in group]
    if choice.is_by_page:
        order = [step.id for step in steps(document)]
        is_at = partial(words.is_at, document)
        found.sort(key=lambda f: next((n for n, step in enumerate(order) if is_at(f, step)), -1))
    return together(found)


def said(session: Session, shown: Sequence[Finding]) -> list[Said]:
    """What the cards say; what another one causes goes with it and stands back."""
    document, here = session.document, set(map(id, shown))
    told = []
    for finding in shown:
        level = "H" if finding.waits_for else str(finding.level)
        word = TO_DO if finding.waits_for else LEVEL_WORDS[finding.level]
        if finding.cause is not None and id(finding.cause) in here:
            level, word = "", f"受{words.finding_place(document, finding.cause) or '别处'}影响"
        told.append(Said(level, word, words.spot(document, finding), resting(finding)))
    return told


def nothing(session: Session, choice: Choice) -> Nothing:
    """What is said where the choice leaves nothing to show."""
    found, to_do = fault_counts(session.open_findings), len(session.to_do)
    if choice.step and (session.open_findings or to_do):
        return Nothing("本页没有问题", "别的页还有。", "看全部页", Choice(choice.kind))
    if choice.kind not in (ALL, "E"):
        return Nothing(
            f"没有{NAMES[choice.kind]}", "", "看全部问题" if session.open_findings else "", Choice(step=choice.step)
        )
    if found["W"]:
        told = f"警告 {found['W']}，改正或者写了说明就能送签。"
        return Nothing("没有错误", told, f"看 {found['W']} 个警告", Choice("W", choice.step))
    if to_do:
        told = f"还有 {to_do} 处待填，逐处填好就能送签。"
        return Nothing("没有问题", told, f"填 {to_do} 处", Choice(TO_DO, choice.step))
    return Nothing("没有错误，可以送签", "打印送签版，签了一个登记一个。", "去送签", is_good=True)


def resting(finding: Finding) -> str:
    """What is wrong, as a card at rest says it: with the numbers in the line."""
    if not tells_numbers(finding):
        return finding.message
    apart = f"，相差 {finding.difference}" if finding.difference else ""
    guess = in_short(finding) if finding.guess else ""
    return f"写的是 {finding.found}，应为 {finding.expected}{apart}。{guess}"
