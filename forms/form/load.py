"""The packs there are, and the edition of the form that a disclosure is made in."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from forms.form.model import KINDS, Edition
from forms.form.pack import FILE, PACKS, Pack
from forms.form.references import PROJECTS
from models.errors import Trouble
from models.records import Head

__all__ = ["KINDS", "PACKS", "PROJECTS", "Pack", "edition", "edition_id", "edition_of", "installed", "pack", "pack_of"]


@cache
def installed() -> tuple[str, ...]:
    """The names of the packs there are."""
    return tuple(sorted(name for name in map(_name, PACKS.iterdir()) if name and pack(name).years))


def _name(folder: Path) -> str:
    return folder.name if (folder / FILE).is_file() else ""


@cache
def pack(name: str = "hebei") -> Pack:
    """The pack of that name, read once."""
    return Pack(PACKS / name)


@cache
def edition(year: int, kind: str, name: str = "hebei") -> Edition:
    """The edition of that year and kind; raises KeyError when there is none."""
    return pack(name).edition(year, kind)


def edition_id(name: str, year: int) -> str:
    """How the edition of that pack and year is called in the store and in JSON: hebei-2024."""
    return f"{name}-{year}"


def pack_of(head: Head) -> str:
    """The name of the pack in whose form the disclosure is made, installed or not."""
    return head.edition.rpartition("-")[0]


def edition_of(head: Head) -> Edition:
    """The edition a disclosure is made in, never another one; raises Trouble that names it when it is not here."""
    name = pack_of(head)
    if name not in installed() or head.year not in pack(name).years or head.edition != edition_id(name, head.year):
        raise Trouble(
            f"“{head.id}”用的是“{head.edition}”表样，本机没有安装；",
            f"请先安装这个表样，资料没有改动。目前装有：{'、'.join(installed())}。",
        )
    return edition(head.year, head.kind, name)
