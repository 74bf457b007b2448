"""A secret project (涉密) is kept in the disclosure and left out of everything that is published."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from forms.document.document import Document
from forms.edit.cells import enter
from forms.match.recognise import recognise
from forms.readers import read
from forms.write.packet.package import export
from forms.write.page.plain_data import document_data
from models.records import Address
from tests.published import PAPER, disclosure


@pytest.fixture
def document() -> Document:
    """A disclosure of seven projects, the first of which is secret."""
    document = disclosure("2024-fengrun", PAPER)
    document.apply("填写", enter(document, {Address("X5", "1", "secret"): "是"}))
    return document


def test_it_is_kept(document: Document) -> None:
    assert [project["secret"] for project in document_data(document)["projects"]] == [True] + [False] * 6


def test_no_published_file_names_it(document: Document, tmp_path: Path) -> None:
    book, pdf, word = export(document, tmp_path)
    code = document.text(Address("X5", "1", "code"))
    sheets = openpyxl.load_workbook(book)
    assert len([name for name in sheets.sheetnames if name.startswith("绩效")]) == 6
    assert not any(code in str(cell.value) for sheet in sheets for row in sheet.iter_rows() for cell in row)
    with pypdfium2.PdfDocument(pdf) as pages:
        assert code not in "".join(page.get_textpage().get_text_range() for page in pages)
    assert len(recognise(read(word)).document().lines("X5")) == 6
