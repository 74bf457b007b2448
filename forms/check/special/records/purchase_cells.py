"""Checks that the cells of a purchase go together: a quantity that is a number, a measure in which such goods are
counted, a project that the paper has (I01, I03, K12)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from forms.check.special.goal_entries import name_of
from forms.check.special.records.cell_kinds import CellWords, cell_words
from forms.check.special.records.procurement import Purchase, plain_number, procurement_words, purchases
from forms.check.special.records.project_names import is_meant
from forms.check.special.registry import special
from forms.check.special.texts import section_texts
from forms.document.finding import Finding
from forms.document.projects import projects, public_projects
from forms.document.reporter import Reporter
from models.records import Address

_FEWEST = 2
"""So many purchases for projects of the paper tell that all are."""


@special("I01", "I03", needs=("procurement",), when="prose")
def quantities_are_numbers_of_their_goods(reporter: Reporter) -> Iterator[Finding]:
    """Quantities in words (若干), and goods in a measure that is none for them: 8吨 of printers."""
    known, table = cell_words(reporter), reporter.edition.roles.table("procurement")
    for line in purchases(reporter.document):
        cell = Address(table, line.key, "quantity")
        text = reporter.document.wrong(cell) or reporter.document.text(cell).strip()
        if text and plain_number(text) is None and any(sign.isalpha() for sign in text):
            message = f"写作“{text}”，请填数。"
            yield replace(reporter.cell("I01", cell, message, level="W"), quote=text, found=text)
        if line.measure and _is_unfit(known, line):
            message = f"写作“{line.measure}”，“{line.goods}”一般不用它计量，请核对。"
            finding = reporter.cell("I03", Address(table, line.key, "measure"), message, level="W")
            yield replace(finding, quote=line.measure, found=line.measure)


def _is_unfit(known: CellWords, line: Purchase) -> bool:
    if known.machine.search(line.goods):
        return known.machine_not.search(line.measure) is not None
    if known.service.search(line.goods) and not known.service_but.search(line.goods):
        return known.service_not.search(line.measure) is not None
    is_work = known.work.search(line.goods) and not known.work_but.search(line.goods)
    return bool(is_work) and known.work_not.search(line.measure) is not None


@special("K12", needs=("procurement", "projects"), when="prose")
def purchases_are_for_projects_of_the_paper(reporter: Reporter) -> Iterator[Finding]:
    """The one project before purchases that no goal table is for and no text names, where all the others have one and
    the goal tables come to all the money of projects."""
    lines = [line for line in purchases(reporter.document) if line.project]
    public = procurement_words(reporter).public
    names = [name_of(project) for project in public_projects(reporter.document)]

    def is_known(line: Purchase) -> bool:
        told = any(line.project in name or name in line.project or is_meant(name, line.project) for name in names)
        return told or line.project.endswith(public)

    strange = {line.project: line for line in lines if not is_known(line)}
    if len(strange) != 1 or len({line.project for line in lines}) < _FEWEST or not _are_all(reporter):
        return
    name, line = strange.popitem()
    if any(name in "".join(text.words.split()) for text in section_texts(reporter)):
        return
    cell = Address(reporter.edition.roles.table("procurement"), line.key, "project")
    message = f"写作“{name}”，绩效目标表和说明里都没有这个项目，请核对。"
    yield replace(reporter.cell("K12", cell, message, level="W"), quote=name, found=name)


def _are_all(reporter: Reporter) -> bool:
    """Whether the goal tables come to all the money of projects."""
    document = reporter.document
    whole = next((n for cell in reporter.edition.roles.cells("project_money") if (n := document.value(cell))), None)
    return whole is not None and whole == sum(project.budget or 0 for project in projects(document))
