"""The declared relations as the proof of what was read: which of them hold between the amounts of one table."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from forms.document.calculate import add, plan
from forms.form.model import Edition, Relation, Table
from forms.match.body import Body, lines_of
from models.money import Fen
from models.records import Address, CellEntry


def outcomes(body: Body, edition: Edition) -> Iterator[tuple[frozenset[Address], bool]]:
    """Every relation between amounts that the rows state: the cells it ties, and whether it holds."""
    lines = lines_of(body, edition)
    sides = {line.key: line.side for line in lines}
    arithmetic = plan(edition, {body.table.id: lines}, lambda relation: _speaks_of_columns(relation, body.table))
    addresses = arithmetic.addresses
    values = [_stated(body, address) for address in addresses]
    for equation in arithmetic.computing:
        address = addresses[equation.cell]
        if (sides[address.row], address.column) not in body.columns:
            # A sum for which the file has no column is what its parts come to.
            values[equation.cell] = add(values, equation.operands)
    for equation in arithmetic.equations:
        address = addresses[equation.cell]
        is_there = (sides[address.row], address.column) in body.columns and equation.relation.comparison == "="
        operands = [addresses[index] for _, index in equation.operands]
        # A file that gives one sum for all says nothing of its parts.
        is_there = is_there and (len(body.columns) > 1 or any(address.column == one.column for one in operands))
        stated, total = values[equation.cell], add(values, equation.operands)
        if is_there and operands and (stated or total):
            tied = frozenset({address, *operands})
            yield tied, (stated or 0) == (total or 0)


def proved(body: Body, edition: Edition, doubtful: Collection[Address]) -> set[Address]:
    """Those of the doubtful amounts that some relation ties to others, and none contradicts."""
    held, failed = set[Address](), set[Address]()
    for tied, holds in outcomes(body, edition):
        (held if holds else failed).update(tied.intersection(doubtful))
    return held - failed


def settle(body: Body, edition: Edition, doubtful: Mapping[Address, CellEntry]) -> set[Address]:
    """Those of the doubtful amounts that are proved; they are kept in the body, in the place of what stands there."""
    as_written = {address: body.cells[address] for address in doubtful}
    body.cells.update(doubtful)
    accepted = proved(body, edition, doubtful)
    body.cells.update({address: entry for address, entry in as_written.items() if address not in accepted})
    return accepted


def _speaks_of_columns(relation: Relation, table: Table) -> bool:
    """Whether a relation ties cells of the table alone, and not just the rows of one column, which hold for any."""
    terms = (*relation.terms, *relation.when_zero)
    if any(term.table != table.id or term.row == "children" for term in terms):
        return False
    return table.layout != "codes" or any(term.column != relation.cell.column for term in terms)


def _stated(body: Body, address: Address) -> Fen | None:
    entry = body.cells.get(address)
    return entry.fen if entry else None
