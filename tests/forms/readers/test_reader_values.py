"""Numbers as a person sees them: formats, percentages, dates, and no binary noise."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH

from forms.readers import cell_values


def cell(value: float, code: str = "General"):
    return cell_values.number_cell(1, 1, value, code, WINDOWS_EPOCH)


@given(st.decimals(min_value=-(10**9) + 1, max_value=10**9 - 1, places=6))
def test_amounts_survive_the_way_through_a_double(amount):
    assert cell(float(amount)).number == amount


@given(st.lists(st.decimals(min_value=-(10**6), max_value=10**6, places=2), max_size=25))
def test_sums_of_amounts_lose_their_noise(amounts):
    total = 0.0
    for amount in amounts:
        total += float(amount)
    assert cell(total).number == sum(amounts)


def test_large_amounts_that_nearly_cancel_leave_the_amount_meant():
    amounts = [Decimal(text) for text in ("23197.41", "25778.21", "999989.20", "-999998.54", "-774.80", "-48170.62")]
    assert cell(sum(map(float, amounts))).number == Decimal("20.86")


@pytest.mark.parametrize("value", ["0.333333333333333", "0.123456789012", "1234567890123.45"])
def test_digits_that_are_meant_stay(value):
    assert cell(float(value)).number == Decimal(value)


@given(st.floats(allow_nan=False, allow_infinity=False), st.sampled_from(["General", "0.00", "#,##0", "0.0%", "@"]))
def test_text_is_never_scientific(value, code):
    assert "e" not in cell(value, code).text.lower()


@pytest.mark.parametrize(
    ("value", "code", "text", "places"),
    [
        (4436.200000000001, "General", "4436.2", None),
        (1e20, "General", "100000000000000000000", None),
        (1e-7, "General", "0.0000001", None),
        (-0.0, "General", "0", None),
        (100.0, "General", "100", None),
        (4436.2, "0.00", "4436.20", 2),
        (1234567.5, "#,##0.00", "1234567.50", 2),
        (0.125, "0.00", "0.13", 2),
        (-0.125, "0.00", "-0.13", 2),
        (0.0, "0.00;-0.00;;", "0.00", 2),
        (-3.5, "#,##0.00_);[Red]\\(#,##0.00\\)", "-3.50", 2),
        (3.5, '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', "3.50", 2),
        (3.0, '0"个"', "3个", 0),
        (95.0, '"≥"0"%"', "≥95%", 0),
        (12.5, '0.00"万元"', "12.50万元", 2),
        (12.5, "¥#,##0.00", "12.50", 2),
        (12.5, 'General"人"', "12.5人", None),
        (201.0, "0000", "0201", 0),
        (3.14159, "G/通用格式", "3.14159", None),
        (3.14159, "0.0##", "3.14159", None),
        (1234567.0, "0.00,", "1234.57", 2),
        (123000.0, "0!.0,", "12.3", 1),
        (123456.0, '0"."0000', "12.3456", 4),
        (123456.0, '0\\.0,"万"', "12.3万", 1),
        (123000.0, '[>=10000]0!.0,"万元";0"元"', "12.3万元", 1),
        (1230.0, '[>=10000]0!.0,"万元";0"元"', "1230元", 0),
        (1234.0, '00"-"00', "1234", None),
        (31.25, "# ?/?", "31.25", None),
        (31.25, "[h]:mm", "31.25", None),
    ],
)
def test_number_formats(value, code, text, places):
    found = cell(value, code)
    assert (found.text, found.places, found.problem) == (text, places, None)


def test_rounding_of_the_format_leaves_the_number_exact():
    assert cell(0.123456, "0.00").number == Decimal("0.123456")


@pytest.mark.parametrize(
    ("value", "code", "number", "unit"),
    [
        (123456.78, "0!.0,", "12.345678", None),
        (123456.78, '0!.0,"万"', "12.345678", "万元"),
        (12.34, '0.00"万元"', "12.34", "万元"),
        (123456.78, '#,##0.00"元"', "123456.78", "元"),
        (3.0, '0"个"', "3", None),
    ],
)
def test_the_number_is_the_one_that_is_seen_unrounded(value, code, number, unit):
    found = cell(value, code)
    assert (found.number, found.unit) == (Decimal(number), unit)


def test_a_code_longer_than_any_program_writes_is_not_looked_into():
    assert cell(3.5, '0"' + "长" * 200_000 + '"').text == "3.5"


def test_percentage_shows_the_percent_and_keeps_the_value():
    found = cell(0.955, "0.0%")
    assert (found.text, found.number) == ("95.5%", Decimal("0.955"))


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (45657, "yyyy-mm-dd", "2024-12-31"),
        (45657, 'yyyy"年"m"月"d"日"', "2024-12-31"),
        (45657.5, "yyyy/m/d h:mm", "2024-12-31 12:00:00"),
        (0.5, "h:mm", "12:00:00"),
        (45627, 'm"月底"', "12月底"),
        (45627, 'yyyy"年"m"月"', "2024年12月"),
    ],
)
def test_dates_are_texts(value, code, text):
    found = cell(value, code)
    assert (found.text, found.number, found.problem) == (text, None, None)


def test_dates_of_the_1904_calendar():
    assert cell_values.number_cell(1, 1, 44195, "yyyy-mm-dd", MAC_EPOCH).text == "2024-12-31"


@pytest.mark.parametrize("value", [-1.0, 1e9])
def test_number_that_is_no_date_in_a_date_format_is_a_problem(value):
    found = cell(value, "yyyy-mm-dd")
    assert found.number is None
    assert "不是有效日期" in found.problem


def test_number_beyond_a_double_is_a_problem():
    assert cell(float("1e999")).problem


@pytest.mark.parametrize(("number", "code"), [(0, "General"), (2, "0.00"), (31, "yyyy-mm-dd"), (57, "yyyy-mm-dd")])
def test_built_in_formats_by_number(number, code):
    assert cell_values.format_code(number, None) == code


def test_code_of_the_workbook_goes_before_the_built_in_one():
    assert cell_values.format_code(31, "0.000") == "0.000"
