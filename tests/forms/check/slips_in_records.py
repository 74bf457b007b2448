"""Slips in goals, procurement and assets."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from itertools import pairwise

from forms.document.document import Document
from models.records import Address
from tests.forms.check.slip_kinds import Slip, at_row, cell, kind, of_cell
from tests.forms.documents import INDICATORS, PROJECTS


def _cells_of(document: Document, table: str, column: str) -> Iterator[tuple[Address, str]]:
    for line in document.lines(table) if table in document.edition.tables else ():
        at = Address(table, line.key, column)
        if document.text(at):
            yield at, document.text(at)


def _indicator(kind_: str, document: Document, column: str, pattern: str, words: str) -> Iterator[Slip]:
    for at, text in _cells_of(document, INDICATORS, column):
        if re.search(pattern, text):
            yield of_cell(kind_, document, at, re.sub(pattern, words, text, count=1))


@kind
def an_indicator_turned_round(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, name in _cells_of(document, INDICATORS, "level3"):
        value = at._replace(column="value")
        if name.endswith(("满意度", "完成率", "合格率", "覆盖率", "及时率")) and "≥" in document.text(value):
            yield of_cell("≤ for ≥", document, value, document.text(value).replace("≥", "≤"))


@kind
def an_indicator_above_the_whole(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, name in _cells_of(document, INDICATORS, "level3"):
        value = at._replace(column="value")
        if name.endswith(("满意度", "合格率", "覆盖率", "及时率")) and "%" in document.text(value):
            yield of_cell("above 100 %", document, value, "≥950%")


@kind
def a_per_cent_left_out(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, name in _cells_of(document, INDICATORS, "level3"):
        value = at._replace(column="value")
        if name.endswith(("率", "满意度")) and document.text(value).endswith("%"):
            yield of_cell("% left out", document, value, document.text(value)[:-1])


@kind
def an_indicator_left_blank(document: Document, _: random.Random) -> Iterator[Slip]:
    for column in ("value", "level3", "description"):
        for at, _text in _cells_of(document, INDICATORS, column):
            yield of_cell("indicator blank", document, at, None)


@kind
def an_indicator_of_another_type(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, name in _cells_of(document, INDICATORS, "level3"):
        kind_ = at._replace(column="level2")
        if name.endswith(("数量", "人数", "个数")) and document.text(kind_) == "数量指标":
            yield of_cell("type", document, kind_, "时效指标")


@kind
def a_project_with_another_budget(document: Document, _: random.Random) -> Iterator[Slip]:
    for line in document.lines(PROJECTS) if PROJECTS in document.edition.tables else ():
        at = Address(PROJECTS, line.key, "budget")
        fen = document.value(at)
        if fen:
            yield of_cell("budget of project", document, at, fen + 10_000_000)


@kind
def a_plan_that_falls(document: Document, _: random.Random) -> Iterator[Slip]:
    for line in document.lines(PROJECTS) if PROJECTS in document.edition.tables else ():
        at = Address(PROJECTS, line.key, "october")
        if document.text(at):
            yield of_cell("plan falls", document, at, "5")


@kind
def a_code_of_project_twice(document: Document, _: random.Random) -> Iterator[Slip]:
    codes = list(_cells_of(document, PROJECTS, "code"))
    for (at, one), (other, another) in pairwise(codes):
        if one != another:
            yield Slip("code twice", (cell(document, at, another),), (at_row(at), at_row(other)), f"{one} → {another}")


@kind
def a_quantity(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, text in _cells_of(document, "X2", "quantity"):
        yield of_cell("quantity", document, at, f"1{text}")


@kind
def a_measure_that_is_none(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, _text in _cells_of(document, "X2", "measure"):
        yield of_cell("measure", document, at, "1")


@kind
def a_catalogue_code(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, text in _cells_of(document, "X2", "catalogue"):
        yield of_cell("catalogue", document, at, text[:-1] + "Z" if len(text) > 3 else "Z99")


@kind
def offices_above_buildings(document: Document, _: random.Random) -> Iterator[Slip]:
    for line in document.lines("X3"):
        at = Address("X3", line.key, "value")
        if "办公用房" in line.label:
            yield of_cell("offices", document, at, 99_999_000_000)


@kind
def vehicles_in_the_text(document: Document, _: random.Random) -> Iterator[Slip]:
    for line in document.lines("X3"):
        at = Address("X3", line.key, "quantity")
        if "车辆" in line.label and document.text(at):
            yield of_cell("vehicles without number", document, at, None)
