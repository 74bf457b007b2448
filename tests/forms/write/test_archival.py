"""PDF/A-2u: what the archive asks of the file itself, read from its bytes."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pypdfium2 as pdfium
import pytest

from forms.document.document import Document
from forms.edit.profile import set_profile
from forms.match.recognise import recognise
from forms.readers import read
from forms.write.packet.package import export
from forms.write.page.products import Product
from tests.forms.books import DATA

_FORBIDDEN = (
    *(b"/Encrypt", b"/SMask", b"/ca ", b"/CA ", b"/BM ", b"/Group", b"/LZWDecode", b"/EmbeddedFile", b"/OCG"),
    *(b"/JavaScript", b"/JS", b"/AA ", b"/OpenAction", b"/Launch", b"/URI", b"/PresSteps", b"/Interpolate"),
)
"""What encrypts, shines through, hides, is attached, runs or asks a network (ISO 19005-2: 6.1.3, 6.2, 6.5 to 6.10)."""
_NAMES = {
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The copy for signing, with every kind of page."""
    folder = DATA / "2024-fengrun"
    reading = recognise([read(folder / "tables.xlsx"), read(folder / "disclosure.docx")])
    document = Document(reading.head, reading.edition, reading.content)
    document.apply("填写", set_profile(document, "approved", "2024年2月3日"))
    (path,) = export(document, tmp_path_factory.mktemp("送签"), formats=("pdf",), product=Product.SIGNING)
    return path


def streams(data: bytes) -> Iterator[bytes]:
    """The streams of the file, unpacked where they are packed."""
    for packed in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL):
        try:
            yield zlib.decompress(packed)
        except zlib.error:
            yield packed


def test_the_description_says_what_the_properties_say(path: Path) -> None:
    data = path.read_bytes()
    (xmp,) = re.findall(rb"<x:xmpmeta.*?</x:xmpmeta>", data, re.DOTALL)
    tree = ElementTree.fromstring(xmp)

    def said(place: str) -> str:
        return "".join(tree.find(f".//{place}", _NAMES).itertext())

    assert (said("pdfaid:part"), said("pdfaid:conformance"), said("dc:language")) == ("2", "U", "zh-CN")
    with pdfium.PdfDocument(path) as pdf:
        told = pdf.get_metadata_dict()
    assert said("dc:title") == told["Title"]
    assert said("dc:creator") == told["Author"]
    assert said("pdf:Keywords") == told["Keywords"]
    assert said("pdf:Producer") == told["Producer"]
    assert said("xmp:CreatorTool") == told["Creator"]
    assert said("xmp:CreateDate") == "2024-02-03T00:00:00+08:00"
    assert told["CreationDate"] == "D:20240203000000+08'00'"


def test_colours_are_those_of_a_profile(path: Path) -> None:
    data = path.read_bytes()
    assert b"/GTS_PDFA1" in data
    (profile,) = (stream for stream in streams(data) if stream[36:40] == b"acsp")
    assert len(profile) == struct.unpack_from(">I", profile)[0]
    assert profile[12:24] == b"mntrRGB XYZ "


def test_links_are_no_part_that_only_a_screen_shows(path: Path) -> None:
    links = re.findall(rb"<<[^<>]*?/Subtype /Link[^<>]*?>>", path.read_bytes(), re.DOTALL)
    assert links
    assert all(b"/F 4" in link for link in links)


def test_embedded_faces_are_as_wide_as_the_file_says(path: Path) -> None:
    """Every face has a hanzi, which is as wide as the em."""
    faces = [stream for stream in streams(path.read_bytes()) if stream[:4] == b"\0\1\0\0"]
    for face in faces:
        count = struct.unpack_from(">H", face, 4)[0]
        tables = {
            tag: offset for tag, _, offset, _ in (struct.unpack_from(">4sLLL", face, 12 + 16 * n) for n in range(count))
        }
        em = struct.unpack_from(">H", face, tables[b"head"] + 18)[0]
        full = struct.unpack_from(">H", face, tables[b"hhea"] + 34)[0]
        widths = [struct.unpack_from(">H", face, tables[b"hmtx"] + 4 * n)[0] for n in range(full)]
        assert em in widths
    assert len(faces) > 4


def test_nothing_is_hidden_transparent_or_run(path: Path) -> None:
    data = path.read_bytes()
    assert re.match(rb"%PDF-1\.\d[\r\n]+%[\x80-\xff]{4}", data), "the head that says it holds more than text"
    assert re.search(rb"trailer\s.*/ID\s*\[<[0-9a-f]{32}><[0-9a-f]{32}>\]", data, re.DOTALL)
    assert [word for word in _FORBIDDEN if word in data] == []


def test_every_code_of_every_face_has_its_character(path: Path) -> None:
    data = path.read_bytes()
    faces = len(re.findall(rb"/Type /Font\s", data))
    maps = [stream for stream in streams(data) if b"beginbfchar" in stream]
    assert faces == len(maps) == data.count(b"/ToUnicode ")
    for stream in maps:
        characters = [bytes.fromhex(text.decode()) for text in re.findall(rb"<[0-9A-F]{2}> <([0-9A-F]+)>", stream)]
        assert characters
        assert not {b"\0\0", b"\xfe\xff", b"\xff\xfe"} & {*characters}
