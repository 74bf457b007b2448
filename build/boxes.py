"""Makes resources/fonts/reading/boxes.ttf: a face in which every sign is a box, for reading PDF files; run by hand.

A PDF may leave its faces out. pdfium then takes those of the computer, and a sign for which none has a shape it loses
when it stands alone: what is read would depend on the computer. Places and widths are the file's own in any case, so
any small shape does. Needs fontTools (development dependency).
"""

from __future__ import annotations

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

TARGET = Path(__file__).resolve().parent.parent / "resources" / "fonts" / "reading" / "boxes.ttf"
EM, WIDTH, HEIGHT = 1000, 200, 700
"""The box is smaller than any sign: pdfium widens the place of a sign to its shape."""
TOP, BOTTOM = 880, -120
JAPANESE, SIMPLIFIED, KOREAN, TRADITIONAL = 17, 18, 19, 20
"""Bits of ulCodePageRange1. Without that of Latin text, faces of Latin letters stay those that pdfium brings along."""
SIGNS = ((0x20, 0xD7FF), (0xE000, 0xFFFD), (0x10000, 0x3FFFD))


def main() -> None:
    """Write the face."""
    font = FontBuilder(EM, isTTF=True)
    font.setupGlyphOrder([".notdef", "box"])
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for corner in ((0, HEIGHT), (WIDTH, HEIGHT), (WIDTH, 0)):
        pen.lineTo(corner)
    pen.closePath()
    box = pen.glyph()
    font.setupGlyf({".notdef": box, "box": box})
    font.setupHorizontalMetrics({".notdef": (EM, 0), "box": (EM, 0)})
    font.setupHorizontalHeader(ascent=TOP, descent=BOTTOM)
    font.setupNameTable({"familyName": "BD Boxes", "styleName": "Regular"})
    font.setupCharacterMap({})
    pages = sum(1 << bit for bit in (JAPANESE, SIMPLIFIED, KOREAN, TRADITIONAL))
    font.setupOS2(sTypoAscender=TOP, sTypoDescender=BOTTOM, ulCodePageRange1=pages, ulCodePageRange2=0, version=1)
    font.setupPost()
    many_to_one = CmapSubtable.newSubtable(13)
    many_to_one.platformID, many_to_one.platEncID, many_to_one.language = 3, 10, 0
    many_to_one.cmap = {code: "box" for first, last in SIGNS for code in range(first, last + 1)}
    font.font["cmap"].tables = [many_to_one]
    font.font["head"].created = font.font["head"].modified = 0
    font.font.recalcTimestamp = False
    font.save(TARGET)


if __name__ == "__main__":
    main()
