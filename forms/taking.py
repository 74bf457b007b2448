"""What an import would bring, before anything is stored: the disclosure there is, and the one there would be."""

from __future__ import annotations

from dataclasses import dataclass

from forms.document import Document
from forms.intake import complete, laid_over
from forms.match import Reading
from forms.office import Office
from models.records import Content


@dataclass(frozen=True, slots=True)
class Taking:
    """Files read: the disclosure that is stored, None for a new one, and what `Office.take` would make of it."""

    reading: Reading
    old: Document | None
    new: Document


def taking(office: Office, reading: Reading) -> Taking:
    """What `office.take(reading)` would do; nothing is stored. Raises Trouble when the store cannot be read."""
    head = office.find(reading.unit, reading.year, reading.kind)
    old = office.open_disclosure(head.id) if head else None
    before = office.find(reading.unit, reading.year - 1, reading.kind)
    previous = office.open_disclosure(before.id) if before else None
    new = Document(
        head or reading.head,
        reading.edition,
        laid_over(old.content() if old else Content(), reading),
        own_catalogues=office.own_catalogues,
        sources=reading.sources,
        serials=reading.serials,
        passages=reading.passages,
        previous=lambda: previous,
    )
    complete(new)
    return Taking(reading, old, new)
