"""The packs there are, and the edition of the form that a disclosure is made in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from forms.form import word_lists
from forms.form.declared import BadDeclaration, PackFault
from forms.form.model import KINDS, Edition
from forms.form.pack import FILE, PACKS, Pack
from forms.form.references import PROJECTS
from models.errors import Trouble
from models.records import Head

__all__ = [
    "KINDS",
    "PACKS",
    "PROJECTS",
    "VERSIONS",
    "Pack",
    "edition",
    "edition_id",
    "edition_of",
    "home",
    "installed",
    "kept_version",
    "pack",
    "pack_of",
    "reading_as",
    "refused",
    "use_folder",
]  # fmt: skip

_READING_AS: ContextVar[str] = ContextVar("reading_as", default="")
VERSIONS = "versions"
"""The folder, among packs, of those that disclosures were signed with: ID@VERSION/ID."""
_FOLDERS = [PACKS]
"""Where packs stand: those of the program, then those that a person gives. The first of a name counts."""


def use_folder(folder: Path) -> None:
    """Use the packs in this folder too, as they are now, besides the others; a folder that is not there has none."""
    if folder.is_dir():
        if folder not in _FOLDERS:
            _FOLDERS.append(folder)
        for known in (_found, installed, _edition, _signed):
            known.cache_clear()
        word_lists.forget()


@cache
def installed() -> tuple[str, ...]:
    """The names of the packs a disclosure can be made in, that of the program's own first."""
    return tuple(name for name, one in _found().items() if isinstance(one, Pack) and one.years)


def refused() -> dict[str, tuple[PackFault, ...]]:
    """The packs that are there and cannot be used, with what is wrong with them."""
    return {name: one for name, one in _found().items() if not isinstance(one, Pack)}


def home() -> Pack:
    """The pack that is taken where nothing says which: the one in which files are being read, else the first."""
    return pack(_READING_AS.get() or installed()[0])


@contextmanager
def reading_as(name: str) -> Iterator[None]:
    """Files are read as disclosures in this form while the block lasts, in this thread."""
    token = _READING_AS.set(name)
    try:
        yield
    finally:
        _READING_AS.reset(token)


def pack(name: str = "") -> Pack:
    """The pack of that name, or `home`; raises KeyError when there is none, Trouble that says what is wrong with it."""
    found = _found()[name or _READING_AS.get() or installed()[0]]
    if isinstance(found, Pack):
        return found
    raise BadDeclaration(found)


def edition(year: int, kind: str, name: str = "") -> Edition:
    """The edition of that year and kind, of the pack of that name or of `home`, made once.

    Raises KeyError when there is none, Trouble when its declarations cannot be used.
    """
    # A cache takes a default that is given for another argument than one that is left out.
    return _edition(year, kind, name or home().id)


@cache
def _edition(year: int, kind: str, name: str) -> Edition:
    form = pack(name)
    try:
        return form.edition(year, kind)
    except BadDeclaration as bad:
        raise BadDeclaration(bad.faults, form.title) from bad


def kept_version(packs: Sequence[Path], name: str, version: str) -> Path | None:
    """Where that version of the pack is kept, in one of these folders of packs; None when it is not."""
    places = (folder / VERSIONS / f"{name}@{version}" / name for folder in packs)
    return next((place for place in places if (place / FILE).is_file()), None)


@cache
def _signed(folder: Path, year: int, kind: str) -> Edition | None:
    """An edition of a kept version; None when this version of the program cannot read it."""
    try:
        return Pack(folder).edition(year, kind)
    except (BadDeclaration, KeyError):
        return None


def edition_id(name: str, year: int) -> str:
    """How the edition of that pack and year is called in the store and in JSON: hebei-2024."""
    return f"{name}-{year}"


def pack_of(head: Head) -> str:
    """The name of the pack in whose form the disclosure is made, installed or not."""
    return head.edition.rpartition("-")[0]


def edition_of(head: Head, version: str = "") -> Edition:
    """The edition a disclosure is made in, never another one; raises Trouble that names it when it is not here.

    With the `version` of the pack that a disclosure was signed with it is that one where it is here, else, as without,
    the one that is installed.
    """
    name = pack_of(head)
    is_installed = name in installed() and pack(name).version == version
    folder = None if is_installed or not version else kept_version(_FOLDERS, name, version)
    if folder is not None and (signed := _signed(folder, head.year, head.kind)) is not None:
        return signed
    if name not in installed() or head.year not in pack(name).years or head.edition != edition_id(name, head.year):
        raise Trouble(
            f"“{head.id}”用的是“{head.edition}”表样，本机没有安装；",
            f"请先安装这个表样，资料没有改动。目前装有：{'、'.join(pack(name).title for name in installed())}。",
        )
    return edition(head.year, head.kind, name)


@cache
def _found() -> dict[str, Pack | tuple[PackFault, ...]]:
    """Every pack by name, or what keeps it from being used."""
    found: dict[str, Pack | tuple[PackFault, ...]] = {}
    for folder in _pack_folders():
        if folder.name not in found:
            try:
                found[folder.name] = Pack(folder)
            except BadDeclaration as bad:
                found[folder.name] = bad.faults
    return found


def _pack_folders() -> Iterator[Path]:
    for folder in _FOLDERS:
        if folder.is_dir():
            yield from sorted(one for one in folder.iterdir() if (one / FILE).is_file())
