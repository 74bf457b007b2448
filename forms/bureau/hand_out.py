"""Handing out: from files of the whole county each unit's disclosure is made ready, one packet file a unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from forms.bureau.county_sums import Sum, sums_told
from forms.bureau.taken_apart import Apart, UnitPart, take_apart
from forms.check import check
from forms.document.document import Document
from forms.document.finding import LEVELS
from forms.edit.adopt import adopt_all
from forms.form.load import pack_of
from forms.match.account.accounts import account
from forms.match.reading import Reading
from forms.match.recognise import recognise
from forms.match.report import ReadCell, Reason
from forms.office.merge import complete, laid_over
from forms.office.office import Office
from forms.office.packet_file import SUFFIX, save_packet
from forms.readers import Book
from forms.write.page.folders import make_folder, safe_name
from models.errors import Trouble
from models.records import Content, OperationKind, Unit

_NAME = "按全县的工作簿生成"


class UnitFate(StrEnum):
    """What became of a unit."""

    MADE = "made"
    HERE = "here"
    """Its disclosure was here already and was left as it is."""
    REFUSED = "refused"


@dataclass(frozen=True)
class ForAll:
    """What a person says of the whole workbook, where it does not say so itself."""

    year: int
    kind: str = ""
    money_unit: str = ""
    pack: str = ""


@dataclass(frozen=True)
class HandedOut:
    """One unit: what became of it, its disclosure and packet file, and what is to be said of it."""

    unit: Unit
    outcome: UnitFate
    id: str = ""
    file: Path | None = None
    is_carried: bool = False
    """Whether it goes on from last year's disclosure."""
    told: tuple[str, ...] = ()
    """Why it was refused, what of the form is missing, what differs from what is here."""
    findings: Mapping[str, int] = field(default_factory=dict)
    """How many findings of each level there are."""


@dataclass(frozen=True)
class County:
    """All units of the workbook; the fate of each of its cells; sums of the county that its units do not add up to."""

    units: tuple[HandedOut, ...]
    entries: tuple[ReadCell, ...]
    doubts: tuple[str, ...]
    sums: tuple[Sum, ...]

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many cells were read, taken, skipped and refused."""
        found = Counter(entry.status for entry in self.entries)
        return {"read": len(self.entries), **{name: found[name] for name in ("taken", "skipped", "refused")}}


def hand_out(
    office: Office,
    books: Sequence[Book],
    given: ForAll,
    folder: Path,
    progress: Callable[[int, int, str], None] = lambda *_: None,
) -> County:
    """Make every unit's disclosure ready and write its packet file into the folder, made if it is missing.

    What is here already is never changed. Raises Trouble when no unit is recognised, or when something cannot be
    written; `progress` is told before each unit how many are done, of how many, and which it is.
    """
    apart = take_apart(books)
    if not apart.parts:
        files = "、".join(f"“{book.file}”" for book in books)
        raise Trouble(f"{files}里没有认出单位；", "请用有单位编码或者单位名称一栏的表，或者每个单位一张表、一个文件。")
    office.require_writable()
    make_folder(folder)
    office.backup_now("分发以前")
    readings: dict[Unit, Reading] = {}
    units = []
    for number, part in enumerate(apart.parts):
        progress(number, len(apart.parts), part.unit.name)
        units.append(_handed_out(office, part, given, folder, readings))
    entries = _entries(apart, books, units, readings)
    return County(tuple(units), entries, apart.doubts, sums_told(entries, list(readings.values()), apart.sums))


def _handed_out(
    office: Office, part: UnitPart, given: ForAll, folder: Path, readings: dict[Unit, Reading]
) -> HandedOut:
    """One unit; what is not certain of it is told, and it is left out."""
    try:
        reading = _read(part, given)
        last = office.find(reading.unit, reading.year - 1, reading.kind, pack_of(reading.head))
        before = office.carrying(last.id, reading.year).content if last else None
        if last is None and not _has_amounts(reading):
            raise Trouble("工作簿里只写着它的名称，没有它的金额；", "它要公开的话，请在工作簿里补上金额。")
    except Trouble as trouble:
        return HandedOut(part.unit, UnitFate.REFUSED, told=(str(trouble),))
    readings[part.unit] = reading
    lacking = account(reading).lacking
    told = [lacking] if lacking else []
    known = office.find(reading.unit, reading.year, reading.kind, pack_of(reading.head))
    if known is not None:
        document, is_carried, outcome = office.open_disclosure(known.id), False, UnitFate.HERE
        different = _different(document, reading.document())
        told.insert(0, f"已有资料，没有改动{f'；与工作簿有{different}格不同' if different else ''}。")
    else:
        document, is_carried, outcome = _begun(office, reading, before), before is not None, UnitFate.MADE
    path = save_packet(office, document.head.id, folder / f"{safe_name(reading.unit.code + reading.unit.name)}{SUFFIX}")
    levels = Counter(finding.level for finding in check(document))
    counts: dict[str, int] = {level: levels[level] for level in LEVELS}
    return HandedOut(reading.unit, outcome, document.head.id, path, is_carried, tuple(told), counts)


def _has_amounts(reading: Reading) -> bool:
    """Whether there is anything to begin with: bodies that a department only names have none."""
    return any(entry.fen is not None for entry in reading.document().cells.values())


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


def _begun(office: Office, reading: Reading, before: Content | None) -> Document:
    """The unit's new disclosure: over what last year's leads on to the tables of the workbook, and the text of every
    section that has none drafted."""
    head, own, previous = reading.head, office.own_catalogues, office.last_year(reading.head)
    content = laid_over(before or Content(), reading)
    document = Document(head, reading.edition, content, own_catalogues=own, previous=previous)
    complete(document)
    for section in reading.edition.sections:
        if not document.section_text(section.id):
            document.apply("起草", adopt_all(document, section))
    complete(document)
    return office.begin(head, _NAME, document.content(), OperationKind.IMPORT)


def _different(here: Document, given: Document) -> int:
    """How many amounts of the workbook are not those that are here."""
    tables = {address.table for address in given.cells}
    places = (address for address in given.plan.addresses if address.table in tables)
    return sum(given.value(place) != here.value(place) for place in places)


def _entries(
    apart: Apart, books: Sequence[Book], units: Sequence[HandedOut], readings: Mapping[Unit, Reading]
) -> tuple[ReadCell, ...]:
    """The fate of every cell of the files, each once: of a head that all share, what the first unit made of it."""
    fates = {(entry.file, entry.sheet, entry.cell): entry for entry in apart.others}
    for reading in readings.values():
        for entry in reading.report.entries:
            fates.setdefault((entry.file, entry.sheet, entry.cell), entry)
    for part, unit in zip(apart.parts, units, strict=True):
        for book in part.books if unit.outcome is UnitFate.REFUSED else ():
            for grid in book.grids:
                for cell in grid.cells.values():
                    place = book.file, grid.name, grid.address(cell.row, cell.column)
                    entry = ReadCell(*place, cell.text, "refused", Reason.UNIT_NOT_READ, part.unit.name)
                    fates.setdefault(place, entry)
    written = {
        (book.file, grid.name, grid.address(cell.row, cell.column))
        for book in books
        for grid in book.grids
        for cell in (*grid.cells.values(), *grid.concealed)
    }
    return tuple(entry for place, entry in fates.items() if place in written)
