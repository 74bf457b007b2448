"""Number formats of workbooks: the words a format code puts around a number, its decimals, the scale it shows it in.

A clerk sees ≥95% where 95 is stored, 3个 where 3 is, and 12.3 where 123000 is shown in 万. What is seen is what counts.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache, partial

from models.money import UNITS

LONGEST = 500
"""Excel itself takes 255 characters; a longer code is not looked into."""

GENERAL = "General"
BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
    5: '"$"#,##0_);("$"#,##0)', 6: '"$"#,##0_);[Red]("$"#,##0)',
    7: '"$"#,##0.00_);("$"#,##0.00)', 8: '"$"#,##0.00_);[Red]("$"#,##0.00)',
    9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "mm-dd-yy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
    18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "m/d/yy h:mm",
    37: "#,##0_);(#,##0)", 38: "#,##0_);[Red](#,##0)",
    39: "#,##0.00_);(#,##0.00)", 40: "#,##0.00_);[Red](#,##0.00)",
    41: r'_(* #,##0_);_(* \(#,##0\);_(* "-"_);_(@_)',
    42: r'_("$"* #,##0_);_("$"* \(#,##0\);_("$"* "-"_);_(@_)',
    43: r'_(* #,##0.00_);_(* \(#,##0.00\);_(* "-"??_);_(@_)',
    44: r'_("$"* #,##0.00_)_("$"* \(#,##0.00\)_("$"* "-"??_)_(@_)',
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mmss.0", 48: "##0.0E+0", 49: "@",
}  # fmt: skip
"""The codes that a workbook names by their numbers alone (ECMA-376, 18.8.30); any other of those is General."""

_NO_DATE = re.compile(r'".*?"|\[(?!hh?\]|mm?\]|ss?\])[^\]]*\]')
"""What says nothing of days in a code: words, colours, languages."""
_DAYS = re.compile(r"(?<![_\\])[dmhys]", re.IGNORECASE)
_DURATION = re.compile(r"\[(?:hh?|mm?|ss?)\]", re.IGNORECASE)
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|(?P<fill>[_*].)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General|G/通用格式)|(?P<digit>[#?0])|(?P<point>\.)|(?P<comma>,)|(?P<percent>%)|(?P<other>.)",
    re.DOTALL,
)
_SECTION = re.compile(r'(?:"[^"]*"|[\\!].|\[[^\]]*\]|[^;])*', re.DOTALL)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_SILENT = re.compile(r"[\s¥￥$€()（）+-]")
"""Signs of currency, brackets and blanks: they say nothing that the number does not."""
_COMPARED: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": operator.gt,
    ">": operator.lt,
    "<=": operator.ge,
    ">=": operator.le,
    "=": operator.eq,
    "<>": operator.ne,
}
"""Whether the limit of a condition stands to a value as the sign says: the limit comes first."""
_DATE_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|\[[^\]]*\]|[_*].|(?P<part>y+|m+|d+|h+|s+)|(?P<other>.)', re.I | re.S
)
_SHORT_UNITS = {"万": "万元", "亿": "亿元"}


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """What a format makes of a number: `before` and `after` it the words, so many `places` (None leaves them open), at
    least so many `digits` before the point, and the value divided by ten to the power of `scale`."""

    places: int | None = None
    digits: int = 1
    percent: bool = False
    scale: int = 0
    before: str = ""
    after: str = ""

    @property
    def unit(self) -> str | None:
        """The unit of money that stands behind the number, if one does."""
        word = _SHORT_UNITS.get(self.after, self.after)
        return word if word in UNITS else None


OPEN = NumberFormat()
"""A number is shown as it is."""


def number_format(code: str, value: Decimal) -> NumberFormat:
    """What the format code makes of a value.

    Sections with a condition ([>=10000]) are told apart by it; otherwise the first section speaks for all: the second
    one only writes the minus in another way. A code that puts more between the digits than a point is left open.
    """
    sections = _sections(code)
    return next((made for holds, made in sections if holds(value)), sections[-1][1])


@lru_cache(maxsize=1024)
def _sections(code: str) -> list[tuple[Callable[[Decimal], bool], NumberFormat]]:
    if len(code) > LONGEST:
        return [(_always, OPEN)]
    sections = [found[0] for found in _SECTION.finditer(code) if found[0]]
    return [(_condition(section), _FormatSection(section).format) for section in sections] or [(_always, OPEN)]


def _always(_value: Decimal) -> bool:
    return True


def _condition(section: str) -> Callable[[Decimal], bool]:
    """For which values a section is meant."""
    for part in re.findall(r"\[([^\]]*)\]", section):
        if found := _CONDITION.fullmatch(part):
            return partial(_COMPARED[found[1]], Decimal(found[2]))
    return _always


class _FormatSection:
    """Reads one section from left to right."""

    def __init__(self, section: str) -> None:
        self._whole = self._decimals = ""
        self._words = ["", ""]
        self._commas = 0
        self._point = ""
        self._percent = self._unclear = False
        for found in _TOKEN.finditer(section):
            self._take(found.lastgroup or "", found[0], found[found.lastgroup or 0])
        self.format = self._made()

    @property
    def _begun(self) -> bool:
        return bool(self._whole or self._decimals or self._point)

    def _take(self, kind: str, token: str, text: str) -> None:
        match kind:
            case "digit" if self._words[1] or self._percent:
                self._unclear = True
            case "digit" if self._point:
                self._decimals += text
                self._commas = 0
            case "digit":
                self._whole += text
                self._commas = 0
            case "general":
                self._whole, self._unclear = "#", self._begun
                self._decimals = "#"
            case "point":
                self._unclear = self._unclear or bool(self._point)
                self._point = "."
            case "comma":
                self._commas += self._begun
            case "percent":
                self._percent = True
            case "quoted" | "escaped" if text == "." and self._whole and not self._point and not self._words[1]:
                # 0!.0 and 0"."0000: the point is only drawn, so the number is shown so many places smaller.
                self._point = "drawn"
            case "quoted" | "escaped":
                self._words[self._begun] += text
            case "other" if not token.isascii():
                self._words[self._begun] += token
            case "other" if not _SILENT.fullmatch(token):
                self._unclear = True

    def _made(self) -> NumberFormat:
        if self._unclear or not self._begun:
            return OPEN
        before, after = (_SILENT.sub("", word) for word in self._words)
        scale = 3 * self._commas + (len(self._decimals) if self._point == "drawn" else 0)
        places = len(self._decimals) if set(self._decimals) <= {"0"} else None
        return NumberFormat(places, self._whole.count("0"), self._percent, scale, before, after)


@lru_cache(maxsize=1024)
def is_date(code: str) -> bool:
    """Whether a format code shows a number as a day or a time of the day; how long something takes is neither."""
    first = code.partition(";")[0]
    return code != GENERAL and bool(_DAYS.search(_NO_DATE.sub("", first))) and not _DURATION.search(first)


def date_words(code: str, day: date) -> str | None:
    """A day in a format that shows only a part of it among words, as a person sees it: 12月底 for m"月底".

    None for any other format: a day that is shown whole is written in one way throughout the program.
    """
    pieces, shown, has_words = [], "", False
    for found in _DATE_TOKEN.finditer(code.partition(";")[0]):
        if part := found["part"]:
            shown += part[0].lower()
            number = {"y": day.year, "m": day.month, "d": day.day}.get(part[0].lower(), 0)
            pieces.append(str(number).zfill(len(part))[-max(len(part), 2) :] if part[0] not in "yY" else str(number))
        elif word := found["quoted"] or found["escaped"] or found["other"]:
            has_words = has_words or not word.isascii()
            pieces.append(word)
    return "".join(pieces) if has_words and set(shown) < set("ymd") else None
