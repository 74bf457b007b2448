"""Reading the code of a row: in one cell, spaced out, or with its 类, 款 and 项 in columns of their own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from forms.document.entries import split_code
from forms.readers import Grid, GridCell

_SPACED = re.compile(r"^(\d)\s*(\d\d)[\s.-]+(?!00)(\d\d)(?:[\s.-]+(?!00)(\d\d))?(?!\d)")
"""206 01 01, 2 06 01 01 and 206-01-01; a 款 or 项 00 does not exist, but amounts do."""
_JOINT = re.compile(r"^[-—_|:、.]+\s*")
"""What joins a code and its name: 2060101-行政运行."""
_LEVELS = (0, 3, 5)
"""Where in a code its 类, its 款 and its 项 begin."""


class CodeReader:
    """Reads the codes of a table from its columns of codes; a part left blank is that of the row above."""

    def __init__(self, places: Sequence[int], above: str = "") -> None:
        self._places = places
        self.above = above

    def read(self, grid: Grid, row: int) -> tuple[str, str]:
        """The code of a row, and what stands in its cells besides; the code is blank when there is none."""
        cells = [grid.spread(row, place) for place in self._places]
        texts = [_digits(cell) if cell else "" for cell in cells]
        if len(texts) > 1 and any(texts) and all(text.isdigit() for text in texts if text):
            self.above = self._together(texts)
            return self.above, ""
        return code_and_name("".join(texts))

    def _together(self, parts: Sequence[str]) -> str:
        """One code of the parts, which may have lost leading zeros, or may each be the whole code down to there."""
        last = max(level for level, part in enumerate(parts) if part)
        code = ""
        for start, part in zip(_LEVELS, parts[: last + 1], strict=False):
            width = 2 if start else 3
            if not part:
                part = self.above[start : start + width]
            code = part if start and len(part) > width else code + part.zfill(width)
        return code


def code_and_name(text: str) -> tuple[str, str]:
    """The code in front of a text, and the rest; the code is blank when there is none."""
    code, rest = split_code(_closed_up(text))
    return code, _JOINT.sub("", rest) if code else rest


def _closed_up(text: str) -> str:
    """A text whose code in front is written in one."""
    bare = unicodedata.normalize("NFKC", text).strip()
    return _SPACED.sub(lambda found: "".join(filter(None, found.groups())) + " ", bare)


def _digits(cell: GridCell) -> str:
    if cell.number is not None and cell.number == int(cell.number):
        return str(int(cell.number))
    return _closed_up(cell.text).strip()
