"""The one grid for every table: the keys and the clipboard of WPS and Excel on top of Qt's table view."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QTableView, QWidget

from models.records import Address
from ui.grid import commands, moves
from ui.grid.actions import GridActions
from ui.grid.delegate import GridDelegate
from ui.grid.editor import CellEditor, CodeEditor, Editor
from ui.grid.frozen import FrozenColumns
from ui.grid.head import GridHead
from ui.grid.layout import GridLayout
from ui.grid.look import TYPED
from ui.grid.model import GridModel
from ui.grid.row_head import RowHead
from ui.kit import words
from ui.kit.composing import Composition
from ui.kit.qt import Index, nullable

_Key = Qt.Key
_Trigger = QAbstractItemView.EditTrigger
_Cursor = QAbstractItemView.CursorAction
_Select = QItemSelectionModel.SelectionFlag
_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_KEYPAD = Qt.KeyboardModifier.KeypadModifier

_DIRECTIONS = {_Key.Key_Up: (-1, 0), _Key.Key_Down: (1, 0), _Key.Key_Left: (0, -1), _Key.Key_Right: (0, 1)}
_EDGES = {_Cursor.MoveUp: (-1, 0), _Cursor.MoveDown: (1, 0), _Cursor.MoveLeft: (0, -1), _Cursor.MoveRight: (0, 1)}
_TO_EDIT = (_Trigger.EditKeyPressed, _Trigger.DoubleClicked)
"""What opens a cell in 编辑 mode."""
_FLASH_MS = 1200


class GridView(QTableView):
    """Shows a `GridModel`. Nothing it does refuses an entry; what it leaves alone it says through `status`."""

    status = Signal(str)
    mode_changed = Signal(str)
    """输入 while typing, 编辑 after F2, blank when no editor is open."""
    current_changed = Signal(object)
    """The Address of the current cell, or None."""
    selection_changed = Signal()
    typed = Signal(str)
    """What stands in the open editor, after every key."""
    uses_wanted = Signal()
    """It is asked where the current cell is used."""
    measured = Signal()
    """The columns were measured anew, in another type or unit."""

    def __init__(self, model: GridModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._editor: Editor | None = None
        self._composition = Composition(self, lambda: self._editor)
        self._tab_start: int | None = None
        """The column in which a run of Tab began."""
        self.commands = GridActions(self, model)
        self._delegate = GridDelegate(model, self)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setHorizontalHeader(head := GridHead(model, self))
        self.setVerticalHeader(RowHead(model, self))
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self._layout = GridLayout(self, model, self._delegate, head)
        self._frozen = FrozenColumns(self, model)
        self.setAccessibleName(words.heading(model.table))
        self.setEditTriggers(_Trigger.DoubleClicked | _Trigger.EditKeyPressed | _Trigger.AnyKeyPressed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._delegate.opened.connect(self._opened)
        self._delegate.left.connect(self._leave)
        self._delegate.hinted.connect(self.status)
        model.status.connect(self.status)
        model.placed.connect(self.go_to_row)
        model.reshown.connect(self.fit)

    # For the page

    def show_cell(self, address: Address) -> bool:
        """Select the cell, scroll to it and let it flash; False when the table has no such row."""
        if not (index := self._model.find(address)).isValid():
            return False
        self.setCurrentIndex(index)
        self.scrollTo(index)
        self._flash(QPersistentModelIndex(index))
        QTimer.singleShot(_FLASH_MS, self, lambda: self._flash(QPersistentModelIndex()))
        return True

    def fit(self) -> None:
        """Fit the columns to what they hold now."""
        self._layout.outdate()
        self.measured.emit()

    @property
    def least_width(self) -> int:
        """The width at which the first columns to be typed are whole beside what says what a row is."""
        return self._layout.least_width + 2 * self.frameWidth() + self.verticalScrollBar().sizeHint().width()

    def commit_pending(self) -> None:
        """Carry out what is being typed, an unfinished composition of the input method included."""
        self._settle()
        if self._editor is not None:
            self._close(self._editor)

    def selected_cells(self) -> set[moves.Cell]:
        """The selected cells; the current one when nothing is selected."""
        cells = {
            (row, column)
            for part in self.selectionModel().selection().toList()
            for row in range(part.top(), part.bottom() + 1)
            for column in range(part.left(), part.right() + 1)
        }
        return cells or ({self.here()} if self.currentIndex().isValid() else set())

    def here(self) -> moves.Cell:
        """The row and the column of the current cell; -1 and -1 when there is none."""
        return self.currentIndex().row(), self.currentIndex().column()

    def open_blank_row(self) -> None:
        """Go to the blank row at the end and open its first cell for typing."""
        self.setCurrentIndex(self._model.index(self._model.rowCount() - 1, 0))
        self.edit(self.currentIndex())

    def open_editor(self, caret: int) -> None:
        """Go on with what stands in the current cell, the caret at that place in its text; where nothing is typed it is
        said."""
        if self._editor is None:
            self.setFocus()
            self.edit(self.currentIndex(), _Trigger.EditKeyPressed)
        if self._editor is not None:
            self._editor.set_typing(False)
            self._editor.put_caret(caret)

    def told(self) -> tuple[str, str]:
        """What stands in the current cell, and how it comes about."""
        cell = self.here()
        return (self._model.text(*cell), self._model.how(*cell)) if self.currentIndex().isValid() else ("", "")

    def show_uses(self) -> None:
        """Ask for the list of where the current cell is used."""
        self.uses_wanted.emit()

    def tell(self, text: str) -> None:
        """Say how a command went; blank says nothing."""
        if text:
            self.status.emit(text)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of a spreadsheet; the rest as Qt does it."""
        key, modifiers = event.key(), event.modifiers() & ~_KEYPAD
        pressed = QKeySequence(key | modifiers.value).toString()
        do = self.commands.of(pressed)
        if do is not None:
            self.commit_pending()
            do()
        elif key in (_Key.Key_Return, _Key.Key_Enter) and not modifiers & _CTRL:
            self._enter(-1 if modifiers & _SHIFT else 1)
        elif key in (_Key.Key_Tab, _Key.Key_Backtab) and not modifiers & _CTRL:
            if not self._tab(1 if key == _Key.Key_Tab else -1):
                event.ignore()
        elif key == _Key.Key_Backspace:
            if self.edit(self.currentIndex(), _Trigger.AnyKeyPressed, event) and self._editor is not None:
                self._editor.replace("")
        elif key == _Key.Key_F2:
            self.edit(self.currentIndex(), _Trigger.EditKeyPressed, event)
        else:
            if key in _DIRECTIONS:
                self._tab_start = None
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Nothing: letters on a computed cell do not make the current cell jump."""

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """With Ctrl an arrow goes to the edge of the block of filled cells."""
        if action in _EDGES and modifiers & _CTRL and self.currentIndex().isValid():
            return self._model.index(*moves.block_edge(self._model, self.here(), _EDGES[action]))
        return super().moveCursor(action, modifiers)

    def setCurrentIndex(self, index: Index) -> None:
        """Go to a cell and select it alone, even while Ctrl is held down."""
        super().setCurrentIndex(index)
        self.selectionModel().select(index, _Select.ClearAndSelect)

    def selectionCommand(self, index: Index, event: QEvent | None = None) -> QItemSelectionModel.SelectionFlag:
        """With Ctrl an arrow selects as without: Qt would move the current cell and leave the selection behind."""
        if isinstance(event, QKeyEvent) and event.modifiers() & _CTRL:
            return _Select.SelectCurrent if event.modifiers() & _SHIFT else _Select.ClearAndSelect
        return super().selectionCommand(index, event)

    # Editing

    def edit(  # type: ignore[override]  # of the two that Qt has, the one of the index alone returns nothing
        self, index: Index, trigger: _Trigger = _Trigger.AllEditTriggers, event: QEvent | None = None
    ) -> bool:
        """Open the editor where something is typed; elsewhere say why not."""
        typing, editing = trigger == _Trigger.AnyKeyPressed, trigger in _TO_EDIT
        if (typing or editing) and index.isValid():
            reason = commands.refusal(self._model, (index.row(), index.column()), typing=typing)
            if reason:
                self.status.emit(reason)
                return False
        opened = super().edit(index, trigger, nullable(event))
        if opened and editing and self._editor is not None:
            self._editor.set_typing(False)
        return opened

    def _settle(self) -> None:
        """Put what the input method holds into the cell it was typed for. While a first word is composed the view has
        the focus, afterwards the editor."""
        if self._editor is not None:
            self._composition.settle()
            self._in_editor.settle()

    def _opened(self, editor: Editor) -> None:
        self._editor = editor
        self._in_editor = Composition(editor)
        editor.typing_changed.connect(self._tell_mode)
        editor.textChanged.connect(lambda: self.typed.emit(editor.text()))
        is_restated = self._model.amount_at(*self.here()) and self._model.unit != self._model.table.unit
        if is_restated and isinstance(editor, CellEditor):
            editor.textEdited.connect(self._echo)
        self._tell_mode(True)

    def _echo(self, typed: str) -> None:
        """What is typed in the other unit, in the unit of the form."""
        restated = self._model.restated(typed)
        if restated != typed:
            self.status.emit(f"{typed} {self._model.unit} ＝ {restated} {self._model.table.unit}")

    def _tell_mode(self, typing: bool) -> None:
        self.mode_changed.emit("输入" if typing else "编辑")

    def closeEditor(self, editor: QWidget, _hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Close it; where to go next is decided here and not by Qt."""
        if editor is self._editor:
            self._editor = None
            super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
            self.mode_changed.emit("")

    def _close(self, editor: Editor) -> None:
        self.commitData(editor)
        self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def _leave(self, editor: QObject, key: int, modifiers: Qt.KeyboardModifier) -> None:
        """A key was pressed in an editor that commits it and goes on."""
        if not isinstance(editor, Editor):
            return
        here = QPersistentModelIndex(self.currentIndex())
        text, cells = editor.text(), self.selected_cells()
        if modifiers & _CTRL and not isinstance(editor, CodeEditor):
            editor.setModified(False)
            self._close(editor)
            self.status.emit(commands.enter_all(self._model, cells, text))
            return
        self._close(editor)
        if here != self.currentIndex():
            return  # a code led to another row
        if key in _DIRECTIONS:
            self._tab_start = None
            down, right = _DIRECTIONS[_Key(key)]
            self._go((self.here()[0] + down, self.here()[1] + right))
        elif key in (_Key.Key_Tab, _Key.Key_Backtab):
            self._tab(1 if key == _Key.Key_Tab else -1)
        else:
            self._enter(-1 if modifiers & _SHIFT else 1)

    # Moving

    def _go(self, cell: moves.Cell | None) -> bool:
        """Make a cell the current one; False where there is none."""
        index = self._model.index(*cell) if cell else QModelIndex()
        if index.isValid():
            self.setCurrentIndex(index)
        return index.isValid()

    def _enter(self, step: int) -> None:
        """Down or up to the next cell that is typed, after a run of Tab under the cell in which it began; or as Tab."""
        if moves.habits.enter_leads_right:
            self._tab(step)
            return
        row, column = self.here()
        start, self._tab_start = self._tab_start, None
        self._go(moves.beneath(self._model, (row, column if start is None else start), step))

    def _tab(self, step: int) -> bool:
        """To the next or previous cell that is typed; False at the end of the table."""
        start = self.here()[1] if self._tab_start is None else self._tab_start
        moved = self._go(moves.next_entry(self._model, self.here(), step))
        # A run that began on a code or a name began in truth where the first Tab led to.
        is_typed = self._model.columns[start].kind in TYPED
        self._tab_start = (start if is_typed else self.here()[1]) if moved else None
        return moved

    def go_to_row(self, key: str) -> None:
        """To the first cell to be typed of a row, or to its first cell."""
        index = self._model.find(Address(self._model.table.id, key, ""))
        self._tab_start = None
        self._go(moves.first_entry(self._model, index.row(), index.column()))

    def _flash(self, cell: QPersistentModelIndex) -> None:
        self._delegate.flashed = cell
        self.viewport().update()

    # Following Qt

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell the new place, and switch the input method on only where text is typed."""
        super().currentChanged(current, previous)
        self._allow_composing()
        self.current_changed.emit(self._model.address(current.row(), current.column()) if current.isValid() else None)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell it."""
        super().selectionChanged(selected, deselected)
        self.selection_changed.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt switches the input method on for every editable cell; here only for texts."""
        super().focusInEvent(event)
        self._allow_composing()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click ends a run of Tab, and what is composed stays in the cell it was typed in."""
        self._settle()
        self._tab_start = None
        super().mousePressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin on the first cell that is typed; Qt would begin on the code of the total, which is locked."""
        super().showEvent(event)
        self._layout.measure()
        if not self.currentIndex().isValid():
            self._go(moves.opening(self._model))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the width anew."""
        super().resizeEvent(event)
        self._layout.share_width()
        self._frozen.follow()

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Show the cell, also from below the frozen columns."""
        super().scrollTo(index, hint)
        self._frozen.uncover(index)

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew in another type size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The commands with their keys."""
        menu = self.commands.menu(self)
        menu.exec(event.globalPos())

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> Any:
        """The place of the caret, where the candidates stand: Qt leaves that of an editor of several lines unmapped."""
        if query == Qt.InputMethodQuery.ImCursorRectangle and self._editor is not None:
            caret = QRectF(self._editor.inputMethodQuery(query)).toRect()
            return caret.translated(self._editor.mapTo(self, QPoint()))
        return super().inputMethodQuery(query)

    def _allow_composing(self) -> None:
        index = self.currentIndex()
        chinese = index.isValid() and self._model.columns[index.column()].kind in ("name", "text")
        editable = bool(self._model.flags(index) & Qt.ItemFlag.ItemIsEditable)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, chinese and editable)
