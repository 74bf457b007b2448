"""Exported files read back: ours are as they must be, and each thing that may be wrong with one is told."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest
from openpyxl.comments import Comment
from reportlab.lib.pagesizes import A5
from reportlab.pdfgen.canvas import Canvas

from forms.document.document import Document
from forms.edit.cells import enter
from forms.match.recognise import recognise
from forms.readers import read
from forms.write.packet.package import export
from forms.write.packet.verify import left_over, verify
from forms.write.page.products import Product
from models.records import Address, Unit
from tests.forms.books import ALL_NAMES, DATA, NAMES
from tests.published import disclosure

DAY = date(2024, 2, 1)


def whole(name: str = "2024-fengrun") -> Document:
    return recognise([read(DATA / name / "tables.xlsx"), read(DATA / name / "disclosure.docx")]).document()


@pytest.fixture(scope="module")
def packet(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A written packet by suffix; tests change copies of it."""
    return {path.suffix: path for path in export(whole(), tmp_path_factory.mktemp("out"))}


@pytest.mark.parametrize("product", Product)
@pytest.mark.parametrize("name", ALL_NAMES)
def test_what_is_exported_is_as_it_must_be(name: str, product: Product, tmp_path: Path) -> None:
    document = whole(name)
    paths = export(document, tmp_path, product=product)
    assert {path.suffix for path in paths} == {".xlsx", ".pdf", ".docx"}
    assert verify(document, paths, product) == ()


@pytest.mark.parametrize("name", NAMES)
def test_tables_alone_make_a_packet_as_it_must_be(name: str, tmp_path: Path) -> None:
    """The contents then name the goal tables, whose titles begin with a number."""
    document = disclosure(name)
    paths = export(document, tmp_path)
    assert {path.suffix for path in paths} == {".xlsx", ".pdf"}
    assert verify(document, paths) == ()


def test_a_name_with_a_character_no_face_has_is_no_fault(tmp_path: Path) -> None:
    document = whole()
    document.head = replace(document.head, unit=Unit("339", "丰润区\U0001f600 局"))
    assert verify(document, export(document, tmp_path, product=Product.SIGNING), Product.SIGNING) == ()


def test_every_rule_of_the_book_on_exported_files_is_carried_out() -> None:
    exported = {rule.id for rule in whole().edition.rules.values() if rule.exported}
    assert exported == {"B05", "B10", "N07", "O01", "O02", "O03", "O05", "O06", "O08"}


def test_files_of_another_state_of_the_data_are_told(packet: dict[str, Path]) -> None:
    document = whole()
    document.apply("填写", enter(document, {Address("T6", "30201", "public"): "6.80"}))
    findings = verify(document, packet.values())
    told = [(f.rule, f.level, f.source and f.source.file) for f in findings if f.rule == "B10"]
    assert told == [("B10", "E", path.name) for path in packet.values()]
    # The workbook is found out by its numbers too.
    assert [f.rule for f in findings if f.source and f.source.file.endswith(".xlsx")] == ["O06", "B10"]


def test_a_copy_for_signing_without_marks_is_told(packet: dict[str, Path]) -> None:
    """The public file, sent for signing by mistake."""
    told = {finding.sentence for finding in verify(whole(), [packet[".pdf"]], Product.SIGNING) if finding.rule == "O05"}
    assert any("第1页没有核对码和页数" in sentence for sentence in told)
    assert any("第一页不是签批单" in sentence for sentence in told)
    assert any("最后一页不是检查报告" in sentence for sentence in told)


def foreign_pdf(path: Path) -> None:
    """What another program might make: one small page, a standard font that is not embedded, no outline."""
    canvas = Canvas(str(path), A5)
    canvas.setAuthor("张三")
    canvas.drawString(72, 72, "budget")
    canvas.showPage()
    canvas.showPage()
    canvas.save()


def test_everything_wrong_with_a_foreign_pdf_is_told(tmp_path: Path) -> None:
    foreign_pdf(tmp_path / "a.pdf")
    findings = verify(whole(), [tmp_path / "a.pdf"])
    assert {f.rule for f in findings} == {"O01", "O02", "O08", "N07", "B10"}
    messages = "".join(f.sentence for f in findings)
    for words in ("第1页没有可以搜索的文字", "搜索不到单位名称", "没有嵌入的字体", "148×210毫米", "没有页码"):
        assert words in messages
    assert "作者是“张三”" in messages


def test_a_pdf_that_does_not_open_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 damaged")
    assert [f.rule for f in verify(whole(), [tmp_path / "a.pdf"])] == ["O01", "B10"]


def test_a_pdf_with_a_password_is_told(tmp_path: Path) -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    canvas = Canvas(str(tmp_path / "a.pdf"), encrypt=StandardEncryption("secret"))
    canvas.drawString(72, 72, "x")
    canvas.save()
    assert [f.rule for f in verify(whole(), [tmp_path / "a.pdf"])] == ["O01", "B10"]


def test_a_continued_table_without_its_head_is_told(packet: dict[str, Path], tmp_path: Path) -> None:
    """The second page of 表二 is taken out and a page of prose put in its place."""
    import pypdfium2

    with pypdfium2.PdfDocument(packet[".pdf"]) as pdf:
        places = {entry.get_title(): dest.get_index() for entry in pdf.get_toc() if (dest := entry.get_dest())}
        second = places["部门预算收入总表"] + 1
        assert second < places["部门预算支出总表"]
        with pypdfium2.PdfDocument(packet[".pdf"]) as other:
            pdf.import_pages(other, [len(other) - 1], second)
        pdf.save(tmp_path / "a.pdf")
    findings = verify(whole(), [tmp_path / "a.pdf"])
    told = [f.sentence for f in findings if f.rule == "O03"]
    assert told == [f"“a.pdf”第{second}页的《部门预算收入总表》没有完整的表头。"]
    # Everything behind it has moved on by a page.
    moved = [f.sentence for f in findings if f.rule == "B05"]
    assert f"“a.pdf”的目录没有列出第{second + 2}页的“部门预算支出总表”，或者页码不对。" in moved
    assert not [message for message in moved if "部门预算收入总表" in message]


def spoiled_workbook(source: Path, target: Path, spoil: Callable[[openpyxl.Workbook], object]) -> Path:
    book = openpyxl.load_workbook(source)
    spoil(book)
    book.save(target)
    return target


def test_an_amount_that_is_a_text_is_told(packet: dict[str, Path], tmp_path: Path) -> None:
    def spoil(book: openpyxl.Workbook) -> None:
        sheet = book["部门预算收入总表"]
        cell = next(c for row in sheet.iter_rows() for c in row if c.value == 292.65)
        cell.value = "292.65"

    (finding,) = verify(whole(), [spoiled_workbook(packet[".xlsx"], tmp_path / "a.xlsx", spoil)])
    assert finding.rule == "O06"
    assert "有1格不是应有的数字：部门预算收入总表 " in finding.sentence


def test_a_comment_a_hidden_sheet_and_a_name_are_told(packet: dict[str, Path], tmp_path: Path) -> None:
    def spoil(book: openpyxl.Workbook) -> None:
        book.worksheets[0]["A1"].comment = Comment("再核", "张三")
        book.create_sheet("底稿").sheet_state = "hidden"
        book.properties.lastModifiedBy = "张三"

    path = spoiled_workbook(packet[".xlsx"], tmp_path / "a.xlsx", spoil)
    findings = verify(whole(), [path])
    assert [(f.rule, f.level, f.quote) for f in findings] == [
        ("N07", "E", ""),
        ("N07", "E", "底稿"),
        ("N07", "E", "张三"),
    ]
    assert findings[1].source is not None
    assert findings[1].source.sheet == "底稿"
    # The same in a file made elsewhere, which may be a working copy, is no error.
    assert [f.level for f in left_over(whole(), [path])] == ["W", "W", "H"]


def test_a_link_to_another_workbook_is_told(packet: dict[str, Path], tmp_path: Path) -> None:
    path = Path(shutil.copy(packet[".xlsx"], tmp_path / "a.xlsx"))
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("xl/externalLinks/externalLink1.xml", "<externalLink/>")
    assert [(f.rule, f.level) for f in left_over(whole(), [path])] == [("N07", "W")]


def test_comments_revisions_and_bookmarks_of_a_word_file_are_told(packet: dict[str, Path], tmp_path: Path) -> None:
    from forms.write.word.elements import element

    file = docx.Document(str(packet[".docx"]))
    paragraph = file.paragraphs[0]._p
    paragraph.append(element("ins", id=1, author="张三"))
    paragraph.append(element("bookmarkStart", id=9000, name="稿"))
    file.add_comment(file.paragraphs[0].add_run("x"), text="再核", author="张三")
    path = tmp_path / "a.docx"
    file.save(str(path))
    messages = "".join(f.sentence for f in verify(whole(), [path]))
    for words in ("1处批注", "1处没有接受的修订", "1个书签"):
        assert words in messages


@pytest.mark.parametrize("name", ALL_NAMES)
def test_the_published_files_carry_nothing_along(name: str) -> None:
    assert left_over(whole(name), [DATA / name / "tables.xlsx", DATA / name / "disclosure.docx"]) == ()


def test_other_files_and_damaged_parts_carry_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("文字")
    with zipfile.ZipFile(tmp_path / "b.xlsx", "w") as package:
        package.writestr("xl/workbook.xml", "<workbook><sheets")
    assert left_over(whole(), [tmp_path / "a.txt", tmp_path / "b.xlsx"]) == ()
