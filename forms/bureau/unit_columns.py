"""Whose each cell of a table is where its units stand in the head, each over a column or several of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from forms.bureau.unit_rows import HEAD_ROWS, Owner, is_listed
from forms.match.identity import is_name_alone, unit_in
from forms.match.normal import plain
from forms.match.proof.county_words import CountyWords
from forms.match.text.reading_words import reading_words
from forms.readers import Grid, GridCell
from models.records import Unit

_FEWEST = 2
"""So many units side by side make a row of units."""


@dataclass(frozen=True)
class _Blocks:
    """The row of the units, and whose each sheet column is; `narrow` says that every unit has one column."""

    row: int
    below: int
    owners: Mapping[int, Unit | None]
    """None is the county."""
    naming: Mapping[int, GridCell]
    narrow: bool


@dataclass(frozen=True)
class SideBySide:
    """The owner of every cell, and what each sum of the county is the sum of, by their places."""

    owners: list[Owner]
    sums: Mapping[tuple[int, int], list[tuple[int, int]]]


def side_by_side(
    grid: Grid, rows: Sequence[int], words: CountyWords, known: Mapping[str, Unit], caption: str
) -> SideBySide | None:
    """A table whose units stand side by side; None when they do not.

    `known` are units met elsewhere, by name in plain form; where a unit has one column, `caption` is put in the place
    of its name. What stands before the columns of units is every unit's that has an amount beside it.
    """
    blocks = _blocks(grid, rows, words, known)
    if blocks is None:
        return None
    owners = [owner for row in rows for owner in _of_row(grid, row, blocks, caption)]
    return SideBySide(owners, _sums(grid, rows, blocks))


def _sums(grid: Grid, rows: Sequence[int], blocks: _Blocks) -> dict[tuple[int, int], list[tuple[int, int]]]:
    """Of each amount of the county those that stand in the same row, in the same place of their unit's columns."""
    found: dict[tuple[int, int], list[tuple[int, int]]] = {}
    starts = {place: max(start for start in blocks.naming if start <= place) for place in blocks.owners}
    for row in rows:
        amounts = [c for c in grid.cells_in_row(row) if c.column in blocks.owners and c.number is not None]
        for cell in amounts if row > blocks.below else ():
            if blocks.owners[cell.column] is None:
                place = cell.column - starts[cell.column]
                same = [c for c in amounts if blocks.owners[c.column] and c.column - starts[c.column] == place]
                found[row, cell.column] = [(row, one.column) for one in same]
    return found


def _blocks(grid: Grid, rows: Sequence[int], words: CountyWords, known: Mapping[str, Unit]) -> _Blocks | None:
    for row in rows[:HEAD_ROWS]:
        cells = grid.cells_in_row(row)
        if any(cell.number is not None for cell in cells):
            return None
        units = {cell.column: unit for cell in cells if (unit := _unit(cell.text, known)) is not None}
        alike = _alike(grid, row) if units else ()
        if len({*units, *alike}) < _FEWEST or not _hold_amounts(grid, row, rows, units):
            continue
        # Whatever else stands over amounts among them is a unit too, however it is called.
        first = min(units)
        for cell in cells:
            is_among = cell.column not in units and (cell.column > first or cell.column in alike)
            if is_among and not words.is_total(cell.text) and _hold_amounts(grid, row, rows, (cell.column,)):
                units[cell.column] = Unit("", "".join(cell.text.split()))
        return _spread(grid, row, rows, units, words)
    return None


def _alike(grid: Grid, row: int) -> tuple[int, ...]:
    """The columns of the merged captions of a row that all have the same captions below them: blocks of one kind."""
    areas = [area for cell in grid.cells_in_row(row) if (area := grid.area_at(row, cell.column)) is not None]
    below = {
        area.left: tuple(
            cell.text for c in range(area.left, area.right + 1) if (cell := grid.cells.get((area.bottom + 1, c)))
        )
        for area in areas
        if area.left < area.right
    }
    is_one_kind = len(below) >= _FEWEST and len(set(below.values())) == 1 and all(below.values())
    return tuple(below) if is_one_kind else ()


def _unit(text: str, known: Mapping[str, Unit]) -> Unit | None:
    unit = unit_in(text)
    if unit is not None and unit.code and not is_listed(unit.code, unit.name):
        return unit
    name = "".join(text.split())
    return known.get(plain(text)) or (Unit("", name) if is_name_alone(name, reading_words()) else None)


def _hold_amounts(grid: Grid, row: int, rows: Sequence[int], units: Iterable[int]) -> bool:
    """Whether nearly nothing but numbers stands below these units: names of units in a row of their own are no head."""
    below = [c for r in rows if r > row for column in units if (c := grid.cells.get((r, column))) is not None]
    numbers = sum(cell.number is not None for cell in below)
    return numbers > 0 and 2 * numbers >= len(below)


def _spread(grid: Grid, row: int, rows: Sequence[int], units: Mapping[int, Unit], words: CountyWords) -> _Blocks:
    """Which columns are whose: from a caption to the next one, or as far as it is merged."""
    captions = {cell.column: cell for cell in grid.cells_in_row(row)}
    last = max(column for r in rows for column in (cell.column for cell in grid.cells_in_row(r)))
    owners: dict[int, Unit | None] = {}
    naming: dict[int, GridCell] = {}
    starts = sorted(captions)
    for number, column in enumerate(starts):
        is_county = column not in units and words.is_total(captions[column].text)
        if column not in units and not is_county:
            continue
        area = grid.area_at(row, column)
        following = starts[number + 1] - 1 if number + 1 < len(starts) else last
        for place in range(column, (area.right if area else following) + 1):
            owners[place] = units.get(column)
        naming[column] = captions[column]
    area = grid.area_at(row, min(units))
    narrow = len(owners) == len(naming)
    return _Blocks(row, area.bottom if area else row, owners, naming, narrow)


def _of_row(grid: Grid, row: int, blocks: _Blocks, caption: str) -> Iterator[Owner]:
    cells = grid.cells_in_row(row)
    beside = tuple(cell for cell in cells if cell.column not in blocks.owners)
    if row < blocks.row:
        yield Owner("head", cells)
        return
    if row == blocks.row:
        yield Owner("head", beside)
        for column, cell in blocks.naming.items():
            unit = blocks.owners[column]
            if unit is None:
                yield Owner("county", (cell,))
            elif blocks.narrow:
                yield Owner(unit, (replace(cell, text=caption),))
            else:
                yield Owner(unit, (), (cell,))
        return
    own: dict[Unit | None, list[GridCell]] = {}
    for cell in cells:
        if cell.column in blocks.owners:
            own.setdefault(blocks.owners[cell.column], []).append(cell)
    is_data = any(cell.number is not None for found in own.values() for cell in found)
    if not is_data:
        yield Owner("head", beside)
    for unit, found in own.items():
        if unit is None:
            yield Owner("county", tuple(found))
        elif not is_data or any(cell.number is not None for cell in found):
            yield Owner(unit, (*beside, *found) if is_data else tuple(found))
