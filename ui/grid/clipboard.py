"""Blocks of cells on the clipboard, as WPS and Excel write and read them: tab-separated text and an HTML table."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from html import escape
from html.parser import HTMLParser

from PySide6.QtCore import QMimeData

Block = list[list[str]]
"""Rows of texts, all of the same length."""

_BLANKS = re.compile(r"[ \t\r\n]+")
_BREAKING = ("br", "p", "div")
_NOT_SHOWN = re.compile(r"display\s*:\s*none")


def from_mime(mime: QMimeData) -> Block:
    """The block on a clipboard: its HTML table where there is one, else its text; empty when it holds neither."""
    table = parse_html(mime.html()) if mime.hasHtml() else []
    return table or (parse_text(mime.text()) if mime.hasText() else [])


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

    Exactly one line break at the end is dropped: Excel always writes one, and a second one is a blank row. A cell in
    quotes may hold line breaks; a quote that is never closed is a quote.
    """
    quoting = csv.QUOTE_NONE if text.count('"') % 2 else csv.QUOTE_MINIMAL
    return _even([row or [""] for row in csv.reader(io.StringIO(text, newline=""), "excel-tab", quoting=quoting)])


def parse_html(html: str) -> Block:
    """The first table of an HTML text as a block, the cells that a merged cell covers left blank; empty without one."""
    reader = _TableReader()
    reader.feed(html)
    reader.close()
    return _even(reader.rows)


def _even(rows: Block) -> Block:
    width = max(map(len, rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]


def _html(text: str) -> str:
    return escape(text).replace("\n", "<br>")


class _TableReader(HTMLParser):
    """Collects the rows of the first table; rows that Excel hides in its payload are passed over."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Block = []
        self._depth = 0
        self._over = False
        self._hidden = False
        self._cell: list[str] | None = None
        self._reach = (1, 1)
        self._covered: set[tuple[int, int]] = set()
        """Rows and columns that belong to a merged cell above or to the left."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._depth += tag == "table"
        if self._depth != 1 or self._over:
            return
        values = {name: value or "" for name, value in attrs}
        if tag == "tr":
            self._end_cell()
            self._hidden = bool(_NOT_SHOWN.search(values.get("style", "")))
            if not self._hidden:
                self.rows.append([])
        elif tag in ("td", "th") and self.rows and not self._hidden:
            self._end_cell()
            self._cell = []
            self._reach = (_span(values.get("rowspan")), _span(values.get("colspan")))
        elif tag in _BREAKING and self._cell:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table") and self._depth == 1:
            self._end_cell()
        if tag == "table" and self._depth:
            self._depth -= 1
            self._over = self._over or not self._depth

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(_BLANKS.sub(" ", data))

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        number, row = len(self.rows) - 1, self.rows[-1]
        self._fill(number)
        rows, columns = self._reach
        self._covered |= {(number + r, len(row) + c) for r in range(rows) for c in range(columns) if r or c}
        row.append("\n".join(part.strip() for part in "".join(self._cell).split("\n")))
        self._fill(number)
        self._cell = None

    def _fill(self, number: int) -> None:
        row = self.rows[number]
        while (number, len(row)) in self._covered:
            row.append("")


def _span(value: str | None) -> int:
    return int(value) if value and value.isdecimal() and 0 < int(value) < 1000 else 1
