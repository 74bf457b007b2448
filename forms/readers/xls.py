"""Reads .xls, and .et of WPS, which is the same container."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator, Sequence
from typing import Any

from forms.readers import cell_values, refusals
from forms.readers.blocks import Area, Grid, GridCell
from forms.readers.bounds import Budget

# A disclosure takes well under 1 MB; the old format is read at about 8 MB a second.
MAX_BYTES = 8 * 1024 * 1024


def read(file: str, data: bytes) -> tuple[Grid, ...]:
    """The sheets of an .xls. Raises Trouble for an encrypted or too large file, anything at all for a damaged one.

    The old format does not say whether a formula was ever calculated: one that was not shows 0 or nothing.
    """
    import xlrd

    if len(data) > MAX_BYTES:
        raise refusals.too_large(file)
    try:
        book = xlrd.open_workbook(
            file_contents=data,
            logfile=io.StringIO(),
            formatting_info=True,
            ragged_rows=True,
            ignore_workbook_corruption=True,
        )
    except xlrd.XLRDError as error:
        raise (refusals.encrypted(file) if "encrypted" in str(error) else refusals.damaged(file)) from error
    custom = {number: style.format_str for number, style in book.format_map.items()}
    codes = [cell_values.format_code(style.format_key, custom.get(style.format_key)) for style in book.xf_list]
    epoch = cell_values.MAC_EPOCH if book.datemode else cell_values.WINDOWS_EPOCH
    budget = Budget(file)
    return tuple(
        Grid.of(
            sheet.name,
            _cells(sheet, codes, epoch, budget),
            _merges(sheet),
            hidden=sheet.visibility != 0,
            hidden_rows={row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden or not info.height},
            hidden_columns={column + 1 for column, info in sheet.colinfo_map.items() if info.hidden or not info.width},
        )
        for sheet in book.sheets()
    )


def _cells(sheet: Any, codes: Sequence[str], epoch: datetime.datetime, budget: Budget) -> Iterator[GridCell]:
    for row in range(sheet.nrows):
        budget.check()
        cells_before = budget.cells
        for column, kind in enumerate(sheet.row_types(row)):
            cell = _cell(sheet, row, column, kind, codes, epoch)
            if cell is not None:
                budget.cells -= 1
                yield cell
        budget.rows -= budget.cells < cells_before


def _cell(
    sheet: Any, row: int, column: int, kind: int, codes: Sequence[str], epoch: datetime.datetime
) -> GridCell | None:
    from xlrd import biffh

    if kind in (biffh.XL_CELL_EMPTY, biffh.XL_CELL_BLANK):
        return None
    value, place = sheet.cell_value(row, column), (row + 1, column + 1)
    if kind == biffh.XL_CELL_TEXT:
        return cell_values.text_cell(*place, cell_values.with_line_ends(value))
    if kind == biffh.XL_CELL_BOOLEAN:
        return cell_values.truth_cell(*place, bool(value))
    if kind == biffh.XL_CELL_ERROR:
        return cell_values.error_cell(*place, biffh.error_text_from_code.get(value, "#N/A"))
    return cell_values.number_cell(*place, value, codes[sheet.cell_xf_index(row, column)], epoch)


def _merges(sheet: Any) -> Iterator[Area]:
    for top, after_bottom, left, after_right in sheet.merged_cells:
        yield Area(top + 1, left + 1, after_bottom, after_right)
