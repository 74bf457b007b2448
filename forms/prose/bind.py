"""Binding what is written to the cells: amounts become fields; facts that no table holds are taken from the text."""

from __future__ import annotations

from collections.abc import Iterator

from forms.declare.model import Section
from forms.declare.slots import BEFORE, NOW, REASON
from forms.document import Document
from forms.prose.fields import field
from forms.prose.lists import phrase
from forms.prose.movements import Movement, movements, reason
from forms.prose.slots import amount
from forms.prose.statements import stated
from models.money import Fen
from models.records import Address, CellChange, CellEntry, Change, TextChange

_UNIT = "万元"


def bind(document: Document, section: Section) -> tuple[Change, ...]:
    """Turn every amount of a section that says what its cell says into a field; others stay as they are.

    An amount of a text is in 万元, and is then printed with two decimals at least.
    """
    filled = document.filled_text(section.id)
    bound = [(one.start, one.end) for one in filled.fields]
    places = []
    for one in stated(document):
        start, end = one.span
        words = filled.text[start:end]
        is_free = not any(first < end and start < last for first, last in bound)
        if one.section == section and is_free and words.endswith(_UNIT) and amount(document, one.slot) == one.fen:
            places.append((start, end - len(_UNIT), one.slot))
    text = filled.kept
    for start, end, slot in sorted(places, reverse=True):
        # From the back to the front: what stands before a place does not move.
        first, last = filled.kept_place(start), filled.kept_place(end)
        text = text[:first] + field(slot) + text[last:]
    name = f"{section.id}.text"
    return () if text == filled.kept else (TextChange(name, document.texts.get(name), text),)


def facts(document: Document) -> tuple[Change, ...]:
    """What the text states for cells that no published table holds, where these are blank.

    Last year's amount is told, or follows from this year's and the difference.
    """
    found: dict[Address, CellEntry] = {}
    for one in stated(document):
        if ":" not in one.slot:
            found.setdefault(Address(*one.slot.split("/")), CellEntry(fen=one.fen, origin="imported"))
    for group, moves in movements(document):
        for move in moves:
            table = group.table
            now = _now(document, move, found)
            before = _before(move, now)
            if move.now is not None:
                found.setdefault(Address(table, move.row, NOW), CellEntry(fen=move.now.fen, origin="imported"))
            if before is not None:
                found.setdefault(Address(table, move.row, BEFORE), CellEntry(fen=before, origin="imported"))
            words = reason(move, moves)
            if words and move.change is not None:
                found.setdefault(Address(table, move.row, REASON), CellEntry(text=words, origin="imported"))
    for declared in document.edition.prose.phrases:
        told = phrase(document, declared.behind)
        if told:
            found.setdefault(Address(*declared.slot.split("/")), CellEntry(text=told, origin="imported"))
    return tuple(_blank_facts(document, found))


def _blank_facts(document: Document, found: dict[Address, CellEntry]) -> Iterator[Change]:
    for address, entry in found.items():
        is_fact = document.edition.tables[address.table].part == "facts"
        if is_fact and address not in document.cells and not document.is_computed(address):
            yield CellChange(address, None, entry)


def _now(document: Document, move: Movement, found: dict[Address, CellEntry]) -> Fen | None:
    address = Address(move.group.table, move.row, NOW)
    value = document.value(address)
    if value is None and address in found:
        value = found[address].fen
    return value if value is not None or move.now is None else move.now.fen


def _before(move: Movement, now: Fen | None) -> Fen | None:
    if move.before is not None:
        return move.before.fen
    if now is None:
        return None
    if move.change is not None:
        return now - move.change.fen
    return now if move.level is not None else None
