"""The text of a file line by line: its paragraphs, the cells of layout tables, the rows of small tables in it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from forms.document.provenance import Source
from forms.document.text_tables import CELL_MARK
from forms.match.text.heading_words import SectionNames, is_as_printed, marked, without_page
from forms.readers import Book, Grid
from forms.readers.blocks import Paragraph

_MOST_ROWS = 40
"""A table of more rows is none of the small ones that belong to the text."""
_CODE = re.compile(r"[1-9]\d{2}(?:\d{2}){0,2}")
_PAGE = re.compile(r"[-—(（]?\s*\d{1,3}\s*[-—)）]?")


@dataclass(frozen=True, slots=True)
class ProseLine:
    """One line, with the block of the file in which it stands; `is_row` is one of a small table."""

    block: int
    text: str
    source: Source
    level: int | None = None
    in_contents: bool = False
    is_row: bool = False


def lines_of(book: Book, claimed: Collection[int], words: SectionNames) -> tuple[ProseLine, ...]:
    """Every line of the text in its order. `claimed` are tables that are no text, those of the form, by `id`."""
    lines: list[ProseLine] = []
    for number, block in enumerate(book.blocks):
        if isinstance(block, Paragraph):
            source = Source(book.file, "", block.address)
            lines += (
                ProseLine(number, part, source, block.level, block.in_contents)
                for part in map(str.strip, block.text.split("\n"))
                if part
            )
        elif id(block) not in claimed and _may_be_text(block, words):
            lines += _lines_of_table(book.file, number, block, words)
    return tuple(lines)


def _may_be_text(grid: Grid, words: SectionNames) -> bool:
    """Whether a table can be text: a small one of a document, or a worksheet that is a chapter."""
    if grid.hidden or not 0 < len(grid.row_numbers) <= _MOST_ROWS:
        return False
    return _is_chapter(grid, words) if grid.lettered else not _is_of_codes(grid)


def _is_chapter(grid: Grid, words: SectionNames) -> bool:
    """Whether a worksheet is a chapter of the text: words alone, under a heading of the form in its first cell."""
    cells = [cell for row in grid.row_numbers for cell in grid.cells_in_row(row)]
    return _is_heading_in_cell(cells[0].text, words) and all(cell.number is None for cell in cells)


def _is_of_codes(grid: Grid) -> bool:
    """Whether most rows begin with a code and hold amounts: part of a budget table, which is to be told and no text."""
    rows = [grid.cells_in_row(row) for row in grid.row_numbers if len(grid.cells_in_row(row)) > 1]
    coded = [row for row in rows if _CODE.fullmatch(row[0].text.strip()) and any(c.number is not None for c in row[1:])]
    return len(coded) > 1 and 2 * len(coded) > len(rows)


def _lines_of_table(file: str, number: int, grid: Grid, words: SectionNames) -> Iterator[ProseLine]:
    """The rows of a table; the lines of its cells one by one where a heading stands in one of them, as in a layout;
    the lines of a contents page where its rows are headings with their pages."""
    rows = [grid.cells_in_row(row) for row in grid.row_numbers]
    pages = [row for row in rows if len(row) > 1 and words.find(row[0].text) and _PAGE.fullmatch(row[-1].text.strip())]
    is_contents = len(pages) > 1 and 2 * len(pages) >= len(rows)
    is_layout = any(_is_heading_in_cell(cell.text, words) for row in rows for cell in row)
    columns = sorted({cell.column for row in rows for cell in row})
    for row in rows:
        source = Source(file, grid.name, grid.address(row[0].row, row[0].column))
        if is_contents:
            yield ProseLine(number, " ".join(cell.text.strip() for cell in row), source, in_contents=True)
        elif is_layout:
            for cell in row:
                place = Source(file, grid.name, grid.address(cell.row, cell.column))
                yield from (ProseLine(number, part, place) for part in map(str.strip, cell.text.split("\n")) if part)
        else:
            texts = {cell.column: " ".join(cell.text.split()) for cell in row}
            words_of_row = CELL_MARK.join(texts.get(column, "") for column in columns).rstrip(CELL_MARK)
            yield ProseLine(number, words_of_row, source, is_row=True)


def _is_heading_in_cell(text: str, words: SectionNames) -> bool:
    """Whether a cell begins with a heading of the form, numbered or in its very words."""
    first = text.strip().split("\n")[0]
    found = words.find(without_page(first))
    if found is None or found[1] not in ("own", "alias"):
        return False
    return bool(marked(first).style) or (found[1] == "own" and is_as_printed(first, found[0]))
