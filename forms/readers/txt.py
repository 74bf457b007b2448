"""Reads plain text: lines as paragraphs, and the three ways in which programs write tables into text as grids."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePath

from forms.readers import cell_values, csv_sheet, refusals
from forms.readers.blocks import Block, Grid, Paragraph
from forms.readers.bounds import Budget
from forms.readers.plain_tables import merged, whole

# The longest disclosure known takes 70 kB.
MAX_BYTES = 2 * 1024 * 1024

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
"""What text in UTF-16 begins with, which Excel writes as Unicode 文本, with tabs between the cells."""
_LINE_END = re.compile(r"\r\n|\r|\n")
_NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")

# Bold of Markdown, and the bookmarks of Word that converters write out.
_MARKS = re.compile(r"\[bookmark: [^\]]{1,80}\]|\*\*(?P<bold>.+?)\*\*")
_HEADING = re.compile(r"(?P<level>#{1,6}) +")
_BULLET = re.compile(r"[-*•] +")
_RULE = re.compile(r"\|(\s*:?-+:?\s*\|)+")
_BAR = re.compile(r"(?<!\\)\|")
_PAGE = re.compile(r"\d{1,3}")

Rows = list[list[str]]


def read(file: str, data: bytes) -> tuple[Block, ...]:
    """The blocks of a text file in UTF-8, GB18030 or UTF-16; tables are named by their number, a .csv is one sheet.

    A sheet saved as text with tabs is one sheet too. Raises Trouble for what is no text, and for a text too long to be
    a disclosure.
    """
    if len(data) > MAX_BYTES:
        raise refusals.too_large(file)
    text = decoded(data)
    if text is None:
        raise refusals.unknown(file)
    is_export = data.startswith(_UTF16) and "\t" in text
    if sign := csv_sheet.separator(text, is_export=is_export):
        return (csv_sheet.sheet(file, PurePath(file).stem, text, sign),)
    return tuple(_blocks(_LINE_END.split(text), Budget(file)))


def decoded(data: bytes, said: str = "") -> str | None:
    """The text in UTF-16, in the encoding it says, in UTF-8 or GB18030; None for what is no text in any of them."""
    encodings = ["utf-16"] if data.startswith(_UTF16) else [*filter(None, [said]), "utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            # Not the final piece: a file cut off within a character is still that text.
            text = codecs.getincrementaldecoder(encoding)().decode(data, final=False)
        except (UnicodeDecodeError, LookupError):
            continue
        return None if _NOT_TEXT.search(text) else text
    return None


def _blocks(lines: Sequence[str], budget: Budget) -> Iterator[Block]:
    tables = start = 0
    while start < len(lines):
        end, rows = _table(lines, start)
        if rows:
            tables += 1
            yield _grid(f"表格 {tables}", rows, budget)
        else:
            for number in range(start, end):
                paragraph = _paragraph(number + 1, lines[number])
                if paragraph.text:
                    yield paragraph
        start = end


def _paragraph(number: int, line: str) -> Paragraph:
    text = _plain(line.replace("\t", " "))
    heading = _HEADING.match(text)
    if heading:
        return Paragraph(number, text[heading.end() :], len(heading["level"]))
    bullet = _BULLET.match(text)
    return Paragraph(number, text[bullet.end() :] if bullet else text)


def _plain(text: str) -> str:
    return _unmarked(text).strip()


def _unmarked(text: str) -> str:
    is_marked = "**" in text or "[bookmark" in text
    return _MARKS.sub(lambda mark: mark["bold"] or "", text) if is_marked else text


def _grid(name: str, rows: Rows, budget: Budget) -> Grid:
    budget.rows -= len(rows)
    budget.check()
    rows, areas = merged(rows)
    cells = {}
    for row, texts in enumerate(rows, 1):
        budget.cells -= len(texts)
        budget.check()
        for column, text in enumerate(texts, 1):
            cell = cell_values.written_cell(row, column, _unmarked(text))
            if cell is not None:
                cells[row, column] = cell
    return Grid(name, cells, tuple(areas), lettered=False)


def _table(lines: Sequence[str], start: int) -> tuple[int, Rows]:
    """The table that begins at a line, and where it ends; no rows when the lines up to there are ordinary text.

    Blank lines do not end a table: converters set them at every page break. Two tables have a title between them.
    """
    form = next((form for form in _FORMS if form[0](lines[start], False)), None)
    if form is None:
        return start + 1, []
    belongs, rows_of = form
    end = start
    for number in range(start, len(lines)):
        if belongs(lines[number], number > start and end == number):
            end = number + 1
        elif lines[number].strip():
            break
    return end, rows_of(lines[start:end])


def _is_piped(line: str, _: bool) -> bool:
    bare = line.strip()
    return len(bare) > 1 and bare.startswith("|") and bare.endswith("|")


def _piped(lines: Sequence[str]) -> Rows:
    """Tables of Markdown: | a | b |."""
    seen = [line.strip() for line in lines if line.strip()]
    if len(seen) < 2:
        return []
    return [
        [text.strip().replace("\\|", "|") for text in _BAR.split(line[1:-1])]
        for line in seen
        if not _RULE.fullmatch(line)
    ]


def _is_indented(line: str, inside: bool) -> bool:
    """Whether a line is a cell of its own; `inside` the table, a second paragraph of a cell has no indent."""
    if line.startswith("\t"):
        return "\t" not in line[1:]
    return inside and bool(line.strip()) and "\t" not in line


def _indented(lines: Sequence[str]) -> Rows:
    """Tables as text editors take them out of Word: every cell an indented line, a blank line after every row."""
    rows: Rows = [[]]
    for line in lines:
        if line.startswith("\t"):
            rows[-1].append(line[1:])
        elif line.strip():
            rows[-1][-1] += "\n" + line
        elif rows[-1]:
            rows.append([])
    rows = whole([row for row in rows if row])
    # Paragraphs too are indented.
    return rows if sum(len(row) > 1 for row in rows) > 1 else []


def _is_tabbed(line: str, _: bool) -> bool:
    return "\t" in line


def _tabbed(lines: Sequence[str]) -> Rows:
    """Tables as they are copied: every row a line, tabs between the cells."""
    rows = [line.split("\t") for line in lines if "\t" in line]
    contents = all(len(row) == 2 and _PAGE.fullmatch(row[1].strip()) for row in rows)
    return rows if len(rows) > 1 and not contents else []


# For each form: whether a line belongs to it, given whether the line above does, and the rows its lines make.
_FORMS: tuple[tuple[Callable[[str, bool], bool], Callable[[Sequence[str]], Rows]], ...] = (
    (_is_piped, _piped),
    (_is_indented, _indented),
    (_is_tabbed, _tabbed),
)
