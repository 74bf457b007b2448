"""The sums of the county that stand in its workbook, held against what its units add up to."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from forms.document.lines import TOTAL
from forms.document.provenance import Source
from forms.match.reading import Reading
from forms.match.report import ReadCell, Reason
from models.money import UNITS, Fen, NotMoney, parse, show
from models.records import Address

_COLUMN = re.compile(r"[A-Z]+")


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


def sums_told(entries: Sequence[ReadCell], readings: Sequence[Reading]) -> tuple[Sum, ...]:
    """The sums of the county that differ from the units that were read, in the order of the workbook."""
    columns = _columns(entries)
    totals: dict[tuple[str, str], Fen] = defaultdict(int)
    titles: dict[str, str] = {}
    for reading in readings:
        document = reading.document()
        titles.update({table.id: table.title for table in reading.edition.tables.values()})
        for table, column in {place for places in columns.values() for place in places}:
            totals[table, column] += document.value(Address(table, TOTAL, column)) or 0
    return tuple(_differing(entries, columns, totals, titles))


def _columns(entries: Sequence[ReadCell]) -> Mapping[tuple[str, str, str], set[tuple[str, str]]]:
    """Which column of which table the amounts in each column of a sheet went to."""
    found: dict[tuple[str, str, str], set[tuple[str, str]]] = defaultdict(set)
    for entry in entries:
        if entry.address is not None and (letters := _COLUMN.match(entry.cell)):
            found[entry.file, entry.sheet, letters[0]].add((entry.address.table, entry.address.column))
    return found


def _differing(
    entries: Sequence[ReadCell],
    columns: Mapping[tuple[str, str, str], set[tuple[str, str]]],
    totals: Mapping[tuple[str, str], Fen],
    titles: Mapping[str, str],
) -> Iterator[Sum]:
    for entry in entries:
        letters = _COLUMN.match(entry.cell)
        if entry.why is not Reason.COUNTY_TOTAL or letters is None:
            continue
        places = columns.get((entry.file, entry.sheet, letters[0]), set())
        stated = _amounts(entry.text)
        # A column that went to several tables, or to none, says nothing.
        if len(places) == 1 and stated:
            (place,) = places
            if totals[place] not in stated:
                source = Source(entry.file, entry.sheet, entry.cell)
                yield Sum(source, place[0], titles[place[0]], entry.text, totals[place])


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
