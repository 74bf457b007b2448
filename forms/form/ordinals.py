"""Chinese ordinals of numbered lines and headings: 一、二、…十、十一、…九十九."""

from __future__ import annotations

_DIGITS = "〇一二三四五六七八九"


def ordinal(number: int) -> str:
    """1 → 一, 10 → 十, 23 → 二十三; for 1 to 99."""
    tens, ones = divmod(number, 10)
    if not 0 < number < 100:
        raise ValueError(f"no ordinal for {number}")
    return ("" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十") + (_DIGITS[ones] if ones else "")
