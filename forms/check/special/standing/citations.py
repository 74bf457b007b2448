"""Checks of the regulations that the opening cites (A06) and of what is withheld from the public (N04)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from forms.check.special.in_order import in_order
from forms.check.special.registry import special
from forms.check.special.texts import at, every_text, shown
from forms.document.document import profile_slot
from forms.document.finding import Finding
from forms.document.reporter import Reporter
from forms.form.language import patterns
from forms.form.model import Level
from forms.form.word_lists import Words
from models.records import Address

_TITLE = re.compile(r"《[^《》]+》")
_PROVINCE = "省"
"""The level of a province, as the profile writes it and as its name ends."""
_MARK = "secret"
"""The column of a project that says 涉密 and keeps it out of everything published."""
_LISTED = 3
"""So many places are named in one message."""


@special("L01", when="prose")
def documents_are_not_of_years_to_come(reporter: Reporter) -> Iterator[Finding]:
    """The number of a document of a year after the budget year: such a document cannot be cited yet."""
    year = reporter.document.head.year
    for text in every_text(reporter):
        for found in patterns(reporter.edition).document_year.finditer(text.words):
            if int(found["year"]) > year:
                message = f"“{shown(text.words, found.span())}”是{found['year']}年的文号，预算年度是{year}年，请核对。"
                finding = at(reporter, "L01", text, found.span(), message, level="W")
                yield replace(finding, found=found["year"], expected=str(year))


@special("A06", when="prose")
def cited_rules_are_ours(reporter: Reporter) -> Iterator[Finding]:
    """A rule made for provincial departments, and one that the office's own list does not name."""
    document, section = reporter.document, reporter.about("opening")
    if section is None:
        return
    level = document.profile("level")
    provincial = level == _PROVINCE or (not level and _PROVINCE in document.head.unit.name[:4])
    own = set(_TITLE.findall(document.texts.get(profile_slot("basis"), "")))
    for found in _TITLE.finditer(document.section_text(section.id)):
        title = found[0]
        if patterns(reporter.edition).provincial.search(title) and not provincial:
            message = f"引用了{title}，这是省级部门适用的规定，本单位不是省级部门。"
        elif own and title not in own:
            message = f"引用了{title}，“单位资料与签审”的公开依据里没有这一项。"
        else:
            continue
        yield replace(reporter.passage("A06", section, found.span(), message), found=title)


@special("N04", when="prose")
def withheld_only_after_review(reporter: Reporter) -> Iterator[Finding]:
    """略 or 涉密 in the place of a paragraph or of a cell, without a secrecy review on record.

    A finished file carries no such record, so there a paragraph is a hint; cells that say 涉密 are asked about anyway.
    """
    document = reporter.document
    if not document.from_file and all(map(document.profile, ("secrecy_reviewer", "secrecy_date", "secrecy_result"))):
        return
    level: Level | None = "H" if document.from_file else None
    said = patterns(reporter.edition)
    why = "请核对是否有保密审查的记录" if document.from_file else "没有保密审查的记录"
    for section in reporter.edition.sections:
        found = list(_withheld_paragraphs(said.withheld, document.section_text(section.id)))
        if found:
            (span, words), count = found[0], f"等{len(found)}处" if len(found) > 1 else ""
            yield reporter.passage("N04", section, span, f"“{words}”{count}没有写出内容，{why}。", level=level)
    withheld: dict[str, list[Address]] = {}
    texts = ((cell, (entry.text or "").strip()) for cell, entry in document.cells.items() if cell.column != _MARK)
    for address in in_order(document, (cell for cell, text in texts if said.withheld.fullmatch(text))):
        if reporter.edition.tables[address.table].part != "facts":
            withheld.setdefault(address.table, []).append(address)
    for addresses in withheld.values():
        words = document.text(addresses[0]) or document.wrong(addresses[0])
        count = f"等{len(addresses)}格" if len(addresses) > 1 else ""
        message = f"写作“{words.strip()}”，{why}。"
        judged = level if not said.secret.search(words) else None
        yield replace(
            reporter.cell("N04", addresses[0], message, level=judged, link=count),
            quote=words,
            related=reporter.related(addresses[1 : _LISTED + 1]),
        )


def _withheld_paragraphs(withheld: Words, text: str) -> Iterator[tuple[tuple[int, int], str]]:
    """Where paragraphs stand in the place of something withheld, beside nothing but a number; and their words."""
    start = 0
    for paragraph in text.split("\n"):
        words = paragraph.strip()
        if words and withheld.fullmatch(words):
            at = start + paragraph.index(words)
            yield (at, at + len(words)), words
        start += len(paragraph) + 1
