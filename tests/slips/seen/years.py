"""Slips in years and dates: opening lines, headings, heads, comparisons, days that are none."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from forms.document.document import Document
from models.records import TextChange
from tests.slips.slip import Slip, in_cell, in_printed, kind, replaced, replacing, written

_TOLD = ("overview", "running", "three_public", "procurement")
_BEFORE_AMOUNTS = r"<year>(?= ?年(?:度)?(?:部门|单位|预算收入|支出预算|预算收支|，我))"
_YEAR = "(?<![第\\d])<year>(?= ?年)"


replaced("last year in the opening", _YEAR, "<last>", "opening")
replaced("next year in the opening", _YEAR, "<next>", "opening")
replaced(
    "last year before the amounts",
    _BEFORE_AMOUNTS,
    "<last>",
    *_TOLD,
)
replaced(
    "next year before the amounts",
    _BEFORE_AMOUNTS,
    "<next>",
    *_TOLD,
)
replaced("two years back as the year before", r"(?<=[较与比]) ?<last>(?= ?年)", "<before>", *_TOLD)
replaced("this year as the year before", r"(?<=[较与比]) ?<last>(?= ?年)", "<year>", *_TOLD)
replaced("the day of the assets this year", r"<last>(?= ?年 ?12 ?月 ?31 ?日)", "<year>", "assets")
replaced("the day of the assets two years back", r"<last>(?= ?年 ?12 ?月 ?31 ?日)", "<before>", "assets")
replaced("the end of the year before of the assets", r"<last>年末", "<before>年末", "assets")
replaced("a day that is none", r"12 ?月 ?31 ?日", "11月31日")
replaced("another day of the assets", r"12 ?月 ?31 ?日", "12月30日", "assets")
replaced("a year with a digit turned", r"(20)(\d)(\d)(?= ?年(?:度)?(?:部门|单位|预算|支出))", r"\1\3\2", *_TOLD)
replaced("a year with a digit too few", r"20(\d\d)(?= ?年(?:度)?(?:部门|单位|预算|支出))", r"2\1", *_TOLD)
replaced("a year of the goals before", r"<year>年(?=建设|度?力争|培育|新增|完成)", "<last>年", "goals")


@kind("30 February in a goal")
def february(document: Document, _: random.Random) -> Iterator[Slip]:
    for column in ("value", "description", "goals"):
        table = "X5" if column == "goals" else "X5I"
        for at, text in written(document, table, column):
            found = re.search(r"\d+月底前?", text)
            if found:
                yield in_cell(document, at, text.replace(found[0], "2月30日前"))


@kind("a month that is none in a goal")
def month(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, text in written(document, "X5I", "value"):
        if re.search(r"\d+月", text):
            yield in_cell(document, at, re.sub(r"\d+月", "13月", text, count=1))


@kind("a goal to be reached in another year")
def goal_of_last_year(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, text in written(document, "X5I", "value"):
        if re.fullmatch(r"\d+月底前?", text):
            yield in_cell(document, at, f"{document.head.year - 1}年{text}")


@kind("last year in the head of a table")
def head(document: Document, _: random.Random) -> Iterator[Slip]:
    yield from _heads(document, f"预算年度：{document.head.year}", f"预算年度：{document.head.year - 1}")


@kind("another day in the head of the assets")
def day_of_head(document: Document, _: random.Random) -> Iterator[Slip]:
    yield from _heads(document, "12月31日", "11月30日")
    yield from _heads(document, f"{document.head.year - 1}年12月31日", f"{document.head.year}年12月31日")


def _heads(document: Document, words: str, instead: str) -> Iterator[Slip]:
    yield from in_printed(document, "heads", lambda text: "".join(text.split()).replace(words, instead))


@kind("last year in a title")
def title(document: Document, _: random.Random) -> Iterator[Slip]:
    last = document.head.year - 1
    yield from in_printed(document, "titles", lambda text: f"{last}年{re.sub(r'20[0-9][0-9]年', '', text)}")


@kind("last year in the title of a goal table")
def title_of_goals(document: Document, _: random.Random) -> Iterator[Slip]:
    year = str(document.head.year)
    for column in ("name", "title"):
        for at, text in written(document, "X5", column):
            if year in text and "下达" not in text and "号" not in text:
                yield in_cell(document, at, text.replace(year, str(document.head.year - 1)))


@kind("a heading of last year")
def heading(document: Document, _: random.Random) -> Iterator[Slip]:
    for section in document.edition.sections:
        slot = f"{section.id}.heading"
        stated = document.texts.get(slot, "")
        if str(document.head.year) in stated:
            new = stated.replace(str(document.head.year), str(document.head.year - 1))
            yield Slip((TextChange(slot, stated, new),), (section.id,), new)


@kind("the year of the forecast in the goals")
def self_evaluation(document: Document, _: random.Random) -> Iterator[Slip]:
    last, following = document.head.year - 1, document.head.year + 1
    yield from replacing(document, rf"{last}年度(?=项目)", f"{following}年度", "goals")
