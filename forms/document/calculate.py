"""The arithmetic of a disclosure: relations of the declarations turned into equations over a flat list of cells.

A plan is made whenever rows come or go; with it a full recalculation is one pass over plain integers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from forms.document.lines import Line, children, groups
from forms.form.catalogue import LENGTHS
from forms.form.model import Edition, Relation, Table, Term
from models.errors import Trouble
from models.money import Fen
from models.records import Address

Operand = tuple[int, int]
"""A sign and the index of a cell."""
_NO_CELLS: Mapping[str, int] = {}


@dataclass(slots=True)
class Equation:
    """One instance of a relation: `values[cell]` compared with the signed sum of the operands.

    It is never changed. Not frozen, it is made in half the time, and read as quickly: every keystroke goes through all.
    """

    relation: Relation
    cell: int
    operands: tuple[Operand, ...]
    gate: tuple[Operand, ...]


@dataclass(frozen=True)
class Plan:
    """The cells of a disclosure in one flat order, every equation over them, and the order of computing."""

    addresses: tuple[Address, ...]
    equations: tuple[Equation, ...]
    computing: tuple[Equation, ...]
    computed: frozenset[int]
    spans: Mapping[str, slice]
    """Where the cells of each table lie in that order."""

    @cached_property
    def index(self) -> Mapping[Address, int]:
        """The number of each cell in that order."""
        return {address: number for number, address in enumerate(self.addresses)}

    @cached_property
    def drawing(self) -> Mapping[int, tuple[Equation, ...]]:
        """The equations that draw on each cell, in the order in which they are declared."""
        found: dict[int, list[Equation]] = {}
        for equation in self.equations:
            for number in {number for _, number in equation.operands}:
                found.setdefault(number, []).append(equation)
        return {number: tuple(equations) for number, equations in found.items()}

    @cached_property
    def computed_by(self) -> Mapping[int, Equation]:
        """The equation that gives each computed cell its amount."""
        return {equation.cell: equation for equation in self.computing}

    def calculate(self, entered: Sequence[Fen | None]) -> list[Fen | None]:
        """All values: what was entered in free cells, and in computed cells what the arithmetic gives."""
        values = list(entered)
        for equation in self.computing:
            values[equation.cell] = add(values, equation.operands)
        return values


def add(values: Sequence[Fen | None], operands: Iterable[Operand]) -> Fen | None:
    """The signed sum; blank when every operand is blank, or one that is taken away: what is not known makes no
    difference."""
    total, seen = 0, False
    for sign, index in operands:
        value = values[index]
        if value is not None:
            total += value if sign > 0 else -value
            seen = True
        elif sign < 0:
            return None
    return total if seen else None


def plan(
    edition: Edition, lines: Mapping[str, Sequence[Line]], wanted: Callable[[Relation], bool] = lambda _: True
) -> Plan:
    """Compile the relations of these tables, or those that are `wanted`, for the rows that stand in the disclosure now;
    another table of the edition has none."""
    return _Compiler(edition, lines).plan(lines, wanted)


class _PlacedTerm(NamedTuple):
    """A term with what it draws on: the cells of its table by row and column, the rows it names for a line, and its
    column, None for that of the equation."""

    sign: int
    cells: Mapping[str, Mapping[str, int]]
    rows: Callable[[Line | None], Iterable[str]]
    column: str | None


class _Compiler:
    def __init__(self, edition: Edition, lines: Mapping[str, Sequence[Line]]) -> None:
        self._edition = edition
        self._lines = {name: lines.get(name, ()) for name in edition.tables}
        self._addresses: list[Address] = []
        self._cells: dict[str, dict[str, dict[str, int]]] = {name: {} for name in edition.tables}
        """The number of each cell, by table, row and column."""
        self._spans: dict[str, slice] = {}
        for name, table in edition.tables.items():
            start = len(self._addresses)
            for line in self._lines[name]:
                cells = self._cells[name].setdefault(line.key, {})
                for column in table.money_ids[line.side]:
                    cells[column] = len(self._addresses)
                    self._addresses.append(Address(name, line.key, column))
            self._spans[name] = slice(start, len(self._addresses))
        self._children = {
            name: groups(rows) if table.layout == "records" else children(rows, LENGTHS[table.catalogue])
            for name, rows in self._lines.items()
            if (table := edition.tables[name]).layout in ("codes", "records")
        }

    def plan(self, tables: Iterable[str], wanted: Callable[[Relation], bool]) -> Plan:
        equations: list[Equation] = []
        computing: dict[int, Equation] = {}
        for name in tables:
            for relation in filter(wanted, self._edition.tables[name].relations):
                for equation in self._instances(relation):
                    equations.append(equation)
                    if relation.computes:
                        computing.setdefault(equation.cell, equation)
        return Plan(
            addresses=tuple(self._addresses),
            equations=tuple(equations),
            computing=tuple(_in_order(computing)),
            computed=frozenset(computing),
            spans=self._spans,
        )

    def _instances(self, relation: Relation) -> Iterator[Equation]:
        table = self._edition.tables[relation.table]
        here = (self._placed(relation.cell),)
        terms, gate = (tuple(map(self._placed, some)) for some in (relation.terms, relation.when_zero))
        for line in self._rows(table, relation):
            for column in self._columns(table, relation, line):
                cell = _operands(here, line, column)
                if len(cell) == 1:
                    yield Equation(relation, cell[0][1], _operands(terms, line, column), _operands(gate, line, column))

    def _rows(self, table: Table, relation: Relation) -> Iterator[Line | None]:
        """The rows a relation is stated for; one empty choice when it names its row itself."""
        if not relation.rows:
            yield None
            return
        by_class = _by_class(relation)
        for selector in relation.rows:
            kind, _, argument = selector.partition(":")
            for line in self._lines[table.id]:
                if self._selected(table, line, kind, argument) and (line.class_code or not by_class):
                    yield line

    def _selected(self, table: Table, line: Line, kind: str, argument: str) -> bool:
        match kind:
            case "all":
                return True
            case "codes":
                return bool(line.code)
            case "parents":
                return bool(self._children[table.id].get(line.key))
            case "lines":
                return line.numbered and line.side == argument
            case "side":
                return line.side == argument
            case "codes-not-in":
                other = self._edition.tables[argument]
                return bool(line.code) and other.money_ids[""][0] not in self._cells[argument].get(line.key, ())
        raise ValueError(f"{table.id}: no such selection of rows: {kind}")

    def _columns(self, table: Table, relation: Relation, line: Line | None) -> Iterable[str | None]:
        if not relation.columns:
            return (None,)
        side = line.side if line else table.sides[0]
        match relation.columns:
            case ("all",):
                return table.money_ids[side]
            case (name,) if name in table.sides:
                return table.money_ids[name]
        return relation.columns

    def _placed(self, term: Term) -> _PlacedTerm:
        name = None if term.column == "{column}" else term.column
        return _PlacedTerm(term.sign, self._cells[term.table], self._rows_named(term), name)

    def _rows_named(self, term: Term) -> Callable[[Line | None], Iterable[str]]:
        """What tells the rows of a term for a line; a pattern without a line names no row."""
        kind, _, argument = term.row.partition(":")
        match kind:
            case "lines":
                lines = [row.key for row in self._lines[term.table] if row.numbered and row.side == argument]
                return lambda _: lines
            case "{row}":
                return lambda line: (line.key,) if line else ()
            case "{class}":
                return lambda line: (line.class_code,) if line else ()
            case "children":
                under = self._children[term.table]
                return lambda line: under.get(line.key, ()) if line else ()
        return lambda _: (term.row,)


def _operands(terms: Iterable[_PlacedTerm], line: Line | None, column: str | None) -> tuple[Operand, ...]:
    """The cells the terms stand for; none when a row is not there, which counts as blank."""
    found: list[Operand] = []
    for sign, cells, rows, name in terms:
        for row in rows(line):
            number = cells.get(row, _NO_CELLS).get(name or column or "")
            if number is not None:
                found.append((sign, number))
    return tuple(found)


def _by_class(relation: Relation) -> bool:
    """Whether the relation needs the 类 code of its line; a line without one is then typed by hand."""
    return any(term.row == "{class}" for term in relation.terms)


class Circle(Trouble):
    """A form whose relations compute a cell from itself; `relations` are those that do, one after the other."""

    def __init__(self, relations: Sequence[Relation]) -> None:
        said = "、".join(dict.fromkeys(f"{one.table} 的关系“{one.id}”" for one in relations))
        super().__init__(
            f"这套表样不能用：{said}绕了一圈，一个数要由它自己算出来；", "请编写表样的人改正，资料没有改动。"
        )
        self.relations = tuple(relations)


def _in_order(computing: Mapping[int, Equation]) -> Iterator[Equation]:
    """The computing equations so that each comes after those it draws on; raises Circle."""
    done: set[int] = set()
    under_way: set[int] = set()
    for start in computing:
        stack = [(start, False)]
        while stack:
            cell, operands_done = stack.pop()
            if operands_done:
                under_way.discard(cell)
                done.add(cell)
                yield computing[cell]
            elif cell not in done:
                if cell in under_way:
                    circle = [one for one, is_under_way in stack if is_under_way]
                    raise Circle([computing[one].relation for one in circle[circle.index(cell) :]])
                under_way.add(cell)
                stack.append((cell, True))
                stack.extend((i, False) for _, i in computing[cell].operands if i in computing and i not in done)
