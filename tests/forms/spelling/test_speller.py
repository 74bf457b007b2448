"""The speller: what it suspects in a paper, what it believes, what it has read."""

from __future__ import annotations

import pytest

from forms.spelling.speller import HINT, WARNING, Speller
from forms.spelling.suspects import Suspect

PHRASES = ("绩效目标", "固定资产", "及时足额发放", "受理举报中心", "乡村振兴战略", "政府采购")
EITHER = ("定订", "的地得")


def made(*last_year: str) -> Speller:
    return Speller(PHRASES, EITHER, last_year)


@pytest.fixture(scope="module")
def speller() -> Speller:
    return made()


def suspects(speller: Speller, *passages: str, own: tuple[str, ...] = ()) -> list[Suspect]:
    speller.read(speller.unread(passages))
    return [s for found in speller.suspects(passages, own).values() for s in found]


@pytest.mark.parametrize(
    ("passage", "wrong", "right"),
    [
        ("加强对农村公路的养护官吏，提高服务水平。", "官吏", "管理"),
        ("负责全县社会保险鸡金的监督管理工作。", "鸡", "基"),
        ("依法旅行职责，维护群众合法权益。", "旅", "履"),
        ("完善应急预按，提高突发事件处置能力。", "按", "案"),
    ],
)
def test_a_word_that_sounds_the_same_is_clearly_a_slip(speller: Speller, passage: str, wrong: str, right: str) -> None:
    (found,) = suspects(speller, passage)
    assert (found.wrong, found.right) == (wrong, right)
    assert passage[found.start : found.end] == wrong
    assert found.score >= WARNING


@pytest.mark.parametrize(
    "passage",
    [
        "加强农村公路养护管理，提高服务水平。",
        "贯彻执行国家有关法律法规，拟订全县教育发展规划并组织实施。",
        "2031年预算收入1,204.56万元，比上年增加36.20万元，主要原因是人员增加。",
        "制订实施方案，制定年度计划。",
    ],
)
def test_right_sentences_are_not_suspected(speller: Speller, passage: str) -> None:
    assert suspects(speller, passage) == []


def test_a_set_phrase_is_found_by_its_sound_and_by_all_but_one_character(speller: Speller) -> None:
    passages = ("本年讥笑目标已经下达。", "向受理举抱中心报告。")
    assert {(s.wrong, s.right) for s in suspects(speller, *passages)} == {("讥笑", "绩效"), ("抱", "报")}


def test_blanks_within_a_word_do_not_hide_it(speller: Speller) -> None:
    passage = "加强对农村公路的养护 官 吏，提高服务水平。"
    (found,) = suspects(speller, passage)
    assert passage[found.start : found.end] == "官 吏"


def test_what_other_passages_say_speaks_for_the_right_word(speller: Speller) -> None:
    passage = "反应预算中支出的总体情况。"
    assert suspects(speller, passage) == []
    (found,) = suspects(speller, passage, "反映预算中收入的总体情况。", "收支总表反映预算中收支的总体情况。")
    assert (found.wrong, found.right) == ("应", "映")


def test_what_other_passages_say_too_is_believed(speller: Speller) -> None:
    passage = "做好首季“开门红”的各项工作。"
    assert [s.wrong for s in suspects(speller, passage)] == ["首季"]
    assert suspects(speller, passage, "全力以赴做好首季“开门红”。") == []


def test_last_years_text_of_the_unit_counts() -> None:
    passage = "完成榆钱沟灌区的续建配逃工程。"
    old = ("完成榆钱沟灌区的续建配套工程，榆钱沟灌区的续建配套工程竣工。",)
    plain, taught = suspects(made(), passage), suspects(made(*old), passage)
    score = {"plain": max((s.score for s in plain), default=-9), "taught": max((s.score for s in taught), default=-9)}
    assert score["taught"] >= HINT
    assert score["taught"] > score["plain"]


def test_an_own_word_is_no_slip_and_what_is_nearly_one_is(speller: Speller) -> None:
    passage = "依法旅行职责，维护群众合法权益。"
    assert suspects(speller, passage, own=("旅行职责",)) == []
    (found,) = suspects(speller, "承办榆钱购灌区的日常工作。", own=("榆钱沟灌区",))
    assert (found.wrong, found.right, found.score) == ("购", "沟", HINT)


def test_the_same_words_around_two_that_sound_near_are_one_hint(speller: Speller) -> None:
    often = ["人力资源服务公司服务费用", "支付人力资源服务公司服务费用。"]
    (found,) = suspects(speller, *often, "其中：人力资源服务工资服务费用3万元")
    assert (found.wrong, found.right, found.score) == ("工资", "公司", HINT)


def test_a_surplus_character_is_a_hint(speller: Speller) -> None:
    (found,) = suspects(speller, "加强国有资产监督挺管理工作。")
    assert (found.wrong, found.right, found.score) == ("挺", "", HINT)


def test_only_what_was_read_is_spoken_of_and_nothing_is_read_twice() -> None:
    speller, passage = made(), "依法旅行职责，维护群众合法权益。"
    assert speller.suspects([passage]) == {}
    told: list[tuple[int, int]] = []
    speller.read(speller.unread([passage, passage]), lambda done, of: told.append((done, of)))
    assert told == [(0, 1)]
    assert speller.unread([passage, "其他"]) == ("其他",)


def test_reading_that_is_stopped_keeps_what_was_read() -> None:
    speller, passages = made(), ("依法旅行职责，维护群众合法权益。", "负责指导工作。")

    def stop(done: int, _: int) -> None:
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        speller.read(passages, stop)
    assert speller.unread(passages) == passages[1:]
