"""What a reading asks: the question with its evidence, and its choices as buttons; the import and 自查 both show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from forms.form.load import pack
from forms.match.asking.question import Asked, Choice, Question, Unsure
from forms.match.found import Found
from models.errors import Trouble
from models.records import Unit
from ui.kit import style, words
from ui.kit.plain import Label

_PLEASE: Mapping[Asked, str] = {
    Asked.YEAR: "请选择年度：",
    Asked.KIND: "请选择是哪一种：",
    Asked.UNIT: "请选择是哪一个单位的：",
    Asked.ROWS: "请选择只要哪一个单位的，还是各单位相加成一份：",
    Asked.MONEY_UNIT: "请核对金额的单位，选择一种：",
    Asked.PACK: "如果不是，请换一个文件；如果确实是，请选择：",
}
_SEEN = 3
"""So many titles are quoted as evidence."""
_PASSAGE = 24
"""So many characters of each."""


def choice_words(asked: Asked, value: int | str | Unit) -> str:
    """A choice as it stands on its button."""
    if isinstance(value, Unit):
        return f"{value.code} {value.name}".strip()
    match asked:
        case Asked.YEAR:
            return f"{value}年"
        case Asked.KIND:
            return f"{value}预算"
        case Asked.ROWS:
            return "各单位相加成一份"
        case Asked.PACK:
            return f"按{pack(str(value)).title}的表样读"
    return f"按{value}读"


def seen(sheets: Sequence[Found]) -> str:
    """How the sheets begin, each with its place: what there was to read."""
    quoted = [f"{_where(one)}“{one.title[:_PASSAGE]}”" for one in sheets if one.title]
    if not quoted:
        return ""
    more = f" 等 {len(quoted)} 处" if len(quoted) > _SEEN else ""
    return f"文件里看到的是：{'、'.join(quoted[:_SEEN])}{more}。"


def _where(found: Found) -> str:
    return found.title_cell if found.sheet == found.title else f"{found.sheet} {found.title_cell}".strip()


class QuestionBox(QWidget):
    """Shows what could not be read, or one question; `answered` tells what was asked and the value that was pressed."""

    answered = Signal(object, object)

    def __init__(self, sentence: QLabel, *, fill_in: str, by_hand: str, parent: QWidget | None = None) -> None:
        """`sentence` is the label in which the dialog says what went wrong.

        What can be done in it is said where no choice is known (`fill_in`), and where sheets are placed (`by_hand`).
        """
        super().__init__(parent)
        self.sentence = sentence
        self._fill_in = fill_in
        self._by_hand = by_hand
        self.seen = Label()
        self.seen.setWordWrap(True)
        self.buttons: tuple[QPushButton, ...] = ()
        self._answers: QWidget | None = None
        self._layout = layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(style.SPACE // 2)
        layout.addWidget(sentence)
        layout.addWidget(self.seen)
        self.clear()

    def ask(self, trouble: Trouble, sheets: Sequence[Found], *, before: str = "") -> Asked | None:
        """Show the trouble behind these words, and what is asked if it asks; what that is, None for nothing."""
        self.clear()
        if not isinstance(trouble, Unsure):
            style.alarm(self.sentence, before + words.trouble_text(trouble))
            return None
        question = trouble.question
        style.alarm(self.sentence, before + self._words(question))
        if not any(choice.evidence for choice in question.choices):
            style.say(self.seen, seen(sheets))
        self.buttons = tuple(self._button(question.asked, choice) for choice in question.choices)
        if self.buttons:
            self._answers = self._laid_out(question.choices)
            self._layout.addWidget(self._answers)
            # Shown at once, so that the dialog can give it the room it needs.
            self._answers.show()
        return question.asked

    def clear(self) -> None:
        """Put the question away."""
        style.alarm(self.sentence, "")
        style.say(self.seen, "")
        self.buttons = ()
        if self._answers is not None:
            self._answers.hide()
            self._layout.removeWidget(self._answers)
            self._answers.deleteLater()
            self._answers = None

    def _words(self, question: Question) -> str:
        """The question itself, and what a person can do."""
        if question.asked is Asked.TABLE:
            please = self._by_hand
        else:
            please = _PLEASE[question.asked] if question.choices else self._fill_in
        return f"{question.why}。{question.advice}{please}"

    def _laid_out(self, choices: Sequence[Choice]) -> QWidget:
        """The buttons, each with its evidence beside it; side by side where there is none."""
        answers = QWidget(self)
        if not any(choice.evidence for choice in choices):
            line = QHBoxLayout(answers)
            line.setContentsMargins(0, 0, 0, 0)
            for button in self.buttons:
                line.addWidget(button)
            line.addStretch(1)
            return answers
        grid = QGridLayout(answers)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(style.SPACE // 2)
        grid.setColumnStretch(1, 1)
        for row, (button, choice) in enumerate(zip(self.buttons, choices, strict=True)):
            told = Label("；".join(choice.evidence))
            told.setWordWrap(True)
            button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
            button.setAccessibleDescription(told.text())
            grid.addWidget(button, row, 0)
            grid.addWidget(told, row, 1, Qt.AlignmentFlag.AlignVCenter)
        return answers

    def _button(self, asked: Asked, choice: Choice) -> QPushButton:
        # An ampersand would underline the letter behind it.
        button = QPushButton(choice_words(asked, choice.value).replace("&", "&&"))
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self.answered.emit(asked, choice.value))
        return button
