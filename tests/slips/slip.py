"""What a slip of a clerk's pen is, the register of the kinds in which they are made, and how a kind writes one."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from forms.document.document import STATED_BLANK, Document
from forms.document.lines import Line
from forms.document.provenance import Provenance, Source
from models.money import Fen
from models.records import Address, CellChange, CellEntry, Change, RowAddress, TextChange

Place = str | RowAddress
"""Where a slip must be found: a section or a table by its id, or a row of a table."""


@dataclass(frozen=True)
class Slip:
    """One slip: what it changes, the places at any of which it must be found, and what was there.

    `provenance` is what the file prints beside its content, where the slip is there: heads, titles, the contents page.
    """

    changes: tuple[Change, ...]
    places: tuple[Place, ...]
    words: str
    provenance: Provenance | None = None


Make = Callable[[Document, random.Random], Iterator[Slip]]
KINDS: dict[str, Make] = {}


def kind(name: str) -> Callable[[Make], Make]:
    """Register what makes the slips of a kind in a paper: all that there is a place for, each with one slip."""

    def register(make: Make) -> Make:
        assert name not in KINDS, name
        KINDS[name] = make
        return make

    return register


def cell(document: Document, at: Address, new: Fen | str | None) -> CellChange:
    """Another amount or text in a cell; None leaves it blank, which a file says of a sum as well."""
    if new is None and document.is_computed(at):
        return CellChange(at, document.cells.get(at), STATED_BLANK)
    entry = CellEntry(text=new) if isinstance(new, str) else CellEntry(fen=new) if new is not None else None
    return CellChange(at, document.cells.get(at), entry)


def in_cell(document: Document, at: Address, new: Fen | str | None, *also: Place) -> Slip:
    """A slip in one cell, to be found in its row or in one of the other places."""
    was = document.text(at) or document.value(at)
    return Slip((cell(document, at, new),), (at_row(at), *also), f"{'/'.join(at)} {was} → {new}")


def at_row(at: Address) -> RowAddress:
    """The row of a cell."""
    return RowAddress(at.table, at.row)


def lines(document: Document, table: str) -> tuple[Line, ...]:
    """The lines of a table; none when the form has no such table."""
    return tuple(document.lines(table)) if table in document.edition.tables else ()


def written(document: Document, table: str, column: str) -> Iterator[tuple[Address, str]]:
    """The cells of a column of text that are filled in."""
    for line in lines(document, table):
        at = Address(table, line.key, column)
        if document.text(at):
            yield at, document.text(at)


def texts(document: Document, *keys: str) -> Iterator[tuple[str, str]]:
    """The sections about these, or all, each with its text."""
    for section in document.edition.sections:
        text = document.section_text(section.id)
        if text and (not keys or section.key in keys):
            yield section.id, text


def in_text(document: Document, section: str, span: tuple[int, int], words: str, *also: Place) -> Slip:
    """Other words in the place of a passage."""
    slot = f"{section}.text"
    text = document.section_text(section)
    new = text[: span[0]] + words + text[span[1] :]
    told = f"{text[max(span[0] - 12, 0) : span[0]]}〔{text[slice(*span)]} → {words}〕{text[span[1] : span[1] + 8]}"
    return Slip((TextChange(slot, document.texts.get(slot), new),), (section, *also), told)


def in_printed(document: Document, what: str, change: Callable[[str], str]) -> Iterator[Slip]:
    """Other words in what is printed over one table after the other: `what` is its "heads" or its "titles"."""
    told = document.provenance
    printed: dict[str, tuple[tuple[str, Source], ...]] = dict(getattr(told, what))
    for table, stated in printed.items():
        changed = tuple((change(text), source) for text, source in stated)
        if changed != stated:
            words = f"{[text for text, _ in stated]} → {[text for text, _ in changed]}"
            yield Slip((), (table,), words, replace(told, **{what: {**printed, table: changed}}))


def replacing(document: Document, pattern: str, words: str, *keys: str) -> Iterator[Slip]:
    """Wherever a pattern is found in these sections, the words instead."""
    for section, text in texts(document, *keys):
        for found in re.finditer(pattern, text):
            new = found.expand(words)
            if new != found[0]:
                yield in_text(document, section, found.span(), new)


def replaced(name: str, pattern: str, words: str, *keys: str) -> None:
    """Register a kind that is told by a pattern and what it becomes, with years as in `with_years`."""

    def make(document: Document, _: random.Random) -> Iterator[Slip]:
        yield from replacing(document, with_years(document, pattern), with_years(document, words), *keys)

    kind(name)(make)


def appended(name: str, words: str, *keys: str) -> None:
    """Register a kind that adds words at the end of these sections, with years as in `with_years`."""

    def make(document: Document, _: random.Random) -> Iterator[Slip]:
        for section, text in texts(document, *keys):
            yield in_text(document, section, (len(text), len(text)), with_years(document, words))

    kind(name)(make)


def rewritten(name: str, table: str, column: str, change: Callable[[str], str | None]) -> None:
    """Register a kind that changes the texts of a column of a table, wherever the change makes a difference."""

    def make(document: Document, _: random.Random) -> Iterator[Slip]:
        for at, text in written(document, table, column):
            if change(text) != text:
                yield in_cell(document, at, change(text))

    kind(name)(make)


def with_years(document: Document, words: str) -> str:
    """The words with `<before>`, `<last>`, `<year>` and `<next>` as the years of a paper."""
    for name, more in (("<year>", 0), ("<last>", -1), ("<next>", 1), ("<before>", -2)):
        words = words.replace(name, str(document.head.year + more))
    return words


def other_digit(number: str, chance: random.Random) -> str:
    """The number with one digit wrong; the first one stays other than zero."""
    place = chance.choice([at for at, mark in enumerate(number) if mark.isdigit()])
    digit = chance.choice([digit for digit in "123456789" if digit != number[place]])
    return number[:place] + digit + number[place + 1 :]


def turned_digits(number: str) -> str:
    """The number with two neighbouring digits turned round; the same where none differ."""
    for place in range(len(number) - 1):
        one, other = number[place : place + 2]
        if one.isdigit() and other.isdigit() and one != other and (place or other != "0"):
            return number[:place] + other + one + number[place + 2 :]
    return number
