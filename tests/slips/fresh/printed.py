"""Slips in what is printed around the content: heads, titles, headings, contents, notes, lines of the form."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise

from forms.document.document import Document
from forms.document.provenance import GivenTwice, NamedInContents, Source
from models.records import Address, RowAddress, TextChange
from tests.slips.slip import Make, Slip, in_printed, kind, lines, texts


def _printed(what: str, change: Callable[[Document, str], str]) -> Make:
    def make(document: Document, _: random.Random) -> Iterator[Slip]:
        yield from in_printed(document, what, lambda text: change(document, text))

    return make


def _turned_code(document: Document, text: str) -> str:
    code = document.head.unit.code
    place = next((at for at in range(1, len(code)) if code[at] != code[at - 1]), 0)
    turned = code[: place - 1] + code[place] + code[place - 1] + code[place + 1 :]
    return text.replace(code, turned) if place else text


def _placeless(document: Document, text: str) -> str:
    name = document.head.unit.name
    place = re.match(r".*?[市县区]", name)
    return text.replace(name, name[place.end() :]) if place else text


kind("two digits of the code in a head")(_printed("heads", _turned_code))
kind("a digit left out of the code in a head")(
    _printed("heads", lambda document, text: text.replace(document.head.unit.code, document.head.unit.code[:-1]))
)
kind("the place left out of the name in a head")(_printed("heads", _placeless))
kind("a head without its year")(_printed("heads", lambda _, text: re.sub(r"(年度：)20\d\d", r"\1", text)))
kind("a head without its measure")(_printed("heads", lambda _, text: re.sub("(单位：)万元", r"\1", text)))
kind("亿元 in the head of a table")(_printed("heads", lambda _, text: re.sub("(单位：)万元", r"\1亿元", text)))
kind("a year of two digits in a head")(_printed("heads", lambda _, text: re.sub(r"(年度：)20(\d\d)", r"\1\2", text)))
kind("国有资产 for 国有资本 in a title")(_printed("titles", lambda _, text: text.replace("国有资本", "国有资产")))
kind("the former 公共财政预算 in a title")(
    _printed("titles", lambda _, text: text.replace("一般公共预算", "公共财政预算"))
)
kind("财政拨款 left out of a title")(_printed("titles", lambda _, text: text.replace("财政拨款", "")))
kind("收入 for 支出 in a title")(
    _printed("titles", lambda _, text: text.replace("支出", "收入") if "收" not in text else text)
)
kind("another office in a title")(
    _printed("titles", lambda document, text: f"{document.head.unit.name[:3]}审计局{text}")
)
kind("（样表） left in a title")(_printed("titles", lambda _, text: f"{text}（样表）"))


def _headed(change: Callable[[Document, str], str]) -> Make:
    """A slip that changes the headings of sections."""

    def make(document: Document, _: random.Random) -> Iterator[Slip]:
        for section in document.edition.sections:
            stated = document.heading(section)
            new = change(document, stated)
            if section.title and document.section_text(section.id) and new != stated:
                slot = f"{section.id}.heading"
                yield Slip((TextChange(slot, document.texts.get(slot), new),), (section.id,), f"{stated} → {new}")

    return make


def _listed(change: Callable[[Document, str], str]) -> Make:
    """A slip that changes the lines of the contents that name sections."""

    def make(document: Document, _: random.Random) -> Iterator[Slip]:
        told = document.provenance
        for line in told.contents:
            new = change(document, line.text)
            if line.section and new != line.text:
                contents = tuple(replace(one, text=new) if one is line else one for one in told.contents)
                yield Slip((), (line.section,), f"{line.text} → {new}", replace(told, contents=contents))

    return make


def _other_kind(document: Document, text: str) -> str:
    own = document.head.kind
    return text.replace(own, {"部门": "单位", "单位": "部门"}[own], 1)


def _last_year(document: Document, text: str) -> str:
    """Last year before the words; the assets are those of its end."""
    return text if "资产" in text else re.sub("、", f"、{document.head.year - 1}年", text, count=1)


def _old_words(_: Document, text: str) -> str:
    for one, other in (("部门整体绩效目标", "预算绩效信息"), ("预算绩效信息", "部门整体绩效目标")):
        if one in text:
            return text.replace(one, other)
    return text.replace("绩效预算信息", "部门整体绩效目标")


kind("部门 for 单位 in a heading")(_headed(_other_kind))
kind("部门 for 单位 in the contents")(_listed(_other_kind))
kind("last year put into a heading")(_headed(_last_year))
kind("last year put into the contents")(_listed(_last_year))
kind("another form's heading of the goals")(_headed(_old_words))
kind("another form's heading of the goals in the contents")(_listed(_old_words))
kind("a heading with its page number behind it")(_headed(lambda _, text: f"{text}........7"))
kind("a mark of the finance office behind a heading")(_headed(lambda _, text: f"{text}（必填）"))
kind("a heading of two lines cut to the first")(
    _headed(lambda _, text: text[: len(text) // 2] if len(text) > 12 else text)
)
kind("a bookmark not defined in the contents")(_listed(lambda _, text: f"{text}错误!未定义书签。"))
kind("the code of a link in the contents")(_listed(lambda _, text: f'HYPERLINK \\l "_Toc158{len(text)}" {text}'))
kind("the number of an entry of the contents left out")(
    _listed(lambda _, text: re.sub(r"^[一二三四五六七八九十\d]+[、.]\s?", "", text))
)


@kind("an entry of the contents for a section there is not")
def entry_too_many(document: Document, chance: random.Random) -> Iterator[Slip]:
    told = document.provenance
    for number, line in enumerate(told.contents):
        if line.section and number:
            words = chance.choice(("部门决算情况说明", "重点项目绩效评价报告", "预算执行情况分析"))
            entry = NamedInContents(f"{line.text[:2]}{words}", "", line.source)
            contents = (*told.contents[:number], entry, *told.contents[number + 1 :])
            yield Slip((), (line.section,), f"{line.text} → {entry.text}", replace(told, contents=contents))


def _noted(change: Callable[[str], str]) -> Make:
    """A slip that changes the note of an empty table."""

    def make(document: Document, _: random.Random) -> Iterator[Slip]:
        for table in document.edition.tables:
            text = document.texts.get(f"{table}.notes", "")
            if "空表" in text and change(text) != text:
                change_ = TextChange(f"{table}.notes", text, change(text))
                yield Slip((change_,), (table,), f"{text} → {change(text)}")

    return make


kind("国有资产 for 国有资本 in a note")(_noted(lambda text: text.replace("国有资本", "国有资产")))
kind("a note of an empty table broken off")(_noted(lambda text: text[: text.rfind("，") + 1]))
kind("略 for the note of an empty table")(_noted(lambda _: "注：略。"))
kind("a placeholder in the note of an empty table")(_noted(lambda text: re.sub("无[^，]+", "无XX预算", text, count=1)))
kind("决算 in the note of an empty table")(_noted(lambda text: text.replace("预算", "决算")))


def _absent(table: str) -> Make:
    """A slip that leaves out a line of the form in which nothing stands."""

    def make(document: Document, _: random.Random) -> Iterator[Slip]:
        told = document.provenance
        for line in lines(document, table):
            columns = document.edition.tables[table].money_ids[line.side]
            if not any(document.value(Address(table, line.key, column)) for column in columns):
                row = RowAddress(table, line.key)
                yield Slip((), (row, table), f"{table} {line.label}", replace(told, absent=told.absent | {row}))

    return make


kind("a line of 表一 left out of the form")(_absent("T1"))
kind("a line of 表九 left out of the form")(_absent("T9"))


@kind("the same cell otherwise in a second file")
def given_twice(document: Document, chance: random.Random) -> Iterator[Slip]:
    told = document.provenance
    first, second = Source("预算公开表.xlsx", "1", "C7"), Source("公开说明.docx", "", "表3")
    for table in ("T1", "T3", "T5", "T6"):
        for line in lines(document, table):
            column = document.edition.tables[table].money_ids[line.side][0]
            at = Address(table, line.key, column)
            if document.value(at):
                fen = document.value(at) or 0
                stated = (f"{one / 1_000_000:.2f}" for one in (fen, fen + chance.randrange(1, 99) * 10_000))
                twice = GivenTwice(at, first, next(stated), second, next(stated))
                yield Slip((), (at_row_of(at), table), f"{at}", replace(told, twice=(*told.twice, twice)))


def at_row_of(at: Address) -> RowAddress:
    """The row of a cell."""
    return RowAddress(at.table, at.row)


@kind("the text of another section above the own")
def carried_over(document: Document, _: random.Random) -> Iterator[Slip]:
    told = list(texts(document))
    for (one, before), (section, text) in pairwise(told):
        if len(before) > 40:
            slot, last = f"{section}.text", before.rstrip().split("\n")[-1]
            change = TextChange(slot, document.texts.get(slot), f"{last}\n{text}")
            yield Slip((change,), (section, one), last[:40])
