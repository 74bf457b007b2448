"""查找和替换 over tables and texts: an amount in whatever writing, a code, a name, words; what is fixed stays as it is.

Full and half width, capitals and blanks make no difference. What is sought as a number is found where that number
stands as a whole, and where its digits are part of another; only the whole one is ever replaced.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto
from typing import NamedTuple

from forms.document.document import Document
from forms.document.lines import Line
from forms.edit import cells
from forms.form.model import Column, Table
from models.money import Fen, NotMoney, parse, show
from models.records import Address, CellChange, CellEntry, Change, TextChange

Span = tuple[int, int]
_NUMBER = re.compile(r"(?P<digits>\d[\d,]*(?:\.\d+)?)(?P<unit>[亿万千百]?元)?")
_SOUGHT_NUMBER = re.compile(r"-?(?:\d[\d,']*(?:\.\d*)?|\.\d+)(?P<unit>[亿万千百]?元)?")
_UNIT = "万元"
"""In which a number is meant that names no unit."""
_BLANKS = frozenset(" \t\u00a0\u3000")


class Stays(Enum):
    """Why a place that was found is not changed."""

    COMPUTED = auto()
    """The program fills the cell."""
    OF_THE_FORM = auto()
    """A code, or a name that the form or the list of codes gives."""
    BOUND = auto()
    """A number of a text that follows its cell."""
    PART = auto()
    """The digits are only part of a number."""
    NO_AMOUNT = auto()
    """What is to be put there is no amount."""


class Where(NamedTuple):
    """A text that is looked through: a cell, the name or the code of a row, the notes of a table, or a section."""

    address: Address | None = None
    section: str = ""
    notes: str = ""
    """The table whose notes they are."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found: in which text, from where to where, and why it stays; None where it may be changed."""

    place: Where
    text: str
    span: Span
    stays: Stays | None = None


@dataclass(frozen=True, slots=True)
class Replacement:
    """What replacing comes to: the changes, how many passages they change, and how many stay for what reason."""

    changes: tuple[Change, ...]
    done: int
    stay: Mapping[Stays, int]


@dataclass(frozen=True, slots=True)
class _Sought:
    """What is looked for, folded; as a number, and as an amount in a unit of its own, where it is one."""

    words: str
    number: Decimal | None = None
    amount: str = ""
    has_unit: bool = False

    def fen(self, unit: str) -> Fen | None:
        """The amount, meant in that unit unless it names one itself; None for what is none."""
        try:
            return parse(self.amount, unit or _UNIT) if self.amount else None
        except NotMoney:
            return None


def find(document: Document, sought: str, unit: str = "") -> tuple[Hit, ...]:
    """Every place where it stands, tables first, each in the order of the form. `unit` is that in which amounts are
    shown; blank for that of each table."""
    query = _query(sought)
    if not query.words:
        return ()
    found: list[Hit] = []
    index = document.plan.index
    has_wrong = {address.table for address, entry in document.cells.items() if entry.text and address in index}
    for table in document.edition.tables.values():
        amount = query.fen(unit or table.unit)
        # Words stand in amounts only where one was typed wrong.
        columns = [c for c in table.columns if c.kind != "money" or query.number is not None or table.id in has_wrong]
        sides = {side: [column for column in columns if column.side == side] for side in table.sides}
        for line in document.lines(table.id):
            for column in sides[line.side]:
                found += _in_cell(document, table, line, column, query, amount, unit)
        slot = f"{table.id}.notes"
        found += _in_text(Where(notes=table.id), document.texts.get(slot, ""), query)
    for section in document.edition.sections:
        filled = document.filled_text(section.id)
        fields = [(field.start, field.end) for field in filled.fields]
        found += _in_text(Where(section=section.id), filled.text, query, fields)
    return tuple(found)


def replace(document: Document, hits: Iterable[Hit], words: str, unit: str = "") -> Replacement:
    """Put other words in the place of what was found; amounts are meant in `unit`, blank for that of each table."""
    stay: Counter[Stays] = Counter()
    free: dict[Where, list[Hit]] = defaultdict(list)
    for hit in hits:
        reason = hit.stays or _no_amount(document, hit, words, unit)
        if reason is None:
            free[hit.place].append(hit)
        else:
            stay[reason] += 1
    changes = tuple(change for place, own in free.items() for change in _changed(document, place, own, words, unit))
    return Replacement(changes, sum(map(len, free.values())), stay)


# Finding


def _query(sought: str) -> _Sought:
    words = _folded(sought)
    number = _SOUGHT_NUMBER.fullmatch(words)
    if number is None:
        return _Sought(words)
    digits = re.sub(r"[,']|[亿万千百]?元", "", words)
    return _Sought(words, Decimal(digits), words, has_unit=bool(number["unit"]))


class _Folding(dict[int, str]):
    """What each character is for comparing, as `str.translate` asks for it: nothing of a blank, several of a few."""

    def __missing__(self, code: int) -> str:
        letters = unicodedata.normalize("NFKC", chr(code)).lower()
        self[code] = "".join(letter for letter in letters if letter not in _BLANKS)
        return self[code]


_FOLDING = _Folding()


def _folded(text: str) -> str:
    """A text for comparing."""
    return text.translate(_FOLDING)


def _places(text: str) -> list[int]:
    """Where each character of the folded text begins in the text; the end is told too."""
    return [place for place, letter in enumerate(text) for _ in _FOLDING[ord(letter)]] + [len(text)]


def _in_cell(
    document: Document, table: Table, line: Line, column: Column, query: _Sought, amount: Fen | None, unit: str
) -> Iterable[Hit]:
    address = Address(table.id, line.key, column.id)
    match column.kind:
        case "money":
            return _in_amount(document, table, address, query, amount, unit)
        case "code" if line.code:
            return _all_stay(_in_text(Where(address), line.code, query), Stays.OF_THE_FORM)
        case "name" | "label":
            hits = _in_text(Where(address), line.label, query)
            entry = document.row_entry(table.id, line.key) if hits else None
            return hits if entry and entry.label is not None else _all_stay(hits, Stays.OF_THE_FORM)
        case "text" | "quantity":
            return _in_text(Where(address), document.text(address), query)
    return ()


def _in_amount(
    document: Document, table: Table, address: Address, query: _Sought, amount: Fen | None, unit: str
) -> Iterable[Hit]:
    """A cell of money: the amount, digits of it, or words that are none."""
    wrong = document.wrong(address)
    if not wrong and query.number is None:
        return ()
    place = Where(address)
    computed = Stays.COMPUTED if document.is_computed(address) else None
    if wrong:
        hits = _in_text(place, wrong, query)
        return _all_stay(hits, computed) if computed else hits
    fen = document.value(address)
    if fen is None:
        return ()
    shown = show(fen, unit) if unit and unit != table.unit else table.show(fen)
    if amount == fen:
        return (Hit(place, shown, (0, len(shown)), computed),)
    if not query.has_unit and query.words in shown:
        start = shown.index(query.words)
        return (Hit(place, shown, (start, start + len(query.words)), computed or Stays.PART),)
    return ()


def _in_text(place: Where, text: str, query: _Sought, bound: Iterable[Span] = ()) -> list[Hit]:
    """The passages of a text; those in bound numbers stay."""
    passages = list(_passages(_folded(text), query)) if text else []
    if not passages:
        return []
    places, fields, found = _places(text), tuple(bound), []
    for start, end, is_whole in passages:
        span = places[start], places[end - 1] + 1
        is_bound = any(first < span[1] and span[0] < last for first, last in fields)
        found.append(Hit(place, text, span, Stays.BOUND if is_bound else None if is_whole else Stays.PART))
    return found


def _passages(folded: str, query: _Sought) -> Iterator[tuple[int, int, bool]]:
    """Where it stands in a folded text, and whether as a whole; a number is part of a longer one only in part."""
    if query.number is None:
        start = folded.find(query.words)
        while start >= 0:
            end = start + len(query.words)
            yield start, end, True
            start = folded.find(query.words, end)
        return
    for number in _NUMBER.finditer(folded):
        start, end = number.span() if query.has_unit else number.span("digits")
        if _is_same(number, query):
            yield start, end, True
        elif not query.has_unit and query.words in number["digits"]:
            start += number["digits"].index(query.words)
            yield start, start + len(query.words), False


def _is_same(number: re.Match[str], query: _Sought) -> bool:
    """Whether a number of a text is the one that is sought, commas and noughts at its end left out."""
    if query.has_unit:
        return bool(number["unit"]) and _Sought(number[0], amount=number[0]).fen("") == query.fen("")
    return Decimal(number["digits"].replace(",", "")) == query.number


def _all_stay(hits: Iterable[Hit], reason: Stays) -> list[Hit]:
    return [Hit(hit.place, hit.text, hit.span, reason) for hit in hits]


# Replacing


def _no_amount(document: Document, hit: Hit, words: str, unit: str) -> Stays | None:
    """Why an amount cannot become these words."""
    address = hit.place.address
    if address is None or address not in document.plan.index or document.wrong(address):
        return None
    try:
        parse(words, unit or document.edition.tables[address.table].unit)
    except NotMoney:
        return Stays.NO_AMOUNT
    return None


def _changed(document: Document, place: Where, hits: list[Hit], words: str, unit: str) -> tuple[Change, ...]:
    """The changes at one place, all of its passages at once."""
    if place.section:
        filled = document.filled_text(place.section)
        kept = filled.kept
        for hit in sorted(hits, key=lambda hit: hit.span, reverse=True):
            first, last = (filled.kept_place(position) for position in hit.span)
            kept = kept[:first] + words + kept[last:]
        return cells.write_section(document, place.section, kept)
    text = hits[0].text
    for hit in sorted(hits, key=lambda hit: hit.span, reverse=True):
        text = text[: hit.span[0]] + words + text[hit.span[1] :]
    if place.notes:
        slot = f"{place.notes}.notes"
        return (TextChange(slot, document.texts.get(slot), text),)
    assert place.address is not None, "what is found stands in a section, in notes or in a cell"
    return _changed_cell(document, place.address, text, words, unit)


def _changed_cell(document: Document, address: Address, text: str, words: str, unit: str) -> tuple[Change, ...]:
    table = document.edition.tables[address.table]
    if address in document.plan.index:
        if document.wrong(address):
            return cells.enter(document, {address: text})
        fen = parse(words, unit or table.unit)
        return (CellChange(address, document.cells.get(address), None if fen is None else CellEntry(fen=fen)),)
    if address.column in table.written:
        return cells.enter(document, {address: text})
    return cells.rename(document, table.id, address.row, text)
