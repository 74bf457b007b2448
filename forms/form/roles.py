"""Roles: what a check needs, named by what it means, and where this form has it.

The checks know no number of a table and no row of a form. A pack says once (`roles.toml`) which table is that of
procurement, which cell the running cost; a role that a form lacks switches the checks off that need it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from models.records import Address


@dataclass(frozen=True, slots=True)
class Roles:
    """The places of an edition by role; those that the form does not have are left out.

    A place is a table, TABLE/ROW, or TABLE/ROW/COLUMN. Where a role has several, the first that holds something
    counts.
    """

    places: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def has(self, role: str) -> bool:
        """Whether the form has anything in that role."""
        return bool(self.places.get(role))

    def table(self, role: str) -> str:
        """The id of the table in that role; blank when the form has none."""
        return next(iter(self.places.get(role, ())), "").partition("/")[0]

    def row(self, role: str) -> str:
        """The key of the row in that role; blank when the form has none."""
        return next((place.split("/")[1] for place in self.places.get(role, ())), "")

    def cells(self, role: str) -> tuple[Address, ...]:
        """The cells in that role, the one to look at first at the head; none when the form has none."""
        return tuple(Address(*place.split("/")) for place in self.places.get(role, ()))

    def cell(self, role: str) -> Address | None:
        """The first cell in that role."""
        return next(iter(self.cells(role)), None)
