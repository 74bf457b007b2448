"""Drafts of the sections: they state the facts of the tables, with the numbers of the published texts."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from forms.document.document import Document
from forms.document.fields import fill
from forms.document.slots import slot_text
from forms.edit.cells import enter
from forms.edit.draft import draft
from forms.form.load import KINDS, edition, pack
from forms.prose.bind import bind, facts
from models.records import Address, Content, Head, TextChange, Unit
from tests.published import PAPER, TABLES, disclosure

FIVE = ("2019-bazhou", "2020-shijiazhuang", "2021-qinhuangdao", "2023-bazhou-unit", "2024-fengrun")
WRONG = {"2019-bazhou": {1407.73}}
"""The amounts of the published texts that are the publisher's own faults."""
THREE = ("2021-qinhuangdao", "2023-bazhou-unit", "2024-fengrun")


def drafted(document: Document, key: str) -> str:
    """The draft as it is read once it is kept."""
    section = next(section for section in document.edition.sections if section.key == key)
    slot = f"{section.id}.text"
    document.apply("起草", [TextChange(slot, document.texts.get(slot), draft(document, section))])
    return document.section_text(section.id)


def numbers(text: str) -> set[float]:
    """The amounts in 万元 of a text, zero left out."""
    return {float(n) for n in re.findall(r"(\d+(?:\.\d+)?)\s*万元", text)} - {0.0}


@pytest.mark.parametrize("key", ["running", "three_public", "assets"])
@pytest.mark.parametrize("name", THREE[1:])
def test_the_total_is_that_of_the_published_text(name: str, key: str) -> None:
    document = disclosure(name, PAPER)
    section = next(section for section in document.edition.sections if section.key == key)
    first = re.search(r"\d+(?:\.\d+)?(?=\s*万元)", document.section_text(section.id))
    assert first is not None
    assert float(first[0]) in numbers(drafted(document, key))


@pytest.mark.parametrize("name", THREE)
def test_the_overview_names_income_and_expenditure_as_published(name: str) -> None:
    document = disclosure(name, PAPER)
    text = drafted(document, "overview")
    for row in ("T1/income.total/amount", "T3/total/basic", "T3/total/project", "T6/total/staff", "T6/total/public"):
        value = document.value(Address(*row.split("/")))
        assert value is not None
        assert value / 1_000_000 in numbers(text)
    section = next(section for section in document.edition.sections if section.key == "overview")
    own = numbers(document.section_text(section.id).split("3、")[0])
    assert len(own & numbers(text)) >= 4


@pytest.mark.parametrize("key", ["overview", "running", "three_public", "procurement", "assets"])
@pytest.mark.parametrize("name", FIVE)
def test_tables_and_facts_alone_give_every_number_of_the_published_text(name: str, key: str) -> None:
    document = disclosure(name, TABLES, PAPER)
    document.apply("取数", facts(document))
    published_text = document.section_text(next(s.id for s in document.edition.sections if s.key == key))
    text = drafted(document, key)
    assert "⟦" not in text
    assert numbers(published_text) - WRONG.get(name, set()) <= numbers(text)


def test_procurement_adds_the_records_up_without_their_totals() -> None:
    assert numbers(drafted(disclosure("2021-qinhuangdao", PAPER), "procurement")) == {290.38}


def test_what_an_amount_is_for_ends_before_a_reference_to_a_table() -> None:
    document = Document(Head("d", Unit("101001", "甲局"), 2024, "部门", "hebei-2024"), edition(2024, "部门", "hebei"))
    section = next(section for section in document.edition.sections if section.key == "assets")
    words = "本年度拟购置固定资产总额为3.60万元，主要为台式计算机、打印机，详见政府采购预算表。"
    document.apply("写", [TextChange(f"{section.id}.text", None, words)])
    document.apply("取数", facts(document))
    assert document.text(Address("X8", "planned", "words")) == "台式计算机、打印机"


def test_what_is_zero_is_said_in_other_words() -> None:
    document = disclosure("2024-fengrun", PAPER)
    assert drafted(document, "procurement") == "2024年，我部门未安排政府采购预算。"


def test_the_draft_follows_the_cells() -> None:
    document = disclosure("2024-fengrun", PAPER)
    document.apply("填写", enter(document, {Address("T9", "reception", "general"): "1.80"}))
    assert "公务接待费1.80万元" in drafted(document, "three_public")
    assert "预算安排7.80万元" in drafted(document, "three_public")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("year", pack().years)
def test_a_blank_disclosure_can_be_drafted(year: int, kind: str) -> None:
    form = edition(year, kind)
    document = Document(Head("1", Unit("1", "某县某局"), year, kind, form.id), form, Content())
    for section in form.sections:
        text = drafted(document, section.key)
        assert not set("{}⟦⟧[]") & set(text)
        for own in ("单位资金", "附属单位", "事业单位"):
            text = text.replace(own, "")
        assert ("单位" if kind == "部门" else "部门") not in text


@pytest.fixture
def moved() -> Document:
    """A disclosure with last year's amounts: the reception was dearer, the cars cost the same."""
    document = disclosure("2024-fengrun")
    before = {"total": "4012.42", "basic": "1451.83", "project": "2560.59", "three": "7", "abroad": "0"}
    before |= {"car.purchase": "0", "car.running": "6", "reception": "1"}
    document.apply("填写", enter(document, {Address("X7", row, "before"): text for row, text in before.items()}))
    document.apply("填写", enter(document, {Address("X7", "basic", "reason"): "未安排年底考核奖"}))
    return document


def test_the_change_since_last_year_is_told_with_its_direction(moved: Document) -> None:
    overview = drafted(moved, "overview").split("\n")[-1]
    assert "与2023年预算4012.42万元相比减少1707.15万元" in overview
    assert "基本支出减少53.75万元，主要原因是未安排年底考核奖；项目支出减少1653.40万元。" in overview
    assert "公务用车运行维护费持平；公务接待费减少0.20万元，降低20.00%。" in drafted(moved, "three_public")


def compared(before: dict[str, str]) -> str:
    """What is drafted of the 三公 with these amounts of last year beside the published ones of this."""
    document = disclosure("2024-fengrun")
    document.apply("填写", enter(document, {Address("X7", row, "before"): text for row, text in before.items()}))
    return drafted(document, "three_public").split("\n")[-1]


def test_what_is_nought_in_both_years_stays_the_same() -> None:
    told = compared({"three": "7", "car.running": "6", "reception": "1"})
    assert "其中：因公出国（境）费持平；公务用车购置费持平；公务用车运行维护费持平；公务接待费减少0.20万元" in told


def test_a_part_without_last_year_leaves_no_mark_behind() -> None:
    told = compared({"three": "7"})
    assert told.startswith("与2023年相比，“三公”经费减少0.20万元，降低2.86%。其中：因公出国（境）费持平；")
    assert not re.search(r"[：；，。（][；，。]", told)


@pytest.mark.parametrize(
    ("paragraph", "told"),
    [
        ("[甲{change:X7/abroad}]其中：[乙{reason:X7/abroad}][；丙{unit}][；丁{unit}]。", ""),
        ("共{unit}。其中：[乙{reason:X7/abroad}][；丙{unit}][；丁{unit}]。", "共局。其中：丙局；丁局。"),
        ("共{unit}。其中：[乙{reason:X7/abroad}][；丙{reason:X7/abroad}]。", "共局。"),
        ("共{unit}（[乙{reason:X7/abroad}][，丙{unit}]）。现将情况公开如下：", "共局（丙局）。现将情况公开如下："),
        ("共{unit}[，乙{reason:X7/abroad}]，[丙{reason:X7/abroad}]。", "共局。"),
    ],
)
def test_no_clause_is_left_empty(paragraph: str, told: str) -> None:
    form = edition(2024, "部门")
    document = Document(Head("1", Unit("1", "局"), 2024, "部门", form.id), form, Content())
    section = replace(form.sections[0], draft=(paragraph,), draft_zero=())
    assert fill(draft(document, section), lambda slot: slot_text(document, slot)).text == told


def test_without_last_year_nothing_is_compared() -> None:
    document = disclosure("2024-fengrun", PAPER)
    assert drafted(document, "overview").endswith("3、比上年增减情况")
    assert "2023" not in drafted(document, "three_public")


def test_a_drafted_number_follows_its_cell() -> None:
    document = disclosure("2024-fengrun", PAPER)
    assert "公务接待费0.80万元" in drafted(document, "three_public")
    document.apply("填写", enter(document, {Address("T9", "reception", "general"): "1.80"}))
    section = next(s for s in document.edition.sections if s.key == "three_public")
    assert "公务接待费1.80万元" in document.section_text(section.id)


@pytest.mark.parametrize("name", THREE)
def test_binding_changes_no_amount_and_ties_it_to_its_cell(name: str) -> None:
    document = disclosure(name, TABLES, PAPER)
    section = next(s for s in document.edition.sections if s.key == "overview")
    before = numbers(document.section_text(section.id))
    document.apply("绑定", bind(document, section))
    assert numbers(document.section_text(section.id)) == before
    assert "T1/income.total/amount" in {one.slot for one in document.filled_text(section.id).fields}
    assert bind(document, section) == ()


def test_a_wrong_amount_is_not_bound() -> None:
    document = disclosure("2024-fengrun", TABLES, PAPER)
    section = next(s for s in document.edition.sections if s.key == "overview")
    slot = f"{section.id}.text"
    wrong = document.texts[slot].replace("预算收入2305.27", "预算收入2350.27")
    document.apply("改写", [TextChange(slot, document.texts[slot], wrong)])
    document.apply("绑定", bind(document, section))
    assert "2350.27" in document.section_text(section.id)
    assert "T1/income.total/amount" not in {one.slot for one in document.filled_text(section.id).fields}
