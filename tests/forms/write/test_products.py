"""公开版 and 送签版: days and marks, what stands around the copy for signing, and that the bytes stay the same."""

from __future__ import annotations

import re
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pypdfium2 as pdfium
import pytest
import segno

from forms.check import check
from forms.check.readiness import Readiness, readiness
from forms.document.document import Document
from forms.document.finding import Finding, PlaceWords
from forms.edit.profile import set_profile
from forms.match.recognise import recognise
from forms.readers import read
from forms.signing.state_name import state_of
from forms.signing.waivers import waive
from forms.write.packet.package import export
from forms.write.packet.verify import verify
from forms.write.page.approval import approval_of
from forms.write.page.paper import MM, PORTRAIT
from forms.write.page.products import Product
from forms.write.reports.report_page import closing_of
from models.records import State
from tests.forms.books import DATA
from tests.published import disclosure

NAME = "2021-qinhuangdao"
SIGNED = {
    "approved": "2021年2月3日",
    "approval": "秦财预〔2021〕7号",
    "maker": "欧阳明月",
    "maker_date": "2021-1-20",
    "reviewer": "李四",
    "finance": "王五",
    "leader": "赵六",
    "leader_remark": "同意，原件存档",
    "secrecy_reviewer": "钱七",
    "secrecy_date": "2021年1月21日",
    "secrecy_result": "同意公开",
}


def paper(state: State = State.EDITING, **profile: str) -> Document:
    """A disclosure of an office, with tables and text, in that state and with these fields filled in."""
    reading = recognise([read(DATA / NAME / "tables.xlsx"), read(DATA / NAME / "disclosure.docx")])
    document = Document(replace(reading.head, state=state), reading.edition, reading.content)
    for name, text in profile.items():
        document.apply("填写", set_profile(document, name, text))
    return document


def pdf_of(document: Document, folder: Path, product: Product = Product.PUBLIC) -> Path:
    (path,) = export(document, folder, formats=("pdf",), product=product)
    return path


def texts(path: Path) -> list[str]:
    """The text of each page without blanks."""
    with pdfium.PdfDocument(path) as pdf:
        return ["".join(page.get_textpage().get_text_range().split()) for page in pdf]


@pytest.mark.parametrize(
    ("profile", "month"),
    [
        ({}, ""),
        ({"approved": "2021年2月3日"}, "2021年2月"),
        ({"approved": "2021年2月3日", "published": "2021.3.1"}, "2021年3月"),
        ({"approved": "二月初"}, ""),
    ],
)
def test_the_cover_bears_the_month_of_the_disclosure_and_none_of_the_computer(
    profile: dict[str, str], month: str, tmp_path: Path
) -> None:
    document = paper(State.SETTLED, **profile)
    head = document.head
    assert texts(pdf_of(document, tmp_path))[0] == f"{head.unit.name}{head.year}年{head.kind}预算信息公开{month}"
    (word,) = export(document, tmp_path, formats=("docx",))
    cover = [paragraph.text for paragraph in docx.Document(str(word)).paragraphs[:3]]
    assert cover == [head.unit.name, f"{head.year}年{head.kind}预算信息公开", month]


@pytest.mark.parametrize(
    ("state", "product", "mark"),
    [
        (State.EDITING, Product.PUBLIC, "草稿"),
        (State.EDITING, Product.SIGNING, "草稿"),
        (State.REVIEWED, Product.PUBLIC, "草稿"),
        (State.REVIEWED, Product.SIGNING, "送签稿"),
        (State.SETTLED, Product.PUBLIC, ""),
        (State.SETTLED, Product.SIGNING, ""),
        (State.PUBLISHED, Product.PUBLIC, ""),
    ],
)
def test_all_files_are_marked_until_the_disclosure_is_settled(
    state: State, product: Product, mark: str, tmp_path: Path
) -> None:
    document = paper(state)
    paths = {path.suffix: path for path in export(document, tmp_path, product=product)}
    cover = texts(paths[".pdf"])[1 if product is Product.SIGNING else 0]
    assert re.findall("（(草稿|送签稿)）", cover) == ([mark] if mark else [])
    sheet = openpyxl.load_workbook(paths[".xlsx"]).worksheets[0]
    assert (sheet.oddHeader.right.text or "") == mark
    word = docx.Document(str(paths[".docx"]))
    on_cover = [paragraph.text for paragraph in word.paragraphs if paragraph.style.name == "封面标记"]
    assert on_cover == ([f"（{mark}）"] if mark else [])
    header = word.sections[0].header
    assert "".join(paragraph.text for paragraph in header.paragraphs) == mark


def test_what_is_read_from_files_was_never_settled(tmp_path: Path) -> None:
    document = disclosure(NAME)
    assert texts(pdf_of(document, tmp_path))[0].endswith("（草稿）")


def test_the_mark_is_seen_on_every_page_and_is_no_text_between_the_tables(tmp_path: Path) -> None:
    draft, settled = (pdf_of(paper(state), tmp_path / state) for state in (State.EDITING, State.SETTLED))
    assert texts(draft)[1:] == texts(settled)[1:]
    assert not any("草稿" in page for page in texts(draft)[1:])
    with pdfium.PdfDocument(draft) as marked, pdfium.PdfDocument(settled) as plain:
        assert len(marked) == len(plain)
        for page, other in zip(marked, plain, strict=True):
            assert greys(page) > greys(other) + 500


def greys(page: pdfium.PdfPage) -> int:
    """How many points have the colour of the mark."""
    return bytes(page.render(scale=0.5, grayscale=True, no_smoothtext=True, no_smoothpath=True).buffer).count(237)


def test_the_copy_for_signing_has_the_same_pages_between_its_own_two(tmp_path: Path) -> None:
    document = paper(State.SETTLED, **SIGNED)
    public, signing = (texts(pdf_of(document, tmp_path, product)) for product in Product)
    code, count = state_of(document).code, len(signing)
    feet = [f"核对码{code}第{number}页共{count}页" for number in range(1, count + 1)]
    assert [page[-len(foot) :] for page, foot in zip(signing, feet, strict=True)] == feet
    assert [page.removesuffix(foot) for page, foot in zip(signing, feet, strict=True)][1:-1] == public
    assert signing[0].startswith("签批单")
    assert "检查报告" in signing[-1]
    assert not any("签批" in page or code in page for page in public)


def test_the_word_copy_for_signing_ends_with_the_report_and_counts_its_pages(tmp_path: Path) -> None:
    document = paper(State.REVIEWED, **SIGNED)
    (path,) = export(document, tmp_path, formats=("docx",), product=Product.SIGNING)
    file = docx.Document(str(path))
    code = state_of(document).code
    assert [table.cell(0, 0).text for table in file.tables[-2:]] == ["单位", "规则"]
    assert any(cell.text == code for cell in file.tables[-2].column_cells(1))
    assert "检查人（签字）：" in [paragraph.text for paragraph in file.paragraphs[-4:]]
    foot = next(section.footer for section in file.sections if not section.footer.is_linked_to_previous)
    assert "NUMPAGES" in foot._element.xml
    assert code in foot.paragraphs[1].text
    assert not verify(document, (path,), Product.SIGNING)


def test_the_two_products_have_names_of_their_own(tmp_path: Path) -> None:
    document = paper()
    names = {path.name for product in Product for path in export(document, tmp_path, product=product)}
    assert len(names) == len(list(tmp_path.iterdir())) == 6
    assert sum("（送签版）" in name for name in names) == 3


def test_the_approval_sheet_prints_what_the_record_holds(tmp_path: Path) -> None:
    sheet = texts(pdf_of(paper(State.SETTLED, **SIGNED), tmp_path, Product.SIGNING))[0]
    for text in ("欧阳明月", "李四", "王五", "赵六", "钱七", "2021年1月20日", "2021年1月21日", "秦财预〔2021〕7号"):
        assert text in sheet
    assert "批复日期：2021年2月3日" in sheet
    assert "盖章处" in sheet
    assert "同意，原件存档" in sheet.replace("\n", "")


@pytest.mark.parametrize(
    ("record", "stated"),
    [
        ({}, False),
        ({"secrecy_result": "同意公开"}, False),
        ({"secrecy_reviewer": "钱七", "secrecy_date": "2021年1月21日", "secrecy_result": "不同意公开"}, False),
        ({"secrecy_reviewer": "钱七", "secrecy_date": "2021年1月21日", "secrecy_result": "同意公开"}, True),
        ({"secrecy_reviewer": "钱七", "secrecy_date": "2021年1月21日", "secrecy_result": "隐去涉密内容后公开"}, True),
    ],
)
def test_the_review_for_secrecy_is_stated_only_when_its_record_says_so(
    record: dict[str, str], stated: bool, tmp_path: Path
) -> None:
    sheet = texts(pdf_of(paper(State.REVIEWED, **record), tmp_path, Product.SIGNING))[0]
    assert ("已通过保密审查" in sheet) == stated


def test_a_long_name_and_a_long_remark_stay_in_their_cells(tmp_path: Path) -> None:
    long = {
        "leader": "阿卜杜热合曼·买买提依明江",
        "leader_remark": "同意公开，请办公室于二月十日以前在门户网站发布" * 2,
    }
    path = pdf_of(paper(State.REVIEWED, **long), tmp_path, Product.SIGNING)
    assert long["leader"] in texts(path)[0]
    with pdfium.PdfDocument(path) as pdf:
        text = pdf[0].get_textpage()
        boxes = [text.get_rect(number) for number in range(text.count_rects())]
    assert min(left for left, *_ in boxes) > PORTRAIT.left - 4 * MM
    assert max(right for _, _, right, _ in boxes) < PORTRAIT.right


def test_the_qr_code_holds_unit_year_code_and_the_whole_digest(tmp_path: Path) -> None:
    """No reader of such codes is at hand: what is drawn is held against the squares of the text square by square."""
    document = paper(State.REVIEWED)
    name, head = state_of(document), document.head
    text = approval_of(document, name).qr
    assert all(part in text for part in (head.unit.name, f"{head.year}年", name.code, name.sha256))
    wanted = segno.make_qr(text, error="m", encoding="utf-8").matrix
    with pdfium.PdfDocument(pdf_of(document, tmp_path, Product.SIGNING)) as pdf:
        assert drawn(pdf[0], len(wanted)) == [list(map(bool, row)) for row in wanted]


def drawn(page: pdfium.PdfPage, count: int) -> list[list[bool]]:
    """Which squares of a code of so many are dark, found by its outer edges in the lower left part of the sheet."""
    scale = 8
    bitmap = page.render(scale=scale, grayscale=True)
    high, wide = bitmap.height, bitmap.width
    points = memoryview(bytes(bitmap.buffer))
    lower, upper = int(high - 250 * scale), int(high - 122 * scale)
    dark = [(x, y) for y in range(lower, upper) for x in range(wide // 2) if points[y * bitmap.stride + x] < 100]
    left, right = min(x for x, _ in dark), max(x for x, _ in dark) + 1
    top = min(y for _, y in dark)
    side = (right - left) / count

    def is_dark(row: int, column: int) -> bool:
        x, y = int(left + (column + 0.5) * side), int(top + (row + 0.5) * side)
        return points[y * bitmap.stride + x] < 100

    return [[is_dark(row, column) for column in range(count)] for row in range(count)]


def test_word_and_workbook_for_signing_begin_with_the_approval_sheet(tmp_path: Path) -> None:
    document = paper(State.REVIEWED, **SIGNED)
    code = f"核对码 {state_of(document).code}"
    book, word = export(document, tmp_path, formats=("xlsx", "docx"), product=Product.SIGNING)
    sheet = openpyxl.load_workbook(book).worksheets[0]
    on_sheet = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert sheet.title == "签批单"
    file = docx.Document(str(word))
    in_word = [cell.text for row in file.tables[0].rows for cell in row.cells]
    in_word += [line.text for line in file.paragraphs]
    for told in (on_sheet, in_word):
        assert {"欧阳明月", "同意，原件存档", "2021年1月21日", code, "（盖章处）"} <= set(told)
        assert any("已通过保密审查，同意公开" in text for text in told)
        assert "批复文号：秦财预〔2021〕7号" in told
    assert code in file.sections[2].footer.part.element.xpath("string(.)")
    assert len(file.inline_shapes) == 1
    assert verify(document, [book, word], Product.SIGNING) == ()


def test_the_workbook_for_signing_ends_with_the_report(tmp_path: Path) -> None:
    document = paper(State.REVIEWED, **SIGNED)
    count = waived(document, "上年一次性项目已经完成。")
    (book,) = export(document, tmp_path, formats=("xlsx",), product=Product.SIGNING)
    sheet = openpyxl.load_workbook(book).worksheets[-1]
    told = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert sheet.title == "检查报告"
    assert told.count("上年一次性项目已经完成。") == count
    assert {"可否定稿", state_of(document).code, "检查人（签字）："} <= set(told)


def test_word_and_workbook_for_the_public_have_no_approval_sheet(tmp_path: Path) -> None:
    book, word = export(paper(State.REVIEWED, **SIGNED), tmp_path, formats=("xlsx", "docx"))
    assert not {"签批单", "检查报告"} & set(openpyxl.load_workbook(book).sheetnames)
    file = docx.Document(str(word))
    assert "欧阳明月" not in file.element.body.xpath("string(.)")
    assert not file.inline_shapes


def test_the_files_for_signing_are_read_back_as_what_they_say(tmp_path: Path) -> None:
    document = paper(State.REVIEWED, **SIGNED)
    for path in export(document, tmp_path, formats=("xlsx", "docx"), product=Product.SIGNING):
        plain, signing = tmp_path / "公开", path
        (public,) = export(document, plain, formats=(path.suffix[1:],))
        assert recognise(read(signing)).content == recognise(read(public)).content


@pytest.fixture
def anywhere(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Lets a test change the time zone of the process."""
    yield monkeypatch
    monkeypatch.undo()
    time.tzset()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows has one time zone for all processes")
def test_the_same_state_gives_the_same_bytes_in_every_time_zone(anywhere: pytest.MonkeyPatch, tmp_path: Path) -> None:
    made = []
    for zone in ("Asia/Shanghai", "Pacific/Honolulu"):
        anywhere.setenv("TZ", zone)
        time.tzset()
        document = paper(State.SETTLED, **SIGNED)
        made.append([p.read_bytes() for product in Product for p in export(document, tmp_path, product=product)])
    assert made[0] == made[1]


def test_no_time_of_the_computer_stands_in_any_file(tmp_path: Path) -> None:
    for path in export(paper(State.SETTLED, approved="2021年2月3日"), tmp_path):
        if path.suffix == ".pdf":
            with pdfium.PdfDocument(path) as pdf:
                dates = {pdf.get_metadata_value(key) for key in ("CreationDate", "ModDate")}
            assert dates == {"D:20210203000000+08'00'"}
            continue
        with zipfile.ZipFile(path) as archive:
            assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            core = archive.read("docProps/core.xml").decode()
        assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+", core)) == {"2021-02-03T00:00:00"}


def test_the_report_page_gives_verdict_numbers_and_state(tmp_path: Path) -> None:
    document = paper(State.REVIEWED)
    report = texts(pdf_of(document, tmp_path, Product.SIGNING))[-1]
    name = state_of(document)
    assert "不可以：还有" in report
    assert re.search(r"错误\d+处，警告\d+处", report)
    assert name.code in report
    assert name.sha256 in report


def test_the_report_page_tells_equal_findings_once_and_gives_them_the_room() -> None:
    slip = Finding("M06", "E", "少了一字。", "写错了字。", "改正错字。", place=PlaceWords("表三", "“合计”行"))
    found = Readiness(State.SETTLED, (slip, replace(slip, place=PlaceWords("表四"))), ())
    sheet = closing_of(paper(State.REVIEWED), found)
    assert sheet.captions == ("规则", "级别", "问题")
    assert [row[-1] for row in sheet.rows] == ["表三“合计”行；表四（共2处）少了一字。"]
    assert sheet.rest(1) == ""
    assert sheet.rest(0) == "另有2处，见单独导出的检查报告。"


def waived(document: Document, words: str) -> int:
    """Answer every warning; how many there were."""
    warnings = [finding for finding in check(document, State.SETTLED) if finding.level == "W"]
    for finding in warnings:
        document.apply("写说明", waive(document, finding, words))
    return len(warnings)


@pytest.mark.parametrize("words", ["上年一次性项目已经完成。", "上年一次性项目已经完成，今年不再安排。" * 6])
def test_the_report_page_gives_the_words_that_answer_warnings_and_counts_the_rest(words: str, tmp_path: Path) -> None:
    document = paper(State.REVIEWED, **SIGNED)
    count = waived(document, words)
    hindering = len(readiness(document, State.SETTLED).hindering)
    path = pdf_of(document, tmp_path, Product.SIGNING)
    report = texts(path)[-1]
    shown = report.count(words)
    found = re.search(r"另有(\d+)处，见单独导出的检查报告", report)
    assert f"已写说明{count}处" in report
    assert shown > 0
    assert hindering <= 5
    assert shown + (int(found[1]) if found else 0) == count
    assert verify(document, [path], Product.SIGNING) == ()
