"""Days as the clerk writes them: 2024年1月20日, 2024-1-20, 2024.1.20, 2024/1/20, 20240120."""

from __future__ import annotations

import re
from datetime import date

_DAY = re.compile(r"(\d{4})\s*[-年./]\s*(\d{1,2})\s*[-月./]\s*(\d{1,2})\s*日?|(\d{4})(\d{2})(\d{2})")


def read_day(text: str) -> date | None:
    """The day a text names, and nothing else; None when it names none that the calendar has."""
    found = _DAY.fullmatch(text.strip())
    if found is None:
        return None
    year, month, day = (int(number) for number in found.groups() if number)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def day_words(day: date) -> str:
    """2024年1月20日: month and day without a leading zero, as in official papers."""
    return f"{day.year}年{day.month}月{day.day}日"
