"""The first sheet of the workbook (目录): the name of every table, as a link to its sheet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from forms.write.workbook.cells_and_print import HEI, TITLE_HEIGHT, digits, prepare_printing, put

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

NAME = "目录"
_NUMBER_WIDTH = 6.0
_TITLE_WIDTH = 80.0
_HEIGHT = 20.0


def write_index(sheet: Worksheet, entries: Sequence[tuple[str, str]], *, mark: str) -> None:
    """Put the entries on the sheet: the title of each table and the name of the sheet it stands on."""
    from openpyxl.styles import Font
    from openpyxl.worksheet.hyperlink import Hyperlink

    # A link is not broken into lines everywhere (LibreOffice); the page is printed one sheet wide, whatever its width.
    longest = max((digits(title) for title, _ in entries), default=0)
    sheet.column_dimensions["A"].width = _NUMBER_WIDTH
    sheet.column_dimensions["B"].width = max(_TITLE_WIDTH, longest + 2)
    put(sheet, 1, 1, 2, "目　　录", "center", size=16, face=HEI)
    sheet.row_dimensions[1].height = TITLE_HEIGHT
    for number, (title, name) in enumerate(entries, start=1):
        row = number + 1
        put(sheet, row, 1, 1, number, "center")
        cell = put(sheet, row, 2, 2, title, "left")
        cell.hyperlink = Hyperlink(ref=f"B{row}", location=f"'{name}'!A1", display=title)
        cell.font = Font(name="宋体", size=10.5, color="0000FF", underline="single")
        sheet.row_dimensions[row].height = _HEIGHT
    sheet.print_area = f"A1:B{len(entries) + 1}"
    prepare_printing(sheet, landscape=False, mark=mark)
