"""Packages that WPS opens are read, however their parts are called and linked; what they say stays the same."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from forms.readers import Book, read
from forms.readers.packages import IRREGULAR
from models.errors import Trouble

DATA = Path(__file__).parents[2] / "data"
WORKBOOK = DATA / "2024-fengrun" / "tables.xlsx"
DOCUMENT = DATA / "2024-fengrun" / "disclosure.docx"

Part = tuple[str, bytes]
Change = Callable[[str, bytes], Part | None]


def rewritten(source: Path, target: Path, change: Change) -> Path:
    """The package with every part changed; None leaves it out."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = change(name, old.read(name))
            if part is not None:
                info = zipfile.ZipInfo(part[0])
                info.filename = part[0]
                new.writestr(info, part[1])
    return target


def content(book: Book) -> object:
    return [
        sorted((place, cell.text) for place, cell in block.cells.items()) if hasattr(block, "cells") else block
        for block in book.blocks
    ]


def strict(name: str, part: bytes) -> Part:
    part = part.replace(b"extended-properties", b"extendedProperties")
    part = re.sub(rb"http://schemas\.openxmlformats\.org/(\w+)/2006/", rb"http://purl.oclc.org/ooxml/\1/", part)
    return name, part


def with_backslashes(name: str, part: bytes) -> Part:
    return name.replace("/", "\\"), part


def in_capitals(name: str, part: bytes) -> Part:
    return (name, part) if name.startswith(("[", "_rels")) else (name.upper(), part)


def after_line_breaks(name: str, part: bytes) -> Part:
    return name, b"\r\n\n" + part if name.endswith((".xml", ".rels")) else part


def without_styles(name: str, part: bytes) -> Part | None:
    return None if name.endswith("/styles.xml") else (name, part)


def with_a_link_to_nothing(name: str, part: bytes) -> Part:
    link = (
        b'<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"'
        b' Target="../customXml/item9.xml"/></Relationships>'
    )
    return name, part.replace(b"</Relationships>", link) if name.endswith(".xml.rels") else part


@pytest.mark.parametrize("change", [with_backslashes, in_capitals, after_line_breaks, with_a_link_to_nothing])
@pytest.mark.parametrize("source", [WORKBOOK, DOCUMENT], ids=["xlsx", "docx"])
def test_an_irregular_package_says_the_same_and_is_told(source: Path, change: Change, tmp_path: Path) -> None:
    book = read(rewritten(source, tmp_path / source.name, change))
    assert content(book) == content(read(source))
    assert IRREGULAR in book.remarks


@pytest.mark.parametrize("source", [WORKBOOK, DOCUMENT], ids=["xlsx", "docx"])
def test_the_strict_form_says_the_same_and_is_no_fault(source: Path, tmp_path: Path) -> None:
    book = read(rewritten(source, tmp_path / source.name, strict))
    assert content(book) == content(read(source))
    assert book.remarks == read(source).remarks


def test_a_workbook_without_styles_keeps_its_numbers(tmp_path: Path) -> None:
    plain, bare = read(WORKBOOK), read(rewritten(WORKBOOK, tmp_path / "a.xlsx", without_styles))
    numbers = [[cell.number for cell in grid.cells.values()] for grid in plain.grids]
    assert [[cell.number for cell in grid.cells.values()] for grid in bare.grids] == numbers


def test_a_link_to_another_workbook_that_is_gone_is_no_damage() -> None:
    assert content(read(DATA / "reading" / "external-link-part-missing.xlsx")) == content(read(WORKBOOK))


@pytest.mark.parametrize("gone", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
def test_a_package_without_its_heart_is_damaged(gone: str, tmp_path: Path) -> None:
    file = rewritten(WORKBOOK, tmp_path / "a.xlsx", lambda name, part: None if name == gone else (name, part))
    with pytest.raises(Trouble, match="已损坏"):
        read(file)


def test_a_regular_package_is_not_touched() -> None:
    assert IRREGULAR not in (*read(WORKBOOK).remarks, *read(DOCUMENT).remarks)
