"""The text boxes (文本框) of a .doc: their texts stand behind all others, and hang on characters of the body."""

from __future__ import annotations

import struct
from bisect import bisect_left
from collections.abc import Iterator

from forms.readers.word.doc_streams import Part, Streams, positions

_BOXES = 6
"""The number of their story."""


class Boxes:
    """Where in the text each box begins and ends, by the character it hangs on."""

    def __init__(self, streams: Streams) -> None:
        offset = sum(streams.stories[:_BOXES])
        places, rest = positions(streams.part(Part.BOXES), 22)
        self._boxes: dict[int, tuple[int, int]] = {}
        # The last one is none.
        for number in range(len(places) - 2):
            (shape,) = struct.unpack_from("<i", rest, 22 * number + 14)
            self._boxes.setdefault(shape, (offset + places[number], offset + places[number + 1]))
        self._anchors, shapes = positions(streams.part(Part.ANCHORS), 26)
        self._shapes = [struct.unpack_from("<i", shapes, 26 * number)[0] for number in range(len(self._anchors) - 1)]

    def anchored(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The boxes that hang on a stretch of the text, each once."""
        for number in range(bisect_left(self._anchors, start), bisect_left(self._anchors, end)):
            if number < len(self._shapes) and (box := self._boxes.pop(self._shapes[number], None)):
                yield box

    def others(self) -> Iterator[tuple[int, int]]:
        """The boxes not yet asked for."""
        while self._boxes:
            yield self._boxes.pop(next(iter(self._boxes)))
