"""The editors of the grid: a line for an amount or a name, and one for a code with its list of codes."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from forms.operations import split_code
from ui.code_popup import CodePopup

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 10, Qt.Key.Key_PageUp: -10}


class CellEditor(QLineEdit):
    """One line in a cell. In 输入 mode (`typing`) arrow keys leave the cell; after F2 they move the caret."""

    typing_changed = Signal(bool)

    def __init__(self, parent: QWidget, *, chinese: bool) -> None:
        """`chinese`: whether an input method may compose here; one would steal digits and points of a number."""
        super().__init__(parent)
        self.typing = True
        self.setFrame(False)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, chinese)
        if not chinese:
            self.setInputMethodHints(Qt.InputMethodHint.ImhPreferLatin | Qt.InputMethodHint.ImhNoPredictiveText)

    def set_typing(self, typing: bool) -> None:
        """Change the mode; in 编辑 mode the caret stands behind the text and nothing is selected."""
        self.typing = typing
        if not typing:
            self.deselect()
            self.end(False)
        self.typing_changed.emit(typing)

    def replace(self, text: str) -> None:
        """Put a text in place of the old one as if it had been typed."""
        self.setText(text)
        self.setModified(True)


class CodeEditor(CellEditor):
    """A line for a code, a name or its initials; the popup shows what fits."""

    picked = Signal(QObject)
    """A code was clicked in the list; it stands in the editor now."""
    hinted = Signal(str)

    def __init__(self, parent: QWidget, *, chinese: bool) -> None:
        super().__init__(parent, chinese=chinese)
        self.popup: CodePopup | None = None

    def attach(self, popup: CodePopup) -> None:
        """Give the editor its list, which goes when the editor goes. An input method reports only what it committed."""
        self.popup = popup
        self.textEdited.connect(popup.offer)
        popup.picked.connect(self._pick)
        self.destroyed.connect(popup.deleteLater)

    def key(self, key: int) -> bool:
        """Let the open list have a key; whether it took it."""
        if self.popup is None or not self.popup.isVisible():
            return False
        if key == Qt.Key.Key_Escape:
            self.popup.hide()
            return True
        if key in _STEPS:
            self.popup.step(_STEPS[key])
            return True
        return False

    def settle(self) -> bool:
        """Make a code of what was typed when only one can be meant. False, with the list open, when several can."""
        text = self.text().strip()
        if self.popup is None or not text or not self.isModified():
            return True
        codes = self.popup.codes()
        named = self.popup.named(text)
        chosen = self.popup.chosen() if self.popup.isVisible() else ""
        code = chosen or split_code(text)[0] or _only(named) or _only(codes)
        if code:
            self.replace(code)
        elif codes:
            self.popup.show()
            self.popup.setCurrentRow(0)
            self.hinted.emit(f"有 {len(codes)} 个科目符合“{text}”，请用 ↑ ↓ 选择后按回车。")
            return False
        return True

    def hideEvent(self, event: QHideEvent) -> None:
        """The list does not outlive the editing."""
        if self.popup is not None:
            self.popup.hide()
        super().hideEvent(event)

    def _pick(self, code: str) -> None:
        self.replace(code)
        self.picked.emit(self)


def _only(codes: list[str]) -> str:
    return codes[0] if len(codes) == 1 else ""
