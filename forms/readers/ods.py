"""Reads .ods, the sheets of LibreOffice and other programs (OpenDocument): each part in one bounded pass.

A library would build a tree of everything (odfpy), or end the whole program on a damaged file (python-calamine).
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from bisect import bisect_right
from dataclasses import replace

from forms.readers import cell_values
from forms.readers.blocks import Area, Grid, GridCell
from forms.readers.bounds import Budget
from forms.readers.ods_formats import DRAW, EXTENSION, OFFICE, PERCENT, TABLE, TEXT, OdsStyles
from forms.readers.sheetxml import uncalculated
from forms.readers.xml_pass import Attributes, EndStep, StartStep

KIND = b"application/vnd.oasis.opendocument.spreadsheet"
"""How the package itself names its kind."""

_LIST = "META-INF/manifest.xml"
_LONGEST_LIST = 1 << 20
_LAST_ROW, _LAST_COLUMN = 1 << 20, 1 << 14
_CALCULATED = re.compile(r"[\[(]")
"""What every formula has, a cell or a function; without both it is words such as the target “=100分”."""
_MOST_BLANKS = 1000
_LINE_ENDS = re.compile("(?<![ \t])[ \t]*[\r\n][ \t\r\n]*")
"""Blanks between the words of the file, as it is broken into lines; LibreOffice writes an indent as plain blanks."""
_ASIDE = {f"{OFFICE}annotation", f"{TEXT}note", f"{TEXT}ruby-text", f"{TABLE}shapes", f"{TABLE}tracked-changes"}
_ASIDE |= {
    f"{DRAW}{shape}" for shape in ("frame", "custom-shape", "g", "rect", "line", "caption", "control", "ellipse")
}
"""What stands beside the cells: comments, pinyin over the text, drawings, what was changed."""


def is_encrypted(archive: zipfile.ZipFile) -> bool:
    """Whether an OpenDocument package has a password, as its list of parts says."""
    return "encrypted-package" in archive.namelist() or b"encryption-data" in _beginning(archive, _LIST)


def kind(archive: zipfile.ZipFile) -> bytes:
    """What an OpenDocument package says it is; blank when it says nothing."""
    return _beginning(archive, "mimetype").strip()


def _beginning(archive: zipfile.ZipFile, name: str) -> bytes:
    """As much of a part as a sound one has; nothing when there is no such part."""
    if name not in archive.namelist():
        return b""
    with archive.open(name) as part:
        return part.read(_LONGEST_LIST)


def read(file: str, data: bytes) -> tuple[Grid, ...]:
    """The sheets of an .ods. Raises Trouble for a file that is too large, and anything at all for a damaged one."""
    budget = Budget(file)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        styles = OdsStyles(budget)
        if "styles.xml" in archive.namelist():
            with archive.open("styles.xml") as part:
                styles.run(part)
        content = _Content(budget, styles)
        with archive.open("content.xml") as part:
            content.run(part)
    return tuple(content.grids)


class _SheetBegun:
    """A sheet while it is read: what stands in it, and which stretches of rows and columns are hidden."""

    def __init__(self, name: str, hidden: bool) -> None:
        self.name, self.hidden = name, hidden
        self.cells: list[GridCell] = []
        self.merges: list[Area] = []
        self.hidden_rows: list[tuple[int, int]] = []
        self.hidden_columns: list[tuple[int, int]] = []
        self.column_starts: list[int] = []
        self.column_styles: list[str] = []

    def grid(self, budget: Budget) -> Grid:
        """The sheet as a grid. Raises Trouble when too much of it is hidden."""
        last_row = max((*(cell.row for cell in self.cells), *(area.bottom for area in self.merges)), default=0)
        last_column = max((*(cell.column for cell in self.cells), *(area.right for area in self.merges)), default=0)
        hidden: list[set[int]] = []
        for stretches, end in ((self.hidden_rows, last_row), (self.hidden_columns, last_column)):
            numbers: set[int] = set()
            for first, last in stretches:
                # What is hidden behind the last cell is no matter.
                stretch = range(first, min(last, end) + 1)
                budget.hidden_columns -= len(stretch)
                budget.check()
                numbers.update(stretch)
            hidden.append(numbers)
        return Grid.of(self.name, self.cells, self.merges, self.hidden, *hidden)


class _Content(OdsStyles):
    """The content of the file; afterwards `grids` holds its sheets. Blank cells cost nothing, whatever their number."""

    def __init__(self, budget: Budget, styles: OdsStyles) -> None:
        self.grids: list[Grid] = []
        self._sheet: _SheetBegun | None = None
        self._aside = 0
        self._row = self._column = 0
        self._rows = 1
        self._row_style = ""
        self._row_cells: list[tuple[int, GridCell]] = []
        self._cell: Attributes | None = None
        self._pieces: list[str] = []
        super().__init__(
            budget,
            styles,
            {
                f"{TABLE}table": self._start_sheet,
                f"{TABLE}table-column": self._start_column,
                f"{TABLE}table-row": self._start_row,
                f"{TABLE}table-cell": self._start_cell,
                f"{TABLE}covered-table-cell": self._start_cell,
                f"{TEXT}p": self._start_paragraph,
                f"{TEXT}s": self._blanks,
                f"{TEXT}tab": self._tab,
                f"{TEXT}line-break": self._line_break,
            },
            {
                f"{TABLE}table": self._end_sheet,
                f"{TABLE}table-row": self._end_row,
                f"{TABLE}table-cell": self._end_cell,
                f"{TABLE}covered-table-cell": self._end_cell,
                f"{TEXT}p": self._end_text,
            },
        )

    def _steps(self) -> tuple[StartStep, EndStep]:
        start_step, end_step = super()._steps()

        def start(tag: str, attributes: Attributes) -> None:
            if self._aside or tag in _ASIDE or (tag == f"{TABLE}table" and self._sheet is not None):
                # Also a table within a cell, which no program shows as cells.
                self._aside += 1
                self._budget.elements -= 1
                if self._aside == 1:
                    self._kept, self._sink = self._sink, None
            else:
                start_step(tag, attributes)

        def end(tag: str) -> None:
            if not self._aside:
                end_step(tag)
                return
            self._aside -= 1
            if not self._aside:
                self._sink = self._kept

        return start, end

    def _start_sheet(self, attributes: Attributes) -> None:
        hidden = self.is_hidden("table", attributes.get(f"{TABLE}style-name", ""))
        self._sheet = _SheetBegun(attributes.get(f"{TABLE}name", ""), hidden)
        self._row = self._column = 0

    def _end_sheet(self) -> None:
        if self._sheet is not None:
            self.grids.append(self._sheet.grid(self._budget))
        self._sheet = None

    def _start_column(self, attributes: Attributes) -> None:
        if self._sheet is None:
            return
        first, count = self._column + 1, _times(attributes, "columns", _LAST_COLUMN)
        self._column += count
        self._sheet.column_starts.append(first)
        self._sheet.column_styles.append(attributes.get(f"{TABLE}default-cell-style-name", ""))
        if self._is_unseen("table-column", attributes):
            self._sheet.hidden_columns.append((first, self._column))

    def _start_row(self, attributes: Attributes) -> None:
        self._rows = _times(attributes, "rows", _LAST_ROW)
        self._row_style = attributes.get(f"{TABLE}default-cell-style-name", "")
        self._column = 0
        self._row_cells = []
        if self._sheet is not None and self._is_unseen("table-row", attributes):
            self._sheet.hidden_rows.append((self._row + 1, self._row + self._rows))

    def _is_unseen(self, family: str, attributes: Attributes) -> bool:
        name = attributes.get(f"{TABLE}style-name", "")
        return attributes.get(f"{TABLE}visibility", "visible") != "visible" or self.is_hidden(family, name)

    def _end_row(self) -> None:
        if self._sheet is not None and self._row_cells:
            self._budget.rows -= self._rows
            self._budget.cells -= self._rows * sum(times for times, _ in self._row_cells)
            self._budget.check()
            for row in range(self._row + 1, self._row + self._rows + 1):
                for times, cell in self._row_cells:
                    for column in range(cell.column, cell.column + times):
                        self._sheet.cells.append(_moved(cell, row, column))
        self._row += self._rows

    def _start_cell(self, attributes: Attributes) -> None:
        self._cell = attributes
        self._pieces = []

    def _end_cell(self) -> None:
        attributes, self._cell = self._cell, None
        if attributes is None or self._sheet is None:
            return
        column = self._column + 1
        times = _times(attributes, "columns", _LAST_COLUMN)
        self._column += times
        right = int(attributes.get(f"{TABLE}number-columns-spanned", 1))
        down = int(attributes.get(f"{TABLE}number-rows-spanned", 1))
        if right > 1 or down > 1:
            self._budget.merges -= 1
            last = min(self._row + down, _LAST_ROW), min(column + right - 1, _LAST_COLUMN)
            self._sheet.merges.append(Area(self._row + 1, column, *last))
        cell = self._value(self._row + 1, column, attributes)
        if cell is not None:
            self._row_cells.append((times, cell))

    def _value(self, row: int, column: int, attributes: Attributes) -> GridCell | None:
        shown = "".join(self._pieces)
        formula = attributes.get(f"{TABLE}formula", "").partition("=")[2]
        kind = attributes.get(f"{OFFICE}value-type", "")
        if attributes.get(f"{EXTENSION}value-type") == "error":
            if formula and not _CALCULATED.search(formula):
                return uncalculated(row, column, formula)
            return cell_values.error_cell(row, column, shown)
        match kind:
            case "float" | "currency" | "percentage":
                code = self._code_of(column, attributes)
                if kind == "percentage" and "%" not in code:
                    code = PERCENT
                return cell_values.number_cell(
                    row, column, float(attributes[f"{OFFICE}value"]), code, cell_values.WINDOWS_EPOCH
                )
            case "date":
                moment = _moment(attributes.get(f"{OFFICE}date-value", ""))
                if moment is not None:
                    return cell_values.moment_cell(row, column, moment, self._code_of(column, attributes))
            case "boolean":
                return cell_values.truth_cell(row, column, attributes.get(f"{OFFICE}boolean-value") == "true")
            case "" if not shown and formula:
                return uncalculated(row, column, formula)
        # Said once more where blanks would be lost in the paragraphs.
        return cell_values.text_cell(row, column, attributes.get(f"{OFFICE}string-value") or shown)

    def _code_of(self, column: int, attributes: Attributes) -> str:
        style = attributes.get(f"{TABLE}style-name") or self._row_style
        if not style and self._sheet is not None and self._sheet.column_starts:
            style = self._sheet.column_styles[max(bisect_right(self._sheet.column_starts, column) - 1, 0)]
        return self.code(style or "Default")

    def _start_paragraph(self, _: Attributes) -> None:
        if self._cell is not None:
            if self._pieces:
                self._pieces.append("\n")
            self._sink = self._pieces

    def _text(self, text: str) -> None:
        super()._text(_LINE_ENDS.sub(" ", text) if self._sink is self._pieces else text)

    def _blanks(self, attributes: Attributes) -> None:
        self._add(" " * min(int(attributes.get(f"{TEXT}c", 1)), _MOST_BLANKS))

    def _tab(self, _: Attributes) -> None:
        self._add("\t")

    def _line_break(self, _: Attributes) -> None:
        self._add("\n")

    def _add(self, text: str) -> None:
        if self._sink is self._pieces:
            super()._text(text)


def _moment(text: str) -> datetime.datetime | None:
    """A day or a moment as the file says it; None for what is none."""
    try:
        return datetime.datetime.fromisoformat(text)
    except ValueError:
        return None


def _times(attributes: Attributes, what: str, most: int) -> int:
    """How often a column, a row or a cell is repeated."""
    return min(max(int(attributes.get(f"{TABLE}number-{what}-repeated", 1)), 1), most)


def _moved(cell: GridCell, row: int, column: int) -> GridCell:
    if (cell.row, cell.column) == (row, column):
        return cell
    return replace(cell, row=row, column=column)
