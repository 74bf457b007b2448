"""What the commands of the grid do to the selected cells."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from models.records import Address, CellChange
from ui.grid import commands
from ui.grid.clipboard import as_copied, to_mime
from ui.grid.model import GridModel
from ui.grid.moves import Cell
from ui.kit.commands import (
    ADD_CODE,
    ADD_RECORD,
    ADD_SUBTOTAL,
    ADD_TOTAL,
    CLEAR,
    COPY,
    COPY_ROW,
    CUT,
    FILL_DOWN,
    FILL_RIGHT,
    GRID,
    GRID_ROWS,
    INSERT_ROW,
    PASTE,
    REDO,
    REMOVE_ROWS,
    ROW_DOWN,
    ROW_UP,
    UNDO,
    WHERE_USED,
    Command,
    Need,
    met_by,
)

_KINDS = Need.LINES | Need.RECORDS | Need.SUMS


class Cells(Protocol):
    """The cells of a grid as the clerk sees them: where one stands, what is selected, and how to go elsewhere."""

    def here(self) -> Cell:
        """The row and the column of the current cell; -1 and -1 when there is none."""

    def selected_cells(self) -> set[Cell]:
        """The selected cells; the current one when nothing is selected."""

    def go_to_row(self, key: str) -> None:
        """To the first cell to be typed of a row."""

    def show_cell(self, address: Address) -> bool:
        """Select the cell and scroll to it; False when the table has no such row."""

    def open_blank_row(self) -> None:
        """Go to the blank row at the end and open its first cell for typing."""

    def show_uses(self) -> None:
        """Open the list of where the current cell is used."""

    def tell(self, text: str) -> None:
        """Say how it went; blank says nothing."""

    def window(self) -> QWidget:
        """What a dialog stands over."""


class GridActions:
    """Carries the commands out on one grid; each is one undoable step and says what it did."""

    def __init__(self, cells: Cells, model: GridModel) -> None:
        self._cells = cells
        self._model = model
        deeds: dict[Command, Callable[[], None]] = {
            COPY: self.copy,
            CUT: self.cut,
            PASTE: self.paste,
            CLEAR: self.clear,
            FILL_DOWN: self.fill_down,
            FILL_RIGHT: self.fill_right,
            ADD_CODE: self.add_row,
            ADD_RECORD: self.add_row,
            REMOVE_ROWS: self.remove_rows,
            INSERT_ROW: self.insert_row,
            ROW_UP: lambda: self.move_row(-1),
            ROW_DOWN: lambda: self.move_row(1),
            COPY_ROW: self.copy_row,
            ADD_SUBTOTAL: self.add_subtotal,
            ADD_TOTAL: self.add_total,
            WHERE_USED: cells.show_uses,
            UNDO: self.undo,
            REDO: self.redo,
        }
        kind = _kind(model)
        self.all = {one: deeds[one] for one in GRID if one.needs & _KINDS in kind}
        """Those of a grid of this kind, in the order of the menu of a cell."""
        self.of_rows = {one: do for one, do in self.all.items() if one in GRID_ROWS}
        """Those that bring, move and take rows."""

    @property
    def met(self) -> Need:
        """What the grid and its disclosure meet now."""
        return met_by(self._model.session) | _kind(self._model)

    def menu(self, parent: QWidget) -> QMenu:
        """The menu of a cell: the commands with their keys, those that belong together between lines."""
        menu = QMenu(parent)
        begins = {FILL_DOWN, next(iter(self.of_rows), UNDO), WHERE_USED, UNDO}
        for command, do in self.all.items():
            if command in begins:
                menu.addSeparator()
            menu.addAction(command.caption, do).setEnabled(command.is_met(self.met))
        return menu

    def of(self, key: str) -> Callable[[], None] | None:
        """What a key calls."""
        return next((do for one, do in self.all.items() if key in one.keys), None)

    def copy(self) -> None:
        """Put the selected block on the clipboard."""
        block = commands.block_of(self._model, self._cells.selected_cells())
        if block:
            QGuiApplication.clipboard().setMimeData(to_mime(block))
            self._cells.tell(f"已复制 {len(block)} 行 {len(block[0])} 列。")

    def cut(self) -> None:
        """Copy, then clear."""
        self.copy()
        self.clear()

    def paste(self) -> None:
        """Lay the block of the clipboard over the table from the top left of the selection on."""
        area = commands.around(self._cells.selected_cells())
        if area is not None:
            self._cells.tell(commands.paste(self._model, area, as_copied(QGuiApplication.clipboard().mimeData())))

    def clear(self) -> None:
        """Blank what is typed in the selected cells."""
        self._cells.tell(commands.clear(self._model, self._cells.selected_cells()))

    def fill_down(self) -> None:
        """Repeat the first selected row downwards."""
        self._cells.tell(commands.fill(self._model, self._cells.selected_cells(), down=True))

    def fill_right(self) -> None:
        """Repeat the first selected column to the right."""
        self._cells.tell(commands.fill(self._model, self._cells.selected_cells(), down=False))

    def add_row(self) -> None:
        """Go to the blank row and open its first cell for typing."""
        if not self._model.grows:
            self._cells.tell(commands.FIXED_ROWS)
            return
        self._cells.open_blank_row()

    def remove_rows(self) -> None:
        """Take the selected rows of codes or records out."""
        self._cells.tell(commands.remove_rows(self._model, {row for row, _ in self._cells.selected_cells()}))

    def insert_row(self) -> None:
        """Put a blank record above the current one and go there."""
        key = commands.insert_record(self._model, self._cells.here()[0])
        if key:
            self._cells.go_to_row(key)

    def add_subtotal(self) -> None:
        """Ask whose 小计 the selected records get; the institutions of the disclosure are offered."""
        document = self._model.document
        table = document.edition.roles.table("institutions")
        units = [document.text(Address(table, line.key, "name")) for line in document.lines(table)]
        offered = list(filter(None, units)) or [document.head.unit.name]
        name, done = QInputDialog.getItem(self._cells.window(), "加小计", "所选各行属于哪个单位（或项目）：", offered)
        if done and name.strip():
            rows = {row for row, _ in self._cells.selected_cells()}
            self._cells.tell(commands.add_subtotal(self._model, rows, name.strip()))

    def add_total(self) -> None:
        """Put the 合计 above all records."""
        self._cells.tell(commands.add_total(self._model))

    def move_row(self, by: int) -> None:
        """Let the current record change places with the one above (-1) or below (1)."""
        self._cells.tell(commands.move_record(self._model, self._cells.here()[0], by))

    def copy_row(self) -> None:
        """Repeat the current record at the end of the table and go there."""
        key = commands.copy_record(self._model, self._cells.here()[0])
        if key:
            self._cells.go_to_row(key)

    def undo(self) -> None:
        """Take the last step back and show where it was."""
        operation = self._model.session.undo()
        self._show_step(operation.changes if operation else ())

    def redo(self) -> None:
        """Do the step again that was taken back last, and show where it is."""
        operation = self._model.session.redo()
        self._show_step(operation.changes if operation else ())

    def _show_step(self, changes: tuple[object, ...]) -> None:
        places = (c.key for c in changes if isinstance(c, CellChange) and c.key.table == self._model.table.id)
        place = next(places, None)
        if place is not None:
            self._cells.show_cell(place)


def _kind(model: GridModel) -> Need:
    if not model.is_records:
        return Need.LINES
    return Need.RECORDS | (Need.SUMS if model.table.relations else Need.NOTHING)
