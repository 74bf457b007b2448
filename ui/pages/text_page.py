"""The page of one section of the 情况说明: its heading, what must be said in it, and its paragraphs with chips."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from forms.document.finding import Finding
from forms.document.slots import slot_text as slot_words
from forms.edit import cells
from forms.edit.adopt import adopt, adopt_all
from forms.prose.bind import bind
from forms.years.carry import carry_section
from ui.kit import style, words
from ui.kit.commands import (
    ADOPT,
    ADOPT_ALL,
    AS_LAST_YEAR,
    BESIDE,
    BIND,
    COPY,
    CUT,
    INSERT_NUMBER,
    KEEP_OWN,
    NOTHING_TO_SAY,
    PASTE,
    Command,
    met_by,
    printed,
)
from ui.kit.fields import Pause
from ui.kit.plain import Label, tip
from ui.kit.session import Session
from ui.kit.steps import section, section_step
from ui.pages.beside import BesidePane
from ui.pages.page import Page
from ui.pages.page_head import PageHead
from ui.pages.standing import InText, in_text, stand_in_text
from ui.prose import slots
from ui.prose.field_editor import FieldEditor, kept_text, pieces, stripped
from ui.prose.marks import Marks
from ui.prose.number_dialog import NumberDialog

_PAPER, _BESIDE = 680, 350
"""The width of the paper, and of what stands beside it, in pixels at the standard type size."""
_LEAST_PAPER, _LEAST_BESIDE = 380, 230
"""The least of both."""


class TextPage(Page):
    """One section. A line of the editor is a paragraph; what is typed is written as one named step after a pause."""

    def __init__(self, session: Session, step_id: str, parent: QWidget | None = None) -> None:
        super().__init__(session, step_id, parent)
        self._section = section(session.document, step_id)
        self.head = PageHead(session, step_id, "", self._section.guidance)
        self._title = self.head.title
        self.editor = FieldEditor()
        self.editor.setReadOnly(session.is_read_only)
        if session.is_inspected:
            self.editor.invite("文件里没有这一节的文字")
        elif self._section.example:
            self.editor.invite(f"在这里填写，一行是一段。例如：{self._section.example}")
        self.marks = Marks(self.editor)
        self.adopt = self._button(ADOPT)
        self.adopt_all = self._button(ADOPT_ALL)
        self.keep = self._button(KEEP_OWN)
        self.again = self._button(AS_LAST_YEAR)
        self.beside = BesidePane(self.adopt, self.keep, self.again, session.kept_own)
        self.nothing = self._button(NOTHING_TO_SAY)
        self.count = Label()
        self.compare = self._button(BESIDE)
        self.bind = self._button(BIND)
        self.insert = self._button(INSERT_NUMBER)
        self._pause = Pause(self.editor)
        self._build()
        self.show_change()
        self.compare.setChecked(True)
        self._connect()
        self._fold()
        self.show_check()
        self.worked_in = self.editor

    def _connect(self) -> None:
        self.editor.textChanged.connect(self._typed)
        self.editor.left.connect(self.commit_pending)
        self.editor.followed.connect(self._go_to)
        self.editor.tip = self._tip
        self._pause.over.connect(self._write)
        self.compare.toggled.connect(self._fold)
        self.insert.clicked.connect(self.insert_number)
        self.bind.clicked.connect(self.bind_numbers)
        self.head.finding_wanted.connect(self.finding_wanted)
        self.beside.adopted.connect(self.adopt_paragraph)
        self.beside.kept.connect(self.keep_paragraph)
        self.nothing.clicked.connect(self.say_nothing)
        self.again.clicked.connect(self.say_as_last_year)
        self.beside.chosen.connect(self._go_to_paragraph)
        self.adopt_all.clicked.connect(self.adopt_draft)
        self.editor.cursorPositionChanged.connect(self._follow_cursor)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.head.add(self.nothing)
        self.head.add(self.adopt_all)
        column.addWidget(self.head)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addStretch(1)
        middle.addWidget(self.editor, _PAPER)
        middle.addWidget(self.beside, _BESIDE)
        middle.addStretch(1)
        column.addLayout(middle, 1)
        strip = QFrame()
        strip.setProperty("strip", True)
        foot = QHBoxLayout(strip)
        foot.setContentsMargins(2 * style.SPACE, style.SPACE // 2, 2 * style.SPACE, style.SPACE // 2)
        for button in (self.insert, self.bind):
            foot.addWidget(button)
        foot.addWidget(self.count, 1)
        foot.addWidget(self.compare)
        column.addWidget(strip)
        self._fit()
        met = met_by(self.session)
        self.bind.setVisible(BIND.is_met(met))
        self.insert.setVisible(INSERT_NUMBER.is_met(met))
        self.beside.allow(ADOPT.is_met(met))

    def _button(self, command: Command) -> QPushButton:
        made = QPushButton(command.label)
        made.setToolTip(tip(command.tip))
        made.setCheckable(command.is_switch)
        made.setAutoDefault(False)
        for key in command.keys:
            QShortcut(QKeySequence(key), self, made.click, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        return made

    def deed(self, command: Command) -> Callable[[], object] | None:
        """复制, 剪切, 粘贴 in the text."""
        return {COPY: self.editor.copy, CUT: self.editor.cut, PASTE: self.editor.paste}.get(command)

    def standing(self) -> InText:
        return in_text(self.editor)

    def stand_again(self, standing: InText) -> None:
        stand_in_text(self.editor, standing)

    # Writing

    def commit_pending(self) -> None:
        """Write what is being typed as one step, what the input method still composes included."""
        self._pause.settle()
        self._pause.stop()
        self._write()

    def adopt_paragraph(self, number: int) -> None:
        """Put a drafted paragraph in the place of the one that says the same, as one step, and go on to the next; of a
        blank section the whole draft."""
        self.commit_pending()
        if self.beside.is_whole:
            self.adopt_draft()
            return
        changes = adopt(self.session.document, self._section, number)
        if self.session.apply(f"采用起草的一段 {self._title.text()}", changes):
            self._go_to_paragraph(number)
        self.beside.go_on(number)
        self.editor.setFocus()

    def keep_paragraph(self, number: int) -> None:
        """Leave the paragraph as it stands, and go on to the next that differs from its draft."""
        self.commit_pending()
        self.beside.keep(number)
        self.beside.go_on(number)
        self._go_to_paragraph(self.beside.current)
        self.editor.setFocus()

    def say_nothing(self) -> None:
        """Write the sentence that says that there is nothing of the kind, as one step."""
        self.commit_pending()
        changes = cells.write_section(self.session.document, self.step_id, self._section.nothing)
        self.session.apply(f"标为不适用 {self._title.text()}", changes)
        self.editor.setFocus()

    def say_as_last_year(self) -> None:
        """Write what last year's text says, of this year, as one step."""
        self.commit_pending()
        document = self.session.document
        changes = cells.write_section(document, self.step_id, carry_section(document, self._section))
        self.session.apply(f"照用上年 {self._title.text()}", changes)
        self.editor.setFocus()

    def adopt_draft(self) -> None:
        """Put the draft in the place of all that is written, as one step."""
        self.commit_pending()
        changes = adopt_all(self.session.document, self._section)
        self.session.apply(f"采用起草的全文 {self._title.text()}", changes)
        self.editor.setFocus()

    def insert_number(self) -> None:
        """Ask for a cell and put a chip for it in the place of what is selected."""
        document = self.session.document
        dialog = NumberDialog(document, self, sought=self.editor.textCursor().selectedText().strip())
        if dialog.exec() == QDialog.DialogCode.Accepted and dialog.address is not None:
            slot = "/".join(dialog.address)
            self.editor.insert_chip(slot, slot_words(document, slot))
            self.commit_pending()
        dialog.deleteLater()
        self.editor.setFocus()

    def bind_numbers(self) -> None:
        """Turn the amounts that say what their cells say into chips, as one step."""
        self.commit_pending()
        before = len(self.editor.chips())
        if self.session.apply(f"绑定数字 {self._title.text()}", bind(self.session.document, self._section)):
            self.status.emit(f"已绑定 {len(self.editor.chips()) - before} 个数，可以撤销。")
        else:
            self.status.emit("没有可以绑定的数：数要以万元为单位，并且与表上的一致。")

    def _typed(self) -> None:
        self._say_count()
        self.marks.draw()
        self._pause.start()

    def _write(self) -> None:
        document = self.session.document
        typed = self._typed_text()
        # What is a step now is taken back from the tool bar; the editor takes back only what is not yet one.
        self.editor.document().clearUndoRedoStacks()
        if typed != document.filled_text(self.step_id).kept.strip():
            changes = cells.write_section(document, self.step_id, typed)
            self.session.apply(f"填写 {self._title.text()}", changes)

    def _typed_text(self) -> str:
        """What stands in the editor, as it is kept."""
        return kept_text(stripped(self.editor.pieces()))

    # Showing

    def show_passage(self, finding: Finding) -> None:
        passage = self.marks.passage(finding)
        if passage is not None:
            self.editor.setTextCursor(passage)
            self.editor.see_cursor()

    def show_span(self, span: tuple[int, int]) -> None:
        self.commit_pending()
        self.editor.setTextCursor(self.marks.cursor_over(self.session.document.filled_text(self.step_id), span))
        self.editor.see_cursor()

    def show_change(self) -> None:
        """Show what stands in the document, unless the clerk is typing something else just now."""
        document = self.session.document
        step = section_step(document, self._section)
        self._title.show_text(step.title)
        self.editor.setAccessibleName(f"{step.title}的文字")
        wanted = stripped(pieces(document.filled_text(self.step_id)))
        if not self._pause.is_running and stripped(self.editor.pieces()) != wanted:
            self.editor.replace(wanted)
            self._pause.stop()
        self.compare.setEnabled(self.beside.show_for(document, self._section))
        self._fold()
        is_offered = bool(self.beside.draft) and not self.beside.is_whole
        self.adopt_all.setVisible(is_offered and ADOPT_ALL.is_met(met_by(self.session)))
        taken = ADOPT_ALL if self.beside.is_whole else ADOPT
        self.adopt.setText(f"{taken.name} {printed(ADOPT.keys[0])}")
        self.adopt_all.setEnabled(bool(self.beside.draft) and not self.beside.has_all)
        is_blank = not document.section_text(self.step_id).strip()
        self.nothing.setVisible(
            is_blank and bool(self._section.nothing) and NOTHING_TO_SAY.is_met(met_by(self.session))
        )
        self._say_count()

    def show_check(self) -> None:
        """Mark the passages that were found, once the findings are about what stands here."""
        filled = self.session.document.filled_text(self.step_id)
        if self.session.is_settled and self._typed_text() == filled.kept.strip():
            self.marks.read((f for f in self.session.verdicts if f.section == self.step_id), filled)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        """The paper is as wide as paper, in the type of now; what stands beside it takes what it needs."""
        factor = style.factor()
        self.editor.setMaximumWidth(round(_PAPER * factor))
        self.beside.setMaximumWidth(round(_BESIDE * factor))
        self.beside.setMinimumWidth(round(_LEAST_BESIDE * factor))

    @property
    def least_width(self) -> int:
        """Some of the paper, and what stands beside it while that is in sight."""
        beside = _LEAST_BESIDE if self.beside.isVisibleTo(self) else 0
        return round((_LEAST_PAPER + beside) * style.factor())

    def _go_to_paragraph(self, number: int) -> None:
        """Stand in the paragraph that a draft belongs to."""
        block = self.editor.document().findBlockByNumber(self.beside.place(number))
        if block.isValid() and block.blockNumber() != self.editor.textCursor().blockNumber():
            self.editor.setTextCursor(QTextCursor(block))

    def _say_count(self) -> None:
        characters, paragraphs = words.extent(self.editor.toPlainText())
        agrees = "，与各表一致" if self.beside.has_all else ""
        self.count.setText(f"{characters} 字，{paragraphs} 段{agrees}" if paragraphs else "还没有填写")

    def _fold(self) -> None:
        """Where all agrees, the paper has the room."""
        self.beside.setVisible(self.compare.isEnabled() and self.compare.isChecked())

    def _follow_cursor(self) -> None:
        """Show beside the current paragraph the one that the draft has in its place."""
        self.beside.follow(self.editor.textCursor().blockNumber())

    def _tip(self, position: int) -> str:
        chip = self.editor.chip_at(position)
        told = (self.marks.tip(position), slots.tip(self.session.document, chip.slot) if chip else "")
        return "\n".join(filter(None, told))

    def _go_to(self, slot: str) -> None:
        found = slots.origin(self.session.document, slot)
        if found.step:
            self.go_wanted.emit(found.step, found.address)
        else:
            self.status.emit(f"这里取自：{found.name}")
