"""This year beside last year: cells, rows that have gone, and the sentences that tell how amounts moved."""

from __future__ import annotations

from forms.document.document import Document
from forms.edit.cells import enter, write_section
from forms.form.load import edition
from forms.years.last_year import GoneRow, YearOnYear, draft_movements, is_compared, rows_gone, year_on_year
from models.records import Address
from tests.forms.documents import COMPARISON, begun, fill


def after(previous: Document, texts: dict[str, str]) -> Document:
    """The disclosure of the year after with these amounts."""
    year, kind = previous.head.year + 1, previous.head.kind
    head = begun(year, kind).head
    document = Document(head, edition(year, kind), previous=previous)
    fill(document, texts)
    return document


def test_a_cell_stands_beside_last_years() -> None:
    previous = begun(2023)
    fill(previous, {"T3/2060101/basic": "200"})
    document = after(previous, {"T3/2060101/basic": "175"})
    compared = year_on_year(document, Address("T3", "2060101", "basic"))
    assert compared == YearOnYear(175_000_000, 200_000_000)
    assert (compared.change, compared.percent) == (-25_000_000, "-12.50%")


def test_nothing_is_said_of_a_movement_without_last_years_amount() -> None:
    compared = YearOnYear(175_000_000, None)
    assert (compared.change, compared.percent) == (None, "")


def test_what_is_blank_now_has_fallen_to_zero() -> None:
    compared = YearOnYear(None, 40_000_000)
    assert (compared.change, compared.percent) == (-40_000_000, "-100.00%")


def test_of_nothing_there_is_no_per_cent() -> None:
    compared = YearOnYear(40_000_000, 0)
    assert (compared.change, compared.percent) == (40_000_000, "")


def test_a_row_of_the_comparison_table_has_both_years_itself() -> None:
    document = begun(2024)
    fill(document, {"T3/2060101/basic": "110"})
    document.apply("填写", enter(document, {Address(COMPARISON, "basic", "before"): "100"}))
    compared = year_on_year(document, Address(COMPARISON, "basic", "change"))
    assert (compared.change, compared.percent) == (10_000_000, "10.00%")


def test_of_rows_that_have_gone_together_the_topmost_is_named() -> None:
    previous = begun(2023)
    fill(previous, {"T3/2060101/basic": "200", "T3/2080505/basic": "44.5", "T3/2060199/project": "3"})
    document = after(previous, {"T3/2060101/basic": "175"})
    assert [(row.code, row.before) for row in rows_gone(document, "T3")] == [
        ("2060199", 3_000_000),
        ("208", 44_500_000),
    ]


def test_a_row_without_an_amount_is_not_missed() -> None:
    previous = begun(2023)
    fill(previous, {"T3/2060101/basic": "200", "T3/2080505/basic": ""})
    assert rows_gone(after(previous, {"T3/2060101/basic": "175"}), "T3") == ()


def test_a_code_that_lives_on_under_another_has_not_gone() -> None:
    previous = begun(2023)
    fill(previous, {"T2/2060101/service": "10"})
    document = after(previous, {"T2/2060101/service": "10"})
    assert rows_gone(document, "T1") == ()


def test_a_line_that_the_form_gave_up_is_named() -> None:
    previous = begun(2022)
    fill(previous, {"X3/furniture/value": "7"})
    document = after(previous, {})
    assert rows_gone(document, "X3") == (GoneRow("", "5、家具、用具、装具及动植物", 7_000_000),)


def test_without_last_year_nothing_has_gone() -> None:
    assert rows_gone(begun(2024), "T3") == ()


def test_records_and_facts_are_not_compared_but_the_comparison_is() -> None:
    form = edition(2024, "部门")
    compared = [table.id for table in form.tables.values() if is_compared(form, table)]
    assert compared == [*(f"T{number}" for number in range(1, 10)), "X3", COMPARISON]


def moved() -> Document:
    """A disclosure with both years' amounts and a reason."""
    document = begun(2024)
    fill(document, {"T3/2060101/basic": "110", "T9/reception/general": "2"})
    before = {("total", "before"): "100", ("basic", "before"): "100", ("basic", "reason"): "在职人员增加"}
    before |= {("three", "before"): "3", ("reception", "before"): "3"}
    document.apply("填写", enter(document, {Address(COMPARISON, *place): text for place, text in before.items()}))
    return document


def section(document: Document, key: str) -> str:
    return next(section.id for section in document.edition.sections if section.key == key)


def test_blank_sections_that_tell_movements_are_drafted_in_full() -> None:
    document = moved()
    document.apply("起草", draft_movements(document))
    overview, three = (document.section_text(section(document, key)) for key in ("overview", "three_public"))
    assert overview.startswith("按照预算管理有关规定")
    assert "基本支出增加10.00万元，主要原因是在职人员增加" in overview
    assert "公务接待费减少1.00万元" in three


def test_a_written_section_gets_the_sentences_behind_its_text() -> None:
    document = moved()
    overview = section(document, "overview")
    document.apply("写", write_section(document, overview, "已经写好的收入说明。"))
    document.apply("起草", draft_movements(document))
    first, second = document.section_text(overview).split("\n")
    assert first == "已经写好的收入说明。"
    assert second.startswith("2024年预算收支安排")


def test_movements_that_are_told_are_not_told_again() -> None:
    document = moved()
    document.apply("起草", draft_movements(document))
    assert draft_movements(document) == ()


def test_without_last_years_amounts_there_is_nothing_to_draft() -> None:
    document = begun(2024)
    fill(document, {"T3/2060101/basic": "110"})
    assert draft_movements(document) == ()
