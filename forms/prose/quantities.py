"""Numbers in Chinese text told apart: money, per cent, counts, years, dates, document numbers."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from models.money import UNITS, Fen, NotMoney, parse

Kind = Literal["money", "percent", "count", "year", "date", "document"]

_EVEN = str.maketrans("０１２３４５６７８９．％，：；（）【】［］“”‘’「」", "0123456789.%,:;()[][]" + 6 * '"')
"""Full and half width marks are one and the same; the replacement of a mark is one character too."""
_BLANKS = re.compile(r"[^\S\n\t]+")
_NAME_BRACKETS = re.compile(r"\(([^()\d]{1,3})\)")
"""Short brackets belong to a name, as in 因公出国（境）费, 维修（护）费; longer ones hold an aside."""
ASIDE = re.compile(r"\([^()]*\)")
"""A bracket of a squeezed text."""
_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_PLACES = 2
"""So many decimals an amount in 万元 has."""
_LAST_PLACE: Fen = UNITS["万元"] // 10**_PLACES
_REACH = 4
"""The words right before a number that tell it is only about so much are no longer."""
_ODD = "余多来"
"""Between a number and its unit: the amount is not told to the last digit, 1830余万元."""
_TOKEN = re.compile(
    rf"(?P<document>[〔\[(<]?(?:19|20)\d\d[〕\])>]?第?\d+号)"
    rf"|(?P<date>(?:19|20)\d\d(?:年\d{{1,2}}月(?:\d{{1,2}}日)?|[-/.]\d{{1,2}}[-/.]\d{{1,2}}))"
    rf"|(?P<year>(?<![\d.])(?:19|20)\d\d(?:[-—~至](?:19|20)\d\d)?(?=年|度|预算))"
    rf"|(?P<percent>{_NUMBER}%)"
    rf"|(?P<money>{_NUMBER}[{_ODD}]?(?:[亿万千百]?元(?!素|月|旦|化)|万(?=[,。;、()]|$)))"
    rf"|(?P<count>{_NUMBER}[万亿]?(?:[^\d\W]|℃)?)"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what belongs to it; `start` and `end` are places in the squeezed text.

    `fen` is the amount of money in 分; None for everything else. `number` is the number as printed. `slack` is less
    than what an amount may be off that is only told about: 约1835万元, 1830余万元, 0.18亿元; 0 for one told exactly.
    """

    kind: Kind
    start: int
    end: int
    number: str
    fen: Fen | None = None
    slack: Fen = 0

    @property
    def plain(self) -> str:
        """The number without the marks between its thousands: a per cent may have them, 1,055.4%."""
        return self.number.replace(",", "")

    @property
    def places(self) -> int:
        """How many decimals are printed."""
        return len(self.number.partition(".")[2])

    def agrees(self, fen: Fen) -> bool:
        """Whether the amount is that one, at the precision at which it is told; told to more decimals than amounts
        have it may be that one before it was rounded: 1282.734万元 where the table has 1282.73."""
        if self.fen is None:
            return False
        is_finer = self.places > _PLACES and not fen % _LAST_PLACE
        return within(self.fen - fen, self.slack) or (is_finer and 2 * abs(self.fen - fen) <= _LAST_PLACE)

    def rounds(self, fen: Fen) -> bool:
        """Whether the amount is that one with fewer decimals: 8.3万元 where the table has 8.28."""
        grain = UNITS["万元"] // 10**self.places
        return self.fen is not None and self.places < _PLACES and 2 * abs(self.fen - fen) <= grain


class Nearness(NamedTuple):
    """What tells that an amount is only about so much: right before its number (约), right behind its unit (左右)."""

    before: re.Pattern[str]
    behind: re.Pattern[str]


def within(difference: Fen, slack: Fen) -> bool:
    """Whether amounts that are so far apart are the same when they are told with so much slack; without, exactly."""
    return abs(difference) < slack or not difference


class Squeezed:
    """A text without its blanks, with marks of one width and brackets within names told apart, and the way back.

    The tabs between the cells of a small table stay: two amounts in a row are not one.
    """

    def __init__(self, text: str) -> None:
        self._whole = text
        even = _BLANKS.sub("", text).translate(_EVEN)
        self._home: Sequence[int] = range(len(text))
        if len(even) < len(text):
            self._home = [place for place, mark in enumerate(text) if _BLANKS.match(mark) is None]
        self.text = _NAME_BRACKETS.sub(r"〈\1〉", even)

    @property
    def length(self) -> int:
        """How long the text is as written."""
        return len(self._whole)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the squeezed text stands in the text."""
        return self._home[start], self._home[end - 1] + 1

    def original(self, start: int, end: int) -> str:
        """A stretch of the squeezed text with the marks that were written, but without blanks."""
        return "".join(self._whole[home] for home in self._home[start:end])

    def place(self, home: int) -> int:
        """The place in the squeezed text of the first mark at or behind a place of the text."""
        return bisect_left(self._home, home)


def quantities(squeezed: str, near: Nearness | None = None) -> Iterator[Quantity]:
    """All numbers of a squeezed text, in their order; amounts told about by the words of `near`."""
    for match in _TOKEN.finditer(squeezed):
        kind: Kind = match.lastgroup  # type: ignore[assignment]
        printed = re.match(r"[\d,.]*\d", match[0])
        number = printed[0] if printed else match[0]
        unit = match[0][len(number) :]
        if kind != "money" or (fen := _fen(number, unit)) is None:
            yield Quantity(kind, match.start(), match.end(), number)
            continue
        is_about = unit[:1] in _ODD or (near is not None and _is_near(squeezed, match, near))
        yield Quantity(kind, match.start(), match.end(), number, fen, _slack(number, unit, is_about=is_about))


def _fen(number: str, unit: str) -> Fen | None:
    try:
        return parse(f"{number}{_unit(unit)}")
    except NotMoney:
        return None


def _unit(unit: str) -> str:
    """The unit alone, and whole."""
    unit = unit.lstrip(_ODD)
    return unit if unit.endswith("元") else f"{unit}元"


def _is_near(squeezed: str, match: re.Match[str], near: Nearness) -> bool:
    before = near.before.search(squeezed, max(match.start() - _REACH, 0), match.start())
    return before is not None or near.behind.match(squeezed, match.end()) is not None


def _slack(number: str, unit: str, *, is_about: bool) -> Fen:
    """What the last digit that is told stands for: that of an amount told about, and of one in 亿元."""
    size = UNITS[_unit(unit)]
    whole, _, decimals = number.replace(",", "").partition(".")
    noughts = len(whole) - len(whole.rstrip("0")) if is_about and not decimals and whole.strip("0") else 0
    return size * 10**noughts // 10 ** len(decimals) if is_about or size > UNITS["万元"] else 0
