"""The counts of a text beside what the tables count: vehicles, areas, large equipment (G17), units (B06), projects
(D13); posts beside those in office (G25)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from forms.check.special.records.procurement import plain_number
from forms.check.special.registry import special
from forms.document.finding import Finding
from forms.document.projects import public_projects
from forms.document.reporter import Reporter
from forms.form.language import patterns
from forms.form.model import Section
from forms.form.word_lists import Words
from models.records import Address


@special("G17", when="prose", needs=("assets", "cars", "buildings", "offices", "large_equipment"))
def counts_are_those_of_the_assets(reporter: Reporter) -> Iterator[Finding]:
    """Vehicles, areas and large equipment that the text counts otherwise than the table of assets; vehicles kept for
    public errands may be fewer than all."""
    section, said = reporter.about("assets"), patterns(reporter.edition)
    sought = (
        ("cars", said.cars_told, "辆"),
        ("buildings", said.buildings_told, "平方米"),
        ("offices", said.offices_told, "平方米"),
        ("large_equipment", said.equipment_told, "台（套）"),
    )
    for role, pattern, unit in sought if section is not None else ():
        cell, counted = _counted(reporter, role)
        found = pattern.search(reporter.document.section_text(section.id)) if section and counted is not None else None
        if section and found and counted is not None and _number(found) != counted:
            yield _differs(reporter, section, found, cell, counted, unit)
    yield from _more_kept_than_there_are(reporter)


def _more_kept_than_there_are(reporter: Reporter) -> Iterator[Finding]:
    section, (cell, counted) = reporter.about("three_public"), _counted(reporter, "cars")
    if section is None or counted is None:
        return
    found = patterns(reporter.edition).cars_kept.search(reporter.document.section_text(section.id))
    if found and _number(found) > counted:
        yield _differs(reporter, section, found, cell, counted, "辆")


def _differs(
    reporter: Reporter, section: Section, found: re.Match[str], cell: Address, counted: Decimal, unit: str
) -> Finding:
    message = f"“{found[0]}”，{reporter.place(cell)}是{counted.normalize():f}{unit}，请核对哪一个对。"
    finding = reporter.passage("G17", section, found.span(), message, level="W", link="写的是")
    return replace(finding, found=found["count"], expected=f"{counted}", related=reporter.related([cell]))


def _counted(reporter: Reporter, role: str) -> tuple[Address, Decimal | None]:
    """The cell of the quantity in the line of assets in that role, and the quantity; None when it is blank, a dash or
    no number."""
    roles = reporter.edition.roles
    cell = Address(roles.table(role), roles.row(role), "quantity")
    return cell, plain_number(reporter.document.text(cell))


@special("B06", when="prose", needs=("institutions",))
def units_are_as_many_as_told(reporter: Reporter) -> Iterator[Finding]:
    """A text that counts the units otherwise than the table of institutions lists them."""
    section, table = reporter.about("duties"), reporter.edition.roles.table("institutions")
    listed = len(reporter.document.lines(table))
    found = _told(reporter, section, patterns(reporter.edition).counted_units)
    if section and found and listed and int(found["count"] or found["more"]) != listed:
        message = f"“{found[0]}”，{reporter.table_words(table)}列了{listed}个，请核对是漏列了还是写错了。"
        yield reporter.passage("B06", section, found.span(), message, level="W", link="写的是")


@special("D13", when="prose", needs=("projects",))
def projects_are_as_many_as_told(reporter: Reporter) -> Iterator[Finding]:
    """A text that counts the projects otherwise than there are goal tables."""
    section, there = reporter.about("projects"), len(public_projects(reporter.document))
    found = _told(reporter, section, patterns(reporter.edition).counted_projects)
    if section and found and there and int(found["count"]) != there:
        message = f"“{found[0]}”，后面有{there}个项目的绩效目标表，请核对是漏了一张还是写错了。"
        yield reporter.passage("D13", section, found.span(), message, link="写的是")


@special("G25", when="prose")
def as_many_posts_as_in_office(reporter: Reporter) -> Iterator[Finding]:
    """More persons in office than posts, both told once in one section."""
    said = patterns(reporter.edition)
    for section in reporter.edition.sections:
        text = reporter.document.section_text(section.id)
        posts = list(said.posts_told.finditer(text))
        staff = list(said.staff_told.finditer(text)) if posts else []
        # Posts told after the first may be parts of it or more of them: no more than all of them are there.
        if len(staff) == 1 and int(staff[0]["count"]) > sum(int(one["count"]) for one in posts):
            message = f"“{staff[0][0]}”，比编制{posts[0]['count']}多，请核对人数；确实超编的写明原因。"
            yield reporter.passage("G25", section, staff[0].span(), message, link="写的是")


def _told(reporter: Reporter, section: Section | None, pattern: Words) -> re.Match[str] | None:
    return pattern.search(reporter.document.section_text(section.id)) if section else None


def _number(found: re.Match[str]) -> Decimal:
    return Decimal(found["count"].replace(",", ""))
