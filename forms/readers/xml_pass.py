"""A part of a package read in one bounded pass that keeps no tree."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import IO, NoReturn
from xml.parsers import expat

from forms.readers import refusals
from forms.readers.bounds import Budget

_CHUNK = 1 << 16
_LONGEST_TAG = 1 << 22
"""Bytes of one tag with its attributes, or of a comment: the parser keeps it whole, and looks at it again and again."""
_DEEPEST = 100
"""No part of a workbook nests so deep; one that does is built to take time."""

Attributes = dict[str, str]
StartStep = Callable[[str, Attributes], None]
EndStep = Callable[[str], None]


class XmlPass:
    """Follows one part; the subclass names the elements it wants, and which text it is after.

    An element is named by its namespace, a blank and its name, an attribute that has a namespace too.
    """

    def __init__(
        self,
        budget: Budget,
        starts: Mapping[str, Callable[[Attributes], None]],
        ends: Mapping[str, Callable[[], None]],
    ) -> None:
        self._budget = budget
        self._starts = starts
        self._ends = ends
        self._sink: list[str] | None = None

    def run(self, part: IO[bytes]) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.StartElementHandler, parser.EndElementHandler = self._steps()
        parser.CharacterDataHandler = self._text
        fed = 0
        while chunk := part.read(_CHUNK):
            parser.Parse(chunk, False)
            self._budget.check()
            fed += len(chunk)
            if fed - parser.CurrentByteIndex > _LONGEST_TAG:
                raise refusals.too_large(self._budget.file)
        parser.Parse(b"", True)

    def _refuse_doctype(self, *_declaration: object) -> NoReturn:
        # No program writes one into a workbook; entities that multiply hide in it.
        raise refusals.with_doctype(self._budget.file)

    def _steps(self) -> tuple[StartStep, EndStep]:
        """What is done where any element starts and where it ends: by far the most calls, so what they need is near."""
        budget, starts, ends = self._budget, self._starts, self._ends
        depth = 0

        def start(tag: str, attributes: Attributes) -> None:
            nonlocal depth
            budget.elements -= 1
            depth += 1
            if depth > _DEEPEST:
                raise refusals.damaged(budget.file)
            step = starts.get(tag)
            if step is not None:
                step(attributes)

        def end(tag: str) -> None:
            nonlocal depth
            depth -= 1
            step = ends.get(tag)
            if step is not None:
                step()

        return start, end

    def _text(self, text: str) -> None:
        if self._sink is not None:
            self._budget.text -= len(text)
            self._sink.append(text)

    def _end_text(self) -> None:
        self._sink = None


class _Begun(Exception):
    """The root element of a part was reached."""


def refuse_doctype(file: str, part: IO[bytes]) -> None:
    """Raises Trouble for a part with a document type, whatever its encoding; what is no XML passes.

    Looks no further than the root element: a document type stands before it.
    """

    def begun(*_: object) -> NoReturn:
        raise _Begun

    def refuse(*_: object) -> NoReturn:
        raise refusals.with_doctype(file)

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler, parser.StartElementHandler = refuse, begun
    chunk, fed = part.read(_CHUNK).lstrip(), 0
    try:
        while chunk:
            parser.Parse(chunk, False)
            fed += len(chunk)
            if fed - parser.CurrentByteIndex > _LONGEST_TAG:
                raise refusals.too_large(file)
            chunk = part.read(_CHUNK)
    except (_Begun, expat.ExpatError):
        return
