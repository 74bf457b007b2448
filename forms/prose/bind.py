"""Binding what is written to the cells: amounts become fields; facts that no table holds are taken from the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from forms.document.document import Document
from forms.document.fields import field
from forms.document.slots import slot_amount, slot_text
from forms.form.model import Section
from forms.form.slot_grammar import BEFORE, NOW, REASON
from forms.prose.lists import phrase
from forms.prose.movements import Movement, movements
from forms.prose.statements import stated
from forms.prose.why import reason
from models.money import Fen
from models.records import Address, CellChange, CellEntry, Change, TextChange

_UNIT = "万元"
_VERB = re.compile(r"\D+(?=\d)")
_NOUGHTS = re.compile(r"\.?0+(?=万元|%)")

Place = tuple[int, int, str]
"""Where a field is to stand in the text, and its slot."""


def bind(document: Document, section: Section) -> tuple[Change, ...]:
    """Turn every amount of a section that says what its cell says into a field, and every difference that says what
    the year-on-year table gives; all else stays as it is.

    An amount of a text is in 万元, and is then printed with two decimals at least.
    """
    filled = document.filled_text(section.id)
    taken = [(one.start, one.end) for one in filled.fields]
    text = filled.kept
    differences = set(_differences(document, section))
    told = Counter((start, end) for start, end, _ in differences)
    # “均持平” says the same of several rows: it can follow none of them alone.
    own = {place for place in differences if told[place[:2]] == 1}
    for start, end, slot in sorted({*_amounts(document, section), *own}, reverse=True):
        # From the back to the front: what stands before a place does not move.
        if not any(first < end and start < last for first, last in taken):
            taken.append((start, end))
            text = text[: filled.kept_place(start)] + field(slot) + text[filled.kept_place(end) :]
    name = f"{section.id}.text"
    return () if text == filled.kept else (TextChange(name, document.texts.get(name), text),)


def _amounts(document: Document, section: Section) -> Iterator[Place]:
    """Where amounts stand that say what their cell says, without their unit."""
    told = [(one.span, one.slot, one.fen) for one in stated(document) if one.section == section]
    for group, moves in movements(document):
        for move in moves:
            if move.section == section:
                pairs = ((move.now, NOW), (move.before, BEFORE))
                told += [(one.span, f"{group.table}/{move.row}/{column}", one.fen) for one, column in pairs if one]
    text = document.section_text(section.id)
    for (start, end), slot, fen in told:
        if text[start:end].endswith(_UNIT) and slot_amount(document, slot) == fen:
            yield start, end - len(_UNIT), slot


def _differences(document: Document, section: Section) -> Iterator[Place]:
    """Where differences and per cents stand, verb and unit included, that are told as the slots tell them."""
    text = document.section_text(section.id)
    for group, moves in movements(document):
        for move in moves:
            if move.section != section:
                continue
            told = [(kind, one.span) for kind, one in (("change", move.change), ("percent", move.percent)) if one]
            for kind, span in [*told, *([("change", move.level)] if move.level else [])]:
                slot = f"{kind}:{group.table}/{move.row}"
                said = slot_text(document, slot)
                verb = _VERB.match(said)
                before = text[: span[0]].rstrip()
                start = len(before) - len(verb[0]) if verb and before.endswith(verb[0]) else span[0]
                if said and _bare(text[start : span[1]]) == _bare(said):
                    yield start, span[1], slot


def _bare(told: str) -> str:
    """A difference without blanks and without the noughts that close its decimals."""
    return _NOUGHTS.sub("", "".join(told.split()))


def facts(document: Document) -> tuple[Change, ...]:
    """What the text states for cells that no published table holds, where these are blank.

    Last year's amount is told, or follows from this year's and the difference. What is only told about is no fact.
    """
    found: dict[Address, CellEntry] = {}
    for one in stated(document):
        if ":" not in one.slot and not one.quantity.slack:
            found.setdefault(Address(*one.slot.split("/")), CellEntry(fen=one.fen, origin="imported"))
    for group, moves in movements(document):
        for move in moves:
            table = group.table
            now = _now(document, move, found)
            before = _before(move, now)
            if move.now is not None and not move.now.number.slack:
                found.setdefault(Address(table, move.row, NOW), CellEntry(fen=move.now.fen, origin="imported"))
            if before is not None and not any(one and one.number.slack for one in (move.before, move.change)):
                found.setdefault(Address(table, move.row, BEFORE), CellEntry(fen=before, origin="imported"))
            why = reason(move, moves)
            if why and move.change is not None:
                found.setdefault(Address(table, move.row, REASON), CellEntry(text=why, origin="imported"))
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
