"""What stands beside a section while it is written: the draft, to be taken over, and last year's text."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette, QTextCharFormat, QTextCursor, QTextFormat
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QTabBar, QTextEdit, QVBoxLayout, QWidget

from forms.document.document import Document
from forms.edit.adopt import Drafted, drafted
from forms.form.model import Section
from ui.kit import style
from ui.prose.marks import selection

_DRAFT, _BEFORE = "按表起草的样子", "的写法"
_KEEP = QTextCursor.MoveMode.KeepAnchor


class BesidePane(QWidget):
    """Shows a text to read, to copy from, and to take over where it is a draft.

    What the section says word for word stands faint in the draft; the current paragraph is the one that is taken over.
    """

    adopted = Signal(int)
    """The number of the drafted paragraph that the clerk wants in the text."""

    def __init__(self, adopt: QPushButton, adopt_all: QPushButton, parent: QWidget | None = None) -> None:
        """The buttons take over the current paragraph and the whole draft; who makes them carries the second out."""
        super().__init__(parent)
        self._drafted: tuple[Drafted, ...] = ()
        self._before = ""
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.text.document().setDocumentMargin(style.SPACE)
        self._adopt, self._adopt_all = adopt, adopt_all
        self._may_adopt = True
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(adopt)
        foot.addWidget(adopt_all)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(style.SPACE // 2)
        layout.addWidget(self.tabs)
        layout.addWidget(self.text, 1)
        layout.addLayout(foot)
        adopt.clicked.connect(lambda: self.adopted.emit(self.current))
        self.tabs.currentChanged.connect(self._show)
        self.text.cursorPositionChanged.connect(self._mark)

    @property
    def current(self) -> int:
        """The number of the current paragraph of the draft."""
        return self.text.textCursor().blockNumber()

    def allow(self, may_adopt: bool) -> None:
        """Whether what is shown may be taken over; a disclosure that is only looked at takes nothing."""
        self._may_adopt = may_adopt
        self._show()

    def show_for(self, document: Document, section: Section) -> bool:
        """Show what there is for a section, the draft first; False when there is nothing."""
        self._drafted, self._before = drafted(document, section), _last_year(document, section)
        before = document.previous
        titles = [_DRAFT] if self._drafted else []
        titles += [f"{before.head.year}年{_BEFORE}"] if before is not None and self._before else []
        if titles != [self.tabs.tabText(number) for number in range(self.tabs.count())]:
            blocked = self.tabs.blockSignals(True)
            while self.tabs.count():
                self.tabs.removeTab(0)
            for title in titles:
                self.tabs.addTab(title)
            self.tabs.blockSignals(blocked)
            # A bar that is not seen yet does not tell the layout that it has grown.
            self.tabs.updateGeometry()
        self._show()
        return bool(titles)

    def follow(self, paragraph: int) -> None:
        """Make the drafted paragraph the current one that belongs to a paragraph of the section."""
        if self._is_draft:
            self._go(next((n for n, one in enumerate(self._drafted) if one.at == paragraph), self.current))

    def go_on(self, after: int) -> None:
        """Make the next drafted paragraph the current one that the section does not say yet."""
        count = len(self._drafted)
        order = [(after + step) % count for step in range(1, count + 1)] if count else []
        self._go(next((number for number in order if not self._drafted[number].is_taken), after))

    def place(self, number: int) -> int:
        """The paragraph of the section that a drafted one belongs to; -1 when the section says nothing of the kind."""
        at = self._drafted[number].at if number < len(self._drafted) else None
        return -1 if at is None else at

    @property
    def _is_draft(self) -> bool:
        return self.tabs.tabText(self.tabs.currentIndex()) == _DRAFT

    def _go(self, number: int) -> None:
        block = self.text.document().findBlockByNumber(number)
        if block.isValid() and number != self.current:
            self.text.setTextCursor(QTextCursor(block))
            self.text.centerCursor()

    def _show(self) -> None:
        title = self.tabs.tabText(self.tabs.currentIndex())
        text = "\n".join(one.text for one in self._drafted) if self._is_draft else self._before
        self.text.setAccessibleName(title)
        if self.text.toPlainText() != text:
            at = self.current
            self.text.setPlainText(text)
            self._go(at)
        for button in (self._adopt, self._adopt_all):
            button.setVisible(self._is_draft and self._may_adopt)
        self._mark()

    def _mark(self) -> None:
        """Draw the taken paragraphs faint and the current one on a ground of its own."""
        palette = self.text.palette()
        faint = palette.color(QPalette.ColorRole.PlaceholderText)
        marks: list[QTextEdit.ExtraSelection] = []
        for number, one in enumerate(self._drafted if self._is_draft else ()):
            look = QTextCharFormat()
            if one.is_taken:
                look.setForeground(faint)
            if number == self.current:
                look.setBackground(style.chip_color(palette))
                look.setProperty(QTextFormat.Property.FullWidthSelection, True)
            cursor = QTextCursor(self.text.document().findBlockByNumber(number))
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, _KEEP)
            marks.append(selection(cursor, look))
        self.text.setExtraSelections(marks)
        taken = self.current < len(self._drafted) and self._drafted[self.current].is_taken
        self._adopt.setEnabled(not taken)
        self._adopt_all.setEnabled(not all(one.is_taken for one in self._drafted))


def _last_year(document: Document, section: Section) -> str:
    """What last year's disclosure says in the same section; blank when there is none."""
    before = document.previous
    if before is None:
        return ""
    alike = [s for s in before.edition.sections if s.key == section.key]
    alike.sort(key=lambda s: s.title != section.title)
    return next(filter(None, (before.section_text(s.id) for s in alike)), "")
