"""Whose each row of a table is where headings name the units whose rows follow: 单位：某某局; （一）某某局, its sum."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from operator import itemgetter

from forms.bureau.unit_rows import Owner, as_total, is_listed, label_column, without_units
from forms.document.entries import split_code
from forms.form.catalogue import LENGTHS
from forms.match.identity import is_name_alone, unit_in
from forms.match.normal import plain
from forms.match.proof.county_words import CountyWords
from forms.match.text.reading_words import reading_words
from forms.readers import Grid, GridCell
from models.records import Unit

_FEWEST = 2
"""So many headings with rows of codes below them make a table of several units."""
_MOST_TEXTS = 2
"""The code of a unit and its name, or both in one cell."""
_CODES = {length for kind in LENGTHS.values() for length in kind}


def under_headings(
    grid: Grid, rows: Sequence[int], words: CountyWords, known: Mapping[str, Unit]
) -> list[Owner] | None:
    """The owner of every row of a table without columns of units; None when no headings of units stand among its rows.

    `known` are units met elsewhere, by name in plain form. Between units, whatever stands alone in a row above codes
    is one too, however it is called: its rows must not go to the unit above it.
    """
    column = _code_column(grid, rows)
    named = {row: unit for row in rows if (unit := _heading(grid, row, column, known)) is not None}
    coded = [row for row in rows if _has_code(grid, row, column)]
    if len({named[row] for row in _above_codes(named, coded)}) < _FEWEST:
        return None
    first = min(_above_codes(named, coded))
    # Above the first heading that is sure, what has no amounts is the title.
    others = (row for row in rows if row > first or _amounts(grid.cells_in_row(row), column))
    for row in (row for row in others if row not in named):
        if (unit := _alone(grid, row, column, words)) is not None:
            named[row] = unit
    begin = _above_codes(named, coded)
    return list(_owners(grid, rows, {row: named[row] for row in begin}, column, words))


def _owners(
    grid: Grid, rows: Sequence[int], headings: Mapping[int, Unit], column: int, words: CountyWords
) -> Iterator[Owner]:
    own_sums = any(_amounts(grid.cells_in_row(row), column) for row in headings)
    label = label_column(grid, [row for row in rows if row > min(headings)], ())
    owner: Unit | None = None
    has_total = False
    for row in rows:
        cells = grid.cells_in_row(row)
        amounts = _amounts(cells, column)
        if row in headings:
            owner, has_total = headings[row], own_sums
            naming = tuple(cell for cell in cells if cell not in amounts and not (amounts and cell.column == label))
            rest = tuple(cell for cell in cells if cell not in naming)
            yield Owner(owner, as_total(rest, row, label, words) if amounts else (), naming)
            continue
        is_total = bool(amounts) and any(words.is_total(cell.text) for cell in cells)
        if is_total and (owner is None or has_total):
            yield Owner("county", cells)
        elif owner is None:
            is_line = _has_code(grid, row, column)
            yield Owner("nobody", cells) if is_line else Owner("head", tuple(without_units(cells, words)))
        else:
            has_total |= is_total
            yield Owner(owner, cells)


def _code_column(grid: Grid, rows: Iterable[int]) -> int:
    """The column in which most codes of the lists stand; 0 when there is none."""
    cells = (cell for row in rows for cell in grid.cells_in_row(row))
    return max(Counter(cell.column for cell in cells if is_code(cell)).items(), key=itemgetter(1), default=(0, 0))[0]


def _heading(grid: Grid, row: int, column: int, known: Mapping[str, Unit]) -> Unit | None:
    """The unit that a row names and nothing else but amounts; its code may stand in a cell of its own."""
    cells = grid.cells_in_row(row)
    texts = [cell.text.strip() for cell in cells if cell.number is None or cell.column == column]
    whole = " ".join(texts)
    if not 1 <= len(texts) <= _MOST_TEXTS or is_listed(*split_code(whole)):
        return None
    words = reading_words()
    unit = unit_in(whole)
    if unit is not None and (words.unit_caption.match("".join(whole.split())) or is_name_alone(unit.name, words)):
        return unit
    name = _without_number(whole)
    return known.get(plain(name)) or (Unit("", name) if is_name_alone(name, words) else None)


def _alone(grid: Grid, row: int, column: int, words: CountyWords) -> Unit | None:
    """What a row names with one text, or with a code that can be no line's: neither a sum nor a note."""
    cells = grid.cells_in_row(row)
    *codes, text = [c.text for c in cells if c.number is None or c.column == column] or [""]
    code = split_code(codes[0])[0] if codes else ""
    if len(codes) > 1 or (codes and (not code or len(code) in _CODES)) or words.is_total(text):
        return None
    name = _without_number(text)
    return Unit(code, name) if reading_words().unit_alone.fullmatch(name) else None


def _without_number(text: str) -> str:
    """A text without the number of a list before it: （一）某某局."""
    joined = "".join(text.split())
    lead = reading_words().label_lead.match(unicodedata.normalize("NFKC", joined))
    return joined[lead.end() :] if lead else joined


def _above_codes(named: Iterable[int], coded: Sequence[int]) -> list[int]:
    """The headings below which rows with codes stand before the next one."""
    ends = sorted(named)
    return [row for row, stop in zip_longest(ends, ends[1:]) if any(row < r and (not stop or r < stop) for r in coded)]


def _has_code(grid: Grid, row: int, column: int) -> bool:
    """Whether a row is one of a code that has amounts."""
    cell = grid.cells.get((row, column))
    return cell is not None and is_code(cell) and bool(_amounts(grid.cells_in_row(row), column))


def is_code(cell: GridCell) -> bool:
    """Whether a cell holds a code of the length of one, alone or before its name."""
    return (cell.number is None or cell.text.isdecimal()) and len(split_code(cell.text)[0]) in _CODES


def _amounts(cells: Iterable[GridCell], column: int) -> tuple[GridCell, ...]:
    return tuple(cell for cell in cells if cell.number is not None and cell.column != column)
