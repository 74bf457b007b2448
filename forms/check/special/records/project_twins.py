"""Checks of what was copied from project to project, or from last year, and not rewritten (K12): a name or a purpose
that is another project's, a year that differs within one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from forms.check.special.goal_entries import joined, name_of
from forms.check.special.registry import special
from forms.document.finding import Finding
from forms.document.projects import Project, name_in_title, project_cell, public_projects
from forms.document.reporter import Reporter

_YEAR = re.compile(r"(?<!\d)20\d\d(?=年)")
_NAMED = 3
"""So many pairs of characters of a name in a purpose say that it is the purpose of that project."""
_WRITTEN_IN = {"name": "项目名称", "purpose": "资金用途", "title": "表名"}


@special("K12", when="prose", needs=("projects",))
def projects_are_told_apart(reporter: Reporter) -> Iterator[Finding]:
    """Two projects of one name that are for different things; two of one purpose that is plainly that of the other."""
    names: dict[str, list[Project]] = defaultdict(list)
    purposes: dict[str, list[Project]] = defaultdict(list)
    for project in public_projects(reporter.document):
        names[joined(project.name)].append(project)
        purposes[joined(project.purpose)].append(project)
    for name, owners in names.items():
        codes, uses = ({joined(getattr(one, part)) for one in owners} for part in ("code", "purpose"))
        if name and len(owners) == len(codes - {""}) == len(uses - {""}) == 2:
            message = f"是“{owners[1].name}”，另一个编码和用途都不同的项目也叫这个名称，请核对是不是复制以后没有改。"
            at = project_cell(reporter.document, owners[1].key, "name")
            yield replace(reporter.cell("K12", at, message), quote=owners[1].name)
    for purpose, owners in purposes.items():
        if len(owners) != 2:
            continue
        shares = [len(_pairs(joined(one.name)) & _pairs(purpose)) for one in owners]
        if max(shares) >= _NAMED and not min(shares):
            copy, own = (owners[shares.index(value)] for value in (0, max(shares)))
            message = f"与“{name_of(own)}”项目的一字不差，说的也是那个项目，请核对是不是复制以后没有改。"
            at = project_cell(reporter.document, copy.key, "purpose")
            yield replace(reporter.cell("K12", at, message), quote=copy.purpose)


@special("K12", when="prose", needs=("projects",))
def a_project_is_of_one_year(reporter: Reporter) -> Iterator[Finding]:
    """Name, title and purpose of a project that are alike but for the year."""
    for project in public_projects(reporter.document):
        title = joined(name_in_title(project.title))
        written = {"name": joined(project.name), "purpose": joined(project.purpose), "title": title}
        name = written["name"]
        for part in ("purpose", "title"):
            other = written[part]
            if name != other and _YEAR.sub("", name) == _YEAR.sub("", other) and _years(name) and _years(other):
                wrong = part if _years(name)[0] == str(reporter.edition.year) else "name"
                right = "name" if wrong == part else part
                message = f"是“{written[wrong]}”，{_WRITTEN_IN[right]}是“{written[right]}”，年度不同，请核对。"
                at = project_cell(reporter.document, project.key, wrong)
                found = replace(reporter.cell("K12", at, message), quote=written[wrong])
                yield replace(found, found=written[wrong], expected=written[right])


def _years(text: str) -> list[str]:
    return _YEAR.findall(text)


def _pairs(text: str) -> set[str]:
    return {text[place : place + 2] for place in range(len(text) - 1)}
