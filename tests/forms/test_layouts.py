"""Every layout of one disclosure is read to the same tables, and every cell of every file has its fate."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from forms.dump import document_data
from forms.match import Reading
from tests.forms.books import NAMES
from tests.forms.layouts import LAYOUTS, Layout
from tests.forms.workbooks import nine, original, taken


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    """Each of the published workbooks that hold the nine tables."""
    chosen: str = request.param
    return chosen


def tables(reading: Reading) -> Any:
    """What the dump says of the tables, and whose they are."""
    data = document_data(reading.document())
    return data["id"], data["tables"]


@cache
def untouched(name: str) -> Any:
    return tables(original(name))


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_every_layout_is_read_to_the_same_tables(layout: Layout, name: str, tmp_path: Path) -> None:
    workbook = nine(name)
    layout(workbook)
    assert tables(taken(workbook, tmp_path)) == untouched(name)
