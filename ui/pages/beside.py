"""What stands beside a section while it is written: last year's paragraphs, else what the tables would say."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from forms.document.document import Document
from forms.document.fields import fill
from forms.document.slots import slot_text as slot_words
from forms.edit.draft import draft
from forms.form.model import Section
from ui.kit import style
from ui.kit.plain import Label


class BesidePane(QWidget):
    """Shows a text to read and copy from."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Label()
        self._title.setWordWrap(True)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text.document().setDocumentMargin(style.SPACE)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(style.SPACE // 2)
        layout.addWidget(self._title)
        layout.addWidget(self.text, 1)

    def show_for(self, document: Document, section: Section) -> bool:
        """Show what there is for a section; False when there is nothing."""
        title, text = _reference(document, section)
        self._title.setText(title)
        self.text.setAccessibleName(title)
        if self.text.toPlainText() != text:
            self.text.setPlainText(text)
        return bool(text)


def _reference(document: Document, section: Section) -> tuple[str, str]:
    """The text beside a section with its title; both blank when there is none."""
    before = document.previous
    if before is not None:
        alike = [s for s in before.edition.sections if s.key == section.key]
        alike.sort(key=lambda s: s.title != section.title)
        text = next(filter(None, (before.section_text(s.id) for s in alike)), "")
        if text:
            return f"{before.head.year}年的写法", text
    text = fill(draft(document, section), lambda slot: slot_words(document, slot)).text
    return ("按表起草的样子" if text else "", text)
