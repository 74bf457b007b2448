"""The editors of the grid: a line for an amount or a name, one for a code with its list, and several lines of text."""

from __future__ import annotations

import math
from typing import Any

from PySide6.QtCore import QMimeData, QRect, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QResizeEvent, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QWidget

from forms.document.entries import split_code
from ui.grid.code_popup import CodePopup, Popup
from ui.kit import style
from ui.kit.composing import holds_files
from ui.kit.plain import tip

_DIGITS = 8
"""So many digits a code has, and room for the caret."""


class CellEditor(QLineEdit):
    """One line in a cell. In 输入 mode (`typing`) arrow keys leave the cell; after F2 they move the caret."""

    typing_changed = Signal(bool)

    def __init__(self, parent: QWidget, *, chinese: bool) -> None:
        """`chinese`: whether an input method may compose here; one would steal digits and points of a number."""
        self._chinese = chinese
        super().__init__(parent)
        self.typing = True
        self.popup: Popup | None = None
        self.setFrame(False)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, chinese)
        if not chinese:
            self.setInputMethodHints(Qt.InputMethodHint.ImhPreferLatin | Qt.InputMethodHint.ImhNoPredictiveText)

    def inputMethodQuery(  # type: ignore[override]  # the stub has only one of the two that Qt has
        self, query: Qt.InputMethodQuery
    ) -> Any:
        """Without Chinese there is nothing to compose: of a line Qt asks this, whatever its attribute says."""
        if query == Qt.InputMethodQuery.ImEnabled and not self._chinese:
            return False
        return super().inputMethodQuery(query)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file is for the window."""
        event.ignore() if holds_files(event.mimeData()) else super().dragEnterEvent(event)

    def set_typing(self, typing: bool) -> None:
        """Change the mode; in 编辑 mode the caret stands behind the text and nothing is selected."""
        self.typing = typing
        if not typing:
            self.deselect()
            self.end(False)
        self.typing_changed.emit(typing)

    def put_caret(self, at: int) -> None:
        """Put the caret at that place of the text."""
        self.setCursorPosition(at)

    def attach(self, popup: Popup) -> None:
        """Give the editor a list of what may be meant. An input method reports only what it committed."""
        self.popup = popup
        self.textEdited.connect(popup.offer)

    def settle(self) -> bool:
        """Take what is chosen in the list, if any; True when the cell may be left."""
        _take_chosen(self)
        return True

    def replace(self, text: str) -> None:
        """Put a text in place of the old one as if it had been typed."""
        self.setText(text)
        self.setModified(True)


class CodeEditor(CellEditor):
    """A line for a code, a name or its initials; the popup shows what fits."""

    hinted = Signal(str)

    def __init__(self, parent: QWidget, *, chinese: bool) -> None:
        super().__init__(parent, chinese=chinese)
        self.setPlaceholderText("Alt+↓ 翻看科目表")
        tree = self.addAction(style.icon("chevron-down"), QLineEdit.ActionPosition.TrailingPosition)
        tree.setToolTip(tip("翻看科目表（Alt+↓）"))
        tree.triggered.connect(self.browse)

    @property
    def least_width(self) -> int:
        """The width in which a whole code stands beside the arrow of the tree."""
        return self.fontMetrics().horizontalAdvance("0") * _DIGITS + 2 * self.fontMetrics().height()

    def browse(self) -> None:
        """Open the tree of the codes where what stands here is in it."""
        if isinstance(self.popup, CodePopup):
            self.popup.browse_from(self.text().strip())

    def settle(self) -> bool:
        """Make a code of what was typed when only one can be meant. False, with the list open, when several can."""
        text = self.text().strip()
        chosen = self.popup.chosen() if self.popup is not None and self.popup.isVisible() else ""
        if not isinstance(self.popup, CodePopup) or not (chosen or (text and self.isModified())):
            return True
        codes = self.popup.codes()
        named = self.popup.named(text)
        code = chosen or split_code(text)[0] or _only(named) or _only(codes)
        if code:
            self.replace(code)
        elif codes:
            self.popup.show()
            self.popup.setCurrentRow(0)
            self.hinted.emit(f"有 {len(codes)} 个科目符合“{text}”，请用 ↑ ↓ 选择后按回车。")
            return False
        return True


class TextEditor(QPlainTextEdit):
    """Several lines of text in a cell, as tall as they are; in its modes and its words it is a `CellEditor`."""

    typing_changed = Signal(bool)

    def __init__(self, parent: QWidget, padding: int) -> None:
        """`padding`: between the edge of the cell and its text, in pixels."""
        super().__init__(parent)
        self.typing = True
        self.popup: Popup | None = None
        self._cell = QRect()
        self._padding = padding
        self.setFrameShape(QFrame.Shape.Box)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(padding - self.frameWidth())
        self.setModified(False)  # the margin counts as a modification
        self.textChanged.connect(self._grow)

    def text(self) -> str:
        """What stands in it."""
        return self.toPlainText()

    def setText(self, text: str) -> None:
        """Show a text, selected in 输入 mode, so that what is typed takes its place."""
        self.setPlainText(text)
        self.selectAll()
        self.setModified(False)

    def isModified(self) -> bool:
        """Whether anything was typed."""
        return self.document().isModified()

    def setModified(self, modified: bool) -> None:
        """Say whether anything was typed."""
        self.document().setModified(modified)

    def set_typing(self, typing: bool) -> None:
        """Change the mode; in 编辑 mode the caret stands behind the text and nothing is selected."""
        self.typing = typing
        if not typing:
            self.moveCursor(QTextCursor.MoveOperation.End)
            if self.popup is not None:
                self.popup.offer("")
        self.typing_changed.emit(typing)

    def put_caret(self, at: int) -> None:
        """Put the caret at that place of the text."""
        cursor = self.textCursor()
        cursor.setPosition(min(at, self.document().characterCount() - 1))
        self.setTextCursor(cursor)

    def attach(self, popup: Popup) -> None:
        """Give the editor a list of what may be meant; 编辑 begins with everything on offer."""
        self.popup = popup
        self.textChanged.connect(self._offer)

    def settle(self) -> bool:
        """Take what is chosen in the list, if any; True: the cell may be left."""
        _take_chosen(self)
        return True

    def _offer(self) -> None:
        if self.popup is not None and self.isVisible() and self.isModified():
            self.popup.offer(self.text())

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return not holds_files(source) and super().canInsertFromMimeData(source)

    def replace(self, text: str) -> None:
        """Put a text in place of the old one as if it had been typed."""
        self.selectAll()
        self.insertPlainText(text)
        self.setModified(True)

    def break_line(self) -> None:
        """Begin a new line at the caret."""
        self.insertPlainText("\n")

    def lie_on(self, cell: QRect) -> None:
        """Cover this cell and, where the text needs it, what is under it."""
        self._cell = QRect(cell)
        self._grow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Its lines are broken anew in another width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._grow()

    def _grow(self) -> None:
        parent = self.parentWidget()
        if parent is None or self._cell.isNull():
            return
        area = QRect(self._cell)
        block, wanted = self.document().begin(), 2.0 * self._padding
        while block.isValid():
            wanted += self.blockBoundingRect(block).height()
            block = block.next()
        room = parent.height()
        area.setHeight(min(max(area.height(), math.ceil(wanted)), room))
        area.moveTop(max(min(area.top(), room - area.height()), 0))
        self.setGeometry(area)


Editor = CellEditor | TextEditor


def _take_chosen(editor: Editor) -> None:
    """Put what is chosen in the open list of an editor in the place of what was typed."""
    if editor.popup is not None and editor.popup.isVisible() and editor.popup.chosen():
        editor.replace(editor.popup.chosen())


def _only(codes: list[str]) -> str:
    return codes[0] if len(codes) == 1 else ""
