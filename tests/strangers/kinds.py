"""Sheets and texts as files of every kind: by openpyxl, by hand, or turned by LibreOffice."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from html import escape
from math import ceil
from pathlib import Path

import openpyxl
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from tests.strangers.drawn import Cell, Drawn, Tab
from tests.strangers.others import Text
from tests.strangers.ways import Ways
from tests.strangers.word import document, shown, text_parts

MADE_FROM = {
    "xlsx": "xlsx",
    "xls": "xlsx",
    "ods": "xlsx",
    "pdf": "xlsx",
    "docx": "docx",
    "doc": "docx",
    "pdf-word": "docx",
    "html": "html",
    "csv": "csv",
    "txt": "txt",
}
"""By kind of file, what is written first."""
_FILTERS = {"xls": "xls:MS Excel 97", "ods": "ods", "doc": "doc:MS Word 97", "pdf": "pdf", "pdf-word": "pdf"}
_SECONDS = 280
_WIDE = 12
"""So many signs stand in a line of a column."""


def write(sheets: Sequence[Tab], texts: Sequence[Text], ways: Ways, folder: Path) -> list[Path]:
    """The files as they are first written: the tables, and the texts in a file of their own where tables are sheets."""
    form = MADE_FROM[ways.kind]
    if ways["pages"] == "a file each" and ways.kind == form and len(sheets) > 1:
        return _a_file_each(sheets, texts, ways, folder)
    path = folder / f"{ways.seed}-{ways.kind}.{form}"
    match form:
        case "xlsx":
            _workbook(sheets, ways, path)
        case "docx":
            path.write_bytes(document(_visible(sheets), texts, ways))
        case "html":
            path.write_text(_html(sheets, texts, ways), "utf-8")
        case "csv":
            _csv(sheets, ways, path)
        case "txt":
            path.write_text(_plain(sheets, texts, ways), "utf-8" if ways.rng("txt").random() < 0.5 else "gb18030")
    if form in ("xlsx", "csv") and texts:
        beside = folder / f"{ways.seed}-{ways.kind}-说明.docx"
        beside.write_bytes(document([], texts, ways))
        return [path, beside]
    return [path]


def _a_file_each(sheets: Sequence[Tab], texts: Sequence[Text], ways: Ways, folder: Path) -> list[Path]:
    """A file of each sheet that is seen, and the texts in one of their own."""
    files: list[Path] = []
    for number, sheet in enumerate(_visible(sheets), start=1):
        (one,) = write([sheet], [], ways, folder)
        files.append(one.replace(one.with_name(f"{one.stem}-{number:02}{one.suffix}")))
    if texts:
        beside = folder / f"{ways.seed}-{ways.kind}-说明.docx"
        beside.write_bytes(document([], texts, ways))
        files.append(beside)
    return files


def turned(paths: Sequence[Path], kind: str, folder: Path) -> None:
    """Many files at once as another kind, in that folder, by LibreOffice; raises CalledProcessError."""
    office = shutil.which("soffice")
    if not paths or office is None:
        return
    profile = f"-env:UserInstallation=file://{folder.resolve()}/profile"
    orders = [office, profile, "--headless", "--convert-to", _FILTERS[kind], "--outdir", str(folder), *map(str, paths)]
    subprocess.run(orders, check=True, capture_output=True, timeout=_SECONDS)


def _visible(sheets: Sequence[Tab]) -> list[Tab]:
    return [sheet for sheet in sheets if not sheet.hidden]


# Workbook

_THIN = Border(*[Side("thin")] * 4)


def _workbook(sheets: Sequence[Tab], ways: Ways, path: Path) -> None:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for tab in sheets:
        sheet = book.create_sheet(tab.name)
        sheet.sheet_state = "visible"
        if tab.hidden:
            sheet.sheet_state = "veryHidden" if ways["hidden"] == "very hidden" else "hidden"
        sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        row, left = 1 + tab.down, 1 + tab.right
        for table in tab.tables:
            last = _place(sheet, table, row, left, ways)
            row, left = (row, left + table.wide + 1) if tab.beside else (last + 2, left)
        for column in range(1, sheet.max_column + 1):
            sheet.column_dimensions[get_column_letter(column)].width = _WIDE + 2
    book.save(path)


def _place(sheet: Worksheet, table: Drawn, row: int, left: int, ways: Ways) -> int:
    """A table from a row down; returns its last row."""
    for number, line in enumerate(table.above):
        step = max(1, (table.wide - 1) // max(1, len(line) - 1))
        for place, piece in enumerate(line):
            if piece:
                sheet.cell(row, left + place * step, piece)
        if len(line) == 1 and table.wide > 1 and number < 2:
            sheet.merge_cells(start_row=row, start_column=left, end_row=row, end_column=left + table.wide - 1)
        row += 1
    _place_rows(sheet, table, row, left, ways)
    row += len(table.rows)
    for line in table.below:
        for place, piece in enumerate(line):
            written = sheet.cell(row, left + 2 * place, piece)
            if ways["below"] == "red note":
                written.font = Font(color="FFFF0000")
        row += 1
    return row - 1


def _place_rows(sheet: Worksheet, table: Drawn, first: int, left: int, ways: Ways) -> None:
    total_row = _total_row(table) if ways["formulas"] == "totals" else None
    for row, cells in enumerate(table.rows, start=first):
        number = row - first
        shown = [(left + place, cell) for place, cell in enumerate(cells) if cell is not None]
        for column, cell in shown:
            _put(sheet, cell, row, column, number == total_row and cell.number is not None and bool(cell.place))
        sheet.row_dimensions[row].height = 16 * max((_lines_of(cell) for _, cell in shown), default=1)
        if number in table.hidden_rows:
            sheet.row_dimensions[row].hidden = True
    for row, cells in enumerate(table.rows, start=first):
        for column, cell in enumerate(cells, start=left):
            if cell is not None and (cell.down > 1 or cell.right > 1):
                last = {"end_row": row + cell.down - 1, "end_column": column + cell.right - 1}
                sheet.merge_cells(start_row=row, start_column=column, **last)
    for place in table.hidden_columns:
        sheet.column_dimensions[get_column_letter(left + place)].hidden = True


def _lines_of(cell: Cell) -> int:
    """In how many lines a cell shows its text; a Chinese character is as wide as two others."""
    wide = (sum(1 + (sign > "\xff") for sign in part) for part in cell.text.split("\n"))
    return sum(max(1, ceil(signs / (_WIDE * cell.right))) for signs in wide)


def _total_row(table: Drawn) -> int | None:
    """The row of the total of a table of codes."""
    if table.table not in ("T2", "T3", "T5", "T6", "T7"):
        return None
    for number, row in enumerate(table.rows):
        if any(cell and cell.place.split("/")[1:2] == ["total"] for cell in row):
            return number
    return None


def _put(sheet: Worksheet, cell: Cell, row: int, column: int, is_formula: bool) -> None:
    value = f"=SUM({cell.number})" if is_formula else float(cell.number) if cell.number is not None else cell.text
    written = sheet.cell(row, column, value if value != "" else None)
    if isinstance(value, float) and value.is_integer() and cell.pattern == "General":
        written.value = int(value)
    written.number_format = cell.pattern
    written.border = _THIN
    written.alignment = Alignment(wrap_text=True)


# Page, separated and plain text


def _html(sheets: Sequence[Tab], texts: Sequence[Text], ways: Ways) -> str:
    before, behind = text_parts(texts, ways)
    parts = [*_html_lines(before), *_html_tables(_visible(sheets)), *_html_lines(behind)]
    return f'<html><head><meta charset="utf-8"><title>预算公开</title></head><body>{"".join(parts)}</body></html>'


def _html_lines(lines: Sequence[str]) -> list[str]:
    return [f"<p>{escape(line)}</p>" for line in lines]


def _html_tables(sheets: Sequence[Tab]) -> list[str]:
    parts: list[str] = []
    for tab in sheets:
        for table in tab.tables:
            parts += [f"<p>{'　　'.join(map(escape, line))}</p>" for line in table.above]
            parts.append('<table border="1">')
            for number in shown(table):
                parts.append("<tr>" + "".join(_cells_html(table, number)) + "</tr>")
            parts += ["</table>", *(f"<p>{'　　'.join(map(escape, line))}</p>" for line in table.below)]
    return parts


def _cells_html(table: Drawn, number: int) -> Iterator[str]:
    for place, cell in enumerate(table.rows[number]):
        if cell is not None and place not in table.hidden_columns:
            span = f' rowspan="{cell.down}"' if cell.down > 1 else ""
            span += f' colspan="{cell.right}"' if cell.right > 1 else ""
            yield f"<td{span}>{escape(cell.text).replace(chr(10), '<br>')}</td>"


def _lines(sheets: Sequence[Tab]) -> Iterator[list[str]]:
    """The sheets as lines of cells, a blank one between two tables."""
    for tab in _visible(sheets):
        for table in tab.tables:
            for line in (*table.above,):
                yield list(line)
            for number in shown(table):
                row = table.rows[number]
                yield [cell.text if cell else "" for place, cell in enumerate(row) if place not in table.hidden_columns]
            yield from table.below
            yield []


def _csv(sheets: Sequence[Tab], ways: Ways, path: Path) -> None:
    rows = list(_lines(sheets))
    wide = max(map(len, rows))
    made = io.StringIO()
    csv.writer(made).writerows([*row, *[""] * (wide - len(row))] for row in rows)
    path.write_bytes(made.getvalue().encode(ways.rng("csv").choice(("utf-8-sig", "gb18030"))))


def _plain(sheets: Sequence[Tab], texts: Sequence[Text], ways: Ways) -> str:
    before, behind = text_parts(texts, ways)
    lines = ["\t".join(cell.replace("\n", "") for cell in row) for row in _lines(sheets)]
    return "\n".join([*before, *lines, *behind])
