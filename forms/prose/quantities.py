"""Numbers in Chinese text told apart: money, per cent, counts, years, dates, document numbers."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from models.money import Fen, NotMoney, parse

Kind = Literal["money", "percent", "count", "year", "date", "document"]

_EVEN = str.maketrans("０１２３４５６７８９．％，：；（）【】［］“”‘’「」", "0123456789.%,:;()[][]" + 6 * '"')
"""Full and half width marks are one and the same; the replacement of a mark is one character too."""
_NAME_BRACKETS = re.compile(r"\(([^()\d]{1,3})\)")
"""Short brackets belong to a name, as in 因公出国（境）费, 维修（护）费; longer ones hold an aside."""
_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_TOKEN = re.compile(
    rf"(?P<document>[〔\[(<]?(?:19|20)\d\d[〕\])>]?第?\d+号)"
    rf"|(?P<date>(?:19|20)\d\d(?:年\d{{1,2}}月(?:\d{{1,2}}日)?|[-/.]\d{{1,2}}[-/.]\d{{1,2}}))"
    rf"|(?P<year>(?<![\d.])(?:19|20)\d\d(?:[-—~至](?:19|20)\d\d)?(?=年|度|预算))"
    rf"|(?P<percent>{_NUMBER}%)"
    rf"|(?P<money>{_NUMBER}(?:[亿万千百]?元(?!素|月|旦)|万(?=[,。;、()]|$)))"
    rf"|(?P<count>{_NUMBER}[万亿]?(?:[^\d\W]|℃)?)"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what belongs to it; `start` and `end` are places in the squeezed text.

    `fen` is the amount of money in 分; None for everything else. `number` is the number as printed.
    """

    kind: Kind
    start: int
    end: int
    number: str
    fen: Fen | None = None

    @property
    def places(self) -> int:
        """How many decimals are printed."""
        return len(self.number.partition(".")[2])


class Squeezed:
    """A text without its blanks, with marks of one width and brackets within names told apart, and the way back.

    The tabs between the cells of a small table stay: two amounts in a row are not one.
    """

    def __init__(self, text: str) -> None:
        self._whole = text
        self._home = [place for place, mark in enumerate(text) if not mark.isspace() or mark in "\n\t"]
        even = "".join(text[place] for place in self._home).translate(_EVEN)
        self.text = _NAME_BRACKETS.sub(r"〈\1〉", even)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the squeezed text stands in the text."""
        return self._home[start], self._home[end - 1] + 1

    def original(self, start: int, end: int) -> str:
        """A stretch of the squeezed text with the marks that were written, but without blanks."""
        return "".join(self._whole[home] for home in self._home[start:end])

    def place(self, home: int) -> int:
        """The place in the squeezed text of the first mark at or behind a place of the text."""
        return bisect_left(self._home, home)


def quantities(squeezed: str) -> Iterator[Quantity]:
    """All numbers of a squeezed text, in their order."""
    for match in _TOKEN.finditer(squeezed):
        kind: Kind = match.lastgroup  # type: ignore[assignment]
        printed = re.match(r"[\d,.]*\d", match[0])
        number = printed[0] if printed else match[0]
        yield Quantity(kind, match.start(), match.end(), number, _fen(match[0]) if kind == "money" else None)


def _fen(printed: str) -> Fen | None:
    try:
        return parse(printed if printed.endswith("元") else f"{printed}元")
    except NotMoney:
        return None
