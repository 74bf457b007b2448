"""What was recognised sheet by sheet, how surely, and the passages it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from forms.document.provenance import Source
from forms.form.model import Edition
from forms.match.goals.project_tables import is_project
from forms.match.head import SERIALS, Head, likely_head
from forms.match.identity import unit_in, year_patterns
from forms.match.normal import phrases, plain
from forms.match.placed import DECLINED, Placed, sheet_caption
from forms.match.segments import Located, Segment
from forms.match.taking import Taken
from forms.readers import Book, Grid
from models.records import Unit

Surety = Literal["sure", "likely", "doubtful", "by hand", "none", "declined", "hidden", "foreign", "text"]
SURETY_WORDS: Mapping[Surety, str] = {
    "sure": "确定",
    "likely": "较可靠",
    "doubtful": "请核对",
    "by hand": "手工指定",
    "none": "没有认出",
    "declined": "指定不要",
    "hidden": "隐藏，不收取",
    "foreign": "不是本资料的，不收取",
    "text": "情况说明的文字",
}
_HEAD_ROWS = 12
_LEAST = 4, 5
"""Of the columns of a table so many, as a fraction, make it likely."""


@dataclass(frozen=True, slots=True)
class Found:
    """A table recognised in a sheet, or a sheet in which none was; `caption` is what the sheet is remembered by.

    `table` is blank when there is none. `title` is the passage that names the table, with its cell; without a cell
    it is the name of the sheet. `head` are the rows of its captions, `columns` how many of the `wanted` columns of
    the form were found. `unknown` are the captions that no column of the form bears, and those that a person placed;
    `strangers` are the labels of rows likewise.
    """

    file: str
    sheet: str
    caption: str
    surety: Surety
    table: str = ""
    title: str = ""
    title_cell: str = ""
    head: str = ""
    columns: int = 0
    wanted: int = 0
    unknown: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """Where unit, year and kind stand in the files, each with the passage; None for what was given, or not told."""

    unit: tuple[Source, str] | None = None
    year: tuple[Source, str] | None = None
    kind: tuple[Source, str] | None = None


def find_sheets(
    books: Sequence[Book], tables: Sequence[Located], edition: Edition, taken: Taken, placed: Placed
) -> Iterator[Found]:
    """Every sheet that holds anything, with the tables recognised in it."""
    chapters = {(source.file, source.sheet) for held in taken.passages.values() for source in held}
    indicators = edition.tables.get(edition.roles.indicators)
    for book in books:
        for grid in filter(lambda grid: grid.cells, book.grids):
            choice = placed.sheets.get(sheet_caption(grid))
            here = [one for one in tables if one.segment.grid is grid]
            for one in here:
                body = taken.bodies.get(one.table.id)
                strangers = tuple(body.strangers) if body and one.foreign is None else ()
                yield replace(_found_table(one, by_hand=choice is not None), strangers=strangers)
            if here:
                continue
            if choice == DECLINED:
                yield _found_none(book.file, grid, "declined")
            elif grid.hidden:
                yield _found_none(book.file, grid, "hidden")
            elif indicators is not None and is_project(grid, indicators):
                yield replace(_found_none(book.file, grid, "sure"), table=edition.roles.projects)
            elif (book.file, grid.name) in chapters:
                yield _found_none(book.file, grid, "text")
            else:
                yield _found_none(book.file, grid)


def find_strangers(books: Sequence[Book]) -> tuple[Found, ...]:
    """The sheets of files in which nothing was recognised at all."""
    grids = [(book, grid) for book in books for grid in book.grids]
    return tuple(_found_none(book.file, grid) for book, grid in grids if grid.cells and not grid.hidden)


def _found_table(one: Located, *, by_hand: bool) -> Found:
    """What a title and a head make known of a table in its rows of a sheet."""
    grid, title, head = one.segment.grid, one.segment.title, one.head
    cell = grid.cells.get((title.row, title.column))
    columns = {(column.side, column.id) for column in head.columns.values()} if head else set()
    wanted = {(column.side, column.id) for column in one.table.columns if column.kind != "serial"}
    found = len(columns & wanted)
    unknown = _unknown(head, grid, (one.segment.first, one.segment.last))
    return Found(
        one.segment.book.file,
        grid.name,
        sheet_caption(grid),
        "foreign" if one.foreign else _surety(cell is not None, found, len(wanted), bool(unknown), by_hand),
        one.table.id,
        cell.text.strip() if cell else grid.name,
        grid.address(title.row, title.column) if cell else "",
        _rows(head) if head else "",
        found,
        len(wanted),
        unknown,
    )


def _found_none(file: str, grid: Grid, surety: Surety = "none") -> Found:
    """A sheet in which no table was recognised, or whose tables are not wanted; its first text stands for a title."""
    first = grid.cells[min(grid.cells)] if grid.cells else None
    title, cell = (first.text.strip(), grid.address(first.row, first.column)) if first else ("", "")
    return Found(file, grid.name, sheet_caption(grid), surety, title=title, title_cell=cell)


def _unknown(head: Head | None, grid: Grid, rows: tuple[int, int]) -> tuple[str, ...]:
    """The captions that may be placed, or were: where no head is known, those in the row that looks most like one."""
    if head is not None:
        captions = [caption for caption in head.unknown.values() if caption != SERIALS]
        return tuple(dict.fromkeys((*captions, *head.placed.values())))
    likely = likely_head(grid, *rows)
    return tuple(dict.fromkeys(plain(cell.text) for row in likely for cell in grid.cells_in_row(row)))


def _surety(titled: bool, found: int, wanted: int, unknown: bool, by_hand: bool) -> Surety:
    least, of = _LEAST
    if by_hand:
        return "by hand"
    if titled and found == wanted and not unknown:
        return "sure"
    return "likely" if found * of >= wanted * least else "doubtful"


def _rows(head: Head) -> str:
    last = head.body - 1
    return f"第{head.captions}行" if last == head.captions else f"第{head.captions}～{last}行"


def find_told(books: Sequence[Book], unit: Unit, year: int, tables: Iterable[Located]) -> Told:
    """The first passages that name this unit and this year, and the first title that says 部门 or 单位."""

    def names_unit(text: str) -> bool:
        named = unit_in(text)
        return named is not None and named.name == unit.name

    kinds = (one.segment for one in tables if one.segment.title.kind)
    return Told(_first(books, names_unit), _first_year(books, year), next(filter(None, map(_title_cell, kinds)), None))


def _title_cell(segment: Segment) -> tuple[Source, str] | None:
    """The cell of a title; None when it is the name of a sheet."""
    grid, title = segment.grid, segment.title
    cell = grid.cells.get((title.row, title.column))
    return (
        (Source(segment.book.file, grid.name, grid.address(title.row, title.column)), cell.text.strip())
        if cell
        else None
    )


def _first_year(books: Sequence[Book], year: int) -> tuple[Source, str] | None:
    for pattern, earlier in year_patterns():
        for source, text in _passages(books):
            if str(year - earlier) in pattern.findall("".join(text.split())):
                return source, text
    return None


def _first(books: Sequence[Book], says: Callable[[str], bool]) -> tuple[Source, str] | None:
    return next(((source, text) for source, text in _passages(books) if says(text)), None)


def _passages(books: Sequence[Book]) -> Iterator[tuple[Source, str]]:
    """The texts in the first rows of the sheets, and the paragraphs of documents, each with its place."""
    for book in books:
        for grid in book.grids:
            if grid.hidden:
                continue
            for row in grid.row_numbers[:_HEAD_ROWS]:
                cells = grid.cells_in_row(row)
                for number, cell in enumerate(cells, start=1):
                    source = Source(book.file, grid.name, grid.address(row, cell.column))
                    yield from ((source, text) for text in phrases(cells[:number]))
        for paragraph in book.paragraphs[:_HEAD_ROWS]:
            yield Source(book.file, "", paragraph.address), paragraph.text.strip()
