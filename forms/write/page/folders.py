"""Where written files go, and how they are named after their disclosure."""

from __future__ import annotations

import itertools
import os
import re
from collections.abc import Sequence
from pathlib import Path

from forms.document.document import Document
from forms.form.model import UNIT_SLOT
from models.files import file_trouble

_NOT_IN_A_FILE_NAME = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_LONGEST_UNIT = 150  # bytes; Linux allows 255 for a whole file name


def titled(document: Document, title: str) -> str:
    """A declared title with the name of the unit in it."""
    return title.replace(UNIT_SLOT, document.head.unit.name)


def document_title(document: Document) -> str:
    """The name of the whole packet, as on its cover: 2024年部门预算信息公开."""
    return titled(document, document.edition.titles.cover)


def file_named(document: Document, title: str, suffix: str) -> str:
    """The name of a file that bears a declared title; what Windows forbids becomes a dash."""
    return title.replace(UNIT_SLOT, _unit_in_a_name(document)) + suffix


def named(document: Document, ending: str, earlier: int | None = None) -> str:
    """The name of a file about the disclosure: unit, year, kind, ending; what Windows forbids becomes a dash.

    With `earlier`, the year of what it was compared with, it names both years.
    """
    both = "" if earlier in (None, document.head.year) else f"{earlier}年与"
    return f"{_unit_in_a_name(document)}{both}{document.head.year}年{document.head.kind}{ending}"


def untaken(folder: Path, stem: str, suffixes: Sequence[str]) -> tuple[Path, ...]:
    """Paths of that name in the folder, with a number behind it where any of them is taken already."""
    for number in itertools.count(1):
        paths = tuple(folder / f"{stem}{f'（{number}）' if number > 1 else ''}{suffix}" for suffix in suffixes)
        if not any(os.path.lexists(path) for path in paths):
            return paths
    raise AssertionError("numbers do not end")


def safe_name(text: str) -> str:
    """A text as the name of a file; what Windows forbids becomes a dash."""
    return _NOT_IN_A_FILE_NAME.sub("-", text).strip(" .")


def _unit_in_a_name(document: Document) -> str:
    return safe_name(document.head.unit.name).encode("utf-8")[:_LONGEST_UNIT].decode("utf-8", "ignore")


def make_folder(folder: Path) -> None:
    """Make the folder if it is missing; raises Trouble when that cannot be done."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise file_trouble(folder, error) from error
