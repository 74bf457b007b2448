"""What numbers of the text that stand together tell of each other: differences that make up one, two numbers under one
name, and the first number under a heading."""

from __future__ import annotations

import pytest

from forms.check import check
from forms.prose.grammar import grammar
from tests.forms.check.variants import Variant, published, saying

BODY, YEAR = "bureau", 2024


def told(text: str, rule: str) -> list[str]:
    """The messages of the warnings and errors of a rule about an overview with that text."""
    said = saying(published(BODY, YEAR), Variant("", "overview", BODY, YEAR, text, (), ()), text)
    return [one.message for one in check(said) if one.rule == rule and one.level != "H" and one.span is not None]


RIGHT = "水利资金增加246.24万元，其中：渠道清淤增加286.24万元，机井维修减少40.00万元。"


def test_differences_that_make_up_the_one_before_them_are_passed_over() -> None:
    assert told(RIGHT, "G08") == []


@pytest.mark.parametrize(
    ("was", "wrong"),
    [("减少40", "增加40"), ("资金增加", "资金减少"), ("增加286.24", "减少286.24"), ("286.24", "268.24")],
)
def test_a_difference_that_is_turned_or_miswritten_beside_what_makes_it_up_is_told(was: str, wrong: str) -> None:
    assert len(told(RIGHT.replace(was, wrong), "G08")) == 1


def test_differences_that_make_up_that_of_another_sentence_are_told_when_one_is_turned() -> None:
    text = "水利资金增加246.24万元。\n渠道清淤增加286.24万元，机井维修增加40.00万元。"
    assert len(told(text, "G08")) == 1
    assert told(text.replace("维修增加", "维修减少"), "G08") == []


def test_two_amounts_one_behind_the_other_under_one_name_are_told() -> None:
    assert len(told("专项资金126.40万元，其中：水渠清淤6.00万元，水渠清淤120.40万元。", "G19")) == 1
    assert told("专项资金126.40万元，其中：水渠清淤6.00万元；水渠清淤120.40万元。", "G19") == []


@pytest.mark.parametrize(("name", "count"), [("预算收入", 0), ("支出预算", 1), ("收支预算", 0)])
def test_under_a_heading_of_the_income_it_is_told_first(name: str, count: int) -> None:
    assert (
        len(told(f"（一）收入情况\n2024年我局{name}1834.56万元。\n（二）支出情况\n2024年支出预算1834.56万元。", "G02"))
        == count
    )


def test_an_amount_that_is_told_with_what_its_bracket_includes_is_right() -> None:
    assert told("2024年项目支出731.50万元（含上年结转5.50万元）。", "G04") == []
    assert told("2024年项目支出731.50万元（含上年结转5.60万元）。", "G04") != []


def test_the_whole_told_once_more_above_its_items_is_not_their_sum() -> None:
    text = "（一）收入情况\n2024年收入总计1834.56万元，包括：本年收入合计1834.56万元。一般公共预算收入1834.56万元。"
    assert told(text, "G02") == []


@pytest.mark.parametrize(("year", "count"), [(2021, 1), (2023, 0), (2024, 0)])
def test_an_amount_of_this_years_tables_under_an_older_year_is_told(year: int, count: int) -> None:
    assert len(told(f"{year}年水利专项补贴1015.06万元。", "L01")) == count


@pytest.mark.parametrize("same", ["同上年", "与上年同"])
def test_the_same_as_last_year_is_told_in_few_words(same: str) -> None:
    said = grammar(published(BODY, YEAR).edition)
    assert said.level.search(f"公务接待费0万元,{same}。")
    assert not said.level.search(f"公务接待费0万元,{same}期比增加。")
