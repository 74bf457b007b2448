"""Reads .xlsx: the index of the package tells which parts are sheets, `sheetxml` takes their cells.

openpyxl is there to write: loading it takes a tenth of a whole command, and its own sheet reader makes an object for
every styled blank cell and for every cell of a merged area, and tells formulas from values only by reading the file
twice; a workbook formatted down to its last row would take minutes.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from defusedxml.ElementTree import fromstring

from forms.readers import refusals
from forms.readers.blocks import Grid
from forms.readers.bounds import Budget
from forms.readers.cell_values import MAC_EPOCH, WINDOWS_EPOCH
from forms.readers.packages import TYPES, links_name, target_name
from forms.readers.sheetxml import Formats, SharedTexts, SheetCells

MAX_INDEX_BYTES = 4 * 1024 * 1024

_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_BOOKS = (
    "application/vnd.ms-excel.template.macroEnabled.main+xml",
    f"{_KIND}template.main+xml",
    "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    f"{_KIND}sheet.main+xml",
)
"""What the index of the sheets may be, a template or with macros."""
_USUAL_BOOK = "xl/workbook.xml"
_USUAL_STYLES = "xl/styles.xml"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def read(file: str, data: bytes) -> tuple[Grid, ...]:
    """The sheets of an .xlsx. Raises Trouble for a file that is too large, and anything at all for a damaged one."""
    with ZipFile(io.BytesIO(data)) as archive:
        index = _Index(file, archive)
        budget = Budget(file)
        texts, formats = SharedTexts(budget), Formats(budget)
        for name, target in ((index.texts, texts), (index.styles, formats)):
            if name:
                with archive.open(name) as part:
                    target.run(part)
        codes = formats.codes
        grids = []
        parts: set[str] = set()
        for sheet in index.sheets():
            # Read over and over, one part would become as many sheets as the index names.
            if sheet.part in parts:
                raise refusals.damaged(file)
            parts.add(sheet.part)
            cells = SheetCells(budget, texts.texts, codes, index.epoch)
            with archive.open(sheet.part) as part:
                cells.run(part)
            unseen = cells.hidden_rows, cells.hidden_columns
            grids.append(Grid.of(sheet.name, cells.cells, cells.merges, sheet.hidden, *unseen))
    return tuple(grids)


def _tree(file: str, archive: ZipFile, name: str) -> Element:
    """A part of the index, which is read into memory whole. Raises Trouble where it is too large for that."""
    if archive.getinfo(name).file_size > MAX_INDEX_BYTES:
        raise refusals.too_large(file)
    root: Element = fromstring(archive.read(name))
    return root


class _SheetPart(NamedTuple):
    """A sheet as the index names it, and the part that holds its cells."""

    name: str
    part: str
    hidden: bool


class _Index:
    """What the parts of a workbook are: its texts and styles (blank where there are none), its sheets, and from when it
    counts its days. Raises KeyError or IndexError where it is not whole."""

    def __init__(self, file: str, archive: ZipFile) -> None:
        types = _tree(file, archive, TYPES)
        parts: dict[str, str] = {}
        for entry in types.iterfind("{*}Override"):
            parts.setdefault(entry.attrib["ContentType"], entry.attrib["PartName"].removeprefix("/"))
        # Some programs give the type of the index as that of all XML instead.
        usual = {entry.attrib["ContentType"]: _USUAL_BOOK for entry in types.iterfind("{*}Default")}
        self._book = next((known[kind] for known in (parts, usual) for kind in _BOOKS if kind in known), "")
        self._tree = _tree(file, archive, self._book)
        self._links = {link.get("Id"): link for link in _tree(file, archive, links_name(self._book))}
        self.texts = parts.get(f"{_KIND}sharedStrings+xml", "")
        self.styles = parts.get(f"{_KIND}styles+xml", "" if parts else _USUAL_STYLES)
        settings = self._tree.find("{*}workbookPr")
        since_1904 = settings is not None and settings.get("date1904", "") not in ("", "0", "f", "false")
        self.epoch: datetime = MAC_EPOCH if since_1904 else WINDOWS_EPOCH

    def sheets(self) -> Iterator[_SheetPart]:
        """The sheets with cells, in their order; the others are chart sheets, dialogs and macros."""
        for sheet in self._tree.iterfind("{*}sheets/{*}sheet"):
            if key := sheet.get(_LINK):
                link = self._links[key]
                if link.attrib["Type"].endswith("/worksheet"):
                    is_hidden = sheet.get("state", "visible") != "visible"
                    yield _SheetPart(sheet.attrib["name"], target_name(self._book, link), is_hidden)
