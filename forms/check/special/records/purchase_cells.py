"""Checks that the cells of a purchase go together: a quantity that is a number, a measure in which such goods are
counted, a project that the paper has, goods that are
named (I01, I03, K12, M06)."""

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
from models.money import UNITS
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
        if text and plain_number(text) is None and any(sign.isalnum() for sign in text):
            message = f"写作“{text}”，请填数，负数、带着单位的都不算。"
            yield replace(reporter.cell("I01", cell, message, level="W"), quote=text, found=text)
        is_price = known.bad_measure.search(line.measure) and any(sign.isalpha() for sign in line.measure)
        if line.measure and line.measure not in UNITS and (is_price or _is_unfit(known, line)):
            what = "请只填“台”“个”“项”这样的词" if is_price else f"“{line.goods}”一般不用它计量，请核对"
            message = f"写作“{line.measure}”，{what}。"
            finding = reporter.cell("I03", Address(table, line.key, "measure"), message, level="W")
            yield replace(finding, quote=line.measure, found=line.measure)


@special("K12", "M06", needs=("procurement",), when="prose")
def what_is_bought_is_named(reporter: Reporter) -> Iterator[Finding]:
    """Goods with their price or code in the name, or called as the own body; a project that is none."""
    known, table = cell_words(reporter), reporter.edition.roles.table("procurement")
    own = "".join(reporter.document.head.unit.name.split())
    for line in purchases(reporter.document):
        found = known.bad_goods.search(line.goods)
        if line.goods and (found or line.goods == own):
            what = f"“{found[0]}”不是名称的一部分" if found else "这是单位名称"
            message = f"写作“{line.goods}”，{what}，请只写采购的是什么。"
            finding = reporter.cell("M06", Address(table, line.key, "goods"), message, level="W")
            yield replace(finding, quote=line.goods, found=line.goods)
        if line.amount and known.no_project.search(line.project):
            message = f"写作“{line.project}”，不是项目名称，请写由哪个项目安排。"
            finding = reporter.cell("K12", Address(table, line.key, "project"), message, level="W")
            yield replace(finding, quote=line.project, found=line.project)


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
