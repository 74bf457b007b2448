"""A head proves itself: of several ways to understand it, the one whose amounts fulfil the declared relations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations, permutations
from math import comb, perm
from typing import NamedTuple

from forms.document.lines import TOTAL, code_of
from forms.form.model import Column, Edition, Table
from forms.match.body import Body
from forms.match.head import Head
from forms.match.proof.proofs import outcomes
from forms.match.report import Ledger
from forms.match.rows import RowReader
from forms.readers import Book, Grid

_MOST_READINGS = 600
"""A head that can be understood in more ways is not tried."""
_MANY = 3
"""So many relations that fail, and more than hold, put a head in doubt though its captions are clear."""


_MOST_BROKEN = 4
"""So many relations hold for each one that fails, where the amounts stand in their places."""


class Proof(NamedTuple):
    """What speaks for a head: rows that are lines of the form, relations that hold, and (less is better) that fail."""

    lines: int
    held: int
    failed: int

    @property
    def is_whole(self) -> bool:
        """Whether the amounts fulfil whatever relations they have, and do have some."""
        return self.held > 0 and not self.failed

    @property
    def is_likely(self) -> bool:
        """Whether the amounts fulfil most of the relations they have: an error of the file breaks one, a wrong place
        of the amounts nearly all."""
        return self.held > _MOST_BROKEN * self.failed or not (self.held or self.failed)

    def is_better(self, other: Proof) -> bool:
        """Whether it says more for its head, and in nothing less."""
        return self != other and self.lines >= other.lines and self.held >= other.held and self.failed <= other.failed


@dataclass(frozen=True, slots=True)
class TableArea:
    """Where a head stands: the rows of a sheet that belong to a table, read for one edition."""

    book: Book
    grid: Grid
    table: Table
    edition: Edition
    first: int
    last: int


class Tried(NamedTuple):
    """The rows of a table read by a head on their own: what they hold, the fate of their cells, what speaks for the
    head."""

    head: Head
    body: Body
    ledger: Ledger
    proof: Proof


def prove(head: Head, area: TableArea) -> Tried | None:
    """The head as it proves itself, with what was read by it; None when captions and amounts contradict each other and
    none is proved.

    Amounts under no caption are those of the column with which the relations hold; where none fits, they are left open.
    A head that has lost its order is the one that alone fulfils the relations. Captions that are clear stand, whatever
    they add up to, unless the amounts say plainly that two of them are exchanged, that the amounts stand in the order
    of the form, or, beside amounts that have none, that all are one column off. Captions in doubt do not stand where
    the order of the form says as much.
    """
    trial = _Trial(area)
    has_uncaptioned = bool(head.open)
    if head.open:
        head = _best(_filled(head, area.table), trial) or head
    tried = trial.read(head)
    own = tried.proof
    if not head.is_doubtful and own.failed <= own.held:
        return tried
    in_order = [other for other in _in_order(head, area) if trial.proof(other).is_whole]
    if not head.is_doubtful and own.failed < _MANY:
        return None if any(trial.proof(other).is_better(own) for other in in_order) else tried
    tries = [*_others(head, area), *in_order, *(_moved(head) if has_uncaptioned and not head.is_doubtful else ())]
    others = [other for other in tries if trial.proof(other).is_whole]
    better = [other for other in others if trial.proof(other).is_better(own)]
    if not head.is_doubtful:
        return None if better else tried
    if better:
        best = _best(better, trial)
        return trial.read(best) if best else None
    is_rivalled = any(trial.proof(other) == own for other in in_order)
    return tried if own.is_whole and not head.open and not is_rivalled else None


def _best(heads: Iterable[Head], trial: _Trial) -> Head | None:
    """The head that says more than every other, unless another that says as much gives other amounts."""
    ranked = sorted(heads, key=lambda head: _rank(trial.proof(head)), reverse=True)
    top = [head for head in ranked if _rank(trial.proof(head)) == _rank(trial.proof(ranked[0]))]
    return _alone(top, trial)


def _rank(proof: Proof) -> tuple[int, int]:
    return proof.lines, proof.held - proof.failed


def _alone(heads: list[Head], trial: _Trial) -> Head | None:
    """The first of the heads if all give the same amounts; None when they do not, or there is none."""
    amounts = [trial.read(head).body.cells for head in heads]
    return heads[0] if heads and all(cells == amounts[0] for cells in amounts) else None


def _filled(head: Head, table: Table) -> Iterator[Head]:
    """The head, and every way to give its open columns to columns of the form that are left."""
    yield head
    given = [*head.columns.values()]
    free = [column for column in table.columns if column.kind == "money" and column not in given]
    counts = range(1, min(len(head.open), len(free)) + 1)
    if sum(comb(len(head.open), count) * perm(len(free), count) for count in counts) > _MOST_READINGS:
        return
    for count in counts:
        for places in combinations(head.open, count):
            for columns in permutations(free, count):
                more = dict(zip(places, columns, strict=True))
                if _keeps_sides({**head.columns, **more}):
                    left = tuple(place for place in head.open if place not in more)
                    yield replace(head, columns=dict(sorted({**head.columns, **more}.items())), open=left)


def _keeps_sides(columns: Mapping[int, Column]) -> bool:
    """Whether the amounts of each side stand behind the labels of that side."""
    side = ""
    for _, column in sorted(columns.items()):
        if column.kind == "label":
            side = column.side
        elif column.kind == "money" and side and column.side != side:
            return False
    return True


def _others(head: Head, area: TableArea) -> Iterator[Head]:
    """The head with the columns in the order of the form, and with two columns of amounts exchanged."""
    used = sorted(
        {
            cell.column
            for row in area.grid.rows_between(head.captions, area.last)
            for cell in area.grid.cells_in_row(row)
        }
    )
    for columns in (area.table.columns, [column for column in area.table.columns if column.kind != "serial"]):
        if len(columns) == len(used):
            yield replace(head, columns=dict(zip(used, columns, strict=True)), unknown={}, open=(), is_doubtful=False)
    amounts = [number for number, column in head.columns.items() if column.kind == "money"]
    for one, other in combinations(amounts, 2):
        changed = {**head.columns, one: head.columns[other], other: head.columns[one]}
        if _keeps_sides(changed):
            yield replace(head, columns=changed, is_doubtful=False)


def _in_order(head: Head, area: TableArea) -> Iterator[Head]:
    """The head with its amounts in the order of the form, side by side from the first one behind the names or labels
    of their side; nothing when that is how it reads them, or a person placed some."""
    if head.placed:
        return
    stems = {number: column.side for number, column in head.columns.items() if column.kind in ("name", "label")}
    rows = area.grid.rows_between(head.body, area.last)
    used = sorted({cell.column for row in rows for cell in area.grid.cells_in_row(row) if cell.number is not None})
    columns = {number: column for number, column in head.columns.items() if column.kind != "money"}
    for stem, side in stems.items():
        first = next((number for number in used if number > stem), stem + 1)
        of_side = [column for column in area.table.columns if column.kind == "money" and column.side == side]
        if not columns.keys().isdisjoint(range(first, first + len(of_side))):
            return
        columns |= dict(enumerate(of_side, first))
    if columns != head.columns:
        unknown = {number: caption for number, caption in head.unknown.items() if number not in columns}
        yield replace(head, columns=dict(sorted(columns.items())), unknown=unknown, open=(), is_doubtful=False)


def _moved(head: Head) -> Iterator[Head]:
    """The head with the captions of all amounts one column further on, or back: one beside them has lost its own."""
    for by in (1, -1):
        columns = {number + (by if column.kind == "money" else 0): column for number, column in head.columns.items()}
        if len(columns) == len(head.columns) and _keeps_sides(columns):
            yield replace(head, columns=columns)


class _Trial:
    """Reads the same rows by one head after another, each into a body of its own."""

    def __init__(self, area: TableArea) -> None:
        self._area = area
        self._read: dict[tuple[object, ...], Tried] = {}

    def proof(self, head: Head) -> Proof:
        """What speaks for this head."""
        return self.read(head).proof

    def read(self, head: Head) -> Tried:
        """What the rows say by this head."""
        columns = ((number, column.side, column.id) for number, column in head.columns.items())
        key = (*columns, *head.unknown.items())
        if key not in self._read:
            area = self._area
            body = Body(area.table, head.unit or area.table.unit)
            ledger = Ledger(area.book.file, area.grid)
            RowReader(area.book.file, area.grid, head, body, ledger, area.edition).read(area.first, area.last)
            self._read[key] = Tried(head, body, ledger, self._proof(body))
        return self._read[key]._replace(head=head)

    def _proof(self, body: Body) -> Proof:
        found = [holds for _, holds in outcomes(body, self._area.edition)]
        known = len(body.labels)
        if body.table.layout == "codes":
            level = self._area.edition.catalogue(body.table.catalogue).level
            known = sum(level(code_of(key)) > 0 for key in body.labels if key != TOTAL)
        return Proof(known, sum(found), len(found) - sum(found))
