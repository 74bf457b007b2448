"""Bound numbers in written text: a field `⟦slot⟧` in what is kept, its words in what is read.

The text of a section is kept with its fields. What the clerk, the reader and the checks see is the text with every
field filled in; so a bound number changes with its cell and cannot differ from it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

OPEN, CLOSE = "⟦", "⟧"
_FIELD = re.compile(f"{OPEN}([^{OPEN}{CLOSE}\\n]+){CLOSE}")


@dataclass(frozen=True, slots=True)
class Field:
    """One field in a text: its slot, where its words begin and end, and where it stands in what is kept."""

    slot: str
    start: int
    end: int
    kept_start: int
    kept_end: int


@dataclass(frozen=True, slots=True)
class Filled:
    """A text with its fields filled in."""

    text: str
    fields: tuple[Field, ...]
    kept: str

    def rewritten(self, span: tuple[int, int], words: str) -> str:
        """What is kept once other words stand in the place of a passage; fields it touches become those words."""
        start, end = span
        touched = [f for f in self.fields if f.start < end and start < f.end]
        first, last = self.kept_place(start), self.kept_place(end)
        for field in touched:
            # A field cannot be changed in part: what stands before or behind the passage in it becomes free text.
            if field.start < start:
                first, words = field.kept_start, self.text[field.start : start] + words
            if field.end > end:
                last, words = field.kept_end, words + self.text[end : field.end]
        return self.kept[:first] + words + self.kept[last:]

    def kept_place(self, position: int) -> int:
        """Where a position of the text lies in what is kept; the inside of a field counts as its beginning."""
        shift = 0
        for field in self.fields:
            if field.end > position:
                break
            shift = field.kept_end - field.end
        return position + shift


def fill(kept: str, words: Callable[[str], str]) -> Filled:
    """Fill in every field of a kept text; `words` gives what stands for a slot."""
    if OPEN not in kept:
        return Filled(kept, (), kept)
    pieces: list[str] = []
    fields: list[Field] = []
    length = position = 0
    for match in _FIELD.finditer(kept):
        before = kept[position : match.start()]
        filled = words(match[1])
        start = length + len(before)
        length = start + len(filled)
        fields.append(Field(match[1], start, length, match.start(), match.end()))
        pieces += (before, filled)
        position = match.end()
    pieces.append(kept[position:])
    return Filled("".join(pieces), tuple(fields), kept)


def field(slot: str) -> str:
    """How a field with that slot is kept."""
    return f"{OPEN}{slot}{CLOSE}"
