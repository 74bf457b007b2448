"""Layouts that differ in where things stand: rows, columns, merged areas, sheets."""

from __future__ import annotations

import random
from collections.abc import Callable
from copy import copy
from itertools import pairwise

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from tests.forms.match.layout_tools import BODY, CAPTIONS, codes, insert, names_total, words
from tests.forms.workbooks import numbers, repeat

# Rows and columns


def totals_at_the_bottom(workbook: Workbook) -> None:
    """The total under what it sums up."""
    for sheet, head, cells in codes(workbook):
        if cells:
            first, last = min(c.row for c in cells) - 1, max(c.row for c in cells)
            if names_total(sheet.cell(first, head.column + 1)):
                total = [cell.value for cell in sheet[first]]
                for row in range(first, last):
                    for cell, below in zip(sheet[row][1:], sheet[row + 1][1:], strict=True):
                        cell.value = below.value
                for cell, value in zip(sheet[last][1:], total[1:], strict=True):
                    cell.value = value


def totals_merged(workbook: Workbook) -> None:
    """The word for the total merged over serial number, code and name."""
    for sheet, head, _ in codes(workbook):
        for row in sheet.iter_rows(min_row=head.row + 1):
            if head.column == 2 and names_total(row[2]):
                row[0].value, row[1].value, row[2].value = row[2].value, None, None
                sheet.merge_cells(start_row=row[0].row, end_row=row[0].row, start_column=1, end_column=3)


def columns_in_another_order(workbook: Workbook) -> None:
    """The columns of amounts under one row of captions from right to left."""
    for sheet, head, _ in codes(workbook):
        single = [area for area in sheet.merged_cells.ranges if area.min_row == CAPTIONS and area.max_row == head.row]
        places = sorted(area.min_col for area in single if area.min_col > head.column)
        for left, right in zip(places, reversed(places), strict=True):
            if left < right:
                for row in range(CAPTIONS, sheet.max_row + 1):
                    a, b = sheet.cell(row, left), sheet.cell(row, right)
                    if type(a) is type(b) is Cell:
                        a.value, b.value = b.value, a.value


def head_in_one_row(workbook: Workbook) -> None:
    """Only the lowest captions, in one row."""
    _flatten(workbook, lambda chain: chain[-1])


def head_in_one_row_joined(workbook: Workbook) -> None:
    """The captions over a column joined into one text."""
    _flatten(workbook, "-".join)


def _flatten(workbook: Workbook, joined: Callable[[list[str]], str]) -> None:
    for sheet in workbook.worksheets:
        rows = (CAPTIONS, CAPTIONS + 1)
        chains: dict[int, list[str]] = {}
        for column in range(1, sheet.max_column + 1):
            cells = [_shown(sheet, row, column) for row in rows]
            chains[column] = list(dict.fromkeys(str(cell.value) for cell in cells if cell.value))
        for area in [area for area in sheet.merged_cells.ranges if area.min_row in rows]:
            sheet.unmerge_cells(area.coord)
        for column, chain in chains.items():
            sheet.cell(CAPTIONS, column).value = None
            sheet.cell(CAPTIONS + 1, column).value = joined(chain) if chain else None


def _shown(sheet: Worksheet, row: int, column: int) -> Cell:
    """The cell whose text a person sees at this place."""
    place = f"{get_column_letter(column)}{row}"
    area = next((area for area in sheet.merged_cells.ranges if place in area), None)
    return sheet.cell(area.min_row, area.min_col) if area else sheet.cell(row, column)


def head_in_three_rows(workbook: Workbook) -> None:
    """One more row of captions above, with what stands beside it merged down over all three."""
    for sheet in workbook.worksheets:
        insert(sheet, rows=CAPTIONS)
        sheet.cell(CAPTIONS, 2).value = "本年度预算情况"
        if sheet.cell(CAPTIONS + 1, 1).value == "序号":
            for area in list(sheet.merged_cells.ranges):
                if area.min_row == CAPTIONS + 1 and area.min_col == 1:
                    sheet.unmerge_cells(area.coord)
            sheet.cell(CAPTIONS, 1).value, sheet.cell(CAPTIONS + 1, 1).value = "序号", None
            sheet.merge_cells(start_row=CAPTIONS, end_row=CAPTIONS + 2, start_column=1, end_column=1)
        sheet.merge_cells(start_row=CAPTIONS, end_row=CAPTIONS, start_column=2, end_column=sheet.max_column)


def codes_and_names_joined(workbook: Workbook) -> None:
    """Code and name in one column, under one caption for both."""
    for sheet, head, cells in list(codes(workbook)):
        for cell in cells:
            name = sheet.cell(cell.row, head.column + 1)
            name.value, cell.value = f"{cell.value}-{name.value}", None
        for area in list(sheet.merged_cells.ranges):
            if area.min_row == CAPTIONS and area.min_col == head.column:
                sheet.unmerge_cells(area.coord)
        for row in range(CAPTIONS, BODY):
            sheet.cell(row, head.column).value = None
        sheet.cell(head.row, head.column + 1).value = "科目"


def codes_in_three_columns(workbook: Workbook) -> None:
    """类, 款 and 项 in columns of their own, each row with all of its levels."""
    _split(workbook, lambda parts: parts)


def codes_in_three_columns_by_level(workbook: Workbook) -> None:
    """类, 款 and 项 in columns of their own, each row with its own level only."""
    _split(workbook, lambda parts: [*[None] * (len(parts) - 1), parts[-1]])


def codes_in_three_columns_of_numbers(workbook: Workbook) -> None:
    """类, 款 and 项 as numbers, which have lost their leading zeros."""
    _split(workbook, lambda parts: [int(part) for part in parts if part])


def codes_under_one_caption(workbook: Workbook) -> None:
    """类, 款 and 项 in columns of their own under one caption for all three."""
    _split(workbook, lambda parts: parts, captions=False)


def _split(workbook: Workbook, shown: Callable[[list[str]], list[str | int | None]], captions: bool = True) -> None:
    for sheet, head, cells in list(codes(workbook)):
        place, row = head.column, head.row
        texts = {cell.row: "".join(str(cell.value).split()) for cell in cells}
        width = 3 if max(map(len, texts.values()), default=7) == 7 else 2
        insert(sheet, columns=place + 1, count=width - 1)
        if captions:
            insert(sheet, rows=row + 1)
            for column, word in enumerate("类款项"[:width], place):
                sheet.cell(row + 1, column).value = word
        sheet.merge_cells(start_row=row, end_row=row, start_column=place, end_column=place + width - 1)
        for number, text in texts.items():
            parts = [text[:3], *(text[at : at + 2] for at in range(3, len(text), 2))]
            for column, part in enumerate(shown(parts), place):
                sheet.cell(number + captions, column).value = part


def extra_columns(workbook: Workbook) -> None:
    """Columns that no form has, with numbers and remarks."""
    for sheet in workbook.worksheets:
        last = sheet.max_column
        for column, word in enumerate(("上年执行数", "增减（%）", "备注"), last + 1):
            sheet.cell(CAPTIONS, column).value = word
            for row in range(BODY + 2, sheet.max_row - 1):
                sheet.cell(row, column).value = "详见批复" if word == "备注" else row + 0.5


def remarks_in_between(workbook: Workbook) -> None:
    """Remarks that belong to no row: under the title, and in the middle of the table."""
    for sheet in workbook.worksheets:
        insert(sheet, rows=2)
        sheet["A2"] = "（本表由预算管理一体化系统生成）"
        if sheet.max_row > 20:
            insert(sheet, rows=15)
            sheet["B15"] = "以下为本级财力安排，具体项目见附件"


def pages(workbook: Workbook) -> None:
    """The captions printed again on the next page under the title of a continued table."""
    for sheet in workbook.worksheets:
        if sheet.max_row > 20:
            repeat(sheet, 1, BODY, 18)
            sheet.cell(19, 1).value = f"{sheet['A1'].value.strip()}（续表）"


def merged_anywhere(workbook: Workbook) -> None:
    """In every third row one value merged with the blank cell beside it."""
    for sheet in workbook.worksheets:
        for row in range(BODY + 2, sheet.max_row, 3):
            for left, right in pairwise(sheet[row][3:]):
                if type(left) is type(right) is Cell and left.value is not None and right.value is None:
                    sheet.merge_cells(f"{left.coordinate}:{right.coordinate}")
                    break


def overlapping_merges(workbook: Workbook) -> None:
    """Areas that overlap, as WPS leaves them behind."""
    for sheet in workbook.worksheets:
        last = get_column_letter(sheet.max_column + 3)
        sheet.merged_cells.add(CellRange(f"B1:{last}1"))
        sheet.merged_cells.add(CellRange(f"A1:{last}1"))
        sheet.merged_cells.add(CellRange(f"B{sheet.max_row + 1}:D{sheet.max_row + 3}"))
        sheet.merged_cells.add(CellRange(f"C{sheet.max_row + 1}:E{sheet.max_row + 5}"))


def blank_rows_and_columns(workbook: Workbook) -> None:
    """A blank row under every third row and a blank column before every second."""
    for sheet in workbook.worksheets:
        for row in range(sheet.max_row, 1, -3):
            insert(sheet, rows=row)
        for column in range(sheet.max_column, 1, -2):
            insert(sheet, columns=column)


def hidden_rows_and_columns(workbook: Workbook) -> None:
    """Hidden rows and columns with what was left of other years."""
    for sheet in workbook.worksheets:
        if sheet.max_row > 10:
            insert(sheet, rows=9)
            for cell, above in zip(sheet[9], sheet[8], strict=True):
                if type(cell) is Cell:
                    cell.value = 77.5 if isinstance(above.value, float | int) else above.value
            sheet.row_dimensions[9].hidden = True
        column = sheet.max_column + 1
        for row in range(CAPTIONS, sheet.max_row + 1):
            sheet.cell(row, column).value = "合计" if row == CAPTIONS else row + 0.25
        sheet.column_dimensions[get_column_letter(column)].hidden = True


# Sheets


def hidden_sheets_of_last_year(workbook: Workbook) -> None:
    """Every table once more in front, with other amounts, on sheets that nobody sees."""
    for number, sheet in enumerate(list(workbook.worksheets)):
        old = workbook.copy_worksheet(sheet)
        for cell in numbers(old):
            cell.value *= 2
        old.sheet_state = "veryHidden" if number % 2 else "hidden"
        workbook.move_sheet(old, -len(workbook.worksheets) + 1)


def titles_on_the_tabs_only(workbook: Workbook) -> None:
    """No title in the sheet; the tab names the table."""
    for sheet in workbook.worksheets:
        if sheet.sheet_state == "visible":
            for cell in [cell for cell in words(sheet) if cell.row <= 2 and cell.value.strip().endswith("表")]:
                cell.value = None


def sheets_renamed_and_shuffled(workbook: Workbook) -> None:
    """Tabs without a meaning in no order."""
    sheets = workbook._sheets  # type: ignore[attr-defined]
    random.Random(len(sheets)).shuffle(sheets)
    for number, sheet in enumerate(sheets, 1):
        sheet.title = f"Sheet{number}"


def tables_side_by_side(workbook: Workbook) -> None:
    """All tables beside each other on one sheet."""
    first, *others = (sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible")
    for sheet in others:
        right = first.max_column + 1
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value is not None):
            first.cell(cell.row, right + cell.column).value = cell.value
        for area in sheet.merged_cells.ranges:
            area = copy(area)
            area.shift(col_shift=right)
            first.merge_cells(area.coord)
        workbook.remove(sheet)
