"""What a table of a file holds, gathered row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from copy import copy
from dataclasses import dataclass, field, replace

from forms.document.lines import TOTAL, Line, code_lines, fixed_lines
from forms.document.provenance import Source
from forms.form.model import Edition, Table
from models.records import Address, CellEntry, RowAddress, RowEntry, Unit


@dataclass
class Body:
    """One table as a file states it, and how far its rows have been read."""

    table: Table
    unit: str
    cells: dict[Address, CellEntry] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    """The label of each row as printed, in the order of the file."""
    sources: dict[Address | RowAddress, Source] = field(default_factory=dict)
    serials: dict[RowAddress, tuple[str, str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    heads: list[tuple[str, Source]] = field(default_factory=list)
    """What stands between the title and the captions: unit, year, unit of money."""
    titles: list[tuple[str, Source]] = field(default_factory=list)
    """The titles as printed."""
    columns: set[tuple[str, str]] = field(default_factory=set)
    """Side and id of the columns of money that the file has."""
    uncalculated: set[Address] = field(default_factory=set)
    """Which amounts are formulas that were never calculated."""
    strangers: dict[str, None] = field(default_factory=dict)
    """The labels that name no row of the form, and those whose row a person chose, in their order."""
    amounts: int = 0
    """How many amounts were taken."""
    copies: Counter[str] = field(default_factory=Counter)
    """How many rows each code has."""
    by_name: int = 0
    """How many rows have no code, and one by their name."""
    units: list[Unit] = field(default_factory=list)
    """The units of the rows, where columns name them."""
    owners: dict[str, tuple[Unit, ...]] = field(default_factory=dict)
    """Those of each code."""
    is_of_one: bool = False
    """Whether only the rows of one of several units are taken, of which the table need not have a total."""
    code_above: str = ""
    """The code of the row read last, of which the next one may leave parts blank."""
    rows: int = 0
    serial: int = 0
    """The serial number printed last: after one gap the numbers run on from there."""

    def copied(self) -> Body:
        """The same once more, to go on with."""
        return replace(self, **{name: copy(value) for name, value in vars(self).items() if name != "table"})


def codes_of(table: Table, edition: Edition) -> Collection[str]:
    """The codes that the rows of a table may bear in the year; none where it has no rows of codes."""
    return edition.catalogue(table.catalogue).codes if table.layout == "codes" else ()


def lines_of(body: Body, edition: Edition) -> tuple[Line, ...]:
    """The rows that a body has read so far, as lines of its table; none of a table of free records."""
    table = body.table
    match table.layout:
        case "records":
            return ()
        case "codes":
            codes = [key for key in body.labels if key != TOTAL]
            rows = {key: RowEntry(body.labels[key], order) for order, key in enumerate(codes, start=1)}
            return code_lines(table, rows, edition.catalogue(table.catalogue))
    return fixed_lines(table, {})
