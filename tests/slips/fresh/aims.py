"""Slips in goal tables and in what the text says of goals: indicators, plans, amounts, tables left out or copied."""

from __future__ import annotations

import random
import re
from calendar import isleap
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import pairwise

from forms.document.document import Document
from models.records import Address, Change, RowAddress, RowChange
from tests.slips.slip import (
    Make,
    Place,
    Slip,
    appended,
    at_row,
    cell,
    in_cell,
    in_text,
    kind,
    lines,
    other_digit,
    replaced,
    rewritten,
    texts,
    written,
)

_COLUMNS = ("level1", "level2", "level3", "description", "value", "basis")
_PLAN = ("march", "june", "october", "december")
_COUNTED = r"(?<![\d.])\d+(?:\.\d+)?(?= ?(?:万亩|万平方米|公里|吨|亩|户|条|批次|处|卷|平方米|家|项))"
_FIRST_NUMBER = r"\d+(?:\.\d+)?"


def _of(document: Document, project: str, level2: str = "") -> list[str]:
    """The rows of the indicators of a project, all or those of a type or level."""
    rows = [at.row for at, owner in written(document, "X5I", "project") if owner == project]
    return [
        row
        for row in rows
        if level2 in (document.text(Address("X5I", row, "level1")) + document.text(Address("X5I", row, "level2")))
    ]


def _cleared(document: Document, table: str, row: str, columns: tuple[str, ...]) -> list[Change]:
    cells = [Address(table, row, column) for column in columns]
    return [cell(document, at, None) for at in cells if document.text(at) or document.value(at)]


def _without(words: str) -> Make:
    """A slip that leaves out the indicators of a project that are of a type, or all of them."""

    def make(document: Document, _: random.Random) -> Iterator[Slip]:
        for line in lines(document, "X5"):
            rows = _of(document, line.key, words)
            changes = tuple(one for row in rows for one in _cleared(document, "X5I", row, _COLUMNS))
            if changes:
                yield Slip(changes, ("X5I", "X5", RowAddress("X5", line.key)), f"{line.key} {words}")

    return make


kind("a project without any indicator")(_without(""))
kind("a project without indicators of benefit")(_without("效益指标"))
kind("a project without 数量指标")(_without("数量指标"))
kind("a project without 成本指标")(_without("成本指标"))


@kind("a goal table left out")
def table_left_out(document: Document, _: random.Random) -> Iterator[Slip]:
    for line in lines(document, "X5"):
        columns = tuple(column.id for column in document.edition.tables["X5"].columns)
        gone = _cleared(document, "X5", line.key, columns)
        for row in _of(document, line.key):
            gone += _cleared(document, "X5I", row, ("project", *_COLUMNS))
            gone.append(RowChange(RowAddress("X5I", row), document.row_entry("X5I", row), None))
        gone.append(RowChange(RowAddress("X5", line.key), document.row_entry("X5", line.key), None))
        told = [one for one, text in texts(document, "projects", "overview") if re.search(r"项目\d+个|项目支出", text)]
        yield Slip(tuple(gone), ("X5", "T3", *told), f"{line.key} {document.text(Address('X5', line.key, 'name'))}")


def _values(change: Callable[[str], str], name: str = "") -> Make:
    """A slip in the value of the indicators whose names are so."""

    def make(document: Document, _: random.Random) -> Iterator[Slip]:
        for at, text in written(document, "X5I", "value"):
            if re.search(name, document.text(at._replace(column="level3"))) and change(text) != text:
                yield in_cell(document, at, change(text))

    return make


def _sub(pattern: str, words: str) -> Callable[[str], str]:
    return lambda text: re.sub(pattern, words, text, count=1)


kind("a day for a rate")(_values(_sub(r"^.*\d%.*$", "12月底前"), "率|满意度|密度|比例"))
kind("a rate for a day")(_values(_sub(r"^\d+月底?前?$", "≥95%")))
kind("persons in 元")(_values(_sub(r"(\d) ?(?:人次|人|户)$", r"\1元")))
kind("a satisfaction in persons")(_values(_sub(r"(\d)%", r"\1人"), "满意"))
kind("a rate a little above the whole")(_values(_sub(r"(9\d|100)%", "102%"), "率|满意度|密度"))
kind("a satisfaction that need not be reached")(_values(_sub(r"≥(\d)\d%", r"<\1%"), "满意"))
kind("the word of the form for a value")(_values(lambda _: "指标值"))
kind("LaTeX for ≥")(_values(_sub("≥|>=", r"$\\geq$")))
kind("an error of a name for a value")(_values(lambda _: "#NAME?"))
kind("a question mark for ≥")(_values(_sub("[≥≤]", "?")))
kind("a goal ten years on")(_values(_sub(r"^(\d+月底?前?)$", "2039年\\1")))
kind("31 June in a goal")(_values(_sub(r"^\d+月底?前?$", "6月31日前")))
kind("a day before the year begins")(_values(_sub(r"^\d+月底?前?$", "0月底前")))
kind("a value of two lines")(_values(_sub("^(.+)$", r"\1；\1")))
kind("from more to less")(_values(_sub(r"^[≥≤]?(\d{2})(?=[一-鿿%])", r"\1-1")))
kind("a rate as a number of days")(_values(_sub(r"(\d)%", r"\1天"), "率"))
rewritten("a basis with a placeholder", "X5I", "basis", lambda _: "XX文件")
rewritten("a basis with its title left open", "X5I", "basis", lambda text: f"《{text}")
rewritten("a description of one character", "X5I", "description", lambda text: text[:1])
rewritten("the description of the form", "X5I", "description", lambda _: "指标描述")
rewritten("an indicator with its number of the form", "X5I", "level3", lambda _: "指标1")
rewritten("an indicator with a character twice", "X5I", "level3", lambda text: f"{text[:2]}{text[1:]}")
rewritten("a type of another list", "X5I", "level2", lambda _: "其他指标")
rewritten("the title of a goal table cut off", "X5", "title", lambda text: text[:-2])
rewritten("the title of a goal table twice", "X5", "title", lambda text: text * 2)
rewritten("a remark behind the code of a project", "X5", "code", lambda text: f"{text}（暂）")
rewritten("a remark behind the name of a project", "X5", "name", lambda text: f"{text}（待批复）")
rewritten("the goals of a project broken off", "X5", "goals", lambda text: f"{text[: len(text) * 2 // 3]}，")
rewritten("the purpose of a project broken off", "X5", "purpose", lambda text: f"{text[: len(text) // 2]}、")


def _told_elsewhere(wrong: Callable[[str], str]) -> Make:
    """A slip in a value whose number the goals of the project or of the text tell too."""

    def make(document: Document, _: random.Random) -> Iterator[Slip]:
        told = " ".join(
            [text for _, text in texts(document, "goals")] + [text for _, text in written(document, "X5", "goals")]
        )
        for at, text in written(document, "X5I", "value"):
            number = re.search(r"(?<![\d.])(\d{2,}) ?(?![月年日])([一-鿿])", text)
            if number and re.search(rf"(?<![\d.]){number[1]} ?{number[2]}", told):
                yield in_cell(document, at, text.replace(number[1], wrong(number[1]), 1))

    return make


kind("a goal of one where there are many")(_told_elsewhere(lambda _: "1"))
kind("a number a hundred times as large")(_told_elsewhere(lambda number: f"{number}00"))


@kind("29 February of a common year")
def leap_day(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, text in written(document, "X5I", "value"):
        if re.fullmatch(r"\d+月底?前?", text) and not isleap(document.head.year):
            yield in_cell(document, at, f"{document.head.year}年2月29日前")


@kind("another number in a description")
def other_number(document: Document, chance: random.Random) -> Iterator[Slip]:
    for at, text in written(document, "X5I", "description"):
        value = re.search(r"(?<![\d.])(\d\d+)( ?)([一-鿿]+)$", document.text(at._replace(column="value")))
        if value and not re.search(r"[月年日元]", value[3]):
            yield in_cell(document, at, f"{text}，计划{other_digit(value[1], chance)}{value[3]}")


@kind("a cost under 质量指标")
def cost_as_quality(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, text in written(document, "X5I", "level2"):
        if text == "成本指标" and "元" in document.text(at._replace(column="value")):
            yield in_cell(document, at, "质量指标")


@kind("a satisfaction under 社会效益指标")
def satisfied_as_benefit(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, name in written(document, "X5I", "level3"):
        if name.endswith("满意度"):
            there = at._replace(column="level1"), at._replace(column="level2")
            changes = (cell(document, there[0], "产出指标"), cell(document, there[1], "时效指标"))
            yield Slip(changes, (at_row(at),), name)


@kind("the cost of another project")
def other_cost(document: Document, _: random.Random) -> Iterator[Slip]:
    costs = [(at, text) for at, text in written(document, "X5I", "value") if re.fullmatch(r"[≤=]?\d[\d.]* ?万元", text)]
    for (at, one), (other, another) in pairwise(costs):
        for there, was, new in ((at, one, another), (other, another, one)):
            budget = document.value(Address("X5", document.text(there._replace(column="project")), "budget"))
            if budget and was != new and Decimal(re.sub(r"[^\d.]", "", new)) * 1_000_000 > budget:
                yield in_cell(document, there, new)


@kind("the served of another project")
def other_served(document: Document, _: random.Random) -> Iterator[Slip]:
    cells = [(at, name) for at, name in written(document, "X5I", "level3") if name.endswith("满意度")]
    for (at, one), (other, _name) in pairwise(cells):
        there = at._replace(column="description")
        words = document.text(other._replace(column="description"))
        if words.startswith("满意的") and one[-5:-3] in document.text(there) and one[-5:-3] not in words:
            yield Slip((cell(document, there, words),), (at_row(at),), f"{one}: {words}")


def _planned(wrong: Callable[[str], str | None], *columns: str) -> Make:
    def make(document: Document, _: random.Random) -> Iterator[Slip]:
        for column in columns:
            for at, text in written(document, "X5", column):
                if wrong(text) != text:
                    yield in_cell(document, at, wrong(text))

    return make


kind("words in a plan")(_planned(lambda _: "按进度支付", *_PLAN))
kind("a plan below zero")(_planned(lambda text: f"-{text}" if text.strip("%0.") else text, *_PLAN))
kind("a plan with two points")(_planned(lambda text: text.replace(".", "..") if "." in text else f"{text}..0", *_PLAN))
kind("the end of a plan a little above the whole")(_planned(lambda _: "101", "december"))
kind("the end of a plan at nothing")(_planned(lambda _: "0", "december"))


@kind("another amount in the purpose of a project")
def other_purpose(document: Document, chance: random.Random) -> Iterator[Slip]:
    for at, text in written(document, "X5", "purpose"):
        budget = document.value(at._replace(column="budget"))
        if budget:
            wrong = other_digit(f"{budget // 1_000_000}.{budget % 1_000_000 // 10_000:02}", chance)
            yield in_cell(document, at, f"{text.rstrip('。')}，共{wrong}万元。")


@kind("last year's amount of a project in its goals")
def other_goals(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, text in written(document, "X5", "goals"):
        budget = document.value(at._replace(column="budget"))
        if budget:
            wrong = budget * 9 // 10_000_000
            yield in_cell(document, at, f"{text.rstrip('。')}，投入资金{wrong}.50万元。")


def _told_twice(document: Document, number: str, measure: str) -> list[Place]:
    """The indicators that state a number of the same measure."""
    stated = rf"(?<![\d.]){re.escape(number)} ?{re.escape(measure.lstrip()[:1])}"
    return [at_row(at) for at, value in written(document, "X5I", "value") if re.search(stated, value)]


@kind("a length, an area or a number of things in the goals of a project")
def counted(document: Document, chance: random.Random) -> Iterator[Slip]:
    for at, text in written(document, "X5", "goals"):
        for found in re.finditer(_COUNTED, text):
            also = _told_twice(document, found[0], text[found.end() :])
            if also:
                new = text[: found.start()] + other_digit(found[0], chance) + text[found.end() :]
                yield in_cell(document, at, new, *also)


@kind("a length, an area or a number of things in the goals of the text")
def counted_in_text(document: Document, chance: random.Random) -> Iterator[Slip]:
    for section, text in texts(document, "goals"):
        for found in re.finditer(_COUNTED, text):
            if _told_twice(document, found[0], text[found.end() :]):
                yield in_text(document, section, found.span(), other_digit(found[0], chance), "X5I", "X5")


@kind("another measure of a number in the goals of the text")
def other_measure(document: Document, _: random.Random) -> Iterator[Slip]:
    others = {
        "个": "平方米",
        "人次": "公里",
        "份": "吨",
        "座": "元",
        "台": "亩",
        "公里": "家",
        "家": "万亩",
        "处": "人",
        "户": "吨",
    }
    for section, text in texts(document, "goals"):
        for found in re.finditer(rf"(?<![\d.])(\d+(?:\.\d+)?)({'|'.join(others)})(?=[，。；、])", text):
            if _told_twice(document, found[1], found[2]):
                yield in_text(document, section, found.span(2), others[found[2]], "X5I", "X5")


@kind("a project told twice in the goals of the text")
def told_twice(document: Document, _: random.Random) -> Iterator[Slip]:
    for section, text in texts(document, "goals"):
        names = list(re.finditer(r"(?m)^[（(][一二三四五六七八九][）)] ?([^，。：\n]{4,30}?)。?$", text))
        for one, other in pairwise(names):
            yield in_text(document, section, other.span(1), one[1])


replaced("the measures left out of the goals", r"(?ms)^(?:三、|（三）|\(三\) ?)工作保障措施.*\Z", "", "goals")
replaced(
    "the aim of all left out of the goals",
    r"(?ms)^(?:一、|（一）)总体绩效目标\n.*?(?=^(?:二、|（二）)分项)",
    "",
    "goals",
)
replaced(
    "a heading of the goals without its text", r"(?m)^((?:一、|（一）)总体绩效目标)\n(?!\d|（)[^\n]+$", r"\1", "goals"
)
replaced(
    "a heading of the overview without its text", r"(?m)^(1、收入说明)\n(?:反映[^\n]+\n?|[^\n]+)$", r"\1", "overview"
)
replaced("积效 for 绩效", "绩效(?=目标：|自评|管理)", "积效", "goals")
replaced(
    "ten thousand times as many in the goals",
    r"(?<=\d)(?=人次|座|个[，。]|家[，。]|公里|条[，。]|份)",
    "万",
    "goals",
)

appended(
    "a goal with money and without a project",
    "\n（九）智慧大厅建设\n绩效目标：投入60.00万元，建成智慧大厅2个。",
    "goals",
)
appended("a value of the form left in the text", "\n绩效指标：指标内容1，指标值1。", "goals")
appended("a plan of years that are over", "\n按照“十二五”规划的要求，如期完成年度任务。", "goals", "duties")
appended("a goal of last year's plan", "\n力争到<last>年底完成上述全部任务。", "goals")
appended("a satisfaction above the whole in the text", "\n群众满意度达到108%以上。", "goals")


def _grades(change: Callable[[Document, str], dict[str, str]]) -> Make:
    """A slip in the four grades of an indicator of the older form."""

    def make(document: Document, _: random.Random) -> Iterator[Slip]:
        for line in lines(document, "X6"):
            new = change(document, line.key)
            changes = tuple(cell(document, Address("X6", line.key, name), text) for name, text in new.items())
            if changes:
                yield Slip(changes, (RowAddress("X6", line.key), "X6"), f"X6/{line.key} {new}")

    return make


def _turned(document: Document, row: str) -> dict[str, str]:
    good, fair = (document.text(Address("X6", row, name)) for name in ("good", "fair"))
    return {"good": fair, "fair": good} if good and fair and good != fair else {}


def _gap(document: Document, row: str) -> dict[str, str]:
    poor = document.text(Address("X6", row, "poor"))
    found = re.search(_FIRST_NUMBER, poor)
    return {"poor": poor.replace(found[0], str(int(Decimal(found[0])) // 2))} if found and Decimal(found[0]) > 3 else {}


kind("good and fair changed places")(_grades(_turned))
kind("a gap above the lowest grade")(_grades(_gap))
