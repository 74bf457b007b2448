"""Slips in one of two tables that must agree: each is right by itself, they differ from each other."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import pairwise

from forms.document.document import Document
from models.records import Address
from tests.slips.slip import Make, Slip, at_row, cell, kind, lines

_MORE = 1_230_000


def _raised(leaf: str, *sums: str) -> Make:
    """A slip that adds to the first leaf of a column and to all its sums: the table stays right by itself."""
    table, column = leaf.split("/")

    def make(document: Document, _: random.Random) -> Iterator[Slip]:
        rows = lines(document, table)
        for line in rows:
            at = Address(table, line.key, column)
            if line.level < 3 or not document.value(at):
                continue
            raised = [line.key, line.key[:5], line.key[:3], "total"]
            cells = [Address(table, row, name) for row in raised for name in (column, *sums)]
            changes = tuple(cell(document, one, (document.value(one) or 0) + _MORE) for one in cells)
            yield Slip(changes, (table, *(at_row(one) for one in cells)), f"{table}/{line.key}/{column}")

    return make


kind("表二 raised alone")(_raised("T2/fiscal", "year", "total"))
kind("表三 basic raised alone")(_raised("T3/basic", "total"))
kind("表三 project raised alone")(_raised("T3/project", "total"))
kind("表五 basic raised alone")(_raised("T5/basic", "total"))
kind("表五 project raised alone")(_raised("T5/project", "total"))
kind("表七 project raised alone")(_raised("T7/project", "total"))


@kind("表六 raised alone")
def economic(document: Document, _: random.Random) -> Iterator[Slip]:
    for line in lines(document, "T6"):
        for column in ("staff", "public"):
            if line.level == 2 and document.value(Address("T6", line.key, column)):
                rows = (line.key, line.key[:3], "total")
                cells = [Address("T6", row, name) for row in rows for name in (column, "total")]
                changes = tuple(cell(document, one, (document.value(one) or 0) + _MORE) for one in cells)
                yield Slip(changes, ("T6", "T5", *map(at_row, cells)), f"T6/{line.key}/{column}")


def _lines_raised(table: str, rows: tuple[str, ...], column: str) -> Make:
    """A slip that adds to a fixed line and to the totals behind it."""

    def make(document: Document, _: random.Random) -> Iterator[Slip]:
        cells = [Address(table, row, column) for row in rows]
        if all(document.value(one) for one in cells):
            changes = tuple(cell(document, one, (document.value(one) or 0) + _MORE) for one in cells)
            yield Slip(changes, (table, *map(at_row, cells)), f"{table}/{rows[0]}/{column}")

    return make


kind("表一 income raised alone")(_lines_raised("T1", ("income.general", "income.year", "income.total"), "amount"))
kind("表四 income raised alone")(_lines_raised("T4", ("income.general", "income.year", "income.total"), "amount"))


@kind("an expenditure line of 表一 raised alone")
def expenditure(document: Document, _: random.Random) -> Iterator[Slip]:
    for line in lines(document, "T1"):
        at = Address("T1", line.key, "amount")
        if line.key.startswith("expenditure.2") and document.value(at):
            totals = [at._replace(row=row) for row in ("expenditure.year", "expenditure.total")]
            cells = [at, *(one for one in totals if document.value(one))]
            changes = tuple(cell(document, one, (document.value(one) or 0) + _MORE) for one in cells)
            yield Slip(changes, ("T1", "T3"), f"T1/{line.key}")


@kind("a class on the wrong line of 表一")
def other_line(document: Document, _: random.Random) -> Iterator[Slip]:
    rows = [line.key for line in lines(document, "T1") if line.key.startswith("expenditure.2")]
    for row, other in pairwise(rows):
        at, there = Address("T1", row, "amount"), Address("T1", other, "amount")
        if document.value(at) and not document.value(there):
            changes = (cell(document, at, None), cell(document, there, document.value(at)))
            yield Slip(changes, (at_row(at), at_row(there), "T3"), f"{row} → {other}")


@kind("an amount of one fund under another in 表四")
def other_fund(document: Document, _: random.Random) -> Iterator[Slip]:
    for line in lines(document, "T4"):
        at = Address("T4", line.key, "general")
        if line.key.startswith("expenditure.2") and document.value(at):
            there = at._replace(column="fund")
            changes = (cell(document, at, None), cell(document, there, document.value(at)))
            yield Slip(changes, (at_row(at), "T4", "T5", "T7"), f"T4/{line.key}")
