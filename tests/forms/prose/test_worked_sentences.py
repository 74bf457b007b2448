"""The ten sentences of `forms/prose/README.md`: each stands in the variant it names, and binds what is said there."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from forms.document.document import Document
from forms.prose import movements as prose
from forms.prose.lists import lists
from forms.prose.movements import Movement
from forms.prose.statements import stated
from forms.prose.why import reason
from models.money import show
from tests.forms.check.variants import Variant, saying, variants, worked_on

README = Path(prose.__file__).with_name("README.md")
_ROW = re.compile(r"^\| (?P<sentence>[^|]+) \| [^|]+ \| `(?P<file>\w+)\.toml` (?P<name>[^|]+) \|$", re.MULTILINE)


@cache
def variant(name: str) -> Variant:
    return next(one for one in variants() if one.name == name)


@cache
def document(name: str) -> Document:
    """The disclosure whose text is that variant."""
    one = variant(name)
    return saying(worked_on(one.body, one.year), one, one.text)


def bound(name: str) -> dict[str, str]:
    return {one.slot: one.quantity.number for one in stated(document(name))}


def movement(name: str, row: str) -> tuple[Movement, str]:
    """What the variant says of a row, and the reason it gives."""
    told = [(one, reason(one, found)) for _, found in prose.movements(document(name)) for one in found]
    return next((one, why) for one, why in told if one.row == row)


def told(one: Movement) -> dict[str, str]:
    parts = {"now": one.now, "before": one.before, "change": one.change, "percent": one.percent}
    return {name: part.number.number for name, part in parts.items() if part}


def sentences() -> list[tuple[str, str]]:
    """The sentences of the page, each with the name of its variant."""
    found = _ROW.finditer(README.read_text(encoding="utf-8"))
    return [(row["sentence"], f"{row['file']} {row['name']}") for row in found]


def test_the_page_has_ten_sentences() -> None:
    assert len(sentences()) == 10


@pytest.mark.parametrize(("sentence", "name"), sentences())
def test_a_sentence_of_the_page_stands_in_its_variant(sentence: str, name: str) -> None:
    assert sentence in variant(name).text


def test_amounts_are_bound_by_the_words_before_them() -> None:
    slots = bound("income 千分位、括号里的小标题")
    assert slots["T1/income.total/amount"] == "6,192.37"
    assert slots["T1/income.general/amount"] == "5,236.80"


def test_a_date_is_no_amount() -> None:
    assert bound("more 资产万元") == {"X3/total/value": "563.28", "X8/planned/amount": "6.00"}


def test_a_total_has_its_list() -> None:
    found = {one.whole.slot: [item.number for item in one.items] for one in lists(document("expenditure 项目列举"))}
    assert found["T3/total/project"] == ["150.00", "6.00", "570.00"]


@pytest.mark.parametrize("name", ["movement 写出上年数", "movement 括号里的上年数"])
def test_last_years_amount_is_told_apart_from_the_difference(name: str) -> None:
    one, _ = movement(name, "total")
    assert told(one) == {"now": "1834.56", "before": "1902.18", "change": "67.62", "percent": "3.55"}
    assert one.change is not None
    assert one.change.more is False


def test_a_reason_may_stand_before_the_verb() -> None:
    one, why = movement("movement 一是二是的原因", "basic")
    assert (told(one), why) == ({"change": "48.44"}, "人员调资")


def test_a_difference_follows_from_both_amounts() -> None:
    one, why = movement("others 三公从上年数降为", "car.running")
    assert (told(one)["before"], told(one)["now"], why) == ("7.60", "7.20", "节约用车")
    assert one.change is not None
    assert show(one.change.fen) == "-0.40"


def test_two_rows_are_level_together() -> None:
    name = "three 两项一并说"
    rows = [movement(name, row)[0] for row in ("abroad", "car.purchase")]
    assert all(one.level is not None and not told(one) for one in rows)
    assert bound(name)["T9/car.purchase/total"] == "0"
    assert "T9/abroad/total" not in bound(name)


def test_the_reason_of_the_whole_may_stand_behind_its_parts() -> None:
    _, why = movement("three 原因在最后", "three")
    assert why == "严格落实中央八项规定精神，厉行节约"


def test_a_row_is_level_without_an_amount() -> None:
    one, _ = movement("three 未安排", "abroad")
    assert one.level is not None
    assert told(one) == {}
