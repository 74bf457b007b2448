"""The report on what became of every cell of imported files, as a workbook or as a text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from forms.document.reporter import Reporter
from forms.form.version import PROGRAM
from forms.match.account.accounts import account
from forms.match.found import SURETY_WORDS
from forms.match.reading import Reading
from forms.match.report import STATUS_WORDS
from forms.write.page.archives import save_workbook
from forms.write.workbook.cells_and_print import HEI, TITLE_HEIGHT, draw_frame, prepare_printing, put
from models.files import write_whole

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

TITLE = "文件识别报告"
_SHEETS = ("文件", "工作表", "认作", "可信程度", "表名所在", "表名", "表头", "认出的列", "不认识的列")
_CELLS = ("文件", "工作表", "位置", "内容", "结果", "去处", "原因")
_SHEET_WIDTHS = (24.0, 22.0, 26.0, 10.0, 10.0, 40.0, 12.0, 10.0, 30.0)
_CELL_WIDTHS = (24.0, 22.0, 12.0, 40.0, 9.0, 40.0, 40.0)

Line = tuple[str, ...]


def write_reading_report(reading: Reading, path: Path) -> Path:
    """Write the report to `path`, as a text when its name ends in .txt, else as a workbook, and return the path.

    Raises Trouble when the file cannot be written.
    """
    with write_whole(path) as temporary:
        if path.suffix.lower() == ".txt":
            temporary.write_text(_text(reading), encoding="utf-8-sig", newline="\r\n")
        else:
            _write_workbook(reading, temporary)
    return path


def _summary(reading: Reading) -> Iterator[str]:
    """What the reading came to; what of the form is missing stands first."""
    found, counts = account(reading), reading.report.counts
    yield from filter(None, [found.lacking])
    fates = " ＋ ".join(f"{word} {counts[status]}" for status, word in STATUS_WORDS.items())
    yield f"{reading.unit.code} {reading.unit.name}　{reading.year}年{reading.kind}预算".strip()
    yield f"读入 {counts['read']} 项（格、段）＝ {fates}"
    yield from found.rest


def _sheets(reading: Reading) -> Iterator[Line]:
    for found in reading.sheets:
        table = reading.edition.tables.get(found.table)
        columns = f"{found.columns}/{found.wanted}" if found.head else ""
        yield (
            found.file,
            found.sheet,
            table.title if table else "",
            SURETY_WORDS[found.surety],
            found.title_cell,
            found.title,
            found.head,
            columns,
            "、".join(found.unknown),
        )


def _cells(reading: Reading) -> Iterator[Line]:
    reporter = Reporter(reading.document())
    for entry in reading.report.entries:
        place = reporter.place(entry.address) if entry.address else ""
        yield entry.file, entry.sheet, entry.cell, entry.text, STATUS_WORDS[entry.status], place, entry.reason


def _text(reading: Reading) -> str:
    lines = [TITLE, *_summary(reading), ""]
    for heads, rows in ((_SHEETS, _sheets(reading)), (_CELLS, _cells(reading))):
        lines += ["\t".join(" ".join(text.split()) for text in row) for row in (heads, *rows)]
        lines.append("")
    return "\n".join(lines)


def _write_workbook(reading: Reading, path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.properties.creator = PROGRAM
    book.properties.title = TITLE
    first: Worksheet = book.active
    first.title = "工作表"
    _write_sheet(first, tuple(_summary(reading)), _SHEETS, _SHEET_WIDTHS, list(_sheets(reading)))
    _write_sheet(book.create_sheet("逐格"), (), _CELLS, _CELL_WIDTHS, list(_cells(reading)))
    save_workbook(book, path)


def _write_sheet(sheet: Worksheet, told: Line, heads: Line, widths: tuple[float, ...], rows: list[Line]) -> None:
    from openpyxl.utils import get_column_letter

    last = len(heads)
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    put(sheet, 1, 1, last, TITLE, "center", size=16, face=HEI)
    sheet.row_dimensions[1].height = TITLE_HEIGHT
    for number, text in enumerate(told, start=2):
        put(sheet, number, 1, last, text, "left")
    top = len(told) + 2
    for row, texts in enumerate((heads, *rows), start=top):
        for column, text in enumerate(texts, start=1):
            put(sheet, row, column, column, text, "left", bold=row == top)
    draw_frame(sheet, top, top + len(rows), last)
    sheet.freeze_panes = f"A{top + 1}"
    sheet.print_title_rows = f"{top}:{top}"
    prepare_printing(sheet, landscape=True)
