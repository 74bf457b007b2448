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
import pypdfium2
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from tests.strangers.drawn import Cell, Drawn, Row, Tab
from tests.strangers.others import Text
from tests.strangers.ways import Ways
from tests.strangers.word import document, flow, seen_width, shown

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
_A3 = (1191.0, 842.0)
_WIDE = 12
"""So many signs stand in a line of a column."""


def write(sheets: Sequence[Tab], texts: Sequence[Text], ways: Ways, folder: Path) -> list[Path]:
    """The files as they are first written: the tables, and the texts in a file of their own where tables are sheets."""
    form = MADE_FROM[ways.kind]
    if ways["text"] in ("in cells", "cells in two columns") and texts:
        sheets, texts = [*sheets, _text_sheet(texts, ways)], []
    if ways["pages"] == "a file each" and ways.kind == form and len(sheets) > 1:
        return _a_file_each(sheets, texts, ways, folder)
    if ways["pages"] == "by matter" and ways.kind == form and len(sheets) > 3:
        return _by_matter(sheets, texts, ways, folder)
    inside: list[Tab] = []
    if ways["text"] == "tables inside" and form in ("xlsx", "csv") and texts:
        inside = [tab for tab in sheets if tab.tables[0].table.startswith("X")]
        sheets = [tab for tab in sheets if tab not in inside]
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
        beside.write_bytes(document(inside, texts, ways))
        return [path, beside]
    return [path]


def _text_sheet(texts: Sequence[Text], ways: Ways) -> Tab:
    """The texts on a sheet: a line a row, or the heading beside its text."""
    rows: list[Row] = []
    for _, heading, lines in texts:
        if ways["text"] == "in cells":
            rows += [[Cell(line)] for line in (heading, *lines)]
        else:
            rows.append([Cell(heading), Cell("\n".join(lines))])
    return Tab("情况说明", [Drawn("", "情况说明", [], rows, 0)])


_MATTERS = ("附件1收支预算表", "附件2财政拨款预算表", "附件3其他")


def _by_matter(sheets: Sequence[Tab], texts: Sequence[Text], ways: Ways, folder: Path) -> list[Path]:
    """Three files with names of their own: the first tables, the next, and all else with the texts."""
    files: list[Path] = []
    own = folder / f"{ways.seed}-{ways.kind}"
    own.mkdir(exist_ok=True)
    parts = _visible(sheets)
    alone = Ways(ways.seed, ways.kind, {**ways.chosen, "pages": ""})
    for name, part in zip(_MATTERS, (parts[:3], parts[3:9], parts[9:]), strict=True):
        if part:
            one, *more = write(part, texts if name == _MATTERS[-1] else [], alone, own)
            files += [one.replace(one.with_name(f"{name}{one.suffix}")), *more]
    return files


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


def two_a_sheet(path: Path) -> None:
    """A PDF printed again with two of its pages beside each other on A3."""
    with pypdfium2.PdfDocument(path.read_bytes()) as pages:
        raw = pypdfium2.raw.FPDF_ImportNPagesToOne(pages.raw, *_A3, 2, 1)
        pypdfium2.PdfDocument(raw).save(path)


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
        if ways["print"]:
            sheet.page_setup.paperSize = sheet.PAPERSIZE_A3
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
    parts: list[str] = []
    for part in flow(_visible(sheets), texts, ways):
        parts += _html_table(part) if isinstance(part, Drawn) else _html_lines([part])
    before, behind = _SITES.get(ways["site"], ("", ""))
    body = f"{before}{''.join(parts)}{behind}"
    return f'<html><head><meta charset="utf-8"><title>预算公开</title></head><body>{body}</body></html>'


_MENUS = "".join(
    f'<li><a href="/{n}.html">{word}</a></li>' for n, word in enumerate(("首页", "政务公开", "政务服务", "互动交流"))
)
_SITES = {
    "menus": (
        "<script>document.write('<a href=\"/\">首页</a>');var a=[1,2,3];</script><style>.n{color:red}</style>"
        f"<div class='nav'><ul>{_MENUS}</ul></div><div>当前位置：<a href='/'>首页</a> &gt; "
        "<a href='/1'>预算公开</a></div>"
        "<h1>预算公开</h1><div>发布时间：2024-02-10 16:20　来源：县财政局　浏览次数：<span>1234</span>　"
        "字体：[大 中 小]</div>",
        "<div>上一篇：<a href='/2'>县教育局预算公开</a></div><div>下一篇：<a href='/3'>县水务局预算公开</a></div>"
        "<div>【打印】【关闭】</div><div>版权所有：县人民政府　备案号：冀ICP备05003677号　网站标识码：1306350001</div>",
    ),
    "laid out in tables": (
        f"<table width='100%'><tr><td><table><tr>{_MENUS.replace('li', 'td')}</tr></table></td></tr><tr><td>",
        "</td></tr><tr><td align='center'>主办：县人民政府办公室　电话：0335-8812345</td></tr></table>",
    ),
}
"""What a county's site puts before and behind the disclosure."""


def _html_lines(lines: Sequence[str]) -> list[str]:
    return [f"<p>{escape(line)}</p>" for line in lines]


def _html_table(table: Drawn) -> list[str]:
    parts = [f"<p>{'　　'.join(map(escape, line))}</p>" for line in table.above]
    parts.append('<table border="1">')
    for number in shown(table):
        parts.append("<tr>" + "".join(_cells_html(table, number)) + "</tr>")
    return [*parts, "</table>", *(f"<p>{'　　'.join(map(escape, line))}</p>" for line in table.below)]


def _cells_html(table: Drawn, number: int) -> Iterator[str]:
    for place, cell in enumerate(table.rows[number]):
        if cell is not None and place not in table.hidden_columns:
            span = f' rowspan="{cell.down}"' if cell.down > 1 else ""
            right = seen_width(table, place, cell)
            span += f' colspan="{right}"' if right > 1 else ""
            yield f"<td{span}>{escape(cell.text).replace(chr(10), '<br>')}</td>"


def _lines(tables: Sequence[Drawn]) -> Iterator[list[str]]:
    """The tables as lines of cells, a blank one between two of them."""
    for table in tables:
        for line in (*table.above,):
            yield list(line)
        for number in shown(table):
            row = table.rows[number]
            yield [cell.text if cell else "" for place, cell in enumerate(row) if place not in table.hidden_columns]
        yield from table.below
        yield []


def _csv(sheets: Sequence[Tab], ways: Ways, path: Path) -> None:
    rows = list(_lines([table for tab in _visible(sheets) for table in tab.tables]))
    wide = max(map(len, rows))
    made = io.StringIO()
    sign = {"semicolons": ";", "tabs": "\t"}.get(ways["separator"], ",")
    csv.writer(made, delimiter=sign).writerows([*row, *[""] * (wide - len(row))] for row in rows)
    path.write_bytes(made.getvalue().encode(ways.rng("csv").choice(("utf-8-sig", "gb18030"))))


def _plain(sheets: Sequence[Tab], texts: Sequence[Text], ways: Ways) -> str:
    lines: list[str] = []
    for part in flow(_visible(sheets), texts, ways):
        rows = _lines([part]) if isinstance(part, Drawn) else [[part]]
        lines += ["\t".join(cell.replace("\n", "") for cell in row) for row in rows]
    return "\n".join(lines)
