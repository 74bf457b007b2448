"""What a screen reader is told of a grid: that it is a table, and of each cell where it stands and what it holds."""

from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from models.records import Address
from tests.ui.grid.grids import published, shown


def test_the_grid_is_a_table_whose_cells_say_where_they_stand(qtbot: QtBot) -> None:
    page = shown(qtbot, published(), "T6")
    index = page.model.find(Address("T6", "30201", "public"))
    table = QAccessible.queryAccessibleInterface(page.grid)
    assert table.role() == QAccessible.Role.Table
    assert "基本支出" in table.text(QAccessible.Text.Name)
    # The heads count as a row and a column of it.
    cell = table.child((index.row() + 1) * (page.model.columnCount() + 1) + index.column() + 1)
    assert cell.role() == QAccessible.Role.Cell
    spoken = cell.text(QAccessible.Text.Name)
    assert "30201" in spoken
    assert "公用经费" in spoken
    assert page.model.text(index.row(), index.column()) in spoken
