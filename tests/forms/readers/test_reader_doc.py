"""Reading .doc, and .wps of WPS: the same content as in .docx, from the binary format of Word 97."""

from __future__ import annotations

import io
import lzma
import struct
from collections.abc import Callable
from pathlib import Path

import olefile
import pytest

from forms.readers import Book, Grid, Paragraph, read
from forms.readers.word import doc, doc_streams, doc_text
from forms.readers.word.doc_sprms import ParagraphProperties as Properties
from forms.readers.word.doc_sprms import RowCells, paragraph, sprms
from forms.readers.word.document_flow import Upwards
from models.errors import Trouble

FORMATS = Path(__file__).parents[2] / "data" / "formats"
FEATURES = FORMATS / "features.doc"

Remade = Callable[..., Path]


@pytest.fixture
def remade(tmp_path: Path) -> Remade:
    """The file of features with some bytes of a stream overwritten."""

    def make(at: int, content: bytes, stream: str = "WordDocument") -> Path:
        path = tmp_path / "made.doc"
        path.write_bytes(FEATURES.read_bytes())
        with olefile.OleFileIO(str(path), write_mode=True) as container:
            old = container.openstream(stream).read()
            container.write_stream(stream, old[:at] + content + old[at + len(content) :])
        return path

    return make


def written(book: Book) -> list[tuple[str, int | None] | Grid]:
    """The blocks without the numbers of the paragraphs: a text box has one blank paragraph more in the old format."""
    return [(block.text, block.level) if isinstance(block, Paragraph) else block for block in book.blocks]


def test_all_that_is_read_of_a_document_is_read_of_its_old_form() -> None:
    """Headings, lists with numbers, fields, hidden and deleted words, merged cells, tables in cells, text boxes."""
    assert written(read(FEATURES)) == written(read(FORMATS / "features.docx"))


@pytest.mark.parametrize("name", ["2019-bazhou", "2021-qinhuangdao", "2023-bazhou-unit"])
def test_published_disclosures_read_the_same_as_docx(name: str, data: Path, tmp_path: Path) -> None:
    path = tmp_path / "公开.wps"
    path.write_bytes(lzma.decompress((FORMATS / f"{name}.doc.xz").read_bytes()))
    assert read(path).blocks == read(data / name / "disclosure.docx").blocks


def test_a_document_under_the_suffix_of_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(FEATURES.read_bytes())
    assert read(path).paragraphs[0].text == "第一部分 部门概况"


def test_text_of_one_byte_a_character(remade: Remade) -> None:
    """A piece of Latin text takes one byte for each character, as Word writes what has no others."""
    text = "2024 budget: 2305.27\r".encode("cp1252")
    streams = doc_streams.Streams("", FEATURES.read_bytes())
    start, size = struct.unpack_from("<II", streams.main, 0x9A + 8 * doc_streams.Part.TEXT)
    at = len(streams.main) - 64
    pieces = struct.pack("<BIIIHIH", 2, 16, 0, len(text), 0, 2 * at | 1 << 30, 0)
    path = remade(at, text)
    with olefile.OleFileIO(str(path), write_mode=True) as container:
        table = container.openstream("1Table").read()
        container.write_stream("1Table", table[:start] + pieces.ljust(size, b"\0") + table[start + size :])
        main = bytearray(container.openstream("WordDocument").read())
        main[0x4C:0x50] = len(text).to_bytes(4, "little")
        container.write_stream("WordDocument", bytes(main))
    assert [block.text for block in read(path).paragraphs][:1] == ["2024 budget: 2305.27"]


@pytest.mark.parametrize(
    ("at", "content", "said"),
    [
        (0x0A, b"\xf0\x13", "打开密码"),
        (0x02, b"\x65\x00", "Word 95"),
        (0x9A + 8 * doc_streams.Part.TEXT, bytes(8), "已损坏"),
        (0x9A + 8 * doc_streams.Part.TEXT, b"\xff\xff\xff\x7f", "已损坏"),
    ],
    ids=["password", "Word 95", "no text", "text elsewhere"],
)
def test_what_cannot_be_read(remade: Remade, at: int, content: bytes, said: str) -> None:
    with pytest.raises(Trouble, match=said) as caught:
        read(remade(at, content))
    assert caught.value.way_out


@pytest.mark.parametrize(
    ("module", "bound", "least"),
    [
        (doc, "MAX_PARAGRAPHS", 10),
        (doc, "MAX_STYLE_BYTES", 10),
        (doc_text, "MAX_CHARACTERS", 100),
        (doc_text, "MAX_WORK", 50),
        (doc_streams, "MAX_STREAM_BYTES", 5000),
    ],
)
def test_absurd_amounts(module: object, bound: str, least: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, bound, least)
    with pytest.raises(Trouble, match="过大"):
        read(FEATURES)


def change(code: int, operand: bytes) -> bytes:
    return struct.pack("<H", code) + operand


def test_operands_have_the_size_their_code_says() -> None:
    tabs = bytes([255, 1]) + bytes(4) + bytes([2]) + bytes(6)
    changes = (
        change(0x2416, b"\x01") + change(0xC615, tabs) + change(0x460B, b"\x02\x00") + change(0xD62B, b"\x02\x01\x03")
    )
    assert [(code, len(operand)) for code, operand in sprms(changes)] == [
        (0x2416, 1),
        (0xC615, 12),
        (0x460B, 2),
        (0xD62B, 2),
    ]


def test_a_list_of_changes_cut_off_ends_early() -> None:
    assert list(sprms(change(0x2416, b"\x01") + b"\x0b")) == [(0x2416, b"\x01")]


def row(*cells: int) -> bytes:
    """The definition of a row whose cells have these flags and are 1,000 wide each."""
    edges = struct.pack(f"<{len(cells) + 1}h", *range(0, 1000 * (len(cells) + 1), 1000))
    content = bytes([len(cells)]) + edges + b"".join(flag.to_bytes(2, "little") + bytes(18) for flag in cells)
    return change(0xD608, struct.pack("<H", len(content) + 1) + content)


@pytest.mark.parametrize("first_and_next", [(1, 2), (2, 1)])
def test_merged_cells_of_a_row_whatever_sign_the_first_has(first_and_next: tuple[int, int]) -> None:
    first, following = first_and_next
    cells = paragraph(Properties(), row(0, first, following, following, first, following, 0)).cells
    assert cells.leftwards == (False, False, True, True, False, True, False)


def test_cells_merged_downwards() -> None:
    cells = paragraph(Properties(), row(0x60, 0x20, 0) + change(0xD62B, b"\x02\x02\x03")).cells
    assert cells == RowCells((0, 1000, 2000, 3000), (Upwards.FIRST, Upwards.JOINED, Upwards.FIRST), (False,) * 3)


def test_a_style_named_among_the_changes_ends_what_was_said_before() -> None:
    changes = (
        change(0x460B, b"\x05\x00") + change(0x2416, b"\x01") + change(0x4600, b"\x30\x00") + change(0x260A, b"\x02")
    )
    said = paragraph(Properties(style=0x30, list_use=7), changes)
    assert (said.style, said.depth, said.list_use, said.list_level) == (0x30, 1, 7, 2)


def test_an_embedded_workbook_does_not_make_a_workbook_of_the_document(tmp_path: Path) -> None:
    """The container of a document lists the streams of what is embedded in it too; only the outermost ones count."""
    entry = "Workbook".encode("utf-16-le").ljust(64, b"\0") + struct.pack("<H", 18)
    path = tmp_path / "a.doc"
    path.write_bytes(FEATURES.read_bytes() + entry)
    assert read(path).paragraphs


def test_nothing_is_written_while_a_damaged_file_is_read(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.doc"
    path.write_bytes(io.BytesIO(FEATURES.read_bytes()).read(9000))
    with pytest.raises(Trouble, match="已损坏"):
        read(path)
    assert (*capfd.readouterr(),) == ("", "")
