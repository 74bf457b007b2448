"""The two products of one state: 公开版 for the web site, 送签版 to be printed, signed and kept; their days and marks.

No day of the computer stands in either: what leaves the office has the same bytes whenever and wherever it is made.
"""

from __future__ import annotations

from datetime import date, datetime, time
from enum import StrEnum

from forms.document.document import Document
from forms.signing.dates import read_day
from forms.signing.states import LOCKED
from models.records import State

DRAFT, FOR_SIGNING = "草稿", "送签稿"
_DAYS = ("published", "approved")
"""The fields of the profile that give the day, the first that is known."""


class Product(StrEnum):
    """What an export makes; the values are words of the command line."""

    PUBLIC = "公开"
    SIGNING = "送签"

    @property
    def words(self) -> str:
        """公开版 or 送签版."""
        return f"{self.value}版"


def day_of(document: Document) -> date | None:
    """The day of the publication, or of the approval: its month stands on the cover. None when neither is known."""
    days = (read_day(document.profile(name)) for name in _DAYS)
    return next((day for day in days if day is not None), None)


def month_words(document: Document) -> str:
    """2024年2月; nothing when no day is known."""
    day = day_of(document)
    return f"{day.year}年{day.month}月" if day else ""


def moment_of(document: Document) -> datetime:
    """What the properties of a file give as its time: the same day, or the first of the budget year."""
    return datetime.combine(day_of(document) or date(document.head.year, 1, 1), time())


def mark_of(document: Document, product: Product) -> str:
    """What every page says of a disclosure that is not settled: 草稿; 送签稿 where it was reviewed, in that product."""
    if document.head.state in LOCKED:
        return ""
    return FOR_SIGNING if product is Product.SIGNING and document.head.state == State.REVIEWED else DRAFT
