"""Slips in the amounts of the texts: reckoned from a wrong base, left out, added, rounded, marked as unsure."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from decimal import Decimal

from forms.document.document import Document
from models.money import Fen
from models.records import Address
from tests.slips.slip import Slip, appended, in_text, kind, other_digit, replaced, texts, with_years

_ROUNDED = Decimal("0.05")
"""A per cent that is off by less is no slip that anybody sees."""
_TOLD = ("overview", "running", "three_public", "procurement")
_NUMBER = r"(?<![\d.])\d+(?:\.\d+)? ?(?=万元)"
_PLANNED = r"((?:<year> ?年)?(?:部门|单位)?预算收支安排 ?)(\d[\d.]*)"
_REASON = r"((?:主要)?原因[是为]|主要[是为])(?!\d)[^。；，\d]*[^。；\d]{4,}(?=[。；])"


def _fen(number: str) -> Fen:
    whole, _, part = number.strip().partition(".")
    return int(whole) * 1_000_000 + int(part.ljust(6, "0")[:6])


def _printed(fen: Fen) -> str:
    return f"{fen // 1_000_000}.{fen % 1_000_000 // 10_000:02}"


replaced(
    "the carry-over left out of the overview",
    r"[，；]上年结转(?:结余)? ?(?!0(?:\.0+)? ?万)\d[\d.]* ?万元(?:，占[\d.]+%)?(?=[。；，])",
    "",
    "overview",
)


@kind("the carry-over counted in the appropriation as well")
def carry_twice(document: Document, _: random.Random) -> Iterator[Slip]:
    for section, text in texts(document, "overview"):
        carry = re.search(r"上年结转(?:结余)? ?(\d[\d.]*) ?万元", text)
        found = re.search(r"一般公共预算(?:拨款)?收入 ?(\d[\d.]*)(?= ?万元)", text)
        if carry and found and _fen(carry[1]):
            yield in_text(document, section, found.span(1), _printed(_fen(found[1]) + _fen(carry[1])))


@kind("last year's total as this year's")
def last_total(document: Document, _: random.Random) -> Iterator[Slip]:
    for section, text in texts(document, "overview"):
        before = re.search(with_years(document, rf"<last> ?年预算 ?({_NUMBER})"), text)
        now = re.search(with_years(document, _PLANNED), text)
        if before and now:
            yield in_text(document, section, now.span(2), before[1].strip())


@kind("the difference told as this year's amount")
def whole_difference(document: Document, _: random.Random) -> Iterator[Slip]:
    for section, text in texts(document, "overview"):
        now = re.search(with_years(document, _PLANNED), text)
        found = re.search(rf"(?:增加|减少) ?({_NUMBER})", text[now.end() :]) if now else None
        if now and found:
            start, end = (now.end() + place for place in found.span(1))
            yield in_text(document, section, (start, end), now[2])


@kind("the differences of basic and project changed places")
def differences(document: Document, _: random.Random) -> Iterator[Slip]:
    pattern = rf"(基本支出(?:增加|减少) ?)({_NUMBER})(.+?项目支出(?:增加|减少) ?)({_NUMBER})"
    for section, text in texts(document, "overview"):
        for found in re.finditer(pattern, text):
            yield in_text(document, section, found.span(), found[1] + found[4] + found[3] + found[2])


@kind("a per cent reckoned on this year's amount")
def other_base(document: Document, _: random.Random) -> Iterator[Slip]:
    pattern = r"(增加|减少) ?(\d[\d.]*) ?万元，(?:增长|下降|降低) ?(\d+\.\d+)(?=%)"
    for section, text in texts(document, "overview", "three_public"):
        for found in re.finditer(pattern, text):
            change, rate = _fen(found[2]), Decimal(found[3])
            base = change / rate * 100
            now = base + change if found[1] == "增加" else base - change
            new = f"{change / now * 100:.2f}" if now > 0 else found[3]
            if abs(Decimal(new) - rate) > _ROUNDED:
                yield in_text(document, section, found.span(3), new)


@kind("a per cent a tenth as large")
def tenth(document: Document, _: random.Random) -> Iterator[Slip]:
    for section, text in texts(document, "overview", "three_public"):
        for found in re.finditer(r"(?<![\d.])(\d+)(\d)\.(\d+)(?=%)", text):
            yield in_text(document, section, found.span(), f"{found[1]}.{found[2]}{found[3][:1]}")


@kind("机关运行经费 with the whole of basic expenditure")
def whole_basic(document: Document, _: random.Random) -> Iterator[Slip]:
    basic = document.value(Address("T3", "total", "basic"))
    for section, text in texts(document, "running"):
        found = re.search(rf"经费(?:共计安排)? ?({_NUMBER})", text)
        if basic and found:
            yield in_text(document, section, found.span(1), _printed(basic), "T3")


@kind("机关运行经费 of a body that has none")
def no_running(document: Document, chance: random.Random) -> Iterator[Slip]:
    for section, text in texts(document, "running"):
        if "无机关运行经费" in text:
            year, own = document.head.year, document.head.kind
            for uses in ("办公费、差旅费", "水费、电费、取暖费"):
                amount = f"{chance.randrange(11, 60)}.{chance.randrange(10, 99)}"
                words = f"{year}年，我{own}机关运行经费共计安排{amount}万元，主要用于{uses}。"
                yield in_text(document, section, (0, len(text)), words)


@kind("an amount rounded to whole 万元 in the text")
def rounded(document: Document, _: random.Random) -> Iterator[Slip]:
    for section, text in texts(document, *_TOLD, "assets"):
        for found in re.finditer(_NUMBER, text):
            fen = _fen(found[0])
            if fen % 1_000_000:
                yield in_text(document, section, found.span(), str((fen + 500_000) // 1_000_000))


@kind("an amount cut after its first decimal")
def cut(document: Document, _: random.Random) -> Iterator[Slip]:
    for section, text in texts(document, *_TOLD, "assets"):
        for found in re.finditer(r"(?<![\d.])(\d+\.\d)[1-9](?=\d* ?万元)", text):
            yield in_text(document, section, found.span(), found[1])


@kind("a digit of the money in the section of projects")
def of_projects(document: Document, chance: random.Random) -> Iterator[Slip]:
    for section, text in texts(document, "projects"):
        for found in re.finditer(_NUMBER, text):
            yield in_text(document, section, found.span(), other_digit(found[0], chance), "X5")


@kind("assets to be bought told as all purchases")
def all_purchases(document: Document, _: random.Random) -> Iterator[Slip]:
    whole = re.search(rf"采购预算 ?({_NUMBER})", " ".join(text for _, text in texts(document, "procurement")))
    for section, text in texts(document, "assets"):
        found = re.search(rf"购置固定资产(?:总额为)? ?({_NUMBER})", text)
        if whole and found and _fen(whole[1]) != _fen(found[1]):
            yield in_text(document, section, found.span(1), whole[1])


@kind("a project listed twice in the overview")
def project_twice(document: Document, _: random.Random) -> Iterator[Slip]:
    for section, text in texts(document, "overview"):
        for found in re.finditer(r"(?<=[为、；])([^，。、；：]{4,40}?\d[\d.]* ?万元[、；])", text):
            if "年预算" not in found[0]:
                yield in_text(document, section, found.span(), found[1] * 2)


@kind("an item twice in the list of 机关运行经费")
def item_twice(document: Document, _: random.Random) -> Iterator[Slip]:
    for section, text in texts(document, "running"):
        for found in re.finditer(r"(?<=[、，])(?!主要)([^、，。：\d]{2,8}费)([ \d.万元]*)、", text):
            yield in_text(document, section, found.span(), found[0] * 2)


@kind("cars to be bought where no money is planned")
def cars(document: Document, chance: random.Random) -> Iterator[Slip]:
    if not document.value(Address("T9", "car.purchase", "total")):
        for section, text in texts(document, "three_public"):
            words = f"\n{document.head.year}年计划购置公务用车{chance.choice('123')}辆。"
            yield in_text(document, section, (len(text), len(text)), words, "T9")


@kind("guests where no reception is planned")
def guests(document: Document, chance: random.Random) -> Iterator[Slip]:
    if document.lines("T9") and not document.value(Address("T9", "reception", "total")):
        for section, text in texts(document, "three_public"):
            for batches in (chance.randrange(4, 9), chance.randrange(11, 30)):
                words = f"\n预计国内公务接待{batches}批次、{batches * 7}人次。"
                yield in_text(document, section, (len(text), len(text)), words, "T9")


@kind("fewer guests than batches")
def few_guests(document: Document, _: random.Random) -> Iterator[Slip]:
    for section, text in texts(document, "three_public"):
        if document.value(Address("T9", "reception", "total")) and "批次、" not in text:
            yield in_text(document, section, (len(text), len(text)), "\n国内公务接待36批次、18人次。")
        for found in re.finditer(r"(?<=批次、)\d+(?=人次)", text):
            yield in_text(document, section, found.span(), "18")


for item in ("因公出国（境）费", "公务用车运行维护费"):
    replaced(
        f"{item} left out of the changes", rf"{item}(?:与20\d\d年)?持平[；，](?:无增减变化；)?", "", "three_public"
    )
replaced("more by nothing", r"(?:与 ?(?:20\d\d ?年|上年)(?:相比)?)?持平", "增加0.00万元", "three_public", "overview")
replaced("a reason that repeats the fact", _REASON, r"\1本年支出有所变化", "overview", "three_public")
replaced("工作需要 as the reason", _REASON, r"\1工作需要", "overview", "three_public")
replaced("政策性因素 as the reason", _REASON, r"\1政策性等因素", "overview", "three_public")
replaced(
    "more persons as the reason of less money",
    r"(减少 ?[\d.]+ ?万元，(?:(?:降低|下降) ?[\d.]+%，)?(?:主要)?(?:原因)?[是为])(?!\d)[^。；]+",
    r"\1新录用公务员6名，人员经费增加",
    "overview",
    "three_public",
)
replaced(
    "因公出国 left out of the changes",
    r"因公出国（境）费(?:与20\d\d年)?持平[；，](?:无增减变化；)?",
    "",
    "three_public",
)
replaced(
    "运行维护费 left out of the changes",
    r"公务用车运行维护费(?:与20\d\d年)?持平[；，](?:无增减变化；)?",
    "",
    "three_public",
)
replaced("the letter l for a one", r"(?<![\d.])1(?=\d*\.?\d* ?万元)", "l", *_TOLD, "assets")
replaced("a small o for a zero behind the point", r"(?<=\.)0(?=\d? ?万元)", "o", *_TOLD, "assets")
replaced("约 before an amount", rf"(?<=[入排出费] )?(?={_NUMBER})", "约", "overview", "running")
replaced("左右 behind an amount", r"(?<=\d万元)(?=[，。；])", "左右", *_TOLD)
replaced("a question mark behind an amount", r"(?<=\d万元)(?=[，。；])", "（？）", *_TOLD)
replaced("the amount of before in brackets", r"(?<=\d)万元(?=[，。；])", "万元（原为36.80万元）", *_TOLD)
replaced("an underline for an amount", _NUMBER, "____", *_TOLD)
replaced("square brackets for an amount", _NUMBER, "【 】", *_TOLD)
replaced("asterisks for an amount", _NUMBER, "***", *_TOLD)
replaced(
    "empty places of a comparison",
    r"(?<=增加|减少) ?\d[\d.]* ?万元，(增长|降低|下降) ?\d[\d.]*%",
    r"    万元，\1    %",
    "three_public",
    "overview",
)
replaced("money that no table knows", r"(?m)(?<=万元)。$(?=\n3)", "；另安排偿债支出36.80万元。", "overview")
replaced("purchases told as 0.00", r"(?<=采购预算) ?(?!0)\d[\d.]*(?= ?万元)", "0.00", "procurement")
replaced("国有资产经营预算 in the text", "国有资本经营", "国有资产经营", "overview")
replaced("the former 公共财政预算 in the text", "一般公共预算", "公共财政预算", "overview", "glossary")
replaced("the end of this year for the assets", "(?:<last> ?年|上年)末", "本年末", "assets")
replaced("another limit of the price of equipment", "单价20万元", "单价50万元", "assets")
replaced("上年度 for 本年度", "本年度", "上年度", "assets")

appended(
    "shares that are more than the whole",
    "\n从支出结构看，基本支出占支出总额的72.40%，项目支出占支出总额的37.60%。",
    "overview",
)
appended(
    "a list in the text that does not add up",
    "\n项目资金具体包括：办公设备购置5.00万元、信息系统维护3.20万元、宣传印刷2.60万元，合计12.80万元。",
    "projects",
    "procurement",
)
appended("works that nobody buys", "\n其中：工程类采购预算86.50万元。", "procurement")
appended("a sentence of the accounts", "\n<last>年决算数比预算数减少0.36万元，完成年初预算的96.20%。", "three_public")
appended("a standard of a person in 万元", "\n其中临时人员工资按每人每月2600万元的标准安排。", "overview", "projects")
