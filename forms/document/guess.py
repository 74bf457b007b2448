"""What may have happened when one number stands where another should: swapped digits, a wrong digit, a wrong unit."""

from __future__ import annotations

from models.money import Fen, show

_UNIT_SLIP = 10_000


def guess(found: Fen | None, expected: Fen | None) -> str:
    """The likely slip in Chinese words, or blank when nothing suggests itself."""
    if not found or not expected or found == expected:
        return ""
    if found == expected * _UNIT_SLIP or expected == found * _UNIT_SLIP:
        return "相差一万倍，像是把元和万元弄混"
    for times in (10, 100, 1000):
        if found == expected * times or expected == found * times:
            return "像是小数点错位"
    if found == -expected:
        return "正负号相反"
    return slip_of_digits(show(found), show(expected))


def slip_of_digits(found: str, expected: str) -> str:
    """The likely slip by which one printed number became another, blank when nothing suggests itself."""
    if len(found) == len(expected):
        wrong = [i for i, (a, b) in enumerate(zip(found, expected, strict=True)) if a != b]
        if len(wrong) == 1:
            return "像是错了一位数字"
        if len(wrong) == 2 and found[wrong[0]] == expected[wrong[1]] and found[wrong[1]] == expected[wrong[0]]:
            return "像是两位数字颠倒"
    if _one_missing(found, expected):
        return "像是漏写一位数字"
    if _one_missing(expected, found):
        return "像是多写一位数字"
    return ""


def telling_digits(fen: Fen) -> int:
    """How many digits of an amount are no noughts at its ends: one that has many is not met by chance."""
    return len(show(fen).replace(".", "").strip("0"))


def _one_missing(short: str, long: str) -> bool:
    return len(short) + 1 == len(long) and any(short == long[:i] + long[i + 1 :] for i in range(len(long)))
