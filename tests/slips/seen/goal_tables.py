"""Slips in the goal tables and in what the text says of goals."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import pairwise

from forms.document.document import Document
from models.records import Address
from tests.slips.slip import Make, Slip, at_row, cell, in_cell, in_text, kind, lines, replaced, texts, written

_PLAN = ("march", "june", "october", "december")


def _values(pattern: str, words: str, column: str = "value") -> Make:
    def make(document: Document, _: random.Random) -> Iterator[Slip]:
        for at, text in written(document, "X5I", column):
            new = re.sub(pattern, words, text, count=1)
            if new != text:
                yield in_cell(document, at, new)

    return make


kind("≥ twice")(_values("≥", "≥≥"))
kind("≥ and ≤ together")(_values("≥", "≥≤"))
kind("> and = for ≥ turned round")(_values("≥", "=>"))
kind("% before its number")(_values(r"(\d+)%", r"%\1"))
kind("% twice")(_values("%", "%%"))
kind("a rate in per mille")(_values("%", "‰"))
kind("a rate of nothing")(_values(r"≥\d+%", "≥0%"))
kind("a rate with two points")(_values(r"(\d)(\d)%", r"\1.\2.5%"))
kind("a unit twice")(_values(r"(\d)(个|人|台|家|座|份|次|公里|吨|户|条)$", r"\1\2\2"))
kind("a number without its digits")(_values(r"^([≥≤]?)\d+(?=个|人|台|家|座|份|次|公里|吨|户|条)", r"\1"))
kind("a cost without its unit")(_values(r"(\d)万元$", r"\1"))
kind("a cost with a digit turned")(_values(r"≤(\d)(\d)(\d*)万元", r"≤\2\1\3万元"))
kind("good for 100%")(_values("^100%$", "优"))
kind("a type that is none")(_values("指标$", "", "level2"))
kind("a level with a character twice")(_values("指标", "指指标", "level1"))
kind("同上 for a description")(_values("^.+$", "同上", "description"))
kind("a description cut off")(_values("(?<=.{5}).{2}$", "", "description"))
kind("a description with a placeholder")(_values("^", "XX", "description"))


def _blank(column: str) -> Make:
    def make(document: Document, _: random.Random) -> Iterator[Slip]:
        for at, _text in written(document, "X5I", column):
            yield in_cell(document, at, None)

    return make


kind("an indicator without its basis")(_blank("basis"))
kind("an indicator without its type")(_blank("level2"))


def _from_above(column: str) -> Make:
    """A slip that copies a column of an indicator from the one above."""

    def make(document: Document, _: random.Random) -> Iterator[Slip]:
        for (at, text), (other, was) in pairwise(written(document, "X5I", column)):
            same = document.text(at._replace(column="project")) == document.text(other._replace(column="project"))
            if same and text != was:
                yield in_cell(document, other, text, at_row(at))

    return make


kind("the name of the indicator above")(_from_above("level3"))
kind("the description of the indicator above")(_from_above("description"))


@kind("a plan with two quarters turned round")
def turned(document: Document, _: random.Random) -> Iterator[Slip]:
    for line in lines(document, "X5"):
        one, other = Address("X5", line.key, "june"), Address("X5", line.key, "october")
        if document.text(one) and document.text(other) and document.text(one) != document.text(other):
            changes = (cell(document, one, document.text(other)), cell(document, other, document.text(one)))
            yield Slip(changes, (at_row(one),), document.text(one))


@kind("a plan in parts of one")
def parts_of_one(document: Document, _: random.Random) -> Iterator[Slip]:
    for line in lines(document, "X5"):
        cells = [Address("X5", line.key, column) for column in _PLAN]
        if all(document.text(at) for at in cells):
            changes = tuple(cell(document, at, f"{Decimal(document.text(at).strip('%')) / 100:f}") for at in cells)
            yield Slip(changes, (at_row(cells[0]),), line.key)


@kind("a plan of each quarter by itself")
def each_quarter(document: Document, _: random.Random) -> Iterator[Slip]:
    for line in lines(document, "X5"):
        cells = [Address("X5", line.key, column) for column in _PLAN]
        if all(document.text(at) for at in cells):
            yield Slip(tuple(cell(document, at, "25") for at in cells), (at_row(cells[0]),), line.key)


def _project(column: str, wrong: Callable[[str], str | None]) -> Make:
    def make(document: Document, _: random.Random) -> Iterator[Slip]:
        for at, text in written(document, "X5", column):
            if wrong(text) != text:
                yield in_cell(document, at, wrong(text))

    return make


kind("a project without its goals")(_project("goals", lambda _: None))
kind("a project without its purpose")(_project("purpose", lambda _: None))
kind("a project without its name")(_project("name", lambda _: None))
kind("a project without its code")(_project("code", lambda _: None))
kind("the letter O in the code of a project")(_project("code", lambda text: text.replace("00", "O0", 1)))
kind("a code of a project with a digit too many")(_project("code", lambda text: f"{text}0"))
kind("a goal table with the number of another")(_project("title", lambda text: re.sub(r"^[2-9]、", "1、", text)))
kind("a placeholder for the goals of a project")(_project("goals", lambda _: "目标内容"))


@kind("a project that costs nothing")
def for_nothing(document: Document, _: random.Random) -> Iterator[Slip]:
    for line in lines(document, "X5"):
        at = Address("X5", line.key, "budget")
        if document.value(at):
            yield in_cell(document, at, 0)


@kind("the purpose of another project")
def other_purpose(document: Document, _: random.Random) -> Iterator[Slip]:
    for (at, one), (other, was) in pairwise(written(document, "X5", "purpose")):
        if one != was and len(one) > 8:
            yield in_cell(document, other, one, at_row(at))


@kind("the name of another project")
def other_name(document: Document, _: random.Random) -> Iterator[Slip]:
    for (at, one), (other, was) in pairwise(written(document, "X5", "name")):
        if one != was:
            yield in_cell(document, other, one, at_row(at))


@kind("a project without output indicators")
def no_output(document: Document, _: random.Random) -> Iterator[Slip]:
    for line in lines(document, "X5"):
        columns = ("level1", "level2", "level3", "description", "value", "basis")
        rows = [
            at.row
            for at, text in written(document, "X5I", "level1")
            if text == "产出指标" and document.text(at._replace(column="project")) == line.key
        ]
        cells = [Address("X5I", row, column) for row in rows for column in columns]
        changes = tuple(cell(document, at, None) for at in cells if document.text(at))
        if changes:
            yield Slip(changes, ("X5I", at_row(Address("X5", line.key, "name"))), line.key)


@kind("a project misspelt in the goals")
def misspelt(document: Document, chance: random.Random) -> Iterator[Slip]:
    names = [text for _, text in written(document, "X5", "name")]
    for section, text in texts(document, "goals", "overview"):
        for name in names:
            place = chance.randrange(1, len(name) - 2)
            for found in re.finditer(re.escape(name), text):
                yield in_text(document, section, found.span(), name[:place] + name[place + 1 :], "X5")


@kind("a number of the goals in the text with a digit too many")
def longer(document: Document, _: random.Random) -> Iterator[Slip]:
    values = [text for _, text in written(document, "X5I", "value")]
    for section, text in texts(document, "goals"):
        for found in re.finditer(r"(?<=[一-鿿])(\d{2,})(?=[公人个家座次份条吨户台])", text):
            if any(re.search(rf"(?<!\d){found[0]}(?!\d)", value) for value in values):
                yield in_text(document, section, found.span(), f"{found[0]}0", "X5I", "X5")


replaced("a goal of the text left empty", r"(?m)^(绩效目标：).+$", r"\1", "goals")
replaced("a goal of the text cut off", r"(?m)^(绩效目标：.{4,}?)，.+$", r"\1，", "goals")
replaced("the amount of a project left empty", r"(?<=经费|资金)\d[\d.]*(?= ?万元)", "", "overview")
