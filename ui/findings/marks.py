"""How far each step of a disclosure is, as a sign and in words, and how many steps of each stage are done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from forms.document.document import Document, profile_slot
from forms.document.finding import Finding
from forms.document.progress import Stage, progress
from forms.signing.checklist import checklist
from forms.signing.states import LOCKED
from ui.kit import words
from ui.kit.steps import CHECKLIST, PROFILE, steps

DONE = "✓—"
"""The signs of a step that is done."""


@dataclass(frozen=True, slots=True)
class StageCount:
    """How many of the steps of a stage are done."""

    name: str
    done: int
    of: int


@dataclass(frozen=True, slots=True)
class Milestone:
    """What stands in the list on the left for a stage without steps: a part of it, with its sign as a step has one, how
    it stands in words, and the page that a click goes to; `part` is what of that page is meant."""

    name: str
    sign: str
    said: str
    to: str
    part: str = ""


def is_done(document: Document, findings: Sequence[Finding], step: str) -> bool:
    """Whether a step has its content and no finding of weight, or nothing belongs into it."""
    return mark(document, findings, step)[0] in DONE


def stage_counts(document: Document, findings: Sequence[Finding]) -> tuple[StageCount, ...]:
    """The stages in the order in which their first steps stand."""
    done: dict[str, list[bool]] = {}
    for step in steps(document):
        done.setdefault(step.stage, []).append(is_done(document, findings, step.id))
    return tuple(StageCount(name, sum(each), len(each)) for name, each in done.items())


def mark(document: Document, findings: Sequence[Finding], step: str) -> tuple[str, str]:
    """The mark of a step and the same in words: · or 0/27 untouched, … or 3/27 begun, ×n errors, !n warnings, ✓ done,
    — not applicable. It counts the findings that the list on the right shows, those of 待填 among them."""
    if step == PROFILE:
        fields = document.edition.profile
        touched = sum(profile_slot(name) in document.texts for name in fields)
        return _share(touched, sum(bool(document.profile(name)) for name in fields), len(fields), "已填")
    if step == CHECKLIST:
        items = checklist(document)
        answered = sum(bool(item.answer) for item in items)
        return _share(answered, answered, len(items), "已回答")
    here = [finding for finding in findings if words.is_at(document, finding, step)]
    counts = words.counts([finding for finding in here if not finding.waits_for])
    come = progress(document)[step]
    # Of a file what is missing has to show; of one's own work nothing is wrong yet where nothing is begun.
    is_nothing = come.stage == Stage.NOT_APPLICABLE or _is_left_empty(document, step)
    if come.stage == Stage.NOT_BEGUN and not is_nothing and not (document.from_file and any(counts.values())):
        rows = f"，共 {come.of} 行" if come.of else ""
        return f"0/{come.of}" if come.of else "·", f"还没有填写{rows}"
    if counts["E"]:
        rest = f"，{counts['W']} 个警告" if counts["W"] else ""
        return f"×{counts['E']}", f"{counts['E']} 个错误{rest}"
    if counts["W"]:
        return f"!{counts['W']}", f"{counts['W']} 个警告"
    if is_nothing:
        return "—", "不适用，按空表列示" if step in document.edition.tables else "不适用，写明没有"
    if come.filled < come.of:
        return f"{come.filled}/{come.of}", f"已填 {come.filled} 行，共 {come.of} 行"
    if any(finding.waits_for and finding.level != "H" for finding in here):
        return "…", "已开始，还有待填的"
    return "✓", "已填好，没有错误和警告"


def _is_left_empty(document: Document, step: str) -> bool:
    """Whether it is a table that was settled without contents, as it may be."""
    table = document.edition.tables.get(step)
    is_locked = document.head.state in LOCKED
    return table is not None and is_locked and table.may_be_empty and document.is_empty(step)


def _share(touched: int, done: int, of: int, word: str) -> tuple[str, str]:
    """The mark of a step that is a list of things to fill in."""
    sign = "·" if not touched else "✓" if done == of else "…"
    return sign, f"{word} {done} 项，共 {of} 项" if touched else "还没有填写"
