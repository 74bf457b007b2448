"""What a cell in a column of money is taken for."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from forms.document.entries import entry_of
from forms.form.model import Column
from forms.match.report import Reason
from forms.match.text.reading_words import reading_words
from forms.readers import GridCell
from forms.readers.blocks import Fault
from models.money import NotMoney, from_number
from models.records import CellEntry

_STRUCK = re.compile(r"[\s\-—–－―─/]*")
"""What stands in an amount that is struck out: dashes, however many."""
_NOTE = re.compile(r"[（(](?P<inner>[^（()）]*)[）)]\s*$")
"""A remark behind what stands in a cell: —（无此项支出）."""
_POWER = re.compile(r"-?\d(?:\.(?P<decimals>\d+))?[eE](?P<power>[+-]?\d{1,2})")
"""How programs write a number as text that is very small or large: 8e-05, 4.905220000E+3."""
_FINEST = 2
"""So many decimals such a number must tell at least; with fewer its digits are lost."""
_PLAIN_NUMBER = re.compile(r"-?[\d,.]+")


class ReadAmount(NamedTuple):
    """What a cell becomes, None for one that is struck out, and why it is not taken as it stands when it is not."""

    entry: CellEntry | None
    why: Reason | None = None
    about: str = ""


def read_amount(cell: GridCell, unit: str, *, is_given: bool = False) -> ReadAmount:
    """The amount in a cell: in the unit that its number format shows, else in that of its table; always in the latter
    where a person gave it. A text that is no amount is kept as it stands."""
    unit = unit if is_given else cell.unit or unit
    if cell.problem:
        return ReadAmount(text_entry(cell.text), Reason.NOT_TRUSTED, cell.problem)
    if _STRUCK.fullmatch(cell.text) or _says_none(cell.text):
        return ReadAmount(None)
    if cell.number is not None:
        return _read_number(cell.number, unit)
    if (power := _POWER.fullmatch(cell.text.strip())) and len(power["decimals"] or "") - int(power["power"]) >= _FINEST:
        return _read_number(Decimal(power[0]), unit)
    words = reading_words()
    entry = entry_of(words.currency.sub("", words.footnote.sub("", cell.text)), unit, "imported")
    if entry and entry.text:
        entry = text_entry(cell.text.strip())
    return ReadAmount(entry, Reason.NOT_AN_AMOUNT, cell.text) if entry and entry.text else ReadAmount(entry)


def _says_none(text: str) -> bool:
    """Whether words say that there is no amount: N/A, or behind dashes the remark that there is none, —（无）."""
    if reading_words().no_amount.fullmatch(text.strip()):
        return True
    note = _NOTE.search(text)
    said = note and reading_words().denies.match(note["inner"].strip())
    return bool(said) and _STRUCK.fullmatch(text[: note.start()] if note else "") is not None


def read_text(cell: GridCell, column: Column) -> ReadAmount:
    """The words in a cell as they stand, also where the digits behind them are lost: that is said.

    A bare number gets the decimals of its column.
    """
    why = Reason.NOT_TRUSTED if cell.fault is Fault.DIGITS_LOST else None
    text = column.kept(cell.text) if is_bare(cell) else cell.text.strip()
    return ReadAmount(text_entry(text), why, cell.problem or "" if why else "")


def written(cell: GridCell, column: Column) -> str:
    """What a column of texts holds; a quantity is its number, whatever word its format puts behind it: 3 for 3辆."""
    text = cell.text.strip()
    if column.kind == "quantity" and cell.number is not None and not text.endswith("%"):
        text = text if _PLAIN_NUMBER.fullmatch(text) else f"{cell.number:f}"
    return column.kept(text) if is_bare(cell) else text


def is_bare(cell: GridCell) -> bool:
    """Whether it is a number whose format says nothing of decimals, so that 50 may stand for 50.00.

    The digits of a text file, and those that a format fixes, are what the paper prints.
    """
    return cell.number is not None and cell.places is None


def text_entry(text: str) -> CellEntry:
    """A text as it stands in a file."""
    return CellEntry(text=text, origin="imported")


def _read_number(number: Decimal, unit: str) -> ReadAmount:
    try:
        fen, is_rounded = from_number(number, unit)
    except NotMoney:
        return ReadAmount(text_entry(str(number)), Reason.TOO_LARGE, str(number))
    entry = CellEntry(fen=fen, origin="imported")
    return ReadAmount(entry, Reason.FINER_THAN_FEN, str(number)) if is_rounded else ReadAmount(entry)
