"""The pages of a PDF, read in this process."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from forms.readers import refusals
from forms.readers.blocks import Block
from forms.readers.pdf.limits import MAX_PAGES, Allowance
from forms.readers.pdf.marks import UNKNOWN, Marks, marks
from forms.readers.pdf.page_flow import PrintPage, blocks_of
from forms.readers.pdf.print_lines import PrintLine, apart, lines_of
from forms.readers.pdf.ruled_tables import RuledTable, tables_of
from forms.readers.pdf.wide_sheets import TablePage, sheets

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_READABLE = 0.95
"""So large a part of the characters at least must have a meaning."""
_REASONS = ("password", "security")
"""Words by which pdfium says that a file is encrypted."""


def read_printed(file: str, data: bytes) -> tuple[Block, ...]:
    """The blocks of a PDF. Raises Trouble for one that is too large, encrypted or without text, and anything at all
    for a damaged one."""
    allowance = Allowance(file)
    pages = [marks(page, allowance) for page in _opened(file, data)]
    glyphs = [glyph for page in pages for glyph in page.glyphs]
    if not glyphs and any(page.has_picture for page in pages):
        raise refusals.scanned(file)
    if sum(glyph.text != UNKNOWN for glyph in glyphs) < _READABLE * len(glyphs):
        raise refusals.without_meaning(file)
    printed = sheets([TablePage(page, tuple(tables_of(page.lines, page.glyphs, allowance)[0])) for page in pages])
    return tuple(blocks_of([_page(number, page, allowance) for number, page in enumerate(printed, start=1)]))


def pictures(file: str, data: bytes) -> tuple[int, ...]:
    """The numbers of the pages, counted from 1, on which pictures are printed and no text."""
    return tuple(_pictures(_opened(file, data), Allowance(file)))


def _pictures(document: PdfDocument, allowance: Allowance) -> Iterator[int]:
    for number, page in enumerate(document, start=1):
        printed = marks(page, allowance)
        if printed.has_picture and not printed.glyphs:
            yield number


def _opened(file: str, data: bytes) -> PdfDocument:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        is_encrypted = any(word in str(error).lower() for word in _REASONS)
        raise (refusals.encrypted(file) if is_encrypted else refusals.damaged_pdf(file)) from error
    if len(document) > MAX_PAGES:
        raise refusals.too_many_pages(file, len(document), MAX_PAGES)
    return document


def _page(number: int, page: Marks, allowance: Allowance) -> PrintPage:
    tables, outside = tables_of(page.lines, page.glyphs, allowance)
    lines = [part for line in lines_of(outside) for part in apart(line) if part.seen]
    items: list[PrintLine | RuledTable] = sorted([*lines, *tables], key=lambda item: item.top)
    return PrintPage(number, page.width, tuple(items))
