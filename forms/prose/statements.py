"""Which cell each amount of the text speaks of, by the words before it and the place where it stands.

An amount is bound by its words, never by its value alone: so a wrong amount is known for what it should have been.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from weakref import WeakKeyDictionary

from forms.declare.model import Edition, Section
from forms.declare.prose import AmountWords, Place
from forms.document import Document
from forms.prose.quantities import Quantity, Squeezed, quantities
from models.money import Fen
from models.records import Address

_BREAK = re.compile(r"[,，。;、:：()\n]")
"""Where the words that belong to an amount begin at the latest."""
_FILLER = re.compile(
    r"(?:预算|支出|安排|共计|合计|总计|总额|总数|金额|费用|经费|收入|资金|为|是|了|计|约|共|有|达|的)*"
)
"""What may stand between the words that name an amount and the amount itself."""
_HEADING = re.compile(r"[一二三四五六七八九十\d]+[、.．]|[(（][一二三四五六七八九十\d]+[)）]")
_LONGEST_HEADING = 24


_KNOWN: WeakKeyDictionary[Document, tuple[int, tuple[Stated, ...]]] = WeakKeyDictionary()
"""What was read last of each open document, with its revision: many checks ask for it in one round."""


@dataclass(frozen=True, slots=True)
class Stated:
    """An amount of the text and the slot it speaks of. `span` covers number and unit, `passage` also its words."""

    section: Section
    group: AmountWords
    slot: str
    word: str
    fen: Fen
    quantity: Quantity
    span: tuple[int, int]
    passage: tuple[int, int]


@dataclass(frozen=True)
class Clause:
    """A stretch of a section under one sub-heading, squeezed, with its numbers."""

    section: Section
    start: int
    text: Squeezed
    numbers: tuple[Quantity, ...] = field(default=())

    @property
    def money(self) -> Iterator[Quantity]:
        """The amounts of money."""
        return (number for number in self.numbers if number.fen is not None)

    def lead(self, number: Quantity) -> str:
        """The words right before a number: from the mark, or the amount, before it."""
        before = max(
            (n.end for n in self.numbers if n.end <= number.start and n.kind in ("money", "percent")), default=0
        )
        words = self.text.text[before : number.start]
        marks = list(_BREAK.finditer(words))
        return words[marks[-1].end() :] if marks else words

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of the clause as a span of the section's text."""
        first, last = self.text.span(start, end)
        return self.start + first, self.start + last


def clause(document: Document, section: Section) -> Clause:
    """The whole text of a section."""
    return _clause(section, 0, document.section_text(section.id))


def clauses(document: Document, place: Place) -> Iterator[Clause]:
    """The stretches of text that a declaration speaks of."""
    for section in document.edition.sections:
        if not place.under and section.key not in place.sections:
            continue
        text = document.section_text(section.id)
        if not text:
            continue
        if not place.under:
            yield _clause(section, 0, text)
            continue
        for start, end in _under(text, place.under, _headings(document.edition)):
            yield _clause(section, start, text[start:end])


def stated(document: Document) -> tuple[Stated, ...]:
    """Every amount of the text whose words name a cell, in the order of the text; the longest words decide."""
    revision, found = _KNOWN.get(document, (-1, ()))
    if revision != document.revision:
        found = _read(document)
        _KNOWN[document] = document.revision, found
    return found


def _read(document: Document) -> tuple[Stated, ...]:
    found: dict[tuple[str, tuple[int, int]], Stated] = {}
    for group in document.edition.prose.amounts:
        for one in _stated(document, group):
            key = one.section.id, one.span
            if key not in found or len(found[key].word) < len(one.word):
                found[key] = one
    order = {section.id: number for number, section in enumerate(document.edition.sections)}
    return tuple(sorted(found.values(), key=lambda one: (order[one.section.id], one.span)))


def _stated(document: Document, group: AmountWords) -> Iterator[Stated]:
    words = (*group.words, *_row_words(document, group.each))
    for clause in clauses(document, group.place):
        for number in clause.money:
            lead = clause.lead(number)
            named = named_at_end(lead, words)
            if named is None or number.fen is None:
                continue
            word, slot = named
            span = clause.span(number.start, number.end)
            passage = clause.span(number.start - len(lead), number.end)
            yield Stated(clause.section, group, slot, word, number.fen, number, span, passage)


def named_at_end(lead: str, words: tuple[tuple[str, str], ...]) -> tuple[str, str] | None:
    """The pair whose word ends the lead, but for fillers; of several the longest word."""
    found: tuple[str, str] | None = None
    for word, slot in words:
        plain = squeeze(word)
        at = lead.rfind(plain)
        if (
            at >= 0
            and _FILLER.fullmatch(lead, at + len(plain))
            and (found is None or len(plain) > len(squeeze(found[0])))
        ):
            found = (word, slot)
    return found


@cache
def squeeze(words: str) -> str:
    """Words as they stand in a squeezed text."""
    return Squeezed(words).text


def _row_words(document: Document, each: str) -> Iterator[tuple[str, str]]:
    """The names of the rows at the bottom of a table of codes, with their slots."""
    if each:
        table, column = each.split("/")
        for line in document.lines(table):
            if line.code and not document.is_computed(Address(table, line.key, column)):
                yield line.label, f"{table}/{line.key}/{column}"


@lru_cache(maxsize=256)
def _clause(section: Section, start: int, text: str) -> Clause:
    squeezed = Squeezed(text)
    return Clause(section, start, squeezed, tuple(quantities(squeezed.text)))


@cache
def _headings_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words)))


def _headings(edition: Edition) -> re.Pattern[str]:
    """The sub-headings that any declaration speaks of."""
    prose = edition.prose
    places = [*(group.place for group in prose.amounts), *(group.place for group in prose.movements)]
    return _headings_of(tuple(dict.fromkeys(place.under for place in places if place.under)))


def _under(text: str, words: str, headings: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Where the paragraphs under a sub-heading begin and end: at the next one, or at the end."""
    start: int | None = None
    position = 0
    for line in text.split("\n"):
        plain = _HEADING.sub("", "".join(line.split()), count=1).rstrip("。：:")
        if len(plain) < _LONGEST_HEADING and headings.search(plain):
            if start is not None:
                yield start, position
            start = position + len(line) + 1 if words in plain else None
        position += len(line) + 1
    if start is not None and start < len(text):
        yield start, len(text)
