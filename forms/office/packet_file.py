"""The packet file (.ysgk): one disclosure with its history on a stick, verified whole before anything of it is taken.

A ZIP whose members are stored as they are, under names of ours alone. The same disclosure gives the same bytes, so a
file in which any byte was changed, also one that no reader of ZIPs looks at, is not what would be written again.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from forms.document.document import Document
from forms.form.load import edition_of, pack_of
from forms.office.office import Office
from forms.signing.state_name import state_of
from forms.signing.states import signed_version
from forms.write.page.sums import SUMS, sum_of, sums_text
from models.attached.attachments import attached
from models.errors import Trouble
from models.files import file_trouble, write_whole
from models.history import dump_changes, load_changes, made_by
from models.records import CellEntry, Change, Head, Logged, OperationKind, RowEntry, State, TextChange, Unit

SUFFIX = ".ysgk"
_FORM = 2
"""The newest form that is read; the first knew neither papers nor publications, and is still written where there are
none."""
_LATER = (OperationKind.ATTACH, OperationKind.DETACH, OperationKind.STAND)
_PAPERS = "papers/"
_PACKET = "packet.json"
_LARGEST_NUMBER = 1 << 63
"""What SQLite keeps."""
_LARGEST = 200_000_000
_DAMAGED = "已损坏，或者被改动过，没有打开"


def save_packet(office: Office, disclosure: str, path: Path) -> Path:
    """Write the packet file of a stored disclosure, in the place of one that stands there; returns its path.

    Raises Trouble for an unknown id, or when it cannot be written.
    """
    document = office.open_disclosure(disclosure)
    papers = {paper.digest: office.paper(disclosure, paper) for paper in office.papers(disclosure)}
    path = path if path.suffix.lower() == SUFFIX else path.with_name(path.name + SUFFIX)
    members = _content(document, office.history(disclosure)[::-1], papers)
    with write_whole(path) as temporary:
        temporary.write_bytes(_packed(members))
    return path


@dataclass(frozen=True)
class Packet:
    """A packet file that was verified whole: its disclosure as it stands there, with its history, the oldest first."""

    path: Path
    head: Head
    history: tuple[Logged, ...]
    document: Document
    papers: tuple[bytes, ...] = ()
    """Those that are attached (签字件)."""


class Standing(Enum):
    """How a packet stands to the disclosure of its unit that is here, as a sentence about its file."""

    NEW = "“{file}”是这里还没有的"
    FURTHER = "“{file}”比这里的新"
    SAME = "“{file}”和这里的一样，不用再打开"
    OLDER = "“{file}”比这里的旧，没有打开"
    APART = "“{file}”和这里的“{unit}”{year}年资料都改动过，没有打开"


_WAYS_OUT = {
    Standing.SAME: "请在列表里打开那一份。",
    Standing.OLDER: "请用这里的继续；要回到旧的，用备份恢复。",
    Standing.APART: "请先和对方商定用哪一份。",
}


def read_packet(path: Path, own_catalogues: Path | None = None) -> Packet:
    """What a packet file holds; raises Trouble when it is damaged, was changed, or is of a newer program."""
    packet, papers = _unpacked(path)
    try:
        head, history = _head(packet["head"]), tuple(_entry(entry) for entry in packet["history"])
        name = str(packet["state"]["sha256"])
        state = next((entry.state for entry in reversed(history) if entry.state), State.EDITING)
        form = edition_of(head, "" if state == State.EDITING else signed_version(reversed(history)))
        document = Document(replace(head, state=state), form, made_by(history), own_catalogues=own_catalogues)
        made = state_of(document)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise Trouble(f"“{path.name}”{_DAMAGED}；", "请重新拷贝一份。") from error
    if made.sha256 != name:
        raise Trouble(f"“{path.name}”里的核对码和内容对不上，没有打开；", "请让对方重新保存一份。")
    if set(map(sum_of, papers)) != attached(history).keys():
        raise Trouble(f"“{path.name}”里的签字件和修改记录对不上，没有打开；", "请让对方重新保存一份。")
    return Packet(path, head, history, document, papers)


def standing(office: Office, packet: Packet) -> Standing:
    """How a packet stands to what is here of its unit."""
    here = office.find(packet.head.unit, packet.head.year, packet.head.kind, pack_of(packet.head))
    return Standing.NEW if here is None else beside(office.history(here.id)[::-1], packet.history)


def beside(known: Sequence[Logged], history: Sequence[Logged]) -> Standing:
    """How one history stands to the one that is known, both the oldest first."""
    if list(history) == list(known):
        return Standing.SAME
    if list(history[: len(known)]) == list(known):
        return Standing.FURTHER
    return Standing.OLDER if list(known[: len(history)]) == list(history) else Standing.APART


def open_packet(office: Office, path: Path) -> Document:
    """Take over the disclosure of a packet file, with its history.

    One that is here already is led on to where the packet stands, if the packet goes on from it. Raises Trouble as
    `read_packet` does; and when the packet is the same as what is here or older, or when both were worked on. Nothing
    is changed then.
    """
    return take_packet(office, read_packet(path))


def take_packet(office: Office, packet: Packet, *, back_up: bool = True) -> Document:
    """The same for one that was read; after a backup, unless whoever takes many made one."""
    head, stands = packet.head, standing(office, packet)
    here = office.find(head.unit, head.year, head.kind, pack_of(head))
    if stands in _WAYS_OUT:
        unit = here.unit.name if here else head.unit.name
        sentence = stands.value.format(file=packet.path.name, unit=unit, year=head.year)
        raise Trouble(f"{sentence}；", _WAYS_OUT[stands])
    known = len(office.history(here.id)) if here else 0
    return office.adopt(head, packet.history[known:], here.id if here else "", papers=packet.papers, back_up=back_up)


def _content(document: Document, history: Sequence[Logged], papers: Mapping[str, bytes]) -> Mapping[str, bytes]:
    name, head = state_of(document), document.head
    packet = {
        "form": _FORM if any(entry.kind in _LATER for entry in history) else 1,
        "head": {
            "id": head.id,
            "unit": {"code": head.unit.code, "name": head.unit.name},
            "year": head.year,
            "kind": head.kind,
            "edition": head.edition,
        },
        "state": {"name": head.state, "code": name.code, "sha256": name.sha256},
        "history": [
            {
                "time": entry.time,
                "kind": entry.kind,
                "state": entry.state,
                "digest": entry.digest,
                "who": entry.who,
                "name": entry.name,
                "changes": json.loads(dump_changes(entry.changes)),
            }
            for entry in history
        ],
    }
    told = json.dumps(packet, ensure_ascii=False, separators=(",", ":")).encode()
    return {_PACKET: told, **{f"{_PAPERS}{digest}": content for digest, content in papers.items()}}


def _packed(members: Mapping[str, bytes]) -> bytes:
    sums = sums_text((name, sum_of(data)) for name, data in sorted(members.items()))
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as archive:
        for name, data in (*sorted(members.items()), (SUMS, sums.encode())):
            member = ZipInfo(name)
            member.create_system = 0
            archive.writestr(member, data, ZIP_STORED)
    return out.getvalue()


def _unpacked(path: Path) -> tuple[Any, tuple[bytes, ...]]:
    try:
        if path.stat().st_size > _LARGEST:
            raise Trouble(f"“{path.name}”太大，不是资料包；", f"请选 {SUFFIX} 文件。")
        data = path.read_bytes()
    except OSError as error:
        raise file_trouble(path, error) from error
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            # As they are stored, members are no longer than the file: whatever says more is none of ours.
            if sum(member.file_size for member in archive.infolist()) > len(data):
                raise BadZipFile
            members = {name: archive.read(name) for name in archive.namelist() if name != SUMS}
        packet = json.loads(members[_PACKET])
        form = packet["form"]
    except (BadZipFile, KeyError, ValueError, TypeError, NotImplementedError, RuntimeError, EOFError) as error:
        raise Trouble(f"“{path.name}”{_DAMAGED}；", f"请确认是 {SUFFIX} 资料包，或者重新拷贝一份。") from error
    if isinstance(form, int) and form > _FORM:
        raise Trouble(f"“{path.name}”是新版本的程序保存的；", "请先更新程序，再打开。")
    papers = {name: content for name, content in members.items() if name != _PACKET}
    if any(name != f"{_PAPERS}{sum_of(content)}" for name, content in papers.items()) or _packed(members) != data:
        raise Trouble(f"“{path.name}”{_DAMAGED}；", "请重新拷贝一份。")
    return packet, tuple(papers.values())


def _head(data: Any) -> Head:
    unit = Unit(str(data["unit"]["code"]), str(data["unit"]["name"]))
    return Head(str(data["id"]), unit, int(data["year"]), str(data["kind"]), str(data["edition"]))


def _entry(data: Any) -> Logged:
    state = State(data["state"]) if data["state"] else None
    changes = load_changes(json.dumps(data["changes"]))
    texts = [data["time"], data["name"], data["who"], *filter(None, [data["digest"]])]
    if not all(isinstance(text, str) for text in texts) or not all(map(_is_whole, changes)):
        raise TypeError(data["kind"])
    return Logged(data["time"], data["name"], changes, OperationKind(data["kind"]), state, data["who"], data["digest"])


def _is_whole(change: Change) -> bool:
    """Whether the change has what the store takes: texts, and amounts that are whole numbers of 分."""
    parts: list[object] = [change.key] if isinstance(change, TextChange) else list(change.key)
    entries: tuple[object, object] = (change.old, change.new)
    for entry in entries:
        match entry:
            case CellEntry(fen, text, origin):
                if (fen is None and text is None) or not _is_number(fen):
                    return False
                parts += [origin, *filter(None, [text])]
            case RowEntry(label, order):
                if not _is_number(order):
                    return False
                parts += filter(None, [label])
            case str():
                parts.append(entry)
            case None:
                pass
            case _:
                return False
    return all(isinstance(part, str) for part in parts)


def _is_number(number: object) -> bool:
    return number is None or (type(number) is int and abs(number) < _LARGEST_NUMBER)
