"""The patterns of budget prose, made of the words of the pack."""

from __future__ import annotations

import pytest

from forms.document.document import Document
from forms.document.narrative import goals
from forms.form.load import KINDS, edition, pack
from forms.prose.grammar import Grammar, grammar
from forms.prose.year_told import is_of_last_year
from models.records import Content, Head, Unit

YEAR = 2024


@pytest.fixture(scope="module")
def said() -> Grammar:
    return grammar(edition(YEAR, KINDS[0]))


def test_every_edition_has_its_grammar_once() -> None:
    for year in pack().years:
        for kind in KINDS:
            assert grammar(edition(year, kind)) is grammar(edition(year, kind))


@pytest.mark.parametrize(
    ("lead", "direction"),
    [
        ("较上年增加", "more"),
        ("比上年增加了", "more"),
        ("增幅为", "more"),
        ("比2023年提高", "more"),
        ("减少支出", "less"),
        ("降低额为", "less"),
        ("压减", "less"),
        ("少安排", "less"),
    ],
)
def test_a_verb_right_before_a_number_tells_the_direction(said: Grammar, lead: str, direction: str) -> None:
    found = said.change.search(lead)
    assert found is not None
    assert found.lastgroup == direction


@pytest.mark.parametrize("lead", ["增加到", "基本支出", "因人员增加需要"])
def test_no_verb_stands_right_before_the_number(said: Grammar, lead: str) -> None:
    assert said.change.search(lead) is None


@pytest.mark.parametrize("words", ["与上年持平", "与2023年相同", "没有增减变化", "无变化", "2024年和2023年均未安排"])
def test_nothing_changed(said: Grammar, words: str) -> None:
    assert said.level.search(words)


def test_what_is_the_same_without_a_comparison_is_not_level(said: Grammar) -> None:
    assert not said.level.search("口径相同")


@pytest.mark.parametrize("words", ["主要原因是", "主要为", "由于", "因人员增加", "系人员增加所致", "受政策影响"])
def test_a_reason_is_opened(said: Grammar, words: str) -> None:
    assert said.reason.match(words)


def test_going_abroad_is_no_reason(said: Grammar) -> None:
    assert not said.reason.search("因公出国（境）费")


@pytest.mark.parametrize("words", ["人员划转", "工资调整"])
def test_some_causes_are_of_more_and_of_less(said: Grammar, words: str) -> None:
    assert said.cause_more.search(words)
    assert said.cause_less.search(words)


def test_a_reason_of_stock_phrases_has_nothing_left(said: Grammar) -> None:
    assert said.stock.sub("", "严格落实八项规定精神，厉行节约") == ""
    assert said.stock.sub("", "购置执法车辆")


@pytest.mark.parametrize(
    ("lead", "direction"), [("增加到", "more"), ("减至", "less"), ("降为2024年的", "less"), ("上升至约", "more")]
)
def test_a_verb_before_the_amount_that_is_reached(said: Grammar, lead: str, direction: str) -> None:
    found = said.change_to.search(lead)
    assert found is not None
    assert found.lastgroup == direction


@pytest.mark.parametrize(
    ("text", "is_last"),
    [
        ("去年安排", True),
        ("2023年安排|,2024年安排", True),
        ("2023年安排", False),
        ("2023年1.00万元,今年", False),
        ("较上年", False),
        ("上年结转", False),
        ("上年1.00万元、", True),
        ("今年2.00万元(上年1.00万元),另有", False),
    ],
)
def test_which_year_an_amount_is_of(said: Grammar, text: str, is_last: bool) -> None:
    """The amount stands at the bar, or at the end."""
    before, _, behind = text.partition("|")
    assert is_of_last_year(f"{before}9.00万元{behind}", len(before), said, YEAR) is is_last


@pytest.mark.parametrize(
    "words",
    [
        "2024年预算收入",
        "我局2024年预算安排",
        "（二）2024年部门预算",
        "县财政局2024年拟购",
        "其中2024年“三公”经费",
        "2024 年全年",
    ],
)
def test_a_statement_begins_with_its_year(said: Grammar, words: str) -> None:
    found = said.year_stated.search(words)
    assert found is not None
    assert found["year"] == "2024"


@pytest.mark.parametrize("words", ["较2023年预算", "2023年度考核优秀", "根据2023年文件"])
def test_no_statement_of_a_budget_begins_with_the_year(said: Grammar, words: str) -> None:
    assert said.year_stated.search(words) is None


@pytest.mark.parametrize("words", ["比2022年减少", "与上年度2022年相比", "较2022年核减", "同2022年无变化"])
def test_a_year_is_compared_with(said: Grammar, words: str) -> None:
    found = said.year_compared.search(words)
    assert found is not None
    assert found["year"] == "2022"


def test_the_end_of_a_year_is_not_compared_with(said: Grammar) -> None:
    assert said.year_closed.search("截至2023年末")
    assert not said.year_closed.search("较2023年末")


@pytest.mark.parametrize("words", ["预算安排 万元", "比上年压减　万元", "提高%", "占％"])
def test_a_place_before_a_unit_is_left_blank(said: Grammar, words: str) -> None:
    assert said.blank.search(words)


def test_goals_are_read_under_other_names_of_their_parts() -> None:
    form = edition(YEAR, KINDS[0])
    section = next(one for one in form.sections if one.key == "goals")
    text = "一、总体目标\n做好规划。\n二、职责分类绩效目标\n综合管理\n绩效目标：管好。\n三、保障措施\n加强领导。"
    content = Content(texts={f"{section.id}.text": text})
    found = goals(Document(Head("1", Unit("1", "临河县发展和改革局"), YEAR, KINDS[0], form.id), form, content))
    assert found.overall == ("做好规划。",)
    assert [(part.name, part.goal) for part in found.parts] == [("综合管理", "管好。")]
    assert found.measures == ("加强领导。",)
