"""What units handed in (交来的资料): a folder looked through for the disclosures in it, each with its files."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from forms.form.load import KINDS, pack
from forms.form.word_lists import words_in
from forms.match.normal import plain
from forms.match.text.reading_words import reading_words
from forms.office.packet_file import SUFFIX as PACKET
from forms.office.unpacking import unpack
from models.errors import Trouble

_TABLES = (".xlsx", ".xls", ".et", ".ods", ".csv")
_PRINTED = ".pdf"
READABLE = (*_TABLES, ".docx", ".doc", ".wps", ".txt", _PRINTED)
"""The files of a folder that may belong to a disclosure; what two of them hold is taken from the first kind. A PDF is
printed from the others, as reports are, and counts only where there are none."""
_ZIP = ".zip"
_DEEPEST = 2
"""So many zips in each other are unpacked; one may hold itself."""
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_NO_NAME = re.compile(r"[\W_]+")
_ORDINAL = re.compile(r"(?<=[\s_])\d{1,2}(?!\d)|^\W*\d{1,2}(?=\W|_|$)|(?<!\d)\d{8}(?!\d)")
"""A number that tells no units apart: behind a word for the part (表1), before a stop (1.), the day of a version."""
_NOT_HANDED_IN = ("~$", ".")
"""How the names of files begin that an office program or the system put there."""


@dataclass(frozen=True, slots=True)
class Submission:
    """The files of one disclosure under the name by which they are told apart, or why there is none to be read."""

    name: str
    files: tuple[Path, ...] = ()
    refused: str = ""
    is_last_years: bool = False
    """Whether it lies in a folder for last year's (上年资料), and is there to be held against only."""


@dataclass(frozen=True, slots=True)
class FileWords:
    """What the names of files say, `words/files.toml`: words for parts of a disclosure, for lists, for last year's."""

    parts: tuple[str, ...]
    lists: tuple[str, ...]
    last_years: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Whose:
    """What the name of a file says of its disclosure: the year, and what is left without the words for its parts."""

    year: str
    words: str

    @property
    def is_a_unit(self) -> bool:
        """Whether it names a unit, by its name or by its code."""
        return self.words[-1:].isdigit() or reading_words().unit_end.search(self.words) is not None

    def may_be(self, other: _Whose) -> bool:
        """Whether both may be of one disclosure, where one of them says less."""
        years = not self.year or not other.year or self.year == other.year
        return years and (self.words in other.words or other.words in self.words)


def submissions(target: Path, unpacked: Path, leave_out: Path | None = None) -> tuple[Submission, ...]:
    """The disclosures in a folder, a zip or a file, in the order of their names.

    Sub-folders are units, as long as they do not hold the tables of several; files that lie beside each other belong
    together when their names are alike but for words such as 表 or 说明. Packet files and zips are taken too, the zips
    unpacked into `unpacked`; `leave_out`, where results are written, is not looked into, and a list of the units
    (单位名单) is none of theirs. Raises Trouble when the target cannot be read.
    """
    try:
        found = list(_below(target, "", unpacked, leave_out and leave_out.resolve()))
    except OSError as error:
        raise Trouble(f"“{target}”打不开；", "请看看路径有没有写错，U 盘有没有拔出。") from error
    names: dict[str, int] = {}
    told = []
    for one in found:
        names[one.name] = names.get(one.name, 0) + 1
        count = names[one.name]
        told.append(one if count == 1 else replace(one, name=f"{one.name}（{count}）"))
    return tuple(told)


def files_below(target: Path, unpacked: Path, suffixes: Sequence[str], deep: int = 0) -> Iterator[tuple[str, Path]]:
    """Every file of these kinds below a folder, or in its zips, by its place in it; a zip that cannot be unpacked too.

    `deep` says in how many zips the target lies.
    """
    for file in sorted(target.rglob("*")) if target.is_dir() else [target]:
        if not file.is_file() or file.name.startswith(_NOT_HANDED_IN):
            continue
        place = file.relative_to(target).as_posix() if target.is_dir() else file.name
        if file.suffix.lower() == _ZIP:
            inside = unpacked / str(sum(1 for _ in unpacked.iterdir()))
            with suppress(Trouble):
                if deep < _DEEPEST:
                    unpack(file, inside)
            found = files_below(inside, unpacked, suffixes, deep + 1) if inside.is_dir() else [("", file)]
            yield from ((f"{place}/{name}".rstrip("/"), one) for name, one in found)
        elif file.suffix.lower() in suffixes:
            yield place, file


def is_unit_list(file: Path) -> bool:
    """Whether the name of a file says that it lists the units which have to disclose."""
    return file.is_file() and any(word in file.stem for word in _file_words().lists)


def together(files: Sequence[Path]) -> tuple[tuple[Path, ...], ...]:
    """Files that lie about, in the order in which the first of each comes: a workbook with the text beside it that its
    name fits, when both fit no other; any other file alone."""
    folders: dict[Path, list[Path]] = {}
    for file in files:
        folders.setdefault(file.parent, []).append(file)
    found: dict[Path, tuple[Path, ...]] = {file: (file,) for file in files}
    for group in (group for inside in folders.values() for group in _alike(inside)):
        pair = _counting(group)
        if len(pair) == 2 and [_has_tables((file,)) for file in pair] == [True, False]:
            found |= dict.fromkeys(pair, pair)
    return tuple(dict.fromkeys(found[file] for file in files))


def unit_words(name: str) -> str:
    """What the name of a file or folder says of a unit: without the year and the words for parts (公开表, 说明)."""
    return _whose(name).words


def one_disclosure(folder: Path) -> tuple[Path, ...]:
    """The files of a folder that holds one disclosure, in the order in which they count."""
    return _counting(file for file in sorted(folder.iterdir()) if file.is_file())


def _below(target: Path, name: str, unpacked: Path, leave_out: Path | None, deep: int = 0) -> Iterator[Submission]:
    """What lies in a folder or a zip of that name, blank for the one that was given, so many zips deep."""
    if target.is_file():
        yield from _zip(target, name, unpacked, deep) if target.suffix.lower() == _ZIP else _file(target)
        return
    own, folders, zips = _content(target, leave_out)
    yield from _in_folder(own, target, name)
    for folder in folders:
        found = _below(folder, _joined(name, folder.name), unpacked, leave_out, deep)
        is_before = plain(folder.name) in _file_words().last_years
        yield from (replace(one, is_last_years=True) for one in found) if is_before else found
    for packed in zips:
        yield from _zip(packed, _joined(name, packed.stem), unpacked, deep)


def _content(folder: Path, leave_out: Path | None) -> tuple[list[Path], list[Path], list[Path]]:
    """The files of a folder with those in folders that are only parts of it (附件), the other folders, the zips."""
    own: list[Path] = []
    folders: list[Path] = []
    zips: list[Path] = []
    for path in sorted(folder.iterdir()):
        if path.name.startswith(_NOT_HANDED_IN) or path.resolve() == leave_out or is_unit_list(path):
            continue
        if not path.is_dir():
            (zips if path.suffix.lower() == _ZIP else own).append(path)
        elif _whose(path.name).words or _YEAR.search(path.name) or plain(path.name) in _file_words().last_years:
            folders.append(path)
        else:
            more = _content(path, leave_out)
            own, folders, zips = own + more[0], folders + more[1], zips + more[2]
    return own, folders, zips


def _zip(packed: Path, name: str, unpacked: Path, deep: int) -> Iterator[Submission]:
    folder = unpacked / str(sum(1 for _ in unpacked.iterdir()))
    try:
        if deep == _DEEPEST:
            raise Trouble(f"“{packed.name}”是压缩包里的压缩包，没有解开；", "请解开后再放进文件夹。")
        unpack(packed, folder)
    except Trouble as trouble:
        yield Submission(name or packed.stem, (packed,), str(trouble))
        return
    inside = list(folder.iterdir())
    # A folder that was packed stands alone in its zip.
    top = inside[0] if len(inside) == 1 and inside[0].is_dir() else folder
    yield from _below(top, name or packed.stem, unpacked, None, deep + 1)


def _file(file: Path) -> Iterator[Submission]:
    if file.suffix.lower() not in (*READABLE, PACKET):
        raise Trouble(f"“{file.name}”不是可以读的文件；", f"可以读的有 {'、'.join((*READABLE, PACKET, _ZIP))}。")
    yield Submission(file.stem, (file,))


def _in_folder(files: Sequence[Path], folder: Path, name: str) -> Iterator[Submission]:
    """The disclosures whose files lie beside each other in one folder."""
    for packet in files:
        if packet.suffix.lower() == PACKET:
            yield Submission(_joined(name, packet.stem), (packet,))
    readable = [file for file in files if file.suffix.lower() in READABLE]
    if not readable:
        if name and files and not any(file.suffix.lower() == PACKET for file in files):
            yield Submission(name, (), f"文件夹“{folder.name}”里没有可以读的文件，可以读的有 {'、'.join(READABLE)}。")
        return
    groups = _alike(readable)
    # In a folder of its own a unit may call its files as it likes, unless they name several units.
    units = [group for group in groups if _has_tables(group) and _whose(group[0].stem).is_a_unit]
    if name and len(units) <= 1:
        groups = [readable]
    for group in groups:
        counting = _counting(group)
        yield Submission(name if name and len(groups) == 1 else _joined(name, counting[0].stem), counting)


def _alike(files: Iterable[Path]) -> list[list[Path]]:
    """Files put together by their names; a text goes to the tables that its name fits, when it fits those of one."""
    found: dict[_Whose, list[Path]] = {}
    for file in files:
        found.setdefault(_whose(file.stem), []).append(file)
    with_tables = {whose: group for whose, group in found.items() if _has_tables(group)}
    for whose, group in list(found.items()):
        fitting = [other for other in with_tables if other != whose and whose.may_be(other)]
        if whose not in with_tables and len(fitting) == 1:
            with_tables[fitting[0]].extend(group)
            del found[whose]
    return list(found.values())


def _counting(files: Iterable[Path]) -> tuple[Path, ...]:
    """The files that count, by kind and then by name: those that are printed only where there are no others."""
    known = [file for file in files if file.suffix.lower() in READABLE]
    found = sorted(known, key=lambda file: (READABLE.index(file.suffix.lower()), file.name))
    return tuple(file for file in found if file.suffix.lower() != _PRINTED) or tuple(found)


def _has_tables(files: Iterable[Path]) -> bool:
    return any(file.suffix.lower() in _TABLES for file in files)


def _whose(stem: str) -> _Whose:
    text = unicodedata.normalize("NFKC", stem).casefold()
    year = _YEAR.search(text)
    text = _YEAR.sub(" ", text)
    for word in sorted(_file_words().parts, key=len, reverse=True):
        text = text.replace(word, " ")
    return _Whose(year[0] if year else "", _NO_NAME.sub("", _ORDINAL.sub(" ", text)))


def _file_words() -> FileWords:
    form = pack()
    return words_in(form.folders, form.years[-1], KINDS[0], "files", FileWords)


def _joined(above: str, name: str) -> str:
    return f"{above}/{name}" if above else name
