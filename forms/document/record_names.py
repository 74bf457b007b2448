"""How a record is called in a message: by what stands in it, “甲”项目数量指标“培训人数”, without a number."""

from __future__ import annotations

import re

from forms.document.disclosed import Disclosed
from forms.document.projects import OWNER, name_in_title, project_cell
from models.records import Address

_SLOT = re.compile(r"\{([\w|]+)\}")
_LONGEST = 24
_INNER_QUOTES = str.maketrans("“”", "‘’")


def record_name(document: Disclosed, table: str, key: str) -> str:
    """The words of the table's `called`, filled with the record's own; blank when it holds none of them.

    A part whose place is blank, or says what another says, is left out; a blank cell that repeats the one
    above says what stands there.
    """
    parts: list[str] = []
    told: set[str] = set()
    for part in document.edition.tables[table].called:
        slot = _SLOT.search(part)
        words = _words(document, table, key, slot[1]) if slot else ""
        if slot is None or (words and words not in told):
            parts.append(_SLOT.sub(lambda _, words=words: words, part))  # type: ignore[misc]
            told.add(words)
    return "".join(parts) if told - {""} else ""


def _words(document: Disclosed, table: str, key: str, columns: str) -> str:
    """What stands in the first of the columns that is filled, shortened at a word."""
    roles = document.edition.roles
    for column in columns.split("|"):
        text = "".join(_above(document, table, key, column).split())
        if table == roles.indicators and column == OWNER and text:
            name, title = (document.text(project_cell(document, text, field)) for field in ("name", "title"))
            text = "".join((name or name_in_title(title)).split())
        elif table == roles.projects:
            text = name_in_title(text)
        if text:
            return shortened(text.translate(_INNER_QUOTES), _LONGEST)
    return ""


def _above(document: Disclosed, table: str, key: str, column: str) -> str:
    """What a cell says: its own text, or where the column repeats the one above that does."""
    text = document.text(Address(table, key, column))
    declared = document.edition.tables[table].written.get(column)
    if text or declared is None or not declared.repeats:
        return text
    for line in reversed(document.lines(table)[: [line.key for line in document.lines(table)].index(key)]):
        if text := document.text(Address(table, line.key, column)):
            return text
    return ""


def shortened(text: str, longest: int) -> str:
    """A text that is cut where a word ends, if it is too long: at a mark, or else before its last few characters."""
    if len(text) <= longest:
        return text
    cut = max(text.rfind(mark, longest // 2, longest) for mark in "，。；、）)》 的")
    return f"{text[: cut + 1 if cut > 0 else longest]}……"
