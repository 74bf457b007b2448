"""Taking a list of projects with their goals: one table, the captions of project and indicators in one row.

What is of a project stands in its first row, merged over its indicators, or in each of them again.
"""

from __future__ import annotations

from forms.form.model import Column, Table
from forms.match.body import Body
from forms.match.goals.project_tables import FoundValue, ProjectReader, caption_row, label_of
from forms.match.normal import plain
from forms.match.report import Ledger, Reason
from forms.match.text.reading_words import reading_words
from forms.readers import Grid, GridCell

_NAMES = ("name", "code")
"""The columns that tell one project from the next."""


def goal_reader(
    file: str, grid: Grid, projects: Body, indicators: Body, ledger: Ledger, unit: str | None = None
) -> ProjectReader:
    """What reads a goal table: of one project, or of a list of them. See `ProjectReader`."""
    own = _columns_of_projects(grid, projects.table, indicators.table).values()
    kind = _ListReader if "name" in {column.id for column in own} else ProjectReader
    return kind(file, grid, projects, indicators, ledger, unit)


def _columns_of_projects(grid: Grid, projects: Table, indicators: Table) -> dict[int, Column]:
    """The columns of the project, by sheet column, that have their captions in the row of those of the indicators."""
    row = caption_row(grid, indicators)
    names = {plain(name): column for column in projects.columns for name in (column.path[-1], *column.aliases)}
    cells = grid.cells_in_row(row) if row is not None else ()
    return {cell.column: names[label_of(cell.text)] for cell in cells if label_of(cell.text) in names}


class _ListReader(ProjectReader):
    """Reads a list of projects; a new one begins where name or code is another one."""

    def read(self) -> None:
        """Take the whole grid."""
        captions = caption_row(self._grid, self._indicators.table)
        assert captions is not None, "asked of a grid that is no goal table"
        self._own = _columns_of_projects(self._grid, self._projects.table, self._indicators.table)
        self._said_of_project: dict[str, str] = {}
        columns = self._indicator_columns(captions)
        words = reading_words()
        serials = {c.column for c in self._grid.cells_in_row(captions) if plain(c.text) in words.serials}
        known = {*self._own, *columns, *serials}
        for row in self._grid.row_numbers:
            cells = self._grid.cells_in_row(row)
            if row < captions:
                self._above(cells)
            elif row > captions and self._is_caption_row(cells):
                self._ledger.skip_all(cells, Reason.HEAD_AGAIN)
            elif row > captions and plain(cells[0].text) in (*words.totals, *words.sums_alone):
                self._ledger.refuse_all(cells, Reason.NO_PLACE)
            else:
                self._ledger.refuse_all((c for c in cells if c.column not in known), Reason.UNKNOWN_COLUMN)
                self._ledger.take_all(c for c in cells if row == captions or c.column in serials)
                if row > captions:
                    self._of_project(row, [cell for cell in cells if cell.column in self._own])
                if row > captions and (indicator := tuple(cell for cell in cells if cell.column in columns)):
                    self._indicator_row(row, indicator, columns)

    def _above(self, cells: tuple[GridCell, ...]) -> None:
        """Title, unit and the unit of money of the whole list; a number above it belongs nowhere."""
        self._ledger.take_all(cell for cell in cells if cell.number is None)
        self._ledger.refuse_all((cell for cell in cells if cell.number is not None), Reason.NO_PLACE)

    def _of_project(self, row: int, cells: list[GridCell]) -> None:
        """What a row says of its project: of a new one, the same as above, or more; another word belongs nowhere."""
        here = {column.id: self._grid.spread(row, place) for place, column in self._own.items()}
        said = {name: plain(cell.text) for name, cell in here.items() if cell is not None and plain(cell.text)}
        before = self._said_of_project
        if any(name in before and before[name] != text for name, text in said.items() if name in _NAMES):
            self._next_project()
            before.clear()
        for cell in cells:
            column = self._own[cell.column]
            if column.id not in before:
                self._take(FoundValue(column, cell))
                before[column.id] = plain(cell.text)
            elif before[column.id] == plain(cell.text):
                self._ledger.take(cell)
            else:
                self._ledger.refuse(cell, Reason.NO_PLACE)
