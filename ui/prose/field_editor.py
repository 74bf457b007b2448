"""The editor of a section: plain text in which bound numbers stand as chips that are taken or left as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count, groupby
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QTextEdit, QToolTip, QWidget

from forms.document.fields import Filled, field
from ui.kit import style
from ui.kit.composing import holds_files
from ui.kit.plain import tip
from ui.kit.qt import nullable

NOTHING = "〔空〕"
"""What a chip shows whose cell is blank."""
_TYPE = style.CARD
"""The type of the text in proportion to the size the clerk chose: paragraphs are read, not glanced at."""
_MARGIN = 36
"""Around the text, as on paper, in pixels."""
_INDENT = 2
"""The first line of a paragraph begins so many characters further in (首行缩进)."""
_LINES = 135
"""The distance of the lines, in per cent of that of the type face."""
_SLOT, _WORDS, _NUMBER = (QTextFormat.Property.UserProperty.value + n for n in range(3))
"""What the format of a chip knows: its slot, its words, and a number that tells it from its neighbour."""
_BREAKS = str.maketrans({"\u2028": "\n", "\u2029": "\n", "\u00a0": " "})
_Move = QTextCursor.MoveOperation
_KEEP = QTextCursor.MoveMode.KeepAnchor
_REMOVING = {
    (Qt.Key.Key_Backspace, False): _Move.PreviousCharacter,
    (Qt.Key.Key_Backspace, True): _Move.PreviousWord,
    (Qt.Key.Key_Delete, False): _Move.NextCharacter,
    (Qt.Key.Key_Delete, True): _Move.NextWord,
}
"""How far the keys that remove go, alone and with Ctrl."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of free text, or a chip with its words; a chip has a slot."""

    text: str
    slot: str = ""


@dataclass(frozen=True, slots=True)
class Chip:
    """A chip in the editor: its slot, and where it stands in the positions of the QTextDocument."""

    slot: str
    start: int
    end: int


class _ChipLook(NamedTuple):
    """What the format of a chip knows; free text has no words."""

    number: int
    slot: str
    words: str


_FREE = _ChipLook(-1, "", "")


def pieces(filled: Filled) -> list[Piece]:
    """A text with its fields filled in, chip by chip."""
    found: list[Piece] = []
    at = 0
    for one in filled.fields:
        found += (Piece(filled.text[at : one.start]), Piece(filled.text[one.start : one.end] or NOTHING, one.slot))
        at = one.end
    return [piece for piece in (*found, Piece(filled.text[at:])) if piece.text]


def stripped(found: list[Piece]) -> list[Piece]:
    """Without the white space around the text, as it is kept."""
    ends = list(found)
    if ends and not ends[0].slot:
        ends[0] = Piece(ends[0].text.lstrip())
    if ends and not ends[-1].slot:
        ends[-1] = Piece(ends[-1].text.rstrip())
    return [piece for piece in ends if piece.text]


def kept_text(found: list[Piece]) -> str:
    """The pieces as they are kept."""
    return "".join(field(piece.slot) if piece.slot else piece.text for piece in found)


def length(text: str) -> int:
    """How many positions of a QTextDocument the text takes: a rare character takes two."""
    return len(text.encode("utf-16-le")) // 2


class FieldEditor(QTextEdit):
    """Plain text with chips, and an undo of its own for what is not yet a step; `left` tells that it lost the focus.

    A chip is text whose format names its slot: the cursor never stands in it, and what is typed beside it stays free.
    The indent of a paragraph is a matter of its looks: no space of it stands in the text.
    """

    left = Signal()
    followed = Signal(str)
    """The slot of a chip that was clicked with Ctrl."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tip: Callable[[int], str] = lambda _position: ""
        """What is told of a position of the text under the mouse."""
        self._numbers = count()
        self._was_at = 0
        self._pieces: list[Piece] = []
        self._read_at = -1
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(_MARGIN)
        self.setProperty("paper", True)
        self.invite("在这里填写，一行是一段；可以从 WPS、Word 粘贴文字")
        self.cursorPositionChanged.connect(self._keep_out)
        style.scale(self, _TYPE)
        self._lay_out()

    def invite(self, words: str) -> None:
        """Say this where nothing stands yet, indented as a paragraph is."""
        self.setPlaceholderText("　" * _INDENT + words)

    def _lay_out(self) -> None:
        """Set the paragraphs as they are printed; a new one looks like the one it is parted from. No step of it."""
        look = QTextBlockFormat()
        look.setTextIndent(_INDENT * self.fontMetrics().horizontalAdvance("国"))
        look.setLineHeight(_LINES, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(look)
        self.document().clearUndoRedoStacks()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._lay_out()

    # What stands in it

    def pieces(self) -> list[Piece]:
        """What stands in the editor, chip by chip."""
        if self._read_at != self.document().revision():
            self._pieces = list(self._read())
            self._read_at = self.document().revision()
        return self._pieces

    def _read(self) -> Iterator[Piece]:
        """The runs as pieces: of one that is not only the words of its chip the rest is free text."""
        free = ""
        for text, look in self._runs():
            before, words, behind = _around(text, look.words)
            free += before
            if words:
                yield from (Piece(part, slot) for part, slot in ((free, ""), (words, look.slot)) if part)
                free = behind
        if free:
            yield Piece(free)

    def chips(self) -> list[Chip]:
        """The chips with their places."""
        found, at = [], 0
        for piece in self.pieces():
            end = at + length(piece.text)
            if piece.slot:
                found.append(Chip(piece.slot, at, end))
            at = end
        return found

    def chip_at(self, position: int) -> Chip | None:
        """The chip that holds this position, at its edges too."""
        return next((chip for chip in self.chips() if chip.start <= position <= chip.end), None)

    def replace(self, wanted: list[Piece]) -> None:
        """Show other pieces in the place of these, changing only where they differ, so that the cursor stays."""
        old, wanted = _letters(self.pieces()), _letters(wanted)
        same = _common(old, wanted)
        tail = _common(old[same:][::-1], wanted[same:][::-1])
        cursor = QTextCursor(self.document())
        cursor.setPosition(_extent(old[:same]))
        cursor.setPosition(_extent(old[: len(old) - tail]), _KEEP)
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        self._insert(cursor, wanted[same : len(wanted) - tail])
        cursor.endEditBlock()
        self.document().clearUndoRedoStacks()

    def insert_chip(self, slot: str, words: str) -> None:
        """Put a chip in the place of what is selected, or where the cursor stands."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        self._insert(cursor, [Piece(words or NOTHING, slot)])
        cursor.endEditBlock()
        self.setTextCursor(cursor)

    def _runs(self) -> Iterator[tuple[str, _ChipLook]]:
        """The text in parts of one chip, or of none; a chip of several lines is one part."""
        parts: list[tuple[str, _ChipLook]] = []
        block = self.document().begin()
        while block.isValid():
            raw = block.text().encode("utf-16-le")
            for part in block.textFormats():
                start, extent, look = _described(part)
                parts.append((raw[2 * start : 2 * (start + extent)].decode("utf-16-le").translate(_BREAKS), look))
            block = block.next()
            if block.isValid():
                before = parts[-1][1] if parts else _FREE
                parts.append(("\n", before if "\n" in before.words else _FREE))
        for look, same in groupby(parts, key=lambda part: part[1]):
            yield "".join(text for text, _ in same), look

    def _insert(self, cursor: QTextCursor, wanted: list[Piece]) -> None:
        for slot, same in groupby(enumerate(wanted), key=lambda one: one[1].slot and one[0] + 1):
            run = [piece for _, piece in same]
            format_ = QTextCharFormat()
            if slot:
                format_.setProperty(_SLOT, run[0].slot)
                format_.setProperty(_WORDS, run[0].text)
                format_.setProperty(_NUMBER, next(self._numbers))
            cursor.insertText("".join(piece.text for piece in run), format_)

    # A chip is one thing

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._write_plainly()
        with_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        far = _REMOVING.get((Qt.Key(event.key()), with_ctrl))
        if far is not None and not self.isReadOnly() and self._remove_chips(far):
            event.accept()
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """With Ctrl a click on a chip leads to its cell."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            chip = self.chip_at(self.cursorForPosition(event.position().toPoint()).position())
            if chip is not None:
                self.followed.emit(chip.slot)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The usual menu, and where there is a chip the way to its cell."""
        menu = self.createStandardContextMenu(event.pos())
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        cursor = self.textCursor() if by_key else self.cursorForPosition(event.pos())
        chip = self.chip_at(cursor.position())
        if chip is not None:
            first = next(iter(menu.actions()), None)
            follow = QAction("到表里这一格(&T)", menu)
            follow.triggered.connect(lambda: self.followed.emit(chip.slot))
            menu.insertAction(nullable(first), follow)
        menu.exec(event.globalPos())
        menu.deleteLater()

    def viewportEvent(self, event: QEvent) -> bool:
        """Tell in a tip what stands under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            told = self.tip(self.cursorForPosition(event.pos()).position())
            QToolTip.showText(event.globalPos(), tip(told), self.viewport())
            return True
        return super().viewportEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is copied is the words alone: the face of the window is no business of another program's."""
        copied = QMimeData()
        copied.setText(self.textCursor().selection().toPlainText())
        return copied

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return not holds_files(source) and super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        self._write_plainly()
        super().insertFromMimeData(source)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._write_plainly()
        super().inputMethodEvent(event)

    def _write_plainly(self) -> None:
        """What is typed next to a chip is no part of it."""
        cursor = self.textCursor()
        if not cursor.hasSelection() and cursor.charFormat().hasProperty(_SLOT):
            self.setCurrentCharFormat(QTextCharFormat())

    def _remove_chips(self, far: _Move) -> bool:
        """Remove as far as a key goes, whole chips; False when there is no chip on the way."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            return False
        cursor.movePosition(far, _KEEP)
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        touched = [chip for chip in self.chips() if chip.start < end and start < chip.end]
        if not touched:
            return False
        cursor.setPosition(min(start, touched[0].start))
        cursor.setPosition(max(end, touched[-1].end), _KEEP)
        cursor.removeSelectedText()
        self.setTextCursor(cursor)
        return True

    def _keep_out(self) -> None:
        """Move a cursor that came into a chip on to its far edge; a selection takes the whole chip."""
        cursor = self.textCursor()
        at, anchor = cursor.position(), cursor.anchor()
        outwards = at != anchor and (QGuiApplication.mouseButtons() or self._edge(anchor, back=True) != anchor)
        to = self._edge(at, back=at < (anchor if outwards else self._was_at))
        start = to if at == anchor else self._edge(anchor, back=anchor < at)
        self._was_at = to
        if (to, start) != (at, anchor):
            cursor.setPosition(start)
            cursor.setPosition(to, _KEEP)
            self.setTextCursor(cursor)

    def _edge(self, position: int, *, back: bool) -> int:
        """The position, or the edge of the chip it lies in."""
        chip = next((chip for chip in self.chips() if chip.start < position < chip.end), None)
        if chip is None:
            return position
        return chip.start if back else chip.end

    # Working in the window

    def see_cursor(self) -> None:
        """Scroll so that the cursor stands in the middle."""
        bar, middle = self.verticalScrollBar(), self.viewport().height() // 2
        bar.setValue(bar.value() + self.cursorRect().center().y() - middle)

    def event(self, event: QEvent) -> bool:
        """Let 撤销 and 重做 of the window have their keys when there is nothing of one's own to take back."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            mine = self.document()
            undo, redo = event.matches(QKeySequence.StandardKey.Undo), event.matches(QKeySequence.StandardKey.Redo)
            if (undo and not mine.isUndoAvailable()) or (redo and not mine.isRedoAvailable()):
                event.ignore()
                return False
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving it is what ends the typing; a menu that opens over it is not."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()


def _described(part: Any) -> tuple[int, int, _ChipLook]:
    """Beginning, extent and look of a QTextLayout.FormatRange, whose parts the stubs of Qt for Python leave out."""
    get = part.format.property
    look = _ChipLook(get(_NUMBER), get(_SLOT), get(_WORDS)) if part.format.hasProperty(_NUMBER) else _FREE
    return part.start, part.length, look


def _around(text: str, words: str) -> tuple[str, str, str]:
    """A run in the text before the words of its chip, these words, and the text behind; without them all is before."""
    if words and text.startswith(words):
        return "", words, text[len(words) :]
    if words and text.endswith(words):
        return text[: -len(words)], words, ""
    return text, "", ""


def _letters(found: list[Piece]) -> list[Piece]:
    """The pieces with the free text letter by letter, so that only what differs is replaced."""
    return [one for piece in found for one in ([piece] if piece.slot else map(Piece, piece.text))]


def _common(one: list[Piece], other: list[Piece]) -> int:
    """How many pieces both begin with."""
    differing = (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    return next(differing, min(len(one), len(other)))


def _extent(found: list[Piece]) -> int:
    return sum(length(piece.text) for piece in found)
