"""A workbook of the whole county taken apart: which of its cells are which unit's, and which are nobody's.

Units stand in columns of their own, as rows above their codes in the column of codes, side by side in the head, or on a
sheet or in a file each. Every cell keeps its row and column, so what is read of a unit's part has its address in the
county's workbook.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from forms.bureau.crosswise import money_of_title
from forms.bureau.departments import departments_apart
from forms.bureau.flat_lists import flat_list
from forms.bureau.turned import Turned, TurnedTable, no_sum_told, turned
from forms.bureau.unit_columns import side_by_side
from forms.bureau.unit_headings import under_headings
from forms.bureau.unit_rows import HEAD_ROWS, Owner, as_totals, owners_by_row, unit_columns
from forms.document.provenance import Source
from forms.match.identity import unit_in
from forms.match.normal import phrases, plain
from forms.match.proof.county_words import CountyWords, county_words
from forms.match.report import Ledger, ReadCell, Reason
from forms.match.titles import Title, find_titles, newest_edition
from forms.readers import Book, Grid, GridCell
from models.records import Unit


@dataclass(frozen=True)
class UnitPart:
    """What of the county's workbook is one unit's."""

    unit: Unit
    books: tuple[Book, ...]
    first: Source
    """Where the unit is met first."""


@dataclass(frozen=True)
class Apart:
    """The parts in the order in which their units are met; what is nobody's, cell by cell; what is not certain; and
    for each sum of the county the amounts of units that it is held against: those below it, or in its row."""

    parts: tuple[UnitPart, ...]
    others: tuple[ReadCell, ...]
    doubts: tuple[str, ...] = ()
    sums: Mapping[Source, frozenset[Source]] = field(default_factory=dict)


@dataclass
class _SheetInParts:
    """One sheet as it is handed out: cells by unit, those that all units share, tables turned for a unit, and the fate
    of the others."""

    book: Book
    grid: Grid
    ledger: Ledger
    shared: dict[tuple[int, int], GridCell] = field(default_factory=dict)
    own: dict[Unit, dict[tuple[int, int], GridCell]] = field(default_factory=lambda: defaultdict(dict))
    turned: dict[Unit, list[Turned]] = field(default_factory=lambda: defaultdict(list))
    doubts: list[str] = field(default_factory=list)
    sums: dict[tuple[int, int], list[tuple[int, int]]] = field(default_factory=dict)

    @property
    def units(self) -> dict[Unit, None]:
        """Every unit that has a part of it, in the order in which they are met."""
        return dict.fromkeys((*(unit for unit, cells in self.own.items() if cells), *self.turned))

    def grids_of(self, units: Sequence[Unit]) -> list[Grid]:
        """The sheet as if it had this unit alone, by whatever names it is called."""
        cells: dict[tuple[int, int], GridCell] = {}
        for unit in units:
            cells |= self.own.get(unit, {})
        grids: list[Grid] = [self._cut(cells)] if cells else []
        return [*grids, *(one for unit in units for one in self.turned.get(unit, ()))]

    def _cut(self, own: Mapping[tuple[int, int], GridCell]) -> Grid:
        cells = {**self.shared, **own}
        rows = {row for row, _ in cells}
        merges = tuple(area for area in self.grid.merges if not rows.isdisjoint(range(area.top, area.bottom + 1)))
        return replace(self.grid, cells=cells, merges=merges, concealed={})

    def first_of(self, unit: Unit) -> Source:
        """Where the unit is met first."""
        places = [*self.own.get(unit, ()), *(place for one in self.turned.get(unit, ()) for place in one.places)]
        return self.source(*min(places))

    def source(self, row: int, column: int) -> Source:
        """The place of a cell of the sheet."""
        return Source(self.book.file, self.grid.name, self.grid.address(row, column))

    def nobodys(self) -> Iterator[ReadCell]:
        """The fate of every cell that is in no unit's part."""
        given = {place for own in self.own.values() for place in own}
        given |= set(self.shared) if self.own else set()
        given |= {place for parts in self.turned.values() for one in parts for place in one.places}
        addresses = {self.grid.address(*place) for place in given}
        why = Reason.HIDDEN_SHEET if self.grid.hidden else Reason.NOT_OURS
        return (e for e in self.ledger.close(why, self.grid.name) if e.cell not in addresses)


def take_apart(books: Sequence[Book]) -> Apart:
    """The parts of the units in files of the whole county."""
    words = county_words()
    sheets: list[_SheetInParts] = []
    known: dict[str, Unit] = {}
    grids = [(book, grid) for book in books for grid in book.grids]
    # Names of units side by side are known by the sheets in which they have a column.
    for book, grid in sorted(grids, key=lambda one: _has_units_in_rows(one[1], words), reverse=True):
        sheet = _sheet(book, grid, words, known)
        sheets.append(sheet)
        known |= {plain(unit.name): unit for unit in sheet.units if unit.name}
    order = {id(grid): number for number, (_, grid) in enumerate(grids)}
    sheets.sort(key=lambda sheet: order[id(sheet.grid)])
    named, doubts = _one_name_each(unit for sheet in sheets for unit in sheet.units)
    firsts: dict[Unit, Source] = {}
    parts: dict[Unit, dict[str, list[Grid]]] = defaultdict(lambda: defaultdict(list))
    for sheet in sheets:
        called: dict[Unit, list[Unit]] = defaultdict(list)
        for unit in sheet.units:
            called[named[unit]].append(unit)
        for unit, names in called.items():
            firsts.setdefault(unit, sheet.first_of(names[0]))
            parts[unit][sheet.book.file] += sheet.grids_of(names)
    found = [
        UnitPart(unit, tuple(Book(file, tuple(found)) for file, found in parts[unit].items()), first)
        for unit, first in firsts.items()
    ]
    others = [entry for sheet in sheets for entry in sheet.nobodys()]
    told = dict.fromkeys((*doubts, *(doubt for sheet in sheets for doubt in sheet.doubts)))
    sums = {
        sheet.source(*place): frozenset(sheet.source(*one) for one in added)
        for sheet in sheets
        for place, added in sheet.sums.items()
    }
    return Apart(tuple(found), tuple(others), tuple(told), sums)


def _has_units_in_rows(grid: Grid, words: CountyWords) -> bool:
    return not grid.hidden and any(unit_columns(grid, rows, words) is not None for _, rows in _tables(grid))


def _tables(grid: Grid) -> Iterator[tuple[Title | None, Sequence[int]]]:
    """The tables of a sheet, each with its title and its rows; the first has the rows above its title too."""
    titles = find_titles(grid)
    starts = [0, *(title.row for title in titles[1:])]
    last = max(grid.row_numbers, default=0)
    for number, (first, after) in enumerate(zip(starts, [*starts[1:], last + 1], strict=True)):
        yield titles[number] if titles else None, grid.rows_between(first, after - 1)


def _sheet(book: Book, grid: Grid, words: CountyWords, known: Mapping[str, Unit]) -> _SheetInParts:
    """Whose each cell of a sheet is."""
    sheet = _SheetInParts(book, grid, Ledger(book.file, grid))
    above: Unit | None = None
    for title, rows in () if grid.hidden else _tables(grid):
        table = newest_edition(title.table).tables[title.table] if title else None
        money = money_of_title(_printed(grid, title), table) if table else ""
        across = side_by_side(grid, rows, words, known, money or words.total_label)
        columns = unit_columns(grid, rows, words)
        if across is not None:
            _hand_out(sheet, _without_bureau(sheet, across.owners))
            sheet.doubts += no_sum_told(grid, across.owners)
            sheet.sums |= across.sums
        elif columns is not None and (by_row := owners_by_row(grid, rows, columns, words)):
            owners, doubts = departments_apart(list(_without_bureau(sheet, by_row)), words)
            sheet.doubts += doubts
            found = turned(grid, owners, columns.top, table, money, words, sheet.ledger) if table else None
            if found is None and table is not None:
                found = flat_list(grid, owners, table, words, sheet.ledger)
            if found is None:
                _hand_out(sheet, as_totals(owners, columns, table, words) if table else owners)
            else:
                _hand_out_turned(sheet, owners, found)
            sheet.sums |= _sums(owners)
        elif (headed := under_headings(grid, rows, words, known)) is not None:
            _hand_out(sheet, _without_bureau(sheet, headed))
            sheet.sums |= _sums(headed)
        else:
            above = _named_above(grid, rows) or above or unit_in(grid.name)
            cells = {(cell.row, cell.column): cell for row in rows for cell in grid.cells_in_row(row)}
            if above is not None:
                sheet.own[above] |= cells
            elif any(cell.number is not None for cell in cells.values()):
                sheet.ledger.refuse_all(cells.values(), Reason.NO_UNIT)
    return sheet


def _named_above(grid: Grid, rows: Sequence[int]) -> Unit | None:
    """The unit that the head of a table names."""
    texts = (text for row in rows[:HEAD_ROWS] for text in phrases(grid.cells_in_row(row)))
    return next(filter(None, map(unit_in, texts)), None)


def _sums(owners: Sequence[Owner]) -> dict[tuple[int, int], list[tuple[int, int]]]:
    """Of each amount of the county those of units in its column."""
    below: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for cell in (cell for owner in owners if isinstance(owner.of, Unit) for cell in owner.cells):
        below[cell.column].append((cell.row, cell.column))
    cells = (cell for owner in owners if owner.of == "county" for cell in owner.cells)
    return {(cell.row, cell.column): below[cell.column] for cell in cells if cell.column in below}


def _printed(grid: Grid, title: Title | None) -> str:
    """The title of a table as it is printed; the name of the sheet where no cell holds it."""
    cell = grid.cells.get((title.row, title.column)) if title else None
    return cell.text if cell else grid.name


def _without_bureau(sheet: _SheetInParts, owners: Iterable[Owner]) -> Iterator[Owner]:
    """The owners, with what the common head says of a unit skipped: it is the bureau that printed it."""
    for owner in owners:
        naming = [c for c in owner.cells if unit_in(c.text) is not None] if owner.of == "head" else []
        sheet.ledger.skip_all(naming, Reason.COUNTY_HEAD)
        yield replace(owner, cells=tuple(cell for cell in owner.cells if cell not in naming)) if naming else owner


def _hand_out(sheet: _SheetInParts, owners: Iterable[Owner]) -> None:
    """Give the rows to their units; cells of the columns of units are understood by that."""
    for owner in owners:
        match owner.of:
            case "head":
                sheet.shared |= {(cell.row, cell.column): cell for cell in owner.cells}
            case Unit() as unit:
                sheet.own[unit] |= {(cell.row, cell.column): cell for cell in owner.cells}
            case _:
                _book_as_nobodys(sheet, owner)
        sheet.ledger.take_all(owner.naming)


def _hand_out_turned(sheet: _SheetInParts, owners: Iterable[Owner], found: TurnedTable) -> None:
    """Give each unit its lines; the head and the rows are booked already."""
    for owner in owners:
        sheet.ledger.take_all(owner.naming)
        if owner.of != "head" and not isinstance(owner.of, Unit):
            _book_as_nobodys(sheet, owner)
    for unit, part in found.parts.items():
        sheet.turned[unit].append(part)
    sheet.doubts += found.doubts


def _book_as_nobodys(sheet: _SheetInParts, owner: Owner) -> None:
    """What is the county's, or nobody's."""
    match owner.of:
        case "county" | "department":
            sheet.ledger.skip_all(owner.cells, Reason.COUNTY_TOTAL)
        case "numbers":
            sheet.ledger.skip_all(owner.cells, Reason.COLUMN_NUMBERS)
        case _:
            sheet.ledger.refuse_all(owner.cells, Reason.NO_UNIT)


def _one_name_each(units: Iterable[Unit]) -> tuple[dict[Unit, Unit], list[str]]:
    """Each naming of a unit with the one that stands for it: by the code, and by the name where no code is given.

    Besides, what is not certain about that.
    """
    found = list(units)
    doubts: list[str] = []
    by_code: dict[str, Counter[str]] = defaultdict(Counter)
    codes: dict[str, set[str]] = defaultdict(set)
    for unit in found:
        if unit.code:
            by_code[unit.code][unit.name] += bool(unit.name)
            codes[plain(unit.name)].add(unit.code)
    named: dict[Unit, Unit] = {}
    for code, names in by_code.items():
        different = [name for name in names if name]
        if len({plain(name) for name in different}) > 1:
            doubts.append(f"编码{code}有{len(different)}个名称：{'、'.join(different)}，按一个单位读入，请核对。")
    for name, of_name in codes.items():
        if name and len(of_name) > 1:
            doubts.append(f"“{name}”有{len(of_name)}个编码：{'、'.join(sorted(of_name))}，按不同的单位读入，请核对。")
    for unit in found:
        code = unit.code or (next(iter(codes[plain(unit.name)])) if len(codes.get(plain(unit.name), ())) == 1 else "")
        name = by_code[code].most_common(1)[0][0] if code else unit.name
        named[unit] = Unit(code, name or unit.name)
    return named, doubts
