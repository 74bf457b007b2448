"""核对: whether a code from a signed sheet, or finished files, are those of a disclosure that is kept here."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path, PurePosixPath

from forms.compare.compare import Difference, compare, project_words
from forms.document.document import Document
from forms.document.projects import projects
from forms.form.load import pack_of
from forms.form.model import Edition
from forms.match.reading import Reading
from forms.match.recognise import recognise
from forms.office.merge import complete
from forms.office.office import Office
from forms.office.packet_file import SUFFIX as PACKET
from forms.office.packet_file import Packet, Standing, read_packet, standing
from forms.office.unpacking import LARGEST, opened, unpack
from forms.readers import read
from forms.readers.broken_parts import broken_parts
from forms.signing.state_name import state_of
from forms.write.packet.odd_pages import odd_pages
from forms.write.packet.torn_pdf import torn_pieces
from forms.write.page.sums import SUMS, sum_of
from models.digest import code_of, read_code
from models.errors import Trouble
from models.records import Unit

FINISHED = (".xlsx", ".docx", ".pdf")
"""The kinds of finished files that are held against what is kept."""
_ENCRYPTED = 0x1
"""The flag of a member of a zip that has a password."""
_PRINTED = ("budget", "explanation")
_PACKET_STANDS = {
    Standing.FURTHER: "它是在这里的内容上接着改的。",
    Standing.OLDER: "它是这里以前的内容。",
    Standing.APART: "分开以后，它和这里的都改动过。",
}


FileProgress = Callable[[str, int, int], None]
"""Hears the name of the file that is being read, and how many of its pages are, of how many; 0 of 0 when unknown."""


class Outcome(StrEnum):
    """What 核对 found. The values are part of the JSON."""

    SAME = "same"
    DIFFERENT = "different"
    DAMAGED = "damaged"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class FinishedFile:
    """A finished file, what was read in it, and the pages in it that are of another file."""

    file: Path
    reading: Reading
    odd: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class Finished:
    """Finished files as they were read, before they are held against what is kept.

    `packet` is given for a 资料包 instead of `read`. `changed` are the files that are not those of the list that came
    with them, `broken` the parts of files that are not as they were packed; where there are any, nothing was read.
    """

    read: tuple[FinishedFile, ...] = ()
    packet: Packet | None = None
    changed: tuple[Difference, ...] = ()
    broken: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found, of which disclosure (blank: of none), in a sentence, and every place that differs."""

    result: Outcome
    disclosure: str
    sentence: str
    differences: tuple[Difference, ...] = ()
    """The old side is what is kept, the new one what was given."""


def path_in(target: str) -> Path | None:
    """The file or folder that a person means, or None when it is a code; raises Trouble when it is not there."""
    path = Path(target)
    if path.exists():
        return path
    if path.suffix.lower() in (*FINISHED, ".zip", PACKET) or len(path.parts) > 1:
        raise Trouble(f"没有“{path}”这个文件或文件夹；", "请看看路径有没有写错。")
    return None


def verify_code(office: Office, text: str, disclosure: str = "") -> Verification:
    """Whether the code (核对码) that a person typed names a state that is or was kept, of this disclosure or of any.

    What it names is what is given, what stands there now is what is kept. Raises Trouble when it is no code, or for an
    unknown id.
    """
    code = read_code(text)
    ids = [disclosure] if disclosure else [listed.head.id for listed in office.listed()]
    for id_ in ids:
        document = office.open_disclosure(id_)
        name = document.head.unit.name
        if state_of(document).code == code:
            return Verification(Outcome.SAME, id_, f"核对码 {code} 就是“{name}”{document.head.year}年资料现在的内容。")
        for then, time in office.named_states(id_, lambda digest: code_of(digest) == code):
            sentence = f"核对码 {code} 是“{name}”{document.head.year}年资料{time}时的内容，此后改动过。"
            return Verification(Outcome.DIFFERENT, id_, sentence, printed_differences(document, then))
    where = f"“{disclosure}”里" if disclosure else "这里的资料里"
    return Verification(Outcome.UNKNOWN, disclosure, f"{where}没有核对码是 {code} 的内容。")


def verify_files(office: Office, path: Path, disclosure: str = "") -> Verification:
    """Whether a finished file, every finished file of a folder or a zip, or a 资料包 says what is kept.

    Raises Trouble for what cannot be read.
    """
    return held_against(office, read_given(path), disclosure)


def read_given(path: Path, told: FileProgress = lambda *_: None) -> Finished:
    """Read a finished file, every one of a folder or a zip, or a 资料包; `told` hears how far it is;
    when it raises CancelledError, the reading ends at once.

    It speaks to no store, so that it can go on beside the window. Raises Trouble for what cannot be read.
    """
    if path.is_dir():
        return _folder(path, path.name, told)
    if broken := _broken(path):
        return Finished(broken=broken)
    if path.suffix.lower() == PACKET:
        return Finished(packet=read_packet(path))
    if path.suffix.lower() == ".zip" and zipfile.is_zipfile(path):
        with tempfile.TemporaryDirectory() as folder:
            unpack(path, Path(folder))
            return _folder(Path(folder), path.name, told)
    return Finished((_read(path, told),))


def held_against(office: Office, given: Finished, disclosure: str = "") -> Verification:
    """Whether files that were read say what is kept, of this disclosure or of the one they are of.

    A disclosure that was settled and set back is held against both. Raises Trouble for an unknown id.
    """
    if given.changed or given.broken:
        told = ((f"和清单（{SUMS}）对不上：", given.changed), ("里面坏了的是：", given.broken))
        sentence = "".join(f"{head}{'、'.join(one.place for one in found)}。" for head, found in told if found)
        return Verification(Outcome.DAMAGED, disclosure, sentence, (*given.changed, *given.broken))
    if given.packet is not None:
        return _packet(office, given.packet, disclosure)
    verdicts = [(one.file.name, _with_pages(_file(office, one, disclosure), one)) for one in given.read]
    for result in (Outcome.UNKNOWN, Outcome.DIFFERENT):
        if found := [verdict for _, verdict in verdicts if verdict.result == result]:
            named = len(verdicts) > 1
            unlike = [replace(u, place=f"{n}：{u.place}") if named else u for n, v in verdicts for u in v.differences]
            return Verification(result, found[0].disclosure, found[0].sentence, tuple(unlike))
    _, first = verdicts[0]
    if len(verdicts) == 1:
        return first
    return replace(first, sentence=f"{len(verdicts)}个文件都和保存的资料一致。")


def _folder(folder: Path, name: str, told: FileProgress) -> Finished:
    files = sorted(file for file in folder.rglob("*") if file.is_file() and file.suffix.lower() in FINISHED)
    changed = tuple(_changed(folder))
    broken = [replace(one, place=f"{file.name}的{one.place}") for file in files for one in _broken(file)]
    if changed or broken:
        return Finished(changed=changed, broken=tuple(broken))
    if not files:
        raise Trouble(f"“{name}”里没有可以核对的文件；", f"可以核对的有{'、'.join(FINISHED)}。")
    return Finished(tuple(_read(file, told) for file in files))


def _broken(path: Path) -> tuple[Difference, ...]:
    """The broken parts of a package, the torn pieces of a PDF. Nothing for a file that is neither, has a password or is
    too large: whoever reads it says so."""
    if path.suffix.lower() == ".pdf" and path.is_file() and path.stat().st_size <= LARGEST:
        return tuple(Difference("file", piece, "", "完好", "坏了") for piece in torn_pieces(path))
    try:
        with opened(path) as package:
            members = package.infolist()
            if any(one.flag_bits & _ENCRYPTED for one in members) or sum(one.file_size for one in members) > LARGEST:
                return ()
            parts = broken_parts(package)
    except (zipfile.BadZipFile, OSError):
        return ()
    return tuple(Difference("file", part, "", "完好", "坏了") for part in parts)


def _read(file: Path, told: FileProgress) -> FinishedFile:
    told(file.name, 0, 0)
    reading = recognise(read(file, lambda done, of: told(file.name, done, of)))
    return FinishedFile(file, reading, odd_pages(file) if file.suffix.lower() == ".pdf" else ())


def _with_pages(found: Verification, given: FinishedFile) -> Verification:
    """What was found, and the pages that are of another file: with one of them it is not the same any more."""
    if not given.odd or found.result == Outcome.UNKNOWN:
        return found
    pages = "、".join(one.place for one in given.odd)
    sentence = f"“{given.file.name}”的{pages}是从另一份文件换来的，标注和其余各页不同。"
    if found.result == Outcome.DIFFERENT:
        sentence = f"{found.sentence}{sentence}"
    return replace(found, result=Outcome.DIFFERENT, sentence=sentence, differences=(*given.odd, *found.differences))


def _file(office: Office, finished: FinishedFile, disclosure: str) -> Verification:
    file, reading = finished.file, finished.reading
    given = reading.document()
    complete(given)
    found = office.find(reading.unit, reading.year, reading.kind, reading.edition.pack)
    id_ = disclosure or (found.id if found else "")
    if not id_:
        return _not_kept(file, reading.unit, reading.year)
    kept = office.open_disclosure(id_)
    whole = file.suffix.lower() != ".xlsx"
    if not (unlike := printed_differences(kept, given, whole)):
        return Verification(Outcome.SAME, id_, f"“{file.name}”和“{kept.head.unit.name}”{kept.head.year}年的资料一致。")
    settled = office.settled(id_)
    if settled is not None and not printed_differences(settled, given, whole):
        return Verification(Outcome.DIFFERENT, id_, f"“{file.name}”是上次定稿的内容，此后资料改动过。", unlike)
    return Verification(Outcome.DIFFERENT, id_, f"“{file.name}”和保存的资料有{len(unlike)}处不同。", unlike)


def _packet(office: Office, packet: Packet, disclosure: str) -> Verification:
    """A packet holds all that is kept, also what is not printed: it is the same when its state has the same name."""
    head, name = packet.head, packet.path.name
    found = office.find(head.unit, head.year, head.kind, pack_of(head))
    id_ = disclosure or (found.id if found else "")
    if not id_:
        return _not_kept(packet.path, head.unit, head.year)
    kept, code = office.open_disclosure(id_), state_of(packet.document).code
    whose = f"“{kept.head.unit.name}”{kept.head.year}年的资料"
    if state_of(kept).code == code:
        return Verification(Outcome.SAME, id_, f"“{name}”和{whose}一致，核对码都是 {code}。")
    unlike = compare(kept, packet.document)
    how_many = f"有{len(unlike)}处不同" if unlike else "表格、文字和项目相同，单位资料不同"
    stands = _PACKET_STANDS.get(standing(office, packet), "")
    return Verification(Outcome.DIFFERENT, id_, f"“{name}”和{whose}{how_many}。{stands}", unlike)


def _not_kept(file: Path, unit: Unit, year: int) -> Verification:
    return Verification(Outcome.UNKNOWN, "", f"“{file.name}”是“{unit.name}”{year}年的，这里没有这份资料。")


def printed_differences(kept: Document, given: Document, whole: bool = True) -> tuple[Difference, ...]:
    """Every printed place that differs; a workbook has tables only."""
    secret = {project_words(project) for project in projects(kept) if project.secret}
    shown = {project_words(project) for project in projects(given)}
    found = [
        one
        for one in compare(kept, given)
        if _is_printed(given.edition, one) and (whole or one.part == "table") and one.place not in secret - shown
    ]
    leaks = [Difference("project", name, "", "涉密，不公开", "写在文件里") for name in sorted(secret & shown)]
    return (*found, *leaks)


def _is_printed(form: Edition, one: Difference) -> bool:
    return one.part != "table" or one.table not in form.tables or form.tables[one.table].part in _PRINTED


def _changed(folder: Path) -> Iterator[Difference]:
    """The files that are not those of the list (SHA256SUMS) that lies beside them, if one does."""
    sums = folder / SUMS
    sums = sums if sums.is_file() else next(iter(sorted(folder.glob(f"*/{SUMS}"))), sums)
    if not sums.is_file():
        return
    for line in sums.read_text(encoding="utf-8", errors="replace").splitlines():
        kept, _, name = line.strip().partition(" ")
        name = name.lstrip(" *")
        if not name or PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
            yield Difference("file", line[:60], "", "", "这一行读不懂")
            continue
        file = sums.parent / name
        given = sum_of(file.read_bytes()) if file.is_file() else ""
        if given != kept.lower():
            yield Difference("file", name, "", kept, given or "没有这个文件")
