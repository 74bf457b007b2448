"""Which disclosures the next year's can be made from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from forms.form.load import installed, pack, pack_of
from models.records import Head


def this_year() -> int:
    """The year of the calendar."""
    return date.today().year


def without_next(heads: Sequence[Head]) -> list[Head]:
    """The newest disclosure of each unit and kind, where the year after it has a form; the latest year first."""
    newest: dict[tuple[str, ...], Head] = {}
    for head in heads:
        whose = head.unit.code, "" if head.unit.code else head.unit.name, head.kind, pack_of(head)
        if whose not in newest or head.year > newest[whose].year:
            newest[whose] = head
    due = [h for h in newest.values() if pack_of(h) in installed() and h.year + 1 in pack(pack_of(h)).years]
    return sorted(due, key=lambda head: -head.year)
