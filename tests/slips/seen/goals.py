"""Slips in the goal tables: projects and their amounts, plans, indicators."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from forms.document.document import Document
from models.records import Address
from tests.slips.slip import Make, Slip, at_row, cell, in_cell, kind, lines, other_digit, written

_RATES = ("满意度", "完成率", "合格率", "覆盖率", "及时率", "治理率", "开出率", "准确率", "审核率", "免疫密度")
_CENT = 10_000


def _values(document: Document, *ends: str) -> Iterator[tuple[Address, str]]:
    """The values of the indicators whose name ends so, or of all."""
    for at, name in written(document, "X5I", "level3"):
        value = at._replace(column="value")
        if document.text(value) and (not ends or name.endswith(ends)):
            yield value, document.text(value)


def _rewritten(pattern: str, words: str, *ends: str) -> Make:
    def make(document: Document, _: random.Random) -> Iterator[Slip]:
        for at, text in _values(document, *ends):
            new = re.sub(pattern, words, text, count=1)
            if new != text:
                yield in_cell(document, at, new)

    return make


kind("≤ for ≥ of a rate")(_rewritten("≥", "≤", *_RATES))
kind("a rate above the whole")(_rewritten(r"(\d+)%", r"\g<1>0%", *_RATES))
kind("a rate without %")(_rewritten(r"(\d)%", r"\1", *_RATES))
kind("a rate in persons")(_rewritten(r"(\d)%", r"\1人", *_RATES))
kind("a number without its unit")(
    _rewritten(r"(\d)(?:个|人|台|座|辆|份|家|项|次|人次)$", r"\1", "数量", "人数", "人次")
)
kind("a number with a per cent")(_rewritten(r"(\d)(?:个|人|台|座|辆|份|家|项)$", r"\1%", "数量", "人数"))
kind("a cost in 元")(_rewritten(r"(\d)万元", r"\1元", "成本"))
kind("a cost above the budget")(_rewritten(r"(\d+)万元", r"9\1万元", "成本"))
kind("≥ of a cost")(_rewritten("≤", "≥", "成本"))
kind("≥ of complaints")(_rewritten(r"^(?=0次)", "≥3", "次数"))


def _left_blank(column: str) -> Make:
    def make(document: Document, _: random.Random) -> Iterator[Slip]:
        for at, _text in written(document, "X5I", column):
            yield in_cell(document, at, None)

    return make


kind("an indicator without its value")(_left_blank("value"))
kind("an indicator without its name")(_left_blank("level3"))
kind("an indicator without its description")(_left_blank("description"))


def _projects(column: str, wrong: Callable[[int], int | None]) -> Make:
    def make(document: Document, _: random.Random) -> Iterator[Slip]:
        for line in lines(document, "X5"):
            at = Address("X5", line.key, column)
            fen = document.value(at)
            if fen and wrong(fen) != fen:
                yield in_cell(document, at, wrong(fen))

    return make


kind("a project with another budget")(_projects("budget", lambda fen: fen + 10_000_000))
kind("a project in 元")(_projects("budget", lambda fen: fen * 10_000))
kind("a project without its budget")(_projects("budget", lambda _: None))
kind("a project whose fiscal part differs")(_projects("fiscal", lambda fen: fen - 1_370_000))


@kind("two digits of the budget of a project")
def turned_budget(document: Document, chance: random.Random) -> Iterator[Slip]:
    for line in lines(document, "X5"):
        at = Address("X5", line.key, "budget")
        fen = document.value(at)
        if fen:
            yield in_cell(document, at, int(other_digit(str(fen // _CENT), chance)) * _CENT)


@kind("budgets of two projects changed places")
def swapped_budgets(document: Document, _: random.Random) -> Iterator[Slip]:
    cells = [Address("X5", line.key, "budget") for line in lines(document, "X5")]
    for one, other in pairwise(cells):
        if document.value(one) and document.value(other) and document.value(one) != document.value(other):
            changes = (cell(document, one, document.value(other)), cell(document, other, document.value(one)))
            yield Slip(changes, (at_row(one), at_row(other)), f"{one.row} ↔ {other.row}")


def _plan(column: str, new: str | None, only: str = r"\d") -> Make:
    def make(document: Document, _: random.Random) -> Iterator[Slip]:
        for at, text in written(document, "X5", column):
            if re.match(only, text):
                yield in_cell(document, at, new)

    return make


kind("a plan that stops short")(_plan("december", "90", "100"))
kind("a plan that falls")(_plan("october", "5"))
kind("a plan above the whole")(_plan("june", "150"))
kind("a plan in 万元")(_plan("december", "1000", "100"))
kind("a plan without its end")(_plan("december", None, "100"))


@kind("a code of a project twice")
def code_twice(document: Document, _: random.Random) -> Iterator[Slip]:
    for (at, one), (other, another) in pairwise(written(document, "X5", "code")):
        if one != another:
            yield in_cell(document, at, another, at_row(other))


@kind("a code of a project cut short")
def code_cut(document: Document, _: random.Random) -> Iterator[Slip]:
    codes = list(written(document, "X5", "code"))
    for at, code in codes if len(codes) > 1 else ():
        yield in_cell(document, at, code[:-2])


@kind("an indicator of another type")
def other_type(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, name in written(document, "X5I", "level3"):
        type_ = at._replace(column="level2")
        if name.endswith(("数量", "人数", "个数", "人次")) and document.text(type_) == "数量指标":
            yield in_cell(document, type_, "时效指标")
        if name.endswith("满意度"):
            yield in_cell(document, type_, "数量指标")


@kind("an indicator under another level")
def other_level(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, text in written(document, "X5I", "level1"):
        if text == "产出指标":
            yield in_cell(document, at, "效益指标")


@kind("an indicator twice")
def indicator_twice(document: Document, _: random.Random) -> Iterator[Slip]:
    rows = [line.key for line in lines(document, "X5I")]
    for one, other in pairwise(rows):
        columns = ("level2", "level3", "description", "value")
        cells = [(Address("X5I", one, column), Address("X5I", other, column)) for column in columns]
        same = all(
            document.text(Address("X5I", one, c)) == document.text(Address("X5I", other, c))
            for c in ("project", "level1")
        )
        if same and all(document.text(at) for at, _ in cells):
            changes = tuple(cell(document, there, document.text(at)) for at, there in cells)
            yield Slip(changes, (at_row(cells[0][0]), at_row(cells[0][1])), document.text(cells[1][0]))


@kind("the goals copied from another project")
def copied_goals(document: Document, _: random.Random) -> Iterator[Slip]:
    for (at, one), (other, another) in pairwise(written(document, "X5", "goals")):
        if one != another and len(one) > 15:
            yield in_cell(document, other, one, at_row(at))


@kind("the name of a project differs from its title")
def other_title(document: Document, chance: random.Random) -> Iterator[Slip]:
    for at, title in written(document, "X5", "title"):
        name = document.text(at._replace(column="name"))
        if len(name) > 5 and name in title:
            place = chance.randrange(1, len(name) - 2)
            yield in_cell(document, at, title.replace(name, name[:place] + name[place + 1 :]))


@kind("a number of the goals of a project")
def number_of_goals(document: Document, chance: random.Random) -> Iterator[Slip]:
    for at, text in written(document, "X5", "goals"):
        values = [value for value, owner in _of_project(document, at.row)]
        for found in re.finditer(r"(?<=[^\d.第])(\d+)(?=人次|个|台|座|人|份)", text):
            if len(found[1]) > 1 and any(found[1] in value for value in values):
                new = text[: found.start()] + other_digit(found[1], chance) + text[found.end() :]
                yield in_cell(document, at, new, *{at_row(one) for _, one in _of_project(document, at.row)})


def _of_project(document: Document, project: str) -> list[tuple[str, Address]]:
    return [
        (text, at)
        for at, text in written(document, "X5I", "value")
        if document.text(at._replace(column="project")) == project
    ]


@kind("a number of a description")
def number_of_description(document: Document, chance: random.Random) -> Iterator[Slip]:
    for at, text in written(document, "X5I", "description"):
        value = re.search(r"\d+", document.text(at._replace(column="value")))
        found = re.search(r"\d+", text)
        if value and found and value[0] == found[0] and len(found[0]) > 1:
            yield in_cell(document, at, text.replace(found[0], other_digit(found[0], chance), 1))


@kind("an indicator with a placeholder")
def placeholder(document: Document, chance: random.Random) -> Iterator[Slip]:
    for at, _text in _values(document):
        yield in_cell(document, at, chance.choice(("XX", "××%", "指标值1", "目标内容1")))


@kind("the unit of a value differs")
def other_unit(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, text in _values(document, "数量", "人数", "人次", "面积"):
        if re.search(r"\d(?:个|台|座|辆|份|万亩)", text):
            yield in_cell(document, at, re.sub(r"(?<=\d)(?:个|台|座|辆|份|万亩)", "月", text))


@kind("a project without satisfaction")
def no_satisfaction(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, text in written(document, "X5I", "level1"):
        if text == "满意度指标":
            columns = ("level1", "level2", "level3", "description", "value", "basis")
            cells = [at._replace(column=column) for column in columns]
            changes = tuple(cell(document, one, None) for one in cells if document.text(one))
            yield Slip(changes, (at_row(at), "X5I", "X5"), text)
