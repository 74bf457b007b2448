"""The first sheet of the copy for signing (签批单) in the workbook; the QR code stands in PDF and Word file alone."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from forms.write.page.approval import BLANK_DAY, CAPTION_WIDTHS, CAPTIONS, SEAL, Approval
from forms.write.workbook.cells_and_print import (
    HEI,
    LINE_HEIGHT,
    PORTRAIT_PAGE,
    TITLE_HEIGHT,
    digits,
    draw_frame,
    prepare_printing,
    put,
)

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_SIZE = 12.0
_ROW = 40.0
_COLUMNS = len(CAPTIONS)
_SEAL = 3
"""From this column on stand the unit and the day, upon which the seal is put."""


def write_approval(sheet: Worksheet, approval: Approval, *, mark: str) -> None:
    """Put the sheet down: statement, signers, approval, the place of the seal, and the name of the state."""
    share = PORTRAIT_PAGE[0] / sum(CAPTION_WIDTHS)
    for letter, width in zip("ABCDE", CAPTION_WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width * share
    put(sheet, 1, 1, _COLUMNS, "签　批　单", "center", size=18, face=HEI)
    sheet.row_dimensions[1].height = 1.5 * TITLE_HEIGHT
    put(sheet, 2, 1, _COLUMNS, f"　　{approval.statement}", "left", size=14)
    lines = ceil(digits(approval.statement) * 14 / 10.5 / (PORTRAIT_PAGE[0] * 0.9)) + 1
    sheet.row_dimensions[2].height = lines * LINE_HEIGHT * 1.4
    rows = (CAPTIONS, *approval.signers)
    for number, texts in enumerate(rows, start=3):
        sheet.row_dimensions[number].height = _ROW
        for column, text in enumerate(texts, start=1):
            put(sheet, number, column, column, text or None, "center", size=_SIZE)
    row = 3 + len(rows)
    draw_frame(sheet, 3, row - 1, _COLUMNS)
    told = [f"{label}：{text}" for label, text in approval.approved]
    places = [(text, 1, "left", _SIZE) for text in ("", *told, "")]
    places += [(text, _SEAL, "center", _SIZE) for text in (approval.unit, SEAL, BLANK_DAY)]
    places += [(text, 1, "left", 9.0) for text in ("", approval.code_words, *approval.halves)]
    for number, (text, first, align, size) in enumerate(places, start=row):
        put(sheet, number, first, _COLUMNS, text or None, align, size=size)
        sheet.row_dimensions[number].height = 1.6 * LINE_HEIGHT
    sheet.print_area = f"A1:E{row + len(places) - 1}"
    prepare_printing(sheet, landscape=False, mark=mark)
