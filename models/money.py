"""Money: whole numbers of 分, their text in 元 or 万元, and the one way of rounding.

`None` is blank and never zero. 0.000001 万元 is one 分, so every amount a form prints is held exactly.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

Fen = int
"""An amount in 分."""

UNITS: dict[str, Fen] = {"元": 100, "百元": 10_000, "千元": 100_000, "万元": 1_000_000, "亿元": 10_000_000_000}
"""The words of money a head or an entry may carry, each with its 分."""

_SHORT = ("万", "亿")
"""What is written behind a number for 万元 and 亿元."""
_LIMIT = 9_000_000_000_000_000_000
"""SQLite's integers end here; no budget does."""

_DASHES = frozenset({"-", "—", "——", "－", "--", "–", "/", "——　", "无"})
_WIDE = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {ord("￥"): "¥", 0x3000: " ", ord("’"): "'"}
"""Full-width forms, and no others: ² and ② look like digits and are none."""
_BELOW_ZERO = ("△", "▲")
"""Printed before an amount below zero."""
_MINUS = re.compile(r"[\u2010-\u2013\u2212\ufe63](?=[\d.])")
"""What looks like a minus sign before a number."""
_GROUPED = re.compile(r"(?<![\d.,'_])\d{1,3}(?:([,'_]|[^\S\n])\d{3})(?:\1\d{3})*(?![\d,'_])")
"""Digits parted by threes, always by the same sign."""
_LOOSE_BLANKS = re.compile(r"(?<![\d.])\s+|\s+(?![\d.])")
"""Blanks that part no two numbers."""
_NUMBER = re.compile(r"[+-]?(\d+(?:\.\d*)?|\.\d+)")
_SUM = re.compile(r"[+\-*/]?[^+\-*/]+")
_UNCLEAR = re.compile(r"\d[\s,'_]+[\d.]")


class NotMoney(ValueError):
    """A text that is no amount; the message says why, in Chinese, for the clerk."""


def parse(text: str, unit: str = "万元") -> Fen | None:
    """The amount that a person typed or a cell holds, in 分; None for a blank or a dash.

    Takes full-width digits, separators between threes of digits, a trailing 元/万元/万/亿元/亿 (which wins over
    `unit`), `(12.5)` and `△12.5` as minus, `。` as the decimal point, and short sums such as `12.5+3` or `1200/4`.
    Raises NotMoney when the text is anything else or the amount is finer than one 分.
    """
    plain = _LOOSE_BLANKS.sub("", _GROUPED.sub(lambda found: re.sub(r"\D", "", found[0]), folded(text).strip()))
    if _UNCLEAR.search(plain):
        raise NotMoney(f"“{text.strip()}”的小数点和千分位用法不清楚，请写成 1234.50 的样子")
    if not plain or plain in _DASHES:
        return None
    plain, size = _strip_unit(plain.removeprefix("=").lstrip("¥￥"), unit)
    if plain.startswith(_BELOW_ZERO):
        plain = "-" + plain[1:]
    if plain.startswith("(") and plain.endswith(")"):
        plain = "-" + plain[1:-1]
    return _exact(_calculate(plain, text) * size, text)


def folded(text: str) -> str:
    """The text with full-width forms, look-alike minus signs and `。` as they are usually written in a number."""
    return _MINUS.sub("-", text.translate(_WIDE)).replace("。", ".")


def from_number(number: Decimal, unit: str = "万元") -> tuple[Fen, bool]:
    """A number met in a workbook as 分, and whether it had to be rounded to whole 分."""
    scaled = number * UNITS[unit]
    if abs(scaled) > _LIMIT:
        raise NotMoney(f"数字 {number} 太大，不像是一个金额")
    fen = to_integer(scaled)
    return fen, scaled != fen


def to_integer(value: Decimal) -> int:
    """The one rounding of the program: half away from zero (四舍五入)."""
    return int(value.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def show(fen: Fen | None, unit: str = "万元", places: int = 2) -> str:
    """The amount as text in `unit`: at least `places` decimals, more when the amount has more; blank for None."""
    if fen is None:
        return ""
    size = UNITS[unit]
    whole, rest = divmod(abs(fen), size)
    digits = str(rest).zfill(len(str(size)) - 1).rstrip("0") if rest else ""
    text = f"{whole}.{digits.ljust(places, '0')}" if digits or places else str(whole)
    return "-" + text if fen < 0 else text


def in_unit(fen: Fen, unit: str = "万元") -> Decimal:
    """The amount as an exact decimal number of `unit`, for files that need a number."""
    return Decimal(fen) / UNITS[unit]


def _strip_unit(plain: str, unit: str) -> tuple[str, Fen]:
    for word in sorted(UNITS, key=len, reverse=True):
        if plain.endswith(word):
            return plain[: -len(word)], UNITS[word]
    for word in _SHORT:
        if plain.endswith(word):
            return plain[: -len(word)], UNITS[f"{word}元"]
    return plain, UNITS[unit]


def _calculate(plain: str, original: str) -> Decimal:
    """A number, or a short sum read from left to right with × and ÷ binding closer."""
    total, product, sign = Decimal(0), None, "+"
    pieces = _SUM.findall(plain)
    if "".join(pieces) != plain or not pieces:
        raise NotMoney(f"“{original.strip()}”不是数字，请只填数字")
    for piece in pieces:
        operator, digits = (piece[0], piece[1:]) if piece[0] in "+-*/" else ("+", piece)
        if not _NUMBER.fullmatch(digits):
            raise NotMoney(f"“{original.strip()}”不是数字，请只填数字")
        value = Decimal(digits)
        if operator in "+-":
            total, product, sign = _add(total, product, sign), value, operator
        elif product is None or (operator == "/" and value == 0):
            raise NotMoney(f"“{original.strip()}”算不出结果，请检查算式")
        else:
            product = product * value if operator == "*" else product / value
    return _add(total, product, sign)


def _add(total: Decimal, product: Decimal | None, sign: str) -> Decimal:
    if product is None:
        return total
    return total + product if sign == "+" else total - product


def _exact(value: Decimal, original: str) -> Fen:
    try:
        fen = to_integer(value)
    except InvalidOperation:
        raise NotMoney(f"“{original.strip()}”太大，不像是一个金额") from None
    if abs(fen) > _LIMIT:
        raise NotMoney(f"“{original.strip()}”太大，不像是一个金额")
    if fen != value:
        raise NotMoney(f"“{original.strip()}”的小数位太多，最细只能到分")
    return fen
