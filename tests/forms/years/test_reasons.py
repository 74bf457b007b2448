"""The reason bank: what is offered for a row of the comparison, in which order, and what the form declares."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from forms.check import check
from forms.document.document import Document
from forms.edit.cells import enter
from forms.form.load import KINDS, edition, pack
from forms.form.model import Edition
from forms.form.word_lists import word_lists
from forms.office.office import Office
from forms.years.reasons import ReasonWords, Said, offered_reasons
from models.records import Address, Head, Unit
from tests.forms.documents import COMPARISON, UNIT, begun, fill

OTHER = Unit("340", "另一个局")
NEW = edition(2024, "部门")


def starters(form: Edition) -> tuple[tuple[str, str], ...]:
    """All declared reasons, each behind the row it is for."""
    declared = word_lists(form, "reasons", ReasonWords)
    by_row = (*declared.increase.items(), *declared.decrease.items())
    return tuple((row, text) for row, texts in by_row for text in texts)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with Office.open(tmp_path / "data") as office:
        yield office


def with_change(now: str, before: str) -> Document:
    """公务接待费 of this year and of last year."""
    document = begun(2024)
    fill(document, {"T9/reception/general": now, f"{COMPARISON}/reception/before": before})
    return document


def said(text: str, unit: Unit = UNIT, year: int = 2023, row: str = "reception") -> Said:
    return Said(Head("1", unit, year, "部门", f"hebei-{year}"), row, text)


def test_own_reasons_come_first_then_others_the_newest_first_then_the_declared() -> None:
    bank = [said("甲", OTHER, 2023), said("乙", year=2021), said("丙", year=2022), said("丁", OTHER, 2022)]
    found = offered_reasons(with_change("2", "3"), "reception", bank)
    assert found[:4] == ("丙", "乙", "甲", "丁")
    assert "压减接待批次和陪餐人数" in found[4:]


def test_a_rise_is_not_offered_what_only_speaks_of_less() -> None:
    bank = [said("考察批次减少"), said("考察批次增加"), said("上年培训推迟到本年"), said("人员减少但标准提高")]
    rise, fall = with_change("3", "2"), with_change("2", "3")
    assert offered_reasons(rise, "reception", bank)[:3] == ("考察批次增加", "上年培训推迟到本年", "人员减少但标准提高")
    assert offered_reasons(fall, "reception", bank)[:3] == ("考察批次减少", "上年培训推迟到本年", "人员减少但标准提高")


def test_without_a_change_everything_is_offered() -> None:
    every = [text for row, text in starters(NEW) if row == "reception"]
    assert sorted(offered_reasons(begun(2024), "reception", ())) == sorted(every)


def test_a_reason_for_another_row_is_not_offered() -> None:
    assert "甲" not in offered_reasons(begun(2024), "reception", [said("甲", row="abroad")])


def test_the_same_reason_is_offered_once_whatever_its_end() -> None:
    found = offered_reasons(
        begun(2024), "reception", [said("考察批次增加"), said("考察批次增加。", OTHER), said(" ，")]
    )
    assert found.count("考察批次增加") == 1
    assert "" not in found


def test_the_office_knows_the_reasons_of_all_its_disclosures(office: Office) -> None:
    for unit, year, text in ((UNIT, 2023, "甲"), (OTHER, 2022, "乙")):
        document = office.start(unit, year, "部门", "hebei")
        document.apply("填写", enter(document, {Address(COMPARISON, "basic", "reason"): text}))
        document.apply("填写", enter(document, {Address(COMPARISON, "basic", "before"): "5"}))
    found = {(one.head.unit, one.head.year, one.row, one.text) for one in office.reasons()}
    assert found == {(UNIT, 2023, "basic", "甲"), (OTHER, 2022, "basic", "乙")}


def test_declared_reasons_are_for_rows_of_the_form() -> None:
    for year in pack().years:
        for kind in KINDS:
            form = edition(year, kind)
            assert {row for row, _ in starters(form)} <= form.tables[COMPARISON].row_by_key.keys()


@pytest.mark.parametrize(
    "text", [text for row, text in starters(NEW) if row in ("three", "abroad", "car", "reception")]
)
def test_a_declared_reason_is_concrete_enough_for_the_check(text: str) -> None:
    document = begun(2024)
    fill(document, {"T9/reception/general": "3", f"{COMPARISON}/three/before": "2"})
    previous = begun(2023)
    fill(previous, {"T9/reception/general": "2"})
    document = Document(document.head, document.edition, document.content(), previous=previous)
    assert "H03" in {finding.rule for finding in check(document)}
    document.apply("填写", enter(document, {Address(COMPARISON, "three", "reason"): text}))
    assert "H03" not in {finding.rule for finding in check(document)}
