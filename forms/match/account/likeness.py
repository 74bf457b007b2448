"""How much of the form the tables of a file are: whether they are tables of this form at all, or of another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from forms.document.calculate import add
from forms.document.document import Document
from forms.match.body import Body
from forms.match.goals.project_tables import is_project
from forms.match.head import SERIALS
from forms.match.segments import Located
from forms.match.straight import Straightened
from forms.match.titles import newest_indicators
from forms.readers import Book, Grid

_LEAST, _LEAST_AMONG_OTHERS = 80, 95
"""Hundredths that are the form's at least; the second where half the tables of amounts are unknown."""
_EXTRA = 3
"""So many columns beside those of the form count as one that it lacks."""
_FEW_NUMBERS = 3
"""A sheet with fewer numbers is no table of amounts."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """What a file has of the form and besides, each as a pair: what is met, and what is the form's or the file's alone.

    `captions` of columns, `lines` of the tables whose lines are fixed, `tables` of amounts. Where that was
    looked at, `broken` are the sums of the form that do not hold, and `lost` the amounts that found no place.
    """

    captions: tuple[int, int]
    lines: tuple[int, int]
    tables: tuple[int, int]
    broken: int = 0
    lost: int = 0

    @property
    def per_cent(self) -> int:
        """How much is the form's: the share of the captions times that of the lines; 100 where there is nothing of
        both."""
        share = 100
        for met, other in (self.captions, self.lines):
            share = share * met // (met + other) if met + other else share
        return share

    @property
    def is_another(self) -> bool:
        """Whether so little is the form's that it is another: the published papers have 88 to 100, those of other
        provinces and of the ministries up to 75."""
        met, others = self.tables
        return self.per_cent < _LEAST or (others >= max(met, 1) and self.per_cent < _LEAST_AMONG_OTHERS)


def likeness(books: Sequence[Book], tables: Sequence[Located], bodies: Mapping[str, Body]) -> Likeness:
    """How much of the form the budget tables of the files are."""
    budget = [one for one in tables if one.table.part == "budget" and one.head is not None]
    captioned = [one for one in budget if not (isinstance(one.segment.grid, Straightened) and one.segment.grid.lines)]
    met = wanted = strange = 0
    # A table that goes on, or stands in two halves, has its columns once.
    for table in {one.table.id: one.table for one in captioned}.values():
        heads = [one.head for one in captioned if one.table.id == table.id and one.head is not None]
        columns = {(column.side, column.id) for head in heads for column in head.columns.values()}
        form = {(column.side, column.id) for column in table.columns if column.kind != "serial"}
        met += len(columns & form)
        # A code without a column of its own stands before the name.
        codes = {(column.side, column.id) for column in table.columns if column.kind == "code"}
        wanted += len(form - columns - codes)
        strange += max(sum(caption != SERIALS for caption in head.unknown.values()) for head in heads)
    fixed = [
        body for body in bodies.values() if body.table.part == "budget" and body.table.layout in ("lines", "sides")
    ]
    known, unknown = sum(len(body.labels) for body in fixed), sum(len(body.strangers) for body in fixed)
    indicators = newest_indicators()
    known_grids = {id(one.segment.grid) for one in tables if one.head is not None}
    others = [
        g
        for book in books
        for g in book.grids
        if id(g) not in known_grids and _has_amounts(g) and not is_project(g, indicators)
    ]
    return Likeness((met, wanted + strange // _EXTRA), (known, unknown), (len(budget), len(others)))


def broken_sums(document: Document) -> int:
    """How many sums of the form do not hold between the amounts that a file states."""
    values, stated = document.values, document.cells
    return sum(
        document.plan.addresses[one.cell] in stated
        and one.relation.comparison == "="
        and (whole := add(values, one.operands)) is not None
        and whole != values[one.cell]
        for one in document.plan.equations
    )


def _has_amounts(grid: Grid) -> bool:
    return sum(cell.number is not None for cell in grid.cells.values()) >= _FEW_NUMBERS
