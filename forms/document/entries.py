"""What is typed or read into a cell: an amount, a blank or a text; a code and the name behind it."""

from __future__ import annotations

import re
import unicodedata

from models.money import NotMoney, parse
from models.records import CellEntry, Origin

_CODE_AND_NAME = re.compile(r"[\[［【〔(（]?([0-9０-９]{3,9})[\]］】〕)）]?\s*(.*)")


def entry_of(text: str, unit: str, origin: Origin = "typed") -> CellEntry | None:
    """What a text typed into a cell of money becomes: an amount, a blank, or the text itself when it is no amount."""
    try:
        fen = parse(text, unit)
    except NotMoney:
        return CellEntry(text=text.strip(), origin=origin)
    return None if fen is None else CellEntry(fen=fen, origin=origin)


def split_code(text: str) -> tuple[str, str]:
    """A code and what follows it: `2060101 行政运行`, `[206]科学技术支出`; the code is blank when there is none.

    The name keeps its signs, full-width brackets too; the digits of the code are made plain.
    """
    found = _CODE_AND_NAME.fullmatch(text.strip())
    return (unicodedata.normalize("NFKC", found[1]), found[2].strip()) if found else ("", text.strip())
