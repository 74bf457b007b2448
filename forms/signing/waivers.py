"""Written answers (说明) to warnings: kept with the disclosure, valid for the numbers they were given for.

The answers of one place stand in one text, `waiver.<rule>.<place>`. An answer covers a finding of its rule and place
as long as the numbers and the quotation are the same; once they change the finding is open again, and the old words
are offered.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from forms.document.document import Document
from forms.document.finding import Finding
from models.errors import Trouble
from models.records import Change, TextChange

PREFIX = "waiver."
"""How the names of the texts begin that hold answers."""
WAIVABLE = "W"
"""The level that can be answered: an error must be mended, a hint asks for nothing."""


@dataclass(frozen=True, slots=True)
class Waived:
    """A warning and the words that answer it."""

    finding: Finding
    words: str


@dataclass(frozen=True, slots=True)
class Answered:
    """The findings without a valid answer, hints and errors among them, and those with one."""

    open: tuple[Finding, ...]
    waived: tuple[Waived, ...]


def waive(document: Document, finding: Finding, words: str) -> tuple[Change, ...]:
    """Answer a warning; the words take the place of those given for the same numbers before.

    Raises Trouble for a finding that is no warning, and for blank words.
    """
    if finding.level != WAIVABLE:
        raise Trouble("只有警告可以写说明；", "错误请改正，提示不必处理。")
    if not words.strip():
        raise Trouble("说明还是空的；", "请写明为什么这样填是对的。")
    return _changed(document, finding, words.strip())


def withdraw(document: Document, finding: Finding) -> tuple[Change, ...]:
    """Take back the answer that covers the finding; nothing when there is none."""
    return _changed(document, finding, "")


def answered(document: Document, findings: Iterable[Finding]) -> Answered:
    """The findings parted into those that are open and those with a valid answer, each in the given order."""
    unanswered: list[Finding] = []
    waived: list[Waived] = []
    for finding in findings:
        words = answer(document, finding)
        if words:
            waived.append(Waived(finding, words))
        else:
            unanswered.append(finding)
    return Answered(tuple(unanswered), tuple(waived))


def answer(document: Document, finding: Finding) -> str:
    """The words that answer the finding as it stands; blank when there are none."""
    return _answers(document, finding).get(_covered(finding), "") if finding.level == WAIVABLE else ""


def offered(document: Document, finding: Finding) -> str:
    """What to begin with when an answer is written: the valid one, else the last one given at this place."""
    answers = _answers(document, finding)
    return answers.get(_covered(finding)) or next(reversed(tuple(answers.values())), "")


def _changed(document: Document, finding: Finding, words: str) -> tuple[Change, ...]:
    answers = {covered: old for covered, old in _answers(document, finding).items() if covered != _covered(finding)}
    if words:
        answers[_covered(finding)] = words
    slot = _slot(finding)
    kept = json.dumps(answers, ensure_ascii=False) if answers else None
    return (TextChange(slot, document.texts.get(slot), kept),)


def _answers(document: Document, finding: Finding) -> Mapping[str, str]:
    """The answers at the place of a finding, the last one last, by what they cover."""
    kept = document.texts.get(_slot(finding))
    answers: dict[str, str] = json.loads(kept) if kept else {}
    return answers


def _slot(finding: Finding) -> str:
    place = (finding.section, finding.table, finding.row, finding.column)
    return f"{PREFIX}{finding.rule}.{'/'.join(filter(None, place))}"


def _covered(finding: Finding) -> str:
    """The numbers and the words an answer was given for; the whole message where a finding has neither."""
    related = (f"{r.table}/{r.row}/{r.column}={r.value}" for r in finding.related)
    parts = (finding.quote, finding.found, finding.expected, finding.difference, *related)
    return "|".join(parts) if any(parts) else finding.sentence
