"""Where what stands in a cell comes from: typed, from a file, from last year, from the program, or changed since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import Enum, auto

from forms.document.document import Document
from forms.document.per_revision import per_revision
from forms.form.slot_grammar import BEFORE, NOW
from models.records import Address, CellChange, CellEntry


class CameFrom(Enum):
    """How a cell came by what stands in it."""

    HAND = auto()
    FILE = auto()
    LAST_YEAR = auto()
    """Taken over from last year's disclosure."""
    CHANGED = auto()
    """Typed over what came from a file or from last year."""
    PROGRAM = auto()


def came_from(document: Document, address: Address) -> CameFrom | None:
    """Where it comes from; None for a blank cell that somebody fills."""
    if document.is_computed(address):
        return CameFrom.PROGRAM
    entry = document.cells.get(address)
    if entry is None:
        return None
    if entry.origin == "imported":
        table = document.edition.tables[address.table]
        is_before = address.column == BEFORE and {NOW, BEFORE} <= {*table.money_ids[table.sides[0]]}
        return CameFrom.LAST_YEAR if is_before and address not in document.provenance.sources else CameFrom.FILE
    return CameFrom.CHANGED if address in typed_over(document) else CameFrom.HAND


@per_revision
def typed_over(document: Document) -> Mapping[Address, CellEntry]:
    """What came from a file or from last year in the cells that were typed over since, as far as the steps reach."""
    found: dict[Address, CellEntry] = {}
    for operation in document.steps.done:
        for change in operation.changes:
            if isinstance(change, CellChange) and change.old is not None and change.old.origin == "imported":
                found.setdefault(change.key, change.old)
    now = ((address, document.cells.get(address)) for address in found)
    return {a: found[a] for a, entry in now if entry and replace(entry, origin="imported") not in (entry, found[a])}
