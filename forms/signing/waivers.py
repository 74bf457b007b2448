"""Written answers (说明) to warnings: kept with the disclosure, valid for the numbers they were given for.

The answers of one place stand in one text, `waiver.<rule>.<place>`. An answer covers a finding of its rule and place
as long as the numbers and the quotation are the same; once they change the finding is open again, and the old words
are offered. An error that is read off a sentence can be answered too, for the sentence may be misread: such an answer
holds for the whole sentence as it was, which is printed with it.
"""

from __future__ import annotations

import json
import re
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
_STOPS = re.compile(r"[。\n]")


@dataclass(frozen=True, slots=True)
class Waived:
    """A finding and the words that answer it; of an error the sentence that was read, which is blank for a warning."""

    finding: Finding
    words: str
    read: str = ""

    @property
    def told(self) -> str:
        """The words as they are printed, behind the sentence of which they speak."""
        return f"原文“{self.read}”。说明：{self.words}" if self.read else self.words


@dataclass(frozen=True, slots=True)
class Answered:
    """The findings without a valid answer, hints and errors among them, and those with one."""

    open: tuple[Finding, ...]
    waived: tuple[Waived, ...]


def may_be_answered(document: Document, finding: Finding) -> bool:
    """Whether words can answer a finding: a warning, or an error that was read off a sentence."""
    return finding.level == WAIVABLE or bool(_sentence(document, finding))


def waive(document: Document, finding: Finding, words: str) -> tuple[Change, ...]:
    """Answer a finding; the words take the place of those given for the same numbers before.

    Raises Trouble for a finding that cannot be answered, and for blank words.
    """
    if not may_be_answered(document, finding):
        raise Trouble("这一条不能写说明；", "错误请改正，提示不必处理。")
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
            waived.append(Waived(finding, words, _sentence(document, finding)))
        else:
            unanswered.append(finding)
    return Answered(tuple(unanswered), tuple(waived))


def answer(document: Document, finding: Finding) -> str:
    """The words that answer the finding as it stands; blank when there are none."""
    if not may_be_answered(document, finding):
        return ""
    return _answers(document, finding).get(_covered(document, finding), "")


def offered(document: Document, finding: Finding) -> str:
    """What to begin with when an answer is written: the valid one, else the last one given at this place."""
    answers = _answers(document, finding)
    return answers.get(_covered(document, finding)) or next(reversed(tuple(answers.values())), "")


def _changed(document: Document, finding: Finding, words: str) -> tuple[Change, ...]:
    now = _covered(document, finding)
    answers = {covered: old for covered, old in _answers(document, finding).items() if covered != now}
    if words:
        answers[now] = words
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


def _covered(document: Document, finding: Finding) -> str:
    """The numbers and the words an answer was given for, of an error the sentence too; the whole message where a
    finding has none."""
    related = (f"{r.table}/{r.row}/{r.column}={r.value}" for r in finding.related)
    parts = [finding.quote, finding.found, finding.expected, finding.difference, *related]
    sentence = _sentence(document, finding)
    # Of a sentence the message may name amounts that stand in no field: another year's, the other parts of a sum.
    parts += [sentence, finding.message] if sentence else []
    return "|".join(parts) if any(parts) else finding.sentence


def _sentence(document: Document, finding: Finding) -> str:
    """The sentence off which an error was read, as written; blank where it is no reading of a sentence."""
    rule = document.edition.rules.get(finding.rule)
    if finding.level != "E" or finding.section is None or finding.span is None or not (rule and rule.may_be_explained):
        return ""
    text, (first, last) = document.section_text(finding.section), finding.span
    start = max((stop.end() for stop in _STOPS.finditer(text, 0, first)), default=0)
    end = _STOPS.search(text, last)
    return text[start : end.start() if end else len(text)].strip()
