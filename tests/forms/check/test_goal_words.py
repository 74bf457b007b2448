"""Values of goal tables: what is read as a sign, a number and a unit, and what is not; endings of names."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.check.special.goal_entries import Measure, longest_ending, measure
from forms.form.load import KINDS, edition

FORM = edition(2024, KINDS[0])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("≥95%", Measure("≥", Decimal(95), "%")),
        (">= 240 家", Measure(">=", Decimal(240), "家")),
        ("$\\geq 150\\%$", Measure("\\geq", Decimal(150), "%")),
        ("1.8 万元/年", Measure("", Decimal("1.8"), "万元/年")),
        ("不少于５家以上", Measure("不少于", Decimal(5), "家")),
        ("≥45,000平方米", Measure("≥", Decimal(45000), "平方米")),
        ("10月底", Measure("", Decimal(10), "月底")),
    ],
)
def test_a_value_is_read(text: str, found: Measure) -> None:
    assert measure(FORM, text) == found


@pytest.mark.parametrize("text", ["", "按时上报", "2020年3月底前完成", "1.5万元和2万元", "没有环境污染是100分"])
def test_what_states_no_single_value_is_not_read(text: str) -> None:
    assert measure(FORM, text) is None


@given(st.decimals(min_value=0, max_value=10**9, places=2), st.sampled_from(["", "≥", "≤", "<", ">="]))
def test_every_number_is_read_with_its_sign(number: Decimal, sign: str) -> None:
    found = measure(FORM, f"{sign}{number:f} %")
    assert found == Measure(sign, number, "%")


@given(st.text(max_size=40))
def test_no_text_is_too_odd(text: str) -> None:
    found = measure(FORM, text)
    assert found is None or found.number >= 0


def test_the_longest_ending_wins_and_remarks_are_passed_over() -> None:
    endings = {"率": ("%",), "周转率": (), "人数": ("人",)}
    assert longest_ending("资金周转率", endings) == "周转率"
    assert longest_ending("合格率（%）", endings) == "率"
    assert longest_ending("培训人员", endings) == ""
