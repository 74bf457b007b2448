"""Fields to type in: what was typed stands until it is taken over.

A field tells when it is gone to, when typing in it pauses, and when it is left.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, QTimer, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QTextDocument,
)
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from ui.kit.composing import Composition, holds_files

PAUSE_MS = 600
"""After so long without a key what was typed becomes a step."""
_FLASH_MS = 1200


class Pause(QObject):
    """Tells when typing in a widget has paused; a word that the input method still composes is no pause."""

    over = Signal()

    def __init__(self, typed_in: QWidget) -> None:
        super().__init__(typed_in)
        self._composition = Composition(typed_in)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._end)

    @property
    def is_composing(self) -> bool:
        """Whether the input method holds letters that are not in the text yet."""
        return bool(self._composition.text)

    def settle(self) -> None:
        """Put what the input method still holds into the text."""
        self._composition.settle()

    @property
    def is_running(self) -> bool:
        """Whether something was typed just now."""
        return self._timer.isActive()

    def start(self) -> None:
        """Wait from now on: a key was pressed."""
        self._timer.start()

    def stop(self) -> None:
        """Wait no longer."""
        self._timer.stop()

    def _end(self) -> None:
        if self.is_composing:
            self.start()
        else:
            self.over.emit()


class _AsTyped:
    """Lets a text that a pause stored stand as it was typed until the field is left.

    It is kept without the white space at its ends, or gives way to a default: that is not to happen between two keys.
    """

    def __init__(self) -> None:
        self._is_storing = False
        self._stored: str | None = None

    def store(self, tell: Callable[[], None]) -> None:
        """Let what was typed be stored; what is to be shown of it meanwhile waits."""
        self._is_storing, self._stored = True, None
        try:
            tell()
        finally:
            self._is_storing = False

    def waits(self, text: str) -> bool:
        """Whether the text that is to be shown is what was stored, and waits; another one ends this."""
        if self._is_storing or text != self._stored:
            self._stored = text if self._is_storing else None
        return self._stored is not None

    def end(self, show: Callable[[str], None]) -> None:
        """The field is left: show what waits."""
        stored, self._stored = self._stored, None
        if stored is not None:
            show(stored)


class LineField(QLineEdit):
    """One line; Enter goes to the next field."""

    entered = Signal()
    paused = Signal()
    """Something was typed and then nothing for a while; who takes it over says so with `setModified(False)`."""
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.editingFinished.connect(self.left)
        self.returnPressed.connect(self.focusNextChild)
        self._as_typed = _AsTyped()
        self._flash = _Flash(self)
        pause = Pause(self)
        self.textEdited.connect(pause.start)
        pause.over.connect(self._after_pause)

    @property
    def typed(self) -> str:
        """What stands in it."""
        return self.text()

    def show_text(self, text: str) -> None:
        """Show what stands in the document, unless something is being typed."""
        if not self.isModified() and not self._as_typed.waits(text):
            self.setText(text)
            self.setCursorPosition(0)

    def flash(self) -> None:
        """Draw the eye."""
        self.selectAll()
        self._flash.begin()

    def event(self, event: QEvent) -> bool:
        return not _passed_on(event, self) and super().event(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file is for the window."""
        event.ignore() if holds_files(event.mimeData()) else super().dragEnterEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show what is kept of what was typed; a menu that opens over the field does not end the typing."""
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._as_typed.end(self.show_text)
        super().focusOutEvent(event)

    def _after_pause(self) -> None:
        if self.isModified():
            self._as_typed.store(self.paused.emit)
            if not self.isModified():
                self._forget_undo()

    def _forget_undo(self) -> None:
        """What is a step now is taken back from the tool bar."""
        at, start, extent = self.cursorPosition(), self.selectionStart(), self.selectionLength()
        # A line forgets only when its text is set anew.
        self.setText(self.text())
        self.setCursorPosition(at)
        if extent:
            self.setSelection(*((start, extent) if at > start else (start + extent, -extent)))


class TextField(QPlainTextEdit):
    """Several lines; Tab goes to the next field."""

    entered = Signal()
    paused = Signal()
    """Something was typed and then nothing for a while; who takes it over says so with `setModified(False)`."""
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._as_typed = _AsTyped()
        self._flash = _Flash(self)
        pause = Pause(self)
        self.textChanged.connect(pause.start)
        pause.over.connect(self._after_pause)

    @property
    def typed(self) -> str:
        """What stands in it."""
        return self.toPlainText()

    def isModified(self) -> bool:
        """Whether anything was typed that is not taken over."""
        return self.document().isModified()

    def setModified(self, modified: bool) -> None:
        """Say whether anything was typed that is not taken over."""
        self.document().setModified(modified)

    def show_text(self, text: str) -> None:
        """Show what stands in the document, unless something is being typed."""
        if not self.isModified() and not self._as_typed.waits(text) and self.toPlainText() != text:
            self.setPlainText(text)

    def flash(self) -> None:
        """Draw the eye."""
        self._flash.begin()

    def event(self, event: QEvent) -> bool:
        return not _passed_on(event, self.document()) and super().event(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return not holds_files(source) and super().canInsertFromMimeData(source)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving it is what ends the typing; a menu that opens over it is not."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._as_typed.end(self.show_text)
            self.left.emit()

    def _after_pause(self) -> None:
        if self.isModified():
            # What becomes a step is taken back from the tool bar. Qt counts the entries of this list to know what is
            # modified: it is emptied before `setModified(False)`, or what is typed next might pass for nothing.
            self.document().clearUndoRedoStacks()
            self._as_typed.store(self.paused.emit)


def _passed_on(event: QEvent, typed: QLineEdit | QTextDocument) -> bool:
    """Leave 撤销 and 重做 to the window where the field has nothing of its own to take back; True when it was so."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    keys = QKeySequence.StandardKey
    mine = (keys.Undo, typed.isUndoAvailable()), (keys.Redo, typed.isRedoAvailable())
    is_passed = any(event.matches(key) and not available for key, available in mine)
    if is_passed:
        event.ignore()
    return is_passed


class _Flash:
    """Colours the ground of a field for a moment; once more begins the moment anew."""

    def __init__(self, field: QWidget) -> None:
        self._field = field
        self._over = QTimer(field)
        self._over.setSingleShot(True)
        self._over.setInterval(_FLASH_MS)
        self._over.timeout.connect(lambda: self._color(False))

    def begin(self) -> None:
        """Draw the eye."""
        self._color(True)
        self._over.start()

    def _color(self, is_seen: bool) -> None:
        self._field.setProperty("flash", is_seen)
        self._field.style().polish(self._field)
