"""The last sheet of the copy for signing (检查报告) in the workbook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from forms.write.page.closing import CAPTION_WIDTHS, HEADINGS, SIGNATURES, SPACED_TITLE, Closing
from forms.write.workbook.cells_and_print import (
    HEI,
    LINE_HEIGHT,
    PORTRAIT_PAGE,
    TITLE_HEIGHT,
    draw_frame,
    line_count,
    prepare_printing,
    put,
)

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_SHARE = PORTRAIT_PAGE[0] / sum(CAPTION_WIDTHS)
_WIDTHS = tuple(width * _SHARE for width in CAPTION_WIDTHS)
_COLUMNS = len(_WIDTHS)
_LABELS = 2
"""Over so many columns the labels of the facts reach; what they tell has the others."""
_HEADING, _HEADING_HEIGHT = 14.0, 30.0
_HIGHEST = 409.0  # what Excel allows
_SIGNATURE_HEIGHT = 24.0


def write_closing(sheet: Worksheet, closing: Closing, *, mark: str) -> None:
    """Put the sheet down: the verdict, every row, and where those sign who checked; over the page the captions stand
    again."""
    for letter, width in zip("ABCD", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    put(sheet, 1, 1, _COLUMNS, SPACED_TITLE, "center", size=18, face=HEI)
    sheet.row_dimensions[1].height = 1.5 * TITLE_HEIGHT
    verdict, found = HEADINGS
    row = _rows(sheet, _heading(sheet, 2, verdict), closing.facts, (_LABELS, _COLUMNS), centred=1)
    row = _heading(sheet, row, found)
    if closing.rows:
        sheet.print_title_rows = f"{row}:{row}"
        lasts = (*range(1, len(closing.captions)), _COLUMNS)
        row = _rows(sheet, row, (closing.captions,), lasts, centred=_COLUMNS)
        row = _rows(sheet, row, closing.rows, lasts, centred=2)
    rest = closing.rest(len(closing.rows))
    for text in (*([rest] if rest else []), "", *SIGNATURES):
        put(sheet, row, 1, _COLUMNS, text or None, "left")
        sheet.row_dimensions[row].height = _SIGNATURE_HEIGHT
        row += 1
    sheet.print_area = f"A1:D{row - 1}"
    prepare_printing(sheet, landscape=False, mark=mark)


def _heading(sheet: Worksheet, row: int, text: str) -> int:
    """A heading; returns the row below it."""
    put(sheet, row, 1, _COLUMNS, text, "left", size=_HEADING, face=HEI)
    sheet.row_dimensions[row].height = _HEADING_HEIGHT
    return row + 1


def _rows(sheet: Worksheet, top: int, rows: Iterable[Sequence[str]], lasts: Sequence[int], *, centred: int) -> int:
    """Framed rows whose cells end with these columns, the first `centred` in the middle; returns the row below."""
    row = top
    for row, texts in enumerate(rows, start=top):
        first, height = 1, 0.0
        for number, (text, last) in enumerate(zip(texts, lasts, strict=True)):
            put(sheet, row, first, last, text or None, "center" if number < centred else "left")
            height = max(height, line_count(text, sum(_WIDTHS[first - 1 : last]) - 1) * LINE_HEIGHT + 6)
            first = last + 1
        sheet.row_dimensions[row].height = min(height, _HIGHEST)
    draw_frame(sheet, top, row, _COLUMNS)
    return row + 1
