"""Files that an earlier program read wrong without a word, each standing for a kind: what each says is what is read."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from forms.check import check
from forms.document.finding import Finding
from forms.match.account.accounts import account
from forms.match.reading import Reading
from forms.match.recognise import recognise
from forms.readers import read
from models.records import Address
from tests.forms.books import DATA

FENGRUN = DATA / "2024-fengrun"
SAME_TABLES = (
    "amounts-from-calculator.xlsx",
    "codes-with-apostrophe.xlsx",
    "external-link-part-missing.xlsx",
    "strict-ooxml.xlsx",
    "unit-yuan-in-brackets.xlsx",
    "zero-width-in-labels.xlsx",
    "date-and-phone-below-table.xlsx",
    "hidden-last-year-sheets.xlsx",
)
SAME_DOCUMENT = (
    "codes-on-two-lines.docx",
    "headings-fullwidth-stop.docx",
    "prose-in-a-frame-table.docx",
    "table-goes-on-without-heads.docx",
)


@cache
def once_misread(name: str, **given: Any) -> Reading:
    return recognise(read(DATA / "reading" / name), **given)


@cache
def right(name: str) -> Reading:
    return recognise(read(FENGRUN / name))


def findings(name: str, rule: str) -> list[Finding]:
    return [finding for finding in check(once_misread(name).document()) if finding.rule == rule]


@pytest.mark.parametrize("name", SAME_TABLES)
def test_the_tables_are_those_of_the_paper(name: str) -> None:
    found, wanted = once_misread(name), right("tables.xlsx")
    assert (found.unit, found.year, found.kind) == (wanted.unit, wanted.year, wanted.kind)
    assert found.content.cells == wanted.content.cells
    assert found.content.rows == wanted.content.rows


@pytest.mark.parametrize("name", SAME_DOCUMENT)
def test_text_and_tables_are_those_of_the_paper(name: str) -> None:
    found, wanted = once_misread(name).content, right("disclosure.docx").content
    headings = {slot for slot in found.texts if slot.endswith(".heading")}
    assert {slot: text for slot, text in found.texts.items() if slot not in headings} == {
        slot: text for slot, text in wanted.texts.items() if not slot.endswith(".heading")
    }
    assert (found.cells, found.rows) == (wanted.cells, wanted.rows)


def test_sides_are_told_by_their_labels_under_a_head_that_lost_its_places() -> None:
    collapsed, whole = once_misread("r1a-collapsed-head.xlsx"), once_misread("r1b-right-head.xlsx")
    assert collapsed.content.cells == whole.content.cells
    income = Address("T1", "income.1", "amount")
    assert collapsed.document().value(income) == whole.document().value(income)


def test_a_text_without_tables_is_read_by_someone_who_says_whose_it_is() -> None:
    reading = once_misread("r4-prose-without-table.docx", unit_name="某县某局", year=2023, kind="部门")
    missing = account(reading).missing
    assert missing == tuple(f"T{number}" for number in range(1, 10))
    assert all(reading.content.texts[f"S{number}.text"] for number in range(1, 10))


@pytest.mark.parametrize("name", ["r7-miss-toc.docx", "r7-miss-notoc.docx"])
def test_sections_are_missing_with_a_contents_page_and_without(name: str) -> None:
    reading = once_misread(name)
    assert {"S6", "S7", "S9"} <= set(account(reading).missing)
    assert {finding.section for finding in findings(name, "B04")} == {"S6", "S7"}
    assert [finding.section for finding in findings(name, "B08")] == ["S9"]


def test_what_a_program_left_in_the_text_is_found() -> None:
    found = findings("field-error-and-placeholder.docx", "M08")
    assert {finding.section for finding in found} == {"S2"}
    assert ["错误!未找到引用源" in found[0].message, "单击或点击此处输入文字" in found[1].message] == [True, True]


def test_a_wrong_number_with_a_sign_nobody_sees_behind_it_is_found() -> None:
    (finding,) = findings("wrong-number-behind-zero-width.docx", "G02")
    assert (finding.section, "2350.27" in finding.message) == ("S2", True)


def test_total_rows_in_other_words_are_total_rows() -> None:
    found, wanted = once_misread("total-row-other-words.xlsx"), right("tables.xlsx")
    assert found.content.cells == wanted.content.cells
    assert not {path for path in account(found).missing if path.endswith("total")}


def test_three_tables_of_a_csv_in_an_old_code_page_are_read() -> None:
    found, wanted = once_misread("three-tables-gbk.csv").document(), right("tables.xlsx").document()
    for table in ("T1", "T2", "T3"):
        lines = found.lines(table)
        assert [line.key for line in lines] == [line.key for line in wanted.lines(table)]
        for column in ("amount", "total"):
            addresses = [Address(table, line.key, column) for line in lines]
            assert [found.value(one) for one in addresses] == [wanted.value(one) for one in addresses]
