"""How sure a finding about an amount of the text is: an error where its words are understood, elsewhere a hint, and
nothing where another reading confirms the amount; both years of anything are held against their difference."""

from __future__ import annotations

import pytest

from forms.check import check
from tests.forms.check.variants import Variant, saying, worked_on

BODY, YEAR = "bureau", 2024
"""Its 项目支出 is 726.00, last year 842.06; 公务接待费 1.35, last year 1.50; 支出预算 1834.56, last year 1902.18."""
_RULES = {"G01", "G04", "G05", "G06", "G07", "G09"}
"""The rules about amounts of the text and their comparison."""


def told(text: str, section: str = "overview") -> set[str]:
    """What is found of the amounts of a text: level and rule."""
    document = worked_on(BODY, YEAR)
    said = saying(document, Variant("", section, BODY, YEAR, text, (), ()), text)
    about = next(one for one in document.edition.sections if one.key == section)
    return {f"{one.level} {one.rule}" for one in check(said) if one.section == about.id and one.rule in _RULES}


@pytest.mark.parametrize("words", ["2024年，", "截至2024年末，", "其中：", "一是", "本部门"])
def test_a_wrong_amount_is_an_error_where_every_word_before_it_is_understood(words: str) -> None:
    assert told(f"{words}项目支出安排731.50万元。") == {"E G04"}


@pytest.mark.parametrize("words", ["水毁河堤抢修之外", "夏粮收购以外的", "扣掉苗木款的"])
def test_a_wrong_amount_is_a_hint_where_a_word_before_it_is_not_understood(words: str) -> None:
    assert told(f"{words}项目支出安排731.50万元。") == {"H G04"}


def test_a_word_that_is_not_understood_says_nothing_of_the_next_part_of_the_sentence() -> None:
    assert told("防汛演练那边基本支出安排1060.12万元，项目支出731.50万元。") == {"E G04"}


def test_a_miswritten_amount_is_an_error_whatever_stands_before_it() -> None:
    assert told("水毁河堤抢修之外项目支出安排762.00万元。") == {"E G04"}


def test_a_wrong_difference_is_an_error_where_its_words_are_understood() -> None:
    assert told("公务接待费1.35万元，较上年减少0.40万元，原因是压缩接待批次。", "three_public") == {"E G07"}


def test_a_wrong_difference_is_a_hint_where_a_word_before_it_is_not_understood() -> None:
    assert told("迎检之外公务接待费1.35万元，较上年减少0.40万元，原因是压缩接待批次。", "three_public") == {"H G07"}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("水毁河堤抢修之外项目支出安排842.06万元。", id="last year's"),
        pytest.param("水毁河堤抢修400.00万元、粮库改造331.50万元，两处工程之外项目支出安排731.50万元。", id="a sum"),
        pytest.param("水毁河堤抢修之外项目支出安排731.50万元，按1834.56万元－1103.06万元计算。", id="a difference"),
        pytest.param("水毁河堤抢修之外项目支出安排731.50万元÷10处=73.15万元。", id="a formula"),
        pytest.param("水毁河堤抢修之外项目支出安排约842万元。", id="about last year's"),
    ],
)
def test_what_another_reading_confirms_is_not_told(text: str) -> None:
    assert told(text) == set()


def test_a_sum_of_the_amounts_around_makes_a_warning_where_every_word_is_understood() -> None:
    assert "W G04" in told("2024年项目支出安排731.50万元，水毁河堤抢修400.00万元，粮库改造331.50万元。")


@pytest.mark.parametrize("text", ["2024年执行中，项目支出731.50万元。", "项目支出731.50万元（含省级专款）。"])
def test_a_word_that_qualifies_the_amount_makes_a_warning(text: str) -> None:
    assert told(text) == {"W G04"}


def test_what_an_amount_is_more_than_the_expected_one_excuses_it_where_its_sentence_tells_it() -> None:
    assert told("2024年项目支出731.50万元，合并计算村级资金5.50万元。") >= {"W G04"}
    assert "E G04" in told("2024年项目支出731.50万元，合并计算村级资金5.60万元。")


def test_the_amount_of_another_row_is_a_warning_where_every_word_is_understood() -> None:
    assert told("2024年项目支出安排1834.56万元。") == {"W G04"}


def test_the_per_cent_of_another_change_is_a_warning() -> None:
    text = "公务接待费1.35万元，较上年减少0.15万元，下降30.00%，原因是比去年前三季度0.50万元压减。"
    assert told(text, "three_public") == {"W G09"}


def test_the_damaged_amount_beside_one_that_is_confirmed_is_told() -> None:
    assert told("防汛演练之外基本支出安排1060.12万元，夏粮收购之外项目支出731.50万元。") == {"H G04"}


def test_some_of_a_long_list_confirm_an_amount() -> None:
    items = "、".join(f"{place}号涵洞{3 * 5**place % 9973}.17万元" for place in range(1, 12))
    # It is the first, the third and the last of the list.
    text = f"水毁河堤抢修之外项目支出安排765.50万元，涉及{items}、排灌站375.16万元。"
    assert told(text).isdisjoint({"E G04", "H G04"})


def test_a_sum_with_a_damaged_part_confirms_nothing() -> None:
    text = "水毁河堤抢修400.00万元、粮库改造313.50万元，两处工程之外项目支出安排731.50万元。"
    assert "H G04" in told(text)


def test_an_amount_told_about_confirms_none_told_exactly() -> None:
    assert "H G04" in told("水毁河堤抢修约400万元、粮库改造331.50万元，两处工程之外项目支出安排731.50万元。")


def test_what_an_amount_has_of_another_is_no_change() -> None:
    assert told("2024年项目支出726.00万元，占支出预算1834.56万元的39.57%。") == set()


@pytest.mark.parametrize(
    "text",
    [
        "全县粮库维修资金上年98.00万元，今年142.50万元，增加44.50万元，增长45.41%。",
        "全县粮库维修资金由2023年的98.00万元提高到142.50万元，增加44.50万元。",
        "全县粮库维修资金上年98.00万元，今年约142万元，增加44.50万元。",
    ],
)
def test_both_years_that_agree_with_their_difference_are_passed_over(text: str) -> None:
    assert told(text).isdisjoint({"E G07", "H G07", "E G09", "W G09", "H G09"})


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("上年98.00万元，今年142.50万元，增加45.40万元。", id="digits"),
        pytest.param("上年98.00万元，今年142.50万元，减少44.50万元。", id="direction"),
        pytest.param("由2023年的98.00万元提高到142.50万元，增加45.40万元。", id="from and to"),
        pytest.param("2024年142.50万元，2023年98.00万元，增加45.40万元。", id="this year first"),
    ],
)
def test_a_slip_in_the_difference_of_both_years_is_an_error(text: str) -> None:
    assert "E G07" in told(f"全县粮库维修资金{text}")


def test_a_difference_of_both_years_that_is_quite_another_is_a_hint() -> None:
    assert "H G07" in told("全县粮库维修资金上年98.00万元，今年142.50万元，增加60.13万元。")


@pytest.mark.parametrize(
    ("percent", "finding"),
    [
        pytest.param("增长54.41%", "E G09", id="digits"),
        pytest.param("下降45.41%", "E G09", id="direction"),
        pytest.param("增长45.40%", "W G09", id="cut off"),
        pytest.param("增长71.00%", "H G09", id="quite another"),
    ],
)
def test_a_per_cent_is_held_against_both_years(percent: str, finding: str) -> None:
    assert finding in told(f"全县粮库维修资金上年98.00万元，今年142.50万元，增加44.50万元，{percent}。")


@pytest.mark.parametrize("years", ["2022年80.00万元，2024年", "2023年80.00万元。2024年"])
def test_amounts_of_other_years_or_other_sentences_are_no_pair(years: str) -> None:
    assert told(f"全县储备粮轮换费{years}96.40万元，增加61.40万元。") == {"W G01"}


def test_an_amount_right_behind_a_row_is_its_difference() -> None:
    assert told("支出预算1834.56万元，增加3.00万元，原因是调资。") == {"E G07"}


@pytest.mark.parametrize("name", ["基本工资", "工资福利支出", "津贴补贴"])
def test_the_name_of_another_amount_ends_the_comparison(name: str) -> None:
    assert told(f"支出预算1834.56万元，{name}增加3.00万元，原因是调资。") == set()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("公务接待费1.35万元，较上年减少0.16万元，下降10.00%，原因是压缩接待批次。", {"W G07"}),
        ("公务接待费1.35万元，较上年减少0.17万元，下降10.00%，原因是压缩接待批次。", {"E G07"}),
        ("公务接待费1.35万元，较上年减少0.15万元，下降10.30%，原因是压缩接待批次。", {"W G09"}),
        ("公务接待费1.35万元，较上年减少0.15万元，下降13.00%，原因是压缩接待批次。", {"E G09"}),
        ("公务接待费1.35万元，较上年减少0.1496万元，下降10.00%，原因是压缩接待批次。", {"W G07"}),
    ],
)
def test_what_rounding_makes_of_a_difference_is_a_warning(text: str, found: set[str]) -> None:
    assert {one for one in told(text, "three_public") if one[2:] in ("G07", "G09")} == found


def test_an_amount_told_again_to_more_decimals_is_the_same() -> None:
    assert told("2024年支出预算1834.56万元，比上年减少67.62万元。支出预算1834.563万元，比上年减少67.62万元。") == set()
