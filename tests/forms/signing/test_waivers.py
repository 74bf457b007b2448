"""Written answers to warnings: they hold for the numbers they were given for, and for nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from forms.check import check
from forms.check.registered import registered
from forms.document.document import Document
from forms.document.finding import Finding
from forms.edit.cells import add_codes, enter, write_section
from forms.office.office import Office
from forms.signing.waivers import answered, offered, waive, withdraw
from forms.write.reports.found_data import check_data
from models.errors import Trouble
from models.records import Address, TextChange
from tests.forms.documents import UNIT, begun

OFFICE_EXPENSES = Address("T6", "30201", "public")
WORDS = "另有 2.70 万元由项目经费安排。"


def warned(document: Document | None = None, stated: str = "79.65") -> Document:
    """A disclosure whose text and tables differ in the running cost (D10)."""
    document = document or begun()
    document.apply("增加科目", add_codes(document, "T6", ["30201"]))
    document.apply("填写", enter(document, {OFFICE_EXPENSES: "76.95"}))
    document.apply("填写", write_section(document, "S3", f"2024年，我部门机关运行经费共计安排{stated}万元。"))
    return document


def found(document: Document, rule: str = "D10") -> Finding:
    (finding,) = (finding for finding in check(document) if finding.rule == rule)
    return finding


def waived_rules(document: Document) -> dict[str, str]:
    return {one.finding.rule: one.words for one in answered(document, check(document)).waived}


def test_an_answered_warning_is_no_longer_open() -> None:
    document = warned()
    document.apply("写说明", waive(document, found(document), f"  {WORDS}\n"))
    findings = check(document)
    parted = answered(document, findings)
    assert waived_rules(document) == {"D10": WORDS}
    assert [f for f in findings if f.rule != "D10"] == list(parted.open)


def test_an_answer_is_one_step_that_can_be_taken_back() -> None:
    document = warned()
    document.apply("写说明", waive(document, found(document), WORDS))
    document.undo()
    assert not waived_rules(document)
    document.redo()
    assert waived_rules(document) == {"D10": WORDS}


def test_an_answer_is_withdrawn() -> None:
    document = warned()
    before = document.content()
    document.apply("写说明", waive(document, found(document), WORDS))
    document.apply("撤回说明", withdraw(document, found(document)))
    assert document.content() == before
    assert document.apply("撤回说明", withdraw(document, found(document))) == ()


def test_new_words_take_the_place_of_the_old() -> None:
    document = warned()
    document.apply("写说明", waive(document, found(document), "先这样写。"))
    document.apply("写说明", waive(document, found(document), WORDS))
    assert waived_rules(document) == {"D10": WORDS}


@pytest.mark.parametrize("amount", ["76.96", "76.9"])
def test_when_a_number_changes_the_warning_is_open_again_and_the_words_are_offered(amount: str) -> None:
    document = warned()
    document.apply("写说明", waive(document, found(document), WORDS))
    document.apply("填写", enter(document, {OFFICE_EXPENSES: amount}))
    assert not waived_rules(document)
    assert offered(document, found(document)) == WORDS


def test_when_the_text_changes_the_warning_is_open_again() -> None:
    document = warned()
    document.apply("写说明", waive(document, found(document), WORDS))
    warned(document, stated="79.66")
    assert not waived_rules(document)
    warned(document, stated="79.65")
    assert waived_rules(document) == {"D10": WORDS}


def test_two_warnings_in_one_place_have_answers_of_their_own() -> None:
    document = begun()
    text = "按照《预算法》、《河北省省级预算公开办法》和《某省省级办法》规定公开。"
    document.apply("填写", write_section(document, "S0", text))
    first, second = (finding for finding in check(document) if finding.rule == "A06")
    document.apply("写说明", waive(document, first, "一"))
    assert [one.finding for one in answered(document, check(document)).waived] == [first]
    document.apply("写说明", waive(document, second, "二"))
    assert [(one.finding, one.words) for one in answered(document, check(document)).waived] == [
        (first, "一"),
        (second, "二"),
    ]
    document.apply("撤回说明", withdraw(document, first))
    assert [one.words for one in answered(document, check(document)).waived] == ["二"]


def test_an_answer_to_a_warning_without_numbers_is_kept_by_the_whole_sentence() -> None:
    document = begun()
    document.apply("填写", enter(document, {Address("X3", "vehicles", "value"): "5.00"}))
    sentence = "《部门固定资产占用情况表》“2、车辆（台、辆）”行“数量”列没有填写，价值是5.00万元，请补填数量。"
    kept = json.dumps({sentence: WORDS}, ensure_ascii=False)
    document.apply("写说明", [TextChange("waiver.J05.X3/vehicles/quantity", None, kept)])
    assert waived_rules(document) == {"J05": WORDS}


def test_errors_are_mended_and_hints_need_no_answer() -> None:
    document = begun()
    document.apply("增加科目", add_codes(document, "T2", ["2060101"]))
    document.apply("填写", enter(document, {Address("T2", "2060101", "fiscal"): "-5"}))
    error = next(finding for finding in check(document) if finding.level == "E")
    with pytest.raises(Trouble, match="这一条不能写说明"):
        waive(document, error, WORDS)


SENTENCE = "公务接待费3.20万元"


def misread(more: str = "", reception: str = "4.50") -> Document:
    """A disclosure whose text differs from the tables in a cost of 三公, which is an error (G13)."""
    document = begun()
    document.apply("填写", enter(document, {Address("T9", "reception", "general"): reception}))
    document.apply("填写", write_section(document, "S4", f"本年情况如下。\n{SENTENCE}{more}。与上年持平。"))
    return document


def explained() -> Document:
    document = misread()
    document.apply("写说明", waive(document, found(document, "G13"), WORDS))
    return document


def test_an_error_read_off_a_sentence_is_answered_and_printed_with_it() -> None:
    document = explained()
    (one,) = answered(document, check(document)).waived
    assert (one.finding.level, one.told) == ("E", f"原文“{SENTENCE}”。说明：{WORDS}")
    assert not any(finding.rule == "G13" for finding in answered(document, check(document)).open)


@pytest.mark.parametrize("change", [{"more": "，另有结余"}, {"reception": "4.51"}])
def test_an_answered_error_is_open_again_when_its_sentence_or_its_cell_changes(change: dict[str, str]) -> None:
    document = misread(**change)
    slot = "waiver.G13.S4"
    document.apply("写说明", [TextChange(slot, None, explained().texts[slot])])
    assert not waived_rules(document)
    assert offered(document, found(document, "G13")) == WORDS


def test_what_may_be_explained_is_read_off_sentences() -> None:
    prose = {rule for one in registered() if one.when == "prose" for rule in one.rules}
    rules = begun().edition.rules.values()
    assert {rule.id for rule in rules if rule.may_be_explained} <= prose & {r.id for r in rules if r.level == "E"}


def test_blank_words_are_no_answer() -> None:
    document = warned()
    with pytest.raises(Trouble, match="说明还是空的"):
        waive(document, found(document), " \n")


def test_an_answer_is_stored_and_told_with_the_findings(tmp_path: Path) -> None:
    with Office.open(tmp_path) as office:
        document = warned(office.start(UNIT, 2024, "部门", "hebei"))
        document.apply("写说明", waive(document, found(document), WORDS))
    with Office.open(tmp_path) as office:
        document = office.open_disclosure(document.head.id)
        findings = check(document)
    data = check_data(document, findings, None)
    assert {one["rule"]: one["waived"] for one in data["findings"] if one["waived"]} == {"D10": WORDS}
    assert data["counts"]["W"] == sum(finding.level == "W" for finding in findings)
