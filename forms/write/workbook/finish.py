"""What openpyxl cannot write into a workbook: the values of formulas, and that codes are meant to be texts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

_FORMULA = re.compile(rb'<c r="([A-Z]+[0-9]+)"([^>]*)><f>(.*?)</f><v ?/?>(?:</v>)?</c>', re.DOTALL)


@dataclass(slots=True)
class SheetExtras:
    """What one sheet gets: the value of each formula by its cell, and the areas whose numbers are texts (A5:A40)."""

    values: dict[str, Decimal] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)


def finish(path: Path, sheets: Sequence[SheetExtras]) -> None:
    """Put the extras into the saved workbook, sheet by sheet in its order. Raises OSError."""
    with ZipFile(path) as book:
        parts = [(info, book.read(info)) for info in book.infolist()]
    extras = {f"xl/worksheets/sheet{number}.xml": extra for number, extra in enumerate(sheets, start=1)}
    with ZipFile(path, "w", ZIP_DEFLATED) as book:
        for info, content in parts:
            extra = extras.get(info.filename)
            book.writestr(info, _finished(content, extra) if extra else content)


def _finished(content: bytes, extra: SheetExtras) -> bytes:
    content = _FORMULA.sub(lambda found: _valued(found, extra.values), content)
    if extra.texts:
        ignored = (
            f'<ignoredErrors><ignoredError sqref="{" ".join(extra.texts)}" numberStoredAsText="1"/></ignoredErrors>'
        )
        content = content.replace(b"</worksheet>", ignored.encode() + b"</worksheet>")
    return content


def _valued(found: re.Match[bytes], values: Mapping[str, Decimal]) -> bytes:
    """A spreadsheet program shows the value at once, and one that reads without calculating has it too."""
    value = values[found[1].decode()]
    return b'<c r="%b"%b><f>%b</f><v>%b</v></c>' % (found[1], found[2], found[3], f"{value:f}".encode())
