"""Slips in how a paper is put together: notes of empty tables, numbers of headings and paragraphs, the contents, lost
and doubled paragraphs, marks and words, remarks left in, the glossary."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from forms.document.document import Document
from models.records import TextChange
from tests.slips.slip import Slip, in_text, kind, replaced, texts

_MARKS = ("opening", "overview", "running", "three_public", "goals", "procurement", "assets", "duties")


def _notes(document: Document) -> Iterator[tuple[str, str]]:
    for name in document.edition.tables:
        text = document.texts.get(f"{name}.notes", "")
        if text:
            yield name, text


@kind("the note of an empty table left out")
def no_note(document: Document, _: random.Random) -> Iterator[Slip]:
    for table, text in _notes(document):
        if "空表" in text and len(document.lines(table)) > 0:
            yield Slip((TextChange(f"{table}.notes", text, None),), (table,), text)


@kind("the note of another table")
def other_note(document: Document, _: random.Random) -> Iterator[Slip]:
    other = {"T7": "国有资本经营预算", "T8": "政府性基金预算", "T9": "政府采购预算"}
    for table, text in _notes(document):
        if table in other and "空表" in text:
            new = f"注：无{other[table]}，空表列示。"
            yield Slip((TextChange(f"{table}.notes", text, new),), (table,), f"{text} → {new}")


@kind("the note of an empty table under a full one")
def note_under_rows(document: Document, _: random.Random) -> Iterator[Slip]:
    for name, table in document.edition.tables.items():
        filled = any(document.value(at) for at in document.plan.addresses if at.table == name)
        if table.part == "budget" and filled:
            slot = f"{name}.notes"
            note = f"注：无{table.title.removeprefix(document.head.kind)}，空表列示。"
            yield Slip((TextChange(slot, document.texts.get(slot), note),), (name,), note)


@kind("a section left out")
def no_section(document: Document, _: random.Random) -> Iterator[Slip]:
    for section in document.edition.sections:
        text = document.section_text(section.id)
        if text and section.title and section.key != "earmarked":
            slot = f"{section.id}.text"
            yield Slip((TextChange(slot, document.texts.get(slot), None),), (section.id,), section.title)


@kind("the text of another section")
def other_section(document: Document, _: random.Random) -> Iterator[Slip]:
    told = [(one, text) for one, text in texts(document, "running", "three_public", "procurement", "assets")]
    for (one, _text), (_, other) in pairwise(told):
        slot = f"{one}.text"
        yield Slip((TextChange(slot, document.texts.get(slot), other),), (one,), other[:30])


@kind("a heading with another number")
def heading(document: Document, _: random.Random) -> Iterator[Slip]:
    for section in document.edition.sections:
        stated = document.heading(section)
        if stated[:2] in ("三、", "四、", "五、") and document.section_text(section.id):
            slot = f"{section.id}.heading"
            new = f"二、{stated[2:]}"
            yield Slip(
                (TextChange(slot, document.texts.get(slot), new),), (section.id, _before(document, section.id)), new
            )


def _before(document: Document, section: str) -> str:
    names = [one.id for one in document.edition.sections]
    return names[names.index(section) - 1]


@kind("a heading cut short")
def cut_heading(document: Document, _: random.Random) -> Iterator[Slip]:
    for section in document.edition.sections:
        stated = document.heading(section)
        if section.title and document.section_text(section.id) and len(stated) > 8:
            slot = f"{section.id}.heading"
            yield Slip((TextChange(slot, document.texts.get(slot), stated[:-1]),), (section.id,), stated[:-1])


@kind("a section left out of the contents")
def not_in_contents(document: Document, _: random.Random) -> Iterator[Slip]:
    told = document.provenance
    for line in told.contents:
        if line.section:
            rest = tuple(one for one in told.contents if one is not line)
            yield Slip((), (line.section,), line.text, replace(told, contents=rest))


@kind("other words in the contents")
def other_in_contents(document: Document, _: random.Random) -> Iterator[Slip]:
    told = document.provenance
    for line in told.contents:
        if line.section and len(line.text) > 6:
            wrong = replace_in(line.text)
            rest = tuple(replace(one, text=wrong) if one is line else one for one in told.contents)
            yield Slip((), (line.section,), f"{line.text} → {wrong}", replace(told, contents=rest))


def replace_in(text: str) -> str:
    """The entry with its number doubled: 三、 for 二、."""
    order = "一二三四五六七八九十"
    place = order.find(text[0])
    return order[(place + 1) % 10] + text[1:] if place >= 0 and text[1] == "、" else f"{text[:-2]}方案"


replaced("a paragraph twice", r"(?m)^(.{40,})$", r"\1\n\1", "duties", "overview", "goals")
replaced("a sentence twice", r"([^。\n]{20,}。)(?=.)", r"\1\1", "duties", "overview", "goals")
replaced("a lost paragraph of the numbered ones", r"(?m)^[（(]二[）)].*\n(?=[（(]三)", "", "duties", "goals")
replaced("a lost paragraph of the overview", r"(?m)^2、支出说明\n.*\n", "", "overview")
replaced("a lost comparison", r"(?ms)^3、比上年增减情况\n.*", "3、比上年增减情况", "overview")
replaced("a number of the paragraphs skipped", r"(?m)^([（(])三([）)])", r"\1四\2", "duties", "goals")
replaced("a number of the paragraphs twice", r"(?m)^([（(])三([）)])", r"\1二\2", "duties", "goals")
replaced("a 款 number skipped", r"(?m)^2、", "3、", "overview", "glossary", "goals")
replaced("a part number skipped", r"(?m)^二、", "三、", "goals")
replaced("a bracket left open", r"(?<=[一-鿿])[）”](?=[一-鿿，。、])", "", *_MARKS)
replaced("two marks", r"，(?=[一-鿿])", "，。", *_MARKS)
replaced("a half-width mark", r"(?<=[一-鿿])，(?=[一-鿿])", ",", *_MARKS)
replaced("a doubled word", r"(预算|支出|经费|项目|管理)(?=[一-鿿])", r"\1\1", *_MARKS)
replaced("a sentence broken off", r"(?m)(?<=[一-鿿])[一-鿿]{2}。$", "", "overview", "running", "goals")
replaced("a placeholder of the form", r"(?<=，)主要(?=[用原为])", "××主要", "overview", "running", "three_public")
replaced("a word of Word", r"(?m)^(?=[1一]、)", "单击或点击此处输入文字。", "overview", "goals")
replaced("a mobile number", r"(?<=。)$", "联系电话：13903151234。", "other", "opening", "assets")
replaced("a term not explained", r"(?m)^\d、项目支出：.*\n?", "", "glossary")
replaced("a term in other words", r"(?m)(?<=、)项目支出(?=：)", "项目之出", "glossary")
replaced("全省 in the paper of a county", r"全[县市区](?=[一-鿿])", "全省", "duties", "goals")


_TOLD = ("opening", "overview", "running", "three_public", "procurement", "assets")
_ALL = (*_TOLD, "duties", "goals")


@kind("two numbered paragraphs changed places")
def paragraphs(document: Document, _: random.Random) -> Iterator[Slip]:
    for section, text in texts(document, "duties", "goals"):
        for found in re.finditer(r"(?m)^([（(]二[）)].*)\n([（(]三[）)].*)$", text):
            yield in_text(document, section, found.span(), f"{found[2]}\n{found[1]}")


replaced("a number of the paragraphs in figures", r"(?m)^[（(]三[）)]", "（3）", "duties", "goals")
replaced("a paragraph without its number", r"(?m)^[（(]三[）)]", "", "duties", "goals")
replaced("a number without its mark", r"(?m)^2[、.]", "2", "overview", "glossary", "duties")
replaced("a part without its number", r"(?m)^二、(?=分项)", "", "goals")
replaced("a part numbered twice", r"(?m)^三、(?=工作)", "二、", "goals")
replaced("no full stop at the end of a paragraph", r"(?<=[一-鿿元%])。$", "", *_ALL)
replaced("a comma for the last full stop", r"。$", "，", *_ALL)
replaced("two full stops", r"。$", "。。", *_ALL)
replaced("a mark of enumeration before a full stop", r"(?<=[一-鿿元])。$", "、。", *_ALL)
replaced("the marks of 三公 turned round", "“三公”", "”三公“", *_ALL)
replaced("no marks around 三公", "“三公”", "“三公", *_ALL)
replaced("three public for “三公”", "“三公”", "“三功”", *_ALL)
replaced("a remark to be checked", r"。$", "。（此处请核实）", *_ALL)
replaced("a remark to be filled in", r"。$", "（待补充）。", *_ALL)
replaced("a remark of the office of finance", r"。$", "。【财政局审核意见：请补充说明】", *_ALL)
replaced("a copied page number", r"(?m)。$", "。\n— 3 —", "overview", "goals")
replaced("a bracket doubled", "（(?=[一-鿿])", "（（", *_ALL)
replaced("a bracket of another width", "）(?=[一-鿿，。、])", "]", *_ALL)
replaced("the head of a list without its list", r"(其中[：:]).+$", r"\1", "overview", "procurement")
replaced("见下表 as 见表", "见下表", "见表", "procurement", "projects", "assets", "duties")
replaced("a term without its meaning", r"(?m)^(\d、基本支出[：:]).+$", r"\1", "glossary")
replaced("a term explained twice", r"(?m)^(\d、基本支出[：:].+)$", r"\1\n\1", "glossary")
replaced(
    "the meaning of another term", r"(?m)^(\d、基本支出[：:]).+\n(\d、项目支出[：:])(.+)$", r"\1\3\n\2\3", "glossary"
)
replaced("a number of the glossary skipped", r"(?m)^3、", "5、", "glossary")
replaced("a clause twice", r"(，[^，。；\n]{8,30})(?=[，。；])", r"\1\1", *_ALL)
replaced("的 twice", r"的(?=[一-鿿])", "的的", *_ALL)
replaced(
    "a single word twice",
    r"(?<=[一-鿿])(负责|组织|制定|完成|落实|情况|资金)(?=[一-鿿])",
    r"\1\1",
    "duties",
    "goals",
    "assets",
)
replaced("a double negation", r"无(?=主管|其他|机关|项目)", "没无", "earmarked", "other", "running", "projects")
replaced("我 without 部门", r"我(?:部门|单位)(?=安排|机关|财政|共|“)", "我", "running", "three_public", "procurement")
replaced("本部门 for 我部门 of another kind", r"(?<=反映)本(?:部门|单位)(?=当年)", "本公司", "overview")
replaced("an English word of the office software", r"。$", "。Error! Reference source not found.", *_ALL)
replaced("a sign that no type has", "，(?=[一-鿿])", "�", *_ALL)
replaced(
    "the sections told in another order",
    r"(?ms)^(1、收入说明\n.+?)\n(2、支出说明\n.+?)\n(?=3、)",
    r"\2\n\1\n",
    "overview",
)
