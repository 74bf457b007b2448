"""Finished files that were meddled with: a byte changed in one part, a page put in from another PDF."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pypdfium2 as pdfium


def with_changed_byte(file: Path, part: str, folder: Path) -> Path:
    """A copy in which one byte is changed, in the middle of what is packed of the part."""
    copy = Path(shutil.copy(file, folder))
    with zipfile.ZipFile(copy) as package:
        member = package.getinfo(part)
    content = bytearray(copy.read_bytes())
    head = member.header_offset
    lengths = (int.from_bytes(content[head + at : head + at + 2], "little") for at in (26, 28))
    content[head + 30 + sum(lengths) + member.compress_size // 2] ^= 0x55
    copy.write_bytes(content)
    return copy


def with_page_of(file: Path, other: Path, page: int, target: Path) -> Path:
    """A copy of a PDF in which this page is the one of another."""
    with pdfium.PdfDocument(file) as whole, pdfium.PdfDocument(other) as foreign, pdfium.PdfDocument.new() as copy:
        copy.import_pages(whole)
        del copy[page]
        copy.import_pages(foreign, [page], page)
        copy.save(target)
    return target
