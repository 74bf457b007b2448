"""What is no error yet: of one's own work, findings rest until what they wait for is begun, and 待填 lists it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from forms.check import Checker, check
from forms.check.waiting import to_do
from forms.document.document import Document
from forms.document.finding import Finding
from forms.document.progress import Progress, Stage, progress
from forms.edit.cells import add_codes, enter, set_notes, write_section
from forms.form.load import edition
from forms.match.recognise import recognise
from forms.office.office import Office
from forms.readers import read
from models.errors import Trouble
from models.records import Address, Content, Head, State, Unit
from tests.published import disclosure

CODES = ("2130101", "2130104", "2130112")


@pytest.fixture
def document() -> Document:
    """A disclosure of 2025 in which nothing stands."""
    form = edition(2025, "部门")
    return Document(Head("1", Unit("407", "畜牧技术推广站"), 2025, "部门", form.id), form, Content())


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with Office.open(tmp_path / "data") as office:
        yield office


@pytest.fixture
def carried(office: Office, data: Path) -> Document:
    """A disclosure made from last year's: its rows and texts, and no amount yet."""
    folder = data / "2024-fengrun"
    before = office.take(recognise([read(folder / name) for name in ("tables.xlsx", "disclosure.docx")]))
    return office.carry(before.head.id, 2025)


def fill(document: Document, table: str, column: str, *amounts: str) -> None:
    """Amounts in the first rows of CODES in a table, whose rows come with them."""
    codes = [code for code in CODES if document.line(table, code) is None]
    document.apply("增加科目", add_codes(document, table, codes))
    cells = {Address(table, code, column): amount for code, amount in zip(CODES, amounts, strict=False)}
    document.apply("填写", enter(document, cells))


def verdicts(document: Document, level: str = "E") -> list[Finding]:
    return [finding for finding in check(document) if finding.level == level and not finding.waits_for]


def places(document: Document) -> list[str]:
    return [finding.waits_for for finding in to_do(document, check(document))]


# Nothing is red before work began


def test_a_blank_disclosure_has_no_error(document: Document) -> None:
    assert verdicts(document) == []
    assert places(document)[:4] == ["T1", "T2", "T3", "T4"]


def test_each_place_to_fill_in_is_listed_once(carried: Document) -> None:
    listed = [one for one in to_do(carried, check(carried)) if one.row is None]
    assert len({one.waits_for for one in listed}) == len(listed)
    assert {"T2", "T3", "T5", "T6", "S6"} <= {one.waits_for for one in listed}


def test_of_a_carried_disclosure_only_faults_of_its_texts_are_errors(carried: Document) -> None:
    assert {finding.rule for finding in verdicts(carried)} == {"B09"}


def test_a_table_that_may_stay_empty_and_has_no_rows_is_not_asked_for(carried: Document) -> None:
    assert "T7" not in places(carried)
    assert "T8" not in places(carried)


# Checks across tables


def test_a_check_across_tables_rests_until_both_are_begun(document: Document) -> None:
    fill(document, "T2", "fiscal", "100", "20")
    assert verdicts(document, "E") + verdicts(document, "W") == []
    fill(document, "T3", "basic", "90")
    told = [one for one in verdicts(document, "W") if one.address == Address("T2", CODES[0], "total")]
    assert [(one.found, one.expected) for one in told] == [("100.00", "90.00")]


def test_what_another_table_feeds_waits_for_it(document: Document) -> None:
    fill(document, "T3", "basic", "100")
    assert document.value(Address("T1", "expenditure.total", "amount")) == 100_000000
    waiting = {one.waits_for for one in check(document) if one.table == "T1"}
    assert verdicts(document) == []
    assert waiting <= {"T1", "T2"}


def test_an_error_within_a_begun_table_shows_at_once(document: Document) -> None:
    fill(document, "T2", "fiscal", "一百")
    assert ("T2", CODES[0]) in [(one.table, one.row) for one in verdicts(document)]


def test_a_number_of_the_text_rests_until_its_table_is_begun(document: Document) -> None:
    section = next(s for s in document.edition.sections if s.key == "running")
    text = "2025年，我部门机关运行经费共计安排12.00万元，主要用于办公费12.00万元。"
    document.apply("写", write_section(document, section.id, text))
    assert not [one for one in verdicts(document) + verdicts(document, "W") if one.section == section.id]
    document.apply("增加科目", add_codes(document, "T6", ["30201"]))
    document.apply("填写", enter(document, {Address("T6", "30201", "public"): "13"}))
    assert [one for one in verdicts(document) + verdicts(document, "W") if one.section == section.id]


def test_a_table_marked_not_applicable_is_waited_for_no_more(carried: Document) -> None:
    assert "T9" in places(carried)
    carried.apply("标为不适用", set_notes(carried, "T9", carried.notes("T9")))
    assert "T9" not in places(carried)


# What is to be filled in


def test_a_blank_cell_that_an_error_asks_for_is_to_be_filled_in(carried: Document) -> None:
    asked = [one for one in check(carried) if one.rule == "K02"]
    assert asked
    assert {one.waits_for for one in asked} == {"X5I"}
    row = asked[0].row
    carried.apply("填写", enter(carried, {Address("X5I", row or "", "value"): "≥5次"}))
    assert row not in {one.row for one in to_do(carried, check(carried))}


def test_files_are_judged_as_they_stand() -> None:
    document = disclosure("2024-fengrun")
    assert document.from_file
    assert all(not finding.waits_for for finding in check(document))


def test_what_is_to_be_filled_in_stands_against_the_review(office: Office) -> None:
    document = office.start(Unit("407", "畜牧技术推广站"), 2025, "部门", "hebei")
    assert verdicts(document) == []
    with pytest.raises(Trouble, match=r"还有\d+处待填、1项签审手续没有办完"):
        office.review(document)
    assert document.head.state == State.EDITING


def test_a_finding_that_says_the_same_is_the_same_one(carried: Document) -> None:
    checker = Checker(carried)
    first = {id(one) for one in checker.findings(prose=False) if one.waits_for and one.section}
    assert first <= {id(one) for one in checker.findings(prose=False)}


# Progress


def test_a_table_of_codes_counts_the_rows_that_hold_an_amount(document: Document) -> None:
    document.apply("增加科目", add_codes(document, "T5", CODES))
    assert progress(document)["T5"] == Progress(Stage.NOT_BEGUN, 0, 3)
    fill(document, "T5", "basic", "1", "0")
    assert progress(document)["T5"] == Progress(Stage.BEGUN, 2, 3)
    fill(document, "T5", "basic", "1", "0", "2.5")
    assert progress(document)["T5"] == Progress(Stage.FILLED, 3, 3)


def test_rows_that_come_and_go_are_counted_anew(document: Document) -> None:
    fill(document, "T5", "basic", "1", "2", "3")
    document.apply("增加科目", add_codes(document, "T5", ["2150501"]))
    assert progress(document)["T5"] == Progress(Stage.BEGUN, 3, 4)
    document.undo()
    assert progress(document)["T5"] == Progress(Stage.FILLED, 3, 3)


def test_a_note_says_that_an_empty_table_does_not_apply(document: Document) -> None:
    assert progress(document)["T7"].stage == Stage.NOT_BEGUN
    document.apply("标为不适用", set_notes(document, "T7", document.notes("T7")))
    assert progress(document)["T7"].stage == Stage.NOT_APPLICABLE
    document.apply("增加科目", add_codes(document, "T7", ["2120801"]))
    document.apply("填写", enter(document, {Address("T7", "2120801", "project"): "3"}))
    assert progress(document)["T7"].stage == Stage.FILLED
    assert document.notes("T7") == ()


def test_a_table_whose_form_has_no_such_note_is_settled_without_words(document: Document) -> None:
    tables = document.edition.tables
    plain = replace(document.edition, tables={**tables, "T7": replace(tables["T7"], empty_note="")})
    silent = Document(document.head, plain, Content())
    assert progress(silent)["T7"].stage == Stage.NOT_BEGUN
    silent.apply("标为不适用", set_notes(silent, "T7", silent.notes("T7")))
    assert progress(silent)["T7"].stage == Stage.NOT_APPLICABLE
    silent.undo()
    assert progress(silent)["T7"].stage == Stage.NOT_BEGUN


def test_a_section_is_begun_with_its_text(document: Document) -> None:
    assert progress(document)["S3"].stage == Stage.NOT_BEGUN
    document.apply("写", write_section(document, "S3", "没有机关运行经费。"))
    assert progress(document)["S3"].stage == Stage.FILLED


# Rows of last year


def test_rows_of_last_year_without_an_amount_are_to_be_filled_in_or_taken_out(carried: Document) -> None:
    rows = [line.key for line in carried.lines("T3") if len(line.code) == 7]
    assert not [finding for finding in to_do(carried, check(carried)) if finding.table == "T3" and finding.row]
    carried.apply("填写", enter(carried, {Address("T3", row, "basic"): "1" for row in rows[:-2]}))
    left = next(finding for finding in to_do(carried, check(carried)) if finding.row == rows[-2])
    assert left.message.startswith("等2行上年有数，今年还没有填")
    assert left.mend is not None
    carried.apply(left.mend.name, left.mend.changes)
    assert progress(carried)["T3"].stage == Stage.FILLED
    assert [line.key for line in carried.lines("T3") if len(line.code) == 7] == rows[:-2]
