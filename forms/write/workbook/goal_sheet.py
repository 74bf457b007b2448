"""The goal table of a project (项目绩效目标表) as a sheet of the workbook."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, groupby
from typing import TYPE_CHECKING

from forms.write.page.goal_grid import CAPTIONS, COLUMNS, LONGEST_CONTINUED, GoalCell, GoalRow, GoalTable, goal_widths
from forms.write.page.paper import PORTRAIT
from forms.write.workbook.cells_and_print import (
    HEI,
    LINE_HEIGHT,
    PORTRAIT_PAGE,
    TITLE_HEIGHT,
    draw_frame,
    line_count,
    money_format,
    plain_number,
    prepare_printing,
    put,
)
from models.money import in_unit

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_PRINTED, _SIDE = PORTRAIT.width / 10.0, 0.8
"""The room of a table and the white of a cell in the PDF, in type sizes: widths once found are kept."""
_HIGHEST = 409.0  # what Excel allows
_ALIGN = {"left": "left", "center": "center"}
_UNIT_COLUMNS = 4


def write_goals(sheet: Worksheet, table: GoalTable, *, mark: str) -> None:
    """Put the table on the sheet; amounts are numbers, but for 其他资金, which stands in one cell with its label."""
    widths = [wide * PORTRAIT_PAGE[0] / _PRINTED for wide in goal_widths(table, _PRINTED, _SIDE)]
    for letter, width in zip("ABCDEF", widths, strict=True):
        sheet.column_dimensions[letter].width = width
    put(sheet, 1, 1, COLUMNS, table.title, "center", size=14, face=HEI)
    sheet.row_dimensions[1].height = max(TITLE_HEIGHT, 1.5 * _height(table.title, sum(widths) * 0.7))
    top = 2
    if table.unit or table.money:
        put(sheet, top, 1, _UNIT_COLUMNS, table.unit, "left")
        put(sheet, top, _UNIT_COLUMNS + 1, COLUMNS, table.money, "right")
        sheet.row_dimensions[top].height = _height("", 1)
        top += 1
    captions = top + len(table.head)
    end = captions + len(table.indicators)
    draw_frame(sheet, top, end, COLUMNS)
    _write_rows(sheet, top, table.head, widths)
    for column, caption in enumerate(CAPTIONS, start=1):
        put(sheet, captions, column, column, caption, "center")
    sheet.row_dimensions[captions].height = max(
        _height(caption, width - 1) for caption, width in zip(CAPTIONS, widths, strict=True)
    )
    _write_rows(sheet, captions + 1, table.indicators, widths)
    sheet.print_title_rows = f"{captions}:{captions}"
    sheet.print_area = f"A1:F{end}"
    prepare_printing(sheet, landscape=False, mark=mark)
    if sum(sheet.row_dimensions[row].height for row in range(1, end + 1)) > PORTRAIT_PAGE[1]:
        sheet.oddHeader.left.text = table.title.replace("&", "&&")[:LONGEST_CONTINUED]
        sheet.oddHeader.left.size = 9


def _write_rows(sheet: Worksheet, top: int, rows: tuple[GoalRow, ...], widths: Sequence[float]) -> None:
    row = top
    for _, members in groupby(rows, key=lambda row: row.group):
        group = list(members)
        label = group[0].label
        put(sheet, row, 1, 1, label or None, "center", rows=len(group))
        least = _height(label, widths[0] - 1) / len(group)
        for goal_row in group:
            sheet.row_dimensions[row].height = min(
                max(least, *_write_cells(sheet, row, goal_row.cells, widths)), _HIGHEST
            )
            row += 1


def _write_cells(sheet: Worksheet, row: int, cells: tuple[GoalCell, ...], widths: Sequence[float]) -> list[float]:
    """Put the cells of a row behind its label; returns the height that each of them needs."""
    firsts = accumulate((cell.columns for cell in cells), initial=2)
    heights = []
    for first, cell in zip(firsts, cells, strict=False):
        last = first + cell.columns - 1
        number = plain_number(cell.text) if cell.number and cell.fen is None else None
        value = in_unit(cell.fen) if cell.fen is not None else number[0] if number else cell.text or None
        target = put(sheet, row, first, last, value, _ALIGN[cell.align])
        if cell.fen is not None:
            target.number_format = money_format(cell.text)
        elif number:
            target.number_format = number[1]
        heights.append(_height(cell.text, sum(widths[first - 1 : last]) - 1))
    return heights


def _height(text: str, room: float) -> float:
    return line_count(text, room) * LINE_HEIGHT + 6
