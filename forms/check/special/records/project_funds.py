"""Checks of the money of projects: procurement within its budget, goal tables against 项目支出, 其他 in the functional
classes (D11, D13, D14, E06)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import combinations

from forms.check.special.goal_entries import name_of
from forms.check.special.records.procurement import Purchase, purchases
from forms.check.special.registry import special
from forms.document.finding import Finding
from forms.document.projects import Project, project_cell, project_name, projects, public_projects
from forms.document.reporter import Reporter
from forms.document.slots import percent, record_sum
from forms.form.language import patterns
from forms.form.model import Table
from forms.prose.quantities import quantities
from models.money import Fen, NotMoney, parse, show
from models.records import Address

_FUNDS = ("total", "general", "fund", "capital")
"""The columns of procurement that one of the tables of expenditure bounds."""
_MOST_PARTS, _MOST_ITEMS = 3, 40
"""A gap is looked for among the sums of so many of so many amounts."""
_ITEM = 3
"""The level of a 项."""
_LARGE_SHARE = 30
"""From so many per cent of a 类 on the 其他 items are worth a look."""


@special(
    "D11",
    needs=("procurement",),
    reads=("ceiling.total", "ceiling.general", "ceiling.fund", "ceiling.capital"),
)
def procurement_within_the_budget(reporter: Reporter) -> Iterator[Finding]:
    """Purchases of one project that exceed its money, and purchases of a fund that exceed its expenditure."""
    document, table = reporter.document, reporter.edition.roles.table("procurement")
    by_project: dict[tuple[str, str, Fen], list[Purchase]] = defaultdict(list)
    for purchase in purchases(document):
        if purchase.budget:
            by_project[purchase.group, purchase.project, purchase.budget].append(purchase)
    for (*_, budget), lines in by_project.items():
        spent = sum(line.amount or 0 for line in lines)
        if spent > budget:
            at = Address(table, lines[0].key, "budget")
            message = f"这个项目的采购合计{show(spent)}万元，超过预算资金{show(budget)}万元"
            related = [Address(table, line.key, "total") for line in lines]
            yield reporter.exceeds("D11", at, message, spent, budget, related=related, link="：")
    for column in _FUNDS:
        for ceiling in reporter.edition.roles.cells(f"ceiling.{column}"):
            yield from _within_a_fund(reporter, reporter.edition.tables[table], column, ceiling)


def _within_a_fund(reporter: Reporter, table: Table, column: str, ceiling: Address) -> Iterator[Finding]:
    document = reporter.document
    if column not in table.money_ids[""] or not document.is_present(ceiling.table):
        return
    spent, whole = record_sum(document, table.id, column), document.value(ceiling) or 0
    if spent > whole:
        word = table.column(column).path[-1]
        message = f"“{word}”合计{show(spent)}万元，超过{reporter.place(ceiling)}{show(whole)}万元"
        finding = reporter.exceeds("D11", table.id, message, spent, whole, related=[ceiling], link="的")
        yield replace(finding, column=column)


@special("D13", needs=("projects", "project_money"))
def goal_tables_cover_project_money(reporter: Reporter) -> Iterator[Finding]:
    """The budgets of all goal tables against 项目支出, with what the gap may be; silent where tables bear no budget."""
    document = reporter.document
    found = projects(document)
    places = document.edition.roles.cells("project_money")
    at = next((place for place in places if document.value(place) is not None), None)
    if at is None or not any(project.budget is not None for project in found):
        return
    whole, covered = document.value(at) or 0, sum(project.budget or 0 for project in found)
    gap = whole - covered
    if gap:
        message = f"为{show(whole)}万元，各项目绩效目标表的预算数合计{show(covered)}万元"
        related = [project_cell(document, project.key, "budget") for project in found]
        rest = _explained(reporter, found, gap) or "请看是少了项目，还是写错了数"
        yield reporter.differs("D13", at, message, whole, covered, guessed="", rest=rest, related=related)


def _explained(reporter: Reporter, found: tuple[Project, ...], gap: Fen) -> str:
    """What the gap is equal to: projects without a goal table, lines of 项目支出, or goal tables counted too much.

    Blank when nothing fits.
    """
    blank = [name_of(project) for project in found if project.budget is None]
    if blank:
        return f"“{'”“'.join(blank)}”没有填预算数"
    if gap < 0:
        parts = _subset({name_of(project): project.budget or 0 for project in found}, -gap)
        return f"正好是“{'”“'.join(parts)}”的预算数" if parts else ""
    covered = {"".join(project_name(project).split()) for project in found}
    bought = {p.project: p.budget or 0 for p in purchases(reporter.document) if p.project not in covered}
    parts = [name for name, budget in bought.items() if budget == gap][:1]
    if parts:
        return f"正好是采购表里“{parts[0]}”的预算资金，这个项目没有绩效目标表"
    parts = _subset(_function_rows(reporter), gap)
    return f"正好是支出总表“{'”“'.join(parts)}”的项目支出，请看是否缺绩效目标表" if parts else ""


def _function_rows(reporter: Reporter) -> dict[str, Fen]:
    document, table = reporter.document, reporter.edition.roles.table("expenditure")
    rows = {}
    for line in document.lines(table):
        amount = document.value(Address(table, line.key, "project"))
        if amount and line.level == _ITEM:
            rows[f"{line.code} {line.label}"] = amount
    return rows


def _subset(amounts: Mapping[str, Fen], wanted: Fen) -> list[str]:
    """The fewest names whose amounts add up to `wanted`; empty when none do or several choices of that size do."""
    names = list(amounts)[:_MOST_ITEMS]
    # All parts but the last are tried, and what is missing then is looked up.
    lasts: dict[Fen, list[int]] = {}
    for number, name in enumerate(names):
        lasts.setdefault(amounts[name], []).append(number)
    for size in range(1, _MOST_PARTS + 1):
        fitting = [
            [names[number] for number in (*part, last)]
            for part in combinations(range(len(names)), size - 1)
            for last in lasts.get(wanted - sum(amounts[names[number]] for number in part), ())
            if not part or last > part[-1]
        ]
        if fitting:
            return fitting[0] if len(fitting) == 1 else []
    return []


@special("D14", when="prose", needs=("projects",))
def own_text_of_a_project(reporter: Reporter) -> Iterator[Finding]:
    """Amounts that the text of a project names as its budget and that differ from its cells."""
    said = patterns(reporter.edition)
    own = {"budget": said.project_budget, "fiscal": said.project_fiscal, "other": said.project_other}
    for project in public_projects(reporter.document):
        text = f"{project.purpose}\n{chr(10).join(project.goals)}"
        for column, pattern in own.items():
            match = pattern.search(text)
            stands: Fen | None = getattr(project, column)
            try:
                stated = parse(match[1], match[2]) if match else None
            except NotMoney:
                continue
            if match is None or project.budget is None or (stated or 0) == (stands or 0):
                continue
            difference = show(abs((stated or 0) - (stands or 0)))
            where = "绩效目标" if match[0] not in project.purpose else "资金用途"
            message = (
                f"填的是{show(stands or 0)}万元，{where}里写作“{match[0]}”，相差{difference}万元，请核对哪一个对。"
            )
            at = project_cell(reporter.document, project.key, column)
            finding = reporter.cell("D14", at, message)
            yield replace(finding, quote=match[0], found=show(stands or 0), difference=difference)


@special("D14", when="prose", needs=("projects",))
def parts_of_a_project_fit_into_it(reporter: Reporter) -> Iterator[Finding]:
    """Amounts that the purpose of a project lists behind 包括 or 其中 and that together are above its budget."""
    listed = patterns(reporter.edition).purpose_parts
    for project in public_projects(reporter.document):
        found = listed.search(project.purpose)
        parts = [number.fen for number in quantities("".join(found[0].split())) if number.fen] if found else []
        if len(parts) > 1 and project.budget and sum(parts) > project.budget:
            at = project_cell(reporter.document, project.key, "purpose")
            message = f"各项合计{show(sum(parts))}万元，超过预算数{show(project.budget)}万元"
            budget = project_cell(reporter.document, project.key, "budget")
            yield reporter.exceeds("D14", at, message, sum(parts), project.budget, related=[budget], link="里")


@special("E06", needs=("expenditure",))
def large_share_of_others(reporter: Reporter) -> Iterator[Finding]:
    """Items called 其他 that alone make up a large part of their 类."""
    document, table = reporter.document, reporter.edition.roles.table("expenditure")
    if not document.is_present(table):
        return
    said = patterns(reporter.edition)
    whole, code = 0, ""
    for line in document.lines(table):
        at = Address(table, line.key, "total")
        part = document.value(at) or 0
        if line.level == 1:
            whole, code = part, line.code
            continue
        is_other = line.level == _ITEM and line.code.endswith("99") and said.other_item.match(line.label)
        if is_other and line.code.startswith(code) and part > 0 and part * 100 > whole * _LARGE_SHARE:
            share = f"占{code}类{show(whole)}万元的{percent(part, whole)}%"
            message = f"为{show(part)}万元，{share}，请核对能否列到更具体的科目。"
            yield replace(reporter.cell("E06", at, message), found=show(part))
