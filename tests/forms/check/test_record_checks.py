"""The checks on procurement, assets and goals take whatever a clerk may write, and their one-key fixes settle them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forms.check import check
from forms.document.document import Document
from forms.document.finding import Finding
from forms.edit.cells import enter
from models.records import Address
from tests.forms.check.test_rules import worked_on

NEW = {"year": 2024, "kind": "部门"}
INDICATOR = {
    "project": "1",
    "level1": "产出指标",
    "level2": "时效指标",
    "level3": "补助企业数量",
    "description": "补助企业",
    "value": ">=5家",
    "basis": "计划",
}
PURCHASE = {"project": "公用经费", "goods": "打印机", "catalogue": "A020201", "measure": "台", "quantity": "2"}
ODD = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["1e40", "NaN", "——", "½", "９" * 40, "≥1/3", "0.00%", "-5", "2024年13月", "万元", "$\\geq$"]),
)


def disclosure(**case: Any) -> Document:
    """A begun disclosure with a project, an indicator and a purchase, and what a test adds."""
    project = {"name": "产业扶持", "budget": "1.80", "fiscal": "1.80", "june": "1.8"}
    add = {"X5": [project], "X5I": [INDICATOR], "X2": [PURCHASE], **case}
    return worked_on({"new": NEW, "add": add})


def found(document: Document, rule: str) -> list[Finding]:
    return [finding for finding in check(document) if finding.rule == rule]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ODD, min_size=14, max_size=14))
def test_no_text_is_too_odd(texts: list[str]) -> None:
    document = disclosure()
    columns = [("X5I", c) for c in ("level3", "description", "value")]
    columns += [("X5", c) for c in ("name", "code", "purpose", "march", "december", "goals")]
    columns += [("X2", c) for c in ("project", "catalogue", "measure", "quantity", "price")]
    entries = {Address(table, "1", column): text for (table, column), text in zip(columns, texts, strict=True)}
    document.apply("填写", enter(document, entries))
    assert all(finding.sentence.endswith(("。", "”。")) for finding in check(document))


@pytest.mark.parametrize(
    ("rule", "place", "text"),
    [
        ("K06", Address("X5I", "1", "level2"), "数量指标"),
        ("K08", Address("X5", "1", "june"), "100"),
        ("K11", Address("X5I", "1", "value"), "≥5家"),
    ],
)
def test_one_key_settles_a_finding(rule: str, place: Address, text: str) -> None:
    document = disclosure()
    (finding,) = found(document, rule)
    assert finding.mend is not None
    document.apply(finding.mend.name, finding.mend.changes)
    assert document.text(place) == text
    assert not found(document, rule)
    document.undo()
    assert len(found(document, rule)) == 1


def test_a_unit_of_the_same_goods_is_offered() -> None:
    document = disclosure(X2=[PURCHASE, {**PURCHASE, "measure": "1"}])
    (finding,) = found(document, "I03")
    assert finding.mend is not None
    document.apply(finding.mend.name, finding.mend.changes)
    assert document.text(Address("X2", "2", "measure")) == "台"


def test_a_finding_on_a_published_goal_table_names_the_cell_of_the_file_and_the_project() -> None:
    document = worked_on({"base": "2020-shijiazhuang", "whole": True})
    findings = [f for f in found(document, "K05") if f.row == "24"]
    assert [(f.table, f.column, f.found, f.expected) for f in findings] == [("X5I", "value", ">=240家", "220家")]
    assert findings[0].source is not None
    assert "“国家级小微企业创新示范基地奖励资金”项目" in findings[0].sentence
