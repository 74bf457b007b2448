"""The 检查报告: every rule with its result, every finding with its words, in PDF and workbook alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from math import ceil
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from forms.check import check
from forms.check.inspection import Inspection, Result, inspect
from forms.check.readiness import readiness
from forms.document.document import Document
from forms.document.finding import Finding, PlaceWords, fault_counts
from forms.edit.cells import write_section
from forms.edit.profile import set_profile
from forms.match.recognise import recognise
from forms.readers import read
from forms.signing.checklist import reply
from forms.signing.state_name import state_of
from forms.signing.waivers import waive
from forms.write.reports.inspection_report import export_report
from forms.write.reports.told_once import by_place, told_once, worst
from forms.write.workbook.cells_and_print import digits
from models.errors import Trouble
from models.records import State
from tests.forms.books import ALL_NAMES, DATA, published
from tests.forms.documents import begun, imported

DAY = date(2024, 1, 30)
WORDS = "按市财政局通知填列，已核对。"


def whole(name: str) -> Document:
    return recognise([read(DATA / name / "tables.xlsx"), read(DATA / name / "disclosure.docx")]).document()


def worked_on() -> Document:
    """An office's own disclosure with answers to a warning and to two questions."""
    document = imported()
    document.apply("填写", set_profile(document, "maker", "张三"))
    document.apply("填写", write_section(document, "S0", "按照《河北省省级预算公开办法》规定公开。"))
    warning = next(finding for finding in check(document) if finding.rule == "A06")
    document.apply("写说明", waive(document, warning, WORDS))
    document.apply("回答", reply(document, "D16", "不适用", "没有所属单位"))
    document.apply("回答", reply(document, "O04", "否", "印章图片没有删除"))
    return document


def pdf_text(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as pdf:
        return "".join("".join(page.get_textpage().get_text_range().split()) for page in pdf)


def book_texts(path: Path) -> dict[str, list[str]]:
    book = openpyxl.load_workbook(path)
    return {
        sheet.title: [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
        for sheet in book.worksheets
    }


def squeezed(text: str) -> str:
    return "".join(text.split())


def results(inspection: Inspection) -> Iterator[Result]:
    return (result for aspect in inspection.aspects for result in aspect.results)


@cache
def reported(name: str, folder: Path) -> tuple[Document, Path, Path]:
    document = whole(name)
    pdf, book = export_report(document, all_findings(name), folder, made=DAY)
    return document, pdf, book


@cache
def all_findings(name: str) -> tuple[Finding, ...]:
    return check(whole(name), spelling=True)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("reports")


@pytest.mark.parametrize("name", ALL_NAMES)
def test_every_rule_and_every_finding_stands_in_the_workbook(name: str, folder: Path) -> None:
    document, _, path = reported(name, folder)
    sheets = book_texts(path)
    for rule in document.edition.rules.values():
        assert {rule.id, rule.title} <= set(sheets["逐项检查结果"])
    told = sheets["问题清单"]
    for finding in all_findings(name):
        assert any(text.startswith(finding.sentence) for text in told)
        assert finding.fix in told


@pytest.mark.parametrize("name", ALL_NAMES)
def test_every_rule_and_every_finding_stands_in_the_pdf(name: str, folder: Path) -> None:
    document, path, _ = reported(name, folder)
    text = pdf_text(path)
    for finding in all_findings(name):
        # A long message may go over the page; how it begins stands on one.
        assert squeezed(finding.message)[:12] in text
    for rule in document.edition.rules.values():
        assert rule.id in text
    for words in (squeezed(document.head.unit.name), "检查报告", "2024年1月30日", "检查人（签字）", "复核人（签字）"):
        assert words in text


@pytest.mark.parametrize("name", ALL_NAMES)
def test_the_numbers_of_the_aspects_add_up(name: str) -> None:
    document = whole(name)
    findings = check(document)
    inspection = inspect(document, findings)
    assert sum(len(aspect.results) for aspect in inspection.aspects) == len(document.edition.rules)
    for level, count in fault_counts(findings).items():
        assert sum(a.count(level) for a in inspection.aspects) == count
    for aspect in inspection.aspects:
        troubled = sum(bool(result.open) for result in aspect.results)
        assert aspect.checked == aspect.passed + troubled


def test_words_and_answers_stand_in_the_report(tmp_path: Path) -> None:
    document = worked_on()
    pdf, path = export_report(document, check(document), tmp_path, made=DAY)
    sheets = book_texts(path)
    assert WORDS in sheets["问题清单"]
    assert {"不适用", "没有所属单位", "否", "印章图片没有删除", "未核对"} <= set(sheets["核对清单"])
    assert "1处已写说明" in sheets["逐项检查结果"]
    for text in (WORDS, "没有所属单位", "印章图片没有删除", "未核对"):
        assert text in pdf_text(pdf)


def test_the_state_and_what_a_person_must_check_are_told() -> None:
    document = worked_on()
    words = {result.rule.id: result.words for result in results(inspect(document, check(document)))}
    assert words["D16"] == "通过"
    assert words["O04"] == "1处"
    assert words["P01"] == "未检查：由人核对，还没有回答"
    assert words["O01"] == "未检查：导出后在导出的文件上检查"
    assert words["C01"] == "通过"
    assert words["A06"] == "1处已写说明"


def test_what_could_not_be_checked_says_why() -> None:
    document = recognise(published("2024-fengrun")).document()
    words = {result.rule.id: result.words for result in results(inspect(document, check(document)))}
    assert words["N01"] == "未检查：文件里没有签审资料"
    assert words["G02"] == "未检查：没有情况说明的文字"
    assert words["G18"] == "未检查：没有上年的资料"
    words = {result.rule.id: result.words for result in results(inspect(begun(), ()))}
    assert words["I01"] == "未检查：没有“政府采购”表"
    assert words["N01"] == "未检查：填写签审资料后检查"


def test_no_row_of_the_workbook_is_too_low_for_its_text(folder: Path) -> None:
    _, _, path = reported("2024-fengrun", folder)
    for sheet in openpyxl.load_workbook(path).worksheets:
        assert sheet.page_setup.orientation == "landscape"
        for row in sheet.iter_rows(min_row=3):
            for cell in row:
                width = sheet.column_dimensions[cell.column_letter].width
                needed = 13 * ceil(digits(str(cell.value or "")) / width)
                assert sheet.row_dimensions[cell.row].height >= min(needed, 400), cell.value


def test_files_of_the_same_name_are_replaced_and_the_name_tells_what_they_are(tmp_path: Path) -> None:
    document = begun()
    first = export_report(document, check(document), tmp_path / "新", made=DAY)
    assert [path.name for path in first] == [
        "丰润区工业和信息化局2024年部门预算公开检查报告.pdf",
        "丰润区工业和信息化局2024年部门预算公开检查报告.xlsx",
    ]
    assert export_report(document, check(document), tmp_path / "新", made=DAY) == first


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "报告").write_text("")
    with pytest.raises(Trouble, match="报告"):
        export_report(begun(), (), tmp_path / "报告", made=DAY)


def page_texts(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as pdf:
        return ["".join(page.get_textpage().get_text_range().split()) for page in pdf]


@pytest.mark.parametrize("name", ALL_NAMES)
def test_the_first_page_is_for_the_one_who_signs(name: str, folder: Path) -> None:
    document, path, _ = reported(name, folder)
    first, second, *_ = page_texts(path)
    found, state = readiness(document, State.SETTLED), state_of(document)
    verdict = f"不可以：还有{found.reasons}" if found.hindering else "可以。"
    assert f"可否定稿{verdict}" in first
    for words in ("最要紧的问题", "检查人（签字）", "复核人", state.code, state.sha256):
        assert words in first
    assert second.startswith("问题和检查情况")


@pytest.mark.parametrize("name", ALL_NAMES)
def test_every_page_says_which_of_how_many_it_is(name: str, folder: Path) -> None:
    document, path, _ = reported(name, folder)
    pages = page_texts(path)
    for number, text in enumerate(pages, start=1):
        assert text.endswith(f"核对码{state_of(document).code}第{number}页共{len(pages)}页")


def test_who_made_and_reviewed_stands_on_the_first_page(tmp_path: Path) -> None:
    document = imported()
    for field, words in (("maker", "张三"), ("reviewer", "李四"), ("reviewer_date", "2024-1-29")):
        document.apply("填写", set_profile(document, field, words))
    pdf, _ = export_report(document, check(document), tmp_path, made=DAY)
    first = page_texts(pdf)[0]
    assert "编制人：张三；" in first
    assert "复核人：李四，2024年1月29日" in first


def test_no_file_and_no_cell_of_a_file_is_named(tmp_path: Path) -> None:
    document = whole("2024-fengrun")
    findings = check(document)
    named = {f.source.file for f in findings if f.source}
    assert named
    pdf, book = export_report(document, findings, tmp_path, made=DAY)
    told = pdf_text(pdf) + "".join(text for texts in book_texts(book).values() for text in texts)
    for file in named:
        assert file not in told


def test_long_findings_do_not_push_the_worst_from_the_first_page(tmp_path: Path) -> None:
    document = begun()
    findings = [
        replace(SLIP, rule="A01", message="很长的一句话，" * 60 + f"第{n}句。", place=PlaceWords("表一", "合计行" * 40))
        for n in range(9)
    ]
    pdf, _ = export_report(document, findings, tmp_path, made=DAY)
    first, second, *_ = page_texts(pdf)
    assert "很长的一句话" in first
    assert second.startswith("问题和检查情况")


SLIP = Finding("M06", "E", "“公共欲算”疑为“公共预算”。", "写错了字。", "改正错字。")


def test_equal_sentences_are_told_once_with_their_places() -> None:
    found = [
        replace(SLIP, place=PlaceWords("表三", "“合计”行", "里")),
        replace(SLIP, place=PlaceWords("“八、名词解释”", "", "里")),
        replace(SLIP, place=PlaceWords("表三", "“项目支出”行", "里")),
        replace(SLIP, message="“部们”疑为“部门”。", place=PlaceWords("表三", "“合计”行", "里")),
    ]
    equal, other = told_once(found)
    assert equal.places == "“合计”行；“八、名词解释”；“项目支出”行（共3处）"
    assert (other.places, other.within) == ("“合计”行", "表三")


def test_what_follows_from_a_fault_is_told_below_it(tmp_path: Path) -> None:
    cause = replace(SLIP, rule="E01", table="T3", message="编码没有找到。", place=PlaceWords("表三", "“2010478”行"))
    follows = replace(
        SLIP, rule="D03", table="T2", message="与表三不同。", place=PlaceWords("表二", "“合计”行"), cause=cause
    )
    (told,) = told_once([follows, cause])
    assert (told.first, told.following) == (cause, (follows,))
    pdf, book = export_report(begun(), [follows, cause], tmp_path, made=DAY)
    listed = pdf_text(pdf).partition("问题清单")[2]
    assert listed.index("编码没有找到") < listed.index("由此") < listed.index("与表三不同")
    assert "错误1处，警告0处" in pdf_text(pdf)
    assert cause.sentence in book_texts(book)["问题清单"]


def test_worst_is_the_error_with_the_largest_difference() -> None:
    small, large = (
        replace(SLIP, message="少1元", difference="0.0001"),
        replace(SLIP, message="少一亿", difference="-10000"),
    )
    warning = replace(SLIP, level="W", difference="99999")
    assert [one.first for one in worst(told_once([warning, small, large]), 2)] == [large, small]


def test_findings_are_grouped_by_table_and_section_in_their_order() -> None:
    document = begun()
    section = document.edition.sections[0].id
    found = [
        replace(SLIP, section=section, place=PlaceWords("“一、概况”")),
        replace(SLIP, message="一", table="T3", place=PlaceWords("表三")),
        replace(SLIP, message="二", table="T1", place=PlaceWords("表一")),
        replace(SLIP, message="三"),
        replace(SLIP, message="四", table="T3", level="H", place=PlaceWords("表三")),
    ]
    groups = [(within, len(members)) for within, members in by_place(document, told_once(found))]
    assert groups == [("整份资料", 1), ("表一", 1), ("表三", 2), ("一、概况", 1)]


def test_a_rule_tells_apart_what_follows_from_another() -> None:
    cause = replace(SLIP, rule="E01", level="W", place=PlaceWords("表三", "“2010478”行"))
    follows = replace(SLIP, rule="D03", place=PlaceWords("表二", "“合计”行"), cause=cause)
    words = {result.rule.id: result.words for result in results(inspect(begun(), [cause, follows]))}
    assert (words["E01"], words["D03"]) == ("1处", "1处由别的问题引起")


def test_the_same_check_gives_the_same_bytes(tmp_path: Path) -> None:
    document = begun()
    first, second = (export_report(document, check(document), tmp_path / n, made=DAY) for n in ("1", "2"))
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
