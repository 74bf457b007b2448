"""What an import would bring, before anything is stored: the disclosure there is, and the one there would be."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from forms.document.document import STATED_BLANK, Document
from forms.office.merge import complete, laid_over
from forms.office.office import Office
from models.records import Address, CellEntry, Content

if TYPE_CHECKING:
    from forms.match.reading import Reading


@dataclass(frozen=True, slots=True)
class Taking:
    """Files read: the disclosure that is stored, None for a new one, and what `Office.take` would make of it."""

    reading: Reading
    old: Document | None
    new: Document


def taking(office: Office, reading: Reading) -> Taking:
    """What `office.take(reading)` would do; nothing is stored. Raises Trouble when the store cannot be read."""
    head = office.find(reading.unit, reading.year, reading.kind, reading.edition.pack)
    old = office.open_disclosure(head.id) if head else None
    new = _laid_over(office, reading, old)
    complete(new)
    return Taking(reading, old, new)


def returned(office: Office, reading: Reading) -> Reading:
    """Tables that were exported for editing elsewhere, without the sums that nobody touched there.

    A computed cell that still has what was exported states nothing of its own: the arithmetic goes on from what was
    edited. Raises Trouble when the store cannot be read.
    """
    head = office.find(reading.unit, reading.year, reading.kind, reading.edition.pack)
    if head is None:
        return reading
    old = office.open_disclosure(head.id)
    new = _laid_over(office, reading, old)
    untouched = {
        address
        for address, entry in reading.content.cells.items()
        if new.is_computed(address) and not old.is_stated(address) and _repeats(old, address, entry)
    }
    cells = {address: entry for address, entry in reading.content.cells.items() if address not in untouched}
    return replace(reading, content=replace(reading.content, cells=cells))


def _repeats(old: Document, address: Address, entry: CellEntry) -> bool:
    """Whether a computed cell has what was exported: the sum that stood there, or the blank of a row added since."""
    if entry == STATED_BLANK:
        return old.value(address) is None
    return old.is_computed(address) and not entry.text and entry.fen == old.value(address)


def _laid_over(office: Office, reading: Reading, old: Document | None) -> Document:
    return Document(
        old.head if old else reading.head,
        reading.edition,
        laid_over(old.content() if old else Content(), reading),
        own_catalogues=office.own_catalogues,
        # What was read is checked with the heads as they will be printed, which are right by form.
        provenance=replace(reading.provenance, heads={}),
        previous=old.previous if old else office.last_year(reading.head),
    )
