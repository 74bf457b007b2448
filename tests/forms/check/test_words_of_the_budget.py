"""What the text calls its classes, its bodies, its years and its offices: another class than the one with the code or
the amount, another body than the own, another year than the budget's, more or fewer offices than are named."""

from __future__ import annotations

import pytest

from forms.check import check
from tests.forms.check.variants import Variant, saying, worked_on

BODY, YEAR = "bureau", 2024
"""临河县发展和改革局 2024."""
_RULES = {"A03", "E01", "G19", "G25", "L01"}


def told(text: str, section: str = "overview") -> set[str]:
    """What is found of the names, years and counts of a text: level and rule."""
    document = worked_on(BODY, YEAR)
    said = saying(document, Variant("", section, BODY, YEAR, text, (), ()), text)
    about = next(one for one in document.edition.sections if one.key == section)
    return {f"{one.level} {one.rule}" for one in check(said) if one.section == about.id and one.rule in _RULES}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("行政运行（2010401），保障机关运转。", id="code behind its name"),
        pytest.param("“2210201住房公积金”用于职工。", id="code before its name"),
        pytest.param("社会保障和就业支出（类）行政事业单位养老支出（款）。", id="classes of the tables"),
    ],
)
def test_a_class_with_its_own_code_or_in_the_tables_is_passed_over(text: str) -> None:
    assert told(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("行政运行（2210201），保障机关运转。", id="code behind another name"),
        pytest.param("“2210201行政运行”用于机关。", id="code before another name"),
        pytest.param("列水利（款）水土保持（项）。", id="a class that no table has"),
    ],
)
def test_a_class_with_the_code_of_another_or_in_no_table_is_told(text: str) -> None:
    assert told(text) == {"W E01"}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("截至2024年底，在职人员30人。", id="the end of a year that is not over"),
        pytest.param("2022年纳入绩效目标管理的项目5个。", id="goals of another year"),
        pytest.param("上年结转来自2021年的粮库改造补助。", id="money of another year"),
        pytest.param("粮库改造计划2025年4月完工。", id="a year to come"),
    ],
)
def test_another_year_is_told(text: str) -> None:
    assert told(text, "other") == {"W L01"}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("截至2023年底，在职人员30人。", id="the end of last year"),
        pytest.param("2023年绩效目标完成情况评价为优。", id="last year's evaluation"),
        pytest.param("上年结转来自2023年的粮库改造补助。", id="last year's money"),
        pytest.param("按照粮库建设规划，三处分别于2025年、2026年建成。", id="a plan of several years"),
    ],
)
def test_the_years_of_a_budget_are_passed_over(text: str) -> None:
    assert told(text, "other") == set()


@pytest.mark.parametrize(
    "words", ["2024年{}没有政府性基金预算支出。", "截至2023年底，{}共有车辆3辆。", "{}不属于机关运行经费统计范围。"]
)
def test_another_body_of_the_place_is_told(words: str) -> None:
    assert "W A03" in told(words.format("临河县水利局"), "other")
    assert "W A03" not in told(words.format("临河县发展和改革局"), "other")


def test_a_body_that_the_text_names_elsewhere_may_be_spoken_of() -> None:
    assert told("下属单位为临河县粮食储备中心。\n临河县粮食储备中心没有车辆。", "other") == set()


@pytest.mark.parametrize(("count", "found"), [("3个科室", set()), ("4个科室", {"W G25"}), ("2个科室", {"W G25"})])
def test_offices_named_before_their_count_are_as_many(count: str, found: set[str]) -> None:
    assert told(f"内设规划科、投资科、价格科{count}。", "duties") == found


@pytest.mark.parametrize(("count", "found"), [("6个科室", set()), ("2个科室", {"W G25"})])
def test_offices_named_with_others_may_be_more(count: str, found: set[str]) -> None:
    assert told(f"内设规划科、投资科、价格科等{count}。", "duties") == found


def test_a_class_with_the_amount_of_another_is_told() -> None:
    assert told("公共安全支出1738.36万元，社会保障和就业支出96.20万元。") == {"W G19"}


def test_a_class_with_its_own_amount_is_passed_over() -> None:
    assert told("一般公共服务支出1738.36万元，社会保障和就业支出96.20万元。") == set()
