"""The 检查报告 as PDF and workbook, to be understood without the program."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from forms.check.inspection import Inspection, inspect
from forms.document.document import Document
from forms.document.finding import Finding
from forms.form.model import ColumnKind
from forms.write.page.archives import save_workbook
from forms.write.page.flow import Part
from forms.write.page.folders import make_folder, named
from forms.write.page.layout import ALIGN, Picture, digest
from forms.write.pdf.flow_pages import flowing_pages
from forms.write.pdf.pdf import begin, draw_page
from forms.write.reports.inspection_pages import (
    facts_table,
    overview,
    problems,
    questions,
    report_parts,
    report_title,
    rules,
)
from forms.write.workbook.cells_and_print import (
    HEI,
    LINE_HEIGHT,
    TITLE_HEIGHT,
    draw_frame,
    line_count,
    prepare_printing,
    put,
)
from models.files import write_together

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_ENDING = "预算公开检查报告"
_PAGE = 132.0
"""The width of a sheet in digits: it is printed across."""
_WIDTHS: dict[ColumnKind, float] = {"serial": 11.0, "code": 8.0, "quantity": 11.0}
_HIGHEST = 409.0  # what Excel allows


def export_report(document: Document, findings: Iterable[Finding], folder: Path, *, made: date) -> tuple[Path, ...]:
    """Write the report on the findings of a check into `folder` as .pdf and .xlsx, and return both files.

    `made` is the day of the check. Files of the same name are replaced once both are complete; raises Trouble when
    one cannot be written.
    """
    make_folder(folder)
    inspection = inspect(document, findings)
    paths = tuple(folder / named(document, f"{_ENDING}{suffix}") for suffix in (".pdf", ".xlsx"))
    with write_together(paths) as (pdf, book):
        _write_pdf(document, list(report_parts(document, inspection, made)), pdf, made)
        _write_book(document, inspection, book, made)
    return paths


def _write_pdf(document: Document, parts: Sequence[Part], path: Path, made: date) -> None:
    unit = document.head.unit.name
    canvas = begin(path, unit + report_title(document), unit, digest(parts), made)
    pages = flowing_pages(parts)
    for number, page in enumerate(pages, start=1):
        draw_page(canvas, page, number)
    canvas.save()


def _write_book(document: Document, inspection: Inspection, path: Path, made: date) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    book.properties.creator = document.head.unit.name
    book.properties.title = document.head.unit.name + report_title(document)
    pictures = [
        facts_table(document, inspection, made, signed=True),
        overview(inspection),
        problems(inspection.aspects),
    ]
    pictures.append(rules(inspection.aspects))
    if inspection.items:
        pictures.append(questions(inspection))
    for picture in pictures:
        _write_sheet(book.create_sheet(picture.title), picture)
    save_workbook(book, path)


def _write_sheet(sheet: Worksheet, picture: Picture) -> None:
    """Title, head and rows; the head stays in sight, on the screen and on paper, and the rows can be filtered."""
    from openpyxl.utils import get_column_letter

    columns = len(picture.columns)
    widths = _widths(picture)
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    put(sheet, 1, 1, columns, picture.title, "center", size=16, face=HEI)
    sheet.row_dimensions[1].height = TITLE_HEIGHT
    for number, column in enumerate(picture.columns, start=1):
        put(sheet, 2, number, number, column.path[-1], "center", bold=True)
    for row, cells in enumerate(picture.rows, start=3):
        for number, cell in enumerate(cells, start=1):
            value = int(cell.text) if cell.kind == "quantity" else cell.text
            put(sheet, row, number, number, value, ALIGN[cell.kind])
        lines = max(line_count(cell.text, width - 1) for cell, width in zip(cells, widths, strict=True))
        sheet.row_dimensions[row].height = min((lines + 0.4) * LINE_HEIGHT, _HIGHEST)
    last = 2 + len(picture.rows)
    draw_frame(sheet, 2, last, columns)
    sheet.freeze_panes = "A3"
    sheet.auto_filter.ref = f"A2:{get_column_letter(columns)}{last}"
    sheet.print_title_rows = "1:2"
    prepare_printing(sheet, landscape=True)


def _widths(picture: Picture) -> list[float]:
    """Columns of words share what the narrow ones leave, each by its weight."""
    fixed = [_WIDTHS.get(column.kind, 0.0) for column in picture.columns]
    shares = [0 if width else max(column.width, 1) for width, column in zip(fixed, picture.columns, strict=True)]
    spare = (_PAGE - sum(fixed)) / max(sum(shares), 1)
    return [width + share * spare for width, share in zip(fixed, shares, strict=True)]
