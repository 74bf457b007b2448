"""Slips in the names of the unit and of its sub-units: in lists, in texts, in heads and titles of tables."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from itertools import pairwise

from forms.document.document import Document
from models.records import Address, RowAddress, RowChange
from tests.slips.slip import Slip, at_row, cell, in_cell, in_printed, in_text, kind, lines, replaced, texts, written

_SPOKEN = ("opening", "overview", "running", "three_public", "goals", "procurement", "assets", "other")


def _own(document: Document, words: str, *keys: str) -> Iterator[Slip]:
    """The own name in these sections in other words."""
    name = document.head.unit.name
    for section, text in texts(document, *keys):
        for found in re.finditer(re.escape(name), text):
            yield in_text(document, section, found.span(), words)


@kind("a character left out of the own name")
def cut_name(document: Document, chance: random.Random) -> Iterator[Slip]:
    name = document.head.unit.name
    place = chance.randrange(3, len(name) - 1)
    yield from _own(document, name[:place] + name[place + 1 :], *_SPOKEN)


@kind("two characters of the own name")
def turned_name(document: Document, chance: random.Random) -> Iterator[Slip]:
    name = document.head.unit.name
    places = [at for at in range(3, len(name) - 2) if name[at] != name[at + 1]]
    place = chance.choice(places) if places else 0
    if place:
        yield from _own(document, name[:place] + name[place + 1] + name[place] + name[place + 2 :], *_SPOKEN)


@kind("another office of the same place")
def other_office(document: Document, chance: random.Random) -> Iterator[Slip]:
    place = re.match(r".*?[市县区]", document.head.unit.name)
    other = (place[0] if place else "") + chance.choice(("水务局", "司法局", "文化广电和旅游局"))
    yield from _own(document, other, "opening", "assets")


@kind("the office of another place")
def other_place(document: Document, _: random.Random) -> Iterator[Slip]:
    place = re.match(r".*?[市县区]", document.head.unit.name)
    if place:
        yield from _own(document, f"东平县{document.head.unit.name[place.end() :]}", "opening", "assets")


def _listed(document: Document) -> list[str]:
    return [text for _, text in written(document, "X1", "name")]


@kind("a character left out of a sub-unit's name")
def cut_sub_unit(document: Document, chance: random.Random) -> Iterator[Slip]:
    for at, name in list(written(document, "X1", "name"))[1:]:
        place = chance.randrange(3, len(name) - 2)
        if any(name in text for _, text in written(document, "X2", "project")):
            yield in_cell(document, at, name[:place] + name[place + 1 :], "X2")


@kind("a sub-unit without its place")
def placeless_sub_unit(document: Document, _: random.Random) -> Iterator[Slip]:
    names = _listed(document)
    for at, name in list(written(document, "X1", "name"))[1:]:
        place = re.match(r".*?[市县区]", name)
        if place and len(names) > 2:
            yield in_cell(document, at, name[place.end() :])


@kind("a sub-unit listed twice")
def sub_unit_twice(document: Document, _: random.Random) -> Iterator[Slip]:
    cells = list(written(document, "X1", "name"))
    for (at, _name), (other, again) in pairwise(cells):
        yield in_cell(document, at, again, at_row(other))


@kind("the place of a sub-unit")
def sub_unit_elsewhere(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, name in list(written(document, "X1", "name"))[1:]:
        place = re.match(r".*?[市县区]", name)
        if place and len(_listed(document)) > 2:
            yield in_cell(document, at, f"青右县{name[place.end() :]}")


@kind("a sub-unit left out")
def sub_unit_left_out(document: Document, _: random.Random) -> Iterator[Slip]:
    stated = [section for section, text in texts(document, "duties") if re.search(r"单位共?\d+个", text)]
    for line in lines(document, "X1")[1:] if stated else ():
        row = RowAddress("X1", line.key)
        cells = [Address(*row, column) for column in ("name", "nature", "rank", "funding")]
        gone = [cell(document, at, None) for at in cells if document.text(at)]
        changes = (RowChange(row, document.row_entry("X1", line.key), None), *gone)
        yield Slip(changes, ("X1", *stated), line.key)


@kind("the nature of a sub-unit left blank")
def no_nature(document: Document, chance: random.Random) -> Iterator[Slip]:
    for at, _ in written(document, "X1", chance.choice(("nature", "rank", "funding"))):
        yield in_cell(document, at, None)


@kind("another name in a head of a table")
def other_head(document: Document, chance: random.Random) -> Iterator[Slip]:
    name = document.head.unit.name
    other = name[:3] + chance.choice(("水务局", "司法局", "融媒体中心"))
    yield from in_printed(document, "heads", lambda text: text.replace(name, other))


@kind("another code in a head of a table")
def other_code(document: Document, _: random.Random) -> Iterator[Slip]:
    code = document.head.unit.code
    other = f"{code[:-1]}{(int(code[-1]) + 1) % 10}"
    yield from in_printed(document, "heads", lambda text: text.replace(code, other))


@kind("部门 for 单位 in a title")
def other_kind_in_title(document: Document, _: random.Random) -> Iterator[Slip]:
    own = document.head.kind
    other = {"部门": "单位", "单位": "部门"}[own]
    yield from in_printed(document, "titles", lambda text: text.replace(own, other))


@kind("another unit fills in a goal table")
def other_filler(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, text in written(document, "X5", "unit"):
        code = re.match(r"\d+", text)
        if code:
            yield in_cell(document, at, f"9{code[0][1:]}{text[code.end() :]}")


@kind("我单位 for 我部门")
def other_self(document: Document, _: random.Random) -> Iterator[Slip]:
    own = document.head.kind
    other = {"部门": "单位", "单位": "部门"}[own]
    for section, text in texts(document, *_SPOKEN):
        for found in re.finditer(f"我{own}", text):
            yield in_text(document, section, found.span(), f"我{other}")


replaced(
    "a retired name of a ministry", r"(?<=[，。、])(?=组织|负责|落实|加强)", "按照农业部的要求，", "duties", "goals"
)
replaced("a sign for a character of the name", r"现将(..)(.)", r"现将\g<1>0", "opening")
