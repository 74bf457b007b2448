"""Handing out: from files of the whole county each unit's disclosure is made ready, one packet file a unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from forms.bureau.county_plan import CountyPlan, ForAll, PlannedUnit, planned
from forms.bureau.county_sums import Sum, sums_told
from forms.check import check
from forms.document.document import Document
from forms.document.finding import LEVELS
from forms.edit.adopt import adopt_all
from forms.form.load import pack_of
from forms.match.account.accounts import account
from forms.match.reading import Reading
from forms.match.report import ReadCell, Reason
from forms.office.merge import complete, laid_over
from forms.office.office import Office
from forms.office.packet_file import SUFFIX, save_packet
from forms.readers import Book
from forms.write.page.folders import make_folder, safe_name
from models.errors import Trouble
from models.records import Content, Head, OperationKind, Unit

_NAME = "按全县的工作簿生成"


class UnitFate(StrEnum):
    """What became of a unit."""

    MADE = "made"
    HERE = "here"
    """Its disclosure was here already and was left as it is."""
    REFUSED = "refused"


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


def hand_out(office: Office, books: Sequence[Book], given: ForAll, folder: Path) -> County:
    """Make every unit's disclosure ready and write its packet file into the folder, made if it is missing.

    What is here already is never changed. Raises Trouble when no unit is recognised, or when something cannot be
    written.
    """
    plan = planned(books, given)
    return county_of(plan, tuple(handing_out(office, plan, folder)))


def foreseen(
    office: Office, plan: CountyPlan, has_last_year: Callable[[Head], bool] = lambda _: False
) -> Iterator[HandedOut]:
    """What would become of one unit after the other, when last year's are stored before of which `has_last_year` tells;
    nothing is stored or written."""
    return (_foreseen(office, one, has_last_year).handed for one in plan.units)


def handing_out(office: Office, plan: CountyPlan, folder: Path) -> Iterator[HandedOut]:
    """Hand out to one unit after the other; what is done stays when nobody asks for the next.

    Raises Trouble when something cannot be written.
    """
    office.require_writable()
    make_folder(folder)
    office.backup_now("分发以前")
    return (_handed_out(office, one, folder) for one in plan.units)


def county_of(plan: CountyPlan, units: Sequence[HandedOut]) -> County:
    """The account of all units of the plan, of each of which it is known what became of it."""
    readings = {
        one.part.unit: one.reading
        for one, unit in zip(plan.units, units, strict=True)
        if one.reading is not None and unit.outcome is not UnitFate.REFUSED
    }
    entries = _entries(plan, units, readings)
    sums = sums_told(entries, list(readings.values()), plan.apart.sums)
    # What was added or kept apart is told of what was read.
    return County(tuple(units), entries, plan.apart.doubts if readings else (), sums)


@dataclass(frozen=True)
class _Foreseen:
    """What would become of a unit, the disclosure of it that is here, and what last year's leads on to."""

    handed: HandedOut
    known: Document | None = None
    before: Content | None = None


def _foreseen(office: Office, one: PlannedUnit, has_last_year: Callable[[Head], bool] = lambda _: False) -> _Foreseen:
    reading = one.reading
    if reading is None:
        return _Foreseen(HandedOut(one.part.unit, UnitFate.REFUSED, told=(str(one.refused),)))
    try:
        last = office.find(reading.unit, reading.year - 1, reading.kind, pack_of(reading.head))
        before = office.carrying(last.id, reading.year).content if last else None
        is_carried = before is not None or has_last_year(reading.head)
        if not is_carried and not _has_amounts(reading):
            raise Trouble("工作簿里只写着它的名称，没有它的金额；", "它要公开的话，请在工作簿里补上金额。")
    except Trouble as trouble:
        return _Foreseen(HandedOut(one.part.unit, UnitFate.REFUSED, told=(str(trouble),)))
    lacking = account(reading).lacking
    told = (lacking,) if lacking else ()
    here = office.find(reading.unit, reading.year, reading.kind, pack_of(reading.head))
    if here is None:
        return _Foreseen(HandedOut(reading.unit, UnitFate.MADE, is_carried=is_carried, told=told), None, before)
    document = office.open_disclosure(here.id)
    different = _different(document, reading.document())
    known = f"已有资料，没有改动{f'；与工作簿有{different}格不同' if different else ''}。"
    return _Foreseen(HandedOut(reading.unit, UnitFate.HERE, here.id, told=(known, *told)), document)


def _handed_out(office: Office, one: PlannedUnit, folder: Path) -> HandedOut:
    """One unit; what is not certain of it is told, and it is left out."""
    found, reading = _foreseen(office, one), one.reading
    if reading is None or found.handed.outcome is UnitFate.REFUSED:
        return found.handed
    document = found.known or _begun(office, reading, found.before)
    path = save_packet(office, document.head.id, folder / f"{safe_name(reading.unit.code + reading.unit.name)}{SUFFIX}")
    levels = Counter(finding.level for finding in check(document))
    counts: dict[str, int] = {level: levels[level] for level in LEVELS}
    return replace(found.handed, id=document.head.id, file=path, findings=counts)


def _has_amounts(reading: Reading) -> bool:
    """Whether there is anything to begin with: bodies that a department only names have none."""
    return any(entry.fen is not None for entry in reading.document().cells.values())


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


def _entries(plan: CountyPlan, units: Sequence[HandedOut], readings: Mapping[Unit, Reading]) -> tuple[ReadCell, ...]:
    """The fate of every cell of the files, each once: of a head that all share, what the first unit made of it."""
    fates = {(entry.file, entry.sheet, entry.cell): entry for entry in plan.apart.others}
    for reading in readings.values():
        for entry in reading.report.entries:
            fates.setdefault((entry.file, entry.sheet, entry.cell), entry)
    for part, unit in zip(plan.apart.parts, units, strict=True):
        for book in part.books if unit.outcome is UnitFate.REFUSED else ():
            for grid in book.grids:
                for cell in grid.cells.values():
                    place = book.file, grid.name, grid.address(cell.row, cell.column)
                    entry = ReadCell(*place, cell.text, "refused", Reason.UNIT_NOT_READ, part.unit.name)
                    fates.setdefault(place, entry)
    written = {
        (book.file, grid.name, grid.address(cell.row, cell.column))
        for book in plan.books
        for grid in book.grids
        for cell in (*grid.cells.values(), *grid.concealed)
    }
    return tuple(entry for place, entry in fates.items() if place in written)
