"""The styles of a .doc: what they say of paragraphs and characters, each on top of the one it is based on."""

from __future__ import annotations

import struct
from dataclasses import dataclass, replace
from functools import cache

from forms.readers.word.doc_sprms import CharacterProperties, ParagraphProperties, characters, paragraph, resolved

_NONE = 0xFFF
_PARAGRAPH, _CHARACTER = 1, 2
_DEEPEST = 50
_HEADINGS = range(1, 10)
"""The numbers of the built-in styles 标题 1 to 标题 9."""
_CONTENTS = range(19, 28)
"""Those of the styles 目录 1 to 目录 9."""


@dataclass(frozen=True, slots=True)
class _BinaryStyle:
    built_in: int
    base: int
    paragraph: bytes = b""
    characters: bytes = b""


class StyleSheet:
    """The styles by their number; one that is missing or damaged says nothing."""

    def __init__(self, part: memoryview, data: bytes) -> None:
        self._data = data
        self._styles: dict[int, _BinaryStyle] = {}
        content = bytes(part)
        if len(content) >= 6:
            header, count, fixed = struct.unpack_from("<HHH", content)
            at = 2 + header
            for number in range(min(count, _NONE)):
                size = int.from_bytes(content[at : at + 2], "little")
                style = content[at + 2 : at + 2 + size]
                if len(style) > fixed >= 10:
                    self._styles[number] = _style(style, fixed)
                # Each begins at an even place.
                at += 2 + size + size % 2
        self.paragraph = cache(self._paragraph)
        self.characters = cache(self._characters)

    def lineage(self, number: int) -> list[int]:
        """A style and those it is based on, the nearest first."""
        found: list[int] = []
        while number in self._styles and len(found) < _DEEPEST:
            found.append(number)
            number = self._styles[number].base
        return found

    def in_contents(self, number: int) -> bool:
        """Whether a style is one of the lines of a table of contents."""
        return any(self._styles[name].built_in in _CONTENTS for name in self.lineage(number))

    def _paragraph(self, number: int) -> ParagraphProperties:
        style = self._styles.get(number)
        if style is None:
            return ParagraphProperties(style=number)
        properties = replace(self.paragraph(style.base), style=number)
        if style.built_in in _HEADINGS:
            properties = replace(properties, outline=style.built_in - 1)
        return paragraph(properties, resolved(style.paragraph, self._data))

    def _characters(self, number: int) -> CharacterProperties:
        style = self._styles.get(number)
        return characters(self.characters(style.base), style.characters) if style else CharacterProperties()


def _style(content: bytes, fixed: int) -> _BinaryStyle:
    """A style: a part of fixed size, its name, and changes to paragraphs and characters."""
    built_in, kind, changes = struct.unpack_from("<HHH", content)
    style = _BinaryStyle(built_in & 0xFFF, kind >> 4)
    # The name: its length, its characters, a zero.
    at = fixed + 2 + 2 * int.from_bytes(content[fixed : fixed + 2], "little") + 2
    found = []
    for _ in range(changes & 0xF):
        size = int.from_bytes(content[at : at + 2], "little")
        found.append(content[at + 2 : at + 2 + size])
        at += 2 + size + size % 2
    if kind & 0xF == _PARAGRAPH and found:
        # The number of the style itself stands first.
        return replace(style, paragraph=found[0][2:], characters=found[1] if len(found) > 1 else b"")
    if kind & 0xF == _CHARACTER and found:
        return replace(style, characters=found[0])
    return style
