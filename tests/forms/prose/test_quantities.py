"""Numbers of the text told apart, and the way back from the squeezed text to what was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.document.fields import field, fill
from forms.form.load import KINDS, edition
from forms.prose.grammar import grammar
from forms.prose.quantities import Squeezed, quantities
from models.money import show


def found(text: str) -> list[tuple[str, str]]:
    return [(one.kind, one.number) for one in quantities(Squeezed(text).text)]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("预算收入2083.68万元", [("money", "2083.68")]),
        ("2024年预算", [("year", "2024")]),
        ("2018-2019年差异化错峰生产", [("year", "2018")]),
        ("廊办〔2018〕72号", [("document", "〔2018〕72号")]),
        ("唐财建【2023】133号2024年资金2.7万元", [("document", "[2023]133号"), ("year", "2024"), ("money", "2.7")]),
        ("截止到 2020 年 12 月 31 日资产 1160.08 万元", [("date", "2020"), ("money", "1160.08")]),
        ("截止时间：2023-12-31", [("date", "2023")]),
        ("降低 12.55%。", [("percent", "12.55")]),
        ("完成技术交易额4.6亿元", [("money", "4.6")]),
        ("服务企业 1000 家次", [("count", "1000")]),
        ("１，２３４．５０万元", [("money", "1,234.50")]),
    ],
)
def test_the_kind_of_a_number(text: str, kinds: list[tuple[str, str]]) -> None:
    assert found(text) == kinds


@given(st.integers(0, 10**12))
def test_an_amount_is_read_exactly(fen: int) -> None:
    (one,) = quantities(f"共{show(fen)}万元")
    assert one.fen == fen


@given(st.text(alphabet="预算 　\t12.万元（），\n", max_size=60))
def test_what_is_squeezed_leads_back(text: str) -> None:
    squeezed = Squeezed(text)
    for start in range(len(squeezed.text)):
        first, last = squeezed.span(start, start + 1)
        assert text[first:last] == squeezed.original(start, start + 1)
        assert squeezed.place(first) == start


KEPT = st.lists(st.one_of(st.text(alphabet="预算12\n", max_size=6), st.sampled_from("abc").map(field)), max_size=6)


@given(KEPT.map("".join), st.data())
def test_a_passage_is_rewritten_where_it_stands(kept: str, data: st.DataObject) -> None:
    filled = fill(kept, lambda slot: slot * 3)
    start = data.draw(st.integers(0, len(filled.text)))
    end = data.draw(st.integers(start, len(filled.text)))
    again = fill(filled.rewritten((start, end), "新"), lambda slot: slot * 3)
    assert again.text == f"{filled.text[:start]}新{filled.text[end:]}"


def test_a_field_that_is_not_touched_stays_a_field() -> None:
    filled = fill(f"共{field('a')}万元，其中{field('b')}", lambda slot: {"a": "12.00", "b": "3.00"}[slot])
    assert filled.text == "共12.00万元，其中3.00"
    assert filled.rewritten((1, 6), "13.00") == f"共13.00万元，其中{field('b')}"
    assert filled.rewritten((8, 9), "含") == f"共{field('a')}万元含其中{field('b')}"


@pytest.mark.parametrize(
    ("text", "fen", "agrees"),
    [
        ("共8.55万元", 8_550_000, True),
        ("共8.6万元", 8_550_000, False),
        ("约8.6万元", 8_550_000, True),
        ("约8.7万元", 8_550_000, False),
        ("1830余万元", 1_834_560_000, True),
        ("1830余万元", 1_844_560_000, False),
        ("近1835万元", 1_834_560_000, True),
        ("1835万元左右", 1_834_560_000, True),
        ("0.18亿元", 1_834_560_000, True),
        ("0.19亿元", 1_774_560_000, False),
    ],
)
def test_an_amount_told_about_agrees_at_its_own_precision(text: str, fen: int, agrees: bool) -> None:
    near = grammar(edition(2024, KINDS[0])).near
    (one,) = quantities(Squeezed(text).text, near)
    assert one.agrees(fen) is agrees


def test_an_amount_with_fewer_decimals_is_rounded() -> None:
    (one,) = quantities("8.6万元")
    assert one.rounds(8_550_000)
    assert not one.rounds(8_440_000)
