"""Workbooks printed without upright lines: three lines a table, one under each row, or none, in any size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Literal

from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
FIRST_CAPTIONS = 3
MARGIN = 40.0
LEADING = 1.15

pdfmetrics.registerFont(UnicodeCIDFont(FONT))


@dataclass(frozen=True)
class Style:
    """How tables are printed; `gap` is the room between two columns."""

    lines: Literal["three", "groups", "rows", "none"] = "three"
    size: float = 8
    pitch: float = 17
    gap: float = 10
    centred: bool = False
    repeated: bool = False
    paper: tuple[float, float] = (842, 595)


class TablePrinter:
    """Prints sheets one after the other, each from the top of a page."""

    def __init__(self, path: Path, style: Style) -> None:
        self._style = style
        self._canvas = Canvas(str(path), pagesize=style.paper)
        self._page = 1

    def print(self, sheet: Worksheet) -> None:
        """Title, head line, captions and rows of a sheet, over as many pages as they take."""
        style = self._style
        print_ = _Print(sheet, style)
        y = style.paper[1] - MARGIN
        self._canvas.setFont(FONT, 2 * style.size)
        self._canvas.drawCentredString(style.paper[0] / 2, y, str(sheet.cell(1, 1).value))
        self._canvas.setFont(FONT, style.size)
        y -= 3 * style.size
        texts = [shown(cell) for cell in sheet[2] if shown(cell)]
        self._canvas.drawString(MARGIN, y, texts[0])
        self._canvas.drawRightString(print_.xs[-1], y, "　".join(texts[1:]))
        y = self._captions(print_, y - style.size)
        for row in range(print_.body, sheet.max_row + 1):
            if y - print_.height(row) < MARGIN:
                self._rule(print_, y)
                self._end_page()
                y = style.paper[1] - MARGIN
                if style.repeated:
                    y = self._captions(print_, y)
                else:
                    self._rule(print_, y)
            y = self._row(print_, row, row, y, is_head=False)
            if style.lines == "rows":
                self._rule(print_, y)
        self._rule(print_, y)
        self._end_page()

    def save(self) -> None:
        self._canvas.save()

    def _captions(self, print_: _Print, y: float) -> float:
        self._rule(print_, y)
        y = self._row(print_, FIRST_CAPTIONS, print_.body - 1, y, is_head=True)
        self._rule(print_, y)
        return y

    def _row(self, print_: _Print, first: int, last: int, y: float, is_head: bool) -> float:
        """The cells of these rows; returns where they end."""
        ys = list(accumulate((-print_.height(row) for row in range(first, last + 1)), initial=y))
        for row in range(first, last + 1):
            for cell, bottom, right in print_.cells(row):
                low = ys[min(bottom, last) - first + 1]
                self._text(print_, cell, right, (ys[row - first] + low) / 2, is_head)
                if is_head and self._style.lines in ("groups", "rows") and bottom < last:
                    self._canvas.line(print_.xs[cell.column - 1] + 2, low, print_.xs[right] - 2, low)
        return ys[-1]

    def _text(self, print_: _Print, cell: Cell, right: int, middle: float, is_head: bool) -> None:
        style = self._style
        left, end = print_.xs[cell.column - 1], print_.xs[right]
        lines = print_.lines(cell, right)
        y = middle + (len(lines) - 1) * style.size * LEADING / 2 - style.size / 3
        for line in lines:
            if is_head or (style.centred and isinstance(cell.value, float)) or line == "合计":
                self._canvas.drawCentredString((left + end) / 2, y, line)
            elif isinstance(cell.value, float):
                self._canvas.drawRightString(end - style.gap / 4, y, line)
            else:
                self._canvas.drawString(left + style.gap / 4, y, line)
            y -= style.size * LEADING

    def _rule(self, print_: _Print, y: float) -> None:
        if self._style.lines != "none":
            self._canvas.line(MARGIN, y, print_.xs[-1], y)

    def _end_page(self) -> None:
        self._canvas.setFont(FONT, 9)
        self._canvas.drawCentredString(self._style.paper[0] / 2, 20, f"— {self._page} —")
        self._canvas.showPage()
        self._canvas.setFont(FONT, self._style.size)
        self._page += 1


class _Print:
    """Where the cells of a sheet stand on paper."""

    def __init__(self, sheet: Worksheet, style: Style) -> None:
        self._sheet = sheet
        self._style = style
        self._areas = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
        self._covered = {
            (row, column)
            for area in sheet.merged_cells.ranges
            for row in range(area.min_row, area.max_row + 1)
            for column in range(area.min_col, area.max_col + 1)
        } - self._areas.keys()
        rows = range(FIRST_CAPTIONS, sheet.max_row + 1)
        self.body = next(row for row in rows if any(isinstance(cell.value, float) for cell in sheet[row]))
        widths = [self._width(column) + style.gap for column in range(1, sheet.max_column + 1)]
        room = style.paper[0] - 2 * MARGIN
        self.xs = list(accumulate((width * min(1, room / sum(widths)) for width in widths), initial=MARGIN))

    def cells(self, row: int) -> Iterator[tuple[Cell, int, int]]:
        """The cells of a row that say something, each with its last row and column."""
        for cell in self._sheet[row]:
            if (row, cell.column) not in self._covered and shown(cell):
                area = self._areas.get((row, cell.column))
                yield cell, area.max_row if area else row, area.max_col if area else cell.column

    def height(self, row: int) -> float:
        lines = [len(self.lines(cell, right)) for cell, bottom, right in self.cells(row) if bottom == row]
        return self._style.pitch + (max(lines, default=1) - 1) * self._style.size * LEADING

    def lines(self, cell: Cell, right: int) -> Sequence[str]:
        """What a cell says, broken where it is wider than its columns."""
        room = self.xs[right] - self.xs[cell.column - 1] - self._style.gap / 2
        lines = [""]
        for character in shown(cell):
            if lines[-1] and self._wide(lines[-1] + character) > room and not isinstance(cell.value, float):
                lines.append("")
            lines[-1] += character
        return lines

    def _width(self, column: int) -> float:
        texts = [shown(self._sheet.cell(row, column)) for row in range(self.body, self._sheet.max_row + 1)]
        widest = max((self._wide(text) for text in texts if len(text) < 25), default=0.0)
        return max(widest, 3.2 * self._style.size)

    def _wide(self, text: str) -> float:
        return float(pdfmetrics.stringWidth(text, FONT, self._style.size))


def shown(cell: Cell) -> str:
    """What a cell says, as it is printed."""
    return "" if cell.value is None else f"{cell.value:.2f}" if isinstance(cell.value, float) else str(cell.value)
