"""Slips in years and dates, laws, and the numbers of documents: what is announced, approved, compared, cited."""

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


_ANYWHERE = ("opening", "duties", "goals", "other", "assets")

replaced("年 twice", r"(?<=20\d\d) ?年", "年年", *_TOLD, "opening")
replaced("the year written twice", r"(<year> ?年)", r"\1\1", *_TOLD, "opening")
replaced("a year with a digit cut off", r"([与较比] ?20\d)\d(?= ?年)", r"\1", "overview", "three_public")
replaced("a year of another century", r"20(?=\d\d ?年)", "21", *_TOLD, "opening")
replaced("the year left out of the opening", r" ?<year> ?年(?=部门|单位)", "", "opening")
replaced("the year of a comparison left out", r"(?<=[与较比]) ?20\d\d(?= ?年)", "", "overview", "three_public")
replaced("the count of projects of last year", r"<year>(?=年，我)", "<last>", "projects")
replaced("the approval of last year", r"<year>(?=年\d+月\d+日批复)|(?<=批复日期为)<year>", "<last>", "other")
replaced("the publication of last year", r"<year>(?=年\d+月\d+日在)|(?<=公开日期：)<year>", "<last>", "other")
replaced("the publication before the approval", r"(?<=年)\d+(?=月\d+日。公开网址|月\d+日在)", "1", "other")
replaced("the publication next year", r"<year>(?=年\d+月\d+日在)|(?<=公开日期：)<year>", "<next>", "other")
replaced("a day above the month", r"(?<=\d月)\d+(?=日)", "32", *_ANYWHERE)
replaced("a month above the year", r"(?<=年)\d+(?=月\d+日)", "13", *_ANYWHERE)
replaced("a day without its month", r"(?<=年)\d+月(?=\d+日)", "", *_ANYWHERE)
replaced("a number of next year", r"〔20\d\d〕", "〔<next>〕", *_ANYWHERE)
replaced("round brackets of a number", r"〔(20\d\d)〕", r"（\1）", *_ANYWHERE)
replaced("a number without its number", r"(〔20\d\d〕)\d+(?=号)", r"\1", *_ANYWHERE)
replaced("a number of a year of three digits", r"〔20\d\d〕", "〔202〕", *_ANYWHERE)
replaced("预算 for 预决算 in a title", "地方预决算公开", "地方预算公开", "opening")
replaced("预算法 without 法", "预算法》", "预算》", "opening")
replaced("操作规程 as 操作规范", "公开操作规程", "公开操作规范", "opening")
replaced("a title marked twice", "《(?=[地关])", "《《", "opening")
replaced("a title closed by the opening mark", "》(?=[、和规])", "《", "opening")
replaced("the same rule cited twice", "(《[^》]+》)(?=、)", r"\1、\1", "opening")
replaced("the telephone with a digit too few", r"(?<=电话：)(0\d+-\d+)\d", r"\1", "other")
replaced("the telephone with a letter", r"(?<=电话：)(0\d+-\d\d)\d", r"\1l", "other")
replaced("the telephone left out", r"(?<=电话：)0\d+-\d+", "", "other")
replaced("an 附件 numbered twice", r"(?m)^2\.(?=项目绩效)", "1.", "other")
replaced("the end of the year as another day", r"(?<=12)月31日", "月1日", "assets")


def _in_value(name: str, change: str) -> None:
    """Register a kind that puts a date before the month of an indicator."""

    def make(document: Document, _: random.Random) -> Iterator[Slip]:
        for at, text in written(document, "X5I", "value"):
            if re.fullmatch(r"\d+月底前?", text):
                year = document.head.year
                yield in_cell(document, at, change.format(text=text, next=year + 1, before=year - 2))

    kind(name)(make)


_in_value("a goal to be reached next year", "{next}年{text}")
_in_value("a goal to be reached two years back", "{before}年{text}")
_in_value("月 twice in a date", "{text}月")


@kind("the goals of a project in last year")
def goals_last_year(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, text in written(document, "X5", "goals"):
        yield in_cell(document, at, f"{document.head.year - 1}年{text}")


@kind("the money of a project for last year")
def purpose_last_year(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, text in written(document, "X5", "purpose"):
        if text.startswith("用于"):
            yield in_cell(document, at, f"用于{document.head.year - 1}年{text[2:]}")


_CITED = ("opening", "goals", "duties")

replaced("a wrong character in 操作规程", "地方预决算公开操作规程", "地方预决算公开操作归程", "opening")
replaced("a character left out of 操作规程", "地方预决算公开操作规程", "地方预决算公开操规程", "opening")
replaced("a wrong character in 预算法", "《((?:中华人民共和国)?预算)法》", r"《\1发》", "opening")
replaced("a character left out of 预算法", "《中华人民共和国预算法》", "《中华人民和国预算法》", "opening")
replaced("预决算 as 预算 in a rule", "进一步推进预算公开", "进一步推进预决算公开公", "opening")
replaced("a title without its closing mark", "》(?=[、和规])", "", "opening")
replaced("a title without its opening mark", "《(?=地方|关于)", "", "opening")
replaced("square brackets of a number", r"〔(20\d\d)〕", r"[\1]", *_CITED)
replaced("no brackets of a number", r"〔(20\d\d)〕", r"\1", *_CITED)
replaced("a year of a number to come", r"〔20\d\d〕", "〔2091〕", *_CITED)
replaced("a number without 号", r"(〔20\d\d〕\d+)号", r"\1", *_CITED)
