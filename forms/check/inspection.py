"""What a check came to, rule by rule and by the aspects (五个方面) that inspectors look at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from forms.check.registered import NOT_IN_THE_FORM, lacks, registered
from forms.check.special.standing import signoff
from forms.document.document import Document
from forms.document.finding import Finding, by_cause, worst_level
from forms.form.model import Edition, Level, Rule
from forms.signing.checklist import Item, checklist, is_asked
from forms.signing.states import is_signing
from forms.signing.waivers import Waived, answered

ASPECTS = ("及时性", "完整性", "真实性", "细化程度", "公开形式")
"""In the order in which inspectors name them."""
_WITH_LAST_YEAR = ("G18", "H03", "L03", "L04", "L06")
"""The rules that hold this year's disclosure against last year's."""
_ON_TEXT = "G"
"""The chapter that reads the text alone."""
_ON_TABLE = {"I": "procurement", "J": "assets"}
"""The chapters that are about one table, by its role."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one rule. `unchecked` says why it was not checked; blank when it was.

    `faults` are the levels of what is open, each with all that follows from it; what follows itself is none.
    """

    rule: Rule
    open: tuple[Finding, ...] = ()
    faults: tuple[Level, ...] = ()
    waived: tuple[Waived, ...] = ()
    unchecked: str = ""

    @property
    def passed(self) -> bool:
        """Whether it was checked and nothing is left open."""
        return not self.unchecked and not self.open

    @property
    def words(self) -> str:
        """通过, 2处, or 未检查 and why."""
        if self.unchecked:
            return f"未检查：{self.unchecked}"
        following = len(self.open) - len(self.faults)
        counted = [f"{len(self.faults)}处"] if self.faults else []
        counted += [f"{following}处由别的问题引起"] if following else []
        counted += [f"{len(self.waived)}处已写说明"] if self.waived else []
        return "，".join(counted) or "通过"


@dataclass(frozen=True, slots=True)
class Aspect:
    """One aspect with the results of its rules in the order of their ids."""

    name: str
    results: tuple[Result, ...]

    @property
    def checked(self) -> int:
        """How many rules were checked."""
        return sum(not result.unchecked for result in self.results)

    @property
    def passed(self) -> int:
        """How many rules were checked and left nothing open."""
        return sum(result.passed for result in self.results)

    @property
    def waived(self) -> int:
        """How many warnings are answered (说明)."""
        return sum(len(result.waived) for result in self.results)

    def count(self, level: str) -> int:
        """How many faults of that level are open, counted as the window counts."""
        return sum(fault == level for result in self.results for fault in result.faults)


@dataclass(frozen=True, slots=True)
class Inspection:
    """All aspects, and the checklist with its answers."""

    aspects: tuple[Aspect, ...]
    items: tuple[Item, ...]


def inspect(document: Document, findings: Iterable[Finding]) -> Inspection:
    """Sort the findings of a check under the rules and aspects of the edition."""
    parted = answered(document, findings)
    items = () if document.from_file else checklist(document)
    answers = {item.rule.id: item for item in items}
    groups = by_cause(parted.open)
    results = []
    for _, rule in sorted(document.edition.rules.items()):
        found = tuple(finding for finding in parted.open if finding.rule == rule.id)
        waived = tuple(one for one in parted.waived if one.finding.rule == rule.id)
        unchecked = "" if found or waived else _unchecked(document, rule, answers.get(rule.id))
        faults = tuple(worst_level(group) for group in groups if group[0].rule == rule.id)
        results.append(Result(rule, found, faults, waived, unchecked))
    names = dict.fromkeys((*ASPECTS, *(result.rule.aspect for result in results)))
    aspects = (Aspect(name, tuple(result for result in results if result.rule.aspect == name)) for name in names)
    return Inspection(tuple(aspect for aspect in aspects if aspect.results), items)


def _unchecked(document: Document, rule: Rule, item: Item | None) -> str:
    """Why the rule could not be checked; blank when it was."""
    if is_asked(document, rule):
        return "" if item and item.answer else "由人核对，还没有回答"
    if rule.exported:
        return "导出后在导出的文件上检查"
    if rule.id in signoff.RULES and not is_signing(document):
        return "文件里没有签审资料" if document.from_file else "填写签审资料后检查"
    if rule.id in _WITH_LAST_YEAR and document.previous is None:
        return "没有上年的资料"
    if lacks(document.edition, rule):
        return NOT_IN_THE_FORM
    chapter = rule.id[0]
    if chapter == _ON_TEXT and not any(document.section_text(section.id) for section in document.edition.sections):
        return "没有情况说明的文字"
    absent = [name for name in _tables(document.edition, rule, chapter) if not document.is_present(name)]
    if absent:
        return f"没有{'、'.join(_table_words(document.edition, name) for name in absent)}"
    return ""


def _tables(edition: Edition, rule: Rule, chapter: str) -> list[str]:
    """The tables without which nothing of a rule can be checked; a special check finds out for itself."""
    if chapter in _ON_TABLE:
        return [edition.roles.table(_ON_TABLE[chapter])]
    if any(rule.id in check.rules for check in registered()):
        return []
    relations = [r for table in edition.tables.values() for r in table.relations if r.rule == rule.id]
    needed = [{r.table, *(term.table for term in (r.cell, *r.terms))} for r in relations]
    return sorted(set.intersection(*needed)) if needed else []


def _table_words(edition: Edition, name: str) -> str:
    table = edition.tables[name]
    return table.ordinal if table.part == "budget" else f"“{table.ordinal}”表"
