"""A workbook of the whole county taken apart: which of its cells are which unit's, and which are nobody's.

Units stand in columns of their own, as rows above their codes in the column of codes, or on a sheet or in a file each.
Every cell keeps its row and column, so what is read of a unit's part has its address in the county's workbook.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from forms.bureau.unit_rows import Owner, owners_of
from forms.document.provenance import Source
from forms.match.identity import unit_in
from forms.match.normal import phrases, plain
from forms.match.proof.county_words import CountyWords, county_words
from forms.match.report import Ledger, ReadCell, Reason
from forms.match.titles import find_titles
from forms.readers import Book, Grid, GridCell
from models.records import Unit

_HEAD_ROWS = 12
"""A unit is named within so many rows of the top of a sheet, or of a title."""


@dataclass(frozen=True)
class UnitPart:
    """What of the county's workbook is one unit's."""

    unit: Unit
    books: tuple[Book, ...]
    first: Source
    """Where the unit is met first."""


@dataclass(frozen=True)
class Apart:
    """The parts in the order in which their units are met; what is nobody's, cell by cell; what is not certain."""

    parts: tuple[UnitPart, ...]
    others: tuple[ReadCell, ...]
    doubts: tuple[str, ...] = ()


@dataclass
class _SheetInParts:
    """One sheet as it is handed out: cells by unit, those that all units share, and the fate of the others."""

    book: Book
    grid: Grid
    ledger: Ledger
    shared: dict[tuple[int, int], GridCell] = field(default_factory=dict)
    own: dict[Unit, dict[tuple[int, int], GridCell]] = field(default_factory=lambda: defaultdict(dict))


def take_apart(books: Sequence[Book]) -> Apart:
    """The parts of the units in files of the whole county."""
    words = county_words()
    sheets = [_sheet(book, grid, words) for book in books for grid in book.grids]
    named, doubts = _one_name_each(unit for sheet in sheets for unit in sheet.own)
    firsts: dict[Unit, Source] = {}
    grids: dict[Unit, dict[str, list[Grid]]] = defaultdict(lambda: defaultdict(list))
    for sheet in sheets:
        cells: dict[Unit, dict[tuple[int, int], GridCell]] = defaultdict(dict)
        for unit, own in sheet.own.items():
            cells[named[unit]] |= own
        for unit, own in cells.items():
            place = min(own)
            firsts.setdefault(unit, Source(sheet.book.file, sheet.grid.name, sheet.grid.address(*place)))
            grids[unit][sheet.book.file].append(_cut(sheet, own))
    parts = [
        UnitPart(unit, tuple(Book(file, tuple(found)) for file, found in grids[unit].items()), first)
        for unit, first in firsts.items()
    ]
    others = [entry for sheet in sheets for entry in _nobodys(sheet)]
    return Apart(tuple(parts), tuple(others), tuple(doubts))


def _cut(sheet: _SheetInParts, own: dict[tuple[int, int], GridCell]) -> Grid:
    """The sheet as if it had this unit alone."""
    cells = {**sheet.shared, **own}
    rows = {row for row, _ in cells}
    merges = tuple(area for area in sheet.grid.merges if not rows.isdisjoint(range(area.top, area.bottom + 1)))
    return replace(sheet.grid, cells=cells, merges=merges, concealed={})


def _nobodys(sheet: _SheetInParts) -> Iterator[ReadCell]:
    """The fate of every cell that is in no unit's part."""
    given = {place for own in sheet.own.values() for place in own}
    given |= set(sheet.shared) if sheet.own else set()
    addresses = {sheet.grid.address(*place) for place in given}
    why = Reason.HIDDEN_SHEET if sheet.grid.hidden else Reason.NOT_OURS
    return (e for e in sheet.ledger.close(why, sheet.grid.name) if e.cell not in addresses)


def _sheet(book: Book, grid: Grid, words: CountyWords) -> _SheetInParts:
    """Whose each cell of a sheet is."""
    sheet = _SheetInParts(book, grid, Ledger(book.file, grid))
    if grid.hidden:
        return sheet
    starts = [title.row for title in find_titles(grid)[1:]]
    last = max(grid.row_numbers, default=0)
    above: Unit | None = None
    for first, after in zip([0, *starts], [*starts, last + 1], strict=True):
        rows = grid.rows_between(first, after - 1)
        if (owners := owners_of(grid, rows, words)) is not None:
            _hand_out(sheet, owners)
            continue
        above = _named_above(grid, rows) or above or unit_in(grid.name)
        cells = {(cell.row, cell.column): cell for row in rows for cell in grid.cells_in_row(row)}
        if above is not None:
            sheet.own[above] |= cells
        elif any(cell.number is not None for cell in cells.values()):
            sheet.ledger.refuse_all(cells.values(), Reason.NO_UNIT)
    return sheet


def _named_above(grid: Grid, rows: Sequence[int]) -> Unit | None:
    """The unit that the head of a table names."""
    texts = (text for row in rows[:_HEAD_ROWS] for text in phrases(grid.cells_in_row(row)))
    return next(filter(None, map(unit_in, texts)), None)


def _hand_out(sheet: _SheetInParts, owners: Iterable[Owner]) -> None:
    """Give the rows to their units; cells of the columns of units are understood by that."""
    for owner in owners:
        match owner.of:
            case "head":
                for cell in owner.cells:
                    if unit_in(cell.text) is not None:
                        sheet.ledger.skip(cell, Reason.COUNTY_HEAD)
                    else:
                        sheet.shared[cell.row, cell.column] = cell
            case "county":
                sheet.ledger.skip_all(owner.cells, Reason.COUNTY_TOTAL)
            case "numbers":
                sheet.ledger.skip_all(owner.cells, Reason.COLUMN_NUMBERS)
            case "nobody":
                sheet.ledger.refuse_all(owner.cells, Reason.NO_UNIT)
            case Unit() as unit:
                sheet.own[unit] |= {(cell.row, cell.column): cell for cell in owner.cells}
        sheet.ledger.take_all(owner.naming)


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
