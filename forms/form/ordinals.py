"""Chinese ordinals of numbered lines and headings: 一、二、…十、十一、…九十九."""

from __future__ import annotations

import re

HAN = "一二三四五六七八九十"
"""The numerals, as the content of a set of a pattern."""
LINE_NUMBER = rf"[(（〈]?[{HAN}\d]{{1,3}}[)）〉、.．]"
"""A pattern for the number that a line begins with: 一、 2. （三） 4); 〈〉 are the brackets of a squeezed text."""
LEAD = re.compile(rf"^{LINE_NUMBER}\s*")
"""The number of a heading or of a line of a table, with what stands behind it: 一、, （一）, 1. ."""
LOOSE_NUMBER = re.compile(rf"^[（(]?[{HAN}\d]+[)）、.．]?\s*")
"""The number before a short heading, its marks there or not: （一）总体绩效目标, 1总体绩效目标."""

_DIGITS = f"〇{HAN[:-1]}"


def ordinal(number: int) -> str:
    """1 → 一, 10 → 十, 23 → 二十三; for 1 to 99."""
    tens, ones = divmod(number, 10)
    if not 0 < number < 100:
        raise ValueError(f"no ordinal for {number}")
    return ("" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十") + (_DIGITS[ones] if ones else "")


def numbered(pattern: str, number: int) -> str:
    """How a form writes the number of a line: `{ordinal}、` gives 一、, `{number}. ` 1. ."""
    return pattern.replace("{ordinal}", ordinal(number)).replace("{number}", str(number))


def number_pattern(line: str) -> str:
    """How the number in front of a line is written, as `numbered` takes it; blank where there is none."""
    lead = LEAD.match(line)
    return re.sub(rf"[{HAN}]+", "{ordinal}", re.sub(r"\d+", "{number}", lead[0])) if lead else ""


_NUMBERS = {ordinal(number): number for number in range(1, 100)}


def number_of(text: str) -> int | None:
    """二十三 → 23, 7 → 7: what `ordinal` gives, or digits; None for any other word."""
    return int(text) if text.isdecimal() else _NUMBERS.get(text)
