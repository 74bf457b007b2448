"""Slips in names and counts of bodies: the own name, the place, sub-units, offices, posts."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from forms.document.document import Document
from models.records import Address
from tests.slips.slip import Slip, at_row, cell, in_cell, in_printed, in_text, kind, lines, replaced, texts, written

_SPOKEN = ("opening", "overview", "assets")


def _own(document: Document, words: str) -> Iterator[Slip]:
    for section, text in texts(document, *_SPOKEN):
        for found in re.finditer(re.escape(document.head.unit.name), text):
            yield in_text(document, section, found.span(), words)


@kind("the own name twice")
def own_twice(document: Document, _: random.Random) -> Iterator[Slip]:
    yield from _own(document, document.head.unit.name * 2)


@kind("a word left out of the own name")
def own_shortened(document: Document, chance: random.Random) -> Iterator[Slip]:
    name = document.head.unit.name
    place = chance.randrange(3, max(len(name) - 3, 4))
    yield from _own(document, name[:place] + name[place + 2 :])


@kind("the own name without its last character")
def own_cut(document: Document, _: random.Random) -> Iterator[Slip]:
    yield from _own(document, document.head.unit.name[:-1])


@kind("another character in the own name")
def own_misspelt(document: Document, chance: random.Random) -> Iterator[Slip]:
    name = document.head.unit.name
    place = chance.randrange(2, len(name) - 1)
    yield from _own(document, name[:place] + chance.choice("和与及合之") + name[place + 1 :])


@kind("the head of a table without the name")
def nameless_head(document: Document, _: random.Random) -> Iterator[Slip]:
    yield from in_printed(document, "heads", lambda text: text.replace(document.head.unit.name, ""))


@kind("a character left out of the name in a head")
def misspelt_head(document: Document, chance: random.Random) -> Iterator[Slip]:
    name = document.head.unit.name
    place = chance.randrange(3, len(name) - 1)
    yield from in_printed(document, "heads", lambda text: text.replace(name, name[:place] + name[place + 1 :]))


@kind("another level of government in the duties")
def other_level(document: Document, _: random.Random) -> Iterator[Slip]:
    for section, text in texts(document, "duties"):
        for found in re.finditer("([县市区])(?=委、.政府|政府交办)", text):
            yield in_text(document, section, found.span(1), {"县": "市", "市": "县", "区": "县"}[found[1]])


@kind("another level of the territory")
def other_territory(document: Document, _: random.Random) -> Iterator[Slip]:
    for section, text in texts(document, "duties", "goals"):
        for found in re.finditer("(?<=全)([县市区])(?=[一-鿿])", text):
            yield in_text(document, section, found.span(1), {"县": "市", "市": "县", "区": "县"}[found[1]])


@kind("nature and rank of a unit changed places")
def exchanged(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, nature in written(document, "X1", "nature"):
        other = at._replace(column="rank")
        if document.text(other):
            changes = (cell(document, at, document.text(other)), cell(document, other, nature))
            yield Slip(changes, (at_row(at),), f"{nature} ↔ {document.text(other)}")


@kind("the rank of a unit that is none")
def no_rank(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, rank in written(document, "X1", "rank"):
        if rank.endswith("级"):
            yield in_cell(document, at, rank.replace("科级", "科科级").replace("处级", "处"))


@kind("a sub-unit with a character too many")
def sub_unit_longer(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, name in list(written(document, "X1", "name"))[1:]:
        yield in_cell(document, at, name + name[-1])


@kind("an office left out of a list that is counted")
def office_left_out(document: Document, _: random.Random) -> Iterator[Slip]:
    for section, text in texts(document, "duties"):
        for found in re.finditer(r"(?<=[：是、])[^，。；：、\n]{3,20}、", text):
            before = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
            if re.search(r"\d个(?:股室|科室)?[^。]*$", before) and "编制" not in before[-30:]:
                yield in_text(document, section, found.span(), "", "X1")


@kind("an office twice in a list")
def office_twice(document: Document, _: random.Random) -> Iterator[Slip]:
    for section, text in texts(document, "duties"):
        for found in re.finditer(r"(?<=[：是、])([^，。；：、\n]{2,20}[室股科处中心队])、", text):
            yield in_text(document, section, found.span(), found[0] * 2, "X1")


@kind("the second part of the posts")
def second_part(document: Document, chance: random.Random) -> Iterator[Slip]:
    for section, text in texts(document, "duties"):
        for found in re.finditer(r"编制\d+名，?其中：?行政编制\d+名[，、]事业编制(\d+)名", text):
            yield in_text(document, section, found.span(1), str(int(found[1]) + chance.choice((-4, 1, 10, 100))))


@kind("the count of the sub-units in the text")
def sub_units(document: Document, chance: random.Random) -> Iterator[Slip]:
    for section, text in texts(document, "duties"):
        for found in re.finditer(r"(?:下属事业单位|的单位共)(\d+)个", text):
            yield in_text(document, section, found.span(1), str(int(found[1]) + chance.choice((-1, 1, 2))), "X1")


@kind("a unit row left without its name")
def nameless_unit(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, _name in written(document, "X1", "name"):
        if len(lines(document, "X1")) > 1:
            yield in_cell(document, at, None)


@kind("the goal table of a unit that is not listed")
def other_filler(document: Document, _: random.Random) -> Iterator[Slip]:
    for line in lines(document, "X5"):
        at = Address("X5", line.key, "unit")
        if document.text(at):
            yield in_cell(document, at, document.text(at).replace(document.head.unit.name, "东平县水务局"))


replaced("the place left out of the name of a rule", r"《(?:[^》省]{2,3}[县市区])(?=[^》]*职能配置)", "《", "duties")
replaced("（含所属单位 with 下级", r"含所属单位", "含所属所属单位", "assets", "overview")
replaced("a person too many behind 名", r"(?<=编制\d\d)名", "名名", "duties")
