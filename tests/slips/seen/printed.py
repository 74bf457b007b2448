"""Slips in what is printed around the content: titles, heads, headings, contents, notes."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from forms.document.document import Document
from models.records import TextChange
from tests.slips.slip import Slip, in_printed, kind, texts


@kind("元 in the head of a table")
def yuan(document: Document, _: random.Random) -> Iterator[Slip]:
    yield from in_printed(document, "heads", lambda text: re.sub(r"(单位[：:] ?)万元", r"\1元", text))


@kind("千元 in the head of a table")
def thousands(document: Document, _: random.Random) -> Iterator[Slip]:
    yield from in_printed(document, "heads", lambda text: re.sub(r"(单位[：:] ?)万元", r"\1千元", text))


@kind("a character left out of a title")
def cut_title(document: Document, chance: random.Random) -> Iterator[Slip]:
    place = chance.randrange(3, 7)
    yield from in_printed(document, "titles", lambda text: text[:place] + text[place + 1 :])


@kind("a character of a title twice")
def doubled_title(document: Document, chance: random.Random) -> Iterator[Slip]:
    place = chance.randrange(3, 7)
    yield from in_printed(document, "titles", lambda text: text[: place + 1] + text[place:])


@kind("决算 for 预算 in a title")
def accounts(document: Document, _: random.Random) -> Iterator[Slip]:
    yield from in_printed(document, "titles", lambda text: text.replace("预算", "决算"))


@kind("the title of another table")
def other_title(document: Document, _: random.Random) -> Iterator[Slip]:
    told = document.provenance
    for one, other in pairwise(told.titles):
        changed = {**told.titles, other: told.titles[one]}
        yield Slip((), (other,), f"{one} → {other}", replace(told, titles=changed))


@kind("a title without its last character")
def short_title(document: Document, _: random.Random) -> Iterator[Slip]:
    yield from in_printed(document, "titles", lambda text: text[:-1])


@kind("next year in the head of a table")
def next_year(document: Document, _: random.Random) -> Iterator[Slip]:
    year = document.head.year
    yield from in_printed(document, "heads", lambda text: text.replace(f"{year}", f"{year + 1}"))


def _headings(document: Document) -> Iterator[tuple[str, str]]:
    """The sections that have a heading, each with it."""
    for section in document.edition.sections:
        if section.title and document.section_text(section.id):
            yield section.id, document.heading(section)


def _headed(document: Document, section: str, words: str, *also: str) -> Slip:
    slot = f"{section}.heading"
    return Slip((TextChange(slot, document.texts.get(slot), words),), (section, *also), words)


@kind("the heading of another section")
def other_heading(document: Document, _: random.Random) -> Iterator[Slip]:
    for (one, heading), (other, was) in pairwise(_headings(document)):
        number, words = re.match(r"[一二三四五六七八九十]+、", was), re.sub(r"^[一二三四五六七八九十]+、", "", heading)
        yield _headed(document, other, f"{number[0] if number else ''}{words}", one)


@kind("a character left out of a heading")
def cut_heading(document: Document, chance: random.Random) -> Iterator[Slip]:
    for section, heading in _headings(document):
        place = chance.randrange(3, len(heading) - 1)
        yield _headed(document, section, heading[:place] + heading[place + 1 :])


@kind("a heading without its number")
def numberless(document: Document, _: random.Random) -> Iterator[Slip]:
    for section, heading in _headings(document):
        if "、" in heading[:3]:
            yield _headed(document, section, re.sub(r"^[一二三四五六七八九十]+、", "", heading))


@kind("决算 for 预算 in a heading")
def accounts_heading(document: Document, _: random.Random) -> Iterator[Slip]:
    for section, heading in _headings(document):
        if "预算" in heading:
            yield _headed(document, section, heading.replace("预算", "决算"))


@kind("the heading doubled")
def doubled_heading(document: Document, _: random.Random) -> Iterator[Slip]:
    for section, heading in _headings(document):
        yield _headed(document, section, heading * 2)


@kind("an entry of the contents twice")
def entry_twice(document: Document, _: random.Random) -> Iterator[Slip]:
    told = document.provenance
    for number, line in enumerate(told.contents):
        if line.section:
            contents = (*told.contents[: number + 1], *told.contents[number:])
            yield Slip((), (line.section,), line.text, replace(told, contents=contents))


@kind("two entries of the contents changed places")
def entries_turned(document: Document, _: random.Random) -> Iterator[Slip]:
    told = document.provenance
    for number, (one, other) in enumerate(pairwise(told.contents)):
        if one.section and other.section:
            contents = (*told.contents[:number], other, one, *told.contents[number + 2 :])
            yield Slip((), (one.section, other.section), one.text, replace(told, contents=contents))


@kind("a character left out of the contents")
def entry_cut(document: Document, chance: random.Random) -> Iterator[Slip]:
    told = document.provenance
    for line in told.contents:
        if line.section and len(line.text) > 6:
            place = chance.randrange(3, len(line.text) - 1)
            new = line.text[:place] + line.text[place + 1 :]
            contents = tuple(replace(one, text=new) if one is line else one for one in told.contents)
            yield Slip((), (line.section,), f"{line.text} → {new}", replace(told, contents=contents))


def _notes(document: Document) -> Iterator[tuple[str, str]]:
    for name in document.edition.tables:
        text = document.texts.get(f"{name}.notes", "")
        if "空表" in text:
            yield name, text


def _noted(table: str, text: str, new: str) -> Slip:
    return Slip((TextChange(f"{table}.notes", text, new),), (table,), f"{text} → {new}")


@kind("有 for 无 in the note of an empty table")
def has(document: Document, _: random.Random) -> Iterator[Slip]:
    for table, text in _notes(document):
        if "无" in text:
            yield _noted(table, text, text.replace("无", "有", 1))


@kind("a character left out of the note of an empty table")
def cut_note(document: Document, chance: random.Random) -> Iterator[Slip]:
    for table, text in _notes(document):
        place = chance.randrange(3, 8)
        yield _noted(table, text, text[:place] + text[place + 1 :])


@kind("last year in the note of an empty table")
def old_note(document: Document, _: random.Random) -> Iterator[Slip]:
    for table, text in _notes(document):
        last = f"{document.head.year - 1}年"
        yield _noted(table, text, text.replace("无", f"{last}无", 1))


@kind("the note of an empty table twice")
def note_twice(document: Document, _: random.Random) -> Iterator[Slip]:
    for table, text in _notes(document):
        yield _noted(table, text, f"{text}\n{text}")


@kind("the heading repeated in the text")
def heading_in_text(document: Document, _: random.Random) -> Iterator[Slip]:
    told = dict(texts(document))
    for section, heading in _headings(document):
        slot = f"{section}.text"
        new = f"{heading}\n{told[section]}"
        yield Slip((TextChange(slot, document.texts.get(slot), new),), (section,), heading)
