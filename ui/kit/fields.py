"""Fields to type in: what was typed stands until it is taken over, and the field tells when it is gone to and left."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QTextDocument
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from ui.kit import style

_FLASH_MS = 1200


class LineField(QLineEdit):
    """One line; Enter goes to the next field."""

    entered = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.editingFinished.connect(self.left)
        self.returnPressed.connect(self.focusNextChild)

    @property
    def typed(self) -> str:
        """What stands in it."""
        return self.text()

    def show_text(self, text: str) -> None:
        """Show what stands in the document, unless something is being typed."""
        if not self.isModified():
            self.setText(text)
            self.setCursorPosition(0)

    def flash(self) -> None:
        """Draw the eye."""
        self.selectAll()
        _flash(self)

    def event(self, event: QEvent) -> bool:
        return not _passed_on(event, self) and super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()


class TextField(QPlainTextEdit):
    """Several lines; Tab goes to the next field."""

    entered = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

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
        if not self.isModified() and self.toPlainText() != text:
            self.setPlainText(text)

    def flash(self) -> None:
        """Draw the eye."""
        _flash(self)

    def event(self, event: QEvent) -> bool:
        return not _passed_on(event, self.document()) and super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving it is what ends the typing; a menu that opens over it is not."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()


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


def _flash(field: QWidget) -> None:
    """Colour the ground for a moment."""
    palette = field.palette()
    usual = palette.color(palette.ColorRole.Base)
    palette.setColor(palette.ColorRole.Base, style.flash_color(palette))
    field.setPalette(palette)

    def end() -> None:
        palette.setColor(palette.ColorRole.Base, usual)
        field.setPalette(palette)

    QTimer.singleShot(_FLASH_MS, field, end)
