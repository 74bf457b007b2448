"""Checks of the name and the year of a project (K12): the name of another one, a year that differs within it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from forms.check.special.goal_entries import joined
from forms.check.special.registry import special
from forms.document.finding import Finding
from forms.document.projects import Project, name_in_title, project_cell, public_projects
from forms.document.reporter import Reporter

_YEAR = re.compile(r"(?<!\d)20\d\d(?=年)")
_WRITTEN_IN = {"name": "项目名称", "purpose": "资金用途", "title": "表名"}


@special("K12", when="prose", needs=("projects",))
def projects_are_told_apart(reporter: Reporter) -> Iterator[Finding]:
    """Two projects of one name that are for different things."""
    names: dict[str, list[Project]] = defaultdict(list)
    for project in public_projects(reporter.document):
        names[joined(project.name)].append(project)
    for name, owners in names.items():
        codes, uses = ({joined(getattr(one, part)) for one in owners} for part in ("code", "purpose"))
        if name and len(owners) == len(codes - {""}) == len(uses - {""}) == 2:
            message = f"是“{owners[1].name}”，另一个编码和用途都不同的项目也叫这个名称，请核对是不是复制以后没有改。"
            at = project_cell(reporter.document, owners[1].key, "name")
            yield replace(reporter.cell("K12", at, message), quote=owners[1].name)


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
