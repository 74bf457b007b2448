"""The list of differences on paper and as a workbook."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from openpyxl.cell.rich_text import CellRichText

from forms.compare.compare import compare
from forms.document.document import Document
from forms.edit.cells import write_section
from forms.write.reports.blackline import write_blackline
from models.errors import Trouble
from tests.forms.documents import begun, fill, imported

MADE = date(2025, 1, 20)


def two() -> tuple[Document, Document]:
    old, new = begun(), begun()
    fill(old, {"T2/2060101/fiscal": "292.65"})
    fill(new, {"T2/2060101/fiscal": "300"})
    old.apply("写", write_section(old, "S3", "机关运行经费共计安排76.95万元，主要用于水电费。"))
    new.apply("写", write_section(new, "S3", "机关运行经费共计安排80.10万元，主要用于水电费。"))
    return old, new


def printed(old: Document, new: Document, folder: Path) -> str:
    pdf_path, _ = write_blackline(old, new, compare(old, new), folder, made=MADE)
    with pypdfium2.PdfDocument(pdf_path) as pdf:
        return "".join(page.get_textpage().get_text_range() for page in pdf)


def test_the_list_on_paper_holds_amounts_and_marked_texts(tmp_path: Path) -> None:
    text = printed(*two(), tmp_path).replace("\r\n", "")
    for words in ("公开资料对照表", "292.65", "300.00", "7.35", "76.95", "80.10", "主要用于水电费"):
        assert words in text


def test_two_alike_are_said_to_be_alike(tmp_path: Path) -> None:
    assert "两份资料没有差别。" in printed(imported(), imported(), tmp_path)


def test_the_workbook_holds_numbers_and_struck_out_words(tmp_path: Path) -> None:
    old, new = two()
    differences = compare(old, new)
    _, path = write_blackline(old, new, differences, tmp_path, made=MADE)
    sheet = openpyxl.load_workbook(path, rich_text=True).active
    assert sheet is not None
    rows = list(sheet.iter_rows(min_row=4))
    assert len(rows) == len(differences)
    cell = next(row for row in rows if "行政运行" in str(row[3].value) and "财政拨款收入" in str(row[3].value))
    assert [value.value for value in cell[4:7]] == [292.65, 300, 7.35]
    marked = next(row[7].value for row in rows if isinstance(row[7].value, CellRichText))
    struck = [block.text for block in marked if getattr(block, "font", None) and block.font.strike]
    assert struck == ["76.95"]


def test_the_same_two_give_the_same_bytes(tmp_path: Path) -> None:
    old, new = two()
    first, _ = write_blackline(old, new, compare(old, new), tmp_path / "1", made=MADE)
    second, _ = write_blackline(old, new, compare(old, new), tmp_path / "2", made=MADE)
    assert first.read_bytes() == second.read_bytes()


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "占着").write_text("", encoding="utf-8")
    with pytest.raises(Trouble):
        write_blackline(*two(), (), tmp_path / "占着", made=MADE)
