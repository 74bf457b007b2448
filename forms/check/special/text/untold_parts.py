"""The check that the overview tells what the projects get (G04)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from forms.check.special.registry import special
from forms.document.finding import Finding
from forms.document.reporter import Reporter
from forms.prose.statements import stated
from models.money import show

_WHOLE = "total"


@special("G04", when="prose")
def projects_are_told(reporter: Reporter) -> Iterator[Finding]:
    """An overview that tells the whole of the spending and the rest of it, and not what the projects get."""
    document, section = reporter.document, reporter.about("overview")
    projects, whole = (reporter.edition.roles.cell(role) for role in ("project_money", "spending"))
    if section is None or projects is None or whole is None or not document.value(projects):
        return
    told = {one.slot for one in stated(document) if one.section == section}
    columns = reporter.edition.tables[projects.table].money_ids[""]
    others = [projects._replace(column=name) for name in columns if name not in (projects.column, _WHOLE)]
    is_split = "/".join(whole) in told and any("/".join(at) in told for at in others)
    if is_split and "/".join(projects) not in told:
        name = reporter.edition.tables[projects.table].column(projects.column).path[-1]
        message = f"没有写{name}，{reporter.place(projects)}是{show(document.value(projects) or 0)}万元。"
        related = reporter.related([projects])
        yield replace(reporter.section("G04", section, message, level="W", link="里"), related=related)
