"""Reads the workbooks in one XML that Excel 2003 and older systems write (XML 电子表格 2003), in one bounded pass."""

from __future__ import annotations

import datetime
import io
import re

from forms.readers import cell_values, refusals
from forms.readers.blocks import Area, Grid, GridCell
from forms.readers.bounds import Budget
from forms.readers.number_format import GENERAL
from forms.readers.web.encoding import decoded
from forms.readers.xml_pass import Attributes, XmlPass

MAX_BYTES = 32 * 1024 * 1024

_SHEET = "urn:schemas-microsoft-com:office:spreadsheet "
_EXCEL = "urn:schemas-microsoft-com:office:excel "
_NAMED_FORMATS = {
    "General Number": GENERAL,
    "Currency": "#,##0.00",
    "Fixed": "0.00",
    "Standard": "#,##0.00",
    "Percent": "0.00%",
    "Scientific": "0.00E+00",
    "Long Date": "yyyy-mm-dd",
    "Medium Date": "yyyy-mm-dd",
    "Short Date": "yyyy-mm-dd",
    "General Date": "yyyy-mm-dd",
}
"""The formats that have names instead of codes."""
_LAST_ROW, _LAST_COLUMN = 1 << 20, 1 << 14
_DECLARED = re.compile(r"\A\s*<\?xml[^>]*\?>")


def read(file: str, data: bytes) -> tuple[Grid, ...]:
    """The sheets of the workbook, hidden ones flagged. Raises Trouble for a file that is too large, and anything at all
    for a damaged one."""
    if len(data) > MAX_BYTES:
        raise refusals.too_large(file)
    text = decoded(data)
    if text is None:
        raise refusals.unknown(file)
    content = _OneXml(Budget(file))
    # The parser knows fewer encodings than such files are in.
    content.run(io.BytesIO(_DECLARED.sub("", text).encode()))
    return tuple(content.grids)


class _OneXml(XmlPass):
    """The workbook; afterwards `grids` holds its sheets."""

    def __init__(self, budget: Budget) -> None:
        self.grids: list[Grid] = []
        self._codes: dict[str, str] = {}
        self._style = ""
        self._name, self._hidden = "", False
        self._row = self._column = 0
        self._last_row = self._last_column = 0
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._cells: list[GridCell] = []
        self._merges: list[Area] = []
        self._kind = self._code = ""
        self._pieces: list[str] = []
        super().__init__(
            budget,
            {
                f"{_SHEET}Style": self._start_style,
                f"{_SHEET}NumberFormat": self._format,
                f"{_SHEET}Worksheet": self._start_sheet,
                f"{_SHEET}Column": self._start_column,
                f"{_SHEET}Row": self._start_row,
                f"{_SHEET}Cell": self._start_cell,
                f"{_SHEET}Data": self._start_data,
                f"{_EXCEL}Visible": self._start_visible,
            },
            {
                f"{_SHEET}Worksheet": self._end_sheet,
                f"{_SHEET}Data": self._end_data,
                f"{_EXCEL}Visible": self._end_visible,
            },
        )

    def _start_style(self, attributes: Attributes) -> None:
        self._style = attributes.get(f"{_SHEET}ID", "")

    def _format(self, attributes: Attributes) -> None:
        code = attributes.get(f"{_SHEET}Format", "")
        self._codes[self._style] = cell_values.format_code(0, _NAMED_FORMATS.get(code, code))

    def _start_sheet(self, attributes: Attributes) -> None:
        self._name, self._hidden = attributes.get(f"{_SHEET}Name", ""), False
        self._last_row = self._last_column = 0
        self._cells, self._merges = [], []
        self._hidden_rows, self._hidden_columns = set(), set()

    def _end_sheet(self) -> None:
        hidden = (self._hidden_rows, self._hidden_columns)
        self.grids.append(Grid.of(self._name, self._cells, self._merges, self._hidden, *hidden))

    def _start_visible(self, _: Attributes) -> None:
        self._pieces = []
        self._sink = self._pieces

    def _end_visible(self) -> None:
        self._hidden = "".join(self._pieces).strip() in ("SheetHidden", "SheetVeryHidden")
        self._end_text()

    def _start_column(self, attributes: Attributes) -> None:
        first = _placed(attributes, self._last_column, _LAST_COLUMN)
        self._last_column = min(first + _number(attributes, "Span", 0), _LAST_COLUMN)
        if attributes.get(f"{_SHEET}Hidden") == "1":
            self._budget.hidden_columns -= self._last_column - first + 1
            self._budget.check()
            self._hidden_columns.update(range(first, self._last_column + 1))

    def _start_row(self, attributes: Attributes) -> None:
        self._row = _placed(attributes, self._last_row, _LAST_ROW)
        self._last_row = min(self._row + _number(attributes, "Span", 0), _LAST_ROW)
        self._last_column = 0
        self._budget.rows -= 1
        self._budget.check()
        if attributes.get(f"{_SHEET}Hidden") == "1":
            self._hidden_rows.add(self._row)

    def _start_cell(self, attributes: Attributes) -> None:
        self._column = _placed(attributes, self._last_column, _LAST_COLUMN)
        right, down = (_number(attributes, name, 0) for name in ("MergeAcross", "MergeDown"))
        self._last_column = min(self._column + right, _LAST_COLUMN)
        self._budget.cells -= 1
        if right or down:
            self._budget.merges -= 1
            bottom = min(self._row + down, _LAST_ROW)
            self._merges.append(Area(self._row, self._column, bottom, self._last_column))
        self._budget.check()
        self._code = self._codes.get(attributes.get(f"{_SHEET}StyleID", "Default"), GENERAL)

    def _start_data(self, attributes: Attributes) -> None:
        self._kind = attributes.get(f"{_SHEET}Type", "String")
        self._pieces = []
        self._sink = self._pieces

    def _end_data(self) -> None:
        self._end_text()
        text = cell_values.with_line_ends("".join(self._pieces))
        cell = self._value(self._row, self._column, text)
        if cell is not None:
            self._cells.append(cell)

    def _value(self, row: int, column: int, text: str) -> GridCell | None:
        match self._kind:
            case "Number":
                return cell_values.number_cell(row, column, float(text), self._code, cell_values.WINDOWS_EPOCH)
            case "DateTime":
                moment = datetime.datetime.fromisoformat(text.strip())
                return cell_values.moment_cell(row, column, moment, self._code)
            case "Boolean":
                return cell_values.truth_cell(row, column, text.strip() == "1")
            case "Error":
                return cell_values.error_cell(row, column, text)
        return cell_values.text_cell(row, column, text)


def _placed(attributes: Attributes, last: int, most: int) -> int:
    """Where a row, column or cell stands: where it says, or behind the last one."""
    return min(_number(attributes, "Index", last + 1), most)


def _number(attributes: Attributes, name: str, without: int) -> int:
    return max(int(attributes.get(f"{_SHEET}{name}", without)), 0)
