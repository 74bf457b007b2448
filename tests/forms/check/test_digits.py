"""One wrong digit anywhere in the nine tables is found: at its cell, with what was meant and what stands there."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from itertools import pairwise

import pytest

from forms.document.finding import Finding
from forms.readers import GridCell
from tests.forms.books import NAMES, TABLES, changed, findings, nine, published

EVERY = 5
"""Every fifth amount is changed: the step goes round through columns and tables of every width."""


def amounts(name: str) -> Iterator[tuple[str, str, GridCell]]:
    """Every amount of the nine tables with its table and its address."""
    for table, grid in zip(TABLES, nine(name).grids, strict=True):
        for cell in grid.cells.values():
            if cell.number is not None and "." in cell.text:
                yield table, grid.address(cell.row, cell.column), cell


def wrong_digit(text: str, turn: int) -> str:
    """The amount with one digit replaced; which digit and by how much goes round with `turn`."""
    digits = [place for place, letter in enumerate(text) if letter.isdigit()]
    place = digits[turn % len(digits)]
    digit = (int(text[place]) + 1 + turn % 9) % 10
    return f"{text[:place]}{digit}{text[place + 1 :]}"


def swapped(text: str) -> str:
    """The amount with two neighbouring digits exchanged: the first two that differ and are not 0; blank without any.

    20.00 for 02.00 is a slip of the decimal point as well.
    """
    for place, (left, right) in enumerate(pairwise(text)):
        if left != right and {left, right} <= set("123456789"):
            return f"{text[:place]}{right}{left}{text[place + 2 :]}"
    return ""


@cache
def known_errors(name: str) -> frozenset[tuple[str, str | None, str | None]]:
    """The errors that stand in the published workbook itself."""
    return frozenset((f.rule, f.table, f.row) for f in findings(published(name)) if f.level == "E")


def new_errors(name: str, table: str, address: str, text: str) -> list[Finding]:
    """The errors that appear when that cell holds that text."""
    found = findings(changed(published(name), {f"{table}!{address}": text}))
    return [f for f in found if f.level == "E" and (f.rule, f.table, f.row) not in known_errors(name)]


def assert_named(name: str, table: str, address: str, cell: GridCell, text: str) -> Finding:
    """There is one new error, it stands at the changed cell, and it knows both amounts."""
    found = new_errors(name, table, address, text)
    words = f"{table} {address}: {cell.text} → {text}: {[f.sentence for f in found]}"
    assert len(found) == 1, words
    (one,) = found
    assert one.table == table, words
    assert one.source is not None, words
    assert (one.source.sheet, one.source.cell) == (published(name).grids[TABLES.index(table)].name, address), words
    assert Decimal(one.expected) == cell.number, words
    assert Decimal(one.found) == Decimal(text), words
    return one


@pytest.mark.parametrize("name", NAMES)
def test_a_wrong_digit_is_found_at_its_cell(name: str) -> None:
    every = list(amounts(name))
    assert len(every) > 250
    for turn, (table, address, cell) in enumerate(every[::EVERY]):
        assert_named(name, table, address, cell, wrong_digit(cell.text, turn))


@pytest.mark.parametrize("name", NAMES)
def test_swapped_digits_are_told_as_such(name: str) -> None:
    sample = [(t, a, c) for t, a, c in amounts(name) if swapped(c.text)][:: 2 * EVERY]
    assert len(sample) >= 20
    for table, address, cell in sample:
        finding = assert_named(name, table, address, cell, swapped(cell.text))
        assert "两位数字颠倒" in finding.guess
        assert finding.guess in finding.sentence
