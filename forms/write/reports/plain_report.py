"""What all reports are made of: plain tables, a PDF with 第 n 页 共 N 页 on every page, sheets of a workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from forms.form.model import Column, ColumnKind
from forms.write.page.flow import Part
from forms.write.page.layout import ALIGN, Cell, Picture, head
from forms.write.pdf.flow_pages import PdfPage, flowing_pages
from forms.write.pdf.pdf import begin, draw_page
from forms.write.workbook.cells_and_print import (
    HEI,
    LINE_HEIGHT,
    TITLE_HEIGHT,
    draw_frame,
    line_count,
    prepare_printing,
    put,
)
from models.money import Fen, in_unit, show

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

Entry = str | Fen | None
"""A text, or an amount; an amount that is blank is None."""
Row = Sequence[Entry]
_PAGE = 132.0
"""The width of a sheet in digits: it is printed across."""
_WIDTHS: Mapping[ColumnKind, float] = {"serial": 11.0, "code": 8.0, "quantity": 11.0, "money": 14.0}
_HIGHEST = 409.0  # what Excel allows
_WEIGHTS = {"问题": 2, "检查内容": 2, "核对内容": 2, "内容": 2, "原来": 2, "现在": 2}
"""How many shares of the width the columns of longer texts take in the workbook."""
_LEFT_OUT = ("所在", "说明", "核对码", "增减")
"""The columns that a table does without where they would be empty."""
_SERIAL = ("级别", "方面", "回答", "序号")
_KINDS: Mapping[str, ColumnKind] = {"规则": "code", **dict.fromkeys(_SERIAL, "serial")}


def plain_table(
    title: str, heads: Sequence[str], rows: Iterable[Row], kinds: Mapping[str, ColumnKind] | None = None
) -> Picture:
    """A table of texts and amounts under one row of heads; `kinds` says what is no text.

    Some columns are left out where no row has anything in them.
    """
    known = {**_KINDS, **(kinds or {})}
    listed = list(rows)
    kept = [
        n for n, name in enumerate(heads) if name not in _LEFT_OUT or any(row[n] not in ("", None) for row in listed)
    ]
    columns = tuple(
        Column(heads[n], known.get(heads[n], "text"), (heads[n],), width=_WEIGHTS.get(heads[n], 1)) for n in kept
    )
    return Picture(
        id=title,
        title=title,
        head_lines=("", "", ""),
        landscape=False,
        columns=columns,
        head=head(columns),
        head_rows=1,
        numbers=(),
        rows=tuple(
            tuple(_cell(column.kind, row[n]) for n, column in zip(kept, columns, strict=True)) for row in listed
        ),
        notes=(),
    )


def on_one_page(begun: Sequence[Part], most: int, more: Callable[[int], Sequence[Part]]) -> Sequence[Part]:
    """What begins a page with what has room below it: as much of `more`, which takes how much is wanted, as one page
    holds, none of it at the least."""
    for count in range(most, 0, -1):
        page = [*begun, *more(count)]
        if len(flowing_pages(page)) == 1:
            return page
    return [*begun, *more(0)]


def _cell(kind: ColumnKind, entry: Entry) -> Cell:
    return Cell(kind, entry) if isinstance(entry, str) else Cell(kind, show(entry), entry)


def write_report(
    path: Path,
    title: str,
    author: str,
    mark: str,
    made: date,
    parts: Sequence[Part],
    foot: str = "",
    behind: Sequence[PdfPage] = (),
) -> None:
    """Write the parts and the pages `behind` them as PDF, with 第 n 页 共 N 页 after `foot` on every page.

    Raises OSError, and Trouble for a damaged font.
    """
    canvas = begin(path, title, author, mark, made)
    pages = [*flowing_pages(parts), *behind]
    for number, page in enumerate(pages, start=1):
        draw_page(canvas, page, 0, "　".join(filter(None, (foot, f"第 {number} 页 共 {len(pages)} 页"))))
    canvas.save()


def write_sheet(book: Workbook, picture: Picture) -> Worksheet:
    """A sheet with title, head and rows; the head stays in sight, on the screen and on paper, and the rows can be
    filtered.
    """
    from openpyxl.utils import get_column_letter

    sheet: Worksheet = book.create_sheet(picture.title)
    columns, widths = len(picture.columns), _widths(picture)
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    put(sheet, 1, 1, columns, picture.title, "center", size=16, face=HEI)
    sheet.row_dimensions[1].height = TITLE_HEIGHT
    for number, column in enumerate(picture.columns, start=1):
        put(sheet, 2, number, number, column.path[-1], "center", bold=True)
    for row, cells in enumerate(picture.rows, start=3):
        for number, cell in enumerate(cells, start=1):
            _put_cell(sheet, row, number, cell)
        lines = max(line_count(cell.text, width - 1) for cell, width in zip(cells, widths, strict=True))
        sheet.row_dimensions[row].height = min((lines + 0.4) * LINE_HEIGHT, _HIGHEST)
    last = 2 + len(picture.rows)
    draw_frame(sheet, 2, last, columns)
    sheet.freeze_panes = "A3"
    sheet.auto_filter.ref = f"A2:{get_column_letter(columns)}{last}"
    sheet.print_title_rows = "1:2"
    prepare_printing(sheet, landscape=True)
    return sheet


def _put_cell(sheet: Worksheet, row: int, column: int, cell: Cell) -> None:
    if cell.fen is not None:
        put(sheet, row, column, column, in_unit(cell.fen), "right").number_format = "0.00####"
    else:
        value = int(cell.text) if cell.kind == "quantity" and cell.text else cell.text
        put(sheet, row, column, column, value, ALIGN[cell.kind])


def _widths(picture: Picture) -> list[float]:
    """Columns of words share what the narrow ones leave, each by its weight."""
    fixed = [_WIDTHS.get(column.kind, 0.0) for column in picture.columns]
    shares = [0 if width else max(column.width, 1) for width, column in zip(fixed, picture.columns, strict=True)]
    spare = (_PAGE - sum(fixed)) / max(sum(shares), 1)
    return [width + share * spare for width, share in zip(fixed, shares, strict=True)]
