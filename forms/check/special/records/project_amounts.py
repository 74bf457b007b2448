"""The check that a project has one amount (K15): in its goal table, where the overview lists it, and in 采购."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from forms.check.special.goal_entries import joined
from forms.check.special.records.procurement import purchases
from forms.check.special.registry import special
from forms.document.finding import Finding
from forms.document.projects import Project, project_cell, project_name, public_projects
from forms.document.reporter import Passage, Reporter
from forms.form.language import patterns
from forms.prose.grammar import grammar
from forms.prose.statements import clause
from models.money import show
from models.records import Address

_SHORTEST = 5
"""A shorter name may be that of something else."""


@special("K15", when="prose", needs=("projects",))
def a_project_has_one_amount(reporter: Reporter) -> Iterator[Finding]:
    """Amounts that the overview or 采购 gives for a project, known by its name, other than its goal table does."""
    by_name: dict[str, list[Project]] = {}
    for project in public_projects(reporter.document):
        name = joined(project_name(project))
        if project.budget is not None and len(name) >= _SHORTEST:
            by_name.setdefault(name, []).append(project)
    single = {name: found[0] for name, found in by_name.items() if len(found) == 1}
    if single:
        yield from _in_the_overview(reporter, single)
        yield from _in_procurement(reporter, single)


def _in_the_overview(reporter: Reporter, single: Mapping[str, Project]) -> Iterator[Finding]:
    section = reporter.about("overview")
    if section is None:
        return
    text = clause(reporter.document, section)
    for number in text.money:
        said = text.lead(number)
        project = single.get(_listed(reporter, said))
        if project is None or project.budget is None or number.fen is None or number.agrees(project.budget):
            continue
        if grammar(reporter.edition).changed.search(text.text.text, text.sentence(number)[0], number.start):
            continue
        at = project_cell(reporter.document, project.key, "budget")
        span = text.span(number.start - len(said), number.end)
        message = f"写作“{said}{show(number.fen)}万元”，{reporter.place(at)}是{show(project.budget)}万元"
        yield reporter.differs("K15", Passage(section, span), message, number.fen, project.budget, related=[at])


def _listed(reporter: Reporter, said: str) -> str:
    """The name in the words before an amount: all of them, or what stands behind 主要为, 包括 …"""
    words, lead = joined(said).rstrip(":("), patterns(reporter.edition).list_lead
    begins = (found.end() + place for place in range(len(words)) if (found := lead.match(words[place:])))
    return words[max(begins, default=0) :]


def _in_procurement(reporter: Reporter, single: Mapping[str, Project]) -> Iterator[Finding]:
    """A warning: what a project buys may be paid from a part of its money that is called alike."""
    table = reporter.edition.roles.table("procurement")
    told = set()
    for purchase in purchases(reporter.document):
        project = single.get(joined(purchase.project))
        if project is None or project.budget is None or purchase.budget in (None, project.budget):
            continue
        if project.key not in told:
            told.add(project.key)
            at, other = Address(table, purchase.key, "budget"), project_cell(reporter.document, project.key, "budget")
            message = f"为{show(purchase.budget)}万元，{reporter.place(other)}是{show(project.budget)}万元"
            found = reporter.differs("K15", at, message, purchase.budget, project.budget, related=[other])
            yield replace(found, level="W")
