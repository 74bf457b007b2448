"""Slips in years, days and the numbers of documents: what is announced, approved, compared, cited."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from forms.document.document import Document
from tests.slips.slip import Slip, in_cell, kind, replaced, written

_TOLD = ("overview", "running", "three_public", "procurement")
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
