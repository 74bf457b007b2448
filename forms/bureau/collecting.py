"""Collecting: packet files that come back are recognised to their unit, verified, checked, and taken in where they go
on from what is here; what is older, or was worked on in both places, is told and left."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import combinations
from pathlib import Path

from forms.check import check
from forms.document.document import Document
from forms.document.finding import LEVELS
from forms.document.progress import Stage, is_due, is_fact, progress
from forms.form.load import pack_of
from forms.office.office import Office
from forms.office.packet_file import SUFFIX, Packet, Standing, beside, read_packet, standing, take_packet
from forms.signing.states import last_day
from models.errors import Trouble
from models.files import file_trouble
from models.records import Head, Logged, OperationKind, State, Unit

_MADE_BY = (OperationKind.IMPORT, OperationKind.CARRY)
"""The steps by which a disclosure is made ready: after them nobody has worked on it yet."""


class Come(StrEnum):
    """How far a disclosure has come as a whole."""

    UNTOUCHED = "untouched"
    BEGUN = "begun"
    FILLED = "filled"
    CHECKED = "checked"
    SETTLED = "settled"
    PUBLISHED = "published"


COME_WORDS: Mapping[Come, str] = {
    Come.UNTOUCHED: "还没有动",
    Come.BEGUN: "填写中",
    Come.FILLED: "已填完",
    Come.CHECKED: "已审核",
    Come.SETTLED: "已定稿",
    Come.PUBLISHED: "已公开",
}
_BY_STATE = {State.REVIEWED: Come.CHECKED, State.SETTLED: Come.SETTLED, State.PUBLISHED: Come.PUBLISHED}


class PacketFate(StrEnum):
    """What became of a packet file."""

    TAKEN = "taken"
    SAME = "same"
    """It holds just what is here."""
    OLDER = "older"
    """What is here goes on from it, and stays."""
    APART = "apart"
    """Both were worked on; a person has to choose."""
    DAMAGED = "damaged"
    LOOKED = "looked"
    """It could be taken, and was only to be looked at."""
    MISSING = "missing"
    """No file came back of a disclosure that is here."""


@dataclass(frozen=True)
class Collected:
    """One packet file, or one disclosure of which none came back: whose it is, how far it has come, what was found."""

    taking: PacketFate
    file: Path | None = None
    head: Head | None = None
    told: str = ""
    come: Come | None = None
    findings: Mapping[str, int] = field(default_factory=dict)
    last_day: date | None = None
    days_left: int | None = None
    """Until the last day of publication; below zero when it has passed, None while the approval is not known or it is
    published."""
    worked_at: str = ""
    """When it was last worked on, and by whom."""


@dataclass(frozen=True)
class Pile:
    """The packet files of a folder, read; `stamps` say how each stood on the disk then."""

    packets: tuple[Packet, ...]
    damaged: tuple[Collected, ...] = ()
    stamps: Mapping[Path, tuple[int, int]] = field(default_factory=dict)


def read_pile(
    folder: Path,
    own_catalogues: Path,
    before: Pile | None = None,
    progress_of: Callable[[int, int, str], object] = lambda *_: None,
) -> Pile:
    """Read and verify every packet file in the folder and below it; of those that lay there `before` what changed.

    Raises Trouble when the folder holds none.
    """
    paths = sorted(path for path in folder.rglob("*") if path.suffix.lower() == SUFFIX and path.is_file())
    if not paths:
        raise Trouble(f"文件夹“{folder.name}”里没有资料包；", f"资料包是 {SUFFIX} 文件。")
    known = {packet.path: packet for packet in before.packets} if before else {}
    packets, damaged, stamps = [], [], {}
    for number, path in enumerate(paths):
        progress_of(number, len(paths), path.name)
        try:
            stamps[path] = _stamp(path)
            is_same = before is not None and path in known and before.stamps[path] == stamps[path]
            packets.append(known[path] if is_same else read_packet(path, own_catalogues))
        except Trouble as trouble:
            damaged.append(Collected(PacketFate.DAMAGED, path, told=str(trouble)))
    return Pile(tuple(packets), tuple(damaged), stamps)


def collecting(office: Office, pile: Pile, today: date, *, only_look: bool = False) -> Iterator[Collected]:
    """What becomes of one packet after the other, then the damaged ones, then the disclosures of the same year of which
    none came back. What is taken in stays when nobody asks for the next."""
    if not only_look:
        office.require_writable()
        office.backup_now("收回以前")
    groups: dict[tuple[str, int, str, str], list[Packet]] = defaultdict(list)
    for packet in sorted(pile.packets, key=lambda one: _order(one.head.unit)):
        groups[_whose(office, packet.head)].append(packet)
    for group in groups.values():
        yield from _of_one(office, group, today, only_look)
    yield from pile.damaged
    yield from _missing(office, groups, today)


def collect(office: Office, folder: Path, today: date, *, only_look: bool = False) -> tuple[Collected, ...]:
    """Look at every packet file of a folder, and take in what goes on from what is here. Raises Trouble when the folder
    holds none, or when nothing can be stored."""
    pile = read_pile(folder, office.own_catalogues)
    return tuple(collecting(office, pile, today, only_look=only_look))


def _stamp(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError as error:
        raise file_trouble(path, error) from error
    return found.st_mtime_ns, found.st_size


def _whose(office: Office, head: Head) -> tuple[str, int, str, str]:
    """Whose disclosure it is: that of a unit here, known by its code or its name; else the packet's own."""
    here = office.find(head.unit, head.year, head.kind, pack_of(head))
    return (here.id if here else f"{head.unit.code}/{head.unit.name}", head.year, head.kind, pack_of(head))


def _of_one(office: Office, packets: Sequence[Packet], today: date, only_look: bool) -> Iterator[Collected]:
    """The packets of one disclosure, the shortest history first: each leads on from the one before, or none counts."""
    packets = sorted(packets, key=lambda packet: len(packet.history))
    for one, other in combinations(packets, 2):
        if beside(one.history, other.history) is Standing.APART:
            told = f"“{one.path.name}”和“{other.path.name}”是同一单位的，都改动过，没有采用；请先商定用哪一份。"
            yield from (_looked_at(PacketFate.APART, p.path, p.document, p.history, told, today) for p in packets)
            return
    for packet in packets:
        yield _taken(office, packet, today, only_look)


def _taken(office: Office, packet: Packet, today: date, only_look: bool) -> Collected:
    stands = standing(office, packet)
    here = office.find(packet.head.unit, packet.head.year, packet.head.kind, pack_of(packet.head))
    renamed = f"这里的单位名称是“{here.unit.name}”。" if here and here.unit.name != packet.head.unit.name else ""
    document, taking, told = packet.document, PacketFate.LOOKED, renamed
    match stands:
        case Standing.SAME:
            taking = PacketFate.SAME
        case Standing.OLDER:
            taking, told = PacketFate.OLDER, f"比这里的旧，没有采用，这里的没有改动。{renamed}"
        case Standing.APART:
            taking, told = PacketFate.APART, f"和这里的都改动过，没有采用，这里的没有改动；请先商定用哪一份。{renamed}"
        case _ if not only_look:
            document, taking = take_packet(office, packet, back_up=False), PacketFate.TAKEN
    if here is not None or taking is PacketFate.TAKEN:
        document.previous = document.previous or office.last_year(packet.head)
    return _looked_at(taking, packet.path, document, packet.history, told, today)


def _looked_at(
    taking: PacketFate, path: Path | None, document: Document, history: Sequence[Logged], told: str, today: date
) -> Collected:
    document.today = lambda: today
    levels = Counter(finding.level for finding in check(document))
    last = last_day(document)
    is_published = document.head.state is State.PUBLISHED
    newest = history[-1] if history else None
    return Collected(
        taking,
        path,
        document.head,
        told,
        _come(document, history),
        {level: levels[level] for level in LEVELS},
        last,
        (last - today).days if last and not is_published else None,
        " ".join(filter(None, (newest.time.replace("T", " ")[:16], newest.who))) if newest else "",
    )


def _come(document: Document, history: Sequence[Logged]) -> Come:
    """How far it has come: by its state, else by what is still to be filled in."""
    if document.head.state in _BY_STATE:
        return _BY_STATE[document.head.state]
    if all(entry.kind in _MADE_BY for entry in history):
        return Come.UNTOUCHED
    return Come.BEGUN if any(_open(document)) else Come.FILLED


def _open(document: Document) -> Iterator[bool]:
    """Of each table and section whether it is still to be filled in."""
    found = progress(document)
    for table in document.edition.tables:
        stage = found[table].stage
        if not is_fact(document, table):
            yield stage is Stage.BEGUN or (stage is Stage.NOT_BEGUN and is_due(document, table))
    for section in document.edition.sections:
        has_nothing = document.edition.only_holds_chapters(section)
        yield found[section.id].stage is Stage.NOT_BEGUN and not has_nothing


def _missing(
    office: Office, groups: Mapping[tuple[str, int, str, str], Sequence[Packet]], today: date
) -> Iterator[Collected]:
    """The disclosures of the years and forms of the packets that are here and of which no file came back."""
    back = {(packet.head.unit, packet.head.year, packet.head.kind) for each in groups.values() for packet in each}
    names = {(whose, year, kind) for whose, year, kind, _ in groups}
    wanted = {(year, kind, form) for _, year, kind, form in groups}
    for listed in sorted(office.listed(), key=lambda one: _order(one.head.unit)):
        head = listed.head
        is_back = (head.unit, head.year, head.kind) in back or (head.id, head.year, head.kind) in names
        if (head.year, head.kind, pack_of(head)) in wanted and not is_back:
            document = office.open_disclosure(head.id)
            yield _looked_at(PacketFate.MISSING, None, document, office.history(head.id)[::-1], "没有交回。", today)


def _order(unit: Unit) -> tuple[str, str]:
    return unit.code, unit.name
