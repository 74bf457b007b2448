"""Whether every word that leads to a place of the text is known: then what is read there is sure, else it is a guess.

A name of a row alone does not make an amount that of its row: 剔除项目支出后…, 年中追加基本支出…. Where words are left
over that nobody declared, the sentence may speak of something else; and some words that are known qualify the amount.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from forms.document.document import Document
from forms.document.per_revision import per_revision
from forms.form.language import Language, language
from forms.form.model import Edition
from forms.form.ordinals import LINE_NUMBER
from forms.form.prose_words import ProseWords
from forms.form.word_lists import Words, any_of
from forms.prose.quantities import ASIDE, Quantity, Squeezed
from forms.prose.statements import squeeze
from models.money import UNITS

_PART = re.compile(r"[;。\n]")
_SEGMENT = re.compile(r"[,:()]")
_HAN = re.compile("[一-鿿]")


def is_understood(document: Document, text: Squeezed, at: int) -> bool:
    """Whether all words that lead to a place of a squeezed text are known: back to the mark before the name of a row,
    or to the beginning of that part of the sentence where none is named."""
    edition, own = document.edition, _own_names(_named_here(document))
    names, known = _names(edition.prose), _known(edition.prose, language(edition))
    begin = max((stop.end() for stop in _PART.finditer(text.text, 0, at)), default=0)
    end = at
    while True:
        marks = [*_SEGMENT.finditer(text.text, begin, max(end, begin))]
        start = marks[-1].end() if marks else begin
        words, named = own.subn("·", text.text[start:end])
        if _HAN.search(known.sub("", words)):
            return False
        if start == begin or named or names.search(words):
            return True
        end = start - 1


def is_qualified(document: Document, text: Squeezed, number: Quantity) -> bool:
    """Whether its part of the sentence, or a bracket right behind it, says that an amount is not simply the one that is
    named: 剔除…后, 含上年结转…."""
    begin = max((stop.end() for stop in _PART.finditer(text.text, 0, number.start)), default=0)
    aside = ASIDE.match(text.text, number.end)
    words = _qualifying(language(document.edition))
    return words.search(text.text, begin, number.start) is not None or bool(aside and words.search(aside[0]))


def names_a_row(edition: Edition, words: str) -> bool:
    """Whether squeezed words hold the declared name of a row, or a kind of purchases."""
    kinds = language(edition).kinds_of_purchases
    return _names(edition.prose).search(words) is not None or any(kind in words for kind in kinds)


def unknown_words(edition: Edition, words: str) -> str:
    """What is left of squeezed words without those that lead to an amount and without numbers: what else they say."""
    return "".join(_HAN.findall(_known(edition.prose, language(edition)).sub("", words)))


@per_revision
def _named_here(document: Document) -> frozenset[str]:
    """The names of this disclosure: its unit, and the rows of a table of codes that the text tells item by item."""
    tables = {group.each.split("/")[0] for group in document.edition.prose.amounts if group.each}
    rows = {squeeze(line.label) for table in tables for line in document.lines(table) if line.code}
    return frozenset({squeeze(document.head.unit.name), *rows} - {""})


@lru_cache(maxsize=16)
def _own_names(names: frozenset[str]) -> Words:
    return re.compile(any_of(names))


@cache
def _names(prose: ProseWords) -> Words:
    """The declared names of rows."""
    words = [word for amount in prose.amounts for word, _ in amount.words]
    words += [word for movement in prose.movements for word, _ in movement.words]
    return re.compile(any_of(set(map(squeeze, words))))


@cache
def _known(prose: ProseWords, said: Language) -> Words:
    """Everything that leads to an amount and does not say that it is another one."""
    words = (
        *said.fillers, *said.fillers_of_comparison, *said.compared, *said.comparers, *said.comparers_of_years,
        *said.years_before, *said.years_now, *said.year_on_year, *said.more, *said.less, *said.more_in_one,
        *said.less_in_one, *said.after_change, *said.sources, *said.reaching, *said.same_again, *said.about,
        *said.apart, *said.sums, *said.level, *said.same, *said.holding, *said.list_words, *said.list_openings,
        *said.parts_openings, *said.share, *said.joints, *said.whole_words, *said.plain,
    )  # fmt: skip
    own = rf"{any_of((*said.selves, *said.all_of))}{any_of(said.bodies)}"
    number = rf"[\d.,]+(?:{any_of(UNITS)}|%|{any_of(said.counters)})?"
    return re.compile(f"{_names(prose).pattern}|{own}|{LINE_NUMBER}|{number}|{any_of(words)}")


@cache
def _qualifying(said: Language) -> Words:
    """What says that an amount may be only a part of what is named, more than it, or what was really spent."""
    return re.compile(any_of((*said.restated, *said.actuals, *said.adjusted, *said.qualifying)))
