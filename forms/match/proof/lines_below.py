"""What stands under a table and is no row of it: notes, signatures, dates, telephone numbers."""

from __future__ import annotations

import re
import unicodedata

from forms.match.text.reading_words import reading_words

_DATE_OR_TELEPHONE = re.compile(
    r"(?:20\d\d|二[〇○零]二\w)[年./-][\d一二三四五六七八九十]{1,3}[月./-]?(?:[\d一二三四五六七八九十]{1,3}日?)?"
    r"|[（(]?0\d{2,3}[)）]?[-—]?\d{7,8}(?:[、,，/].*)?|1[3-9]\d{9}"
)


def is_note(text: str) -> bool:
    """Whether a text is a note under a table."""
    return bool(reading_words().note.search(text))


def is_signature(text: str) -> bool:
    """Whether a text names who made a table, or when and where they are reached."""
    return bool(reading_words().signature.match(text))


def is_date_or_telephone(text: str) -> bool:
    """Whether a text is a date or a telephone number and no more."""
    return bool(_DATE_OR_TELEPHONE.fullmatch("".join(unicodedata.normalize("NFKC", text).split())))


def is_aside(text: str) -> bool:
    """Whether a text is a signature, a date or a telephone number, as they stand under a table."""
    return is_signature(text) or is_date_or_telephone(text)


def is_unit(text: str) -> bool:
    """Whether a text ends as the names of units do."""
    return bool(reading_words().unit_end.search("".join(text.split())))
