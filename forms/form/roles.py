"""Roles: what a check needs, named by what it means, and where this form has it.

The checks know no number of a table and no row of a form. A pack says once (`roles.toml`) which table is that of
procurement, which cell the running cost; a role that a form lacks switches the checks off that need it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from forms.form.declared import KeyReader
from models.records import Address


@dataclass(frozen=True, slots=True)
class Roles:
    """The places of an edition by role; those that the form does not have are left out.

    A place is a table, a row or a cell: what it does not name is blank. Where a role has several, the first that holds
    something counts.
    """

    places: Mapping[str, tuple[Address, ...]] = field(default_factory=dict)

    @property
    def projects(self) -> str:
        """The table of the goals of projects (项目绩效目标), a row each; blank when the form has none."""
        return self.table("projects")

    @property
    def indicators(self) -> str:
        """The table of their indicators (绩效指标)."""
        return self.table("indicators")

    @property
    def comparison(self) -> str:
        """The table that sets this year beside the last (增减情况)."""
        return self.table("comparison")

    def has(self, role: str) -> bool:
        """Whether the form has anything in that role."""
        return role in self.places

    def table(self, role: str) -> str:
        """The id of the table in that role; blank when the form has none."""
        return self.places[role][0].table if role in self.places else ""

    def row(self, role: str) -> str:
        """The key of the row in that role; blank when the form has none."""
        return self.places[role][0].row if role in self.places else ""

    def cells(self, role: str) -> tuple[Address, ...]:
        """The cells in that role, the one to look at first at the head; none when the form has none."""
        return self.places.get(role, ())

    def cell(self, role: str) -> Address | None:
        """The first cell in that role."""
        return self.places[role][0] if role in self.places else None


def read_roles(
    s: KeyReader, roles: Iterable[str], is_there: Callable[[Address], bool]
) -> Iterator[tuple[str, tuple[Address, ...]]]:
    """The roles declared that the edition has something for; a table, a row or a column of another year is left out."""
    for role in roles:
        places = []
        for text in s.texts(role):
            try:
                places.append(place_of(text))
            except ValueError:
                s.fault(role, f"“{text}”应当写成 表、表/行 或 表/行/列")
        if held := tuple(filter(is_there, places)):
            yield role, held


def place_of(text: str) -> Address:
    """`TABLE`, `TABLE/ROW` or `TABLE/ROW/COLUMN` as a place; raises ValueError for anything else."""
    table, row, column, *rest = (*text.split("/"), "", "")
    if any(rest) or not table:
        raise ValueError(text)
    return Address(table, row, column)
