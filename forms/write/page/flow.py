"""The printed document as a sequence of parts, shared by PDF and Word: tables, headings, paragraphs, goal tables."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from forms.document.document import Document
from forms.document.per_revision import per_revision
from forms.document.projects import Project, public_projects
from forms.document.text_tables import printed
from forms.form.load import PROJECTS
from forms.form.model import UNIT_SLOT, Section
from forms.form.ordinals import ordinal
from forms.write.page.layout import Picture, picture
from forms.write.page.ranks import Rank, heading_rank, ranked


class Division(NamedTuple):
    """A part of the document that has no title on paper: contents and outline name it.

    `tables` is how they write its tables, with `{number}` and `{title}`.
    """

    text: str
    tables: str = "{title}"


class TextTitle(NamedTuple):
    """The title over the 情况说明 or another part, where a page begins; `listed` is how the contents write it."""

    text: str
    listed: str = ""


class Heading(NamedTuple):
    """The heading of a section; it is an entry of the contents."""

    text: str


class SubHeading(NamedTuple):
    """A heading below those of the sections; the contents do not name it."""

    text: str
    rank: Rank = 2


class TextParagraph(NamedTuple):
    """One paragraph of text."""

    text: str


class TablePart(NamedTuple):
    """A table. With `own_page` it begins a page and is an entry of the contents; otherwise it stands in the text."""

    picture: Picture
    own_page: bool


class ProjectPart(NamedTuple):
    """The goal table of one project."""

    project: Project


Part = Division | TextTitle | Heading | SubHeading | TextParagraph | TablePart | ProjectPart


@per_revision
def flow(document: Document) -> tuple[Part, ...]:
    """All that is printed between contents and sign-off, in its order.

    A disclosure without any text is its tables alone: first the 预算表, then those of the 情况说明 that were filled in.
    Some forms have chapters before the tables.
    """
    if not has_text(document):
        return (*_budget_tables(document), *_loose_tables(document))
    before = [section for section in document.edition.sections if section.before_tables]
    behind = [section for section in document.edition.sections if not section.before_tables]
    tables = tuple(_budget_tables(document))
    titles = document.edition.titles
    division = (Division(titles.tables, titles.table_entry),) if tables and titles.tables else ()
    return _counted(
        titles.part_entry, (*_narrative(document, before), *division, *tables, *_narrative(document, behind))
    )


def has_text(document: Document) -> bool:
    """Whether anything was written in any section."""
    return any(document.section_text(section.id) for section in document.edition.sections)


def _budget_tables(document: Document) -> Iterator[Part]:
    tables = document.edition.tables.values()
    return (TablePart(picture(document, table), own_page=True) for table in tables if table.part == "budget")


def _counted(entry: str, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The parts of the document written for the contents, with their ordinals."""
    count = itertools.count(1)

    def listed(text: str) -> str:
        return entry.replace("{ordinal}", ordinal(next(count))).replace("{title}", text)

    return tuple(
        part._replace(text=listed(part.text))
        if isinstance(part, Division)
        else part._replace(listed=listed(part.listed or part.text))
        if isinstance(part, TextTitle)
        else part
        for part in parts
    )


def _loose_tables(document: Document) -> Iterator[Part]:
    for table in document.edition.tables.values():
        if table.part == "explanation" and document.is_present(table.id):
            yield TablePart(picture(document, table), own_page=True)
    yield from map(ProjectPart, public_projects(document))


def _narrative(document: Document, sections: Sequence[Section]) -> Iterator[Part]:
    if title := document.edition.titles.text if sections else "":
        yield TextTitle(title.replace(UNIT_SLOT, document.head.unit.name), title.replace(UNIT_SLOT, ""))
    for section in sections:
        if heading := document.heading(section):
            yield _heading(section, heading)
        paragraphs = list(filter(None, map(printed, document.section_text(section.id).split("\n"))))
        held = tuple(_held(document, section))
        for text, rank in ranked(paragraphs, leads_on=bool(held)):
            yield SubHeading(text, rank) if rank else TextParagraph(text)
        yield from held


def _heading(section: Section, text: str) -> Part:
    if section.level > 1:
        return SubHeading(text, heading_rank(text))
    return Heading(text) if section.level else TextTitle(text)


def _held(document: Document, section: Section) -> Iterator[Part]:
    for name in section.holds:
        if name == PROJECTS:
            yield from map(ProjectPart, public_projects(document))
        elif document.is_present(name) and document.edition.tables[name].part != "facts":
            yield TablePart(picture(document, document.edition.tables[name]), own_page=False)
