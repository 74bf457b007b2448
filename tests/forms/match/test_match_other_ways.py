"""Tables that stand otherwise: wide ones in two parts, long ones in blocks, turned ones; each proved by its sums."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from forms.match.account.accounts import account
from forms.match.reading import Reading
from forms.match.report import Reason
from tests.forms.workbooks import assert_every_cell_once, nine, original, saved, taken

NAME = "2024-fengrun"
T3, T5, T9 = 2, 4, 8
HEAD, BODY = 3, 6
"""The first rows of the captions and of the amounts."""
KEYS, LEFT = (1, 2, 3), (4, 5)
"""The columns of serial number, code and name of 支出总表, and of its amounts that stay on the first page."""

Rows = list[list[object]]


def rows_of(sheet: Worksheet, columns: tuple[int, ...] = ()) -> Rows:
    """The captions and the body, also what is merged over a column; only these columns, or all."""
    spread = {
        place: sheet.cell(area.min_row, area.min_col).value
        for area in sheet.merged_cells.ranges
        for place in area.cells
    }
    chosen = columns or tuple(range(1, sheet.max_column + 1))
    rows = range(HEAD, sheet.max_row + 1)
    return [[spread.get((row, column), sheet.cell(row, column).value) for column in chosen] for row in rows]


def emptied(sheet: Worksheet) -> None:
    """Only what stands above the captions is left."""
    for area in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(area))
    sheet.delete_rows(HEAD, sheet.max_row)


def put(sheet: Worksheet, rows: Rows, row: int = HEAD, column: int = 1) -> None:
    for down, values in enumerate(rows):
        for right, value in enumerate(values):
            if value is not None:
                sheet.cell(row + down, column + right).value = value


def right_of(sheet: Worksheet) -> tuple[int, ...]:
    return (*KEYS, *range(LEFT[-1] + 1, sheet.max_column + 1))


def on_two_sheets(workbook: Workbook, title: str = "部门预算支出总表（续表）") -> Worksheet:
    sheet = workbook.worksheets[T3]
    left, right = rows_of(sheet, (*KEYS, *LEFT)), rows_of(sheet, right_of(sheet))
    emptied(sheet)
    put(sheet, left)
    other = workbook.create_sheet("续", T3 + 1)
    other["A1"] = title or None
    put(other, right)
    return other


def on_a_sheet_without_a_title(workbook: Workbook) -> None:
    on_two_sheets(workbook, "")


def below_each_other(workbook: Workbook) -> None:
    sheet = workbook.worksheets[T3]
    left, right = rows_of(sheet, (*KEYS, *LEFT)), rows_of(sheet, right_of(sheet))
    emptied(sheet)
    put(sheet, left)
    put(sheet, right, row=HEAD + len(left) + 1)


def in_blocks(workbook: Workbook, at: int = T3) -> Worksheet:
    sheet = workbook.worksheets[at]
    rows = rows_of(sheet)
    heads, body = rows[: BODY - HEAD], rows[BODY - HEAD :]
    half = (len(body) + 1) // 2
    emptied(sheet)
    put(sheet, [*heads, *body[:half]])
    put(sheet, [*heads, *body[half:]], column=len(rows[0]) + 2)
    return sheet


def turned(workbook: Workbook, at: int = T3) -> Worksheet:
    sheet = workbook.worksheets[at]
    rows = [row for row in rows_of(sheet) if row[0] != "栏次"]
    emptied(sheet)
    put(sheet, [list(column) for column in zip(*rows, strict=True)])
    return sheet


def turned_without_codes(workbook: Workbook) -> None:
    turned(workbook, T9)


WAYS = [on_two_sheets, on_a_sheet_without_a_title, below_each_other, in_blocks, turned, turned_without_codes]


@pytest.mark.parametrize("stand", WAYS)
def test_a_table_that_stands_otherwise_is_read_as_it_is_meant(
    stand: Callable[[Workbook], object], tmp_path: Path
) -> None:
    workbook = nine(NAME)
    stand(workbook)
    book = saved(workbook, tmp_path)
    reading = taken(workbook, tmp_path)
    assert_every_cell_once(book, reading.report)
    assert reading.document().values == original(NAME).document().values
    assert set(account(reading).missing) == set(account(original(NAME)).missing)


def places(reading: Reading, why: Reason) -> set[str]:
    return {entry.cell for entry in reading.report.entries if entry.why is why}


def test_an_amount_is_found_where_it_stands_in_the_file(tmp_path: Path) -> None:
    workbook = nine(NAME)
    sheet = turned(workbook)
    cell = next(cell for row in sheet.iter_rows() for cell in row if cell.value == 1398.08)
    cell.value = 1389.08
    reading = taken(workbook, tmp_path)
    source = next(source for place, source in reading.provenance.sources.items() if place == ("T3", "total", "basic"))
    assert (source.sheet, source.cell) == (sheet.title, cell.coordinate)


def wrong_rows(sheet: Worksheet) -> None:
    """The amounts of the other half slip down by a row."""
    column = next(c for c in range(4, sheet.max_column + 1) if sheet.cell(BODY, c).value)
    amounts = [sheet.cell(row, column).value for row in range(BODY, sheet.max_row + 1)]
    for row, amount in zip(range(BODY, sheet.max_row + 1), [None, *amounts], strict=False):
        sheet.cell(row, column).value = amount


def other_codes(sheet: Worksheet) -> None:
    for row in range(BODY, sheet.max_row + 1):
        if sheet.cell(row, 2).value == "2060101":
            sheet.cell(row, 2).value = "2060102"


@pytest.mark.parametrize("spoil", [wrong_rows, other_codes])
def test_the_other_half_is_left_where_it_does_not_fit(spoil: Callable[[Worksheet], None], tmp_path: Path) -> None:
    workbook = nine(NAME)
    spoil(on_two_sheets(workbook))
    reading = taken(workbook, tmp_path)
    assert places(reading, Reason.OTHER_HALF)
    assert reading.document().values != original(NAME).document().values


def without_names(sheet: Worksheet) -> None:
    """The other half without code and name beside its amounts."""
    for row in range(3, sheet.max_row + 1):
        for column in range(1, 4):
            if not isinstance(sheet.cell(row, column), MergedCell):
                sheet.cell(row, column).value = None


def test_the_other_half_without_names_is_read_row_by_row_where_it_adds_up(tmp_path: Path) -> None:
    workbook = nine(NAME)
    without_names(on_two_sheets(workbook))
    assert taken(workbook, tmp_path).document().values == original(NAME).document().values


def test_the_other_half_without_names_is_left_where_its_rows_slip(tmp_path: Path) -> None:
    workbook = nine(NAME)
    sheet = on_two_sheets(workbook)
    wrong_rows(sheet)
    without_names(sheet)
    assert not any(
        entry.status == "taken" for entry in taken(workbook, tmp_path).report.entries if entry.sheet == sheet.title
    )


def of_two_years(sheet: Worksheet, rows: Rows) -> None:
    put(sheet, rows, column=sheet.max_column + 2)


def test_blocks_with_the_same_lines_are_not_put_together(tmp_path: Path) -> None:
    workbook = nine(NAME)
    of_two_years(workbook.worksheets[T3], rows_of(workbook.worksheets[T3]))
    reading = taken(workbook, tmp_path)
    assert places(reading, Reason.UNKNOWN_COLUMN)
    assert reading.document().values == original(NAME).document().values


def test_a_turned_table_whose_sums_fail_is_told(tmp_path: Path) -> None:
    workbook = nine(NAME)
    sheet = turned(workbook)
    total, basic = (
        next(row for row in range(HEAD, sheet.max_row + 1) if sheet.cell(row, 1).value == caption)
        for caption in ("合计", "项目支出")
    )
    for column in range(2, sheet.max_column + 1):
        one, other = sheet.cell(total, column), sheet.cell(basic, column)
        if isinstance(one.value, int | float):
            one.value, other.value = other.value, one.value
    reading = taken(workbook, tmp_path)
    assert places(reading, Reason.HEAD_IN_DOUBT)
    assert "T3" in account(reading).missing
