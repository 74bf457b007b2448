"""What a sheet shows by its shape where its captions are those of no form that is known: its title, the rows of its
head, which of its columns hold codes, names, labels and amounts, and so which kind of table it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from itertools import chain
from typing import TypeVar

from forms.form.catalogue import FIRST_DIGIT
from forms.form.language import patterns
from forms.form.model import Column, Edition, Table
from forms.match.head import Head
from forms.match.normal import bare, plain
from forms.match.proof.captions import is_numbers_row, money_unit
from forms.match.text.reading_words import reading_words
from forms.readers import Grid

T = TypeVar("T")

_TOP = 12
"""The head of a table ends within so many rows."""
_FEWEST = 2
"""So many codes, and one class more, make a column one of codes or of classes."""
_WORD = 4
"""A piece of so many signs says what is meant: 政府性基金, 财政专户."""
_CODE = re.compile(r"\d{3}(\d{2}){0,2}")
_CLASS = 3
_YEAR = re.compile(r"20\d\d")
_LED_BY_CODE = re.compile(r"\d{3}\s*(?=\D)")
"""The code that a class bears in some forms: 201 一般公共服务支出."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What stands in a sheet, by its places."""

    head: tuple[int, ...]
    """The rows of captions."""
    codes: tuple[int, ...]
    """The column that holds codes, the first one: amounts may look like codes."""
    texts: tuple[int, ...]
    """The columns that hold names and labels."""
    catalogue: str
    """The list its codes are of; blank when it shows none."""
    has_classes: bool
    """Whether its labels are the classes of the functions."""
    classes: Mapping[str, str]
    """The classes by name, with their codes."""
    is_open: bool
    """Whether it holds too little to tell what its rows are: no amount, or a code in a row or two."""

    def fits(self, table: Table) -> bool:
        """Whether the table may be this one: nothing speaks against it."""
        if self.catalogue:
            return table.layout == "codes" and table.catalogue == self.catalogue
        if self.has_classes:
            return table.layout == "sides"
        return self.is_open or table.layout != "codes"

    @property
    def kind(self) -> tuple[str, bool]:
        """What kind of table it is: by its list of codes, or of two sides."""
        return self.catalogue, self.has_classes

    @property
    def last_head(self) -> int:
        """The last row of captions; 0 where there is none."""
        return self.head[-1] if self.head else 0


def shape_of(grid: Grid, form: Edition) -> Shape:
    """The shape of a sheet."""
    classes = {bare(row.label): row.class_code for t in form.tables.values() for row in t.rows if row.class_code}

    def is_class(text: str) -> bool:
        return class_name(text) in classes

    head = tuple(_head_rows(grid, is_class))
    body = [row for row in grid.row_numbers if head and row > head[-1] and not is_numbers_row(grid.cells_in_row(row))]
    held: dict[int, list[str]] = {}
    for cell in (cell for row in body for cell in grid.cells_in_row(row)):
        held.setdefault(cell.column, []).append("".join(cell.text.split()))
    labels = [place for place, texts in held.items() if sum(map(_is_text, texts)) * 2 > len(texts)]
    met = max((sum(map(is_class, held[place])) for place in labels), default=0)
    found = {place: [text for text in texts if _is_code(text)] for place, texts in held.items()}
    # An amount looks like a code; beside the names of classes codes stand with those of the classes.
    codes = [
        place
        for place, known in sorted(found.items())
        if len(known) >= max(_FEWEST, len(held[place]) - 1) and (met <= _FEWEST or _has_classes(known))
    ][:1]
    begun = [code[0] for place in codes for code in found[place]]
    kinds = [name for name, digit in FIRST_DIGIT.items() if begun.count(digit) * 2 > len(begun)]
    # What looks like codes of no list are amounts.
    codes = codes if kinds else []
    filled = [row for row in body if any(cell.number for cell in grid.cells_in_row(row))]
    is_open = not filled or (len(filled) <= _FEWEST and any(map(_is_listed, chain(*held.values()))))
    kind = kinds[0] if kinds else ""
    return Shape(head, tuple(codes), tuple(sorted(labels)), kind, not codes and met > _FEWEST, classes, is_open)


def class_name(text: str) -> str:
    """The name of a class without its number or code."""
    return bare(_LED_BY_CODE.sub("", text.strip(), count=1))


def names_of(grid: Grid, shape: Shape) -> list[str]:
    """The name of a sheet and what stands above its head, in plain form: not its captions."""
    rows = [row for row in grid.row_numbers[:_TOP] if not shape.head or row < shape.head[0]] or grid.row_numbers[:1]
    above = (cell.text for row in rows for cell in grid.cells_in_row(row) if not money_unit(cell.text))
    return [plain(text) for text in (grid.name, *above)]


def labels_of(grid: Grid, shape: Shape) -> list[str]:
    """What stands below the head in the first column of texts."""
    cells = (cell for cell in grid.cells.values() if cell.column in shape.texts[:1] and cell.row > shape.last_head)
    return [cell.text.strip() for cell in cells]


def amounts_of_classes(grid: Grid, shape: Shape) -> dict[int, dict[str, Decimal]]:
    """The amounts of the classes of functions in each column, by code: in a table of codes that of the class itself,
    which is the largest below its code; beside the names of classes what stands right of them."""
    found: dict[int, dict[str, Decimal]] = {}
    for row in (row for row in grid.row_numbers if row > shape.last_head):
        cells = grid.cells_in_row(row)
        named = ((c.column, _class_of(c.text, shape)) for c in cells if shape.has_classes or c.column in shape.codes)
        for place, code in ((place, code) for place, code in named if code):
            for cell in (cell for cell in cells if cell.column > place and cell.number):
                amounts = found.setdefault(cell.column, {})
                amounts[code] = max(Decimal(cell.number or 0), amounts.get(code, Decimal(0)))
    return found


def _class_of(text: str, shape: Shape) -> str:
    """The code of the class that a cell names; blank where it names none."""
    if not shape.has_classes:
        return text.strip()[:_CLASS] if _is_code(text.strip()) else ""
    return shape.classes.get(class_name(text), "")


def _has_classes(codes: Sequence[str]) -> bool:
    """Whether each code stands below that of its class."""
    classes = {code for code in codes if len(code) == _CLASS}
    return bool(classes) and all(code[:_CLASS] in classes for code in codes)


def title_of(grid: Grid, shape: Shape) -> str:
    """The longest line above the head that names neither the unit nor its money and is no number, as 附表一 and
    公开表01 are, which stand above some titles."""
    rows = [row for row in grid.row_numbers if not shape.head or row < shape.head[0]] or grid.row_numbers[:1]
    cells = [cell.text.strip() for row in rows for cell in grid.cells_in_row(row) if len(grid.cells_in_row(row)) == 1]
    titles = [text for text in cells if not money_unit(text)]
    said = [text for text in titles if text != grid.name and not text.removesuffix("表")[-1:].isnumeric()]
    return max(said or titles, key=len, default=grid.name)


def head_by_shape(grid: Grid, table: Table, shape: Shape, form: Edition) -> Head | None:
    """The head of the table by what its columns hold and the captions that are known; None where none is."""
    paths = {place: path for place in places_of(grid, shape.head) if (path := texts_over(grid, shape.head, place))}
    columns = dict(_known(table, shape, paths, form))
    of_year = {place: path[-1] for place, path in paths.items() if is_of_the_whole(path, table, form)}
    columns |= dict(_totals(grid, table, shape, {place: columns.get(place) for place in of_year}, of_year))
    if not columns or not shape.head:
        return None
    unknown = {place: path[-1] for place, path in paths.items() if place not in columns}
    above = (cell.text for row in grid.row_numbers if row < shape.head[0] for cell in grid.cells_in_row(row))
    unit = next((unit for text in above if (unit := money_unit(text))), None)
    body = next((row for row in grid.row_numbers if row > shape.head[-1]), shape.head[-1] + 1)
    return Head(dict(sorted(columns.items())), shape.head[0], body, unknown, unit)


def is_of_the_whole(path: Sequence[str], table: Table, form: Edition) -> bool:
    """Whether a caption speaks of what the table is about: not of another year, nor of the part of which another table
    of this kind tells: the 基本支出 of the 一般公共预算 is not that of the whole."""
    alike = [t for t in form.tables.values() if (t.layout, t.catalogue) == (table.layout, table.catalogue)]
    words = {word for other in alike for word in other.about if len(word) >= _WORD} - set(table.about)
    is_part = table.layout == "codes" and any(word in caption for caption in path[:-1] for word in words)
    names = {plain(name) for column in table.columns for name in (column.path[-1], *column.aliases)}
    return not is_part and not _is_of_other_year(path[:-1] if plain(path[-1]) in names else path, form)


def _known(
    table: Table, shape: Shape, paths: Mapping[int, Sequence[str]], form: Edition
) -> Iterator[tuple[int, Column]]:
    """The columns of the base by their places: codes, names and labels by what they hold, the others by captions, and
    the amount of a side that has but one."""
    by_kind = {kind: [column for column in table.columns if column.kind == kind] for kind in ("code", "name", "label")}
    codes = [place for place in shape.codes if place in paths]
    codes += [place for place in paths if codes and place > codes[0] and paths[place][-1] in reading_words().code_parts]
    labels = [place for place in shape.texts if place not in codes and place in paths]
    yield from ((place, column) for place in codes for column in by_kind["code"])
    if table.layout == "codes":
        labels = [place for place in labels if codes and place > codes[0]]
        yield from zip(labels, by_kind["name"], strict=False)
    else:
        yield from zip(labels, by_kind["label"], strict=False)
    behind = labels[1] if len(labels) > 1 else None
    for number, side in enumerate(table.sides):
        rest = [p for p in paths if p not in (*codes, *labels) and is_of_the_whole(paths[p], table, form)]
        here = [p for p in rest if len(table.sides) == 1 or behind is None or (p > behind) == bool(number)]
        free = [column for column in table.columns if column.side == side and column.kind not in by_kind]
        only = free[0] if len(free) == 1 else _total_of(table, side)
        if len(here) == 1 and only is not None and table.layout != "codes":
            # Where there is but one amount a row it is the total of what other forms say in several.
            yield here[0], only
            continue
        for place in here:
            if (column := _named(paths[place], free, form)) is not None:
                free.remove(column)
                yield place, column


def _is_of_other_year(path: Sequence[str], form: Edition) -> bool:
    """Whether a caption speaks of another year, or of what has changed since."""
    years = {int(year) for text in path for year in _YEAR.findall(text)}
    return bool(years - {form.year}) or any(patterns(form).last_year_column.search(text) for text in path)


def _total_of(table: Table, side: str) -> Column | None:
    """The column of the total on a side, told by its caption."""
    return next((c for c in table.money[side] if plain(c.path[-1]) in reading_words().totals), None)


def _totals(
    grid: Grid, table: Table, shape: Shape, columns: Mapping[int, Column | None], said: Mapping[int, str]
) -> Iterator[tuple[int, Column]]:
    """The column of the total of each side where its caption does not tell it: in every row it is the sum of all the
    others. `columns` are those known, by place, None where none is, `said` their captions."""
    labels = [place for place in shape.texts if place in columns]
    behind = labels[1] if len(table.sides) > 1 and len(labels) > 1 else None
    for number, side in enumerate(table.sides):
        total = _total_of(table, side)
        here = [
            place
            for place, column in columns.items()
            if (column is None or column.kind == "money")
            and place not in (*shape.codes, *shape.texts)
            and (behind is None or (place > behind) == bool(number))
        ]
        if total is not None and total not in columns.values():
            sums = [place for place in here if columns[place] is None and _adds_up(grid, shape.head[-1], place, here)]
            # Where all others are blank a column is the sum of the total too: one that says it is a total is meant.
            named = [p for p in sums if plain(said[p]).endswith(reading_words().totals)]
            if len(sums) == 1 or len(named) == 1:
                yield (named or sums)[0], total


def _adds_up(grid: Grid, head: int, place: int, places: Collection[int]) -> bool:
    """Whether the amount in that column is in each row below the head the sum of those in the others."""
    rows: dict[int, dict[int, Decimal]] = {}
    for cell in grid.cells.values():
        if cell.row > head and cell.column in places and cell.number is not None:
            rows.setdefault(cell.row, {})[cell.column] = Decimal(cell.number)
    found = [row.get(place, Decimal()) - sum(row.values()) + row.get(place, Decimal()) for row in rows.values()]
    return len(places) > 1 and len(found) >= _FEWEST and not any(found)


def _named(path: Sequence[str], columns: Sequence[Column], form: Edition) -> Column | None:
    """The column that bears a caption, or the one above it where it says no more than that it is a sum; else the one
    that has a name so like it as no other has."""
    names = [path[-1], *([path[-2]] if len(path) > 1 and patterns(form).subtotal.search(path[-1]) else [])]
    totals = reading_words().totals
    known = {column: [plain(column.path[-1]), *map(plain, column.aliases)] for column in columns}
    for name in map(plain, names):
        for column, called in known.items():
            if name in called or (name in totals and called[0] in totals):
                return column
    alike = most_alike(plain(path[-1]), known)
    # What names a fund is not the column of all of them.
    funds = [word for word in _fund_words(form) if word in plain(path[-1])]
    return alike if alike is None or all(any(word in one for one in known[alike]) for word in funds) else None


def _fund_words(form: Edition) -> set[str]:
    """The words by which the tables of codes of one fund are known: 一般公共预算, 政府性基金."""
    return {word for table in form.tables.values() for word in table.about if len(word) > _WORD}


def most_alike(name: str, known: Mapping[T, Iterable[str]]) -> T | None:
    """The one of which a name has the longest piece in common with this one, a word at least and most of both; None
    where two have."""
    length = {one: max(_common(name, other) for other in names) for one, names in known.items()}
    best = max(length.values(), default=0)
    found = [one for one, common in length.items() if common == best]
    return found[0] if best >= _WORD and len(found) == 1 else None


def _common(one: str, other: str) -> int:
    """How long the longest piece is that two texts have in common; 0 where it is but half of them or less, which
    names of things unlike each other have in common too."""
    size = SequenceMatcher(None, one, other, autojunk=False).find_longest_match().size
    return size if size * 4 > len(one) + len(other) else 0


def has_total_last(grid: Grid, body: int, shape: Shape, form: Edition) -> bool | None:
    """Whether the total of a table of codes stands below them; None where it has neither."""
    total, cells = patterns(form).total_row, [cell for cell in grid.cells.values() if cell.row >= body]
    totals = [cell.row for cell in cells if total.fullmatch("".join(cell.text.split()))]
    codes = [cell.row for cell in cells if cell.column in shape.codes and _is_code(cell.text.strip())]
    return max(totals) > max(codes) if totals and codes else None


def texts_over(grid: Grid, heads: Iterable[int], place: int) -> list[str]:
    """The captions over a column, the outermost first. One that is not merged over its columns reaches to the next."""
    rows = [row for row in heads if not is_numbers_row(grid.cells_in_row(row))]
    found = []
    for row, below in zip(rows, [*rows[1:], None], strict=True):
        cell = grid.spread(row, place)
        if cell is None and below is not None and grid.spread(below, place) is not None and not _has_merges(grid, rows):
            cell = next((one for one in reversed(grid.cells_in_row(row)) if one.column < place), None)
        if cell is not None and cell.text.strip():
            found.append("".join(cell.text.split()))
    return list(dict.fromkeys(found))


def _has_merges(grid: Grid, rows: Collection[int]) -> bool:
    return any(area.top in rows and area.right > area.left for area in grid.merges)


def _head_rows(grid: Grid, is_class: Callable[[str], bool]) -> Iterator[int]:
    """The rows of several texts above the first amount, code or class, without the one that names unit and money."""
    for cells in map(grid.cells_in_row, grid.row_numbers[:_TOP]):
        if any(cell.number or _is_code(cell.text.strip()) or is_class(cell.text) for cell in cells):
            return
        if len(cells) > 1 and not any(money_unit(cell.text) for cell in cells):
            yield cells[0].row


def _is_text(text: str) -> bool:
    return any(char.isalpha() for char in text)


def _is_code(text: str) -> bool:
    return _CODE.fullmatch(text) is not None


def _is_listed(text: str) -> bool:
    """Whether it may be a code of one of the lists."""
    return _is_code(text) and text[0] in FIRST_DIGIT.values()


def places_of(grid: Grid, rows: Sequence[int]) -> list[int]:
    """The columns in which a head has captions."""
    return sorted({cell.column for row in rows for cell in grid.cells_in_row(row)})
