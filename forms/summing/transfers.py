"""What units of one department pay each other (内部往来): it is income of one and spending of another, and no money of
the department."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from forms.document.document import Document
from forms.form.model import Edition
from models.money import Fen, show
from models.records import Address

_PAIRS = ("transfers.down", "transfers.up")
"""The roles of money to units below and of money to the unit above: each what is paid, and what is received."""


@dataclass(frozen=True, slots=True)
class Transfer:
    """Money between units: the totals of what is paid and what is received, by their cells."""

    paid: Address
    received: Address
    paid_fen: Fen
    received_fen: Fen

    @property
    def is_removed(self) -> bool:
        """Whether it is certain that all of it stays within the department: both sides are the same."""
        return self.paid_fen == self.received_fen

    @property
    def columns(self) -> tuple[tuple[str, str], ...]:
        """Table and column of both sides."""
        return (self.paid.table, self.paid.column), (self.received.table, self.received.column)


def transfers(form: Edition, units: Sequence[Document]) -> tuple[Transfer, ...]:
    """What the units pay each other; what one receives and none pays comes from outside, and is none."""
    found = []
    for role in _PAIRS:
        cells = form.roles.cells(role)
        if len(cells) == 2:
            paid, received = (sum(unit.value(cell) or 0 for unit in units) for cell in cells)
            if paid:
                found.append(Transfer(*cells, paid, received))
    return tuple(found)


def transfer_words(form: Edition, one: Transfer) -> str:
    """What was removed, or why nothing was."""
    paid, received = (
        f"《{form.tables[cell.table].title}》“{form.tables[cell.table].column(cell.column).path[-1]}”"
        for cell in (one.paid, one.received)
    )
    if one.is_removed:
        return f"单位之间的往来{show(one.paid_fen)}万元已扣除：{paid}和{received}。"
    return (
        f"{paid}各单位合计{show(one.paid_fen)}万元，{received}各单位合计{show(one.received_fen)}万元，不相等，"
        "分不清哪些是单位之间的往来，没有扣除。"
    )
