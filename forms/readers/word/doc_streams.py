"""The streams of a .doc as Word 97 and all later ones write it ([MS-DOC]), and where in them everything stands."""

from __future__ import annotations

import struct
from array import array
from enum import IntEnum

import olefile

from forms.readers import refusals

MAX_STREAM_BYTES = 24 * 1024 * 1024
"""Of the streams with the text and its properties, in all. A disclosure takes half a megabyte."""

_WORD_97 = 0xC1
_ENCRYPTED, _OTHER_TABLE = 0x0100, 0x0200
_COUNTS_AT, _COUNTS = 0x4C, 8
_PARTS_AT = 0x9A
"""The head of the main stream has a fixed size up to here, where the places of all parts begin."""


class Part(IntEnum):
    """The parts that are read, by their number in the head of the main stream."""

    STYLES = 1
    SECTIONS = 6
    CHARACTERS = 12
    PARAGRAPHS = 13
    TEXT = 33
    ANCHORS = 40
    BOXES = 56
    LISTS = 73
    LIST_USES = 74


class Streams:
    """The content of the container: `main` with the text, `data` with what did not fit where it belongs.

    `stories` are how many characters each story has: the body, footnotes, headers, an unused one, comments, endnotes,
    text boxes of the body, those of the headers. Raises Trouble for a file with a password, for one of Word 95 and
    before, and for one too large; anything at all for a damaged one.
    """

    def __init__(self, file: str, content: bytes) -> None:
        with olefile.OleFileIO(content) as container:
            sizes = {name: container.get_size(name) for name in _STREAMS if container.exists(name)}
            if sum(sizes.values()) > MAX_STREAM_BYTES:
                raise refusals.too_large(file)
            streams = {name: container.openstream(name).read() for name in sizes}
            # Old files keep pictures among the text's companions: what is never asked for is not looked into.
            self.main = streams["WordDocument"]
            version, flags = struct.unpack_from("<2xH6xH", self.main)
            if flags & _ENCRYPTED:
                raise refusals.encrypted(file)
            if version < _WORD_97:
                raise refusals.foreign(file, " Word 95 或更早的文档", refusals.SAVE_AS_DOCX)
            self.data = streams.get("Data", b"")
            self._table = streams["1Table" if flags & _OTHER_TABLE else "0Table"]
        self.stories: tuple[int, ...] = struct.unpack_from(f"<{_COUNTS}I", self.main, _COUNTS_AT)

    def part(self, part: Part, trailing: bool = False) -> memoryview:
        """The bytes of a part, none when the file has no such part; `trailing` takes what stands behind it too."""
        start, size = struct.unpack_from("<II", self.main, _PARTS_AT + 8 * part)
        end = len(self._table) if trailing and size else start + size
        return memoryview(self._table)[start:end]


_STREAMS = ("WordDocument", "0Table", "1Table", "Data")


def positions(plc: memoryview, size: int) -> tuple[array[int], memoryview]:
    """The places that a list of pieces (PLC) parts, one more than there are pieces, and the pieces of `size` bytes."""
    count = max(len(plc) - 4, 0) // (4 + size)
    places = array("I")
    if count:
        places.frombytes(plc[: 4 * count + 4])
    return places, plc[4 * count + 4 :]
