"""The sums of the county that stand in its workbook, held against what its units add up to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from forms.document.lines import TOTAL
from forms.document.provenance import Source
from forms.match.reading import Reading
from forms.match.report import ReadCell
from models.money import UNITS, Fen, NotMoney, parse, show
from models.records import Address


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum of the county that is not what its units add up to."""

    source: Source
    table: str
    title: str
    stated: str
    added: Fen

    @property
    def words(self) -> str:
        """The sentence about it."""
        return (
            f"《{self.title}》全县合计（{self.source.sheet} {self.source.cell}）是{self.stated}，"
            f"读入的各单位相加是{show(self.added)}万元，请核对。"
        )


def sums_told(
    entries: Sequence[ReadCell], readings: Sequence[Reading], sums: Mapping[Source, frozenset[Source]]
) -> tuple[Sum, ...]:
    """The sums of the county that differ from the units that were read, in the order of the workbook; `sums` says for
    each against which amounts of the units it is held."""
    places = {Source(e.file, e.sheet, e.cell): e.address for e in entries if e.address is not None}
    documents = [reading.document() for reading in readings]
    titles = {table.id: table.title for reading in readings for table in reading.edition.tables.values()}
    found = []
    for entry in entries:
        source = Source(entry.file, entry.sheet, entry.cell)
        place = _place({places[one] for one in sums.get(source, ()) if one in places})
        stated = _amounts(entry.text) if place else set()
        if place is None or not stated:
            continue
        added = sum(document.value(place) or 0 for document in documents)
        if added not in stated:
            found.append(Sum(source, place.table, titles[place.table], entry.text, added))
    return tuple(found)


def _place(added: set[Address]) -> Address | None:
    """The cell of the form of which these are the units': one and the same, or the total of the one column in which
    they stand; None where they are of several."""
    columns = {(place.table, place.column) for place in added}
    if len(columns) != 1:
        return None
    table, column = columns.pop()
    return added.pop() if len(added) == 1 else Address(table, TOTAL, column)


def _amounts(text: str) -> set[Fen]:
    """What a text may be as an amount, in any unit of money: the units of the county were read by the head."""
    found: set[Fen] = set()
    for unit in UNITS:
        try:
            fen = parse(text, unit)
        except NotMoney:
            continue
        if fen is not None:
            found.add(fen)
    return found
