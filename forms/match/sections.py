"""Taking the text of a document: its sections by their headings, and the fate of every paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from forms.document.provenance import Source
from forms.form.model import Edition, Section
from forms.form.slot_grammar import leads
from forms.match.normal import bare, plain
from forms.match.report import ReadCell, Reason, Status
from forms.readers import Book, Grid
from forms.readers.blocks import Paragraph

BODY = "正文"
"""What the report calls the paragraphs of a document, where it names a sheet for a cell."""
_OF_THE_WHOLE = re.compile(r"预算信息公开(?:情况说明)?$|收支预算$")
_LONGEST_HEADING = 60


@dataclass(frozen=True, slots=True)
class Prose:
    """The text of one file: the texts by their slots, where each paragraph of a section stands, what became of all."""

    texts: Mapping[str, str]
    passages: Mapping[str, tuple[Source, ...]]
    entries: tuple[ReadCell, ...]


def take_sections(book: Book, edition: Edition) -> Prose:
    """The texts of the sections of a file.

    A heading that is not as the form has it is kept as it stands. What stands before the first section, behind the
    budget tables and the title of the whole, is the opening.
    """
    headings = _headings(book, edition)
    begins = {**headings, **_lost_headings(book, edition, headings)}
    opening = edition.sections[0].id if headings else ""
    cover = _cover_end(book, headings)
    held: dict[str, list[Paragraph]] = {}
    entries: list[ReadCell] = []
    current = ""
    for number, block in enumerate(book.blocks):
        if not isinstance(block, Paragraph):
            continue
        current = begins[number].id if number in begins else current
        if not current and number <= cover:
            entries.append(_entry(book, block, Reason.DOCUMENT_TITLE if _is_title(block) else Reason.CONTENTS))
            continue
        entries.append(_entry(book, block))
        if number not in headings:
            held.setdefault(current or opening, []).append(block)
    texts = dict(_own_headings(book, headings, begins))
    passages = {}
    for name, paragraphs in held.items():
        lines = [(line, block.address) for block in paragraphs for line in _lines(block.text)]
        texts[f"{name}.text"] = "\n".join(line for line, _ in lines)
        passages[name] = tuple(Source(book.file, "", place) for _, place in lines)
    return Prose(texts, passages, tuple(entries))


def _cover_end(book: Book, headings: Mapping[int, Section]) -> int:
    """The last block of the cover, the contents and the budget tables before the first heading, -1 when there are
    none; without a heading all of the file."""
    if not headings:
        return len(book.blocks)
    before = enumerate(book.blocks[: min(headings)])
    return max((number for number, block in before if isinstance(block, Grid) or _is_title(block)), default=-1)


def _own_headings(
    book: Book, headings: Mapping[int, Section], begins: Mapping[int, Section]
) -> Iterator[tuple[str, str]]:
    """The slot and text of every heading that is not as the form has it, blank for one that is lost."""
    for number in sorted(begins):
        block, section = book.blocks[number], begins[number]
        if number not in headings:
            yield f"{section.id}.heading", ""
        elif isinstance(block, Paragraph) and plain(block.text) != plain(section.heading):
            yield f"{section.id}.heading", block.text


def _is_title(paragraph: Paragraph) -> bool:
    """Whether a paragraph is the title of the whole document or of its tables."""
    return len(paragraph.text) < _LONGEST_HEADING and bool(_OF_THE_WHOLE.search(plain(paragraph.text)))


def _lines(paragraph: str) -> Iterator[str]:
    """A paragraph with line breaks of its own becomes several."""
    return filter(None, map(str.strip, paragraph.split("\n")))


def _headings(book: Book, edition: Edition) -> Mapping[int, Section]:
    """Where each section begins. The contents name the same titles before: a heading by its outline level counts
    first, and of several the last."""
    found: dict[str, tuple[bool, int]] = {}
    sections = {section.id: section for section in edition.sections if section.title}
    for number, block in enumerate(book.blocks):
        if isinstance(block, Paragraph) and len(block.text) < _LONGEST_HEADING:
            for section in sections.values():
                if _is_heading(block.text, section):
                    found[section.id] = max(found.get(section.id, (False, -1)), (block.level is not None, number))
    return {number: sections[name] for name, (_, number) in found.items()}


def _lost_headings(book: Book, edition: Edition, headings: Mapping[int, Section]) -> Mapping[int, Section]:
    """Where a section begins whose heading is lost: at the words its text is drafted with, between the headings of
    the sections around it. A file with few headings has none to lose."""
    order = {section.id: place for place, section in enumerate(edition.sections)}
    found: dict[int, Section] = {}
    if 2 * len(headings) < len(order):
        return found
    standing = {section.id for section in headings.values()}
    for section in edition.sections:
        begins = tuple(map(plain, leads(section)))
        if section.id in standing or not begins:
            continue
        above = [number for number, other in headings.items() if order[other.id] < order[section.id]]
        below = [number for number, other in headings.items() if order[other.id] > order[section.id]]
        for number in range(max(above, default=0) + 1, min(below, default=len(book.blocks))):
            block = book.blocks[number]
            if isinstance(block, Paragraph) and plain(block.text).startswith(begins):
                found[number] = section
                break
    return found


def _is_heading(text: str, section: Section) -> bool:
    """Whether a paragraph is the heading; one without a number may have unit and year before it."""
    titles = [plain(title) for title in (section.title, *section.aliases)]
    if bare(text) in titles:
        return True
    return section.heading == section.title and plain(text).endswith(titles[0])


def _entry(book: Book, paragraph: Paragraph, why: Reason | None = None) -> ReadCell:
    status: Status = "skipped" if why else "taken"
    return ReadCell(book.file, BODY, paragraph.address, paragraph.text, status, why)
