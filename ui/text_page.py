"""The page of one section of the 情况说明: its heading, what must be said in it, and its paragraphs as plain text."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QInputMethodEvent, QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from forms import operations
from forms.draft import draft
from ui import style, words
from ui.page import Page, guidance_line
from ui.session import Session
from ui.steps import section, section_step

PAUSE_MS = 600
"""After so long without a key what was typed becomes a step."""
_TYPE = 1.15
"""The type of the text in proportion to the size the clerk chose: paragraphs are read, not glanced at."""


class TextPage(Page):
    """One section. A line of the editor is a paragraph; what is typed is written as one named step after a pause."""

    def __init__(self, session: Session, step_id: str, parent: QWidget | None = None) -> None:
        super().__init__(session, step_id, parent)
        self._title = QLabel()
        self._title.setWordWrap(True)
        style.heading(self._title)
        self.editor = _Editor()
        self.count = QLabel()
        self.draft = QPushButton("按表起草(&D)")
        self.draft.setToolTip("由各表的数字写出这一节的初稿，接在已有的文字后面，可以撤销")
        self.draft.setAutoDefault(False)
        self.draft.clicked.connect(self.write_draft)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._build()
        self._follow()
        self.editor.textChanged.connect(self._typed)
        self.editor.left.connect(self.commit_pending)
        self._pause.timeout.connect(self._after_pause)
        session.changed.connect(self._follow)
        self.setFocusProxy(self.editor)

    def commit_pending(self) -> None:
        """Write what is being typed as one step, what the input method still composes included."""
        if self.editor.is_composing:
            QGuiApplication.inputMethod().commit()
        self._pause.stop()
        self._write()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(style.SPACE, style.SPACE, style.SPACE, style.SPACE)
        column.setSpacing(style.SPACE // 2)
        column.addWidget(self._title)
        guidance = section(self.session.document, self.step_id).guidance
        if guidance:
            column.addLayout(guidance_line(guidance))
        column.addWidget(self.editor, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.count, 1)
        foot.addWidget(self.draft)
        column.addLayout(foot)
        self.draft.setVisible(bool(section(self.session.document, self.step_id).draft))

    def write_draft(self) -> None:
        """Draft the section from the tables, behind what is written already, as one step."""
        self.commit_pending()
        document = self.session.document
        drafted = draft(document, section(document, self.step_id))
        written = "\n".join(filter(None, (document.section_text(self.step_id), drafted)))
        self.session.apply(
            f"按表起草 {self._title.text()}", operations.write_section(document, self.step_id, written)
        )

    def _typed(self) -> None:
        self._say_count()
        self._pause.start()

    def _after_pause(self) -> None:
        """Composing a word is no pause: the input method is not interrupted."""
        if self.editor.is_composing:
            self._pause.start()
        else:
            self._write()

    def _write(self) -> None:
        document = self.session.document
        typed = self.editor.toPlainText()
        # What is a step now is taken back from the tool bar; the editor takes back only what is not yet one.
        self.editor.document().clearUndoRedoStacks()
        if typed.strip() != document.section_text(self.step_id):
            changes = operations.write_section(document, self.step_id, typed)
            self.session.apply(f"填写 {self._title.text()}", changes)

    def _follow(self) -> None:
        """Show what stands in the document, unless the clerk is typing something else just now."""
        document = self.session.document
        step = section_step(document, section(document, self.step_id))
        self._title.setText(step.title)
        self.editor.setAccessibleName(f"{step.title}的文字")
        text = document.section_text(self.step_id)
        if not self._pause.isActive() and self.editor.toPlainText().strip() != text:
            self.editor.replace(text)
            self._pause.stop()
        self._say_count()

    def _say_count(self) -> None:
        characters, paragraphs = words.extent(self.editor.toPlainText())
        self.count.setText(f"{characters} 字，{paragraphs} 段" if paragraphs else "还没有填写")


class _Editor(QPlainTextEdit):
    """Plain text with an undo of its own for what is not yet a step; `left` tells that it lost the focus."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_composing = False
        """Whether the input method holds letters that are not in the text yet."""
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(style.SPACE)
        self.setPlaceholderText("在这里填写，一行是一段；可以从 WPS、Word 粘贴文字")
        self._fit()

    def replace(self, text: str) -> None:
        """Put another text in the place of this one, changing only where they differ, so that the cursor stays."""
        old = self.toPlainText()
        same = _common(old, text)
        rest, wanted = old[same:], text[same:]
        tail = _common(rest[::-1], wanted[::-1])
        cursor = QTextCursor(self.document())
        cursor.setPosition(_length(old[:same]))
        cursor.setPosition(_length(old[: len(old) - tail]), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(wanted[: len(wanted) - tail])
        self.document().clearUndoRedoStacks()

    def event(self, event: QEvent) -> bool:
        """Let 撤销 and 重做 of the window have their keys when there is nothing of one's own to take back."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            mine = self.document()
            undo, redo = event.matches(QKeySequence.StandardKey.Undo), event.matches(QKeySequence.StandardKey.Redo)
            if (undo and not mine.isUndoAvailable()) or (redo and not mine.isRedoAvailable()):
                event.ignore()
                return False
        return super().event(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        super().inputMethodEvent(event)
        self.is_composing = bool(event.preeditString())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving it is what ends the typing; a menu that opens over it is not."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._fit()

    def _fit(self) -> None:
        font = QGuiApplication.font()
        font.setPointSizeF(font.pointSizeF() * _TYPE)
        self.setFont(font)


def _common(one: str, other: str) -> int:
    """How many characters both texts begin with."""
    differing = (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    return next(differing, min(len(one), len(other)))


def _length(text: str) -> int:
    """How many positions of a QTextDocument the text takes: a rare character takes two."""
    return len(text.encode("utf-16-le")) // 2
