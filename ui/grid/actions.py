"""The commands of the grid: what each is called, the keys it has, and what it does to the selected cells."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QInputDialog

from models.records import Address, CellChange
from ui.grid import commands
from ui.grid.clipboard import from_mime, to_mime

if TYPE_CHECKING:
    from ui.grid.model import GridModel
    from ui.grid.view import GridView


class Command(NamedTuple):
    """One command; the key to be shown stands first, and there may be none."""

    text: str
    keys: tuple[str, ...]
    do: Callable[[], None]

    @property
    def caption(self) -> str:
        """Its line in a menu, with the key that is on the keyboard."""
        return "\t".join((self.text, *self.keys[:1])).replace("Up", "↑").replace("Down", "↓")


class GridActions:
    """Carries the commands out on one view; each is one undoable step and says what it did through `status`."""

    def __init__(self, view: GridView, model: GridModel) -> None:
        self._view = view
        self._model = model
        new = "增加一行" if model.is_records else "增加科目"
        cells = [
            Command("复制", ("Ctrl+C", "Ctrl+Ins"), self.copy),
            Command("剪切", ("Ctrl+X", "Shift+Del"), self.cut),
            Command("粘贴", ("Ctrl+V", "Shift+Ins"), self.paste),
            Command("清除内容", ("Del",), self.clear),
            Command("向下填充", ("Ctrl+D",), self.fill_down),
            Command("向右填充", ("Ctrl+R",), self.fill_right),
        ]
        rows = [
            Command(new, ("Ins", "Ctrl++", "Ctrl+=", "Ctrl+Shift++"), self.add_row),
            Command("删除所选行", ("Ctrl+-",), self.remove_rows),
        ]
        if model.is_records:
            rows += [
                Command("在上面插入一行", ("Alt+Ins",), self.insert_row),
                Command("上移", ("Alt+Up",), lambda: self.move_row(-1)),
                Command("下移", ("Alt+Down",), lambda: self.move_row(1)),
                Command("复制一行", (), self.copy_row),
            ]
        if model.is_records and model.table.relations:
            rows += [
                Command("加小计…", (), self.add_subtotal),
                Command("加合计", (), self.add_total),
            ]
        steps = [
            Command("撤销", ("Ctrl+Z",), self.undo),
            Command("重做", ("Ctrl+Y", "Ctrl+Shift+Z"), self.redo),
        ]
        self.of_rows = tuple(rows)
        """Those that bring, move and take rows."""
        self.all = (*cells, *rows, *steps)

    def of(self, key: str) -> Command | None:
        """The command that a key calls."""
        return next((command for command in self.all if key in command.keys), None)

    def copy(self) -> None:
        """Put the selected block on the clipboard."""
        block = commands.block_of(self._model, self._view.selected_cells())
        if block:
            QGuiApplication.clipboard().setMimeData(to_mime(block))
            self._tell(f"已复制 {len(block)} 行 {len(block[0])} 列。")

    def cut(self) -> None:
        """Copy, then clear."""
        self.copy()
        self.clear()

    def paste(self) -> None:
        """Lay the block of the clipboard over the table from the top left of the selection on."""
        area = commands.around(self._view.selected_cells())
        if area is not None:
            self._tell(commands.paste(self._model, area, from_mime(QGuiApplication.clipboard().mimeData())))

    def clear(self) -> None:
        """Blank what is typed in the selected cells."""
        self._tell(commands.clear(self._model, self._view.selected_cells()))

    def fill_down(self) -> None:
        """Repeat the first selected row downwards."""
        self._tell(commands.fill(self._model, self._view.selected_cells(), down=True))

    def fill_right(self) -> None:
        """Repeat the first selected column to the right."""
        self._tell(commands.fill(self._model, self._view.selected_cells(), down=False))

    def add_row(self) -> None:
        """Go to the blank row and open its first cell for typing."""
        if not self._model.grows:
            self._tell(commands.FIXED_ROWS)
            return
        index = self._model.index(self._model.rowCount() - 1, 0)
        self._view.setCurrentIndex(index)
        self._view.edit(index, QAbstractItemView.EditTrigger.AllEditTriggers, None)

    def remove_rows(self) -> None:
        """Take the selected rows of codes or records out."""
        self._tell(commands.remove_rows(self._model, {row for row, _ in self._view.selected_cells()}))

    def insert_row(self) -> None:
        """Put a blank record above the current one and go there."""
        key = commands.insert_record(self._model, self._view.currentIndex().row())
        if key:
            self._view.go_to_row(key)

    def add_subtotal(self) -> None:
        """Ask whose 小计 the selected records get; the institutions of the disclosure are offered."""
        document = self._model.document
        units = [document.text(Address("X1", line.key, "name")) for line in document.lines("X1")]
        offered = list(filter(None, units)) or [document.head.unit.name]
        name, done = QInputDialog.getItem(self._view, "加小计", "所选各行属于哪个单位（或项目）：", offered)
        if done and name.strip():
            rows = {row for row, _ in self._view.selected_cells()}
            self._tell(commands.add_subtotal(self._model, rows, name.strip()))

    def add_total(self) -> None:
        """Put the 合计 above all records."""
        self._tell(commands.add_total(self._model))

    def move_row(self, by: int) -> None:
        """Let the current record change places with the one above (-1) or below (1)."""
        self._tell(commands.move_record(self._model, self._view.currentIndex().row(), by))

    def copy_row(self) -> None:
        """Repeat the current record at the end of the table and go there."""
        key = commands.copy_record(self._model, self._view.currentIndex().row())
        if key:
            self._view.go_to_row(key)

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
            self._view.show_cell(place)

    def _tell(self, text: str) -> None:
        if text:
            self._view.status.emit(text)
