"""Where a table goes on after a page break: what may stand in between, and which rows are rows of the same table."""

from __future__ import annotations

from dataclasses import replace

from forms.form.catalogue import LENGTHS
from forms.form.model import Table
from forms.match.head import Head
from forms.match.proof.captions import money_unit
from forms.match.proof.lines_below import is_aside, is_note
from forms.match.row_keys import CodeReader, code_and_name, named_rows
from forms.match.text.reading_words import reading_words
from forms.readers import Book, Grid
from forms.readers.blocks import Paragraph

_LONGEST = 40
_MOST_BETWEEN = 6
"""Mark, page number, unit, year and unit of money: more than that is text."""


def is_mark(text: str) -> bool:
    """Whether a text says that a table goes on, and no more: 续表, 接上页."""
    return len(text) <= _LONGEST and bool(reading_words().goes_on.fullmatch("".join(text.split())))


def is_page_number(text: str) -> bool:
    """Whether a text is the number of a page: — 5 —, 第5页."""
    words = text.strip()
    return len(words) <= _LONGEST and bool(reading_words().page_number.fullmatch(words)) and not words.isdigit()


def is_next(book: Book, above: Grid, grid: Grid) -> bool:
    """Whether a table stands right under another one, but for what is printed about a page break."""
    blocks = list(book.blocks)
    between = blocks[blocks.index(above) + 1 : blocks.index(grid)]
    return len(between) <= _MOST_BETWEEN and all(
        isinstance(block, Paragraph) and _is_about_pages(block.text) for block in between
    )


def _is_about_pages(text: str) -> bool:
    if len(text) > _LONGEST:
        return False
    said, words = reading_words(), text.strip()
    patterns = (said.page_number, said.about_table)
    return is_mark(text) or bool(money_unit(text)) or any(pattern.fullmatch(words) for pattern in patterns)


def goes_on_headless(head: Head, table: Table, grid: Grid) -> Head | None:
    """The head by which the rows of a table without captions are read as those of the table above; None when they are
    not such rows: most must be lines or codes of the form, and none stand beside its columns."""
    last = max((*head.columns, *head.unknown, *head.open))
    if table.layout == "records" or any(column > last for _, column in grid.cells):
        return None
    rows = [row for row in grid.row_numbers if row > 0 and not _is_beside(grid.cells_in_row(row)[0].text)]
    codes = CodeReader([place for place, column in head.columns.items() if column.kind == "code"], ())
    known = sum(_is_line(grid, row, head, table, codes) for row in rows)
    if not rows or known * 3 < len(rows) * 2:
        return None
    return replace(head, captions=rows[0], body=rows[0], units=frozenset())


def _is_beside(text: str) -> bool:
    return is_mark(text) or is_page_number(text) or is_aside(text) or is_note(text)


def _is_line(grid: Grid, row: int, head: Head, table: Table, codes: CodeReader) -> bool:
    """Whether a row has a code or a label of the table in the columns where they stand."""
    if table.layout == "codes" and (code := codes.read(grid, row)[0]):
        return code.isdigit() and len(code) in LENGTHS[table.catalogue]
    for place, column in head.columns.items():
        cell = grid.spread(row, place)
        if cell is None or column.kind not in ("label", "name"):
            continue
        if named_rows(table.rows, column.side, cell.text) or (table.layout == "codes" and code_and_name(cell.text)[0]):
            return True
    return False
