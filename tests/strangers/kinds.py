"""Sheets and texts as files of every kind: by openpyxl, by hand, or turned by LibreOffice."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

import openpyxl
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from tests.forms.match.invented import word_xml
from tests.strangers.drawn import Cell, Drawn, Tab
from tests.strangers.others import Text
from tests.strangers.ways import Ways

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


def write(sheets: Sequence[Tab], texts: Sequence[Text], ways: Ways, folder: Path) -> list[Path]:
    """The files as they are first written: the tables, and the texts in a file of their own where tables are sheets."""
    form = MADE_FROM[ways.kind]
    path = folder / f"{ways.seed}-{ways.kind}.{form}"
    match form:
        case "xlsx":
            _workbook(sheets, ways, path)
        case "docx":
            path.write_bytes(
                word_xml.word_file(_texts_xml(texts) + "".join(map(_tab_xml, _visible(sheets))) + _LANDSCAPE)
            )
        case "html":
            path.write_text(_html(sheets, texts), "utf-8")
        case "csv":
            _csv(sheets, ways, path)
        case "txt":
            path.write_text(_plain(sheets, texts), "utf-8" if ways.rng("txt").random() < 0.5 else "gb18030")
    if form in ("xlsx", "csv") and texts:
        beside = folder / f"{ways.seed}-{ways.kind}-说明.docx"
        beside.write_bytes(word_xml.word_file(_texts_xml(texts)))
        return [path, beside]
    return [path]


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
        sheet.sheet_state = "hidden" if tab.hidden else "visible"
        sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        row = 1 + tab.down
        for table in tab.tables:
            row = _place(sheet, table, row, 1 + tab.right, ways) + 2
        for column in range(1, sheet.max_column + 1):
            sheet.column_dimensions[get_column_letter(column)].width = 14
    book.save(path)


def _place(sheet: Worksheet, table: Drawn, row: int, left: int, ways: Ways) -> int:
    """A table from a row down; returns its last row."""
    for number, line in enumerate(table.above):
        step = max(1, (table.wide - 1) // max(1, len(line) - 1))
        for place, piece in enumerate(line):
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
        if lines := max((cell.text.count("\n") for _, cell in shown), default=0):
            sheet.row_dimensions[row].height = 16 * (lines + 1)
        if number in table.hidden_rows:
            sheet.row_dimensions[row].hidden = True
    for row, cells in enumerate(table.rows, start=first):
        for column, cell in enumerate(cells, start=left):
            if cell is not None and (cell.down > 1 or cell.right > 1):
                last = {"end_row": row + cell.down - 1, "end_column": column + cell.right - 1}
                sheet.merge_cells(start_row=row, start_column=column, **last)
    for place in table.hidden_columns:
        sheet.column_dimensions[get_column_letter(left + place)].hidden = True


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


# Word

_ROOM = 14000
_LANDSCAPE = (
    '<w:p><w:pPr><w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    '<w:pgMar w:top="1000" w:right="1000" w:bottom="1000" w:left="1000"/></w:sectPr></w:pPr></w:p>'
)


def _texts_xml(texts: Sequence[Text]) -> str:
    return "".join(word_xml.words(line) for _, heading, lines in texts for line in (heading, *lines))


def _tab_xml(tab: Tab) -> str:
    return "".join(map(_table_xml, tab.tables))


def _table_xml(table: Drawn) -> str:
    above = "".join(word_xml.words("　　　".join(line)) for line in table.above)
    below = "".join(word_xml.words("　　".join(line)) for line in table.below)
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    wide = _ROOM // (table.wide - len(table.hidden_columns))
    grid = f'<w:gridCol w:w="{wide}"/>' * (table.wide - len(table.hidden_columns))
    rows = "".join(f"<w:tr>{''.join(_cells_xml(table, number, wide))}</w:tr>" for number in _shown(table))
    properties = f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    return f"{above}<w:tbl>{properties}{rows}</w:tbl>{below}{word_xml.words('')}"


def _shown(table: Drawn) -> list[int]:
    return [number for number in range(len(table.rows)) if number not in table.hidden_rows]


def _cells_xml(table: Drawn, number: int, wide: int) -> Iterator[str]:
    row, covered = table.rows[number], 0
    for place, cell in enumerate(row):
        if place in table.hidden_columns:
            continue
        if covered:
            covered -= 1
            continue
        above = _owner_above(table, number, place) if cell is None else None
        owner = cell or above
        if owner is None:
            continue
        covered = owner.right - 1
        merge = '<w:vMerge w:val="restart"/>' if cell and cell.down > 1 else "<w:vMerge/>" if above else ""
        span = f'<w:gridSpan w:val="{owner.right}"/>' if owner.right > 1 else ""
        inside = "".join(word_xml.words(line) for line in (cell.text.split("\n") if cell else [""]))
        yield f'<w:tc><w:tcPr><w:tcW w:w="{wide * owner.right}" w:type="dxa"/>{span}{merge}</w:tcPr>{inside}</w:tc>'


def _owner_above(table: Drawn, number: int, place: int) -> Cell | None:
    """The cell further up that is merged down to here."""
    for up in range(1, number + 1):
        cell = table.rows[number - up][place]
        if cell is not None:
            return cell if cell.down > up else None
    return None


# Page, separated and plain text


def _html(sheets: Sequence[Tab], texts: Sequence[Text]) -> str:
    parts = [f"<p>{escape(line)}</p>" for _, heading, lines in texts for line in (heading, *lines)]
    for tab in _visible(sheets):
        for table in tab.tables:
            parts += [f"<p>{'　　'.join(map(escape, line))}</p>" for line in table.above]
            parts.append('<table border="1">')
            for number in _shown(table):
                parts.append("<tr>" + "".join(_cells_html(table, number)) + "</tr>")
            parts += ["</table>", *(f"<p>{'　　'.join(map(escape, line))}</p>" for line in table.below)]
    return f'<html><head><meta charset="utf-8"><title>预算公开</title></head><body>{"".join(parts)}</body></html>'


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
            for number in _shown(table):
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


def _plain(sheets: Sequence[Tab], texts: Sequence[Text]) -> str:
    lines = [line for _, heading, inner in texts for line in (heading, *inner)]
    lines += ["\t".join(cell.replace("\n", "") for cell in row) for row in _lines(sheets)]
    return "\n".join(lines)
