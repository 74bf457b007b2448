"""Of which fund the “三公”经费 are that a file gives in one sum: where the budget has one fund only, of that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from forms.form.model import Edition
from forms.match.body import Body
from forms.match.segments import Located


def in_the_one_fund(tables: Sequence[Located], bodies: Mapping[str, Body], edition: Edition) -> list[Located]:
    """The tables; that of the “三公”经费 with its one column of amounts as that of the only fund which has any.

    That is known where the tables of all funds were read.
    """
    fund = _only_fund(bodies, edition)
    return [_in(fund, one) if fund and one.table.id == edition.roles.table("three") else one for one in tables]


def _only_fund(bodies: Mapping[str, Body], edition: Edition) -> str:
    """The column of the one fund that has money; blank where several have or one is not known."""
    three = edition.tables.get(edition.roles.table("three"))
    columns = [column.id for column in three.columns if column.kind == "money"] if three else []
    own = bodies.get(three.id) if three else None
    if own is None or own.columns != {("", columns[0])}:
        return ""
    ceilings = {column: cell.table for column in columns[1:] if (cell := edition.roles.cell(f"ceiling.{column}"))}
    if not bodies.keys() >= set(ceilings.values()):
        return ""
    funds = [column for column, table in ceilings.items() if any(cell.fen for cell in bodies[table].cells.values())]
    return funds[0] if len(funds) == 1 else ""


def _in(fund: str, one: Located) -> Located:
    if one.head is None:
        return one
    column = next(column for column in one.table.columns if column.id == fund)
    given = {place: column if known.kind == "money" else known for place, known in one.head.columns.items()}
    return replace(one, head=replace(one.head, columns=given))
