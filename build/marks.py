"""Makes resources/fonts/marks.json, the outlines of the characters of 草稿 and 送签稿, from the bundled title face.

The marks behind the pages are drawn as outlines, so that no reader takes them for text between the tables. Run by hand
when the face or the marks change; needs fontTools (development dependency).
"""

from __future__ import annotations

import json
import lzma
from io import BytesIO
from pathlib import Path

from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parent.parent / "resources" / "fonts"
CHARACTERS = "草稿送签"


class Outline(BasePen):
    """Writes down an outline as moves, lines and cubic curves, each with its points in whole units of the face."""

    def __init__(self, glyphs: object) -> None:
        super().__init__(glyphs)
        self.steps: list[list[int]] = []

    def _moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802  (fontTools names it)
        self._add(point)

    def _lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802
        self._add(point)

    def _curveToOne(self, *points: tuple[float, float]) -> None:  # noqa: N802
        self._add(*points)

    def _closePath(self) -> None:  # noqa: N802
        self.steps.append([])

    def _add(self, *points: tuple[float, float]) -> None:
        """Two numbers go to a point, the first of a figure without a line; six are a curve; none closes the figure."""
        self.steps.append([round(value) for point in points for value in point])


def main() -> None:
    """Write the outlines of all characters."""
    font = TTFont(BytesIO(lzma.decompress((FONTS / "title.ttf.xz").read_bytes())))
    glyphs, names = font.getGlyphSet(), font.getBestCmap()
    outlines = {}
    for character in CHARACTERS:
        pen = Outline(glyphs)
        glyphs[names[ord(character)]].draw(pen)
        outlines[character] = pen.steps
    made = {"unit": font["head"].unitsPerEm, "outlines": outlines}
    (FONTS / "marks.json").write_text(json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")


if __name__ == "__main__":
    main()
