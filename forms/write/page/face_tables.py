"""A bundled type face whose tables are read in one go, where reportlab takes up each of 100,000 numbers by itself."""

from __future__ import annotations

from io import BytesIO
from struct import iter_unpack, unpack_from
from weakref import WeakKeyDictionary

from reportlab import rl_config
from reportlab.pdfbase.ttfonts import TTEncoding, TTFont, TTFontFace

_WHOLE_UNICODE = (3, 10)
"""The platform and encoding of the last map of characters in a face with hanzi beyond the Basic Plane."""
_SEGMENTED = 12
"""The format of such a map: runs of characters whose glyphs follow each other."""
_LONG_PLACES = 1


class BundledFont(TTFont):  # type: ignore[misc]
    """A font as TTFont makes it, of a face that is in memory."""

    def __init__(self, name: str, content: bytes) -> None:
        # TTFont.__init__ would make a TTFontFace of its own.
        self.fontName = name
        self.face = _Face(BytesIO(content))
        self.encoding = TTEncoding()
        self.state: WeakKeyDictionary[object, object] = WeakKeyDictionary()
        self._asciiReadable = rl_config.ttfAsciiReadable
        self.shapable = False


class _Outlines:
    """The outlines of a face, of which pieces are asked for: of all hanzi a page needs a hundredth."""

    def __init__(self, content: bytes, start: int) -> None:
        self._content = content
        self._start = start

    def __getitem__(self, piece: slice) -> bytes:
        return self._content[self._start + piece.start : self._start + piece.stop]


class _Face(TTFontFace):  # type: ignore[misc]
    """Leaves the names and measures to reportlab, and the tables too where their format is not that of most faces."""

    def get_table(self, tag: str) -> bytes | _Outlines:
        if tag == "glyf":
            return _Outlines(self._ttf_data, self.get_table_pos(tag)[0])
        table: bytes = super().get_table(tag)
        return table

    def extractInfo(self, charInfo: int = 1) -> None:  # noqa: N802, N803  (named by reportlab)
        segments = self._segments()
        one_em = unpack_from(">H", self._ttf_data, self.get_table_pos("head")[0] + 18)[0] == 1000
        long_places = unpack_from(">H", self._ttf_data, self.get_table_pos("head")[0] + 50)[0] == _LONG_PLACES
        if not (charInfo and segments and one_em and long_places):
            super().extractInfo(charInfo)
            return
        super().extractInfo(0)
        self._read_tables(segments)

    def _segments(self) -> list[tuple[int, int, int]]:
        """The first and last character and the first glyph of each run; none where the map has another format."""
        data, start = self._ttf_data, self.get_table_pos("cmap")[0]
        count = unpack_from(">H", data, start + 2)[0]
        platform, encoding, offset = unpack_from(">HHL", data, start + 4 + 8 * (count - 1))
        place = start + offset
        if (platform, encoding) != _WHOLE_UNICODE or unpack_from(">H", data, place)[0] != _SEGMENTED:
            return []
        runs = unpack_from(">L", data, place + 12)[0]
        return list(iter_unpack(">LLL", data[place + 16 : place + 16 + 12 * runs]))

    def _read_tables(self, segments: list[tuple[int, int, int]]) -> None:
        """The glyph and the width of every character, the metrics and the place of every glyph."""
        metrics = list(iter_unpack(">HH", self.get_table("hmtx")[: 4 * self._metrics()]))
        sides = self.get_table("hmtx")[4 * len(metrics) :]
        last = metrics[-1][0]
        metrics += [(last, side) for (side,) in iter_unpack(">H", sides[: 2 * (self.numGlyphs - len(metrics))])]
        glyphs: dict[int, int] = {}
        for first, past, glyph in segments:
            glyphs.update(zip(range(first, past + 1), range(glyph, glyph + past + 1 - first), strict=True))
        self.hmetrics = metrics
        self.defaultWidth = metrics[0][0]
        self.charToGlyph = glyphs
        self.glyphToChar: dict[int, list[int]] = {}  # asked for by the shaping of scripts that we do not print
        self.charWidths = {char: metrics[glyph][0] for char, glyph in glyphs.items()}
        self.glyphPos = [place for (place,) in iter_unpack(">L", self.get_table("loca")[: 4 * (self.numGlyphs + 1)])]
        for one, other in ((0x20, 0xA0), (0xA0, 0x20)):
            if one in glyphs:
                glyphs[other], self.charWidths[other] = glyphs[one], self.charWidths[one]
                break

    def _metrics(self) -> int:
        """How many glyphs have a width of their own; those behind have that of the last."""
        return int(unpack_from(">H", self._ttf_data, self.get_table_pos("hhea")[0] + 34)[0])
