"""Last year's amounts beside this year's: for every cell, and for the comparison table of the text (增减情况)."""

from __future__ import annotations

from collections.abc import Mapping
from weakref import WeakKeyDictionary

from forms.declare.slots import BEFORE, NOW
from forms.document import Document
from forms.succession import Succession
from models.money import Fen
from models.records import Address, CellChange, CellEntry, Change

COMPARISON = "X7"

_KNOWN: WeakKeyDictionary[Document, Mapping[Address, Fen]] = WeakKeyDictionary()


def amounts_before(document: Document) -> Mapping[Address, Fen]:
    """Last year's amounts by this year's cells, those of lines that became one added up; empty without last year's.

    The comparison table is left out: its columns hold both years.
    """
    previous = document.previous
    if previous is None:
        return {}
    if document not in _KNOWN:
        _KNOWN[document] = _amounts(document, previous)
    return _KNOWN[document]


def comparison_before(document: Document) -> Mapping[Address, Fen]:
    """What the comparison table should have as last year's amounts: what last year's had as its own."""
    previous = document.previous
    if previous is None or COMPARISON not in previous.edition.tables or COMPARISON not in document.edition.tables:
        return {}
    found = {}
    for line in document.lines(COMPARISON):
        fen = previous.value(Address(COMPARISON, line.key, NOW))
        if fen is not None:
            found[Address(COMPARISON, line.key, BEFORE)] = fen
    return found


def take_last_year(document: Document) -> tuple[Change, ...]:
    """Fill last year's amounts of the comparison table that are blank from last year's disclosure."""
    return tuple(
        CellChange(address, None, CellEntry(fen=fen, origin="imported"))
        for address, fen in comparison_before(document).items()
        if address not in document.cells
    )


def _amounts(document: Document, previous: Document) -> Mapping[Address, Fen]:
    found: dict[Address, Fen] = {}
    succession = Succession(previous, document.edition, document.catalogue)
    for address, sources in succession.amounts().items():
        values = [fen for source in sources if (fen := previous.value(source)) is not None]
        if values and address.table != COMPARISON:
            found[address] = sum(values)
    return found
