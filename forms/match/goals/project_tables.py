"""Taking the goal table of a project (项目绩效目标表): labels lead to values, the indicators follow their captions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from forms.document.projects import NO_INDICATORS, OWNER
from forms.document.provenance import Source
from forms.form.model import Column, Table
from forms.match.amount_cells import read_amount, read_text, text_entry
from forms.match.body import Body
from forms.match.normal import bare, phrases, plain
from forms.match.proof.captions import caption_and_unit, money_unit, without_money_unit, without_unit
from forms.match.report import Ledger, Reason
from forms.match.text.reading_words import reading_words
from forms.readers import Grid, GridCell
from models.records import Address, RowAddress


class FoundValue(NamedTuple):
    """A cell that holds a value, and the column of the form it belongs to."""

    column: Column
    cell: GridCell


def is_project_title(text: str) -> bool:
    """Whether a text is the title of a goal table of one project."""
    return reading_words().goal_title_end.search(plain(text)) is not None


def _is_title_of_next_page(text: str) -> bool:
    """Whether a text is such a title with what says that its table goes on: 绩效目标表（续）."""
    words, title = reading_words(), plain(text)
    return words.continued.search(title) is not None and is_project_title(words.behind_table_title.sub("", title))


def is_project(grid: Grid, indicators: Table | None) -> bool:
    """Whether a sheet or table is a goal table: its indicators have their captions. A form without `indicators` has
    none."""
    return indicators is not None and caption_row(grid, indicators) is not None


def goes_on(head: Grid, grid: Grid, indicators: Table | None) -> bool:
    """Whether a table of a document holds the indicators of the goal table that the one before it begins.

    Word repeats only what stands at the top of a table, so a long goal table is often made of two; above the captions
    of the second its title may stand once more.
    """
    if indicators is None or not head.row_numbers or not grid.row_numbers or is_project(head, indicators):
        return False
    last = head.cells_in_row(head.row_numbers[-1])
    rows = [grid.cells_in_row(row) for row in grid.row_numbers[:2]]
    if len(rows[0]) == 1 and _says(head, head.row_numbers, rows[0][0]):
        del rows[0]
    return (
        reading_words().goals_label.fullmatch(plain(last[0].text)) is not None
        and bool(rows)
        and _is_caption_row(rows[0], indicator_captions(indicators))
    )


def goal_titles(grid: Grid, indicators: Table | None) -> dict[int, tuple[GridCell, ...]]:
    """The titles of the goal tables on a sheet, by row: below each come the labels of a project. One that Word repeats
    above the captions is none, nor is a line of a contents page."""
    if indicators is None or not is_project(grid, indicators):
        return {}
    found: dict[int, tuple[GridCell, ...]] = {}
    waiting: tuple[GridCell, ...] = ()
    for row in grid.row_numbers:
        cells = grid.cells_in_row(row)
        if any(plain(cell.text) in reading_words().first_labels for cell in cells):
            found |= {waiting[0].row: waiting} if waiting else {}
            waiting = ()
        elif titles := tuple(cell for cell in cells if is_project_title(cell.text)):
            waiting = titles
        elif _is_caption_row(cells, indicator_captions(indicators)):
            waiting = ()
    return found


class ProjectReader:
    """Reads one goal table into the bodies of projects and indicators, and books the fate of every cell."""

    def __init__(
        self, file: str, grid: Grid, projects: Body, indicators: Body, ledger: Ledger, unit: str | None = None
    ) -> None:
        """`unit` is the unit of money where the table names none; the form's own when it is not known."""
        self._file = file
        self._grid = grid
        self._projects = projects
        self._indicators = indicators
        self._ledger = ledger
        self._next_project()
        columns = projects.table.columns
        self._labels = {plain(name): column for column in columns for name in (column.path[-1], *column.aliases)}
        self._said = said = reading_words()
        self._known = {*self._labels, *map(plain, said.labels_without_value)}
        self._by_id = {column.id: column for column in self._labels.values()}
        firsts = (row for (row, _), cell in grid.cells.items() if plain(cell.text) in said.first_labels)
        self._first_label = min(firsts, default=0)
        self._unit = next(self._units_named(), unit or projects.unit)

    def _next_project(self) -> None:
        """What is read from here on is of one more project."""
        self._key = str(len(self._projects.labels) + 1)
        self._projects.labels[self._key] = ""
        self._groups: dict[str, GridCell] = {}
        """The cells that last said to which group indicators belong, by column."""

    def read(self) -> None:
        """Take the whole grid."""
        captions = caption_row(self._grid, self._indicators.table)
        assert captions is not None, "asked of a grid that is no goal table"
        columns = self._indicator_columns(captions)
        for row in self._grid.row_numbers:
            cells = self._grid.cells_in_row(row)
            above = [number for number in self._grid.row_numbers if number < row]
            if len(cells) == 1 and row < captions and _says(self._grid, above, cells[0]):
                # The title once more: Word repeats it with the captions.
                self._ledger.skip_all(cells, Reason.HEAD_AGAIN)
            elif row < captions:
                self._head_row(row, cells)
            elif self._is_caption_row(cells):
                if row == captions:
                    self._ledger.take_all(cells)
                else:
                    self._ledger.skip_all(cells, Reason.HEAD_AGAIN)
            elif len(cells) == 1 and _is_title_of_next_page(cells[0].text):
                self._ledger.skip_all(cells, Reason.HEAD_AGAIN)
            elif {plain(cell.text) for cell in cells} <= {"", *NO_INDICATORS}:
                self._ledger.take_all(cells)
            else:
                self._indicator_row(row, cells, columns)

    def _indicator_columns(self, captions: int) -> dict[int, Column]:
        """The columns of the indicators, by sheet column, as this row of captions names them."""
        columns = self._indicators.table.columns
        names = {plain(name): column for column in columns for name in (column.path[-1], *column.aliases)}
        cells = self._grid.cells_in_row(captions)
        return {cell.column: names[plain(cell.text)] for cell in cells if plain(cell.text) in names}

    def _is_caption_row(self, cells: tuple[GridCell, ...]) -> bool:
        return _is_caption_row(cells, indicator_captions(self._indicators.table))

    def _head_row(self, row: int, cells: tuple[GridCell, ...]) -> None:
        values = dict(self._values(row, cells))
        for cell in cells:
            found = values.get((cell.row, cell.column))
            if found is not None:
                self._take(found)
            elif label_of(cell.text) in self._known or self._is_money_unit(cell):
                self._ledger.take(cell)
            else:
                self._ledger.refuse(cell, Reason.NO_PLACE)

    def _values(self, row: int, cells: tuple[GridCell, ...]) -> Iterator[tuple[tuple[int, int], FoundValue]]:
        """The cells of a row that hold values: beside their label, under it, in one with it, or known by place."""
        labels, by_id = self._labels, self._by_id
        for place, cell in enumerate(cells):
            here = (cell.row, cell.column)
            label = labels.get(label_of(cell.text))
            joined = self._said.label_and_value.fullmatch(cell.text)
            above = labels.get(label_of(self._text_above(row, cell.column)))
            following = cells[place + 1] if place + 1 < len(cells) else None
            if joined:
                column = labels[plain(joined[1])]
                yield here, FoundValue(column, GridCell(cell.row, cell.column, joined[2]))
            elif label is not None and label.id not in _UNDER and following is not None:
                is_joined = self._said.label_and_value.fullmatch(following.text)
                if label_of(following.text) not in labels and not is_joined:
                    yield (following.row, following.column), FoundValue(label, following)
            elif above is not None and above.id in _UNDER and label is None:
                yield here, FoundValue(above, cell)
            elif is_project_title(cell.text):
                yield here, FoundValue(by_id["title"], cell)
            elif len(cells) == 1 and self._said.purpose_label_end.search(plain(_label_left(self._grid, row))):
                yield here, FoundValue(by_id["purpose"], cell)
            elif self._is_unit_line(row, place, cells):
                yield here, FoundValue(by_id["unit"], cell)

    def _units_named(self) -> Iterator[str]:
        """The units of money named above the first label, then in the brackets of a label."""
        for row in self._grid.row_numbers:
            cells = self._grid.cells_in_row(row)
            if row < self._first_label:
                yield from filter(None, map(money_unit, phrases(cells)))
            else:
                captions = (caption_and_unit(cell.text) for cell in cells)
                yield from (unit for caption, unit in captions if unit and plain(caption) in self._labels)

    def _text_above(self, row: int, column: int) -> str:
        cell = self._grid.cells.get((row - 1, column))
        return cell.text if cell else ""

    def _is_unit_line(self, row: int, place: int, cells: tuple[GridCell, ...]) -> bool:
        """Whether the cell names the unit: it stands between the title and the first label."""
        return row < self._first_label and place == 0 and not self._is_money_unit(cells[place])

    @staticmethod
    def _is_money_unit(cell: GridCell) -> bool:
        return money_unit(cell.text) is not None and not without_money_unit("".join(cell.text.split()))

    def _take(self, found: FoundValue) -> None:
        address = Address(self._projects.table.id, self._key, found.column.id)
        body, cell = self._projects, found.cell
        is_money = found.column.kind == "money"
        entry, why, about = read_amount(cell, self._unit) if is_money else read_text(cell, found.column)
        if entry is not None:
            body.cells[address] = entry
        source = self._source(cell)
        body.sources.setdefault(RowAddress(self._projects.table.id, self._key), source)
        body.sources[address] = source
        original = self._grid.cells[cell.row, cell.column]
        if why:
            self._ledger.refuse(original, why, about, address)
        else:
            self._ledger.take(original, address)

    def _indicator_row(self, row: int, cells: tuple[GridCell, ...], columns: Mapping[int, Column]) -> None:
        """One indicator; the 一级指标 that is merged over several rows counts for each of them."""
        if _is_of_text(cells, columns):
            self._ledger.refuse_all(cells, Reason.NO_PLACE)
            return
        body, table = self._indicators, self._indicators.table.id
        key = str(len(body.labels) + 1)
        body.labels[key] = ""
        body.cells[Address(table, key, OWNER)] = text_entry(self._key)
        groups = self._groups_of(row, columns)
        for place, column in columns.items():
            cell = groups.get(column.id) or self._grid.spread(row, place)
            if cell is not None:
                address = Address(table, key, column.id)
                body.cells[address] = text_entry(cell.text.strip())
                body.sources[address] = self._source(cell)
                body.sources.setdefault(RowAddress(table, key), self._source(cell))
        for cell in cells:
            if cell.column in columns:
                self._ledger.take(cell, Address(table, key, columns[cell.column].id))
            else:
                self._ledger.refuse(cell, Reason.UNKNOWN_COLUMN)

    def _groups_of(self, row: int, columns: Mapping[int, Column]) -> Mapping[str, GridCell]:
        """What the row says of its groups, 一级指标 first. Where the file keeps no merged areas, what is blank is as
        above; below a new group nothing is."""
        places = {column.id: place for place, column in columns.items()}
        for depth, group in enumerate(_GROUPS):
            cell = self._grid.spread(row, places[group]) if group in places else None
            above = self._groups.get(group)
            if cell is not None and (above is None or plain(above.text) != plain(cell.text)):
                outer = (one for one in _GROUPS[:depth] if one in self._groups)
                self._groups = {one: self._groups[one] for one in outer} | {group: cell}
        return self._groups

    def _source(self, cell: GridCell) -> Source:
        return Source(self._file, self._grid.name, self._grid.address(cell.row, cell.column))


_UNDER = ("march", "june", "october", "december")
"""The columns whose values stand under their labels."""
_GROUPS = ("level1", "level2")
"""The columns in which a cell counts for the rows below it, the outer one first."""


_SAYS_MUCH = 12
"""No group of indicators has so long a name."""


def _is_of_text(cells: Iterable[GridCell], columns: Mapping[int, Column]) -> bool:
    """Whether a row below the indicators is none: it names no indicator, and is a heading with a number, a sentence, or
    too long for the name of a group."""
    named = {columns[cell.column].id: cell.text.strip() for cell in cells if cell.column in columns}
    if not named.keys() <= {*_GROUPS}:
        return False
    is_line = len(named) == 1 and any(bare(t) != plain(t) or reading_words().sentence.search(t) for t in named.values())
    return is_line or any(len(text) > _SAYS_MUCH for text in named.values())


def label_of(text: str) -> str:
    """A label in plain form, without the unit of money in it."""
    return plain(without_unit(text))


def _says(grid: Grid, rows: Iterable[int], cell: GridCell) -> bool:
    """Whether a cell that stands alone in one of these rows says the same."""
    alone = (cells[0] for cells in map(grid.cells_in_row, rows) if len(cells) == 1)
    return any(plain(one.text) == plain(cell.text) for one in alone)


def _label_left(grid: Grid, row: int) -> str:
    """What stands first in a row, or right above it where the file keeps no merged areas."""
    first = min(column for _, column in grid.cells)
    cell = grid.spread(row, first) or grid.spread(row - 1, first)
    return cell.text if cell else ""


def caption_row(grid: Grid, indicators: Table) -> int | None:
    """The row with the captions of the indicators; None for a grid that is no goal table."""
    captions = indicator_captions(indicators)
    return next((row for row in grid.row_numbers if _is_caption_row(grid.cells_in_row(row), captions)), None)


def _is_caption_row(cells: tuple[GridCell, ...], captions: Sequence[frozenset[str]]) -> bool:
    if len(captions) > len(cells):
        return False
    texts = {plain(cell.text) for cell in cells}
    return not any(map(texts.isdisjoint, captions))


def indicator_captions(indicators: Table) -> Sequence[frozenset[str]]:
    """What the caption of each column of the indicators may be."""
    return _captions_of(indicators.columns)


@lru_cache(maxsize=16)
def _captions_of(columns: tuple[Column, ...]) -> Sequence[frozenset[str]]:
    return tuple(frozenset(map(plain, (c.path[-1], *c.aliases))) for c in columns if c.id != OWNER)
