"""The head of a table: which rows are its captions, which column of the form each names, in which unit the money is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from forms.form.model import Column, Table
from forms.match.normal import closest, phrases, plain
from forms.match.placed import DECLINED, column_key
from forms.match.proof.label_sides import Sides, find_sides
from forms.match.proof.other_years import columns_of_other_years, year_named
from forms.match.text.reading_words import reading_words
from forms.readers import Grid, GridCell

SERIALS = "序号"
NUMBERS_ROW = "栏次"
_IN_BRACKETS = re.compile(r"[（(\[【]([^（()）\]】]*)|[/／:：]([^/／:：]+)$")
"""What stands in a caption in brackets, or behind a stroke or a colon: 预算数（元）, 预算数/万元."""
_FEWEST = 2
"""A table is known by so many of its columns."""
_COUNTED = 3
"""So many numbers in their order are no amounts."""
_HEAD_ROWS = 40
"""The captions begin within so many rows under a title."""
_HEAD_DEPTH = 4
"""No form has more rows of captions."""
_PLENTY = 3
"""So many captions of the form make a row one of captions, whatever other columns there are."""
ASIDE = 8
"""Where lines stood across as captions, what is of another year stands from this column on."""
_JOINTS = re.compile(r"[-—–_/]")
"""What stands between captions that are written as one."""


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
    is_doubtful: bool = False
    """Whether captions of two columns stand over one, or a second one of codes, names or labels: then they have lost
    their places."""


def find_head(grid: Grid, table: Table, first: int, last: int, placed: Mapping[str, str] | None = None) -> Head | None:
    """The head of the table in these rows, or None when the captions are not the form's.

    `placed` are columns chosen by a person, by caption; with them the head may be where nobody knows its captions.
    """
    known = captions_of(table).union(placed) if placed else captions_of(table)
    captions = caption_rows(grid, grid.rows_between(first, last), known)
    if not captions and placed is not None:
        captions = likely_head(grid, first, last)
    return _head_of(grid, table, (first, last), captions, placed or {}) if captions else None


def caption_rows(grid: Grid, rows: Sequence[int], known: frozenset[str]) -> list[int]:
    """The first rows of captions, one right below the other; empty when none begin near the top."""
    captions: list[int] = []
    for row in rows[:_HEAD_ROWS]:
        if len(captions) < _HEAD_DEPTH and _is_caption_row(grid.cells_in_row(row), known, bool(captions)):
            captions.append(row)
        elif captions:
            break
    return captions


def _head_of(
    grid: Grid, table: Table, area: tuple[int, int], captions: list[int], placed: Mapping[str, str]
) -> Head | None:
    """The head that these rows of captions make of the rows of an area; None when they name too little of the form."""
    rows = grid.rows_between(*area)
    body = next((row for row in rows if row > captions[-1]), area[1] + 1)
    if body <= area[1] and is_numbers_row(grid.cells_in_row(body)):
        body += 1
    named = _name_columns(grid, table, captions, placed, grid.rows_between(body, area[1]))
    if not _is_enough(named.columns, table, named.open if named.sides.labels or table.layout == "codes" else ()):
        return None
    units = _units(grid, rows, captions)
    return Head(
        named.columns,
        captions[0],
        body,
        named.unknown,
        next(iter(units), None),
        named.by_hand,
        tuple(named.open),
        frozenset(units),
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


def _units(grid: Grid, rows: Sequence[int], head: list[int]) -> list[str]:
    """The units of money a head names, the first that counts before the others: in a line above the captions, also
    split over its cells, or in brackets in a title or caption."""
    texts: list[str] = []
    for row in (row for row in rows if row <= head[-1]):
        cells = grid.cells_in_row(row)
        if row < head[0]:
            texts += [*phrases(cells), "".join(cell.text for cell in cells)]
        texts += [part for cell in cells for found in _IN_BRACKETS.findall(cell.text) for part in found if part]
    return list(dict.fromkeys(unit for text in texts if (unit := money_unit(text))))


def has_amounts(cells: tuple[GridCell, ...]) -> bool:
    """Whether a row holds several numbers, as no line above the captions does."""
    return sum(cell.number is not None for cell in cells) >= _FEWEST


def is_numbers_row(cells: tuple[GridCell, ...]) -> bool:
    """Whether this is the 栏次 row under the captions; where no column is for that word it is the numbers alone."""
    texts = [plain(cell.text) for cell in cells]
    counted = len(texts) >= _COUNTED and texts == [str(number) for number in range(1, len(texts) + 1)]
    return counted or texts[:1] == [NUMBERS_ROW]


def money_unit(text: str) -> str | None:
    """万元 in 金额单位：万元; None when the text names no unit of money."""
    plain_text = "".join(text.split()).strip("（）()[]【】")
    words = reading_words()
    found = words.money_told.search(plain_text) or words.money_alone.fullmatch(plain_text)
    return found[1] if found else None


def without_money_unit(text: str) -> str:
    """A line of a head, without blanks, up to where it names the unit of money; blank when it names nothing else."""
    found = reading_words().money_told.search(text)
    if found is not None:
        return text[: found.start()].strip("（(【[，,；;").removesuffix("金额")
    return "" if money_unit(text) else text


def is_head_repeated(cells: tuple[GridCell, ...], captions: frozenset[str]) -> bool:
    """Whether a row of the body is the captions once more, as on a continuation page."""
    return is_numbers_row(cells) or (len(cells) > 1 and _is_caption_row(cells, captions, started=True))


def captions_of(table: Table) -> frozenset[str]:
    """Everything that may stand in the head of a table, in plain form."""
    return _captions_of(table.columns)


@lru_cache(maxsize=256)
def _captions_of(columns: tuple[Column, ...]) -> frozenset[str]:
    names = {plain(without_unit(name)) for column in columns for name in (*column.path, *column.aliases)}
    joined = {"".join(map(plain, column.path)) for column in columns}
    short = set().union(*map(_names, columns))
    return frozenset(names | joined | short | set(reading_words().code_parts if _code_column(columns) else ()))


def _code_column(columns: Iterable[Column]) -> Column | None:
    return next((column for column in columns if column.kind == "code"), None)


def _is_caption_row(cells: tuple[GridCell, ...], known: frozenset[str], started: bool) -> bool:
    """Whether most cells are captions. A row of amounts is none, nor is a total standing alone under the captions."""
    if any(cell.number is not None for cell in cells):
        return False
    if started and {plain(without_unit(cell.text)) for cell in cells} <= {*reading_words().totals}:
        return False
    fitting = sum(is_caption(cell.text, known) for cell in cells)
    return fitting >= _PLENTY or (fitting >= (1 if started else 2) and fitting * 5 >= len(cells) * 3)


@lru_cache(maxsize=8192)
def is_caption(text: str, known: frozenset[str]) -> bool:
    """Whether a text is a caption, written in one with those above it or nearly so too, or the year of those below."""
    whole = plain(without_unit(text))
    return whole in known or _parts(text)[-1] in known or closest(whole, known) is not None or bool(year_named(whole))


def _name_columns(
    grid: Grid, table: Table, captions: list[int], placed: Mapping[str, str], body: Sequence[int]
) -> _NamedColumns:
    """What the captions say of each sheet column, from left to right; captions are read downwards through merged
    areas, and the labels in the rows of the body tell the sides."""
    last_cells = [column for row, column in grid.cells if row in captions]
    last_areas = [area.right for area in grid.merges if area.top in captions]
    over = {number: captions_over(grid, captions, number) for number in range(1, max(last_cells + last_areas) + 1)}
    labels = {name for column in table.columns if column.kind == "label" for name in _names(column)}
    captioned = [n for n, cells in over.items() if cells and cells[-1].column == n and plain(cells[-1].text) in labels]
    named = _NamedColumns(table, placed, find_sides(grid, table, body, captioned))
    amounts = {cell.column for row in body for cell in grid.cells_in_row(row) if cell.number is not None}
    chains = {number: [part for cell in cells for part in _parts(cell.text)] for number, cells in over.items()}
    others = columns_of_other_years(chains)
    for number in sorted({*over, *amounts, *named.sides.labels}):
        cells, chain = over.get(number, []), chains.get(number, [])
        if number in others:
            named.unknown[number] = "".join(chain)
        elif number in named.sides.labels or chain:
            named.add(number, chain, is_borrowed=bool(cells) and cells[-1].column != number)
        if number in amounts and number not in named.columns and named.is_nameless(chain):
            named.leave_open(number)
    return named


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
        self.is_doubtful = False
        self.sides = sides
        self._heads = {plain(name) for column in table.columns for name in column.path[:-1]}
        self._by_name = {name: column for column in table.columns for name in _names(column)}
        self._placed = placed
        self._by_key = {column_key(column): column for column in table.columns}
        self._code = _code_column(table.columns)
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
            candidates = _candidates(chain, self._of_side(number))
            if candidates:
                self._give(number, candidates[0])
                self.is_doubtful = self.is_doubtful or self._names_another(chain[:-1], candidates[0])
            else:
                self.unknown[number] = caption
                known = self._by_name.get(caption)
                self.is_doubtful = self.is_doubtful or (known is not None and known.kind in ("code", "name", "label"))

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
        """Whether a caption above that of a column is the name of another one, and no head over several; one for code
        and name together is both."""
        others = (self._by_name[head] for head in heads if head in self._by_name and head not in self._heads)
        naming = {"code", "name"}
        return any(other is not column and {other.kind, column.kind} != naming for other in others)

    def _is_of_code(self, number: int, caption: str, is_borrowed: bool) -> bool:
        """Whether a column holds a part of the code: 类, 款 or 项, or one more column under the caption of the code."""
        return caption in reading_words().code_parts or (is_borrowed and self.columns.get(number - 1) is self._code)

    def _give(self, number: int, column: Column) -> None:
        self.columns[number] = column
        self._free = [other for other in self._free if other is not column]


def captions_over(grid: Grid, captions: list[int], number: int) -> list[GridCell]:
    """The captions over one sheet column, outermost first, each once; the last may be merged with one further left."""
    over: list[GridCell] = []
    for row in captions:
        cell = grid.spread(row, number)
        if cell is not None and plain(cell.text) and (not over or plain(over[-1].text) != plain(cell.text)):
            over.append(cell)
    return over


def _candidates(chain: list[str], columns: list[Column]) -> list[Column]:
    """The columns this chain of captions may name, the likeliest first: by all of them, by the last and the head above
    it, by the last alone or a nearly equal one."""
    by_all = [c for c in columns if len(c.path) > 1 and "".join(map(plain, c.path)) == "".join(chain)]
    by_last = _columns_named(chain[-1], columns)
    under = [c for c in by_last if len(c.path) > 1 and plain(c.path[-2]) == chain[-2]] if len(chain) > 1 else []
    return [*by_all, *under, *by_last]


def _columns_named(caption: str, columns: list[Column]) -> list[Column]:
    """The columns of which a caption is a name; where none is, those of the one name that is nearly it."""
    named = [column for column in columns if caption in _names(column)]
    if named:
        return named
    near = closest(caption, {name for column in columns for name in _names(column)})
    return [column for column in columns if near in _names(column)] if near else []


@lru_cache(maxsize=4096)
def _parts(caption: str) -> tuple[str, ...]:
    """A caption in plain form, that of code and name together as that of the name; several where those of one column
    are written as one: 基本支出-小计."""
    alone = reading_words().code_beside_name.sub("", without_unit(caption))
    return tuple(plain(part) for part in _JOINTS.split(alone))


@lru_cache(maxsize=4096)
def _names(column: Column) -> frozenset[str]:
    """What its caption may be; code and name also without what of, the total by either word for it."""
    names = {plain(without_unit(name)) for name in (column.path[-1], *column.aliases)}
    words = reading_words()
    short = {"code": words.code_captions, "name": words.name_captions}.get(column.kind, ())
    return frozenset(names.union(short, words.totals if names.intersection(words.totals) else ()))


def without_unit(caption: str) -> str:
    """A caption without the unit of money in brackets or behind a stroke."""
    return caption_and_unit(caption)[0]


@lru_cache(maxsize=4096)
def caption_and_unit(caption: str) -> tuple[str, str | None]:
    """A caption and the unit of money that it names in brackets or behind a stroke; None for one that names none."""
    for found in _IN_BRACKETS.finditer(caption):
        if unit := money_unit(found[1] or found[2] or ""):
            return caption[: found.start()], unit
    return caption, None
