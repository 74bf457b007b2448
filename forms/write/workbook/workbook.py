"""The disclosure as a workbook: a sheet per table and per project, with true numbers, ready for printing."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from itertools import combinations
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING

from forms.document.document import Document
from forms.document.projects import Project, public_projects
from forms.form.model import ColumnKind, Edition
from forms.signing.state_name import state_of
from forms.write.page.approval import TITLE as APPROVAL
from forms.write.page.approval import Approval
from forms.write.page.archives import save_workbook
from forms.write.page.closing import TITLE as CLOSING
from forms.write.page.closing import Closing
from forms.write.page.folders import titled
from forms.write.page.goal_grid import goal_table
from forms.write.page.layout import ALIGN, Cell, Picture, picture, pictures
from forms.write.page.products import moment_of
from forms.write.workbook.approval_sheet import write_approval
from forms.write.workbook.cells_and_print import (
    HEI,
    LANDSCAPE_PAGE,
    LINE_HEIGHT,
    PORTRAIT_PAGE,
    TITLE_HEIGHT,
    digits,
    draw_frame,
    money_format,
    plain_number,
    prepare_printing,
    put,
)
from forms.write.workbook.closing_in_workbook import write_closing
from forms.write.workbook.finish import SheetExtras, finish
from forms.write.workbook.goal_sheet import write_goals
from forms.write.workbook.index_sheet import NAME, write_index
from forms.write.workbook.sheet_formulas import Place, formulas, places
from models.money import in_unit

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_ROW_HEIGHTS = (16.0, 24.0)
"""The lowest and the highest row of one line; what lies between is taken to fill one page."""
_NARROWEST: dict[ColumnKind, float] = {
    "serial": 5.5,
    "code": 10,
    "name": 12,
    "label": 12,
    "money": 9,
    "text": 9,
    "quantity": 8,
}
_WIDEST = 42
"""The widest a column of names becomes; longer names take further lines."""
_SHARES: dict[ColumnKind, float] = {"serial": 0, "code": 0, "name": 2, "label": 2, "money": 1, "text": 2, "quantity": 1}
"""How the columns share the width that is left over on the page."""
_HEAD_TOP = 3  # the first row of the head: title and head lines stand above it
_NOT_IN_A_SHEET_NAME = re.compile(r"[\[\]:*?/\\'\"“”‘’]")
_LONGEST_SHEET_NAME = 31
_AROUND_THE_NAME = re.compile(r"^\d+[、.．]\s*|绩效目标表$")


def write_workbook(
    document: Document,
    path: Path,
    *,
    mark: str = "",
    tables: Collection[str] | None = None,
    with_formulas: bool = False,
    approval: Approval | None = None,
    closing: Closing | None = None,
) -> None:
    """Write all tables to `path` as .xlsx, those of the projects last, behind a 目录 with links; `tables` are the ids
    of those to write alone.

    Amounts are numbers in the unit of their table, blanks are empty cells. `with_formulas` writes what the form
    computes as a formula with its value (带公式). `mark`, 草稿 or 送签稿, is printed above every page; `approval`
    (签批单) stands on a sheet in front, `closing` (检查报告) on the last one. The same state gives the same bytes.
    Raises OSError when the file cannot be written.
    """
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    head = document.head
    book.properties.creator = head.unit.name
    book.properties.keywords = state_of(document).sha256
    book.properties.title = titled(document, document.edition.titles.workbook)
    goals_of = document.edition.roles.projects
    if tables is None:
        printed = pictures(document)
    else:
        printed = tuple(picture(document, document.edition.tables[name]) for name in tables if name != goals_of)
    writers = [_SheetWriter(book.create_sheet(sheet_name(one.title)), one, document.edition) for one in printed]
    sums = _formulas(document, writers) if with_formulas else {}
    extras = [writer.write(mark, sums) for writer in writers]
    projects = public_projects(document) if tables is None or goals_of in tables else ()
    goals = [(goal_table(project), _project_sheet(number, project)) for number, project in enumerate(projects, start=1)]
    for goal, name in goals:
        write_goals(book.create_sheet(name), goal, mark=mark)
    if tables is None:
        entries = [(one.title, sheet_name(one.title)) for one in printed] + [(goal.title, name) for goal, name in goals]
        write_index(book.create_sheet(NAME, 0), entries, mark=mark)
        extras.insert(0, SheetExtras())
    if approval is not None:
        write_approval(book.create_sheet(APPROVAL, 0), approval, mark=mark)
        extras.insert(0, SheetExtras())
    if closing is not None:
        write_closing(book.create_sheet(CLOSING), closing, mark=mark)
    save_workbook(book, path, moment_of(document))
    finish(path, extras)


def _formulas(document: Document, writers: Sequence[_SheetWriter]) -> dict[Place, str]:
    """The formulas of all sheets; an empty table has no cells that they could draw on."""
    known = {
        address: place
        for writer in writers
        if writer.picture.rows and not document.is_empty(writer.picture.id)
        for address, place in places(
            document,
            document.edition.tables[writer.picture.id],
            sheet_name(writer.picture.title),
            first_row(writer.picture),
        )
    }
    return formulas(document, known)


def sheet_name(title: str) -> str:
    """The title of a table as the name of its sheet: without quotes and what Excel forbids, 31 characters at most."""
    return _NOT_IN_A_SHEET_NAME.sub("", title)[:_LONGEST_SHEET_NAME]


def first_row(picture: Picture) -> int:
    """The row of the sheet in which the body of a table begins."""
    return _HEAD_TOP + picture.head_rows + bool(picture.numbers)


def _project_sheet(number: int, project: Project) -> str:
    """绩效3 and the name of the project, which older forms give in the title alone."""
    name = project.name or _AROUND_THE_NAME.sub("", project.title)
    return sheet_name(f"绩效{number} {name}").rstrip()


class _SheetWriter:
    """Puts one picture on one sheet, row after row."""

    def __init__(self, sheet: Worksheet, picture: Picture, edition: Edition) -> None:
        from openpyxl.utils import get_column_letter

        self._sheet = sheet
        self.picture = picture
        self._unit = edition.tables[picture.id].unit
        self._letter = get_column_letter
        self._columns = len(picture.columns)
        self._page = LANDSCAPE_PAGE if picture.landscape else PORTRAIT_PAGE
        self._widths = _widths(picture, self._page[0])
        self._body = first_row(picture)
        self._extras = SheetExtras()

    def write(self, mark: str, sums: Mapping[Place, str]) -> SheetExtras:
        """Put everything on the sheet; returns what is added to it once the workbook is saved."""
        for number, width in enumerate(self._widths, start=1):
            self._sheet.column_dimensions[self._letter(number)].width = width
        draw_frame(self._sheet, _HEAD_TOP, self._body + len(self.picture.rows) - 1, self._columns)
        self._write_title()
        self._write_head()
        self._write_rows(sums)
        end = self._write_notes(self._body + len(self.picture.rows))
        self._prepare_printing(end, mark)
        last = self._body + len(self.picture.rows) - 1
        codes = [n for n, column in enumerate(self.picture.columns, start=1) if column.kind in ("code", "text")]
        if self.picture.rows:
            self._extras.texts = [f"{self._letter(n)}{self._body}:{self._letter(n)}{last}" for n in codes]
        return self._extras

    def _write_title(self) -> None:
        put(self._sheet, 1, 1, self._columns, self.picture.title, "center", size=16, face=HEI)
        self._sheet.row_dimensions[1].height = TITLE_HEIGHT
        left, middle = _head_line_places(self._widths, self.picture.head_lines)
        unit, year, money = self.picture.head_lines
        self._put(2, 1, left, unit, "left")
        self._put(2, left + 1, middle, year, "center")
        self._put(2, middle + 1, self._columns, money, "right")
        lines = ceil(digits(unit) / sum(self._widths[:left]))
        self._sheet.row_dimensions[2].height = max(18, lines * LINE_HEIGHT)

    def _write_head(self) -> None:
        for cell in self.picture.head:
            top, left = _HEAD_TOP + cell.row, cell.column + 1
            self._put(top, left, cell.column + cell.columns, cell.text, "center", rows=cell.rows)
        for number, text in enumerate(self.picture.numbers, start=1):
            self._put(self._body - 1, number, number, int(text) if text.isdigit() else text, "center")
        for row, height in zip(range(_HEAD_TOP, self._body), self._head_heights(), strict=True):
            self._sheet.row_dimensions[row].height = height

    def _head_heights(self) -> Sequence[float]:
        heights = [18.0] * (self._body - _HEAD_TOP)
        for cell in self.picture.head:
            room = sum(self._widths[cell.column : cell.column + cell.columns])
            missing = ceil(digits(cell.text) / (room - 1)) * LINE_HEIGHT + 4
            covered = range(cell.row, cell.row + cell.rows)
            missing -= sum(heights[row] for row in covered)
            for row in covered:
                heights[row] += max(missing, 0) / cell.rows
        return heights

    def _write_rows(self, sums: Mapping[Place, str]) -> None:
        lines = [max(map(self._lines, row, self._widths)) for row in self.picture.rows]
        lowest, highest = _ROW_HEIGHTS
        more = (sum(lines) - len(lines) + len(self.picture.notes)) * LINE_HEIGHT
        above = sum(self._sheet.row_dimensions[row].height for row in range(1, self._body))
        scale = min(1.0, self._page[0] / sum(self._widths))
        filling = (self._page[1] / scale - above - more) / max(len(lines), 1)
        height = min(filling, highest) if filling >= lowest else (lowest + highest) / 2
        for number, (row, count) in enumerate(zip(self.picture.rows, lines, strict=True), start=self._body):
            for place, cell in enumerate(row, start=1):
                self._put_cell(number, place, cell, sums.get(Place(self._sheet.title, place, number)))
            self._sheet.row_dimensions[number].height = height + (count - 1) * LINE_HEIGHT

    def _lines(self, cell: Cell, width: float) -> int:
        """How many lines the cell takes; an amount always stands on one."""
        return ceil((digits(cell.text) + 2 * cell.indent) / (width - 1)) if cell.fen is None else 1

    def _value(self, cell: Cell) -> object:
        """A number for an amount, a 序号 and a quantity, a text for a code, nothing for a blank."""
        if cell.fen is not None:
            return in_unit(cell.fen, self._unit)
        if cell.kind == "serial" and cell.text:
            return int(cell.text)
        number = plain_number(cell.text) if cell.kind == "quantity" else None
        return number[0] if number else cell.text or None

    def _write_notes(self, first: int) -> int:
        """The notes under the table, each over the whole width; returns the last row that is printed."""
        for row, note in enumerate(self.picture.notes, start=first):
            self._put(row, 1, self._columns, note, "left")
            lines = ceil(digits(note) / sum(self._widths))
            self._sheet.row_dimensions[row].height = (lines + 0.3) * LINE_HEIGHT
        return first + len(self.picture.notes) - 1

    def _put(self, row: int, first: int, last: int, value: object, align: str, rows: int = 1) -> None:
        put(self._sheet, row, first, last, value, align, rows=rows)

    def _put_cell(self, row: int, column: int, cell: Cell, formula: str | None) -> None:
        align, value = ALIGN[cell.kind], self._value(cell)
        target = put(self._sheet, row, column, column, value, align, bold=cell.bold, indent=cell.indent)
        if cell.fen is not None:
            target.number_format = money_format(cell.text)
            if formula:
                self._extras.values[f"{self._letter(column)}{row}"] = in_unit(cell.fen, self._unit)
                target.value = formula
        elif cell.kind == "quantity" and (number := plain_number(cell.text)):
            target.number_format = number[1]
        elif cell.kind == "code":
            target.number_format = "@"

    def _prepare_printing(self, end: int, mark: str) -> None:
        """The head on every page and in sight on the screen."""
        self._sheet.freeze_panes = f"A{self._body}"
        self._sheet.print_title_rows = f"1:{self._body - 1}"
        self._sheet.print_area = f"A1:{self._letter(self._columns)}{end}"
        prepare_printing(self._sheet, self.picture.landscape, mark)


def _widths(picture: Picture, page: float) -> list[float]:
    """The width of every column: nothing is cut, the head lines have room, the table fills the page."""
    widths = [_width(picture, number) for number in range(len(picture.columns))]
    shares = [_SHARES[column.kind] for column in picture.columns]
    spare = max(page - sum(widths), 0) / sum(shares)
    widths = [width + spare * share for width, share in zip(widths, shares, strict=True)]
    first, second = _head_line_places(widths, picture.head_lines)
    for text, part in zip(picture.head_lines, (slice(first), slice(first, second), slice(second, None)), strict=True):
        needed = min(digits(text) + 1, page / 2)  # a longer unit takes further lines
        missing = max(needed - sum(widths[part]), 0)
        widths[part] = [width + missing / len(widths[part]) for width in widths[part]]
    return widths


def _width(picture: Picture, number: int) -> float:
    """What a column needs: numbers and codes whole, a caption in three lines, names up to a limit."""
    column = picture.columns[number]
    cells = [row[number] for row in picture.rows]
    if column.kind == "money":
        longest = max((digits(cell.text) for cell in cells if cell.fen is not None), default=0)
        needed = max(longest, 4 * ceil(digits(column.path[-1]) / 12)) + 2
    else:
        needed = max((digits(cell.text) + 2 * cell.indent for cell in cells), default=0) + 2
    return max(_NARROWEST[column.kind], min(needed, _WIDEST))


def _head_line_places(widths: Sequence[float], texts: tuple[str, str, str]) -> tuple[int, int]:
    """The last columns of unit and year, so that all three head lines have room and the year is near the middle."""

    def quality(places: tuple[int, int]) -> tuple[float, float]:
        first, second = places
        rooms = (sum(widths[:first]), sum(widths[first:second]), sum(widths[second:]))
        missing = sum(max(digits(text) + 1 - room, 0) for text, room in zip(texts, rooms, strict=True))
        return missing, abs(rooms[0] - rooms[2])

    return min(combinations(range(1, len(widths)), 2), key=quality)
