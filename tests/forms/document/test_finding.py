"""How a finding tells its place and what is wrong there, apart and in one sentence, and how amounts are held apart."""

from __future__ import annotations

from dataclasses import astuple

import pytest

from forms.document.document import Document
from forms.document.finding import Finding, Related
from forms.document.reporter import Passage, Reporter
from forms.edit.cells import write_section
from forms.form.model import Section
from models.money import parse
from models.records import Address, RowAddress
from tests.forms.documents import begun, fill

CELL = Address("T3", "2060101", "basic")
ROW = RowAddress(*CELL[:2])


@pytest.fixture
def document() -> Document:
    document = begun()
    fill(document, {"/".join(CELL): "8.00"})
    document.apply("改文字", write_section(document, "S2", "收益群体满意。"))
    return document


@pytest.fixture
def reporter(document: Document) -> Reporter:
    return Reporter(document)


def section(document: Document) -> Section:
    return next(section for section in document.edition.sections if section.id == "S2")


def told(finding: Finding) -> tuple[str, str, str]:
    return finding.sentence, finding.brief, finding.message


def test_a_cell_is_told_by_table_row_and_column(reporter: Reporter) -> None:
    assert told(reporter.cell("C11", CELL, "有误。")) == (
        "表三《部门预算支出总表》“2060101 行政运行”行“基本支出”列有误。",
        "“2060101 行政运行”行“基本支出”列有误。",
        "有误。",
    )


def test_a_link_leads_from_the_row_to_the_message(reporter: Reporter) -> None:
    assert told(reporter.row("E01", ROW, "编码有误。", link="的")) == (
        "表三《部门预算支出总表》“2060101 行政运行”行的编码有误。",
        "“2060101 行政运行”行的编码有误。",
        "编码有误。",
    )


def test_beside_the_name_of_its_table_a_finding_needs_no_link(reporter: Reporter) -> None:
    assert told(reporter.table("F04", "T3", "金额全是零。", link="的")) == (
        "表三《部门预算支出总表》的金额全是零。",
        "金额全是零。",
        "金额全是零。",
    )


def test_a_passage_is_told_by_the_heading_of_its_section(reporter: Reporter, document: Document) -> None:
    found = reporter.passage("M06", section(document), (0, 2), "“收益”疑为“受益”。", link="里")
    heading = document.section_name(section(document))
    assert told(found) == (f"“{heading}”里“收益”疑为“受益”。", "“收益”疑为“受益”。", "“收益”疑为“受益”。")
    assert (found.section, found.span, found.quote) == ("S2", (0, 2), "收益")


def test_a_finding_about_the_whole_has_no_place(reporter: Reporter) -> None:
    assert set(told(reporter.whole("A02", "还没有填写批复日期。"))) == {"还没有填写批复日期。"}


def test_two_amounts_are_told_with_their_difference_and_the_likely_slip(reporter: Reporter) -> None:
    found, expected = parse("8250.28"), parse("8205.28")
    assert found is not None
    assert expected is not None
    finding = reporter.differs("C01", CELL, "为8250.28万元，应为8205.28万元", found, expected, related=[CELL])
    assert finding.message == "为8250.28万元，应为8205.28万元，相差45.00万元，像是两位数字颠倒。"
    assert (finding.found, finding.expected, finding.difference) == ("8250.28", "8205.28", "45.00")
    assert finding.guess == "像是两位数字颠倒"
    assert [astuple(one) for one in finding.related] == [astuple(Related(*CELL, "8.00"))]


def test_of_a_blank_amount_no_difference_is_told(reporter: Reporter) -> None:
    finding = reporter.differs("C01", CELL, "为空白，应为8.00", None, 80_000_00, unit="")
    assert finding.message == "为空白，应为8.00。"
    assert (finding.found, finding.difference, finding.guess) == ("", "8.00", "")


def test_a_cause_that_is_known_takes_the_place_of_the_guess(reporter: Reporter) -> None:
    finding = reporter.differs("C01", CELL, "有误", 8_000, 80_000, unit="", guessed="里面还有服务", rest="请核对")
    assert finding.message.endswith("，里面还有服务，请核对。")
    assert finding.guess == "里面还有服务"


def test_an_amount_above_its_limit_is_told_with_how_much(reporter: Reporter, document: Document) -> None:
    place = Passage(section(document), (0, 2))
    finding = reporter.exceeds("G14", place, "共9.00万元，只有8.00万元", 90_000_00, 80_000_00, more="多出", level="H")
    assert finding.message == "共9.00万元，只有8.00万元，多出1.00万元。"
    assert (finding.level, finding.found, finding.expected, finding.difference) == ("H", "9.00", "8.00", "1.00")
    assert (finding.section, finding.guess) == ("S2", "")


def test_amounts_of_a_whole_table_may_differ(reporter: Reporter) -> None:
    finding = reporter.differs("D11", "T3", "合计有误", 2, 1, link="的")
    assert finding.sentence.startswith("表三《部门预算支出总表》的合计有误，相差")
