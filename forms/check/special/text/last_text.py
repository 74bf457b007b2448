"""Checks of the text against last year's: paragraphs copied with their amounts (L03), projects that are gone (L04)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from forms.check.special.registry import special
from forms.document.document import Document
from forms.document.finding import Finding
from forms.document.projects import project_name, public_projects
from forms.document.reporter import Reporter
from forms.form.model import Section
from forms.form.slot_grammar import BEFORE
from forms.form.word_lists import word_lists
from forms.prose.quantities import Squeezed, quantities
from models.money import Fen
from models.records import Address

_ALIKE = 0.95
"""Paragraphs at least so similar, their years aside, are the same."""
_SHORTEST_NAME = 6
"""Names of projects with fewer characters are words of the language as well."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_BREAK = "。；;\n"
_LONGEST_QUOTE = 30


@dataclass(frozen=True)
class CopyWords:
    """What `words/residue.toml` declares; see there."""

    ended: tuple[str, ...]
    standing_sections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _OldParagraph:
    """A paragraph read for comparison: without blanks and with its years made one; its amounts and per cents."""

    plain: str
    numbers: tuple[Fen | str, ...]
    money: frozenset[Fen]


@special("L03", when="prose")
def paragraphs_are_not_last_years(reporter: Reporter) -> Iterator[Finding]:
    """Paragraphs that are last year's with last year's amounts, though this year's tables have others."""
    document, previous = reporter.document, reporter.document.previous
    if previous is None:
        return
    standing = _words(reporter).standing_sections
    amounts = _amounts_of_the_year(document)
    old_sections = {section.key: section for section in previous.edition.sections}
    for section in document.edition.sections:
        old = old_sections.get(section.key)
        if old is None or section.key in standing:
            continue
        by_numbers = {
            one.numbers: one for _, text in _paragraphs(previous.section_text(old.id)) if (one := _read(text)).money
        }
        for start, text in _paragraphs(document.section_text(section.id)):
            paragraph = _read(text)
            same = by_numbers.get(paragraph.numbers)
            if same is None or paragraph.money <= amounts | _bound(document, section, start, start + len(text)):
                continue
            if SequenceMatcher(None, paragraph.plain, same.plain, autojunk=False).ratio() >= _ALIKE:
                yield _copied(reporter, section, start, text)


@special("L04", when="prose")
def projects_of_last_year_are_not_named(reporter: Reporter) -> Iterator[Finding]:
    """Projects of last year that are gone from the tables and still stand in the text."""
    document, previous = reporter.document, reporter.document.previous
    if previous is None or not document.edition.sections:
        return
    now = [_plain(project_name(project)) for project in public_projects(document)]
    bought = document.edition.roles.table("procurement")
    now += [_plain(document.text(Address(bought, line.key, "project"))) for line in document.lines(bought)]
    gone = {
        name: project_name(project)
        for project in public_projects(previous)
        if len(name := _plain(project_name(project))) >= _SHORTEST_NAME and not any(name in other for other in now)
    }
    if not gone or not any(now):
        return
    ended = _words(reporter).ended
    for section in document.edition.sections:
        text = document.section_text(section.id)
        squeezed = Squeezed(text)
        for name, printed in gone.items():
            at = squeezed.text.find(name)
            if at < 0:
                continue
            span = squeezed.span(at, at + len(name))
            if not any(word in _sentence(text, span[0]) for word in ended):
                message = f"提到项目“{printed}”，上年有这个项目，本年的项目表里没有。"
                yield reporter.passage("L04", section, span, message)


def _amounts_of_the_year(document: Document) -> set[Fen]:
    """What stands in the tables but for last year's column of the comparison table."""
    standing = zip(document.plan.addresses, document.values, strict=True)
    last_year = (document.edition.roles.comparison, BEFORE)
    return {fen for address, fen in standing if fen and (address.table, address.column) != last_year}


def _read(text: str) -> _OldParagraph:
    squeezed = Squeezed(text).text
    found = [n for n in quantities(squeezed) if n.kind in ("money", "percent")]
    numbers = tuple(n.number if n.fen is None else n.fen for n in found)
    return _OldParagraph(_YEAR.sub("0000", squeezed), numbers, frozenset(n.fen for n in found if n.fen))


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """The paragraphs of a section with where they begin."""
    start = 0
    for paragraph in text.split("\n"):
        yield start, paragraph
        start += len(paragraph) + 1


def _bound(document: Document, section: Section, start: int, end: int) -> set[Fen]:
    """The amounts of fields in a stretch of text: they follow the tables."""
    filled = document.filled_text(section.id)
    fields = " ".join(f"{filled.text[f.start : f.end]}万元" for f in filled.fields if start <= f.start < end)
    return {number.fen for number in quantities(fields) if number.fen}


def _copied(reporter: Reporter, section: Section, start: int, text: str) -> Finding:
    quote = text.strip()
    short = quote if len(quote) <= _LONGEST_QUOTE else f"{quote[:_LONGEST_QUOTE]}…"
    message = f"这一段“{short}”的金额与上年公开的完全一样，本年的表里没有这些数，像是没有改写。"
    return reporter.passage("L03", section, (start, start + len(text)), message)


def _sentence(text: str, place: int) -> str:
    first = max(text.rfind(mark, 0, place) for mark in _BREAK) + 1
    ends = [end for mark in _BREAK if (end := text.find(mark, place)) >= 0]
    return text[first : min(ends, default=len(text))]


def _plain(name: str) -> str:
    return Squeezed(name).text


def _words(reporter: Reporter) -> CopyWords:
    return word_lists(reporter.edition, "residue", CopyWords)
