"""What some findings say, word for word: where, what, and what to do, as a clerk reads it."""

from __future__ import annotations

from typing import Any

from forms.check.special.texts import shown
from forms.document.finding import Finding
from forms.document.record_names import shortened
from tests.forms.check.test_rules import found_in

NEW = {"year": 2024, "kind": "部门"}


def said(rule: str, **edits: Any) -> Finding:
    """The one finding of a rule in a disclosure with those edits."""
    (one,) = [finding for finding in found_in({"new": NEW, **edits}) if finding.rule == rule]
    return one


def test_a_plan_in_amounts_is_told_in_per_cent() -> None:
    project = {"name": "水渠维修", "budget": "200.00", "march": "50", "june": "100", "october": "150"}
    found = said("K08", add={"X5": [project]})
    assert found.guess == "填的是金额，相当于25、50、75；12月底空着，请填100"
    assert found.column == "october"
    assert found.sentence.startswith("《部门项目绩效目标》“水渠维修”项目的支出计划填了50、100、150")
    assert found.mend is not None
    assert [change.new.text for change in found.mend.changes] == ["25", "50", "75", "100"]  # type: ignore[union-attr]


def test_an_indicator_is_named_by_project_level_and_name() -> None:
    indicator = {"project": "1", "level1": "产出指标", "level2": "数量指标", "level3": "维修长度", "value": "≥12公里"}
    found = said("K02", add={"X5": [{"name": "水渠维修"}], "X5I": [indicator]})
    where = "《部门项目绩效指标》“水渠维修”项目数量指标“维修长度”的“指标值确定依据”列"
    assert found.sentence == f"{where}空着，请填写依据的文件、标准或者往年的情况。"


def test_brackets_of_two_widths_are_told_apart() -> None:
    found = said("M05", texts={"three_public": "因公出国（境)费0万元。"})
    assert "左括号是“（”，右括号是“)”" in found.sentence


def test_a_quotation_stands_between_marks() -> None:
    text = "甲乙丙丁，2024年收支预算0.18亿元，比上年"
    start = text.index("0.18")
    assert shown(text, (start, start + 4)) == "2024年收支预算0.18亿元"


def test_a_long_quotation_is_cut_outside_numbers_and_says_so() -> None:
    text = "一二三四五六七八九十一二三四五六2024年错字一二三四五六七八九十一二12345678九十一二三四"
    start = text.index("错字")
    quote = shown(text, (start, start + 2))
    assert quote.startswith("……")
    assert quote.endswith("……")
    assert quote.strip("…") in text
    assert "2024年错字" in quote


def test_a_long_name_is_shortened_at_a_mark() -> None:
    assert shortened("关于提前下达专项资金（第一批）的通知", 24) == "关于提前下达专项资金（第一批）的通知"
    assert shortened("关于提前下达2024年技术创新引导专项资金（第一批）的通知及说明", 26).endswith("）……")
