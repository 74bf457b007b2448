"""Workbooks and Word documents made by hand for the reader tests."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest

from forms.readers import Book, read
from models.errors import Trouble

DATA = Path(__file__).parents[2] / "data"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def refusal(path: Path) -> str:
    """What is said about the file: exactly one sentence that names it."""
    with pytest.raises(Trouble) as caught:
        read(path)
    sentence = str(caught.value)
    assert sentence.count("。") == 1
    assert sentence.endswith("。")
    assert "\n" not in sentence
    assert f"“{path.name}”" in sentence
    assert caught.value.way_out
    return sentence


def document(body: str) -> str:
    """The main part of a Word document with that body."""
    return f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'


@pytest.fixture
def data() -> Path:
    """The folder of the real disclosures."""
    return DATA


@pytest.fixture
def with_parts(tmp_path: Path) -> Callable[..., Path]:
    """Makes an .xlsx with one sheet in which the given parts, by their name in the package, are replaced."""

    def make(parts: dict[str, str | bytes], base: Path | None = None) -> Path:
        if base is None:
            base = tmp_path / "base.xlsx"
            workbook = openpyxl.Workbook()
            workbook.active.append(["项目", 1.5])
            workbook.save(base)
        return repacked(base, parts, tmp_path / "made.xlsx")

    return make


def repacked(base: Path, parts: dict[str, str | bytes], path: Path) -> Path:
    with zipfile.ZipFile(base) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name not in parts:
                target.writestr(name, source.read(name))
        for name, content in parts.items():
            target.writestr(name, content)
    return path


@pytest.fixture
def with_document_parts(tmp_path: Path) -> Callable[[dict[str, str | bytes]], Path]:
    """Makes a .docx in which the given parts, by their name in the package, are replaced."""

    def make(parts: dict[str, str | bytes]) -> Path:
        base = tmp_path / "base.docx"
        docx.Document().save(base)
        return repacked(base, parts, tmp_path / "made.docx")

    return make


@pytest.fixture
def with_body(with_document_parts: Callable[..., Path]) -> Callable[..., Book]:
    """Reads a .docx whose body, list definitions and further styles are this XML."""

    def make(body: str, numbering: str = "", styles: str = "") -> Book:
        roots = {"document": f"<w:body>{body}</w:body>", "numbering": numbering, "styles": styles}
        extra = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
        extra += ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        return read(
            with_document_parts(
                {
                    f"word/{root}.xml": f'<w:{root} xmlns:w="{WORD}" {extra}>{content}</w:{root}>'
                    for root, content in roots.items()
                }
            )
        )

    return make


@pytest.fixture
def with_sheet(with_parts: Callable[..., Path]) -> Callable[[str], Path]:
    """Makes an .xlsx whose only sheet has this XML inside its root element."""

    def make(content: str) -> Path:
        return with_parts({"xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}">{content}</worksheet>'})

    return make
