"""Years of last year's text moved on by one, where they mean the budget year or the year it is compared with."""

from __future__ import annotations

import re
from collections.abc import Iterable

_BUDGET = r"(?<![\d〔\[【(（<号]){year}(?=\s*(?:年|预算))"
"""The budget year; not in the number of a document, and not in a name that follows one (〔2023〕133号2024年…资金)."""
_COMPARED = r"(?:(?<=[与较比同])|(?<=[与较比同] )){before}(?=\s*(?:年|预算))"
_CLOSED = r"(?<!\d){before}(?=\s*年\s*末|\s*年\s*12\s*月\s*31\s*日|-12-31|\s*年?\s*预算)"
"""The year before, where it is compared with, or where its end is meant (上年末, 截止时间)."""


def moved_on(text: str, year: int, names: Iterable[str] = ()) -> str:
    """The text of the budget year `year` as the next year would say it; `names` of projects keep their years."""
    kept = "|".join([r"《[^》]*》", *(re.escape(name) for name in sorted(names, key=len, reverse=True) if name)])
    years = "|".join(part.format(year=year, before=year - 1) for part in (_BUDGET, _COMPARED, _CLOSED))
    return re.sub(f"{kept}|(?P<year>{years})", lambda m: str(int(m[0]) + 1) if m["year"] else m[0], text)
