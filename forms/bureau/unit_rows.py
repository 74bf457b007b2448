"""Whose each row of a table is: by the columns of units, or by rows of units among the rows of their codes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from forms.document.entries import split_code
from forms.form.catalogue import LENGTHS, TITLES, fold_name
from forms.form.load import KINDS, edition, pack
from forms.form.model import Table
from forms.match.normal import plain
from forms.match.proof.county_words import CountyWords
from forms.match.proof.lines_below import is_aside, is_note
from forms.readers import Grid, GridCell
from models.records import Unit

HEAD_ROWS = 12
"""Units and captions stand within so many rows of the top of a sheet, or of a title."""
_LEAST_AMOUNT = 3
"""A number of fewer digits above all units may number its column."""
_PARENT = 3
"""The digits of a 类, which the code of a department may look like."""


_CODE_BEHIND = re.compile(r"(.+?)\s*[(（\[【]([0-9]{3,12})[)）\]】]")
"""A name with its code behind it: 某某局（301001）."""


@dataclass(frozen=True)
class Owner:
    """Cells of one row that are a unit's, of the head that all share, of the county, of a department of several units,
    the numbers of columns, or nobody's; `naming` are those that say whose."""

    of: Unit | Literal["head", "county", "department", "numbers", "nobody"]
    cells: tuple[GridCell, ...]
    naming: tuple[GridCell, ...] = ()
    is_sum: bool = False
    """Whether it says that it is the sum of the unit."""


@dataclass(frozen=True)
class UnitColumns:
    """Where units stand: the rows of their captions, the columns of code and name; `mixed` is the one of codes and
    units alike. 0 is none."""

    top: int
    below: int
    code: int = 0
    name: int = 0
    mixed: int = 0


def owners_by_row(grid: Grid, rows: Sequence[int], columns: UnitColumns, words: CountyWords) -> list[Owner]:
    """The owner of every row of a table; none where units and codes share a column and no unit has a code."""
    if not columns.mixed:
        return list(_by_columns(grid, rows, columns, words))
    owners = list(_by_rows(grid, rows, columns, words))
    return owners if any(isinstance(owner.of, Unit) for owner in owners) else []


def unit_columns(grid: Grid, rows: Sequence[int], words: CountyWords) -> UnitColumns | None:
    """Where the captions of a table are of units; None when it has no place for them."""
    codes, names = ([plain(word) for word in listed] for listed in (words.unit_codes, words.unit_names))
    for row in rows[:HEAD_ROWS]:
        captions = {cell.column: plain(cell.text) for cell in grid.cells_in_row(row) if cell.number is None}
        if len(captions) < 2:
            continue
        if (parted := _parted(grid, row, captions, codes, names)) is not None:
            return parted
        code, name = _likeliest(captions, codes), _likeliest(captions, names)
        mixed = next((column for column, caption in captions.items() if words.holds_both(caption)), 0)
        if code or name or mixed:
            area = grid.area_at(row, code or name or mixed)
            below = area.bottom if area else row
            return UnitColumns(row, below, code, name) if code or name else UnitColumns(row, below, mixed=mixed)
    return None


def _parted(
    grid: Grid, row: int, captions: Mapping[int, str], codes: Sequence[str], names: Sequence[str]
) -> UnitColumns | None:
    """The columns of units under one caption for both: 单位, and below it 编码 and 名称."""
    for column, caption in captions.items():
        area = grid.area_at(row, column)
        if caption not in names or area is None or area.left == area.right:
            continue
        below = {c: grid.cells.get((area.bottom + 1, c)) for c in range(area.left, area.right + 1)}
        joined = {c: caption + plain(cell.text) for c, cell in below.items() if cell is not None}
        code, name = _likeliest(joined, codes), _likeliest(joined, names)
        if code or name:
            return UnitColumns(row, area.bottom + 1, code, name)
    return None


def as_totals(owners: Sequence[Owner], columns: UnitColumns, table: Table, words: CountyWords) -> list[Owner]:
    """The owners of a table of codes; where it has a row for each unit and no codes, those are the totals."""
    names = [column for column in table.columns if column.kind in ("code", "name")]
    captions = {plain(name) for column in names for name in (column.path[-1], *column.aliases)}
    heads = [cell for owner in owners if owner.of == "head" for cell in owner.cells]
    rows = Counter(owner.of for owner in owners if isinstance(owner.of, Unit))
    if not names or max(rows.values(), default=0) > 1 or any(plain(cell.text) in captions for cell in heads):
        return list(owners)
    place = columns.name or columns.code

    def labelled(owner: Owner) -> Owner:
        """With the label in the place of the unit."""
        label = names[-1].path[-1] if owner.of == "head" else words.total_label
        named = tuple(replace(cell, text=label, number=None) for cell in owner.naming if cell.column == place)
        rest = tuple(cell for cell in owner.naming if cell.column != place)
        return replace(owner, cells=(*named, *owner.cells), naming=rest)

    return [labelled(owner) if owner.of == "head" or isinstance(owner.of, Unit) else owner for owner in owners]


def _likeliest(captions: Mapping[int, str], wanted: Sequence[str]) -> int:
    """The column of the caption that stands first among those wanted; 0 when none has one."""
    found = [(wanted.index(text), column) for column, text in captions.items() if text in wanted]
    return min(found)[1] if found else 0


def _by_columns(grid: Grid, rows: Sequence[int], columns: UnitColumns, words: CountyWords) -> Iterator[Owner]:
    """Rows whose unit stands in them, above them where it is blank, or in a merged area over them."""
    places = tuple(filter(None, (columns.code, columns.name)))
    label = label_column(grid, [row for row in rows if row > columns.below], places)
    owner: Unit | None = None
    alone = _bare_totals(grid, rows, columns, words)
    for row in rows:
        cells = grid.cells_in_row(row)
        # What stands above the captions in these columns is the title.
        naming = tuple(cell for cell in cells if cell.column in places and row >= columns.top)
        rest = tuple(cell for cell in cells if cell not in naming)
        if row <= columns.below:
            yield Owner("head", rest, naming)
            continue
        texts = [cell.text.strip() for place in places if (cell := grid.spread(row, place)) is not None]
        said = next((text for text in texts if words.is_total(text)), "")
        has_amounts = any(cell.number is not None for cell in rest)
        if not has_amounts and any(is_aside(cell.text) or is_note(cell.text) for cell in naming):
            yield Owner("head", cells)
            continue
        unit = None if said else _unit(grid, row, columns)
        if unit is not None and (before := words.without_total(unit.name)):
            unit, said = Unit(unit.code, before), words.total_label
        owner = unit or owner
        if said and (alone[row] or owner is None):
            yield Owner("county", cells)
        elif owner is None:
            yield _above_all(cells, rest, naming, words)
        elif not said and not has_amounts and unit is None and len(rest) == 1:
            yield Owner("head", rest, naming)
        else:
            yield Owner(owner, as_total(rest, row, label, words) if said else rest, naming, is_sum=bool(said))


def _above_all(
    cells: tuple[GridCell, ...], rest: tuple[GridCell, ...], naming: tuple[GridCell, ...], words: CountyWords
) -> Owner:
    """A row above the first unit: more of the head, the sum of the county, or amounts of nobody."""
    amounts = [cell for cell in rest if cell.number is not None]
    totals = [words.is_total(cell.text) for cell in cells]
    # A word for a sum among others without amounts is a caption.
    if all(totals) or (amounts and any(totals)):
        return Owner("county", cells)
    if not amounts:
        return Owner("head", rest, naming)
    if all(cell.text.isdecimal() and len(cell.text) < _LEAST_AMOUNT for cell in amounts):
        return Owner("numbers", cells)
    return Owner("nobody", cells)


def _bare_totals(grid: Grid, rows: Sequence[int], columns: UnitColumns, words: CountyWords) -> dict[int, bool]:
    """Of each row whether it is the county's sum where only 合计 stands for a unit: it stands before all units or
    after the sum of the last one, or it is the only such row and stands at the end."""
    places = tuple(filter(None, (columns.code, columns.name)))
    data = [row for row in rows if row > columns.below]
    kinds: dict[int, str] = {}
    for row in data:
        texts = [cell.text for place in places if (cell := grid.spread(row, place)) is not None]
        totals = [text for text in texts if words.is_total(text)]
        if totals:
            kinds[row] = "own" if words.is_subtotal(totals[0]) else "total"
        elif any(words.without_total(text) for text in texts):
            kinds[row] = "own"
    first, last = data[:1], data[-1:]
    after_a_sum = {row for above, row in pairwise(data) if above in kinds}
    bare = [row for row in data if kinds.get(row) == "total" and [row] != first]
    # Where several stand below units, each is the sum of the unit above it.
    is_only = len(bare) == 1
    return {row: [row] == first or row in after_a_sum or (is_only and [row] == last) for row in data}


def _unit(grid: Grid, row: int, columns: UnitColumns) -> Unit | None:
    """The unit named in a row; None where nothing stands there."""
    code, name = (
        cell.text.strip() if place and (cell := grid.spread(row, place)) is not None else ""
        for place in (columns.code, columns.name)
    )
    if not columns.code or not code:
        code, name = split_code(name)
        name = name.lstrip("-—_ ")
        if not code and (behind := _CODE_BEHIND.fullmatch(name)):
            name, code = behind[1], behind[2]
    elif not code.isdecimal():
        code, rest = split_code(code)
        name = name or rest.lstrip("-—_ ")
    return Unit(code, name) if code or name else None


def label_column(grid: Grid, rows: Sequence[int], places: Sequence[int]) -> int:
    """The column in which the rows say what they are: most texts that are no digits stand in it; 0 when none does."""
    counts = Counter(
        cell.column
        for row in rows
        for cell in grid.cells_in_row(row)
        if cell.column not in places and cell.number is None and not plain(cell.text).isdecimal()
    )
    return counts.most_common(1)[0][0] if counts else 0


def as_total(cells: tuple[GridCell, ...], row: int, label: int, words: CountyWords) -> tuple[GridCell, ...]:
    """A row of amounts as the total of its table, called by its usual name."""
    amounts = tuple(cell for cell in cells if cell.number is not None and cell.column != label)
    here = next((cell for cell in cells if cell.column == label), GridCell(row, label, ""))
    return (replace(here, text=words.total_label, number=None), *amounts) if label else amounts


def _by_rows(grid: Grid, rows: Sequence[int], columns: UnitColumns, words: CountyWords) -> Iterator[Owner]:
    """Rows of codes under the row of their unit, which holds the sum of the unit."""
    lines = [row for row in rows if row > columns.below]
    codes = {row: _code_of_row(grid, row, columns.mixed) for row in lines}
    coded = [row for row in lines if codes[row][0]]
    below = {row: codes[later][0] for row, later in pairwise(coded)}
    label = label_column(grid, lines, (columns.mixed,)) or columns.mixed
    owner: Unit | None = None
    for row in rows:
        cells = grid.cells_in_row(row)
        if row <= columns.below:
            yield Owner("head", tuple(without_units(cells, words)))
            continue
        code, name = codes[row]
        if not code and any(words.is_total(cell.text) for cell in cells):
            yield Owner("county", cells)
        elif code and _is_unit(code, name, below.get(row, "")):
            owner = Unit(code, name)
            naming = tuple(cell for cell in cells if cell.column == columns.mixed != label)
            rest = tuple(cell for cell in cells if cell not in naming)
            yield Owner(owner, as_total(rest, row, label, words), naming)
        elif owner is None:
            yield _above_all(cells, cells, (), words)
        else:
            yield Owner(owner, cells)


def without_units(cells: Sequence[GridCell], words: CountyWords) -> Iterator[GridCell]:
    """The captions, those of units and codes as captions of codes: 单位/科目编码 is 科目编码."""
    for cell in cells:
        text = cell.text
        if words.holds_both(text):
            for word in words.of_units:
                text = text.replace(word, "")
            text = text.strip("/、（）() ")
        yield cell if text == cell.text else replace(cell, text=text)


def _code_of_row(grid: Grid, row: int, column: int) -> tuple[str, str]:
    """The code in that column, and the name in the same cell or in the next text."""
    cell = grid.cells.get((row, column))
    code, name = split_code(cell.text) if cell else ("", "")
    if code and not name:
        others = [c for c in grid.cells_in_row(row) if c.column > column and c.number is None]
        name = others[0].text.strip() if others else ""
    return code, name.lstrip("-—_ ")


def _is_unit(code: str, name: str, following: str) -> bool:
    """Whether a code is a unit's: it has no length of a code, or the first one and neither a name of the list nor
    codes of its own below it; what begins with it may be a unit of the department too."""
    lengths = {length for kind in LENGTHS.values() for length in kind}
    if len(code) not in lengths:
        return True
    is_parent = following.startswith(code) and following != code and len(following) in lengths
    return len(code) == _PARENT and not is_listed(code, name) and not is_parent


def is_listed(code: str, name: str) -> bool:
    """Whether the code ever bore that name, in any list."""
    newest = edition(pack().years[-1], KINDS[0])
    periods = (period for kind in TITLES for period in newest.catalogue(kind).periods(code))
    return fold_name(name) in {fold_name(period.name) for period in periods}
