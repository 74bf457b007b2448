"""The pages of a PDF, read in this process."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from forms.readers import refusals
from forms.readers.blocks import Block
from forms.readers.pdf.aligned_tables import AlignedTables
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
_NAMED, _SHOWN = 3, 12
"""So many texts that are cut off are named, by so many of their last characters."""
_REASONS = ("password", "security")
"""Words by which pdfium says that a file is encrypted."""


@dataclass(frozen=True, slots=True)
class Printed:
    """What is printed in a PDF, and one sentence for each thing about its pages that is to be told."""

    blocks: tuple[Block, ...]
    remarks: tuple[str, ...]


def read_printed(file: str, data: bytes, progress: Callable[[int, int], None]) -> Printed:
    """What is printed in a PDF; `progress` is told the pages done, of how many. Raises Trouble for one that is too
    large, encrypted or without text, and anything at all for a damaged one."""
    allowance = Allowance(file)
    document = _opened(file, data)
    pages = []
    for number, page in enumerate(document):
        progress(number, len(document))
        pages.append(marks(page, allowance))
    progress(len(document), len(document))
    glyphs = [glyph for page in pages for glyph in page.glyphs]
    if not glyphs and any(page.has_picture for page in pages):
        raise refusals.scanned(file)
    if sum(glyph.text != UNKNOWN for glyph in glyphs) < _READABLE * len(glyphs):
        raise refusals.without_meaning(file)
    printed = sheets([TablePage(page, tuple(tables_of(page.lines, page.glyphs, allowance)[0])) for page in pages])
    aligned = AlignedTables()
    flow = [_page(number, page, aligned, allowance) for number, page in enumerate(printed, start=1)]
    return Printed(tuple(blocks_of(flow)), (*_remarks(pages, aligned.doubtful), *_cut(flow), *_over(flow)))


def _remarks(pages: Sequence[Marks], doubtful: Sequence[int]) -> Iterator[str]:
    """Pages on which nothing but pictures is printed, and those with a table of which the columns are not certain."""
    if doubtful:
        yield f"第{'、'.join(map(str, sorted(set(doubtful))))}页有没有竖线的表格，分不清各栏，没有当作表格读取。"
    numbers = [number for number, page in enumerate(pages, start=1) if page.has_picture and not page.glyphs]
    if numbers:
        yield f"第{'、'.join(map(str, numbers))}页只有图片，没有文字，程序没有读取。"


def _cut(pages: Sequence[PrintPage]) -> Iterator[str]:
    """One sentence when texts are printed in part only."""
    texts = [line.text for page in pages for line in page.lines if line.is_cut]
    if texts:
        named = "、".join(f"“{text[-_SHOWN:]}”" for text in texts[:_NAMED])
        rest = f"等{len(texts)}处" if len(texts) > _NAMED else ""
        yield f"{named}{rest}超出了格子，没有印全，程序读到的只是印出来的部分。"


def _over(pages: Sequence[PrintPage]) -> Iterator[str]:
    """One sentence when texts are printed over each other."""
    texts = [line.text for page in pages for line in page.lines if line.is_overprinted]
    if texts:
        named = "、".join(f"“{text[:_SHOWN]}”" for text in texts[:_NAMED])
        rest = f"等{len(texts)}处" if len(texts) > _NAMED else ""
        yield f"{named}{rest}的字与别的字印在了一起，分不开，请看原文件核对。"


def _opened(file: str, data: bytes) -> PdfDocument:
    from pypdfium2 import PdfiumError

    from forms.readers.pdf.own_faces import open_with_own_faces

    try:
        document = open_with_own_faces(data)
    except PdfiumError as error:
        is_encrypted = any(word in str(error).lower() for word in _REASONS)
        raise (refusals.encrypted(file) if is_encrypted else refusals.damaged_pdf(file)) from error
    if len(document) > MAX_PAGES:
        raise refusals.too_many_pages(file, len(document), MAX_PAGES)
    return document


def _page(number: int, page: Marks, aligned: AlignedTables, allowance: Allowance) -> PrintPage:
    tables, outside, rules = tables_of(page.lines, page.glyphs, allowance)
    more, rest = aligned.found(number, page.width, lines_of(outside), rules)
    lines = [part for line in rest for part in apart(line) if part.seen]
    items: list[PrintLine | RuledTable] = sorted([*lines, *tables, *more], key=lambda item: item.top)
    return PrintPage(number, page.width, tuple(items))
