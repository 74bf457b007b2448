"""Blocks of cells on the clipboard, as WPS and Excel write and read them: tab-separated text and an HTML table."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

from PySide6.QtCore import QMimeData

from models.characters import visible

Block = list[list[str]]
"""Rows of texts, all of the same length."""

_BLANKS = re.compile(r"[ \t\r\n]+")
_BREAKING = ("br", "p", "div")
_LINE_ENDS = re.compile(r"\r\n?")
_FIELD = re.compile(r'(?P<field>"(?P<quoted>[^"]*(?:""[^"]*)*)"(?=[\t\n]|\Z)|[^\t\n]*)(?P<end>[\t\n]|\Z)')
"""A cell of tab-separated text and what ends it."""
_NEEDS_QUOTES = re.compile(r'[\t\n"]')
_NOT_SHOWN = re.compile(r"display\s*:\s*none")


def from_mime(mime: QMimeData | None) -> Block:
    """The block on a clipboard without what nobody sees in it, such as zero-width characters; empty without one."""
    return seen(as_copied(mime))


def as_copied(mime: QMimeData | None) -> Block:
    """The block on a clipboard as it was copied: its HTML table where there is one, else its text; empty when it holds
    neither, or when it holds nothing at all or another program has it: Qt then gives None, whatever its stubs say."""
    if mime is None:
        return []
    table = parse_html(mime.html()) if mime.hasHtml() else []
    return table or (parse_text(_without_tail(mime.text())) if mime.hasText() else [])


def seen(block: Sequence[Sequence[str]]) -> Block:
    """The block without the characters that nobody sees."""
    return [[visible(text) for text in row] for row in block]


def _without_tail(text: str) -> str:
    """The text without a last line in which nothing is seen, such as the NUL that some programs put at the end."""
    rest, end, last = text.rpartition("\n")
    return text if visible(last) else rest + end


def to_mime(block: Sequence[Sequence[str]]) -> QMimeData:
    """The block for other programs: numbers without separators, so that they calculate with them."""
    mime = QMimeData()
    mime.setText(write_text(block))
    rows = "".join("<tr>" + "".join(f"<td>{_html(text)}</td>" for text in row) + "</tr>" for row in block)
    mime.setHtml(f"<table>{rows}</table>")
    return mime


def write_text(block: Sequence[Sequence[str]]) -> str:
    """Tab-separated text, cells with tabs, quotes or line breaks in quotes."""
    out = io.StringIO(newline="")
    csv.writer(out, "excel-tab").writerows(block)
    return out.getvalue()


def parse_text(text: str) -> Block:
    """Tab-separated text as a block.

    Exactly one line break at the end is dropped: Excel always writes one, and a second one is a blank row. Quotes
    around a cell are taken off only where a program had to set them, for a tab, a line break or a quote inside; any
    other quote is the clerk's.
    """
    rows: Block = [[]]
    for found in _FIELD.finditer(_LINE_ENDS.sub("\n", text)):
        quoted = found["quoted"]
        is_set = quoted is not None and (not quoted or _NEEDS_QUOTES.search(quoted))
        rows[-1].append(quoted.replace('""', '"') if is_set else found["field"])
        if found["end"] == "\n":
            rows.append([])
        elif not found["end"]:
            break
    if rows[-1] in ([], [""]):
        rows.pop()
    return _even(rows)


def parse_html(html: str) -> Block:
    """The first table of an HTML text as a block, the cells that a merged cell covers left blank; empty without one.

    A table that only frames a larger one, as web pages do for their layout, gives way to it; a small table inside a
    cell is text of that cell.
    """
    reader = _TableReader()
    reader.feed(html)
    reader.close()
    return _even(reader.block())


def _even(rows: Block) -> Block:
    width = max(map(len, rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]


def _html(text: str) -> str:
    return escape(text).replace("\n", "<br>")


@dataclass
class _HtmlTable:
    """A table as it is read: its rows of texts, the tables inside its cells, and the cell being read."""

    rows: Block = field(default_factory=list)
    inner: list[_HtmlTable] = field(default_factory=list)
    hidden: bool = False
    """Whether the row at hand is one that Excel hides in its payload."""
    cell: list[str] | None = None
    reach: tuple[int, int] = (1, 1)
    covered: set[tuple[int, int]] = field(default_factory=set)
    """Rows and columns that belong to a merged cell above or to the left."""

    @property
    def size(self) -> int:
        return sum(map(len, self.rows))

    def begin_row(self, *, hidden: bool) -> None:
        self.end_cell()
        self.hidden = hidden
        if not hidden:
            self.rows.append([])

    def begin_cell(self, reach: tuple[int, int]) -> None:
        self.end_cell()
        self.cell, self.reach = [], reach

    def end_cell(self) -> None:
        if self.cell is None:
            return
        number, row = len(self.rows) - 1, self.rows[-1]
        self._fill(number)
        rows, columns = self.reach
        self.covered |= {(number + r, len(row) + c) for r in range(rows) for c in range(columns) if r or c}
        row.append("\n".join(part.strip() for part in "".join(self.cell).split("\n")))
        self._fill(number)
        self.cell = None

    def _fill(self, number: int) -> None:
        row = self.rows[number]
        while (number, len(row)) in self.covered:
            row.append("")


class _TableReader(HTMLParser):
    """Reads the first table with the tables inside it; rows that Excel hides in its payload are passed over."""

    def __init__(self) -> None:
        super().__init__()
        self._first: _HtmlTable | None = None
        self._open: list[_HtmlTable] = []

    def block(self) -> Block:
        """The rows of the table that holds the data."""
        table = self._first
        while table and (larger := [inner for inner in table.inner if inner.size >= table.size]):
            table = max(larger, key=lambda inner: inner.size)
        return table.rows if table else []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._begin_table()
            return
        if not self._open:
            return
        table = self._open[-1]
        values = {name: value or "" for name, value in attrs}
        if tag == "tr":
            table.begin_row(hidden=bool(_NOT_SHOWN.search(values.get("style", ""))))
        elif tag in ("td", "th") and table.rows and not table.hidden:
            table.begin_cell((_span(values.get("rowspan")), _span(values.get("colspan"))))
        elif tag in _BREAKING and table.cell:
            table.cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if not self._open:
            return
        if tag in ("td", "th", "tr", "table"):
            self._open[-1].end_cell()
        if tag == "table":
            self._end_table()

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1].cell is not None:
            self._open[-1].cell.append(_BLANKS.sub(" ", data))

    def close(self) -> None:
        """Read to the end; what was left open ends there."""
        super().close()
        while self._open:
            self._open[-1].end_cell()
            self._end_table()

    def _begin_table(self) -> None:
        if self._first is not None and not self._open:
            return
        table = _HtmlTable()
        if self._open:
            self._open[-1].inner.append(table)
        else:
            self._first = table
        self._open.append(table)

    def _end_table(self) -> None:
        """Close the innermost table; what it says is also text of the cell it stands in."""
        table = self._open.pop()
        if self._open and self._open[-1].cell is not None:
            self._open[-1].cell.append("\n".join(" ".join(filter(None, row)) for row in table.rows))


def _span(value: str | None) -> int:
    return int(value) if value and value.isdecimal() and 0 < int(value) < 1000 else 1
