"""Which table a sheet of an unknown form is, and how sure that is: by what it is called, by its codes, and by amounts
that stand in another sheet too. What is not sure is said to be so; what nothing speaks for is left to a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from forms.form.model import Edition, Table
from forms.match.normal import plain
from forms.match.row_keys import named_rows
from forms.match.text.reading_words import reading_words
from forms.packing.shapes import Shape, amounts_of_classes, labels_of, most_alike, names_of, places_of, texts_over
from forms.readers import Grid
from models.errors import Trouble

NONE = "无"
"""What a person writes for a sheet that is none of the tables."""
_FEWEST = 2
"""So many lines, captions or classes of a sheet are no chance."""


class TakenFor(NamedTuple):
    """The table that a sheet is taken for, why, and whether that needs no second look."""

    table: Table
    why: str
    is_sure: bool


class Sheets(NamedTuple):
    """The sheets of a workbook with their shapes, and the form of the base."""

    shapes: Sequence[tuple[Grid, Shape]]
    form: Edition

    def tables(self, named: Mapping[str, str]) -> dict[int, TakenFor]:
        """The table that each sheet is taken for, by its place; `named` are those that a person names, by sheet.

        Raises Trouble for a sheet or a table that is not there.
        """
        found = dict(self._named(named))
        dealt = {n for n, (grid, shape) in enumerate(self.shapes) if grid.name in named or is_contents(grid, shape)}
        hows = (self._by_all_words, self._by_shape, self._by_amounts, self._by_sources, self._by_a_word, self._by_name)
        for how in hows:
            for place in self._in_order():
                taken = {one.table.id for one in found.values()}
                fits = self.shapes[place][1].fits
                left = [table for table in self.form.tables.values() if table.id not in taken and fits(table)]
                if place not in found and place not in dealt and (one := how(place, left, found)) is not None:
                    found[place] = one
        return found

    def candidates(self, place: int, taken: Mapping[int, TakenFor]) -> list[Table]:
        """The budget tables that a sheet may still be."""
        ids = {one.table.id for one in taken.values()}
        tables = (t for t in self.form.tables.values() if t.part == "budget" and t.id not in ids)
        return [table for table in tables if self.shapes[place][1].fits(table)]

    def _named(self, named: Mapping[str, str]) -> Iterator[tuple[int, TakenFor]]:
        places = {grid.name: place for place, (grid, _) in enumerate(self.shapes)}
        for sheet, name in named.items():
            if sheet not in places:
                raise Trouble(f"工作簿里没有叫“{sheet}”的工作表；", f"有的是：{'、'.join(places)}。")
            if name != NONE and name not in self.form.tables:
                raise Trouble(f"没有叫“{name}”的表；", f"可以写 {'、'.join(self.form.tables)}，都不是的写“{NONE}”。")
            if name != NONE:
                yield places[sheet], TakenFor(self.form.tables[name], "起草的人指定", True)

    def _in_order(self) -> list[int]:
        """The places of the sheets: of those with two sides first the one of more money, which is that of the whole."""

        def size(place: int) -> tuple[Decimal, int]:
            grid, shape = self.shapes[place]
            numbers = [Decimal(cell.number) for cell in grid.cells.values() if cell.number is not None]
            is_whole = shape.has_classes and bool(numbers)
            return (-max(numbers), len(places_of(grid, shape.head))) if is_whole else (Decimal(0), 0)

        return sorted(range(len(self.shapes)), key=size)

    def _by_all_words(self, place: int, tables: Sequence[Table], found: Mapping[int, TakenFor]) -> TakenFor | None:
        """The one of whose words the name of the sheet or its title holds all, and the most."""
        best, rest = self._said_whole(place, tables)
        if best is None:
            return None
        # Of several of one kind the one that says least beside is meant: 一般公共预算支出表, 一般公共预算项目支出表.
        alike = (n for n, (_, shape) in enumerate(self.shapes) if n not in found and shape.catalogue)
        if self.shapes[place][1].catalogue and any(
            other is best and less < rest for other, less in (self._said_whole(n, tables) for n in alike)
        ):
            return None
        return TakenFor(best, f"题名里有{_told(best.about)}", True)

    def _said_whole(self, place: int, tables: Sequence[Table]) -> tuple[Table | None, int]:
        """The table of whose words the names of a sheet hold all, and how long the shortest of these names is."""
        grid, shape = self.shapes[place]
        said = names_of(grid, shape)
        met = {
            t: [s for s in said if all(_says(s, word) for word in t.about)] for t in tables if t.about and shape.fits(t)
        }
        best = max((t for t in met if met[t]), key=lambda t: (len(t.about), len("".join(t.about))), default=None)
        return best, min(map(len, met[best])) if best is not None else 0

    def _by_a_word(self, place: int, tables: Sequence[Table], _found: Mapping[int, TakenFor]) -> TakenFor | None:
        """The only one of whose words the title holds any, where the codes tell what kind of table it is."""
        grid, shape = self.shapes[place]
        said = names_of(grid, shape)
        met = {
            t.id: [word for word in self._own_words(t, shape) if any(_says(text, word) for text in said)]
            for t in tables
        }
        best = [table for table in tables if met[table.id] and shape.catalogue]
        return TakenFor(best[0], f"题名里有{_told(met[best[0].id])}", False) if len(best) == 1 else None

    def _own_words(self, table: Table, shape: Shape) -> Iterator[str]:
        """The words of a table that are no part of a word of another of its kind."""
        others = [t for t in self.form.tables.values() if t.id != table.id and t.about]
        kind = [word for t in others if shape.fits(t) for word in t.about]
        parts = [word for t in others for word in t.about if word not in kind]
        for word in table.about:
            if word not in kind and not any(word in other for other in parts if word != other):
                yield word

    def _by_amounts(self, place: int, tables: Sequence[Table], found: Mapping[int, TakenFor]) -> TakenFor | None:
        """The only one of which the base says that a table already told takes its classes from it, and whose amounts
        stand there."""
        grid, shape = self.shapes[place]
        here = amounts_of_classes(grid, shape).values() if shape.catalogue == "functional" else ()
        met: dict[str, str] = {}
        for other, taken in found.items():
            for column, amounts in amounts_of_classes(*self.shapes[other]).items():
                for table in self._sources(taken.table, self.shapes[other], column):
                    if amounts and amounts in here:
                        met.setdefault(table, self.shapes[other][0].name)
        best = [table for table in tables if table.id in met]
        return TakenFor(best[0], f"各类的数与“{met[best[0].id]}”里的相同", True) if len(best) == 1 else None

    def _sources(self, table: Table, sheet: tuple[Grid, Shape], place: int) -> Iterator[str]:
        """The tables from which the base takes the amounts of the classes in a column of that table, where the caption
        over it tells which column it is."""
        path = texts_over(sheet[0], sheet[1].head, place)
        money = [column for column in table.columns if column.kind == "money" and column.side == "expenditure"]
        known = {column.id: [plain(column.path[-1]), *map(plain, column.aliases)] for column in money}
        column = money[0].id if len(money) == 1 else most_alike(plain(path[-1]), known) if path else None
        for relation in table.relations:
            if relation.rows == ("lines:expenditure",) and relation.cell.column == column:
                yield from (term.table for term in relation.terms)

    def _by_sources(self, place: int, tables: Sequence[Table], found: Mapping[int, TakenFor]) -> TakenFor | None:
        """The one of codes whose columns the base takes for lines of a table already told, where the captions here are
        the lines there."""
        grid, shape = self.shapes[place]
        said = {plain(path[-1]) for one in places_of(grid, shape.head) if (path := texts_over(grid, shape.head, one))}
        for other, taken in found.items():
            lines = {plain(cell.text) for cell in self.shapes[other][0].cells.values() if cell.number is None}
            meant = {term.table for relation in taken.table.relations if not relation.rows for term in relation.terms}
            meant -= {taken.table.id}
            best = [table for table in tables if table.id in meant and table.layout == "codes" and shape.catalogue]
            best = [table for table in best if len(table.columns) == max(len(one.columns) for one in best)]
            if len(said & lines) > _FEWEST and len(best) == 1:
                return TakenFor(best[0], f"栏名就是“{self.shapes[other][0].name}”里的各行", False)
        return None

    def _by_shape(self, place: int, tables: Sequence[Table], found: Mapping[int, TakenFor]) -> TakenFor | None:
        """The only table of this kind that is left, for the only sheet of it that is: of two sides, of codes of a list,
        of lines of these names."""
        grid, shape = self.shapes[place]
        if not (shape.catalogue or shape.has_classes):
            return self._by_lines(grid, shape, tables)
        every = [t for t in self.form.tables.values() if shape.fits(t) and (shape.catalogue or t.layout == "sides")]
        left = [table for table in every if table in tables]
        alike = [n for n, (_, one) in enumerate(self.shapes) if n not in found and one.kind == shape.kind]
        is_only = len(every) == 1 or shape.has_classes
        what = "科目" if shape.catalogue else "收支两边"
        return TakenFor(left[0], f"只有它按这样的{what}列", False) if is_only and len(left) == 1 == len(alike) else None

    def _by_lines(self, grid: Grid, shape: Shape, tables: Sequence[Table]) -> TakenFor | None:
        """The one of whose lines the sheet has more than of any other's."""
        labels, met = labels_of(grid, shape), dict[str, int]()
        for table in (table for table in tables if table.layout == "lines" and table.part == "budget"):
            names = {row.key: [plain(name) for name in (row.label, *row.aliases)] for row in table.rows}
            known = [named_rows(table.rows, "", one) or most_alike(plain(one), names) for one in labels]
            met[table.id] = len(list(filter(None, known)))
        best = [t for t in tables if met.get(t.id, 0) > _FEWEST and met[t.id] == max(met.values())]
        return TakenFor(best[0], f"有{met[best[0].id]}行像它的行", False) if len(best) == 1 else None

    def _by_name(self, place: int, tables: Sequence[Table], _found: Mapping[int, TakenFor]) -> TakenFor | None:
        """The one of codes of whose titles a piece that no other's have stands in that of the sheet."""
        grid, shape = self.shapes[place]
        fitting = [table for table in self.form.tables.values() if shape.fits(table)]
        pieces = {table.id: set(_pieces(table.title, *table.titles)) for table in fitting}
        said = set(_pieces(*names_of(grid, shape)))
        others = {name: set[str]().union(*(p for other, p in pieces.items() if other != name)) for name in pieces}
        met = {table.id: (pieces[table.id] - others[table.id]) & said for table in tables}
        best = [t for t in tables if met[t.id] and len(met[t.id]) == max(map(len, met.values()))]
        if not shape.catalogue or len(best) != 1:
            return None
        return TakenFor(best[0], f"题名里有“{'”“'.join(sorted(met[best[0].id]))}”", False)


def is_contents(grid: Grid, shape: Shape) -> bool:
    """Whether a sheet is the list of the others (目录)."""
    return any(word in text for word in reading_words().contents for text in names_of(grid, shape))


def _says(name: str, word: str) -> bool:
    """Whether a name says what a word of a table means: 收支, also written 收入支出."""
    return any(one in name for one in word.split("/"))


def _told(words: Sequence[str]) -> str:
    return "".join(f"“{word.partition('/')[0]}”" for word in words)


def _pieces(*names: str) -> Iterator[str]:
    """Every two signs that follow each other in a name."""
    return ("".join(pair) for name in names for pair in pairwise(plain(name)))
