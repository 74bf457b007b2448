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
from functools import lru_cache

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


@dataclass(frozen=True, slots=True)
class Where:
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
    for table in document.edition.tables.values():
        for line in document.lines(table.id):
            for column in table.columns:
                if column.side == line.side:
                    found += _in_cell(document, table, line, column, query, unit)
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
    words, _ = _folded(sought)
    number = _SOUGHT_NUMBER.fullmatch(words)
    if number is None:
        return _Sought(words)
    digits = re.sub(r"[,']|[亿万千百]?元", "", words)
    return _Sought(words, Decimal(digits), words, has_unit=bool(number["unit"]))


@lru_cache(maxsize=8192)
def _folded(text: str) -> tuple[str, tuple[int, ...]]:
    """A text for comparing, and where each of its characters begins in the text; the end is told too."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        for one in unicodedata.normalize("NFKC", letter).lower():
            if letter not in _BLANKS:
                letters.append(one)
                places.append(place)
    return "".join(letters), (*places, len(text))


def _in_cell(document: Document, table: Table, line: Line, column: Column, query: _Sought, unit: str) -> Iterator[Hit]:
    address = Address(table.id, line.key, column.id)
    place = Where(address)
    match column.kind:
        case "money":
            yield from _in_amount(document, table, address, query, unit)
        case "code" if line.code:
            yield from _all_stay(_in_text(place, line.code, query), Stays.OF_THE_FORM)
        case "name" | "label":
            entry = document.row_entry(table.id, line.key)
            hits = _in_text(place, line.label, query)
            yield from hits if entry and entry.label is not None else _all_stay(hits, Stays.OF_THE_FORM)
        case "text" | "quantity":
            yield from _in_text(place, document.text(address), query)


def _in_amount(document: Document, table: Table, address: Address, query: _Sought, unit: str) -> Iterator[Hit]:
    """A cell of money: the amount, digits of it, or words that are none."""
    place, wrong = Where(address), document.wrong(address)
    computed = Stays.COMPUTED if document.is_computed(address) else None
    if wrong:
        hits = _in_text(place, wrong, query)
        yield from _all_stay(hits, computed) if computed else hits
        return
    fen = document.value(address)
    if fen is None or query.number is None:
        return
    shown = show(fen, unit) if unit and unit != table.unit else table.show(fen)
    if query.fen(unit or table.unit) == fen:
        yield Hit(place, shown, (0, len(shown)), computed)
    elif not query.has_unit and query.words in shown:
        start = shown.index(query.words)
        yield Hit(place, shown, (start, start + len(query.words)), computed or Stays.PART)


def _in_text(place: Where, text: str, query: _Sought, bound: Iterable[Span] = ()) -> Iterator[Hit]:
    """The passages of a text; those in bound numbers stay."""
    if not text:
        return
    folded, places = _folded(text)
    fields = tuple(bound)
    for start, end, is_whole in _passages(folded, query):
        span = places[start], places[end - 1] + 1
        is_bound = any(first < span[1] and span[0] < last for first, last in fields)
        yield Hit(place, text, span, Stays.BOUND if is_bound else None if is_whole else Stays.PART)


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


def _all_stay(hits: Iterable[Hit], reason: Stays) -> Iterator[Hit]:
    return (Hit(hit.place, hit.text, hit.span, reason) for hit in hits)


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
