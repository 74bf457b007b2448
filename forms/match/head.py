"""The head of a table: which rows are its captions, which column of the form each names, in which unit the money is."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from forms.form.model import Column, Table
from forms.match.normal import closest, phrases, plain
from forms.match.placed import DECLINED, column_key
from forms.match.proof.captions import (
    caption_rows,
    captions_of,
    captions_over,
    code_column,
    in_brackets,
    is_numbers_row,
    money_unit,
    names_of_column,
    parts_of,
)
from forms.match.proof.label_sides import Sides, find_sides
from forms.match.proof.other_years import columns_of_other_years, year_named, year_order
from forms.match.proof.two_units import Twin, twins
from forms.match.text.reading_words import reading_words
from forms.readers import Grid

SERIALS = "序号"
_FEWEST = 2
"""A table is known by so many of its columns."""
ASIDE = 8
"""Where lines stood across as captions, what is of another year stands from this column on."""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of one table in a sheet: its declared columns by sheet column (the code takes several where its parts
    stand apart), the first row of captions, the first row of the body."""

    columns: Mapping[int, Column]
    captions: int
    body: int
    unknown: Mapping[int, str]
    """Sheet columns whose caption no column of the form bears."""
    unit: str | None
    """The unit of money it names."""
    placed: Mapping[int, str] = field(default_factory=dict)
    """Sheet columns that a person placed, with their captions; one that is not among `columns` is not wanted."""
    open: tuple[int, ...] = ()
    """Sheet columns that hold amounts and have no caption of their own."""
    units: frozenset[str] = frozenset()
    """All units of money it names, which should be one."""
    is_unit_given: bool = False
    """Whether a person gave the unit, so that nothing in the file says it better."""
    twins: Mapping[int, Twin] = field(default_factory=dict)
    """Sheet columns that say once more, in another unit, what stands in a column of the form."""
    is_doubtful: bool = False
    """Whether captions of two columns stand over one, or a second one of codes, names or labels, or one of names over
    numbers: then they have lost their places."""


def find_head(
    grid: Grid,
    table: Table,
    first: int,
    last: int,
    placed: Mapping[str, str] | None = None,
    *,
    is_half: bool = False,
) -> Head | None:
    """The head of the table in these rows, or None when the captions are not the form's.

    `placed` are columns chosen by a person, by caption; with them the head may be where nobody knows its captions.
    That of the other half of a wide table (`is_half`) need not tell the rows apart.
    """
    known = captions_of(table).union(placed) if placed else captions_of(table)
    captions = caption_rows(grid, grid.rows_between(first, last), known, may_be_one=is_half)
    if not captions and placed is not None:
        captions = likely_head(grid, first, last)
    return _head_of(grid, table, (first, last), captions, placed or {}, is_half=is_half) if captions else None


def _head_of(
    grid: Grid,
    table: Table,
    area: tuple[int, int],
    captions: list[int],
    placed: Mapping[str, str],
    *,
    is_half: bool,
) -> Head | None:
    """The head that these rows of captions make of the rows of an area; None when they name too little of the form."""
    rows = grid.rows_between(*area)
    body = next((row for row in rows if row > captions[-1]), area[1] + 1)
    if body <= area[1] and is_numbers_row(grid.cells_in_row(body)):
        body += 1
    named = _name_columns(grid, table, captions, placed, grid.rows_between(body, area[1]))
    is_told = named.sides.labels or table.layout == "codes"
    if not is_half and not _is_enough(named.columns, table, named.open if is_told else ()):
        return None
    units = _units(grid, rows, captions, named.twins)
    return Head(
        named.columns,
        captions[0],
        body,
        named.unknown,
        next(iter(units), None),
        named.by_hand,
        tuple(named.open),
        frozenset(units),
        twins=named.twins,
        is_doubtful=named.is_doubtful,
    )


def head_of_lines(grid: Grid, table: Table, first: int, body: int) -> Head:
    """The head over lines that stood across as captions: the label, its amount, and more captions behind it."""
    label = next(column for column in table.columns if column.kind == "label")
    units = _units(grid, grid.rows_between(first, body), [body])
    used = {column for _, column in grid.cells}
    unknown = {column: SERIALS if column < ASIDE else "" for column in used if column > _FEWEST}
    money = next(column for column in table.columns if column.kind == "money")
    columns = {1: label, 2: money}
    return Head(columns, body, body, unknown, next(iter(units), None), units=frozenset(units))


def _is_enough(columns: Mapping[int, Column], table: Table, amounts: Collection[int]) -> bool:
    """Whether these columns, with those of `amounts` that have no caption, can be those of the table: they tell rows
    apart, and hold money where the form does."""
    found = {column.kind for column in columns.values()}
    is_told = table.is_unlabelled or not found.isdisjoint({"code", "name", "label", "text"})
    if not is_told or len(columns) < _FEWEST:
        return False
    return "money" in found or bool(amounts) or all(column.kind != "money" for column in table.columns)


def on_next_page(above: Head, head: Head) -> Head:
    """The head of a table that goes on further down: a column it has no caption for is the one it was above."""
    here = [*head.columns.values()]
    named = head.columns.keys() | head.unknown.keys() | head.placed.keys()
    more = {
        place: column
        for place, column in above.columns.items()
        if place not in named and (column.kind == "code" or column not in here)
    }
    return replace(head, columns=dict(sorted({**head.columns, **more}.items()))) if more else head


def likely_head(grid: Grid, first: int, last: int) -> list[int]:
    """The row that looks most like one of captions, whatever they are: the last one of texts above the first number."""
    found: list[int] = []
    for row in grid.row_numbers:
        cells = grid.cells_in_row(row)
        if first <= row <= last and len(cells) >= _FEWEST:
            if any(cell.number is not None for cell in cells):
                break
            found = [row]
    return found


def _units(grid: Grid, rows: Sequence[int], head: list[int], aside: Collection[int] = ()) -> list[str]:
    """The units of money a head names, the first that counts before the others: in a line above the captions, also
    split over its cells, or in brackets in a title or caption; the captions of columns `aside` do not count."""
    texts: list[str] = []
    for row in (row for row in rows if row <= head[-1]):
        cells = tuple(cell for cell in grid.cells_in_row(row) if row < head[0] or cell.column not in aside)
        if row < head[0]:
            texts += [*phrases(cells), "".join(cell.text for cell in cells)]
        texts += [part for cell in cells for part in in_brackets(cell.text)]
    return list(dict.fromkeys(unit for text in texts if (unit := money_unit(text))))


def _name_columns(
    grid: Grid, table: Table, captions: list[int], placed: Mapping[str, str], body: Sequence[int]
) -> _NamedColumns:
    """What the captions say of each sheet column, from left to right; captions are read downwards through merged
    areas, and the labels in the rows of the body tell the sides."""
    last_cells = [column for row, column in grid.cells if row in captions]
    last_areas = [area.right for area in grid.merges if area.top in captions]
    over = {number: captions_over(grid, captions, number) for number in range(1, max(last_cells + last_areas) + 1)}
    labels = {name for column in table.columns if column.kind == "label" for name in names_of_column(column)}
    captioned = [n for n, cells in over.items() if cells and cells[-1].column == n and plain(cells[-1].text) in labels]
    named = _NamedColumns(table, placed, find_sides(grid, table, body, captioned))
    amounts = {cell.column for row in body for cell in grid.cells_in_row(row) if cell.number is not None}
    chains = {number: [part for cell in cells for part in parts_of(cell.text)] for number, cells in over.items()}
    declared = {"".join(map(plain, column.path)) for column in table.columns}
    others = {n for n in columns_of_other_years(chains) if "".join(chains[n]) not in declared}
    others |= {n for n, chain in chains.items() if any(map(reading_words().other_subjects.fullmatch, chain))}
    years = [caption for chain in chains.values() for caption in chain if year_order(caption) > year_order("上年")]
    named.latest = year_named(max(years, key=year_order, default=""))
    named.twins = twins(over)
    for number in sorted({*over, *amounts, *named.sides.labels} - named.twins.keys()):
        cells, chain = over.get(number, []), chains.get(number, [])
        if number in others:
            named.unknown[number] = "".join(chain)
        elif number in named.sides.labels or chain:
            named.add(number, chain, is_borrowed=bool(cells) and cells[-1].column != number)
        if number in amounts and number not in named.columns and named.is_nameless(chain):
            named.leave_open(number)
    named.is_doubtful = named.is_doubtful or any(
        column.kind in ("name", "label") and _is_of_amounts(grid, body, number)
        for number, column in named.columns.items()
        if number in amounts
    )
    return named


def _is_of_amounts(grid: Grid, body: Sequence[int], number: int) -> bool:
    """Whether more numbers than words stand in a sheet column."""
    cells = [cell for row in body if (cell := grid.cells.get((row, number)))]
    return sum(cell.number is not None for cell in cells) * 2 > len(cells)


class _NamedColumns:
    """The declared column of each sheet column (`columns`), the captions that are none of the form's (`unknown`), and
    those that a person placed (`by_hand`).

    A column is given once: where one caption serves two (项目 on both sides of a table), the labels below decide, else
    the head above, else the order from left to right.
    """

    def __init__(self, table: Table, placed: Mapping[str, str], sides: Sides) -> None:
        self.columns: dict[int, Column] = {}
        self.unknown: dict[int, str] = {}
        self.by_hand: dict[int, str] = {}
        self.open: list[int] = []
        self.twins: Mapping[int, Twin] = {}
        self.is_doubtful = False
        self.latest = ""
        """The latest year that any caption names: columns of another one are none of this paper."""
        self.sides = sides
        self._heads = {plain(name) for column in table.columns for name in column.path[:-1]}
        self._by_name = {name: column for column in table.columns for name in names_of_column(column)}
        self._placed = placed
        self._by_key = {column_key(column): column for column in table.columns}
        self._code = code_column(table.columns)
        self._free = list(table.columns)

    def add(self, number: int, chain: list[str], *, is_borrowed: bool) -> None:
        """Name a sheet column by the captions over it, outermost first; `is_borrowed` when the last of them stands
        further left and is merged over this column too. Where labels stand, they name the column, and not the caption.
        """
        side = self.sides.labels.get(number)
        labels = [column for column in self._free if side and (column.kind, column.side) == ("label", side)]
        if labels:
            self._give(number, labels[0])
            return
        if not chain:
            return
        caption = chain[-1]
        choice = None if is_borrowed else self._placed.get(caption)
        if choice == DECLINED:
            self.by_hand[number] = caption
        elif choice in self._by_key:
            self.by_hand[number] = caption
            self._give(number, self._by_key[choice])
        elif self._code is not None and self._is_of_code(number, caption, is_borrowed):
            self._give(number, self._code)
        elif not is_borrowed:
            candidates = _candidates(chain, self._of_side(number)) or self._under_a_year(chain, number)
            if candidates:
                self._give(number, candidates[0])
                self.is_doubtful = self.is_doubtful or self._names_another(chain[:-1], candidates[0])
            else:
                self.unknown[number] = SERIALS if caption in reading_words().serials else caption
                known = self._by_name.get(caption)
                self.is_doubtful = self.is_doubtful or (known is not None and known.kind in ("code", "name", "label"))

    def _under_a_year(self, chain: list[str], number: int) -> list[Column]:
        """The columns that a chain names besides its year: 合计 over 2024年预算数; also the only one with money under a
        head, or on a side: 收入 over 2024年."""
        rest = [caption for caption in chain if not year_named(caption)]
        years = {year_named(caption) for caption in chain} - {""}
        if years != {self.latest} or not (rest or self.sides.of(number)):
            return []
        money = [column for column in self._of_side(number) if column.kind == "money" and column.path[:-1]]
        under = [column for column in money if not rest or plain(column.path[-2]) == rest[-1]]
        named = _candidates(rest, self._of_side(number)) if rest else []
        return named or (under if len(under) == 1 else [])

    def is_nameless(self, chain: list[str]) -> bool:
        """Whether captions leave it open which column they mean: there is none, or none but heads over several."""
        return all(caption in self._heads and caption not in self._by_name for caption in chain)

    def leave_open(self, number: int) -> None:
        """The sheet column holds amounts, and nothing says whose."""
        self.unknown.pop(number, None)
        self.open.append(number)

    def _of_side(self, number: int) -> list[Column]:
        """The columns that are left for a sheet column, given the side it is on."""
        side = self.sides.of(number)
        if side is None:
            return self._free
        return [column for column in self._free if column.side in ("", side) and column.kind != "label"]

    def _names_another(self, heads: list[str], column: Column) -> bool:
        """Whether a caption above that of a column is the name of another one, and no head over several, nor a year;
        one for code and name together is both."""
        named = (head for head in heads if head not in self._heads and not year_named(head))
        others = (self._by_name[head] for head in named if head in self._by_name)
        naming = {"code", "name"}
        return any(other is not column and {other.kind, column.kind} != naming for other in others)

    def _is_of_code(self, number: int, caption: str, is_borrowed: bool) -> bool:
        """Whether a column holds a part of the code: 类, 款 or 项, or one more column under the caption of the code."""
        return caption in reading_words().code_parts or (is_borrowed and self.columns.get(number - 1) is self._code)

    def _give(self, number: int, column: Column) -> None:
        self.columns[number] = column
        self._free = [other for other in self._free if other is not column]


def _candidates(chain: list[str], columns: list[Column]) -> list[Column]:
    """The columns this chain of captions may name, the likeliest first: by all of them, by the last and the head above
    it, by that head where the last is its sum (小计), by the last alone or a nearly equal one."""
    by_all = [c for c in columns if len(c.path) > 1 and "".join(map(plain, c.path)) == "".join(chain)]
    by_last = _columns_named(chain[-1], columns)
    under = [c for c in by_last if len(c.path) > 1 and plain(c.path[-2]) == chain[-2]] if len(chain) > 1 else []
    words = reading_words()
    is_sum = len(chain) > 1 and chain[-1] in (*words.sums_alone, *words.totals)
    summed = [c for c in columns if is_sum and chain[-2] in names_of_column(c)]
    return [*by_all, *under, *summed, *by_last]


def _columns_named(caption: str, columns: list[Column]) -> list[Column]:
    """The columns of which a caption is a name; where none is, those of the one name that is nearly it."""
    named = [column for column in columns if caption in names_of_column(column)]
    if named:
        return named
    near = closest(caption, {name for column in columns for name in names_of_column(column)})
    return [column for column in columns if near in names_of_column(column)] if near else []
