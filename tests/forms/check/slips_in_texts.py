"""Slips in the 情况说明: units, signs, names, years, laws, headings."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from forms.document.document import Document
from models.records import TextChange
from tests.forms.check.slip_kinds import Slip, kind

_AMOUNT = re.compile(r"\d+\.\d{2}(?=\s*万元)")


def _text(kind_: str, document: Document, section: str, span: tuple[int, int], words: str) -> Slip:
    slot = f"{section}.text"
    text = document.texts[slot]
    new = text[: span[0]] + words + text[span[1] :]
    return Slip(kind_, (TextChange(slot, text, new),), (section,), f"{text[slice(*span)]} → {words}")


def _texts(document: Document, *keys: str) -> Iterator[tuple[str, str]]:
    for section in document.edition.sections:
        text = document.texts.get(f"{section.id}.text", "")
        if text and (not keys or section.key in keys) and "{" not in text:
            yield section.id, text


def _replacing(kind_: str, document: Document, pattern: str, words: str, *keys: str) -> Iterator[Slip]:
    for section, text in _texts(document, *keys):
        for found in re.finditer(pattern, text):
            yield _text(kind_, document, section, found.span(), found.expand(words))


_TOLD = ("opening", "overview", "running", "three_public", "procurement", "assets")


@kind
def ten_thousand_left_out(document: Document, _: random.Random) -> Iterator[Slip]:
    yield from _replacing("万 left out", document, r"(?<=\d)\s*万元", "元", *_TOLD[1:])


@kind
def the_unit_left_out(document: Document, _: random.Random) -> Iterator[Slip]:
    yield from _replacing("万元 left out", document, r"(?<=\d)\s*万元(?=[，。；])", "", *_TOLD[1:])


@kind
def the_amount_left_out(document: Document, _: random.Random) -> Iterator[Slip]:
    yield from _replacing("amount left out", document, r"\d[\d.]*(?=\s*万元)", "", *_TOLD[1:])


@kind
def a_point_left_out_in_the_text(document: Document, _: random.Random) -> Iterator[Slip]:
    yield from _replacing("text point", document, r"(\d{2,})\.(\d{2})(?=\s*万元)", r"\1\2", *_TOLD[1:])


@kind
def a_bracket_left_open(document: Document, _: random.Random) -> Iterator[Slip]:
    yield from _replacing("bracket", document, r"(?<=[一-鿿])[）”](?=[一-鿿，。])", "")


@kind
def two_marks(document: Document, _: random.Random) -> Iterator[Slip]:
    yield from _replacing("two marks", document, r"，(?=[一-鿿])", "，。")


@kind
def a_doubled_word(document: Document, _: random.Random) -> Iterator[Slip]:
    yield from _replacing("doubled word", document, r"(预算|支出|经费|项目|管理)(?=[一-鿿])", r"\1\1")


@kind
def a_cross_left(document: Document, _: random.Random) -> Iterator[Slip]:
    yield from _replacing("placeholder", document, r"\d[\d.]*(?=\s*万元)", "XX", *_TOLD[1:])


@kind
def the_other_kind_of_body(document: Document, _: random.Random) -> Iterator[Slip]:
    other = {"部门": "单位", "单位": "部门"}[document.head.kind]
    yield from _replacing("我单位", document, f"我{document.head.kind}", f"我{other}", *_TOLD)


@kind
def the_name_of_another_body(document: Document, chance: random.Random) -> Iterator[Slip]:
    name = document.head.unit.name
    place = re.match(r".*?[市县区]", name)
    other = (place[0] if place else "") + chance.choice(("水务局", "司法局", "文化广电和旅游局"))
    yield from _replacing("another body", document, re.escape(name), other, "opening", "assets", "goals")


@kind
def the_place_of_another_body(document: Document, _: random.Random) -> Iterator[Slip]:
    name = document.head.unit.name
    yield from _replacing("another place", document, re.escape(name), "青石县" + name[3:], "opening", "assets", "goals")


@kind
def a_year_too_late(document: Document, _: random.Random) -> Iterator[Slip]:
    year = document.head.year
    yield from _replacing("year", document, rf"{year}(?=年(?:部门|单位|预算|支出))", str(year + 1), *_TOLD)


@kind
def a_day_that_is_none(document: Document, _: random.Random) -> Iterator[Slip]:
    yield from _replacing("day", document, r"12月31日", "11月31日")


@kind
def a_wrong_day_of_the_assets(document: Document, _: random.Random) -> Iterator[Slip]:
    yield from _replacing("day of assets", document, r"\d{4}(?=年12月31日)", str(document.head.year), "assets")


@kind
def a_law_misnamed(document: Document, _: random.Random) -> Iterator[Slip]:
    yield from _replacing("law", document, r"地方预决算公开操作规程", "地方预决算公开操作归程", "opening")
    yield from _replacing("law", document, r"《((?:中华人民共和国)?预算)法》", r"《\1发》", "opening")


@kind
def a_paragraph_twice(document: Document, _: random.Random) -> Iterator[Slip]:
    yield from _replacing("paragraph twice", document, r"(?m)^(.{40,})$", r"\1\n\1", "duties", "overview", "goals")


@kind
def a_heading_number_left_out(document: Document, _: random.Random) -> Iterator[Slip]:
    yield from _replacing("number skipped", document, r"(?m)^([（(])三([）)])", r"\1四\2", "duties", "goals")
    yield from _replacing("number skipped", document, r"(?m)^三、", "四、", "overview", "goals")


@kind
def a_mobile_number(document: Document, _: random.Random) -> Iterator[Slip]:
    yield from _replacing("mobile", document, r"(?<=。)$", "联系电话：13903151234。", "other", "opening", "assets")


@kind
def a_sentence_cut(document: Document, _: random.Random) -> Iterator[Slip]:
    yield from _replacing("reason cut", document, r"(?:主要)?原因[是为]?[^。；]{8,}", "", "overview", "three_public")


@kind
def a_field_error(document: Document, _: random.Random) -> Iterator[Slip]:
    yield from _replacing("field error", document, r"\d[\d.]*(?=\s*万元)", "错误！未找到引用源。", *_TOLD[1:])


@kind
def a_homophone(document: Document, _: random.Random) -> Iterator[Slip]:
    pairs = {
        "预算": "预祘",
        "支出": "支处",
        "职责": "职则",
        "规定": "规订",
        "保障": "保章",
        "资金": "资今",
        "公务": "公物",
    }
    for right, wrong in pairs.items():
        yield from _replacing("homophone", document, rf"(?<=[一-鿿]){right}(?=[一-鿿])", wrong)
