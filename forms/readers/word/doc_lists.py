"""The lists of a .doc: which there are, how their levels count, and what a use of one begins anew."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import replace

from forms.readers.word.doc_sprms import ParagraphProperties
from forms.readers.word.doc_streams import Part, Streams
from forms.readers.word.doc_styles import StyleSheet
from forms.readers.word.list_labels import BULLET, Labels, Level, Numbering

_FORMS = {
    1: "upperRoman",
    2: "lowerRoman",
    3: "upperLetter",
    4: "lowerLetter",
    10: "ideographDigital",
    11: "japaneseCounting",
    14: "decimalFullWidth",
    18: "decimalEnclosedCircle",
    19: "decimalFullWidth",
    22: "decimalZero",
    23: BULLET,
    26: "decimalEnclosedFullstop",
    27: "decimalEnclosedParen",
    28: "decimalEnclosedCircleChinese",
    29: "ideographEnclosedCircle",
    30: "ideographTraditional",
    31: "ideographZodiac",
    33: "taiwaneseCounting",
    35: "taiwaneseCountingThousand",
    36: "taiwaneseDigital",
    37: "chineseCounting",
    38: "chineseLegalSimplified",
    39: "chineseCountingThousand",
    0xFF: "none",
}
"""The number formats that are not read as decimal, as .docx names them."""
_SUFFIXES = ("tab", "space", "nothing")
_LEVELS = 9
_NO_STYLE = 0xFFF
_LEGAL, _NO_RESTART = 0x04, 0x08
_STARTS_ANEW, _OTHER_LEVEL = 0x10, 0x20
MAX_LISTS = 2_500
"""Word itself keeps 2,047 uses at most."""


class ListTable:
    """The lists of a document. Its paragraphs must be asked for in their order: asking counts."""

    def __init__(self, streams: Streams, styles: StyleSheet) -> None:
        self._styles = styles
        self._labels = Labels()
        lists = _lists(streams)
        self._uses = _uses(streams, lists)

    def label(self, properties: ParagraphProperties) -> str:
        """What Word prints before the text of a paragraph, with the blank that parts them; bullets are left out."""
        use = properties.list_use
        numbering = self._uses.get(use or 0)
        if use is None or numbering is None:
            return ""
        inherited = self._styles.paragraph(properties.style)
        depth = properties.list_level
        if inherited.list_use == use and inherited.list_level == depth:
            lineage = [str(style) for style in self._styles.lineage(properties.style)]
            tied = numbering.depth_of(lineage)
            depth = depth if tied is None else tied
        return self._labels.label(use, numbering, depth or 0)


def _lists(streams: Streams) -> dict[int, dict[int, Level]]:
    """The levels of every list by its id."""
    content = bytes(streams.part(Part.LISTS, trailing=True))
    count = min(int.from_bytes(content[:2], "little"), MAX_LISTS)
    at = 2 + 28 * count
    lists: dict[int, dict[int, Level]] = {}
    for number in range(count):
        list_id, *styles, flags = struct.unpack_from("<i4x9HB", content, 2 + 28 * number)
        levels = {}
        for depth in range(1 if flags & 1 else _LEVELS):
            level, at = _level(content, at)
            style = None if styles[depth] == _NO_STYLE else str(styles[depth])
            levels[depth] = replace(level, style=style)
        lists[list_id] = levels
    return lists


def _level(content: bytes, at: int) -> tuple[Level, int]:
    """The level that stands at a place, and where it ends."""
    start, form, flags, suffix, characters, paragraphs, limit = struct.unpack_from("<iBB9xB8xBBBx", content, at)
    at += 28 + characters + paragraphs
    (length,) = struct.unpack_from("<H", content, at)
    text = content[at + 2 : at + 2 + 2 * length].decode("utf-16-le", "replace")
    return (
        Level(
            start=start,
            form=_FORMS.get(form, "decimal"),
            text="".join(f"%{ord(sign) + 1}" if ord(sign) < _LEVELS else sign for sign in text),
            suffix=_SUFFIXES[suffix] if suffix < len(_SUFFIXES) else "tab",
            restart=limit if flags & _NO_RESTART else None,
            legal=bool(flags & _LEGAL),
            style=None,
        ),
        at + 2 + 2 * length,
    )


def _uses(streams: Streams, lists: Mapping[int, Mapping[int, Level]]) -> dict[int, Numbering]:
    """What the paragraphs name, by its number from 1: a list, some levels of which may be other than in the list."""
    content = bytes(streams.part(Part.LIST_USES))
    count = min(int.from_bytes(content[:4], "little"), MAX_LISTS)
    at = 4 + 16 * count
    uses = {}
    for number in range(count):
        list_id, overrides = struct.unpack_from("<i8xB", content, 4 + 16 * number)
        levels = dict(lists.get(list_id, {}))
        anew = set()
        at += 4 if at < len(content) else 0
        for _ in range(overrides):
            start, flags = struct.unpack_from("<iI", content, at)
            at += 8
            depth = flags & 0xF
            if flags & _OTHER_LEVEL:
                levels[depth], at = _level(content, at)
            if flags & _STARTS_ANEW and depth in levels:
                if not flags & _OTHER_LEVEL:
                    levels[depth] = replace(levels[depth], start=start)
                anew.add(depth)
        if levels and any(level.form != BULLET for level in levels.values()):
            uses[number + 1] = Numbering(str(list_id), levels, frozenset(anew))
    return uses
