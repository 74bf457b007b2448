"""Drafts of the sections: they state the facts of the tables, with the numbers of the published texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from forms.declare.load import KINDS, edition, pack
from forms.document import Document
from forms.draft import draft
from forms.match import recognise
from forms.office import Office
from forms.operations import add_codes, enter
from forms.readers import read
from models.records import Address, Content, Head, Unit

THREE = ("2021-qinhuangdao", "2023-bazhou-unit", "2024-fengrun")


def published(data: Path, name: str) -> Document:
    return recognise(read(data / name / "disclosure.docx")).document()


def drafted(document: Document, key: str) -> str:
    return draft(document, next(section for section in document.edition.sections if section.key == key))


def numbers(text: str) -> set[float]:
    """The amounts in 万元 of a text, zero left out."""
    return {float(n) for n in re.findall(r"(\d+(?:\.\d+)?)\s*万元", text)} - {0.0}


@pytest.mark.parametrize("key", ["running", "three_public", "assets"])
@pytest.mark.parametrize("name", THREE[1:])
def test_the_total_is_that_of_the_published_text(data: Path, name: str, key: str) -> None:
    document = published(data, name)
    section = next(section for section in document.edition.sections if section.key == key)
    first = re.search(r"\d+(?:\.\d+)?(?=\s*万元)", document.section_text(section.id))
    assert first is not None
    assert float(first[0]) in numbers(drafted(document, key))


@pytest.mark.parametrize("name", THREE)
def test_the_overview_names_income_and_expenditure_as_published(data: Path, name: str) -> None:
    document = published(data, name)
    text = drafted(document, "overview")
    for row in ("T1/income.total/amount", "T3/total/basic", "T3/total/project", "T6/total/staff", "T6/total/public"):
        value = document.value(Address(*row.split("/")))
        assert value is not None
        assert value / 1_000_000 in numbers(text)
    section = next(section for section in document.edition.sections if section.key == "overview")
    own = numbers(document.section_text(section.id).split("3、")[0])
    assert len(own & numbers(text)) >= 4


def test_procurement_adds_the_records_up_without_their_totals(data: Path) -> None:
    assert numbers(drafted(published(data, "2021-qinhuangdao"), "procurement")) == {290.38}


def test_what_is_zero_is_said_in_other_words(data: Path) -> None:
    document = published(data, "2024-fengrun")
    assert drafted(document, "procurement") == "2024年，我部门未安排政府采购预算。"


def test_the_draft_follows_the_cells(data: Path) -> None:
    document = published(data, "2024-fengrun")
    document.apply("填写", enter(document, {Address("T9", "reception", "general"): "1.80"}))
    assert "公务接待费1.80万元" in drafted(document, "three_public")
    assert "预算安排7.80万元" in drafted(document, "three_public")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("year", pack().years)
def test_a_blank_disclosure_can_be_drafted(year: int, kind: str) -> None:
    form = edition(year, kind)
    document = Document(Head("1", Unit("1", "某县某局"), year, kind, form.id), form, Content())
    for section in form.sections:
        text = draft(document, section)
        assert "{" not in text
        for own in ("单位资金", "附属单位", "事业单位"):
            text = text.replace(own, "")
        assert ("单位" if kind == "部门" else "部门") not in text


@pytest.fixture
def two_years(data: Path, tmp_path: Path) -> Iterator[Document]:
    """This year's disclosure beside last year's, in which the reception was dearer and the cars the same."""
    reading = recognise(read(data / "2024-fengrun" / "tables.xlsx"))
    with Office.open(tmp_path) as office:
        before = office.start(reading.unit, 2023, "部门")
        before.apply("增加科目", add_codes(before, "T3", ["2060101"]))
        typed = {"T3/2060101/basic": "1451.83", "T9/reception/general": "1", "T9/car.running/general": "6"}
        before.apply("填写", enter(before, {Address(*place.split("/")): text for place, text in typed.items()}))
        yield office.take(reading)


def test_the_change_since_last_year_is_told_with_its_direction(two_years: Document) -> None:
    overview = drafted(two_years, "overview").split("\n")[-1]
    assert "与2023年预算相比增加853.44万元" in overview
    assert "基本支出减少53.75万元，项目支出增加907.19万元" in overview
    assert "公务用车购置及运维费持平，公务接待费减少0.20万元" in drafted(two_years, "three_public")


def test_without_last_year_nothing_is_compared(data: Path) -> None:
    document = published(data, "2024-fengrun")
    assert drafted(document, "overview").endswith("3、比上年增减情况")
    assert "2023" not in drafted(document, "three_public")
