"""What the files of the whole county would give: each unit's part read, nothing stored yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from forms.bureau.taken_apart import Apart, UnitPart, take_apart
from forms.match.reading import Reading
from forms.match.recognise import recognise
from forms.readers import Book
from models.errors import Trouble
from models.records import Head


@dataclass(frozen=True)
class ForAll:
    """What a person says of the whole workbook, where it does not say so itself."""

    year: int | None
    """None where the workbook says it itself."""
    kind: str = ""
    money_unit: str = ""
    pack: str = ""


@dataclass(frozen=True)
class PlannedUnit:
    """One unit's part as a disclosure; without a reading `refused` says why it cannot be read for certain."""

    part: UnitPart
    reading: Reading | None = None
    refused: Trouble | None = None

    @property
    def tables(self) -> tuple[str, ...]:
        """The titles of the tables that were read of it."""
        if self.reading is None:
            return ()
        read = self.reading.provenance.heads
        return tuple(table.title for table in self.reading.edition.tables.values() if table.id in read)


@dataclass(frozen=True)
class CountyPlan:
    """The units of the files in the order in which they are met."""

    books: tuple[Book, ...]
    apart: Apart
    units: tuple[PlannedUnit, ...]

    @property
    def heads(self) -> tuple[Head, ...]:
        """The heads of the disclosures that were read."""
        return tuple(one.reading.head for one in self.units if one.reading is not None)

    @property
    def year(self) -> int | None:
        """The year of most of what was read; None where nothing was."""
        years = Counter(head.year for head in self.heads)
        return next((year for year, _ in years.most_common(1)), None)


def planned(
    books: Sequence[Book], given: ForAll, progress: Callable[[int, int, str], object] = lambda *_: None
) -> CountyPlan:
    """Take the files apart and read each unit's part; `progress` is told before each how many are done, of how many,
    and which it is.

    Raises Trouble when no unit is recognised.
    """
    apart = take_apart(books)
    if not apart.parts:
        files = "、".join(f"“{book.file}”" for book in books)
        raise Trouble(f"{files}里没有认出单位；", "请用有单位编码或者单位名称一栏的表，或者每个单位一张表、一个文件。")
    units = []
    for number, part in enumerate(apart.parts):
        progress(number, len(apart.parts), part.unit.name)
        try:
            units.append(PlannedUnit(part, _read(part, given)))
        except Trouble as trouble:
            units.append(PlannedUnit(part, refused=trouble))
    return CountyPlan(tuple(books), apart, tuple(units))


def _read(part: UnitPart, given: ForAll) -> Reading:
    """The part of a unit as a disclosure; raises Trouble where it cannot be read for certain."""
    if not part.unit.name:
        raise Trouble(
            f"编码{part.unit.code}没有单位名称（{part.first.sheet} {part.first.cell}）；", "请在工作簿里补上。"
        )
    return recognise(
        part.books,
        unit_code=part.unit.code,
        unit_name=part.unit.name,
        year=given.year,
        kind=given.kind,
        money_unit=given.money_unit,
        pack=given.pack,
    )
