"""The 检查报告: every rule with its result, every finding with its words, in PDF and workbook alike."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from math import ceil
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from forms.check import check
from forms.check.inspection import Inspection, Result, inspect
from forms.document.document import Document
from forms.document.finding import LEVEL_WORDS
from forms.edit.cells import write_section
from forms.edit.profile import set_profile
from forms.match.recognise import recognise
from forms.readers import read
from forms.signing.checklist import reply
from forms.signing.waivers import waive
from forms.write.reports.inspection_report import export_report
from forms.write.workbook.cells_and_print import digits
from models.errors import Trouble
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
    pdf, book = export_report(document, check(document), folder, made=DAY)
    return document, pdf, book


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
    for finding in check(document):
        assert any(text.startswith(finding.sentence) for text in told)
        assert finding.fix in told


@pytest.mark.parametrize("name", ALL_NAMES)
def test_every_rule_and_every_finding_stands_in_the_pdf(name: str, folder: Path) -> None:
    document, path, _ = reported(name, folder)
    text = pdf_text(path)
    for finding in check(document):
        # A long message may go over the page; how it begins stands on one.
        assert squeezed(finding.sentence)[:12] in text
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
    for level in LEVEL_WORDS:
        assert sum(a.count(level) for a in inspection.aspects) == sum(f.level == level for f in findings)
    for aspect in inspection.aspects:
        troubled = sum(bool(result.open) for result in aspect.results)
        assert aspect.checked == aspect.passed + troubled


def test_words_and_answers_stand_in_the_report(tmp_path: Path) -> None:
    document = worked_on()
    pdf, path = export_report(document, check(document), tmp_path, made=DAY)
    sheets = book_texts(path)
    assert WORDS in sheets["问题清单"]
    assert {"不适用", "没有所属单位", "否", "印章图片没有删除", "未核对"} <= set(sheets["核对清单"])
    assert "1条已写说明" in sheets["逐项检查结果"]
    for text in (WORDS, "没有所属单位", "印章图片没有删除", "未核对"):
        assert text in pdf_text(pdf)


def test_the_state_and_what_a_person_must_check_are_told() -> None:
    document = worked_on()
    words = {result.rule.id: result.words for result in results(inspect(document, check(document)))}
    assert words["D16"] == "通过"
    assert words["O04"] == "1条"
    assert words["P01"] == "未检查：由人核对，还没有回答"
    assert words["O01"] == "未检查：导出后在导出的文件上检查"
    assert words["C01"] == "通过"
    assert words["A06"] == "1条已写说明"


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
