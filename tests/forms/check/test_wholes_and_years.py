"""Wholes that are told with their parts, the year of an amount, and what else a sentence says beside its amounts."""

from __future__ import annotations

import pytest

from forms.check import check
from tests.forms.check.variants import Variant, published, saying, worked_on

BODY, YEAR = "bureau", 2024
"""基本支出 1108.56 (人员 1015.06, 公用 93.50), last year 1060.12; “三公”经费 8.55, last year 9.10."""
_PARTS = (
    "基本支出1108.56万元，较上年增加48.44万元，其中：人员经费1015.06万元，较上年增加40.00万元，因调资；"
    "公用经费93.50万元，"
)


def told(text: str, section: str = "overview", *, from_file: bool = False) -> set[str]:
    """What is found in a section: level and rule."""
    document = (published if from_file else worked_on)(BODY, YEAR)
    said = saying(document, Variant("", section, BODY, YEAR, text, (), ()), text)
    about = next(one for one in document.edition.sections if one.key == section)
    return {f"{one.level} {one.rule}" for one in check(said) if one.section == about.id and one.level != "H"}


@pytest.mark.parametrize(
    ("last", "found"),
    [
        pytest.param("较上年增加8.44万元，因水电费上涨。", False, id="as the whole"),
        pytest.param("较上年减少8.44万元，因压减会议费。", True, id="the other way"),
        pytest.param("与上年持平。", True, id="unchanged"),
        pytest.param("较上年增加8.44万元（剔除上划因素），因水电费上涨。", False, id="restated"),
    ],
)
def test_a_whole_moves_as_the_parts_told_with_it(last: str, found: bool) -> None:
    assert ({"E G08", "W G08"} & told(_PARTS + last, from_file=True) != set()) is found


def test_a_whole_that_did_not_change_has_no_parts_that_come_to_a_change() -> None:
    text = (
        "“三公”经费8.55万元，与上年持平。其中：因公出国（境）费0万元、公务用车购置费0万元，均与上年持平；"
        "公务用车运行维护费7.20万元，减少0.40万元，因报废；公务接待费1.35万元，减少0.15万元，因压减批次。"
    )
    assert "E G08" in told(text, "three_public", from_file=True)


@pytest.mark.parametrize(("year", "found"), [("2024", False), ("2023", True)])
def test_this_years_amount_is_not_told_under_another_year(year: str, found: bool) -> None:
    text = f"{year}年临河县发展和改革局财政拨款“三公”经费预算合计8.55万元。"
    assert ("W L01" in told(text, "three_public", from_file=True)) is found


def test_the_year_of_an_event_in_a_reason_is_not_that_of_the_next_amount() -> None:
    text = "公务用车运行维护费7.20万元，主要是2023年开展公车改革，车辆减少；公务接待费1.35万元。"
    assert "W L01" not in told(text, "three_public", from_file=True)


@pytest.mark.parametrize(("rate", "found"), [("7.57", False), ("7.75", True)])
def test_a_per_cent_before_both_amounts_is_theirs(rate: str, found: bool) -> None:
    text = f"印刷费下降{rate}%，由18.50万元减少到17.10万元。"
    assert ("E G09" in told(text, "running")) is found


@pytest.mark.parametrize(("before", "found"), [("1902.18", False), ("1920.18", True)])
def test_a_comparison_under_its_heading_begins_with_the_whole(before: str, found: bool) -> None:
    text = f"3、比上年增减情况\n较上年{before}万元减少67.62万元，主要原因是项目完工。"
    assert ("E G07" in told(text)) is found


@pytest.mark.parametrize(("amount", "found"), [("0.01", False), ("67.62", True)])
def test_an_amount_in_another_unit_is_one_that_the_tables_may_hold(amount: str, found: bool) -> None:
    assert ("E M02" in told(f"3、比上年增减情况\n支出预算较上年减少{amount}亿元，主要原因是项目完工。")) is found


@pytest.mark.parametrize(("words", "found"), [("，报废1辆", False), ("（报废）", False), ("，全年共计7.20万元", True)])
def test_a_reason_needs_no_word_that_opens_it(words: str, found: bool) -> None:
    text = f"公务用车运行维护费7.20万元，比上年减少0.40万元{words}。"
    assert ("E G11" in told(text, "three_public")) is found


@pytest.mark.parametrize(
    ("text", "found"), [("共8.55万元，少0.55万元。", set()), ("共8.85万元，少0.85万元。", {"E G13", "E G07"})]
)
def test_a_section_begins_with_what_it_is_about_where_nothing_is_named(text: str, found: set[str]) -> None:
    assert told(text, "three_public") - {"W G22", "E G11"} == found


def test_the_years_of_a_list_name_no_amount_of_the_section() -> None:
    assert "E G13" not in told("2022年、2023年、2024年分别为9.90万元、9.10万元、8.55万元。", "three_public")


def test_what_is_left_out_is_no_amount_of_last_year() -> None:
    text = (
        "3、比上年增减情况\n预算收支总额较2023年减少67.62万元，减少率3.55%。剔除上年一次性项目60.00万元后，"
        "实际减少7.62万元，原因是项目到期。"
    )
    assert told(text) & {"E G07", "E G09"} == set()


def test_the_parts_of_an_item_are_no_items_of_the_list() -> None:
    text = "项目支出726.00万元，其中：土地调查426.00万元，其中：外业226.00万元、内业200.00万元；登记300.00万元。"
    assert "W G14" not in told(text)


def test_the_end_of_a_longer_name_is_not_the_whole() -> None:
    assert told("2、支出说明\n工资福利支出预算962.76万元，商品和服务支出预算93.50万元。") & {"E G04", "W G04"} == set()


def test_a_heading_of_last_years_accounts_tells_the_year_of_what_stands_below_it() -> None:
    text = "二、2023年“三公”经费决算情况\n2023年度“三公”经费合计支出8.12万元，其中：公务接待费1.20万元。"
    assert "E L01" not in told(text, "three_public")


def test_last_years_average_is_none_of_this_years_amounts() -> None:
    assert "E G01" not in told("公用经费93.50万元，在职42人，人均2.23万元，较上年人均2.30万元略降。", "running")


def test_an_amount_under_the_name_of_another_row_is_told() -> None:
    assert "W G19" in told("按性质分，项目支出1108.56万元。", "other")
