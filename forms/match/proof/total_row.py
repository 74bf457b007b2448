"""The total of a table of codes: whether a second one says the same, and whether rows below it are still of its sum."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from forms.document.lines import TOTAL
from forms.form.model import Column
from forms.match.amount_cells import ReadAmount
from forms.match.body import Body
from forms.readers import GridCell
from models.money import Fen
from models.records import Address

Amounts = Mapping[str, Fen]
"""The amounts of a row by column."""


def amounts_of(
    cells: Iterable[GridCell], columns: Mapping[int, Column], read: Callable[[GridCell], ReadAmount]
) -> Amounts:
    """What a row says in its columns of money; a blank or what is no amount is not there."""
    money = ((columns[cell.column], read(cell).entry) for cell in cells if cell.column in columns)
    return {c.id: entry.fen for c, entry in money if c.kind == "money" and entry is not None and entry.fen is not None}


def is_other_total(body: Body, amounts: Amounts) -> bool:
    """Whether the total stands there already and one of these amounts is another."""
    before = _amounts_in(body, TOTAL, amounts)
    return any(fen != amounts[column] for column, fen in before.items())


def is_part_of(body: Body, row: str, amounts: Amounts) -> bool:
    """Whether no amount is more than what a row has in the same column, and there is one."""
    whole = _amounts_in(body, row, amounts)
    return bool(amounts) and all(0 <= fen <= whole.get(column, 0) for column, fen in amounts.items())


def is_summed_with(body: Body, below: Mapping[str, Amounts]) -> bool:
    """Whether the rows of codes `below` the total are of its table: none of them stands above it, and the total is the
    sum of the outermost codes with them, and not without."""
    above = [code for code in body.labels if code != TOTAL]
    if not below.keys().isdisjoint(above) or any(count > 1 for count in body.copies.values()):
        return False
    columns = {column for amounts in below.values() for column in amounts}
    total = _amounts_in(body, TOTAL, columns)
    rows = {**{code: _amounts_in(body, code, columns) for code in above}, **below}
    outer = _outermost(rows)
    return columns == total.keys() and all(
        sum(rows[code].get(column, 0) for code in outer) == fen for column, fen in total.items()
    )


def _outermost(codes: Collection[str]) -> list[str]:
    return [code for code in codes if not any(code != one and code.startswith(one) for one in codes)]


def _amounts_in(body: Body, row: str, columns: Iterable[str]) -> Amounts:
    entries = {column: body.cells.get(Address(body.table.id, row, column)) for column in columns}
    return {column: entry.fen for column, entry in entries.items() if entry is not None and entry.fen is not None}
