"""The text of the 情况说明 in the PDF: title, headings and justified paragraphs, line by line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from forms.write.page.fonts import Role
from forms.write.page.paper import PORTRAIT, Frame
from forms.write.page.ranks import Rank, leads_over
from forms.write.pdf.strips import PlacedStrip, Strip
from forms.write.pdf.type import MIDDLE, Lines, Pen, width, wrap_evenly, wrap_paragraph

SIZE = 16.0  # 三号
PITCH = PORTRAIT.height / 22
"""GB/T 9704: 22 lines on a page."""
_TITLE_SIZE = 22.0  # 二号
_TITLE_PITCH = 34.0
_LARGEST_SPACING = 0.3
"""How far characters are moved apart to justify a line, in type sizes; a line that wants more stays ragged."""
CLOSER = 0.3
"""How far characters are moved together, in points, where that saves a line and the line a page."""
_FACES: Mapping[Rank, Role] = {0: "fang", 1: "hei", 2: "kai", 3: "fang"}
_BEFORE_YEAR = re.compile(r"(?<=.)(?=\d{4}年)")


class TextBlock(NamedTuple):
    """Lines of one text. `indent` is that of the first line; `centred` lines are not justified, `bold` ones thicker,
    the characters of `closer` ones moved together."""

    frame: Frame
    lines: Lines
    strips: Sequence[Strip]
    role: Role
    size: float
    indent: float = 0.0
    centred: bool = False
    bold: bool = False
    closer: bool = False

    def draw(self, pen: Pen, placed: Sequence[PlacedStrip]) -> None:
        """Those lines of the text that stand on the page."""
        for number, top, bottom in placed:
            if number >= len(self.lines):
                continue  # the white below
            y = (top + bottom) / 2 - MIDDLE * self.size
            line = self.lines[number]
            if self.centred:
                pen.write(self.frame.centre, y, line, self.role, self.size, "center")
                continue
            indent = 0.0 if number else self.indent
            last = number == len(self.lines) - 1
            spacing = self._spacing(line, self.frame.width - indent)
            spacing = min(spacing, 0.0) if last else spacing
            pen.write(self.frame.left + indent, y, line, self.role, self.size, spacing=spacing, bold=self.bold)

    def _spacing(self, line: str, room: float) -> float:
        """What is put between the characters so that the line ends at the right edge."""
        spare = (room - width(line, self.role, self.size)) / max(len(line) - 1, 1)
        return spare if spare <= _LARGEST_SPACING * self.size else 0.0


def title(text: str, frame: Frame) -> TextBlock:
    """The title over the text, with a blank line under it; a long one breaks between the unit and the year."""
    parts = [text] if width(text, "title", _TITLE_SIZE) <= frame.width else _BEFORE_YEAR.split(text, maxsplit=1)
    lines = tuple(line for part in parts for line in wrap_evenly(part, "title", _TITLE_SIZE, frame.width))
    strips = (*(Strip(_TITLE_PITCH, keep=True) for _ in lines), Strip(PITCH))
    return TextBlock(frame, lines, strips, "title", _TITLE_SIZE, centred=True)


def heading(text: str, frame: Frame, rank: Rank = 1) -> TextBlock:
    """A heading, which stays with what follows: 一、 in 黑体, （一） in 楷体, 1. in bold 仿宋."""
    role = _FACES[rank]
    lines = wrap_paragraph(text, role, SIZE, frame.width, 2 * SIZE)
    strips = tuple(Strip(PITCH, keep=True) for _ in lines)
    return TextBlock(frame, lines, strips, role, SIZE, 2 * SIZE, bold=rank == 3)


def paragraph(text: str, frame: Frame, *, tight: bool = False) -> TextBlock:
    """A paragraph: no single line of it stands alone on a page, and what leads over to the next has that below.

    With `tight` its characters move together a little where that saves a line.
    """
    lines = wrap_paragraph(text, "fang", SIZE, frame.width, 2 * SIZE)
    closer = False
    if tight and len(lines) > 1:
        more = CLOSER * (frame.width / SIZE - 3)
        fewer = wrap_paragraph(text, "fang", SIZE, frame.width + more, 2 * SIZE)
        closer = len(fewer) < len(lines)
        lines = fewer if closer else lines
    keeps = [number in (0, len(lines) - 2) and len(lines) > 1 for number in range(len(lines))]
    if len(lines) == 1 and leads_over(text):
        keeps = [True]
    return TextBlock(frame, lines, tuple(Strip(PITCH, keep) for keep in keeps), "fang", SIZE, 2 * SIZE, closer=closer)
