"""No paper of an imagined county is told an error, and the slips in one are noticed; the many are run by hand."""

import pytest

from tests.prose_strangers.papers import NAMES, paper
from tests.prose_strangers.run import noticed
from tests.prose_strangers.shapes import pointing, sentences

OPEN = [name for name in NAMES if not paper(name).is_held]


@pytest.mark.parametrize("name", OPEN)
def test_no_error_is_told_where_an_imagined_county_says_nothing_wrong(name: str) -> None:
    assert [found.sentence for found in paper(name).findings() if found.level == "E"] == []


def test_most_slips_in_the_text_of_an_imagined_county_are_noticed() -> None:
    levels = [level for _, level in noticed(paper("archive"))]
    assert sum(map(bool, levels)) >= 0.8 * len(levels)


@pytest.mark.parametrize(("whole", "rules"), [("一般公共预算支出732.18", []), ("总支出2932.18", ["G04"])])
def test_the_project_expenditure_of_an_account_is_not_that_of_all(whole: str, rules: list[str]) -> None:
    text = f"二、部门预算安排的总体情况\n2、支出说明\n2024年{whole}万元，其中项目支出252.00万元。"
    assert [found.rule for found in paper("veterans").findings(text) if found.span] == rules


def test_a_difference_behind_an_amount_of_its_own_is_not_that_of_the_whole() -> None:
    text = "四、“三公”经费\n三公经费5.40万元，上年8.00万元，减少2.60万元。车：4.80万元，较上年少2.40万元。"
    assert [found.sentence for found in paper("culture_house").findings(text) if found.rule == "G07"] == []


@pytest.mark.parametrize("budget", ["petitions", "premises"])
def test_no_error_is_told_where_sentences_of_many_shapes_are_right(budget: str) -> None:
    written: dict[str, list[str]] = {}
    for one in sentences("open"):
        if one.budget == budget:
            written.setdefault(one.section, [one.section]).append(one.words)
    text = "\n".join(line for lines in written.values() for line in lines)
    assert [found.sentence for found in pointing(budget, text) if found.level == "E"] == []


def test_a_slip_in_a_sentence_of_a_shape_is_told() -> None:
    one = next(one for one in sentences("open") if one.words.startswith("2026年预算总额2779.04万元"))
    assert not one.findings()
    assert one.findings(one.words.replace("2779.04", "2799.04"))


@pytest.mark.parametrize(
    ("name", "rules"),
    [
        ("disabled_cuts", {"G01", "G25"}),
        ("police_nested", {"D15", "G25", "M06"}),
        ("procuratorate_scope", {"G08"}),
        ("coop_capital", {"G09"}),
        ("statistics_para", {"G22"}),
    ],
)
def test_what_follows_from_other_numbers_of_an_imagined_county_is_passed_over(name: str, rules: set[str]) -> None:
    assert [found.sentence for found in paper(name).findings() if found.rule in rules] == []


@pytest.mark.parametrize(
    ("reason", "levels"), [("，落实过紧日子要求，少用车。", []), ("，主要用于接待上级调研。", ["W"]), ("。", ["E"])]
)
def test_a_difference_lacks_its_reason_for_sure_where_nothing_follows(reason: str, levels: list[str]) -> None:
    text = f"四、“三公”经费\n公务接待费0.45万元，比上年减少0.05万元，下降10.00%{reason}"
    assert [found.level for found in paper("disabled_cuts").findings(text) if found.rule == "G11"] == levels
