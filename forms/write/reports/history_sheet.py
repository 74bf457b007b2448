"""The history of a disclosure (修改记录) as a workbook, one row for every change."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from forms.compare.history import differences_made, logged_title, shown_code, shown_time
from forms.document.document import Document
from forms.write.page.archives import save_workbook
from forms.write.workbook.cells_and_print import (
    HEI,
    LINE_HEIGHT,
    TITLE_HEIGHT,
    draw_frame,
    line_count,
    prepare_printing,
    put,
)
from models.files import write_whole
from models.records import Logged

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

TITLE = "修改记录"
_CAPTIONS = ("时间", "操作", "经办人", "核对码", "所在", "内容", "原来", "现在")
_WIDTHS = (20.0, 26.0, 12.0, 20.0, 28.0, 34.0, 36.0, 36.0)
_FIRST = 4
_NONE = ("", "", "", "")
"""A step that changes nothing but the state."""
_HIGHEST = 409.0  # what Excel allows


def write_history(document: Document, history: Sequence[Logged], path: Path) -> None:
    """Write the operations in their order, with their changes in words. Raises Trouble when it cannot be written."""
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet: Worksheet = book.active
    sheet.title = TITLE
    for number, wide in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = wide
    last = len(_CAPTIONS)
    put(sheet, 1, 1, last, TITLE, "center", size=16, face=HEI)
    sheet.row_dimensions[1].height = TITLE_HEIGHT
    head = document.head
    put(sheet, 2, 1, last - 2, f"{head.unit.name}　{head.year}年{head.kind}预算", "left")
    put(sheet, 2, last - 1, last, "单位：万元", "right")
    for column, caption in enumerate(_CAPTIONS, start=1):
        put(sheet, _FIRST - 1, column, column, caption, "center", bold=True)
    row = _FIRST
    for one in history:
        changes = [(d.place, d.item, d.old, d.new) for d in differences_made(document, one.changes)]
        for texts in changes or [_NONE]:
            _write_row(sheet, row, (shown_time(one), logged_title(one), one.who, shown_code(one), *texts))
            row += 1
    draw_frame(sheet, _FIRST - 1, row - 1, last)
    sheet.freeze_panes = f"A{_FIRST}"
    sheet.print_title_rows = f"{_FIRST - 1}:{_FIRST - 1}"
    prepare_printing(sheet, landscape=True)
    with write_whole(path) as temporary:
        save_workbook(book, temporary)


def _write_row(sheet: Worksheet, row: int, texts: Sequence[str]) -> None:
    for column, text in enumerate(texts, start=1):
        put(sheet, row, column, column, text, "left")
    lines = max(line_count(text, wide - 1) for text, wide in zip(texts, _WIDTHS, strict=True))
    sheet.row_dimensions[row].height = min(LINE_HEIGHT * lines + 4, _HIGHEST)
