"""Slips in what the texts say of amounts: twice, without a part, in another order, with another sign."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from forms.document.document import Document
from tests.slips.slip import Slip, in_text, kind, other_digit, replaced, texts

_TOLD = ("overview", "running", "three_public", "procurement", "assets")
_AMOUNT = r"(?<![\d.])\d+\.\d+ ?万元"


@kind("two amounts of a sentence changed places")
def exchanged(document: Document, _: random.Random) -> Iterator[Slip]:
    for section, text in texts(document, *_TOLD):
        for found in re.finditer(rf"({_AMOUNT})([^。\n]{{2,30}}?)({_AMOUNT})", text):
            if found[1] != found[3]:
                yield in_text(document, section, found.span(), found[3] + found[2] + found[1])


@kind("a part left out of a sum in the text")
def part_left_out(document: Document, _: random.Random) -> Iterator[Slip]:
    for section, text in texts(document, "overview", "procurement", "running"):
        for found in re.finditer(r"(?<=万元)[，、；][^，、；。（\d]{3,14}?(\d+\.\d+) ?万元(?=[，、；。])", text):
            before = text[text.rfind("。", 0, found.start()) + 1 : found.start()]
            if "其中" in before and found[1].strip("0.") and not re.search(r"[增减比较]", found[0]):
                yield in_text(document, section, found.span(), "")


@kind("a digit of last year's amount in the text")
def last_year(document: Document, chance: random.Random) -> Iterator[Slip]:
    for section, text in texts(document, "overview", "three_public"):
        for found in re.finditer(r"(?:20\d\d ?年(?:预算)?|上年) ?(\d+\.\d+) ?万元(?:相比)?(?=增加|减少)", text):
            yield in_text(document, section, found.span(1), other_digit(found[1], chance))


@kind("an amount with a digit too few in the text")
def digit_lost(document: Document, chance: random.Random) -> Iterator[Slip]:
    for section, text in texts(document, *_TOLD):
        for found in re.finditer(r"(?<![\d.])\d{2,}(?=\.\d+ ?万元)", text):
            place = chance.randrange(len(found[0]))
            new = found[0][:place] + found[0][place + 1 :]
            if new[0] != "0" and new != found[0]:
                yield in_text(document, section, found.span(), new)


@kind("the same digit once more in an amount of the text")
def digit_doubled(document: Document, chance: random.Random) -> Iterator[Slip]:
    for section, text in texts(document, *_TOLD):
        for found in re.finditer(r"(?<![\d.])[1-9]\d*(?=\.\d+ ?万元)", text):
            place = chance.randrange(len(found[0]))
            yield in_text(document, section, found.span(), found[0][: place + 1] + found[0][place:])


replaced("an amount told twice over", rf"({_AMOUNT})(?=[，；。])", r"\1\1", *_TOLD)
replaced("万元 twice", r"(?<=\d) ?万元", "万元万元", *_TOLD)
replaced("a comma at the wrong thousands", r"(?<![\d.])(\d{2,})(\d{2}\.\d\d)(?= ?万元)", r"\1,\2", *_TOLD)
replaced("a decimal too many in the text", r"(?<![\d.])([1-9]\d*\.\d)(\d?)(?= ?万元)", r"\g<1>\g<2>55", *_TOLD)
replaced("a per cent without its point", r"(\d+)\.(\d+)(?=%)", r"\1\2", "overview", "three_public")
replaced("a per cent without its sign", r"(?<=\d)%", "", "overview", "three_public")
replaced("百分点 for %", r"(?<=\d)%", "个百分点", "overview", "three_public")
replaced("per mille for %", r"(?<=\d)%", "‰", "overview", "three_public")
replaced("both directions at once", r"(增加|减少)(?= ?\d+\.\d+ ?万元)", "增加减少", "overview", "three_public")
replaced("no change by an amount", r"(?:增加|减少)(?= ?\d+\.\d+ ?万元)", "持平", "overview", "three_public")
replaced("less by an amount below zero", r"(?<=减少)(?= ?\d+\.\d+ ?万元)", "-", "overview", "three_public")
replaced(
    "the verb of a difference left out", r"(?<=[费出])(?:增加|减少)(?=\d+\.\d+ ?万元)", "", "overview", "three_public"
)
replaced("其他原因 as the reason", r"((?:主要)?原因[是为])[^。；]{6,}", r"\1其他原因", "overview", "three_public")
replaced("a reason begun twice", r"((?:主要)?原因[是为])(?=[^。；]{6,})", r"\1\1", "overview", "three_public")
replaced("a reason still to be filled in", r"((?:主要)?原因[是为])[^。；]{6,}", r"\1……", "overview", "three_public")
replaced("决算 for 预算 in the text", r"(?<=支出)预算(?= ?[\d为])", "决算", "overview")
replaced("收入 for 支出", r"(?<=年)(?:本部门|本单位)?支出(?=预算)", "收入", "overview")
replaced("项目支出 for 基本支出", r"(?<=[：，])基本支出(?= ?\d)", "项目支出", "overview")
replaced("公用经费 for 人员经费", r"人员经费(?= ?\d)", "公用经费", "overview")
replaced("接待费 for 运行费", r"公务用车运行维护费(?= ?\d)", "公务接待费", "three_public")
replaced("the item of 三公经费 written wrong", r"公务接待费(?= ?[\d持减增])", "公务招待", "three_public")
replaced("an amount of the text in full-width digits", r"(?<![\d.])[1-9](?=\d*\.\d+ ?万元)", "８", *_TOLD)
replaced("a space within an amount", r"(?<![\d.])(\d+)\.(\d\d)(?= ?万元)", r"\1. \2", *_TOLD)
replaced("a point too many behind an amount", r"(?<=\d)(?= ?万元[，；。])", ".", *_TOLD)
