"""Formulas (带公式) for the cells that the form computes: sums over other cells of the workbook, from its relations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from forms.document.calculate import add
from forms.document.document import Document
from forms.document.pairing import paired_rows
from forms.form.model import Table
from forms.write.page.layout import printed_columns
from models.records import Address


class Place(NamedTuple):
    """Where an amount stands in the workbook: the name of its sheet, its column and row counted from 1."""

    sheet: str
    column: int
    row: int


def places(document: Document, table: Table, sheet: str, first: int) -> Iterator[tuple[Address, Place]]:
    """Where each amount of a table stands on its sheet, whose body begins in the row `first`."""
    for row, lines in enumerate(paired_rows(table, document.lines(table.id)), start=first):
        for number, column in enumerate(printed_columns(table), start=1):
            line = lines.get(column.side)
            if column.kind == "money" and line is not None:
                yield Address(table.id, line.key, column.id), Place(sheet, number, row)


def formulas(document: Document, known: Mapping[Address, Place]) -> dict[Place, str]:
    """The formula of every computed amount that is the sum of what stands in the workbook.

    One that the paper states otherwise, or that draws on an amount which is not printed, keeps its number.
    """
    plan, values = document.plan, document.values
    found: dict[Place, str] = {}
    for equation in plan.computing:
        place = known.get(plan.addresses[equation.cell])
        value = values[equation.cell]
        if place is None or value is None or value != add(values, equation.operands):
            continue
        placed = [(sign, known.get(plan.addresses[index])) for sign, index in equation.operands]
        missing = any(
            there is None and values[index] for (_, there), (_, index) in zip(placed, equation.operands, strict=True)
        )
        terms = [(sign, there) for sign, there in placed if there is not None]
        if terms and not missing:
            found[place] = _written(terms, place.sheet)
    return found


def _written(terms: Sequence[tuple[int, Place]], here: str) -> str:
    """`=SUM(D5:D9,D12)-D20`: neighbours below each other as one range."""
    added = _areas([place for sign, place in terms if sign > 0], here)
    taken = _areas([place for sign, place in terms if sign < 0], here)
    text = f"SUM({','.join(added)})" if added else "0"
    return f"={text}" + (f"-SUM({','.join(taken)})" if taken else "")


def _areas(places: Sequence[Place], here: str) -> list[str]:
    ordered = sorted(set(places))
    areas = []
    for _, members in groupby(enumerate(ordered), key=lambda item: (*item[1][:2], item[1].row - item[0])):
        column = [place for _, place in members]
        areas.append(_reference(column[0], here) + (f":{_cell(column[-1])}" if len(column) > 1 else ""))
    return areas


def _reference(place: Place, here: str) -> str:
    return _cell(place) if place.sheet == here else f"'{place.sheet}'!{_cell(place)}"


def _cell(place: Place) -> str:
    from openpyxl.utils import get_column_letter

    return f"{get_column_letter(place.column)}{place.row}"
