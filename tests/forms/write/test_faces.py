"""Characters beyond the Basic Plane are printed and found again; what no face has is told; the faces used are said."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from whole import made

from forms.match.recognise import recognise
from forms.readers import read
from forms.write.packet.faces import faces_used, unprintable
from forms.write.page import fonts
from forms.write.page.products import Product
from forms.write.pdf.pdf import write_pdf

MADE = date(2024, 2, 1)
RARE, NOWHERE = "𬱖", "𠀀"


def test_a_character_beyond_the_basic_plane_is_found_by_a_search(tmp_path: Path) -> None:
    write_pdf(made({"S1.text": f"负责人刘{RARE}，联系人{RARE}{RARE}。"}), tmp_path / "公开.pdf")
    with pdfium.PdfDocument(tmp_path / "公开.pdf") as pdf:
        text = "".join(page.get_textpage().get_text_range() for page in pdf)
    assert text.encode("utf-16", "surrogatepass").decode("utf-16").count(RARE) == 3


def test_a_long_subset_is_mapped_whole(tmp_path: Path) -> None:
    signs = "".join(chr(code) for code in range(0x4E00, 0x4E00 + 250))
    write_pdf(made({"S1.text": signs}), tmp_path / "公开.pdf")
    with pdfium.PdfDocument(tmp_path / "公开.pdf") as pdf:
        text = "".join("".join(page.get_textpage().get_text_range().split()) for page in pdf)
    assert signs in text


def test_what_no_face_has_is_told_with_the_characters() -> None:
    said = unprintable(made({"S1.text": f"地名{NOWHERE}{RARE}{NOWHERE}"}))
    assert said.startswith("这1个字没有字体能显示")
    assert NOWHERE in said
    assert RARE not in said
    assert unprintable(made({"S1.text": "职责。"})) == ""


def test_the_machines_own_face_is_taken_for_rare_characters(tmp_path: Path) -> None:
    """A font with rare hanzi only, as SimSun-ExtB is."""
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for point in ((0, 800), (800, 800), (800, 0)):
        pen.lineTo(point)
    pen.closePath()
    builder = FontBuilder(1000)
    builder.setupGlyphOrder([".notdef", "one", "two"])
    builder.setupCharacterMap({0x20000: "one", 0x2A700: "two"})
    builder.setupGlyf(dict.fromkeys((".notdef", "one", "two"), pen.glyph()))
    builder.setupHorizontalMetrics(dict.fromkeys((".notdef", "one", "two"), (1000, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Rare", "styleName": "Regular", "psName": "Rare"})
    builder.setupOS2(fsType=0)
    builder.setupPost()
    builder.save(tmp_path / "simsunb.ttf")
    font = fonts.system_font("rare", [tmp_path])
    assert font is not None
    assert 0x20000 in font.face.charToGlyph


def test_the_command_line_says_the_faces_each_time(tmp_path: Path) -> None:
    sample = next((Path(fonts.__file__).parents[3] / "resources" / "sample").glob("*.xlsx"))
    done = subprocess.run(
        [sys.executable, "main.py", "export", str(sample), "--out", str(tmp_path), "--only", "pdf"],
        cwd=Path(fonts.__file__).parents[3],
        capture_output=True,
        check=True,
    )
    assert faces_used(recognise([read(sample)]).document(), Product.PUBLIC) in done.stdout.decode()


@pytest.mark.parametrize(
    ("texts", "product", "told"),
    [
        ({}, Product.PUBLIC, ["标题"]),
        ({}, Product.SIGNING, ["正文", "标题"]),
        ({"S1.text": "本部门负责工业。"}, Product.PUBLIC, ["正文", "标题"]),
        ({"S1.text": "（一）主要职责\n本部门负责工业。"}, Product.PUBLIC, ["正文", "（一）级标题", "标题"]),
    ],
)
def test_only_the_faces_of_what_is_printed_are_said(texts: dict[str, str], product: Product, told: list[str]) -> None:
    said = faces_used(made(texts), product).removeprefix("PDF的字体：").split("；")
    assert [next(name for name in ("正文", "（一）级标题", "标题") if one.startswith(name)) for one in said] == told


@pytest.mark.parametrize("role", ["fang", "kai"])
def test_it_is_known_whether_a_face_is_the_machines_own(role: fonts.Role) -> None:
    assert fonts.is_own(role) == (fonts.system_font(role, fonts.font_folders()) is not None)
