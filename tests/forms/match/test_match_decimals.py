"""The decimals of a plan in per cent: those of the column for a bare number, else those that are printed."""

from decimal import Decimal

import pytest

from forms.form.load import edition
from forms.match.amount_cells import read_text
from forms.readers import GridCell

MARCH = {column.id: column for column in edition(2024, "部门").tables["X5"].columns}["march"]


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        (GridCell(1, 1, "50", Decimal(50)), "50.00"),
        (GridCell(1, 1, "50", Decimal(50), places=0), "50"),
        (GridCell(1, 1, "50"), "50"),
        (GridCell(1, 1, "年底前"), "年底前"),
    ],
)
def test_only_a_bare_number_gets_the_decimals_of_its_column(cell: GridCell, kept: str) -> None:
    entry = read_text(cell, MARCH).entry
    assert entry is not None
    assert entry.text == kept
