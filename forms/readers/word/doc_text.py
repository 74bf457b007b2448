"""The text of a .doc: put together from its pieces, and the properties that stand for it in pages of their own."""

from __future__ import annotations

import struct
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from forms.readers import refusals
from forms.readers.word.doc_sprms import (
    CharacterProperties,
    ParagraphProperties,
    character_style,
    characters,
    named_style,
    paragraph,
    resolved,
)
from forms.readers.word.doc_streams import Part, Streams, positions
from forms.readers.word.doc_styles import StyleSheet

MAX_CHARACTERS = 2_000_000
MAX_PIECES = 50_000
MAX_WORK = 1_000_000
"""Runs of characters, and bytes of properties that are read. A real disclosure has a tenth of all these."""

_PAGE = 512
_CHANGES, _PIECES = 1, 2
_NARROW = 1 << 30
_PAGE_NUMBER = (1 << 22) - 1


class _Piece(NamedTuple):
    """A stretch of text in one place of the stream: its bytes begin at `at`, `width` for each character."""

    start: int
    end: int
    at: int
    width: int
    changes: bytes

    def place(self, character: int) -> int:
        return self.at + (character - self.start) * self.width


class PieceText:
    """All characters of a document, those of its body first, as 16-bit units: half of a pair is one too."""

    def __init__(self, file: str, streams: Streams, styles: StyleSheet) -> None:
        self._file = file
        self._data, self._styles = streams.data, styles
        self._pieces = _pieces(file, streams)
        self._starts = [piece.start for piece in self._pieces]
        self.units = "".join(_decoded(streams.main, piece) for piece in self._pieces)
        self._paragraphs = _Pages(streams, Part.PARAGRAPHS, 13)
        self._characters = _Pages(streams, Part.CHARACTERS, 1)
        self._work = MAX_WORK
        self._cached_paragraph = lru_cache(maxsize=4096)(self._paragraph)
        self._cached_characters = lru_cache(maxsize=4096)(self._shown)

    def paragraph(self, mark: int) -> ParagraphProperties:
        """The properties of the paragraph that ends with the character of this number."""
        piece = self._pieces[bisect_right(self._starts, mark) - 1]
        changes, _ = self._paragraphs.find(piece.place(mark))
        return self._cached_paragraph(changes, piece.changes)

    def seen(self, start: int, end: int, style: int) -> Iterator[str]:
        """What can be seen of a stretch of a paragraph of this style. Raises Trouble for a text of too many runs."""
        while start < end:
            self._spend(1)
            piece = self._pieces[bisect_right(self._starts, start) - 1]
            changes, until = self._characters.find(piece.place(start))
            stop = piece.start + max(-(-(until - piece.at) // piece.width), start + 1 - piece.start)
            stop = min(stop, piece.end, end)
            if self._cached_characters(changes, piece.changes, style).is_seen:
                yield self.units[start:stop]
            start = stop

    def _paragraph(self, changes: bytes, later: bytes) -> ParagraphProperties:
        style = int.from_bytes(changes[:2], "little") & 0xFFF
        own = resolved(changes[2:] + later, self._data)
        self._spend(len(own))
        return paragraph(self._styles.paragraph(named_style(own, style)), own)

    def _shown(self, changes: bytes, later: bytes, style: int) -> CharacterProperties:
        own = changes + later
        self._spend(len(own))
        base = self._styles.characters(style)
        named = character_style(own)
        if named is not None and self._styles.characters(named).hidden:
            base = self._styles.characters(named)
        return characters(base, own)

    def _spend(self, work: int) -> None:
        self._work -= work
        if self._work < 0:
            raise refusals.too_large(self._file)


def _pieces(file: str, streams: Streams) -> list[_Piece]:
    content = bytes(streams.part(Part.TEXT))
    changes: list[bytes] = []
    at = 0
    while content[at] == _CHANGES:
        size = int.from_bytes(content[at + 1 : at + 3], "little")
        changes.append(content[at + 3 : at + 3 + size])
        at += 3 + size
    if content[at] != _PIECES:
        raise refusals.damaged(file)
    size = int.from_bytes(content[at + 1 : at + 5], "little")
    places, rest = positions(memoryview(content)[at + 5 : at + 5 + size], 8)
    if len(places) > MAX_PIECES or (places and places[-1] > MAX_CHARACTERS):
        raise refusals.too_large(file)
    pieces = []
    for number, (start, end) in enumerate(pairwise(places)):
        place, later = struct.unpack_from("<2xIH", rest, 8 * number)
        narrow = bool(place & _NARROW)
        place &= _NARROW - 1
        own = changes[later >> 1] if later & 1 else b""
        piece = _Piece(start, end, place // 2 if narrow else place, 1 if narrow else 2, own)
        if end <= start or piece.place(end) > len(streams.main):
            raise refusals.damaged(file)
        pieces.append(piece)
    if not pieces or pieces[0].start:
        raise refusals.damaged(file)
    return pieces


def _decoded(stream: bytes, piece: _Piece) -> str:
    content = stream[piece.at : piece.place(piece.end)]
    if piece.width == 1:
        return content.decode("cp1252", "replace")
    return "".join(map(chr, array("H", content)))


class _Pages:
    """Where properties are found by the place of a character in the stream: on pages, which an index parts."""

    def __init__(self, streams: Streams, part: Part, entry: int) -> None:
        self._stream = streams.main
        self._entry = entry
        self._starts, self._numbers = positions(streams.part(part), 4)
        self._is_paragraph = part == Part.PARAGRAPHS

    def find(self, place: int) -> tuple[bytes, int]:
        """The changes that stand for a place, none where nothing is said, and up to where they do."""
        number = bisect_right(self._starts, place) - 1
        if not 0 <= number < len(self._starts) - 1:
            return b"", self._starts[0] if number < 0 and self._starts else 1 << 32
        (at,) = struct.unpack_from("<I", self._numbers, 4 * number)
        at = (at & _PAGE_NUMBER) * _PAGE
        page = self._stream[at : at + _PAGE]
        count = page[-1] if len(page) == _PAGE else 0
        if 4 * (count + 1) + self._entry * count >= _PAGE:
            return b"", self._starts[number + 1]
        places = struct.unpack_from(f"<{count + 1}I", page)
        run = bisect_right(places, place) - 1
        if not 0 <= run < count:
            return b"", self._starts[number + 1]
        offset = 2 * page[4 * (count + 1) + self._entry * run]
        return self._changes(page, offset) if offset else b"", places[run + 1]

    def _changes(self, page: bytes, offset: int) -> bytes:
        size = page[offset]
        if not self._is_paragraph:
            return page[offset + 1 : offset + 1 + size]
        # Counted in pairs of bytes, itself among them; a zero in front lets the pairs begin behind it.
        if size:
            return page[offset + 1 : offset + 2 * size]
        return page[offset + 2 : offset + 2 + 2 * page[offset + 1]]
