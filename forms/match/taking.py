"""Third step: the rows and cells of every table, the sections of the text, and the fate of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from forms.document.provenance import GivenTwice, NamedInContents, Source, UnknownHeading
from forms.form.model import Edition, Table
from forms.match.account.goals_twice import GivenGoals, are_others, differing_goals
from forms.match.account.twice import differing_cells, differing_sections, is_again
from forms.match.account.whole_goals import differing_whole_goals
from forms.match.body import Body
from forms.match.goals.goal_lists import goal_reader
from forms.match.goals.project_tables import is_project
from forms.match.head import SERIALS, Head, on_next_page
from forms.match.normal import phrases
from forms.match.placed import DECLINED, Placed, sheet_caption
from forms.match.proof.beside import named_by_the_left
from forms.match.proof.captions import has_amounts
from forms.match.proof.halves import joined, money_columns
from forms.match.proof.unit_column import is_unit_caption
from forms.match.proof.weighing import Tried
from forms.match.report import Ledger, ReadCell, Reason
from forms.match.rows import RowReader
from forms.match.sections import Prose, take_sections
from forms.match.segments import Located
from forms.match.titles import find_titles, is_contents_sheet
from forms.readers import Book, Grid, GridCell
from models.records import Unit


@dataclass(frozen=True, slots=True)
class Taken:
    """What stands in the files: the tables by id, the texts by their slots and where each paragraph of a section
    stands, the fate of every cell and paragraph, what is given twice and differs, where the headings stand and what a
    contents page names."""

    bodies: Mapping[str, Body]
    texts: Mapping[str, str]
    passages: Mapping[str, tuple[Source, ...]]
    entries: tuple[ReadCell, ...]
    twice: tuple[GivenTwice, ...]
    headings: Mapping[str, Source]
    contents: tuple[NamedInContents, ...]
    unknown_headings: tuple[UnknownHeading, ...]
    """Which lines are written as headings and known as none."""


def take(
    books: Sequence[Book], tables: Sequence[Located], edition: Edition, placed: Placed, only: Unit | None = None
) -> Taken:
    """Everything the files hold; what several of them hold is taken from the first.

    Of tables with the rows of several units those of `only` are taken, where it is given.
    """
    taker = _TableTaker(edition, placed, only)
    entries: list[ReadCell] = []
    texts: dict[str, str] = {}
    passages: dict[str, tuple[Source, ...]] = {}
    headings: dict[str, Source] = {}
    contents: tuple[NamedInContents, ...] = ()
    unknown: tuple[UnknownHeading, ...] = ()
    for book in books:
        own = {id(grid) for grid in book.grids if _is_of_form(grid, tables, edition)}
        budget = [one for one in tables if one.table.part == "budget" and one.segment.book is book]
        prose = take_sections(book, edition, own, {id(one.segment.grid) for one in budget})
        taker.units = {one.head.unit for one in budget if one.head and one.head.unit}
        for grid in book.grids:
            if id(grid) not in prose.tables:
                entries += taker.take_sheet(book, grid, [one for one in tables if one.segment.grid is grid])
        taker.twice += differing_sections(texts, passages, prose.texts, prose.passages)
        entries += _not_again(prose, passages, edition)
        texts = {**prose.texts, **texts}
        passages = {**prose.passages, **passages}
        headings = {**prose.headings, **headings}
        contents = contents or prose.contents
        unknown += prose.unknown
    taker.twice += taker.differing_goals()
    taker.twice += differing_whole_goals(books, edition, texts, passages)
    return Taken(taker.bodies, texts, passages, tuple(entries), tuple(taker.twice), headings, contents, unknown)


def _not_again(prose: Prose, before: Mapping[str, tuple[Source, ...]], edition: Edition) -> Iterator[ReadCell]:
    """The fates of the paragraphs of a file; of a section that another file gave already they are left."""
    names = {section.id: section.heading or "开头" for section in edition.sections}
    again = {
        source.cell: names[section]
        for section, sources in prose.passages.items()
        if section in before
        for source in sources
    }
    for entry in prose.entries:
        if entry.status == "taken" and entry.cell in again:
            entry = entry._replace(status="skipped", why=Reason.SECTION_TWICE, about=again[entry.cell])
        yield entry


def _is_of_form(grid: Grid, tables: Sequence[Located], edition: Edition) -> bool:
    """Whether a table is one of the form, of this edition or of another, and no part of the text."""
    if any(one.segment.grid is grid for one in tables):
        return True
    indicators = edition.tables.get(edition.roles.indicators)
    is_goals = indicators is not None and is_project(grid, indicators)
    return is_goals or any(title.row for title in find_titles(grid))


class _TableTaker:
    """Takes the tables of one sheet after the other; a table that goes on in a second sheet becomes one body."""

    def __init__(self, edition: Edition, placed: Placed, only: Unit | None) -> None:
        self.bodies: dict[str, Body] = {}
        self.twice: list[GivenTwice] = []
        self._edition = edition
        self._placed = placed
        self._only = only
        self.units: set[str] = set()
        """The units of money in which the budget tables of this file are read."""
        self._firsts: dict[str, tuple[Located, Head]] = {}
        self._goals_again: dict[str, GivenGoals] = {}
        self._more_goals: dict[str, bool] = {}
        """Whether a later file has other projects than those before it, by file."""

    def take_sheet(self, book: Book, grid: Grid, tables: Iterable[Located]) -> list[ReadCell]:
        """The fate of every cell of a sheet, once its tables are taken."""
        ledger = Ledger(book.file, grid)
        for one in tables:
            self._take_table(one, ledger)
        is_declined = self._placed.sheets.get(sheet_caption(grid)) == DECLINED
        indicators = self._edition.tables.get(self._edition.roles.indicators)
        if indicators is not None and not grid.hidden and not is_declined and is_project(grid, indicators):
            self._take_project(book, grid, ledger)
        if grid.hidden:
            return ledger.close(Reason.HIDDEN_SHEET)
        if is_contents_sheet(grid):
            return ledger.close(Reason.CONTENTS)
        return ledger.close(Reason.NOT_WANTED) if is_declined else ledger.close(Reason.NOT_OURS, grid.name)

    def _take_table(self, one: Located, ledger: Ledger) -> None:
        """Take a table, if its head is known and it is not there already."""
        segment, table, head = one.segment, one.table, one.head
        if one.foreign is not None:
            ledger.skip_all(_cells(one), *one.foreign)
            return
        if head is None and (half := self._right_half(one)) is not None:
            self._take_more_columns(half, ledger, _cells(one))
            return
        if head is None:
            why = Reason.HEAD_IN_DOUBT if one.is_contradicted else Reason.NO_HEAD
            ledger.refuse_all(_cells(one), why, table.title)
            return
        first, first_head = self._firsts.setdefault(table.id, (one, head))
        if first is not one and first.segment.book is segment.book and self._has_more_columns(one, head):
            self._take_more_columns(one, ledger, _cells(one))
            return
        if first is not one and segment.grid.lettered and _goes_on(first, one):
            head = on_next_page(first_head, head)
        if first is not one and self._is_again(first, one, head):
            leave = ledger.refuse_all if first.segment.book is segment.book else ledger.skip_all
            leave(_cells(one), Reason.TWICE, table.title)
            return
        tried = self._tried(one, head)
        if first is one and tried:
            body = self.bodies[table.id] = tried.body.copied()
            ledger.add(tried.ledger)
        else:
            body = self._body(table, head.unit)
            self._read_rows(one, head, body, ledger)
        _take_head(one, head, body, ledger)

    def _has_more_columns(self, one: Located, head: Head) -> bool:
        """Whether a table is the rest of one that is there, with columns that it does not have yet."""
        more = money_columns(head)
        return one.table.part == "budget" and bool(more) and more.isdisjoint(self.bodies[one.table.id].columns)

    def _right_half(self, one: Located) -> Located | None:
        """A segment without code and name as the other columns of the table before it in its file, if it may be."""
        first, head = self._firsts.get(one.table.id, (None, None))
        if first is None or head is None or first.segment.book is not one.segment.book:
            return None
        segment = one.segment
        left = first.segment.grid, head, first.segment.last
        half = named_by_the_left(left, segment.grid, one.table, (segment.first, segment.last))
        return replace(one, segment=replace(segment, grid=half[0]), head=half[1]) if half else None

    def _take_more_columns(self, one: Located, ledger: Ledger, cells: Iterable[GridCell]) -> None:
        """Take the columns of a wide table that stand on a sheet, or further down, of their own; `cells` are all that
        stand there."""
        head = one.head
        assert head is not None
        own = Ledger(one.segment.book.file, one.segment.grid)
        body = self.bodies[one.table.id]
        more = Body(one.table, head.unit or body.unit)
        self._read_rows(one, head, more, own)
        whole = joined(body, more, self._edition)
        if whole is None:
            ledger.refuse_all(cells, Reason.OTHER_HALF, one.table.title)
            return
        self.bodies[one.table.id] = whole
        ledger.add(own)
        _take_head(one, head, whole, ledger)

    def _is_again(self, first: Located, one: Located, head: Head) -> bool:
        """Whether a table is there already, and does not go on with it; what the two have different is noted."""
        body, tried = self.bodies[one.table.id], self._tried(one, head)
        again = tried.body if tried and not body.code_above else self._read_alone(one, head, {}, body.code_above)
        # Only fixed lines that bear one name are others when the table goes on.
        is_fixed = one.table.layout in ("lines", "sides")
        onward = self._read_alone(one, head, dict(body.labels), body.code_above) if is_fixed else again
        if _goes_on(first, one) and not is_again(body, again, onward):
            return False
        self.twice += differing_cells(body, again, (first.segment.begins, one.segment.begins))
        return True

    def _tried(self, one: Located, head: Head) -> Tried | None:
        """What was read to prove this head, which is not read again; None when a person chose its rows."""
        if one.tried is None or one.tried.head != head or one.table.id in self._placed.rows:
            return None
        return one.tried if self._only is None or not one.tried.body.units else None

    def _read_alone(self, one: Located, head: Head, labels: dict[str, str], code_above: str) -> Body:
        """What the rows hold on their own, below these labels and that code; nothing of it is kept."""
        alone = Body(one.table, head.unit or one.table.unit, labels=labels, code_above=code_above)
        self._read_rows(one, head, alone, Ledger(one.segment.book.file, one.segment.grid))
        return alone

    def _read_rows(self, one: Located, head: Head, body: Body, ledger: Ledger) -> None:
        segment, chosen = one.segment, self._placed.rows.get(one.table.id)
        reader = RowReader(segment.book.file, segment.grid, head, body, ledger, self._edition, chosen, self._only)
        reader.read(segment.first, segment.last)

    def differing_goals(self) -> Iterator[GivenTwice]:
        """What later files say differently of the projects of the first."""
        for again in self._goals_again.values():
            first = GivenGoals(*map(self._body, self._goal_tables()))
            yield from differing_goals(first, again)

    def _take_project(self, book: Book, grid: Grid, ledger: Ledger) -> None:
        """The goal table of a project. One that several files give is taken from the first, and what the later ones say
        of it is compared; a project that only a later file has is taken from that."""
        tables = self._goal_tables()
        projects, indicators = map(self._body, tables)
        unit = next(iter(self.units)) if len(self.units) == 1 else None
        if any(source.file != book.file for source in projects.sources.values()) and not self._has_others(book, unit):
            alone, fresh = (GivenGoals(*(Body(table, table.unit) for table in tables)) for _ in range(2))
            again = self._goals_again.setdefault(book.file, fresh)
            for bodies in (alone, again):
                goal_reader(book.file, grid, *bodies, Ledger(book.file, grid), unit).read()
            if not are_others(GivenGoals(projects, indicators), alone):
                ledger.skip_all(grid.cells.values(), Reason.OTHER_PROJECTS)
                return
        goal_reader(book.file, grid, projects, indicators, ledger, unit).read()

    def _has_others(self, book: Book, unit: str | None) -> bool:
        """Whether all projects of a file are others than those that were taken before it."""
        if book.file not in self._more_goals:
            tables = self._goal_tables()
            here = GivenGoals(*(Body(table, table.unit) for table in tables))
            for grid in book.grids:
                if not grid.hidden and is_project(grid, tables[1]):
                    goal_reader(book.file, grid, *here, Ledger(book.file, grid), unit).read()
            self._more_goals[book.file] = are_others(GivenGoals(*map(self._body, tables)), here)
        return self._more_goals[book.file]

    def _goal_tables(self) -> tuple[Table, Table]:
        tables, roles = self._edition.tables, self._edition.roles
        return tables[roles.projects], tables[roles.indicators]

    def _body(self, table: Table, unit: str | None = None) -> Body:
        return self.bodies.setdefault(table.id, Body(table, unit or table.unit))


def _goes_on(first: Located, one: Located) -> bool:
    """Whether a table is the first of its kind or goes on with that: in the same sheet, further down on a sheet that
    was taken apart, or in a later table of the same document, as over the page, or on a sheet that says so."""
    above, here = first.segment, one.segment
    if above.grid is here.grid:
        return True
    is_further_down = above.grid.name == here.grid.name and above.title.row < here.title.row
    return above.book is here.book and (is_further_down or here.says_it_goes_on or not here.grid.lettered)


def _take_head(one: Located, head: Head, body: Body, ledger: Ledger) -> None:
    """Book what stands above the body, and note what is said between title and captions."""
    segment = one.segment
    grid = segment.grid
    if text := segment.title_text:
        body.titles.append((text, segment.begins))
    for row in grid.rows_between(segment.first, head.body - 1):
        is_lost = row < head.captions and has_amounts(grid.cells_in_row(row))
        for cell in grid.cells_in_row(row):
            if is_lost:
                ledger.refuse(cell, Reason.ABOVE_HEAD)
            elif _is_unknown_caption(cell, head):
                ledger.refuse(cell, Reason.UNKNOWN_COLUMN)
            else:
                ledger.take(cell)
            if segment.title.row < row < head.captions:
                # One cell, or one line of a printed page, may name unit, year and unit of money.
                source = Source(segment.book.file, grid.name, grid.address(row, cell.column))
                body.heads.extend((phrase, source) for phrase in phrases([cell]))


def _is_unknown_caption(cell: GridCell, head: Head) -> bool:
    """Whether a cell of the head is the caption of a column that is none of the form's."""
    caption = head.unknown.get(cell.column, SERIALS)
    if is_unit_caption(caption):
        return False
    return caption != SERIALS and caption in "".join(cell.text.split())


def _cells(one: Located) -> Iterable[GridCell]:
    grid = one.segment.grid
    return (cell for row in grid.rows_between(one.segment.first, one.segment.last) for cell in grid.cells_in_row(row))
