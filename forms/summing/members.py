"""Which units a department's disclosure was summed from: kept with it, as the text `sum.units`, a line a unit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from forms.match.asking.same_unit import is_same_name
from models.records import Head, Unit

SLOT = "sum.units"


def members(texts: Mapping[str, str]) -> tuple[tuple[Unit, str], ...]:
    """The units with the kind of their disclosure, in the order in which they are kept; none where nothing was
    summed."""
    lines = (line.split("\t") for line in texts.get(SLOT, "").splitlines())
    return tuple((Unit(parts[0], parts[1]), parts[2]) for parts in lines if len(parts) == 3)


def kept(heads: Iterable[Head]) -> str:
    """The text that keeps these units."""
    return "\n".join(f"{head.unit.code}\t{head.unit.name}\t{head.kind}" for head in heads)


def is_one(one: Unit, other: Unit) -> bool:
    """Whether two units are one: of the same code, or of one name where one of them has no code."""
    return one.code == other.code if one.code and other.code else is_same_name(one, other)
