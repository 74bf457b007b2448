"""What goes by one name: every amount that tables and text give under it (`named`), and where the text gives it.

A name of the text is all of the words between a mark and its amount: 农村公路养护工程2460.00万元. Where they tell a
year, a change or a sum they are no name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from forms.document.document import Document
from forms.document.per_revision import per_revision
from forms.document.projects import project_name, public_projects
from forms.document.slots import slot_amount
from forms.form.language import patterns
from forms.form.model import Section
from forms.form.ordinals import LINE_NUMBER
from forms.form.word_lists import Words
from forms.prose.grammar import grammar
from forms.prose.quantities import Quantity
from forms.prose.statements import Clause, clause, squeeze
from forms.prose.year_told import is_of_last_year
from models.money import Fen
from models.records import Address

_SHORTEST = 4
_NUMBER = re.compile(rf"(?:{LINE_NUMBER})*(?:\d{{1,2}}(?=[一-鿿]))?")
_BULLETS = "●○◆◇■□▲△★☆※•·—-*"
_NO_NAME = re.compile(r"[\d%\"·=+×÷→]")


class Named(NamedTuple):
    """An amount of the text with its name."""

    section: Section
    text: Clause
    number: Quantity
    name: str
    start: int
    """Where the name begins in the squeezed text."""


@per_revision
def named_in_text(document: Document) -> tuple[Named, ...]:
    """Every amount of this year that stands right behind a name."""
    found = []
    for section in document.edition.sections:
        if document.section_text(section.id):
            text = clause(document, section)
            for number in text.money:
                name = name_of(document, text, number)
                if name and number.fen and not number.slack:
                    found.append(Named(section, text, number, name, number.start - len(text.lead(number))))
    return tuple(found)


def name_of(document: Document, text: Clause, number: Quantity) -> str:
    """The name right before an amount; blank where the words before it are none."""
    said = grammar(document.edition)
    lead = text.lead(number)
    if any(one.search(lead) for one in (said.verb, said.years, said.than_other, said.of_which, said.sum, said.share)):
        return ""
    if said.changed.search(text.text.text, text.sentence(number)[0], number.start):
        return ""
    words = _NUMBER.sub("", lead.rstrip(":(").lstrip(_BULLETS), count=1)
    words, ends = _without_fillers(words, patterns(document.edition).name_lead, said.filler)
    # 教育支出预算 is that of 教育支出, whatever 支出 may be elsewhere.
    known = [place for place in (*ends, len(words)) if words[:place] in named(document)]
    name = words[: max(known or ends[:1], default=len(words))]
    if len(name) < _SHORTEST or _NO_NAME.search(name) or patterns(document.edition).several_named.search(lead):
        return ""
    return "" if is_of_last_year(text.text.text, number.start, said, document.head.year) else name


@per_revision
def named(document: Document) -> Mapping[str, frozenset[Fen]]:
    """The amounts of this year by their name: of projects, of what is bought, of rows of codes, of what is declared."""
    known: dict[str, set[Fen]] = defaultdict(set)
    for project in public_projects(document):
        if project.budget:
            known[squeeze("".join(project_name(project).split()))].add(project.budget)
    roles = document.edition.roles
    bought: dict[str, Fen] = defaultdict(int)
    table = roles.table("procurement")
    for line in document.lines(table) if table else ():
        name = squeeze("".join(document.text(Address(table, line.key, "project")).split()))
        bought[name] += document.value(Address(table, line.key, "total")) or 0
    for name, amount in bought.items():
        known[name].add(amount)
    for address, fen in zip(document.plan.addresses, document.values, strict=True):
        line_of = document.line(address.table, address.row)
        if fen and line_of and document.edition.tables[address.table].layout == "codes":
            known[squeeze("".join(line_of.label.split()))].add(fen)
    for group in document.edition.prose.amounts:
        for word, slot in group.words:
            known[squeeze(word)].add(slot_amount(document, slot) or 0)
    return {name: frozenset(amounts - {0}) for name, amounts in known.items() if len(name) >= _SHORTEST}


@per_revision
def told_by_name(document: Document) -> Mapping[str, tuple[Named, ...]]:
    """Where the text gives amounts, by their name."""
    found: dict[str, list[Named]] = defaultdict(list)
    for one in named_in_text(document):
        found[one.name].append(one)
    return {name: tuple(places) for name, places in found.items()}


def amounts_of(document: Document, name: str, but: Named | None = None) -> frozenset[Fen]:
    """All amounts that go by a name, but for one place of the text."""
    told = {one.number.fen or 0 for one in told_by_name(document).get(name, ()) if one != but}
    return named(document).get(name, frozenset()) | told


@per_revision
def _names_of_amounts(document: Document) -> Mapping[Fen, frozenset[str]]:
    found: dict[Fen, set[str]] = defaultdict(set)
    for name, amounts in named(document).items():
        for fen in amounts:
            found[fen].add(name)
    for one in named_in_text(document):
        found[one.number.fen or 0].add(one.name)
    return {fen: frozenset(names) for fen, names in found.items()}


def first_name(document: Document, name: str) -> str:
    """Of the declared names of one amount the first, for each of them; any other name itself."""
    return _first_names(document).get(name, name)


def are_beside(document: Document, name: str, other: str) -> bool:
    """Whether two names are those of two parts of one whole: 人员经费 and 公用经费, 301 and 302."""
    both = {name, other}
    return any(both <= words for words in (*_parts_of_wholes(document), *_highest_rows(document)))


@per_revision
def _highest_rows(document: Document) -> tuple[frozenset[str], ...]:
    """The names of the highest rows of each table of codes."""
    found = []
    for table in document.edition.tables.values():
        lines = [line for line in document.lines(table.id) if line.code] if table.layout == "codes" else []
        shortest = min((len(line.code) for line in lines), default=0)
        found.append(frozenset(squeeze(line.label) for line in lines if len(line.code) == shortest))
    return tuple(found)


@per_revision
def _parts_of_wholes(document: Document) -> tuple[frozenset[str], ...]:
    wholes = (group for group in document.edition.prose.amounts if group.whole)
    return tuple(frozenset(squeeze(word) for word, _ in group.words) for group in wholes)


@per_revision
def _first_names(document: Document) -> Mapping[str, str]:
    firsts: dict[str, str] = {}
    found: dict[str, str] = {}
    for word, slot in (pair for group in document.edition.prose.amounts for pair in group.words):
        plain = squeeze(word)
        found.setdefault(plain, firsts.setdefault(slot, found.get(plain, plain)))
    return found


def names_of(document: Document, fen: Fen) -> frozenset[str]:
    """All names that an amount goes by."""
    return _names_of_amounts(document).get(fen, frozenset())


@lru_cache(maxsize=1024)
def _without_fillers(words: str, lead: Words, filler: Words) -> tuple[str, tuple[int, ...]]:
    """Words without what may stand before a name, and where what may stand behind one begins in them."""
    begins = [found.end() for place in range(len(words)) if (found := lead.match(words, place))]
    words = words[max(begins, default=0) :]
    return words, tuple(place for place in range(len(words)) if filler.fullmatch(words, place))
