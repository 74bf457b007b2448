"""What stands under which heading: of a section only its own, and below a heading of another what that is about; an
amount that is told of a part of the money, or that is a difference, is none of the whole."""

from __future__ import annotations

import pytest

from forms.check import check
from tests.forms.check.variants import Variant, saying, worked_on

BODY, YEAR = "bureau", 2024
"""Its 支出预算 is 1834.56, 基本支出 1108.56, 项目支出 726.00, “三公”经费 8.55 and 9.10 last year."""
_OF_AMOUNTS = {"G01", "G02", "G03", "G04", "G05", "G06", "G07", "G08", "G09", "G10", "G13", "G15", "G18", "M02"}


def told(text: str, section: str = "overview") -> set[str]:
    """What is found of the amounts of a text: level and rule."""
    document = worked_on(BODY, YEAR)
    said = saying(document, Variant("", section, BODY, YEAR, text, (), ()), text)
    about = next(one for one in document.edition.sections if one.key == section)
    return {f"{one.level} {one.rule}" for one in check(said) if one.section == about.id and one.rule in _OF_AMOUNTS}


def test_a_heading_of_another_account_ends_what_is_said_of_the_whole() -> None:
    text = "（一）支出预算情况\n2024年支出预算1834.56万元。\n（二）财政拨款支出情况\n支出预算1500.00万元。"
    assert told(text) <= {"W G01"}


def test_the_next_heading_as_high_ends_a_section() -> None:
    document = worked_on(BODY, YEAR)
    about = next(one for one in document.edition.sections if one.key == "three_public")
    number = document.heading(about)[0]
    following = {"二": "三", "三": "四", "四": "五", "五": "六"}[number]
    text = f"2024年“三公”经费8.55万元。\n{following}、下乡补助情况\n“三公”经费以外的公务接待费3.00万元。"
    assert "E G13" not in told(text, "three_public")


def test_a_section_within_another_is_read_as_what_its_heading_says() -> None:
    text = "2024年支出预算1834.56万元。\n（三）“三公”经费情况\n2024年“三公”经费预算8.75万元。"
    assert "E G13" in told(text)


def test_a_list_within_a_part_does_not_end_it() -> None:
    text = "（一）支出预算情况\n1、人员工资\n按规定发放。\n2、日常办公\n项目支出762.00万元。"
    assert "E G04" in told(text)


@pytest.mark.parametrize("words", ["“三公”经费支出预算", "“三公”经费预算支出"])
def test_the_budget_of_something_named_is_not_that_of_everything(words: str) -> None:
    text = f"（一）比上年增减情况\n{words}比上年减少0.55万元，下降6.04%，原因是压减公务接待。"
    assert told(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("公用经费133.72万元，主要原因：压减办公费1.22万元、差旅费0.63万元。", id="in a reason"),
        pytest.param("公用经费133.72万元。减少较多的科目：办公费1.28万元；差旅费0.27万元。", id="changes listed"),
    ],
)
def test_an_item_by_which_something_changed_is_not_the_item(text: str) -> None:
    assert "E G15" not in told(text, "running")


def test_what_is_left_out_is_not_spoken_of() -> None:
    text = "“三公”经费8.55万元，比上年减少0.55万元，原因是压减接待。会议费3.00万元，不计入“三公”经费；上年为3.20万元。"
    assert not {"E G05", "E G07", "E G18"} & told(text, "three_public")


def test_the_years_told_one_by_one_may_be_three() -> None:
    text = "“三公”经费2022年、2023年、2024年分别为9.90万元、9.10万元、8.55万元，2024年比2023年减少0.55万元。"
    assert told(text, "three_public") == set()


def test_what_is_level_is_what_the_sentence_has_amounts_of() -> None:
    whole = "支出预算1834.56万元，比上年减少67.62万元，原因是退休。"
    text = f"（一）比上年增减情况\n{whole}防汛沙袋2.00万元、灯具1.00万元，均与上年持平。"
    assert "E G08" not in told(text)


@pytest.mark.parametrize("words", ["门诊人次由24.3万增加到26万", "预计年节电38万度"])
def test_things_that_are_counted_in_ten_thousand_lack_no_unit(words: str) -> None:
    assert told(f"支出预算1834.56万元，{words}。") == set()


def test_money_in_ten_thousand_lacks_its_unit() -> None:
    assert "W M02" in told("（一）支出预算情况\n支出预算1834.56万，保障运转。")


def test_a_name_with_a_comma_before_its_amount_is_its_name() -> None:
    assert "E G13" in told("——“三公”经费，8.75万元；", "three_public")
