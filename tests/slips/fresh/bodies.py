"""Slips in names and natures of bodies: written by ear or by look, another's, former ones, of another kind."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from forms.document.document import Document
from tests.slips.slip import (
    Make,
    Slip,
    appended,
    at_row,
    cell,
    in_cell,
    in_text,
    kind,
    replaced,
    rewritten,
    texts,
    written,
)

_TOLD = ("opening", "overview", "running", "three_public", "goals", "procurement", "assets", "projects")
_SOUNDS = {"局": "居", "院": "员", "处": "除", "馆": "管", "学": "雪", "业": "夜", "输": "书", "民": "名", "档": "党"}
_LOOKS = {
    "农": "衣",
    "石": "右",
    "息": "患",
    "市": "布",
    "工": "土",
    "人": "入",
    "中": "申",
    "档": "挡",
    "运": "远",
    "西": "酉",
}
_FORMER = (
    "国土资源局",
    "环境保护局",
    "工商行政管理局",
    "质量技术监督局",
    "食品药品监督管理局",
    "卫生和计划生育局",
    "扶贫开发办公室",
)


def _like(name: str, marks: dict[str, str]) -> str:
    """The name with its last character that has a like one changed into that."""
    place = max((at for at, mark in enumerate(name) if mark in marks), default=-1)
    return name[:place] + marks[name[place]] + name[place + 1 :] if place >= 0 else name


def _place(document: Document) -> str:
    found = re.match(r".*?[市县区]", document.head.unit.name)
    return found[0] if found else ""


def _own(document: Document, words: str, *keys: str) -> Iterator[Slip]:
    name = document.head.unit.name
    for section, text in texts(document, *keys) if words != name else ():
        for found in re.finditer(re.escape(name), text):
            yield in_text(document, section, found.span(), words)


def _alike(marks: dict[str, str], *keys: str) -> Make:
    def make(document: Document, _: random.Random) -> Iterator[Slip]:
        yield from _own(document, _like(document.head.unit.name, marks), *keys)

    return make


kind("the own name written by ear")(_alike(_SOUNDS, *_TOLD, "duties"))
kind("a look-alike in the own name")(_alike(_LOOKS, *_TOLD, "duties"))
rewritten("the name of a listed unit written by ear", "X1", "name", lambda name: _like(name, _SOUNDS))
rewritten("a look-alike in the name of a listed unit", "X1", "name", lambda name: _like(name, _LOOKS))
rewritten("a figure in the name of a listed unit", "X1", "name", lambda name: f"{name[:-2]}0{name[-1]}")
rewritten("the filler of a goal table written by ear", "X5", "unit", lambda name: _like(name, _SOUNDS))


@kind("another office in the overview")
def other_office(document: Document, chance: random.Random) -> Iterator[Slip]:
    other = chance.choice(("统计局", "审计局", "民政局", "退役军人事务局"))
    yield from _own(document, f"{_place(document)}{other}", "overview", "procurement", "duties")


@kind("the office of another place in the overview")
def other_place(document: Document, _: random.Random) -> Iterator[Slip]:
    own = document.head.unit.name.removeprefix(_place(document))
    yield from _own(document, f"清泉县{own}", "overview", "procurement", "duties")


@kind("the filler of a goal table without its place")
def placeless(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, text in written(document, "X5", "unit"):
        if _place(document) and _place(document) in text:
            yield in_cell(document, at, text.replace(_place(document), ""))


@kind("the filler of a goal table from another place")
def other_filler(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, text in written(document, "X5", "unit"):
        if _place(document) and _place(document) in text:
            yield in_cell(document, at, text.replace(_place(document), "清泉县"))


@kind("a court's or a school's word for the own body")
def other_self(document: Document, chance: random.Random) -> Iterator[Slip]:
    name = document.head.unit.name
    words = [word for word, ends in (("我院", "院"), ("我校", "学校"), ("我局", "局")) if name[-1] not in ends]
    for section, text in texts(document, *_TOLD, "earmarked", "other"):
        for found in re.finditer("我(?:部门|单位)", text):
            yield in_text(document, section, found.span(), chance.choice(words))


@kind("the own body called a company")
def company(document: Document, _: random.Random) -> Iterator[Slip]:
    for section, text in texts(document, *_TOLD, "earmarked", "other"):
        for found in re.finditer("我(?:部门|单位)", text):
            yield in_text(document, section, found.span(), "我公司")


@kind("职责 of the other kind of body")
def other_duties(document: Document, _: random.Random) -> Iterator[Slip]:
    own = document.head.kind
    other = {"部门": "单位", "单位": "部门"}[own]
    for section, text in texts(document, "duties", "overview"):
        for found in re.finditer(f"{own}(?=职责[：:])|(?<=本){own}(?=当年)|(?<=年度){own}(?=预算中)", text):
            yield in_text(document, section, found.span(), other)


def _natured(column: str, new: str, pattern: str) -> Make:
    """A slip that writes another nature, rank or funding of the listed units whose names end so."""

    def make(document: Document, _: random.Random) -> Iterator[Slip]:
        for at, name in written(document, "X1", "name"):
            there = at._replace(column=column)
            if re.search(pattern, name) and document.text(there) != new:
                yield in_cell(document, there, new)

    return make


_SERVING = "(?:中心|站|馆|院|学|大队|支队)$"
_GOVERNING = "(?:局|局本级|局机关|办事处（本级）)$"
kind("a centre as an administrative body")(_natured("nature", "行政", _SERVING))
kind("an office as an enterprise")(_natured("nature", "企业", _GOVERNING))
kind("the rank of a province in a county")(_natured("rank", "正厅级", "."))
kind("a rank of no scale")(_natured("rank", "一级", "."))
kind("an office that earns its own money")(_natured("funding", "经费自理", _GOVERNING))
kind("a way of funding there is not")(_natured("funding", "部分", "."))
kind("nature with rank behind it")(_natured("nature", "事业副科级", _SERVING))


@kind("rank and funding of a unit changed places")
def exchanged(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, rank in written(document, "X1", "rank"):
        other = at._replace(column="funding")
        if document.text(other):
            changes = (cell(document, at, document.text(other)), cell(document, other, rank))
            yield Slip(changes, (at_row(at),), f"{rank} ↔ {document.text(other)}")


@kind("同上 in the list of units")
def as_above(document: Document, chance: random.Random) -> Iterator[Slip]:
    for at, _text in written(document, "X1", chance.choice(("rank", "funding"))):
        yield in_cell(document, at, "同上")


@kind("a listed unit with two names in its cell")
def two_names(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, name in written(document, "X1", "name"):
        yield in_cell(document, at, f"{name}{name[len(_place(document)) :]}")


@kind("a subtotal of purchases with a unit that is not listed")
def unlisted(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, text in written(document, "X2", "project"):
        if text.endswith("小计"):
            yield in_cell(document, at, f"{_place(document)}信访局小计")


@kind("a former name of an office of the place")
def former(document: Document, chance: random.Random) -> Iterator[Slip]:
    for section, text in texts(document, "duties", "goals"):
        for found in re.finditer("(?<=[，。、；])(?=负责|组织|做好|加强|落实|指导|推进)", text):
            name = chance.choice(_FORMER)
            yield in_text(document, section, found.span(), f"会同{_place(document)}{name}，")


@kind("the rule on the posts of another office")
def other_rule(document: Document, _: random.Random) -> Iterator[Slip]:
    for section, text in texts(document, "duties"):
        for found in re.finditer("(?<=《)([^》]{4,30})(?=职能配置、内设机构)", text):
            yield in_text(document, section, found.span(), f"{_place(document)}文化广电和旅游局")
        if "职能配置、内设机构" not in text:
            rule = f"《{_place(document)}水利局职能配置、内设机构和人员编制规定》"
            yield in_text(document, section, (0, 0), f"根据{rule}，我{document.head.kind}主要职责是：\n")


@kind("our province for our place")
def province(document: Document, _: random.Random) -> Iterator[Slip]:
    for section, text in texts(document, "overview", "goals", "duties"):
        for found in re.finditer("(?<=我)[市县区](?=[一-鿿])", text):
            yield in_text(document, section, found.span(), "省")


replaced("全镇 for the whole of a county or city", r"全[市县区](?=[一-鿿])", "全镇", "duties", "goals")
replaced("全国 for the whole of a county or city", r"全[市县区](?=[一-鿿])", "全国", "duties", "goals")
replaced("a village's body over a county's", r"[市县区](委、)[市县区](?=政府)", r"村\1村", "duties")
replaced("persons counted two years back", r"<last>(?=年(?:末|12月31日，)(?:在职|实有))", "<before>", "duties")
replaced("a hundred times as many who have retired", r"(?<=退休)(?:人员)?(\d+)(?=人)", r"\g<1>00", "duties")
replaced("a count of units in words beside another in figures", r"(?<=单位)(共?\d+个)", r"\1（二十一个）", "duties")

appended("another body's last sentence", "\n青石镇人民政府无其他需要说明的事项。", "other", "earmarked")
appended("posts that are more than all", "\n其中：工勤编制2名，占编制总数的106%。", "duties")
