"""Recognising where a table begins, what its columns are, and in which unit of money it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from forms.form.model import Column, Edition, Table
from forms.match.normal import closest, phrases, plain
from forms.match.placed import DECLINED, column_key
from forms.readers import Grid, GridCell
from models.money import UNITS

NUMBERS_ROW = "栏次"
_NUMERALS = "一二三四五六七八九十"
_BEFORE_TITLE = re.compile(
    rf"^(?:.*?\d{{4}}年度?|(?:部门|单位)?(?:预算)?公开\d*表\d*|附?[表件][{_NUMERALS}\d-]*|[\d-]+"
    rf"|[{_NUMERALS}]+(?=部门|单位|收|支|财|一般|政府|国有|三公))"
)
_AFTER_TITLE = re.compile(r"(?:续表?\d*|\d{4}年度?|(?:金额)?单位(?:人民币)?[百千万亿]?元)+$")
_KIND = re.compile(r"^(?:.*?局|.*?委员会|.*?办公室)?(部门|单位)")
_MONEY_UNIT = re.compile(r"(?:单位|金额)[:：]?人?民?币?(" + "|".join(sorted(UNITS, key=len, reverse=True)) + r")$")
_LONGEST_TITLE = 60
_LONG_NAME = 8
"""A name of so many characters is known behind other words, and when it is cut."""
_IN_BRACKETS = re.compile(r"[（(]([^（()）]*元)[)）]")
_FEWEST = 2
"""A table is known by so many of its columns."""
_HEAD_ROWS = 40
"""The captions begin within so many rows under a title."""
_HEAD_DEPTH = 4
"""No form has more rows of captions."""
_PLENTY = 3
"""So many captions of the form make a row one of captions, whatever other columns there are."""
_CODE_PARTS = ("类", "款", "项")
"""The captions of the parts of a code in columns of their own."""
_JOINTS = re.compile(r"[-—–_/]")
"""What stands between captions that are written as one."""


@dataclass(frozen=True, slots=True)
class Title:
    """A cell that holds the title of a table of the form."""

    table: str
    row: int
    column: int
    kind: str


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
    placed: Mapping[int, str] = field(default_factory=dict)
    """Sheet columns that a person placed, with their captions; one that is not among `columns` is not wanted."""


def title_names(editions: Iterable[Edition]) -> dict[str, str]:
    """Every title under which a table may be met, in plain form without 部门 or 单位, with the table's id."""
    names: dict[str, str] = {}
    for edition in editions:
        for table in edition.tables.values():
            names.update({_core(title): table.id for title in (table.title, *table.titles)})
    return names


def find_titles(grid: Grid, names: Mapping[str, str]) -> list[Title]:
    """The titles in a sheet from top to bottom; the name of the sheet serves when no cell holds one."""
    titles = [found[0] for row in grid.row_numbers if (found := titles_in_row(grid, row, names))]
    return titles or [title for title in [title_of_tab(grid, names)] if title is not None]


def title_of_tab(grid: Grid, names: Mapping[str, str]) -> Title | None:
    """The name of a sheet as the title of the table that begins on top of it; None when it names none."""
    table = names.get(_core(grid.name)) or _cut_name(grid.name, names)
    return Title(table, 0, 0, _kind(grid.name)) if table is not None else None


def titles_in_row(grid: Grid, row: int, names: Mapping[str, str]) -> list[Title]:
    """The titles of tables in one row, from left to right."""
    cells = (cell for cell in grid.cells_in_row(row) if cell.number is None and len(cell.text) < _LONGEST_TITLE)
    found = ((cell, _table_of(cell.text, names)) for cell in cells)
    return [Title(table, row, cell.column, _kind(cell.text)) for cell, table in found if table is not None]


def is_title(text: str, names: Mapping[str, str]) -> bool:
    """Whether a text is the title of a table of the form."""
    return len(text) < _LONGEST_TITLE and _table_of(text, names) is not None


def find_head(grid: Grid, table: Table, first: int, last: int, placed: Mapping[str, str] | None = None) -> Head | None:
    """The head of the table in these rows, or None when the captions are not the form's.

    `placed` are columns chosen by a person, by caption; with them the head may be where nobody knows its captions.
    """
    known = captions_of(table) | frozenset(placed or {})
    rows = grid.rows_between(first, last)
    head: list[int] = []
    for row in rows[:_HEAD_ROWS]:
        if len(head) < _HEAD_DEPTH and _is_caption_row(grid.cells_in_row(row), known, bool(head)):
            head.append(row)
        elif head:
            break
    if not head and placed is not None:
        head = likely_head(grid, first, last)
    if not head:
        return None
    columns, unknown, by_hand = _columns(grid, table, head, placed or {})
    found = {column.kind for column in columns.values()}
    wanted = {column.kind for column in table.columns}
    if found.isdisjoint({"code", "name", "label", "text"}) or len(columns) < _FEWEST:
        return None
    if "money" in wanted and "money" not in found:
        return None
    body = next((row for row in rows if row > head[-1]), last + 1)
    if body <= last and is_numbers_row(grid.cells_in_row(body)):
        body += 1
    return Head(columns, head[0], body, unknown, _unit(grid, rows, head), by_hand)


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


def _unit(grid: Grid, rows: Sequence[int], head: list[int]) -> str | None:
    """The unit of money a head names: in a line above the captions, or in brackets in a caption."""
    above = (text for row in rows if row < head[0] for text in phrases(grid.cells_in_row(row)))
    captions = (found[1] for row in head for c in grid.cells_in_row(row) if (found := _IN_BRACKETS.search(c.text)))
    return next((unit for text in (*above, *captions) if (unit := money_unit(text))), None)


def is_numbers_row(cells: tuple[GridCell, ...]) -> bool:
    """Whether this is the 栏次 row under the captions."""
    return bool(cells) and plain(cells[0].text) == NUMBERS_ROW


def money_unit(text: str) -> str | None:
    """万元 in 金额单位：万元; None when the text names no unit of money."""
    plain_text = "".join(text.split()).strip("（）()")
    found = _MONEY_UNIT.search(plain_text)
    return found[1] if found else plain_text if plain_text in UNITS else None


def is_head_repeated(cells: tuple[GridCell, ...], captions: frozenset[str]) -> bool:
    """Whether a row of the body is the captions once more, as on a continuation page."""
    return is_numbers_row(cells) or (len(cells) > 1 and _is_caption_row(cells, captions, started=True))


@lru_cache(maxsize=4096)
def _core(title: str) -> str:
    return re.sub(r"^(?:部门|单位)(?:预算)?", "", _alone(title)).removeprefix("预算")


def _kind(title: str) -> str:
    found = _KIND.match(_alone(title))
    return found[1] if found else ""


def _alone(title: str) -> str:
    """A title in plain form without its number, its year and its unit of money."""
    return _BEFORE_TITLE.sub("", _AFTER_TITLE.sub("", plain(title)))


def _table_of(title: str, names: Mapping[str, str]) -> str | None:
    """The table a title names; the name of the body that made it may stand before a long title."""
    core = _core(title)
    # Nearly every text of a sheet ends here.
    if not core.endswith(tuple(names)):
        return None
    ends = (name for name in names if len(name) >= _LONG_NAME and core.endswith(name))
    return names.get(core) or names.get(max(ends, key=len, default=""))


def _cut_name(name: str, names: Mapping[str, str]) -> str | None:
    """The table whose title begins as the sheet's name, which Excel cuts at 31 characters."""
    core = _core(name)
    hits = {table for title, table in names.items() if len(core) >= _LONG_NAME and title.startswith(core)}
    return hits.pop() if len(hits) == 1 else None


def captions_of(table: Table) -> frozenset[str]:
    """Everything that may stand in the head of a table, in plain form."""
    names = {plain(name) for column in table.columns for name in (*column.path, *column.aliases)}
    joined = {"".join(map(plain, column.path)) for column in table.columns}
    return frozenset(names | joined | set(_CODE_PARTS if _code_column(table) else ()))


def _code_column(table: Table) -> Column | None:
    return next((column for column in table.columns if column.kind == "code"), None)


def _is_caption_row(cells: tuple[GridCell, ...], known: frozenset[str], started: bool) -> bool:
    """Whether most cells are captions. A row of amounts is none, nor is a total standing alone under the captions."""
    if any(cell.number is not None for cell in cells):
        return False
    texts = [plain(cell.text) for cell in cells]
    if started and set(texts) <= {"合计", "总计"}:
        return False
    lowest = [_parts(cell.text)[-1] for cell in cells]
    fitting = sum(
        not known.isdisjoint(pair) or closest(pair[0], known) is not None for pair in zip(texts, lowest, strict=True)
    )
    return fitting >= _PLENTY or (fitting >= (1 if started else 2) and fitting * 5 >= len(texts) * 3)


def _columns(
    grid: Grid, table: Table, head: list[int], placed: Mapping[str, str]
) -> tuple[dict[int, Column], dict[int, str], dict[int, str]]:
    """The declared column of each sheet column, the captions that are none of the form's, and those that are placed.

    Captions are read downwards through merged areas. Where one caption serves two columns (项目 on both sides of a
    table), the head above decides, else the order from left to right.
    """
    width = max([c for r, c in grid.cells if r in head] + [area.right for area in grid.merges if area.top in head])
    code = _code_column(table)
    left = list(table.columns)
    found: dict[int, Column] = {}
    unknown: dict[int, str] = {}
    by_hand: dict[int, str] = {}
    chosen = {column_key(column): column for column in table.columns}
    for number in range(1, width + 1):
        captions = _chain(grid, head, number)
        chain = [part for cell in captions for part in _parts(cell.text)]
        if not chain:
            continue
        borrowed = captions[-1].column != number
        choice = placed.get(chain[-1])
        if choice is not None and not borrowed and (choice == DECLINED or choice in chosen):
            by_hand[number] = chain[-1]
            if choice == DECLINED:
                continue
            column: Column | None = chosen[choice]
        elif code is not None and (chain[-1] in _CODE_PARTS or (borrowed and found.get(number - 1) is code)):
            column = code
        elif borrowed:
            continue
        else:
            column = _best(chain, left)
        if column is None:
            unknown[number] = chain[-1]
        else:
            found[number] = column
            left = [other for other in left if other is not column]
    return found, unknown, by_hand


def _chain(grid: Grid, head: list[int], number: int) -> list[GridCell]:
    """The captions over one sheet column, outermost first, each once; the last may be merged with one further left."""
    chain: list[GridCell] = []
    for row in head:
        cell = grid.spread(row, number)
        if cell is not None and plain(cell.text) and (not chain or plain(chain[-1].text) != plain(cell.text)):
            chain.append(cell)
    return chain


def _best(chain: list[str], columns: list[Column]) -> Column | None:
    """The column this chain of captions names: by all of them, by the last and the head above it, by the last alone,
    by a nearly equal one."""
    for column in columns:
        if len(column.path) > 1 and "".join(chain) == "".join(map(plain, column.path)):
            return column
    fitting = [column for column in columns if chain[-1] in _names(column)]
    if not fitting:
        near = closest(chain[-1], {name for column in columns for name in _names(column)})
        fitting = [column for column in columns if near in _names(column)] if near else []
    under = [c for c in fitting if len(chain) > 1 and len(c.path) > 1 and plain(c.path[-2]) == chain[-2]]
    choice = under or fitting
    return choice[0] if choice else None


def _parts(caption: str) -> list[str]:
    """A caption in plain form; several where those of one column are written as one: 基本支出-小计."""
    return [plain(part) for part in _JOINTS.split(caption)]


def _names(column: Column) -> set[str]:
    return {plain(name) for name in (column.path[-1], *column.aliases)}
