"""What is drawn over the text of a section: the ground of its chips, and a wavy line under what the checks found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from forms.document.fields import Filled
from forms.document.finding import LEVEL_WORDS, Finding
from ui.kit import style
from ui.prose.field_editor import NOTHING, FieldEditor, length

_KEEP = QTextCursor.MoveMode.KeepAnchor


@dataclass(frozen=True, slots=True)
class Mark:
    """A finding with its passage, which follows what is typed."""

    finding: Finding
    passage: QTextCursor


class Marks:
    """The marks over one editor. Nothing of them is in the text itself, so that taking back knows only of words."""

    def __init__(self, editor: FieldEditor) -> None:
        self._editor = editor
        self.marks: list[Mark] = []

    def read(self, findings: Iterable[Finding], filled: Filled) -> None:
        """Mark the passages of these findings; `filled` is the text that the editor shows."""
        self.marks = [Mark(f, self.cursor_over(filled, f.span)) for f in findings if f.span is not None]
        self.draw()

    def draw(self) -> None:
        """Draw everything anew, where it stands by now."""
        self._editor.setExtraSelections([*self._chips(), *map(self._line, reversed(self.marks))])

    def passage(self, finding: Finding) -> QTextCursor | None:
        """The passage of a finding, selected; None when it has no mark."""
        return next((QTextCursor(m.passage) for m in self.marks if m.finding == finding), None)

    def tip(self, position: int) -> str:
        """What the findings say about a position."""
        here = (m for m in self.marks if m.passage.selectionStart() <= position <= m.passage.selectionEnd())
        return "\n".join(f"{LEVEL_WORDS[m.finding.level]}：{m.finding.sentence}" for m in here)

    def cursor_over(self, filled: Filled, span: tuple[int, int]) -> QTextCursor:
        """A passage of the text that the editor shows, selected."""
        text = self._editor.toPlainText()
        ahead = length(text[: len(text) - len(text.lstrip())])
        last = self._editor.document().characterCount() - 1
        cursor = QTextCursor(self._editor.document())
        start, end = (min(ahead + _position(filled, index), last) for index in span)
        cursor.setPosition(start)
        cursor.setPosition(end, _KEEP)
        return cursor

    def _chips(self) -> list[QTextEdit.ExtraSelection]:
        drawn = []
        for chip in self._editor.chips():
            cursor = QTextCursor(self._editor.document())
            cursor.setPosition(chip.start)
            cursor.setPosition(chip.end, _KEEP)
            look = QTextCharFormat()
            look.setBackground(style.chip_color(self._editor.palette()))
            look.setForeground(style.color("chiptext", self._editor.palette()))
            drawn.append(selection(cursor, look))
        return drawn

    def _line(self, mark: Mark) -> QTextEdit.ExtraSelection:
        look = QTextCharFormat()
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        look.setUnderlineColor(style.level_color(mark.finding.level, self._editor.palette()))
        return selection(mark.passage, look)


def selection(cursor: QTextCursor, look: QTextCharFormat) -> QTextEdit.ExtraSelection:
    """A passage drawn in another way, which the text itself knows nothing of."""
    made = QTextEdit.ExtraSelection()
    made.cursor = cursor  # type: ignore[attr-defined]  # the stub leaves out its fields
    made.format = look  # type: ignore[attr-defined]  # the same
    return made


def _position(filled: Filled, index: int) -> int:
    """Where a position of the text stands in the editor, which shows a word for a chip that has none."""
    blank = sum(one.start == one.end <= index for one in filled.fields)
    return length(filled.text[:index]) + blank * length(NOTHING)
