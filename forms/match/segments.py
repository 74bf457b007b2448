"""Second step: which rows of which sheet belong to which table of the form, and by which head they are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from forms.document.provenance import Source
from forms.form.model import Edition, Table
from forms.match.head import Head, find_head, head_of_lines
from forms.match.normal import phrases
from forms.match.placed import Placed, sheet_caption
from forms.match.proof.captions import caption_rows, captions_of, has_amounts
from forms.match.proof.fund_named import of_the_fund_named
from forms.match.proof.halves import has_other_columns
from forms.match.proof.page_breaks import goes_on_headless, is_next
from forms.match.proof.weighing import TableArea, Tried, prove
from forms.match.report import Reason
from forms.match.straight import Straightened
from forms.match.text.reading_words import reading_words
from forms.match.titles import (
    Title,
    find_titles,
    is_contents_sheet,
    is_title_of_another,
    known_titles,
    newest_edition,
    title_of_tab,
)
from forms.readers import Book, Grid

_HEAD_LINES = 4
"""The unit is named within so many rows under the title, """
_FEWEST_ROWS = 3
"""A table has so many rows with its title at least."""
_LINES_ABOVE = 3
"""or within so many above the first title of a sheet."""


@dataclass(frozen=True, slots=True)
class Segment:
    """The rows of a sheet that belong to one title; `chosen` are the columns a person chose, by caption, None when
    neither they nor the sheet were placed by hand."""

    book: Book
    grid: Grid
    title: Title
    first: int
    last: int
    chosen: Mapping[str, str] | None = None
    above: Segment | None = None
    """The segment of the page before, where this one goes on without captions."""

    def head(self, edition: Edition) -> Head | None:
        """The head by which the rows are read in an edition that has the table; None when it is not there."""
        table = edition.tables[self.title.table]
        head = self._head(edition, table)
        return of_the_fund_named(head, table, self.title_text) if head and table.layout == "lines" else head

    def _head(self, edition: Edition, table: Table) -> Head | None:
        if isinstance(self.grid, Straightened) and self.grid.lines is not None:
            return head_of_lines(self.grid, table, self.first, self.grid.lines)
        if self.above is None:
            return find_head(self.grid, table, self.first, self.last, self.chosen)
        head = self.above.head(edition)
        return goes_on_headless(head, table, self.grid) if head else None

    @property
    def has_head(self) -> bool:
        """Whether the head stands there, asked of the newest form while the year is not known."""
        return self.head(newest_edition(self.title.table)) is not None

    @property
    def title_text(self) -> str:
        """The title as it is printed; blank where no cell holds it."""
        cell = self.grid.cells.get((self.title.row, self.title.column))
        return cell.text.strip() if cell else ""

    @property
    def says_it_goes_on(self) -> bool:
        """Whether its title, or the sheet, says that it goes on with what stands before: （续表）."""
        return reading_words().continued.search(self.title_text or self.grid.name) is not None

    @property
    def begins(self) -> Source:
        """Where it begins: the cell of its title, else the first cell of its rows."""
        row, column = (self.title.row, self.title.column) if self.title_text else (max(self.first, 1), 1)
        return Source(self.book.file, self.grid.name, self.grid.address(row, column))

    @property
    def begins_with_head(self) -> bool:
        """Whether the head stands there with no row of amounts above it, asked of the newest form."""
        head = self.head(newest_edition(self.title.table))
        above = self.grid.rows_between(self.first, head.captions - 1) if head else ()
        return head is not None and not any(has_amounts(self.grid.cells_in_row(row)) for row in above)

    @property
    def head_texts(self) -> Iterator[str]:
        """What stands about the title, in the rows where unit and year are named."""
        return (text for row in self._head_rows for text in phrases(self.grid.cells_in_row(row)))

    def passages_above(self, captions: int) -> Iterator[tuple[Source, str]]:
        """The same as far as it stands above the captions, each with its place."""
        for row in self._head_rows:
            cells = self.grid.cells_in_row(row) if row < captions else ()
            for text in phrases(cells):
                cell = next((cell for cell in cells if text in cell.text), cells[0])
                yield Source(self.book.file, self.grid.name, self.grid.address(row, cell.column)), text

    @property
    def _head_rows(self) -> Sequence[int]:
        grid, title = self.grid, self.title.row
        return [*grid.rows_between(self.first, title - 1), *grid.rows_between(title + 1, self.last)[:_HEAD_LINES]]


@dataclass(frozen=True, slots=True)
class Located:
    """A segment as a table of one edition; without a `head` none of its rows can be read, also where there is one that
    the amounts contradict.

    `foreign` is why a table is not wanted and what that is about: it is of another year, kind or unit, of which there
    is one of this too.
    """

    segment: Segment
    table: Table
    head: Head | None
    is_contradicted: bool = False
    foreign: tuple[Reason, str] | None = None
    tried: Tried | None = None
    """What the rows hold by the head that proved itself."""


def find_segments(books: Sequence[Book], placed: Placed) -> list[Segment]:
    """The segments of all sheets in their order; what is hidden or not wanted has none, unless a person placed it."""
    segments: list[Segment] = []
    for book in books:
        for grid in book.grids:
            choice = placed.sheets.get(sheet_caption(grid)) if placed.sheets else None
            if choice is not None and choice in known_titles().values():
                segments.append(_untitled(book, grid, choice, placed.columns.get(choice, {})))
            elif choice is None and not grid.hidden:
                found = [_below(one, segments) for one in _titled(book, grid)] or _guessed(book, grid, segments)
                segments += [replace(one, chosen=placed.columns.get(one.title.table)) for one in found]
    return segments


def locate(segments: Iterable[Segment], edition: Edition) -> list[Located]:
    """The segments whose tables the edition has, each with its head as it proves itself."""
    located = [_located(one, edition) for one in segments if one.title.table in edition.tables]
    return [replace(one, head=_in_unit_of_file(one, located)) for one in located]


def _in_unit_of_file(one: Located, located: Iterable[Located]) -> Head | None:
    """The head of a table; one that names no unit of money has that of the budget tables of its file, if they agree."""
    if one.head is None or one.head.unit is not None:
        return one.head
    units = {
        other.head.unit
        for other in located
        if other.head is not None and other.table.part == "budget" and other.segment.book is one.segment.book
    }
    named = units - {None}
    return replace(one.head, unit=named.pop()) if len(named) == 1 else one.head


def _located(segment: Segment, edition: Edition) -> Located:
    table, head = edition.tables[segment.title.table], segment.head(edition)
    if head is None or head.placed or table.layout == "records":
        return Located(segment, table, head)
    proved = prove(head, TableArea(segment.book, segment.grid, table, edition, segment.first, segment.last))
    if isinstance(segment.grid, Straightened) and proved is not None and not proved.proof.is_likely:
        proved = None
    return Located(segment, table, proved.head if proved else None, is_contradicted=proved is None, tried=proved)


def _titled(book: Book, grid: Grid) -> Iterator[Segment]:
    """The segments of a sheet, each from its title down to the next one; the first has the lines above it too."""
    titles = find_titles(grid)
    tab = title_of_tab(grid)
    # The first page of a table that the tab names, above the title of its next page.
    if tab is not None and titles and titles[0].row and Segment(book, grid, tab, 0, titles[0].row - 1).has_head:
        titles.insert(0, tab)
    if not titles:
        return
    starts = [title.row for title in titles]
    above = grid.rows_between(min(grid.row_numbers, default=0), starts[0] - 1)[-_LINES_ABOVE:]
    firsts = [*above, starts[0]][:1] + starts[1:]
    lasts = [*(row - 1 for row in starts[1:]), max(grid.row_numbers, default=0)]
    lasts = [_before_another(grid, start, last) for start, last in zip(starts, lasts, strict=True)]
    for title, first, last in zip(titles, firsts, lasts, strict=True):
        yield from _in_parts(Segment(book, grid, title, first, last))


def _before_another(grid: Grid, start: int, last: int) -> int:
    """The last row of a table that begins at a row, above the title of a table that is none of the form's."""
    for row in grid.rows_between(start + _FEWEST_ROWS, last):
        cells = grid.cells_in_row(row)
        if len(cells) == 1 and cells[0].number is None and is_title_of_another(cells[0].text):
            return row - 1
    return last


def _in_parts(one: Segment) -> Iterator[Segment]:
    """A table, parted where captions of other columns of it stand further down: the other half of a wide one."""
    table = newest_edition(one.title.table).tables[one.title.table]
    head = one.head(newest_edition(one.title.table)) if _may_be_in_parts(one, table) else None
    for row in one.grid.rows_between(head.body + 1, one.last) if head else ():
        if caption_rows(one.grid, [row], captions_of(table)):
            lower = replace(one, title=replace(one.title, row=0, column=0), first=row)
            if has_other_columns(head, lower.head(newest_edition(one.title.table)), table):
                yield replace(one, last=row - 1)
                yield from _in_parts(lower)
                return
    yield one


def _may_be_in_parts(one: Segment, table: Table) -> bool:
    """Whether captions stand in more than one place of its rows."""
    known = captions_of(table)
    rows = [row for row in one.grid.rows_between(one.first, one.last) if caption_rows(one.grid, [row], known)]
    return table.part == "budget" and bool(rows) and rows[-1] - rows[0] > len(rows)


def _below(one: Segment, before: Sequence[Segment]) -> Segment:
    """A titled table as what goes on the one before it, where it has that title and no captions; on a sheet its title
    must say so."""
    if one.grid.lettered:
        same = (other for other in reversed(before) if other.title.table == one.title.table)
        above = next(same, None) if one.says_it_goes_on else None
    else:
        above = before[-1] if before else None
    if above is None or above.title.table != one.title.table or above.book is not one.book:
        return one
    headless = replace(one, above=above)
    return headless if not one.has_head and headless.has_head else one


def _other_columns(book: Book, grid: Grid, before: Sequence[Segment]) -> list[Segment]:
    """A sheet without a title that has other columns of the table before it."""
    if not before or before[-1].book is not book or is_contents_sheet(grid):
        return []
    above, edition = before[-1], newest_edition(before[-1].title.table)
    here = _untitled(book, grid, above.title.table)
    table = edition.tables[above.title.table]
    return [here] if has_other_columns(here.head(edition), above.head(edition), table) else []


def _untitled(book: Book, grid: Grid, table: str, chosen: Mapping[str, str] | None = None) -> Segment:
    """A whole sheet as one table."""
    return Segment(book, grid, Title(table, 0, 0, ""), 0, max(grid.row_numbers, default=0), chosen)


def _guessed(book: Book, grid: Grid, before: Sequence[Segment]) -> list[Segment]:
    """A table of a document without a title: it goes on with the one before it under the same captions or right below
    it without any, or has all the captions of a table of the 情况说明."""
    if grid.lettered:
        return _other_columns(book, grid, before)
    if before and before[-1].book is book:
        going_on = _untitled(book, grid, before[-1].title.table)
        if going_on.begins_with_head:
            return [going_on]
        headless = replace(going_on, above=before[-1])
        if is_next(book, before[-1].grid, grid) and headless.has_head:
            return [headless]
        if going_on.has_head:
            return [going_on]
    for name in dict.fromkeys(known_titles().values()):
        edition = newest_edition(name)
        table = edition.tables[name]
        segment = _untitled(book, grid, name)
        head = segment.head(edition) if table.part == "explanation" else None
        if head and len(head.columns) == len(table.columns):
            return [segment]
    return []
