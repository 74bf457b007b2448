"""Money: what a person may type, what is shown for it, one rounding, and nothing lost on the way."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.money import UNITS, NotMoney, from_number, in_unit, parse, show, to_integer

LARGEST = 9_000_000_000_000_000_000
FEN = st.integers(-LARGEST, LARGEST)
UNIT = st.sampled_from(sorted(UNITS))


@given(FEN, UNIT, st.integers(0, 6))
def test_what_is_shown_can_be_typed_again(fen: int, unit: str, places: int) -> None:
    assert parse(show(fen, unit, places), unit) == fen


@given(FEN, UNIT)
def test_thousands_separators_unit_and_full_width_change_nothing(fen: int, unit: str) -> None:
    plain = show(fen, unit)
    grouped = f"{Decimal(plain):,f}"
    wide = grouped.translate({letter: letter + 0xFEE0 for letter in range(0x21, 0x7F)})
    for text in (grouped, wide, f" {plain}\u3000", f"{plain}{unit}", f"\u00a0{grouped} {unit}", f"={plain}"):
        assert parse(text, unit) == fen
    assert parse(f"{plain}{unit}", "元") == fen


@given(FEN, UNIT)
def test_an_exact_number_comes_back_exactly(fen: int, unit: str) -> None:
    assert from_number(in_unit(fen, unit), unit) == (fen, False)


@given(FEN)
def test_shown_money_has_two_decimals_at_least_and_no_needless_ones(fen: int) -> None:
    text = show(fen)
    decimals = text.partition(".")[2]
    assert len(decimals) >= 2
    assert len(decimals) == 2 or not decimals.endswith("0")
    assert Decimal(text) * UNITS["万元"] == fen


@given(st.lists(st.integers(-(10**12), 10**12), min_size=1, max_size=6))
def test_a_short_sum_is_the_sum(parts: list[int]) -> None:
    text = "".join(("-" if fen < 0 else "+") + show(abs(fen)) for fen in parts)
    assert parse(text) == sum(parts)


@given(st.text(max_size=12))
def test_whatever_is_typed_is_an_amount_a_blank_or_told_why_not(text: str) -> None:
    try:
        fen = parse(text)
    except NotMoney:
        return
    assert fen is None or -LARGEST <= fen <= LARGEST


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("1234.56", 1_234_560_000),
        ("1,234.56", 1_234_560_000),
        ("1，234.56", 1_234_560_000),
        ("1'234.56", 1_234_560_000),
        ("1 234.56", 1_234_560_000),
        ("1\u00a0234.56", 1_234_560_000),
        ("1\u3000234.56", 1_234_560_000),
        ("１２３４．５６", 1_234_560_000),
        ("１，２３４．５６", 1_234_560_000),
        ("1234。56", 1_234_560_000),
        ("－12", -12_000_000),
        ("\u221212", -12_000_000),
        ("–12.5", -12_500_000),
        ("1 234 567.8", 1_234_567_800_000),
        ("(12.5)", -12_500_000),
        ("（12.5）", -12_500_000),
        ("△12.5", -12_500_000),
        ("▲1,234.5", -1_234_500_000),
        ("+12", 12_000_000),
        ("=12.5", 12_500_000),
        ("12.5+3", 15_500_000),
        ("12.5-3", 9_500_000),
        ("1200/4", 300_000_000),
        ("2+3*4", 14_000_000),
        ("=1200/4-0.5", 299_500_000),
        ("12万元", 12_000_000),
        ("12元", 1_200),
        ("1.2亿元", 12_000_000_000),
        ("3千元", 300_000),
        ("¥12", 12_000_000),
        (".5", 500_000),
        ("5.", 5_000_000),
        ("0", 0),
        ("0.00", 0),
        ("-0", 0),
        ("0.000001", 1),
        ("007", 7_000_000),
    ],
)
def test_what_may_be_typed(text: str, fen: int) -> None:
    assert parse(text) == fen


@pytest.mark.parametrize("text", ["", " ", "\u3000", "\n", "-", "—", "——", "－", "--", "–", "/", "无", "— —"])
def test_blanks_and_dashes_are_blank_and_not_zero(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "约三万",
        "1.234,56",
        "1..2",
        "12a",
        "1+",
        "*3",
        "1/0",
        "1//2",
        "()",
        "()12",
        "12%",
        "1e5",
        "NaN",
        "∞",
        "１２ａ",
        "=",
        "1²",
        "②",
        "½",
    ],
)
def test_what_is_no_amount_is_told_in_words(text: str) -> None:
    with pytest.raises(NotMoney, match="“"):
        parse(text)


@pytest.mark.parametrize(
    "text", ["1.234,56", "12,50", "12，3", "1,2345", "1234,567", "1,23,456", "5\n6", "1 2", "12 .5"]
)
def test_digits_that_are_not_parted_by_threes_get_their_own_words(text: str) -> None:
    with pytest.raises(NotMoney, match="小数点和千分位"):
        parse(text)


@pytest.mark.parametrize("text", ["0.0000001", "1/3", "12.3456789"])
def test_finer_than_a_fen_is_refused_when_typed(text: str) -> None:
    with pytest.raises(NotMoney, match="小数位太多"):
        parse(text)


@pytest.mark.parametrize("text", ["9000000000001", "99999999999999999999999999999999", "1" * 60, "99999亿元*99999"])
def test_what_no_budget_holds_is_refused(text: str) -> None:
    with pytest.raises(NotMoney):
        parse(text)
    assert parse("9000000000000") == LARGEST


@pytest.mark.parametrize(
    ("number", "fen", "rounded"),
    [
        ("48", 48_000_000, False),
        ("48.0000005", 48_000_001, True),
        ("-48.0000005", -48_000_001, True),
        ("48.0000004", 48_000_000, True),
        ("0", 0, False),
        ("1E+2", 100_000_000, False),
    ],
)
def test_a_number_of_a_workbook_is_rounded_to_fen_and_told(number: str, fen: int, rounded: bool) -> None:
    assert from_number(Decimal(number)) == (fen, rounded)


@pytest.mark.parametrize("number", ["9000000000001", "1E+30", "1E+60"])
def test_a_number_too_large_is_no_money(number: str) -> None:
    with pytest.raises(NotMoney, match="太大"):
        from_number(Decimal(number))


@pytest.mark.parametrize(("value", "whole"), [("0.5", 1), ("-0.5", -1), ("1.5", 2), ("2.5", 3), ("2.4999", 2)])
def test_halves_are_rounded_away_from_zero(value: str, whole: int) -> None:
    assert to_integer(Decimal(value)) == whole


@pytest.mark.parametrize(
    ("fen", "unit", "text"),
    [
        (None, "万元", ""),
        (0, "万元", "0.00"),
        (1, "万元", "0.000001"),
        (-1_500_000, "万元", "-1.50"),
        (1_234_560_000, "万元", "1234.56"),
        (1_234_567_000, "万元", "1234.567"),
        (150, "元", "1.50"),
        (1, "元", "0.01"),
        (100_000_000_000, "亿元", "10.00"),
    ],
)
def test_how_money_is_shown(fen: int | None, unit: str, text: str) -> None:
    assert show(fen, unit) == text


def test_whole_numbers_can_be_shown_without_decimals() -> None:
    assert show(5_000_000, places=0) == "5"
    assert show(5_500_000, places=0) == "5.5"
