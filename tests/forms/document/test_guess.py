"""What may have happened when one number stands where another should."""

from __future__ import annotations

import pytest

from forms.document.guess import guess
from models.money import parse


@pytest.mark.parametrize(
    ("found", "expected", "words"),
    [
        ("8250.28", "8205.28", "像是两位数字颠倒"),
        ("2305.28", "2305.27", "像是错了一位数字"),
        ("230.27", "2305.27", "像是漏写一位数字"),
        ("23055.27", "2305.27", "像是多写一位数字"),
        ("230.527", "2305.27", "像是小数点错位"),
        ("230527", "2305.27", "像是小数点错位"),
        ("23052700", "2305.27", "相差一万倍，像是把元和万元弄混"),
        ("0.230527", "2305.27", "相差一万倍，像是把元和万元弄混"),
        ("-48", "48", "正负号相反"),
        ("2305.27", "2305.27", ""),
        ("1000.00", "2305.27", ""),
        ("5320.27", "2305.27", ""),
        ("", "2305.27", ""),
        ("0", "2305.27", ""),
        ("2305.27", "0", ""),
    ],
)
def test_guess(found: str, expected: str, words: str) -> None:
    assert guess(parse(found), parse(expected)) == words
