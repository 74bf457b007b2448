"""核对 tells the part of a file in which a byte was changed, and the page of a PDF that was put in from another one."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from forms.document.document import Document
from forms.office.office import Office
from forms.office.verification import Outcome, verify_files
from forms.write.packet.package import export
from forms.write.page.products import Product
from models.records import State
from tests.forms.broken_files import with_changed_byte, with_page_of
from tests.forms.faultless import faultless


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Data with a faultless disclosure; the files of its draft, and the PDF of both products once it is settled."""
    folder = tmp_path_factory.mktemp("made")
    with Office.open(folder / "data") as office:
        document = faultless(office)
        export(document, folder / "draft")
        settled = Document(replace(document.head, state=State.SETTLED), document.edition, document.content())
        export(settled, folder / "settled", formats=("pdf",))
        export(document, folder / "signing", formats=("pdf",), product=Product.SIGNING)
    return folder


def pdf_of(folder: Path) -> Path:
    return next(folder.glob("*.pdf"))


@pytest.mark.parametrize(
    ("suffix", "part", "words"),
    [
        ("xlsx", "xl/styles.xml", "各格的格式"),
        ("xlsx", "docProps/core.xml", "文件属性"),
        ("docx", "word/document.xml", "正文"),
    ],
)
def test_the_part_with_a_changed_byte_is_told(made: Path, tmp_path: Path, suffix: str, part: str, words: str) -> None:
    file = with_changed_byte(next((made / "draft").glob(f"*.{suffix}")), part, tmp_path)
    with Office.open(made / "data") as office:
        found = verify_files(office, file)
    assert found.result == Outcome.DAMAGED
    assert [one.place for one in found.differences] == [f"“{part}”（{words}）"]
    assert part in found.sentence


def test_a_changed_sheet_is_told_by_what_stands_on_its_tab(made: Path, tmp_path: Path) -> None:
    book = next((made / "draft").glob("*.xlsx"))
    title = openpyxl.load_workbook(book, read_only=True).sheetnames[2]
    file = with_changed_byte(book, "xl/worksheets/sheet3.xml", tmp_path)
    with Office.open(made / "data") as office:
        found = verify_files(office, file)
    assert [one.place for one in found.differences] == [f"“xl/worksheets/sheet3.xml”（工作表“{title}”）"]


def test_a_changed_byte_in_a_pdf_is_told_with_its_page(made: Path, tmp_path: Path) -> None:
    data = bytearray(pdf_of(made / "draft").read_bytes())
    (second,) = re.findall(rb"/Contents (\d+) 0 R", data)[1:2]
    data[data.index(b"stream", data.index(b"\n" + second + b" 0 obj")) + 100] ^= 1
    file = tmp_path / "下载.pdf"
    file.write_bytes(data)
    with Office.open(made / "data") as office:
        found = verify_files(office, file)
    assert (found.result, [one.place for one in found.differences]) == (Outcome.DAMAGED, ["第2页"])


def test_in_a_folder_the_file_is_told_with_its_part(made: Path, tmp_path: Path) -> None:
    file = with_changed_byte(next((made / "draft").glob("*.docx")), "word/styles.xml", tmp_path)
    shutil.copy(next((made / "draft").glob("*.xlsx")), tmp_path)
    with Office.open(made / "data") as office:
        found = verify_files(office, tmp_path)
    assert found.result == Outcome.DAMAGED
    assert [one.place for one in found.differences] == [f"{file.name}的“word/styles.xml”（样式）"]


def test_in_a_zip_the_file_is_told(made: Path, tmp_path: Path) -> None:
    package = Path(shutil.make_archive(str(tmp_path / "公开"), "zip", made / "draft"))
    name = next((made / "draft").glob("*.xlsx")).name
    (tmp_path / "broken").mkdir()
    file = with_changed_byte(package, name, tmp_path / "broken")
    with Office.open(made / "data") as office:
        found = verify_files(office, file)
    assert (found.result, [one.place for one in found.differences]) == (Outcome.DAMAGED, [f"“{name}”"])


@pytest.mark.parametrize(
    ("of", "by", "stored", "given"),
    [
        ("settled", "draft", "没有标“草稿”的一页", "标着“草稿”的一页"),
        ("draft", "settled", "标着“草稿”的一页", "没有标“草稿”的一页"),
    ],
)
@pytest.mark.parametrize("page", [0, 3])
def test_a_page_that_differs_by_its_mark_is_another_page(
    made: Path, tmp_path: Path, of: str, by: str, stored: str, given: str, page: int
) -> None:
    file = with_page_of(pdf_of(made / of), pdf_of(made / by), page, tmp_path / "换页.pdf")
    with Office.open(made / "data") as office:
        found = verify_files(office, file)
    assert found.result == Outcome.DIFFERENT
    assert [(one.place, one.old, one.new) for one in found.differences] == [(f"第{page + 1}页", stored, given)]
    assert f"第{page + 1}页是从另一份文件换来的" in found.sentence


@pytest.mark.parametrize("product", ["draft", "settled", "signing"])
def test_a_whole_pdf_has_no_page_of_another(made: Path, product: str) -> None:
    with Office.open(made / "data") as office:
        found = verify_files(office, pdf_of(made / product))
    assert (found.result, found.differences) == (Outcome.SAME, ())
