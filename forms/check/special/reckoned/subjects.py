"""Functional classes that the text names (G19, E01): a code with its name, and a name with an amount that is another's.

水利（款）水土保持（项）36.40万元, 产业发展（2150517）: the tables hold the name, the code and the amount of each row.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import TypeVar

from forms.check.special.reckoned.told_numbers import told
from forms.check.special.registry import special
from forms.document.document import Document
from forms.document.finding import Finding
from forms.document.guess import telling_digits
from forms.document.per_revision import per_revision
from forms.document.reporter import Reporter
from forms.form.catalogue import Catalogue
from forms.form.language import patterns
from forms.prose.grammar import grammar
from forms.prose.quantities import Quantity
from forms.prose.statements import Clause, clause, squeeze
from forms.prose.year_told import is_of_last_year
from models.money import Fen, show

K = TypeVar("K")
V = TypeVar("V")

_CODE = r"(?P<code>2\d{2}(?:\d{2}){0,2})"
_AFTER = re.compile(rf'[(〈"]{_CODE}[)〉"]')
_BEFORE = re.compile(rf"(?<!\d){_CODE}(?=[一-鿿])")
_MARKED = 3
"""So many letters has what tells the level of a class: （项）."""
_HAN = re.compile("[一-鿿]")
_FUNCTIONAL = "2"
_LONGEST = 40
_ELSEWHERE = ("duties", "glossary")
"""Sections that may tell of classes which the budget has not."""
_TELLING = 3
"""An amount with so many telling digits is not met by chance."""


@special("E01", when="prose")
def codes_of_the_text_have_their_names(reporter: Reporter) -> Iterator[Finding]:
    """A code beside a name that is another's, where the tables hold the name, or the code, and not both together."""
    document = reporter.document
    codes, names = _codes_by_name(document), _names_by_code(document)
    for section, text in told(document):
        for code, name, span in _coded(document, text):
            other = "、".join(sorted(codes.get(name, ())))
            if code in codes.get(name, (code,)) or not (other or names.get(code)):
                continue
            right = f"“{name}”的编码是{other}" if other else f"{code}是“{'、'.join(sorted(names[code]))}”"
            message = f"写作“{name}”（{code}），表里{right}，请核对。"
            yield reporter.passage("E01", section, text.span(*span), message, level="W", link="里")


@special("G19", when="prose")
def classes_have_their_own_amounts(reporter: Reporter) -> Iterator[Finding]:
    """The name of a class with the amount that the tables hold for another, and not for this one."""
    document = reporter.document
    own, others = _amounts(document), _names_of(document)
    for section, text in told(document):
        for number in text.money:
            fen = number.fen or 0
            if number.slack or telling_digits(fen) < _TELLING or not others.get(fen):
                continue
            named = _class_before(document, text, number)
            if named is None or fen in own.get(named[0], ()) or any(_is_alike(named[0], one) for one in others[fen]):
                continue
            there = "、".join(f"“{one}”" for one in sorted(others[fen])[:2])
            has = "" if own.get(named[0]) else "没有这个科目，"
            message = f"写作“{named[0]}{show(fen)}万元”，表里{has}{show(fen)}万元是{there}的，请核对名称。"
            found = reporter.passage("G19", section, text.span(named[1], number.end), message, level="W", link="里")
            yield replace(found, found=named[0], expected=sorted(others[fen])[0])


@special("E01", when="prose")
def classes_of_the_text_stand_in_the_tables(reporter: Reporter) -> Iterator[Finding]:
    """A class told as 款 or 项 by the name of one that no table has, this year or last."""
    document = reporter.document
    rows = _amounts(document)
    sections = [one for one in document.edition.sections if one.key not in _ELSEWHERE and rows]
    for section in sections:
        text = clause(document, section)
        for mark in patterns(document.edition).class_level.finditer(text.text.text):
            name, start = _name_at_end(document, text.text.text, mark.start())
            if name and name not in rows:
                message = f"写到了“{name}”科目，表里没有，请核对是不是别的科目或者沿用了往年的说法。"
                yield reporter.passage("E01", section, text.span(start, mark.end()), message, level="W", link="里")


def _class_before(document: Document, text: Clause, number: Quantity) -> tuple[str, int] | None:
    """The class that an amount is told of, and where its name begins; None where last year or a change is told."""
    said, lead = grammar(document.edition), text.lead(number)
    if any(one.search(lead) for one in (said.verb, said.than_other, said.of_which, said.sum, said.share)):
        return None
    if is_of_last_year(text.text.text, number.start, said, document.head.year):
        return None
    leads = patterns(document.edition).after_class
    begin = max(text.sentence(number)[0], number.start - _LONGEST)
    for end in range(number.start, begin, -1):
        if leads.fullmatch(text.text.text, end, number.start):
            name, start = _name_at_end(document, text.text.text, end)
            if name:
                return name, start
    return None


def _name_at_end(document: Document, squeezed: str, end: int) -> tuple[str, int]:
    """The whole name of a class that ends at a place, and where it begins; blank where none does."""
    names = _catalogued(document)
    for start in range(end - 2, max(end - _LONGEST, -1), -1):
        if not _HAN.match(squeezed, start - 1 if start else end) and squeezed[start:end] in names:
            return squeezed[start:end], start
    return "", end


def _coded(document: Document, text: Clause) -> Iterator[tuple[str, str, tuple[int, int]]]:
    """Every code of a text with the name right before its bracket, or right behind it."""
    squeezed, said = text.text.text, patterns(document.edition)
    for found in _AFTER.finditer(squeezed):
        level = said.class_level.match(squeezed, max(found.start() - _MARKED, 0))
        name, start = _name_at_end(document, squeezed, level.start() if level else found.start())
        if name:
            yield found["code"], name, (start, found.end())
    for found in _BEFORE.finditer(squeezed):
        stop = said.class_name_end.search(squeezed, found.end())
        name, start = _name_at_end(document, squeezed, stop.start() if stop else len(squeezed))
        if name and start == found.end():
            yield found["code"], name, (found.start(), start + len(name))


@per_revision
def _rows(document: Document) -> tuple[tuple[str, str, Fen], ...]:
    """Every row of a table of codes in both years: its name, its code, and each of its amounts."""
    found = []
    for one in (document, document.previous) if document.previous else (document,):
        coded = {table.id for table in one.edition.tables.values() if table.layout == "codes"}
        for address, fen in zip(one.plan.addresses, one.values, strict=True):
            line = one.line(address.table, address.row) if address.table in coded else None
            if line and line.code:
                found.append((squeeze("".join(line.label.split())), line.code, fen or 0))
    return tuple(found)


def _grouped(pairs: Iterable[tuple[K, V]]) -> Mapping[K, frozenset[V]]:
    """What goes with each."""
    found: dict[K, set[V]] = defaultdict(set)
    for key, value in pairs:
        found[key].add(value)
    return {key: frozenset(values) for key, values in found.items()}


@per_revision
def _amounts(document: Document) -> Mapping[str, frozenset[Fen]]:
    """All amounts of the rows of each name."""
    return _grouped((name, fen) for name, _, fen in _rows(document))


@per_revision
def _names_of(document: Document) -> Mapping[Fen, frozenset[str]]:
    """The names of the functional classes with each amount."""
    return _grouped((fen, name) for name, code, fen in _rows(document) if fen and code.startswith(_FUNCTIONAL))


@per_revision
def _codes_by_name(document: Document) -> Mapping[str, frozenset[str]]:
    """The codes of the functional classes of each name in the tables."""
    return _grouped((name, code) for name, code, _ in _rows(document) if code.startswith(_FUNCTIONAL))


@per_revision
def _names_by_code(document: Document) -> Mapping[str, frozenset[str]]:
    return _grouped((code, name) for name, code, _ in _rows(document))


@per_revision
def _catalogued(document: Document) -> frozenset[str]:
    """The names of all functional classes, those of the tables with them."""
    names = set(_codes_by_name(document))
    for table in document.edition.tables.values():
        if table.catalogue == "functional":
            return frozenset(names | _squeezed_names(document.catalogue(table)))
    return frozenset(names)


@cache
def _squeezed_names(catalogue: Catalogue) -> frozenset[str]:
    return frozenset(squeeze("".join(code.name.split())) for code in catalogue.codes.values())


def _is_alike(name: str, other: str) -> bool:
    return name in other or other in name
