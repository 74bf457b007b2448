"""Where written files go, and how they are named after their disclosure."""

from __future__ import annotations

import re
from pathlib import Path

from forms.document.document import Document
from models.files import file_trouble

_NOT_IN_A_FILE_NAME = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_LONGEST_UNIT = 150  # bytes; Linux allows 255 for a whole file name


def named(document: Document, ending: str) -> str:
    """The name of a file about the disclosure: unit, year, kind, ending; what Windows forbids becomes a dash."""
    head = document.head
    unit = _NOT_IN_A_FILE_NAME.sub("-", head.unit.name).strip(" .")
    unit = unit.encode("utf-8")[:_LONGEST_UNIT].decode("utf-8", "ignore")
    return f"{unit}{head.year}年{head.kind}{ending}"


def make_folder(folder: Path) -> None:
    """Make the folder if it is missing; raises Trouble when that cannot be done."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise file_trouble(folder, error) from error
