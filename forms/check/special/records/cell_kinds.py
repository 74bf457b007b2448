"""Checks that a cell of a record holds what its column is for: names that are those of the form, money and days among
the types of goals, the whole of a purpose (A03, B09, D14, K06, M06)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from forms.check.special.goal_entries import GoalEntry, GoalWords, entries, goal_words, longest_ending
from forms.check.special.registry import special
from forms.check.special.texts import at, cell_texts
from forms.document.finding import Finding
from forms.document.projects import project_cell, public_projects
from forms.document.reporter import Reporter
from forms.form.word_lists import Words, word_lists
from models.money import NotMoney, parse, show

_LONGEST_NAME = 60
_NAMES = (("institutions", "name"), ("projects", "name"), ("indicators", "level3"), ("procurement", "goods"))


@dataclass(frozen=True, slots=True)
class CellWords:
    """The patterns of `words/cells.toml`; see there."""

    wrong_sign: Words
    value_twice: Words
    falls: Words
    no_name: Words
    a_cost: Words
    cost_name: Words
    a_date: Words
    name_twice: Words
    purpose_total: Words
    leading_code: Words
    bad_name: Words
    bad_goods: Words
    bad_measure: Words
    no_project: Words
    machine: Words
    machine_not: Words
    service: Words
    service_but: Words
    service_not: Words
    work: Words
    work_but: Words
    work_not: Words


def cell_words(reporter: Reporter) -> CellWords:
    """The words of the cells of records in the edition of the disclosure."""
    return word_lists(reporter.edition, "cells", CellWords)


@special("B09", when="prose", needs=("indicators",))
def indicators_have_names(reporter: Reporter) -> Iterator[Finding]:
    """Names of indicators that only stand in the form."""
    known = cell_words(reporter)
    for entry in entries(reporter.document):
        name = entry.texts["level3"]
        if known.no_name.search(name):
            message = f"只写了“{name}”，是样表上的字样，请写指标的名称。"
            yield replace(reporter.cell("B09", entry.at("level3"), message, level="W"), quote=name, found=name)


@special("K06", when="prose", needs=("indicators",))
def types_fit_the_values(reporter: Reporter) -> Iterator[Finding]:
    """Money under 质量 and 时效, the day of completion under 数量, 质量 and 成本."""
    known, words = cell_words(reporter), goal_words(reporter)
    for entry in entries(reporter.document):
        right = _other_type(known, words, entry)
        if right is None or entry.texts["level1"] not in words.output:
            continue
        kind, value = entry.texts["level2"], entry.texts["value"]
        message = f"写作“{kind}”，指标值是“{value}”，应为“{right}”。"
        yield replace(reporter.cell("K06", entry.at("level2"), message), quote=kind, found=kind, expected=right)


def _other_type(known: CellWords, words: GoalWords, entry: GoalEntry) -> str | None:
    """The type of an output that its value belongs to, where it can be of no other: the project has no other cost, or
    the name tells one."""
    quantity, quality, time, cost = words.outputs
    kind, value, right = entry.texts["level2"], entry.texts["value"], ""
    if kind in (quality, time) and known.a_cost.search(value):
        has_cost = any(one.level2 == cost for one in entry.project.indicators)
        right = cost if not has_cost or known.cost_name.search(entry.texts["level3"]) else ""
    elif kind in (quantity, quality, cost) and known.a_date.search(value):
        right = time
    # What its name tells is told there.
    return None if not right or longest_ending(entry.texts["level3"], words.kinds) else right


@special("M06", when="prose")
def names_are_told_once(reporter: Reporter) -> Iterator[Finding]:
    """A name of a record that stands twice in its cell, is none, or ends in a mark."""
    known = cell_words(reporter)
    names = {(reporter.edition.roles.table(role), column) for role, column in _NAMES}
    for text in cell_texts(reporter):
        assert text.cell is not None
        is_name = (text.cell.table, text.cell.column) in names and len(text.words) <= _LONGEST_NAME
        if is_name and (bad := known.bad_name.search(text.words.strip())):
            what = f"末尾的“{bad['mark']}”是多余的" if bad["mark"] else "不是名称"
            yield at(
                reporter,
                "M06",
                text,
                (0, len(text.words)),
                f"写作“{text.words.strip()}”，{what}，请核对。",
                level="W",
                link="",
            )
        found = known.name_twice.search(text.words) if is_name else None
        if found:
            message = f"“{found['once']}”写了两遍。"
            fix = found.span("again"), ""
            yield at(reporter, "M06", text, found.span(), message, [fix], level="W", name="删去多余的")


@special("D14", when="prose", needs=("projects",))
def purposes_come_to_the_budget(reporter: Reporter) -> Iterator[Finding]:
    """The one amount of a purpose, told as its whole at the end, that is not the budget of the project."""
    known = cell_words(reporter)
    for project in public_projects(reporter.document):
        found = known.purpose_total.search(project.purpose)
        if found is None or not project.budget:
            continue
        try:
            told = parse(found["amount"], found["unit"])
        except NotMoney:
            continue
        if told not in (project.budget, project.fiscal, project.other):
            cell = project_cell(reporter.document, project.key, "purpose")
            message = f"写的是“{found['told']}”，预算数是{show(project.budget)}万元，请核对哪一个对。"
            related = reporter.related([project_cell(reporter.document, project.key, "budget")])
            finding = reporter.cell("D14", cell, message, level="W")
            yield replace(
                finding, quote=found["told"], found=show(told), expected=show(project.budget), related=related
            )


@special("A03", when="prose", needs=("projects",))
def goal_tables_name_the_unit_in_full(reporter: Reporter) -> Iterator[Finding]:
    """The unit above a goal table whose name lacks the beginning of the own one."""
    own, known = "".join(reporter.document.head.unit.name.split()), cell_words(reporter)
    table = reporter.edition.tables.get(reporter.edition.roles.table("projects"))
    for project in public_projects(reporter.document) if own and table and "unit" in table.written else ():
        cell = project_cell(reporter.document, project.key, "unit")
        text = "".join(reporter.document.text(cell).split())
        name = known.leading_code.sub("", text)
        if name and name != own and own.endswith(name):
            message = f"写作“{text}”，单位名称应写全称“{own}”。"
            yield replace(reporter.cell("A03", cell, message, level="W"), quote=text, found=name, expected=own)
