"""From neutral grids to a disclosure: tables by title, columns by head, rows by code or label, never by address."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain

from forms.document.projects import INDICATORS, PROJECTS
from forms.document.provenance import Source
from forms.form.load import KINDS, pack
from forms.form.load import edition as declared_edition
from forms.form.model import Edition, Table
from forms.match.found import Found, find_told, found_none, found_project, found_table
from forms.match.frames import frame
from forms.match.head import Head, Title, find_head, find_titles, is_title, on_next_page, title_names, title_of_tab
from forms.match.identity import find_kind, find_unit, find_year
from forms.match.normal import phrases
from forms.match.placed import DECLINED, NOT_WANTED, Placed, sheet_caption
from forms.match.project_tables import ProjectReader, goes_on, is_project, is_project_title
from forms.match.reading import Reading, gather
from forms.match.report import Ledger, ReadCell, ReadReport
from forms.match.rows import SERIALS, UNKNOWN_COLUMN, Body, RowReader, is_note
from forms.match.sections import take_sections
from forms.match.side_by_side import beside
from forms.readers import Book, Grid, GridCell
from models.errors import Trouble

_HEAD_LINES = 4
"""The unit is named within so many rows under the title, """
_LINES_ABOVE = 3
"""or within so many above the first title of a sheet."""
TWICE = "出现了两次，只采用第一次"
NOT_OURS = "不是本版收取的表"


@dataclass(frozen=True, slots=True)
class _Segment:
    """The rows of a sheet that belong to one title; `placed` are the columns a person chose, by caption, None when
    neither they nor the sheet were placed by hand."""

    book: Book
    grid: Grid
    title: Title
    first: int
    last: int
    placed: Mapping[str, str] | None = None


def recognise(
    books: Book | Sequence[Book],
    *,
    unit_code: str = "",
    unit_name: str = "",
    year: int | None = None,
    kind: str = "",
    placed: Placed | None = None,
) -> Reading:
    """What one or more files hold together as one disclosure.

    What is given wins over what the files say, and what was `placed` by hand over what would be recognised. Raises
    Trouble when no table of the form is recognised, when year, kind or unit are neither given nor told, or when
    formulas that state amounts were never calculated.
    """
    books = [_framed(book) for book in ([books] if isinstance(books, Book) else books)]
    files = "、".join(f"“{book.file}”" for book in books)
    placed = placed or Placed()
    segments = _all_segments(books, placed)
    # Goal tables alone, and tables under captions of their own, do not tell whose they are.
    is_told = bool(unit_name and year and kind)
    by_hand = is_told and any(segment.placed is not None for segment in segments)
    is_known = any(_head(segment, _newest(segment.title.table)) for segment in segments)
    if not (is_known or by_hand or (is_told and _has_goals(books))):
        raise _no_tables(files)
    budget_year = _budget_year(books, year, files)
    edition = declared_edition(budget_year, find_kind((s.title.kind for s in segments), kind))
    segments = [segment for segment in segments if segment.title.table in edition.tables]
    bodies, entries = _take(books, segments, edition, placed)
    texts: dict[str, str] = {}
    passages: dict[str, tuple[Source, ...]] = {}
    for book in books:
        prose = take_sections(book, edition)
        texts = {**prose.texts, **texts}
        passages = {**prose.passages, **passages}
        entries += prose.entries
    aside = (TWICE, UNKNOWN_COLUMN)
    refused = (entry for entry in entries if entry.status == "refused" and not entry.reason.endswith(aside))
    lost = sum(any(map(str.isdigit, entry.text)) for entry in refused)
    if lost > sum(body.amounts for body in bodies.values()) and not by_hand:
        raise _no_tables(files)
    reading = gather(
        unit=find_unit(chain.from_iterable(map(_head_texts, segments)), books, unit_code, unit_name),
        edition=edition,
        bodies=bodies,
        texts=texts,
        passages=passages,
        report=ReadReport(tuple(entries), tuple(dict.fromkeys(chain.from_iterable(book.remarks for book in books)))),
        files=tuple(book.file for book in books),
    )
    titles = ((segment.book.file, segment.grid, segment.title) for segment in segments)
    return replace(
        reading,
        sheets=tuple(_found(books, segments, edition, bodies, placed)),
        told=find_told(books, reading.unit, budget_year, titles),
    )


def _budget_year(books: Sequence[Book], given: int | None, files: str) -> int:
    """The budget year, which must have a form."""
    year = find_year(books, given)
    years = pack().years
    if year not in years:
        raise Trouble(
            f"{files}是{year}年的预算，程序里没有这一年的表样；", f"目前有{years[0]}年至{years[-1]}年的表样。"
        )
    return year


def strangers(books: Sequence[Book]) -> tuple[Found, ...]:
    """The sheets of files in which nothing was recognised at all."""
    grids = [(book, grid) for book in map(_framed, books) for grid in book.grids]
    return tuple(found_none(book.file, grid) for book, grid in grids if grid.cells and not grid.hidden)


def _framed(book: Book) -> Book:
    """The book with each table of a document in one with its title, its head lines and its notes, and with the tables
    that stand beside each other on a sheet taken apart."""
    indicators = _newest(INDICATORS).tables[INDICATORS]
    blocks = frame(
        book,
        is_title=lambda text: is_title(text, _titles()) or is_project_title(text),
        is_note=is_note,
        goes_on=lambda head, grid: goes_on(head, grid, indicators),
    )
    parts = (beside(block, _titles()) if isinstance(block, Grid) else (block,) for block in blocks)
    return Book(book.file, tuple(chain.from_iterable(parts)), book.remarks)


@cache
def _titles() -> dict[str, str]:
    years = pack().years
    return title_names(declared_edition(year, kind) for year in years for kind in KINDS)


def _newest(table: str) -> Edition:
    """The newest edition that has the table."""
    editions = (declared_edition(year, KINDS[0]) for year in reversed(pack().years))
    return next(edition for edition in editions if table in edition.tables)


def _all_segments(books: Sequence[Book], placed: Placed) -> list[_Segment]:
    segments: list[_Segment] = []
    for book in books:
        for grid in book.grids:
            chosen = placed.sheets.get(sheet_caption(grid)) if placed.sheets else None
            if chosen is not None and chosen in _titles().values():
                last = max(grid.row_numbers, default=0)
                segments.append(_Segment(book, grid, Title(chosen, 0, 0, ""), 0, last, placed.columns.get(chosen, {})))
            elif chosen is None and not grid.hidden:
                found = list(_segments(book, grid)) or _untitled(book, grid, segments)
                segments += [replace(one, placed=placed.columns.get(one.title.table)) for one in found]
    return segments


def _has_goals(books: Sequence[Book]) -> bool:
    """Whether there is the goal table of a project, which has a form of its own."""
    indicators = _newest(INDICATORS).tables[INDICATORS]
    return any(is_project(grid, indicators) for book in books for grid in book.grids if not grid.hidden)


def _found(
    books: Sequence[Book],
    segments: Sequence[_Segment],
    edition: Edition,
    bodies: Mapping[str, Body],
    placed: Placed,
) -> Iterator[Found]:
    """Every sheet that holds anything, with the tables recognised in it."""
    indicators = edition.tables.get(INDICATORS)
    for book in books:
        for grid in filter(lambda grid: grid.cells, book.grids):
            own = [segment for segment in segments if segment.grid is grid]
            by_hand = placed.sheets.get(sheet_caption(grid))
            for one in own:
                head, table = _head(one, edition), edition.tables[one.title.table]
                rows = (one.first, one.last)
                found = found_table(book.file, grid, one.title, head, table, rows, by_hand=by_hand is not None)
                body = bodies.get(table.id)
                yield replace(found, strangers=tuple(body.strangers) if body else ())
            if own:
                continue
            if by_hand == DECLINED:
                yield found_none(book.file, grid, "declined")
            elif grid.hidden:
                yield found_none(book.file, grid, "hidden")
            elif indicators is not None and is_project(grid, indicators):
                yield found_project(book.file, grid, PROJECTS)
            else:
                yield found_none(book.file, grid)


def _segments(book: Book, grid: Grid) -> Iterable[_Segment]:
    titles = find_titles(grid, _titles())
    tab = title_of_tab(grid, _titles())
    # The first page of a table that the tab names, above the title of its next page.
    if tab is not None and titles and titles[0].row and _begins(_Segment(book, grid, tab, 0, titles[0].row - 1)):
        titles.insert(0, tab)
    starts = [title.row for title in titles]
    above = [row for row in grid.row_numbers if starts and row < starts[0]][-_LINES_ABOVE:]
    ends = [*(row - 1 for row in starts[1:]), max(grid.row_numbers, default=0)]
    for title, first, last in zip(titles, [*above, *starts][:1] + starts[1:], ends, strict=False):
        yield _Segment(book, grid, title, first, last)


def _begins(segment: _Segment) -> bool:
    return _head(segment, _newest(segment.title.table)) is not None


def _untitled(book: Book, grid: Grid, before: Sequence[_Segment]) -> list[_Segment]:
    """A table of a document without a title: it goes on with the one before it under the same captions, or has all
    the captions of a table of the 情况说明."""
    if grid.lettered:
        return []
    last = max(grid.row_numbers, default=0)
    if before and before[-1].book is book:
        segment = _Segment(book, grid, Title(before[-1].title.table, 0, 0, ""), 0, last)
        if _head(segment, _newest(segment.title.table)):
            return [segment]
    for name in dict.fromkeys(_titles().values()):
        table = _newest(name).tables[name]
        segment = _Segment(book, grid, Title(name, 0, 0, ""), 0, last)
        head = _head(segment, _newest(name)) if table.part == "explanation" else None
        if head and len(head.columns) == len(table.columns):
            return [segment]
    return []


def _head(segment: _Segment, edition: Edition) -> Head | None:
    table = edition.tables[segment.title.table]
    return find_head(segment.grid, table, segment.first, segment.last, segment.placed)


def _head_texts(segment: _Segment) -> Iterable[str]:
    """What stands about the title of a table, in the rows where its unit and its year are named."""
    grid, title = segment.grid, segment.title.row
    rows = grid.rows_between(segment.first, title - 1) + grid.rows_between(title + 1, segment.last)[:_HEAD_LINES]
    return (text for row in rows for text in phrases(grid.cells_in_row(row)))


def _take(
    books: Sequence[Book], segments: Sequence[_Segment], edition: Edition, placed: Placed
) -> tuple[dict[str, Body], list[ReadCell]]:
    """The bodies of all recognised tables, and the fate of every cell of every sheet."""
    bodies: dict[str, Body] = {}
    homes: dict[str, tuple[_Segment, Head]] = {}
    entries: list[ReadCell] = []
    for book in books:
        for grid in book.grids:
            ledger = Ledger(book.file, grid)
            for segment in segments:
                if segment.grid is grid:
                    _take_segment(segment, edition, bodies, homes, ledger, placed)
            is_wanted = not grid.hidden and placed.sheets.get(sheet_caption(grid)) != DECLINED
            if INDICATORS in edition.tables and is_wanted and is_project(grid, edition.tables[INDICATORS]):
                _take_project(book, grid, edition, bodies, ledger)
            declined = placed.sheets.get(sheet_caption(grid)) == DECLINED
            left = NOT_WANTED if declined else f"“{grid.name}”{NOT_OURS}"
            entries += ledger.close("隐藏的工作表不收取" if grid.hidden else left)
    return bodies, entries


def _take_segment(
    segment: _Segment,
    edition: Edition,
    bodies: dict[str, Body],
    homes: dict[str, tuple[_Segment, Head]],
    ledger: Ledger,
    placed: Placed,
) -> None:
    table, grid = edition.tables[segment.title.table], segment.grid
    head = _head(segment, edition)
    if head is None:
        _leave(segment, ledger.refuse, f"像是《{table.title}》，但没有认出它的表头")
        return
    first, above = homes.setdefault(table.id, (segment, head))
    same_file = first.book is segment.book
    # A table of a document may go on in a second one, over the page; a sheet holds the whole of its tables, those that
    # stand beside each other on it further down.
    further_down = first.grid.name == grid.name and first.title.row < segment.title.row
    if first.grid is not grid and not (same_file and (further_down or not grid.lettered)):
        _leave(segment, ledger.refuse if same_file else ledger.skip, f"《{table.title}》{TWICE}")
        return
    if grid.lettered:
        head = on_next_page(above, head)
    body = _body(bodies, table, head.unit)
    for row in grid.rows_between(segment.first, head.body - 1):
        for cell in grid.cells_in_row(row):
            _take_head_cell(cell.column, head, ledger, grid, row)
            if segment.title.row < row < head.captions:
                body.heads.append((cell.text, Source(segment.book.file, grid.name, grid.address(row, cell.column))))
    rows = placed.rows.get(table.id)
    RowReader(segment.book.file, grid, head, body, ledger, rows).read(segment.first, segment.last)


def _take_project(book: Book, grid: Grid, edition: Edition, bodies: dict[str, Body], ledger: Ledger) -> None:
    """The goal table of a project; all of them are taken from the first file that has any."""
    projects, indicators = (_body(bodies, edition.tables[name]) for name in (PROJECTS, INDICATORS))
    if any(source.file != book.file for source in projects.sources.values()):
        for cell in grid.cells.values():
            ledger.skip(cell, "项目绩效目标表只采用第一份文件里的")
    else:
        ProjectReader(book.file, grid, projects, indicators, ledger).read()


def _body(bodies: dict[str, Body], table: Table, unit: str | None = None) -> Body:
    return bodies.setdefault(table.id, Body(table, unit or table.unit))


def _leave(segment: _Segment, book: Callable[[GridCell, str], None], reason: str) -> None:
    """Leave the rows of a segment out, for this reason."""
    for row in segment.grid.rows_between(segment.first, segment.last):
        for cell in segment.grid.cells_in_row(row):
            book(cell, reason)


def _take_head_cell(column: int, head: Head, ledger: Ledger, grid: Grid, row: int) -> None:
    cell = grid.cells[row, column]
    unknown = head.unknown.get(column, SERIALS)
    if unknown != SERIALS and unknown in "".join(cell.text.split()):
        ledger.refuse(cell, UNKNOWN_COLUMN)
    else:
        ledger.take(cell)


def _no_tables(files: str) -> Trouble:
    return Trouble(
        f"{files}里没有认出部门预算公开的表；",
        "请确认选的是预算公开的文件，表名、表头与河北省的表样一致。",
    )
