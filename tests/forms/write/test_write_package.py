"""The packet in its folder: names, choice of formats, and nothing half written."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pypdfium2 as pdfium
import pytest
from published import published

from forms.document.document import Document
from forms.form.load import edition
from forms.write.packet import package
from forms.write.packet.package import export, file_name
from models.errors import Trouble
from models.records import Head, Unit
from tests.published import PAPER, disclosure

BOOK, PDF = "丰润区工业和信息化局2024年部门预算公开表.xlsx", "丰润区工业和信息化局2024年部门预算信息公开.pdf"
WORD = "丰润区工业和信息化局2024年部门预算信息公开.docx"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def named(unit: str) -> Document:
    form = edition(2024, "单位")
    return Document(Head("1", Unit("1", unit), 2024, "单位", form.id), form)


def test_a_workbook_and_a_pdf_are_written_into_a_new_folder(tmp_path: Path) -> None:
    folder = tmp_path / "公开" / "2024 年"
    paths = export(published("2024-fengrun"), folder)
    assert paths == (folder / BOOK, folder / PDF)
    assert names(folder) == sorted((BOOK, PDF))
    assert len(openpyxl.load_workbook(paths[0]).sheetnames) == 13
    with pdfium.PdfDocument(paths[1]) as pdf:
        assert len(pdf) > 10


@pytest.mark.parametrize(("only", "wanted"), [("xlsx", BOOK), ("pdf", PDF), ("docx", WORD)])
def test_one_format_alone_is_written_when_asked_for(only: str, wanted: str, tmp_path: Path) -> None:
    assert export(published("2024-fengrun"), tmp_path, formats=(only,)) == (tmp_path / wanted,)
    assert names(tmp_path) == [wanted]


def test_a_disclosure_with_text_is_written_as_a_word_file_too(tmp_path: Path) -> None:
    document = disclosure("2024-fengrun", PAPER)
    paths = export(document, tmp_path)
    assert paths == (tmp_path / BOOK, tmp_path / PDF, tmp_path / WORD)
    assert names(tmp_path) == sorted((BOOK, PDF, WORD))


def test_a_format_that_is_not_made_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="请用 xlsx、pdf 或 docx"):
        export(published("2024-fengrun"), tmp_path / "新", formats=("odt",))
    assert names(tmp_path) == []


def test_a_packet_of_the_same_name_is_replaced(tmp_path: Path) -> None:
    (tmp_path / PDF).write_bytes(b"old")
    export(published("2024-fengrun"), tmp_path)
    assert (tmp_path / PDF).read_bytes().startswith(b"%PDF")


def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "公开").write_text("")
    with pytest.raises(Trouble, match="公开"):
        export(published("2024-fengrun"), tmp_path / "公开")
    with pytest.raises(Trouble, match="公开"):
        export(published("2024-fengrun"), tmp_path / "公开" / "里面")


def test_a_full_disk_leaves_neither_file_and_keeps_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / BOOK).write_bytes(b"old")

    def fail(*_: object, **__: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(package, "write_pdf", fail)
    with pytest.raises(Trouble, match="磁盘空间不足"):
        export(published("2024-fengrun"), tmp_path)
    assert names(tmp_path) == [BOOK]
    assert (tmp_path / BOOK).read_bytes() == b"old"


def test_a_pdf_that_cannot_be_read_back_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def spoil(_: Document, path: Path, *__: object) -> int:
        path.write_bytes(b"%PDF-1.4 damaged")
        return 14

    monkeypatch.setattr(package, "write_pdf", spoil)
    with pytest.raises(Trouble, match="读不回来"):
        export(published("2024-fengrun"), tmp_path)
    assert names(tmp_path) == []


def test_a_name_holds_nothing_windows_forbids() -> None:
    assert file_name(named('某局/二级:"甲"?*\t'), "xlsx") == "某局-二级--甲----2024年单位预算公开表.xlsx"


def test_a_long_name_is_cut_to_what_a_disk_takes(tmp_path: Path) -> None:
    (path,) = export(named("很长的名称" * 80), tmp_path, formats=("xlsx",))
    assert path.name.startswith("很长的名称")
    assert path.name.endswith("2024年单位预算公开表.xlsx")
    assert path.exists()
