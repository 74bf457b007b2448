"""Where one stands in a grid or in a text: what is selected and what is seen, to stand there again in other type or
on a page made anew."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, QTimer
from PySide6.QtGui import QTextCursor

from models.records import Address
from ui.grid.model import GridModel
from ui.grid.view import GridView
from ui.prose.field_editor import FieldEditor

_KEEP = QTextCursor.MoveMode.KeepAnchor
_Select = QItemSelectionModel.SelectionFlag


class InGrid(NamedTuple):
    """In a grid: the current cell, the rectangles that are selected, the row at the top and the columns gone past, as
    long as its rows are so many."""

    cell: Address | None
    selected: tuple[tuple[int, int, int, int], ...]
    top: int
    left: int
    rows: int


class InText(NamedTuple):
    """In a text: both ends of what is selected, the first position that is seen, and whether the cursor is."""

    anchor: int
    position: int
    top: int
    is_seen: bool


def in_grid(grid: GridView, model: GridModel) -> InGrid:
    """Where one stands in a grid."""
    index = grid.currentIndex()
    ranges = grid.selectionModel().selection().toList()
    return InGrid(
        model.address(index.row(), index.column()) if index.isValid() else None,
        tuple((one.top(), one.left(), one.bottom(), one.right()) for one in ranges),
        grid.verticalScrollBar().value(),
        grid.horizontalScrollBar().value(),
        model.rowCount(),
    )


def stand_in_grid(grid: GridView, model: GridModel, at: InGrid) -> None:
    """Stand there, as far as the table still has it; it is scrolled once it has its place."""
    index = model.find(at.cell) if at.cell is not None else grid.currentIndex()
    if not index.isValid():
        return
    selection = QItemSelection()
    if at.rows == model.rowCount():
        for top, left, bottom, right in at.selected:
            selection.select(model.index(top, left), model.index(bottom, right))
    grid.setCurrentIndex(index)
    if not selection.isEmpty():
        grid.selectionModel().select(selection, _Select.ClearAndSelect)

    def scroll() -> None:
        # A finding that led here has gone to a cell of its own.
        if grid.currentIndex() == index and at.rows == model.rowCount():
            grid.verticalScrollBar().setValue(at.top)
            grid.horizontalScrollBar().setValue(at.left)

    QTimer.singleShot(0, grid, scroll)


def in_text(editor: FieldEditor) -> InText:
    """Where one stands in a text."""
    cursor = editor.textCursor()
    is_seen = editor.viewport().rect().contains(editor.cursorRect().center())
    return InText(cursor.anchor(), cursor.position(), editor.cursorForPosition(QPoint()).position(), is_seen)


def stand_in_text(editor: FieldEditor, at: InText) -> None:
    """Stand there, as far as the text is still so long; it is scrolled once it has its place."""
    last = editor.document().characterCount() - 1
    cursor = editor.textCursor()
    cursor.setPosition(min(at.anchor, last))
    cursor.setPosition(min(at.position, last), _KEEP)
    editor.setTextCursor(cursor)

    def scroll() -> None:
        if editor.textCursor() == cursor:
            _see_from(editor, min(at.top, last))
            if at.is_seen:
                editor.ensureCursorVisible()

    QTimer.singleShot(0, editor, scroll)


def _see_from(editor: FieldEditor, position: int) -> None:
    """Scroll the line with this position to the top."""
    cursor = editor.textCursor()
    cursor.setPosition(position)
    bar = editor.verticalScrollBar()
    bar.setValue(bar.value() + editor.cursorRect(cursor).top())
