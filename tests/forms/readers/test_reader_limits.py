"""What a hostile file may ask for: long format codes and texts, document types, patterns that part a text for ever."""

import io
import tracemalloc
import zipfile

import pytest

from forms.readers import bounds, number_format, ods, read, xml_pass
from forms.readers.bounds import Budget
from forms.readers.cell_values import GENERAL, format_code
from forms.readers.packages import _NEVER_PARSED, _TO_OTHERS
from forms.readers.word.left_out import _TEXT
from forms.readers.xml_pass import XmlPass
from models.errors import Trouble
from tests.forms.readers.conftest import MAIN, document, refusal

DOCTYPE = '<!DOCTYPE a [<!ENTITY b "c">]>'
LONG = bounds.MAX_CELL_CHARACTERS


@pytest.mark.parametrize("sign", ["[", '"', "\\", "y", "_"])
def test_a_format_code_without_end_is_none(sign):
    assert format_code(200, sign * (number_format.LONGEST + 1)) == GENERAL
    assert format_code(200, sign * number_format.LONGEST) == sign * number_format.LONGEST
    assert format_code(14, sign * 200_000) == format_code(14, None)


@pytest.mark.parametrize("sign", ["[", "&quot;", "\\"])
def test_a_workbook_with_a_format_code_without_end(with_parts, sign):
    formats = f'<numFmts><numFmt numFmtId="200" formatCode="{sign * 200_000}"/></numFmts>'
    styles = f'<styleSheet xmlns="{MAIN}">{formats}<cellXfs><xf numFmtId="200"/></cellXfs></styleSheet>'
    (grid,) = read(with_parts({"xl/styles.xml": styles})).grids
    assert grid.cells[1, 2].text == "1.5"


def inline(*texts: str) -> str:
    return "".join(f'<row><c t="inlineStr"><is><t>{text}</t></is></c></row>' for text in texts)


def test_the_longest_text_of_a_cell(with_sheet):
    assert len(read(with_sheet(inline("长" * LONG))).grids[0].cells[1, 1].text) == LONG
    assert f"超过{LONG}字" in refusal(with_sheet(inline("长" * (LONG + 1))))


def test_a_shared_text_counts_as_often_as_it_is_shown(with_parts):
    cells = '<c t="s"><v>0</v></c>' * (bounds.MAX_TEXT // LONG + 1)
    sheet = f'<worksheet xmlns="{MAIN}"><row>{cells}</row></worksheet>'
    shared = f'<sst xmlns="{MAIN}"><si><t>{"长" * LONG}</t></si></sst>'
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}.sheet.main+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kinds}.sharedStrings+xml"/></Types>'
    )
    parts = {"[Content_Types].xml": types, "xl/worksheets/sheet1.xml": sheet, "xl/sharedStrings.xml": shared}
    assert "过大" in refusal(with_parts(parts))


def test_a_text_without_end_is_not_gathered(with_sheet):
    path = with_sheet(inline("长" * 19_000_000))
    tracemalloc.start()
    try:
        assert "过大" in refusal(path)
        assert tracemalloc.get_traced_memory()[1] < 60 * 1024 * 1024
    finally:
        tracemalloc.stop()


def test_a_paragraph_or_a_line_without_end(with_document_parts, tmp_path):
    body = document(f"<w:p><w:r><w:t>{'长' * (LONG + 1)}</w:t></w:r></w:p>")
    assert f"超过{LONG}字" in refusal(with_document_parts({"word/document.xml": body}))
    (tmp_path / "a.txt").write_text("长" * (LONG + 1), "utf-8")
    assert f"超过{LONG}字" in refusal(tmp_path / "a.txt")


def test_a_tag_without_end_is_not_kept():
    part = io.BytesIO(b'<a b="' + b"c" * (2 * xml_pass._LONGEST_TAG))
    with pytest.raises(Trouble, match="过大"):
        XmlPass(Budget("a.xlsx"), {}, {}).run(part)
    assert part.tell() < xml_pass._LONGEST_TAG + 3 * xml_pass._CHUNK


def with_doctype(content: bytes, encoding: str = "utf-8") -> bytes:
    root = content.decode("utf-8").partition("?>")[2] if content.startswith(b"<?xml") else content.decode("utf-8")
    return (DOCTYPE + root).encode(encoding)


@pytest.mark.parametrize(
    "name",
    [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/app.xml",
        "docProps/core.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/theme/theme1.xml",
        "xl/workbook.xml",
        "xl/worksheets/sheet1.xml",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_in_a_workbook(with_parts, name, encoding):
    with zipfile.ZipFile(with_parts({})) as archive:
        part = archive.read(name)
    assert "DOCTYPE" in refusal(with_parts({name: with_doctype(part, encoding)}))


@pytest.mark.parametrize("name", ["word/document.xml", "[Content_Types].xml", "_rels/.rels", "word/theme/theme1.xml"])
def test_a_document_type_in_a_document(with_document_parts, name):
    with zipfile.ZipFile(with_document_parts({})) as archive:
        part = archive.read(name)
    assert "DOCTYPE" in refusal(with_document_parts({name: b"\n<!-- a -->" + with_doctype(part)}))


@pytest.mark.parametrize("name", ["content.xml", "styles.xml", "meta.xml"])
def test_a_document_type_in_an_opendocument(tmp_path, name):
    path = tmp_path / "a.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", ods.KIND)
        for part in ("content.xml", "styles.xml", "meta.xml"):
            archive.writestr(part, f"{DOCTYPE if part == name else ''}<a/>")
    assert "DOCTYPE" in refusal(path)


def test_pictures_and_macros_may_have_one(with_parts):
    assert read(with_parts({"xl/media/image1.svg": f"{DOCTYPE}<svg/>"})).grids
    assert _NEVER_PARSED.search("Basic/Standard/script-lb.xml")


def test_patterns_of_the_readers_stop_where_they_cannot_match():
    assert ods._LINE_ENDS.sub(" ", "甲  \n  乙") == "甲 乙"
    blanks = " " * LONG + "完"
    assert ods._LINE_ENDS.sub(" ", blanks) == blanks
    others = b"<x:externalReferences><a/></x:externalReferences>"
    assert _TO_OTHERS.sub(b"", b"<externalReferences " * 100_000 + others) == b"<externalReferences " * 100_000
    assert _TEXT.findall(b"<w:t " * 100_000 + b"<w:t a='b'>c</w:t>") == [b"c"]
