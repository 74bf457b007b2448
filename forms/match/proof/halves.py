"""The other columns of a wide table, on a sheet of their own or further down: joined by equal lines where sums hold."""

from __future__ import annotations

from forms.form.model import Edition, Table
from forms.match.body import Body
from forms.match.head import Head
from forms.match.proof.proofs import outcomes
from models.records import Address


def has_other_columns(one: Head | None, other: Head | None, table: Table) -> bool:
    """Whether two heads of a table of the form have money in it, and none of the columns twice."""
    if one is None or other is None or table.part != "budget":
        return False
    columns = [money_columns(head) for head in (one, other)]
    return all(columns) and columns[0].isdisjoint(columns[1])


def money_columns(head: Head) -> set[tuple[str, str]]:
    """Side and id of the columns of money of a head."""
    return {(column.side, column.id) for column in head.columns.values() if column.kind == "money"}


def joined(left: Body, right: Body, edition: Edition) -> Body | None:
    """The lines of a table with all their columns; None where the right part has other lines than the left one, or more
    relations fail with it than without."""
    if (right.cells and not right.labels) or not right.labels.keys() <= left.labels.keys():
        return None
    whole = left.copied()
    whole.cells |= right.cells
    whole.columns |= right.columns
    whole.uncalculated |= right.uncalculated
    whole.sources |= {place: source for place, source in right.sources.items() if isinstance(place, Address)}
    whole.notes += [note for note in right.notes if note not in left.notes]
    whole.amounts += right.amounts
    before, after = (_outcomes(body, edition) for body in (left, whole))
    is_proved = after.count(True) > before.count(True) and after.count(False) <= before.count(False)
    return whole if is_proved or not any(entry.fen for entry in right.cells.values()) else None


def _outcomes(body: Body, edition: Edition) -> list[bool]:
    return [holds for _, holds in outcomes(body, edition)]
