"""Which cell each amount of the text speaks of, by the words before it and the place where it stands.

An amount is bound by its words, never by its value alone: so a wrong amount is known for what it should have been.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache

from forms.document.document import Document
from forms.document.per_revision import per_revision
from forms.form.model import Section
from forms.form.prose_words import AmountPlace, AmountWords
from forms.form.word_lists import word_lists
from forms.match.text.sub_headings import HeadingWords
from forms.prose.grammar import FULL_STOP, Grammar, grammar
from forms.prose.outline import own_end, stretches
from forms.prose.quantities import Nearness, Quantity, Squeezed, quantities
from forms.prose.year_told import is_of_last_year
from forms.prose.years_below import of_this_year
from models.money import Fen
from models.records import Address

_BREAK = re.compile(r"[,，。;、:：()\n]")
"""Where the words that belong to an amount begin at the latest."""
_OPENS = (":", "(", ",")
"""What may stand between the name of an amount and the amount."""


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
    named: int
    """Where its words begin: of two that name the same amount those decide that begin first."""
    is_last: bool = False
    """Whether the text tells it of last year."""


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

    @property
    def end(self) -> int:
        """Where it ends in the section's text."""
        return self.start + self.text.length

    @cached_property
    def _ends(self) -> Sequence[int]:
        """Where its amounts and percentages end, from left to right."""
        return sorted(number.end for number in self.numbers if number.kind in ("money", "percent"))

    def lead(self, number: Quantity) -> str:
        """The words right before a number: from the mark, or the amount, before it; a colon, a comma or a bracket
        that opens right before the number is no mark: 公务接待费:1.35万元."""
        place = bisect_right(self._ends, number.start)
        before = self._ends[place - 1] if place else 0
        words = self.text.text[before : number.start]
        end = len(words) - (words[-1:] in _OPENS)
        marks = list(_BREAK.finditer(words, 0, end))
        return words[marks[-1].end() : end] if marks else words[:end]

    def sentence(self, number: Quantity) -> tuple[int, int]:
        """Where in the squeezed text the sentence of a number begins and ends."""
        text = self.text.text
        start = max((stop.end() for stop in FULL_STOP.finditer(text, 0, number.start)), default=0)
        stop = FULL_STOP.search(text, number.end)
        return start, stop.start() if stop else len(text)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of the clause as a span of the section's text."""
        first, last = self.text.span(start, end)
        return self.start + first, self.start + last


def clause(document: Document, section: Section) -> Clause:
    """The whole text of a section."""
    return _clause(section, 0, document.section_text(section.id), grammar(document.edition).near)


def clauses(document: Document, place: AmountPlace) -> Iterator[Clause]:
    """The stretches of text that a declaration speaks of; of a section only what is its own, and what stands under the
    heading of one in the text of another."""
    known = word_lists(document.edition, "headings", HeadingWords)
    for section in document.edition.sections:
        text = document.section_text(section.id)
        if not text:
            continue
        parts = stretches(text, known)
        begin = 0
        is_own = section.key in place.sections
        if is_own or (place.under and not parts and section.key in known.undivided):
            begin = own_end(text, document.heading(section), known)
            yield from _of_this_year(document, section, 0, begin)
        elif place.under == known.preamble and section.key in known.undivided:
            yield from _of_this_year(document, section, 0, parts[0].start)
        for topic, start, end in parts:
            if topic in (place.under, *place.sections) and start >= begin:
                yield from _of_this_year(document, section, start, end)


def _of_this_year(document: Document, section: Section, start: int, end: int) -> Iterator[Clause]:
    """What of a stretch of a section is not told of last year."""
    text, said = document.section_text(section.id), grammar(document.edition)
    for first, last in of_this_year(text, start, end, said, document.head.year):
        yield _clause(section, first, text[first:last], said.near)


@per_revision
def stated(document: Document) -> tuple[Stated, ...]:
    """Every amount of the text whose words name a cell, in the order of the text; the words that begin first decide."""
    return tuple(one for one in _named(document) if not one.is_last)


@per_revision
def stated_of_last_year(document: Document) -> tuple[Stated, ...]:
    """The amounts that would be those of a cell, if the text did not tell them of last year."""
    return tuple(one for one in _named(document) if one.is_last)


@per_revision
def _named(document: Document) -> tuple[Stated, ...]:
    found: dict[tuple[str, tuple[int, int]], Stated] = {}
    for group in document.edition.prose.amounts:
        for one in _stated(document, group):
            key = one.section.id, one.span
            if key not in found or (found[key].named, -len(found[key].word)) > (one.named, -len(one.word)):
                found[key] = one
    order = {section.id: number for number, section in enumerate(document.edition.sections)}
    return tuple(sorted(found.values(), key=lambda one: (order[one.section.id], one.span)))


def _stated(document: Document, group: AmountWords) -> Iterator[Stated]:
    pairs = (*group.words, *_row_words(document, group.each))
    said, year = grammar(document.edition), document.head.year
    last_year = said.than_last_year
    wholes = {one.whole for one in document.edition.prose.amounts if one.whole}
    own = next(one for one in document.edition.prose.amounts if one.place == group.place)
    for clause in clauses(document, group.place):
        # Before anything is named the section speaks of what it is about: 共9.80万元，….
        is_begun = own is not group or not is_its_own(clause, group.place)
        for number in clause.money:
            lead = clause.lead(number)
            named = named_at_end(lead, pairs, said.filler)
            is_begun = is_begun or named is not None or not is_bare(clause, number, said)
            if not is_begun:
                named = len(lead), *pairs[0]
            if named is None or number.fen is None:
                continue
            at, word, slot = named
            if said.of_which.search(lead) or last_year.search(lead, 0, at) or said.one_kind.search(lead, 0, at):
                continue
            if slot in wholes and said.is_of_something(lead, at, word):
                continue  # 政府性基金预算支出…: not that of the whole
            if _is_of_a_change(clause, number, lead[:at], said, is_item=bool(group.each)):
                continue
            joint = said.joint.search(clause.text.text, 0, clause.text.text.rfind(lead, 0, number.start) + at)
            if joint and group.each and _names_a_row(clause.text.text, joint.start(), pairs):
                continue  # 水费、电费共…
            joint = said.joint.search(lead, 0, at)
            if joint and named_at_end(lead[: joint.start()], pairs, said.filler):
                continue  # 工会经费和福利费共…: the amount of both
            if _is_left(clause, number, said):
                continue
            is_last = is_of_last_year(clause.text.text, number.start, said, year)
            span = clause.span(number.start, number.end)
            start = clause.text.text.rfind(lead, 0, number.start)
            passage = clause.span(start, number.end)
            yield Stated(clause.section, group, slot, word, number.fen, number, span, passage, start + at, is_last)


def is_its_own(clause: Clause, place: AmountPlace) -> bool:
    """Whether a stretch begins with a section that is about nothing but what is declared for the place."""
    return not clause.start and clause.section.key in place.sections


def is_bare(clause: Clause, number: Quantity, said: Grammar) -> bool:
    """Whether an amount stands in the first sentence of a stretch, and nothing is named before it: 2024年预算…."""
    before = max((one.end for one in clause.money if one.end <= number.start), default=0)
    words = clause.text.text[before : number.start].lstrip(",(").rstrip("(:")
    year = said.years.match(words)
    rest = words[year.end() :].removeprefix("年") if year else words
    if said.apart.search(rest) or FULL_STOP.search(clause.text.text, 0, number.start):
        return False
    return said.filler_of_comparison.fullmatch(rest) is not None


def _is_of_a_change(clause: Clause, number: Quantity, before: str, said: Grammar, *, is_item: bool) -> bool:
    """Whether an amount is a difference by the words before its name: 压减办公费…, 减少的有办公费…, and any item told
    in the reason of something."""
    start, _ = clause.sentence(number)
    if said.changed.search(clause.text.text, start, number.start):
        return True
    verbs = [*said.verb.finditer(before)]
    if verbs and verbs[-1].end() == len(before):
        return True
    return is_item and said.reason.search(clause.text.text, start, number.start) is not None


def _names_a_row(text: str, end: int, pairs: Sequence[tuple[str, str]]) -> bool:
    """Whether a name of the group ends right there, with no amount of its own."""
    return any(text.endswith(squeeze(word), 0, end) for word, _ in pairs)


def _is_left(clause: Clause, number: Quantity, said: Grammar) -> bool:
    """Whether an amount is the one from which it went: 27.80万元→24.60万元, 15.00万元压减为13.50万元."""
    target = said.target.match(clause.text.text, number.end)
    return target is not None and any(one.start == target.end() for one in clause.money)


def named_at_end(lead: str, pairs: tuple[tuple[str, str], ...], filler: re.Pattern[str]) -> tuple[int, str, str] | None:
    """Where the word of a pair begins that ends the lead, but for fillers, and the pair; of several the first, and the
    longest of those: 拟购置固定资产 before 固定资产."""
    found: tuple[int, str, str] | None = None
    for word, slot in pairs:
        plain = squeeze(word)
        at = lead.rfind(plain)
        if at < 0 or not filler.fullmatch(lead, at + len(plain)):
            continue
        if found is None or (at, -len(plain)) < (found[0], -len(squeeze(found[1]))):
            found = at, word, slot
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
def _clause(section: Section, start: int, text: str, near: Nearness) -> Clause:
    squeezed = Squeezed(text)
    return Clause(section, start, squeezed, tuple(quantities(squeezed.text, near)))
