"""The arithmetic of a disclosure: relations of the declarations turned into equations over a flat list of cells.

A plan is made whenever rows come or go; with it a full recalculation is one pass over plain integers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from forms.document.lines import Line, children, groups
from forms.form.catalogue import LENGTHS
from forms.form.model import Edition, Relation, Table, Term
from models.money import Fen
from models.records import Address

Operand = tuple[int, int]
"""A sign and the index of a cell."""


@dataclass(frozen=True, slots=True)
class Equation:
    """One instance of a relation: `values[cell]` compared with the signed sum of the operands."""

    relation: Relation
    cell: int
    operands: tuple[Operand, ...]
    gate: tuple[Operand, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The cells of a disclosure in one flat order, every equation over them, and the order of computing."""

    addresses: tuple[Address, ...]
    index: Mapping[Address, int]
    equations: tuple[Equation, ...]
    computing: tuple[Equation, ...]
    computed: frozenset[int]

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
    """Compile the edition's relations, or those that are `wanted`, for the rows that stand in the disclosure now; a
    table that `lines` leaves out has none."""
    return _Compiler(edition, lines).plan(wanted)


@dataclass(frozen=True, slots=True)
class _PlacedTerm:
    """A term for one line: its sign, its column (or the pattern for it), and the rows it draws on, each with the
    number of the cell in each column. They are looked up once a line, and serve all columns."""

    sign: int
    column: str
    rows: list[Mapping[str, int]]

    def operands(self, column: str | None) -> Iterator[Operand]:
        """The cells it stands for in a column; none when the row is not there, which counts as blank."""
        name = column if self.column == "{column}" and column else self.column
        return ((self.sign, cells[name]) for cells in self.rows if name in cells)


class _Compiler:
    def __init__(self, edition: Edition, lines: Mapping[str, Sequence[Line]]) -> None:
        self._edition = edition
        self._lines = {name: lines.get(name, ()) for name in edition.tables}
        self._addresses: list[Address] = []
        self._cells: dict[str, dict[str, dict[str, int]]] = {name: {} for name in edition.tables}
        """The number of each cell, by table, row and column."""
        for name, table in edition.tables.items():
            for line in self._lines[name]:
                cells = self._cells[name].setdefault(line.key, {})
                for column in table.money_ids[line.side]:
                    cells[column] = len(self._addresses)
                    self._addresses.append(Address(name, line.key, column))
        self._children = {
            name: groups(rows) if table.layout == "records" else children(rows, LENGTHS[table.catalogue])
            for name, rows in self._lines.items()
            if (table := edition.tables[name]).layout in ("codes", "records")
        }

    def plan(self, wanted: Callable[[Relation], bool]) -> Plan:
        equations: list[Equation] = []
        computing: dict[int, Equation] = {}
        for name in self._lines:
            for relation in filter(wanted, self._edition.tables[name].relations):
                for equation in self._instances(relation):
                    equations.append(equation)
                    if relation.computes:
                        computing.setdefault(equation.cell, equation)
        return Plan(
            addresses=tuple(self._addresses),
            index={address: number for number, address in enumerate(self._addresses)},
            equations=tuple(equations),
            computing=tuple(_in_order(computing)),
            computed=frozenset(computing),
        )

    def _instances(self, relation: Relation) -> Iterator[Equation]:
        table = self._edition.tables[relation.table]
        for line in self._rows(table, relation):
            here = self._place(relation.cell, line)
            terms = [self._place(term, line) for term in relation.terms]
            gate = [self._place(term, line) for term in relation.when_zero]
            for column in self._columns(table, relation, line):
                cell = tuple(here.operands(column))
                if len(cell) == 1:
                    yield Equation(relation, cell[0][1], _operands(terms, column), _operands(gate, column))

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

    def _place(self, term: Term, line: Line | None) -> _PlacedTerm:
        rows = self._cells[term.table]
        return _PlacedTerm(term.sign, term.column, [rows[key] for key in self._keys(term, line) if key in rows])

    def _keys(self, term: Term, line: Line | None) -> Iterable[str]:
        kind, _, argument = term.row.partition(":")
        if kind == "lines":
            return [row.key for row in self._lines[term.table] if row.numbered and row.side == argument]
        if line is None:
            return [term.row]
        match kind:
            case "{row}":
                return [line.key]
            case "{class}":
                return [line.class_code]
            case "children":
                return self._children[term.table].get(line.key, [])
        return [term.row]


def _operands(terms: Iterable[_PlacedTerm], column: str | None) -> tuple[Operand, ...]:
    return tuple(operand for term in terms for operand in term.operands(column))


def _by_class(relation: Relation) -> bool:
    """Whether the relation needs the 类 code of its line; a line without one is then typed by hand."""
    return any(term.row == "{class}" for term in relation.terms)


def _in_order(computing: Mapping[int, Equation]) -> Iterator[Equation]:
    """The computing equations so that each comes after those it draws on; raises ValueError on a circle."""
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
                    raise ValueError(f"the declarations compute a cell from itself: {computing[cell].relation}")
                under_way.add(cell)
                stack.append((cell, True))
                stack.extend((i, False) for _, i in computing[cell].operands if i in computing and i not in done)
