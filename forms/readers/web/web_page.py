"""Reads pages of the web (.html, .mht, the .xls of older systems, which are pages): text and tables as they show."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from email import message_from_bytes, policy
from typing import Any

import lxml.html
from lxml.html import defs

from forms.readers import cell_values, refusals
from forms.readers.blocks import Area, Block, Grid, GridCell, Paragraph
from forms.readers.bounds import Budget
from forms.readers.web.encoding import decoded

MAX_BYTES = 16 * 1024 * 1024
"""A page that a browser shows at once is far smaller; tables of a county with all their styles take two."""
_ARCHIVE = b"mime-version:"
_UNSEEN = frozenset(("head", "script", "style", "noscript", "template", "title", "select", "button", "svg", "nav"))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HEADING = re.compile("h([1-6])")
_IN_LINE = (
    defs.phrase_tags | defs.font_style_tags | defs.special_inline_tags | {"label", "mark", "nobr", "o:p", "time", "wbr"}
) - {"br", "iframe", "object"}
"""What goes on in the line; every other element begins and ends one."""
_DECLARED = re.compile(r"\A\s*<\?xml[^>]*\?>")
_BLANKS = re.compile("[ \t\r\n\f\u00a0]+")
_MOST_SPANNED = 1000
"""Over so many rows or columns a browser lets a cell reach."""


def is_archive(data: bytes) -> bool:
    """Whether it is a page with its parts in one file (.mht), as browsers and Excel keep one."""
    return _ARCHIVE in data[:4096].lower()


def read(file: str, data: bytes) -> tuple[Block, ...]:
    """The blocks of a page; tables are named by their number. Raises Trouble for what is too large or no text."""
    if len(data) > MAX_BYTES:
        raise refusals.too_large(file)
    pages = list(_pages_in(data)) if is_archive(data) else [data]
    page = _Page(Budget(file))
    for one in pages:
        text = decoded(one)
        if text is None:
            raise refusals.unknown(file)
        page.take(text)
    return tuple(page.blocks)


def _pages_in(data: bytes) -> Iterator[bytes]:
    """The pages of an archive: of a workbook one for each sheet."""
    for part in message_from_bytes(data, policy=policy.default).walk():
        if part.get_content_type() == "text/html":
            content: Any = part.get_payload(decode=True)
            yield content or b""


class _Page:
    """A page, or several one behind the other, while they are read."""

    def __init__(self, budget: Budget) -> None:
        self.blocks: list[Block] = []
        self._budget = budget
        self._line: list[str] = []
        self._lines = self._tables = 0

    def take(self, text: str) -> None:
        """Put what stands on a page behind what was read."""
        low = text.lower()
        if ("<html" in low and "</html" not in low) or low.count("</table") < low.count("<table"):
            raise refusals.damaged(self._budget.file)
        parser = lxml.html.HTMLParser()
        # What a page says of its own encoding is no matter any more, and lxml refuses a text that says it.
        root = lxml.html.document_fromstring(_DECLARED.sub("", text), parser=parser)
        if any(error.level_name == "FATAL" for error in parser.error_log):
            # Nested so deep that the rest was left out.
            raise refusals.damaged(self._budget.file)
        self._walk(root, None)
        self._end_line(None)

    def _walk(self, element: Any, level: int | None) -> None:
        if not isinstance(element.tag, str) or _is_unseen(element):
            return
        self._budget.elements -= 1
        self._budget.check()
        if element.tag == "table" and (rows := _rows_of(element)) is not None:
            self._end_line(level)
            self._table(rows)
            return
        heading = _HEADING.fullmatch(element.tag)
        level = int(heading[1]) if heading else level
        breaks = element.tag not in _IN_LINE
        if breaks:
            self._end_line(level)
        self._line.append(element.text or "")
        for child in element:
            self._walk(child, level)
            self._line.append(child.tail or "")
        if breaks:
            self._end_line(level)

    def _end_line(self, level: int | None) -> None:
        text = _BLANKS.sub(" ", "".join(self._line)).strip()
        self._line.clear()
        if text:
            self._lines += 1
            self.blocks.append(Paragraph(self._lines, text, level))

    def _table(self, rows: Sequence[Any]) -> None:
        self._budget.rows -= len(rows)
        cells: dict[tuple[int, int], GridCell] = {}
        merges: list[Area] = []
        taken: set[tuple[int, int]] = set()
        for row, element in enumerate(rows, 1):
            column = 1
            for box in _boxes(element):
                while (row, column) in taken:
                    column += 1
                down, right = (_span(box, name) for name in ("rowspan", "colspan"))
                down = min(down, len(rows) - row + 1)
                self._budget.cells -= down * right
                self._budget.merges -= down * right > 1
                self._budget.check()
                taken.update((row + y, column + x) for y in range(down) for x in range(right))
                if down * right > 1:
                    merges.append(Area(row, column, row + down - 1, column + right - 1))
                cell = cell_values.written_cell(row, column, "\n".join(self._lines_in(box)))
                if cell is not None:
                    cells[row, column] = cell
                column += right
        if cells:
            self._tables += 1
            self.blocks.append(Grid(f"表格 {self._tables}", cells, tuple(merges), lettered=False))

    def _lines_in(self, box: Any) -> list[str]:
        """The lines of a cell."""
        inner = _Page(self._budget)
        inner._walk(box, None)
        inner._end_line(None)
        return [block.text for block in inner.blocks if isinstance(block, Paragraph)]


def _rows_of(table: Any) -> list[Any] | None:
    """The rows that show; None for a table that only places what stands on the page: others, or one box a row."""
    if next(table.iterdescendants("table"), None) is not None:
        return None
    rows = [row for row in table.iterdescendants("tr") if not _is_unseen(row) and not _is_unseen(row.getparent())]
    return rows if any(len(_boxes(row)) > 1 for row in rows) else None


def _boxes(row: Any) -> list[Any]:
    return [box for box in row.iterchildren("td", "th") if not _is_unseen(box)]


def _span(box: Any, name: str) -> int:
    """Over how many rows or columns a cell reaches; what is no number counts as one."""
    said = str(box.get(name, "1")).strip()
    return min(max(int(said), 1), _MOST_SPANNED) if said.isascii() and said.isdigit() and len(said) < 6 else 1


def _is_unseen(element: Any) -> bool:
    return (
        element.tag in _UNSEEN
        or element.get("hidden") is not None
        or (bool(style := element.get("style")) and bool(_HIDDEN.search(style)))
    )
