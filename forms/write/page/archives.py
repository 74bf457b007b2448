"""Workbooks and Word files written so that the same content gives the same bytes: no time of the computer in them."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from docx.document import Document as WordFile
    from openpyxl import Workbook


class _TimelessZip(ZipFile):
    """A ZIP whose members bear the first day that the format knows, and no system."""

    def writestr(
        self, zinfo_or_arcname: Any, data: Any, compress_type: int | None = None, compresslevel: int | None = None
    ) -> None:
        member = ZipInfo(getattr(zinfo_or_arcname, "filename", zinfo_or_arcname))
        member.create_system = 0
        super().writestr(member, data, compress_type or ZIP_DEFLATED, compresslevel)


def save_workbook(book: Workbook, path: Path, moment: datetime | None = None) -> None:
    """Write a workbook; `moment` is the time in its properties, without it that of its making. Raises OSError.

    The sheets are made in memory: openpyxl itself puts each into a temporary file, which a killed run leaves behind.
    """
    from openpyxl.worksheet._writer import WorksheetWriter
    from openpyxl.writer.excel import ExcelWriter

    class Writer(ExcelWriter):  # type: ignore[misc]
        def write_worksheet(self, sheet: Any) -> None:
            out = BytesIO()
            writer = WorksheetWriter(sheet, out)
            writer.write()
            sheet._rels = writer._rels
            self._archive.writestr(sheet.path[1:], out.getvalue())
            self.manifest.append(sheet)

    if moment is not None:
        book.properties.created = book.properties.modified = moment
    with _TimelessZip(path, "w", ZIP_DEFLATED) as archive:
        Writer(book, archive).write_data()


def zip_folder(folder: Path, path: Path, name: str) -> None:
    """Pack everything in a folder, under a folder of that name. Raises OSError."""
    with _TimelessZip(path, "w", ZIP_DEFLATED) as archive:
        for file in sorted(file for file in folder.rglob("*") if file.is_file()):
            archive.writestr(f"{name}/{file.relative_to(folder).as_posix()}", file.read_bytes())


def save_word(file: WordFile, path: Path) -> None:
    """Write a Word file; the time in its properties is the caller's. Raises OSError."""
    made = BytesIO()
    file.save(made)
    with ZipFile(made) as parts, _TimelessZip(path, "w", ZIP_DEFLATED) as archive:
        for name in parts.namelist():
            archive.writestr(name, parts.read(name))
