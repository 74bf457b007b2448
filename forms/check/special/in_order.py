"""The form's order: in which cells are told of, whatever order they were entered, read or stored in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from forms.document.document import Document
from forms.document.per_revision import per_revision
from models.records import Address, RowAddress


def in_order(document: Document, addresses: Iterable[Address]) -> list[Address]:
    """The cells table by table, row by row, column by column; one whose row is gone stands behind all others."""
    unordered = list(addresses)
    if len(unordered) < 2:
        return unordered
    rows, columns = _rows(document), _columns(document)
    last = len(rows)
    return sorted(unordered, key=lambda at: (rows.get(at[:2], last), columns.get((at.table, at.column), last), at))


@per_revision
def _rows(document: Document) -> Mapping[tuple[str, str], int]:
    rows = (RowAddress(name, line.key) for name in document.edition.tables for line in document.lines(name))
    return {row: number for number, row in enumerate(rows)}


@per_revision
def _columns(document: Document) -> Mapping[tuple[str, str], int]:
    """Where a column stands; that of the other half of a table is told apart by its row already."""
    tables = document.edition.tables.values()
    return {(table.id, column.id): n for table in tables for n, column in reversed(list(enumerate(table.columns)))}
