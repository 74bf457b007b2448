"""Tables of free records that the tests of the grid begin with."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.grid.grids import blank, records, shown
from ui.pages.table_page import TablePage


@pytest.fixture
def page(qtbot: QtBot) -> TablePage:
    """X1 with three institutions, 甲, 乙 and 丙."""
    return shown(qtbot, records("X1", ["甲局", "行政"], ["乙局", "行政"], ["丙中心", "事业"]), "X1")


@pytest.fixture
def empty(qtbot: QtBot) -> TablePage:
    """X2 without a line."""
    return shown(qtbot, blank(), "X2")
