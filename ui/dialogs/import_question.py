"""What an import has to ask: the question with its evidence, and the answers that are known as buttons."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from forms.form.load import KINDS, pack
from forms.match.found import Found
from forms.match.proof.money_scale import MONEY_UNITS
from models.errors import Trouble
from ui.kit import style

_OPTION = re.compile(r"--(unit|year|kind|money)\b")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_WAYS_OUT = {
    "unit": "请在上面填写单位名称，再按“重新识别”。",
    "year": "请选择年度：",
    "kind": "请选择是哪一种：",
    "money": "请核对金额的单位，选择一种：",
    "": "表名和表样不同的，先填好单位、年度和类型，再在“识别结果”里指定它是哪张表；否则请换一个文件。",
}
_SEEN = 3
"""So many titles are quoted as evidence."""
_PASSAGE = 24
"""So many characters of each."""


class Question(NamedTuple):
    """What is asked: unit, year, kind or money (its unit), blank when it is none of these; the sentence, and the
    answers known."""

    field: str
    sentence: str
    answers: tuple[tuple[str, int | str], ...] = ()
    """Each as its words and its value."""


def question_of(trouble: Trouble) -> Question:
    """The question behind a Trouble of recognising: the option that its way out names on the command line tells it.

    Offered are the years that the sentence names, else all that have a form, the newest first; both kinds; both units
    of money.
    """
    option = _OPTION.search(trouble.way_out)
    field = option[1] if option else ""
    sentence = f"{trouble.sentence.rstrip('；，。')}。"
    if field == "year":
        years = pack().years
        named = {year for year in map(int, _YEAR.findall(trouble.sentence)) if year in years}
        offered = sorted(named or years, reverse=True)
        return Question(field, sentence, tuple((f"{year}年", year) for year in offered))
    if field == "kind":
        return Question(field, sentence, tuple((f"{kind}预算", kind) for kind in KINDS))
    if field == "money":
        return Question(field, sentence, tuple((f"按{unit}读", unit) for unit in MONEY_UNITS))
    # An option of the command line that the window has no field for says nothing to a clerk.
    return Question(field, sentence if "--" in trouble.way_out else sentence + trouble.way_out)


def evidence(sheets: Sequence[Found]) -> str:
    """How the sheets begin, each with its place: what there was to read."""
    seen = [f"{_where(one)}“{one.title[:_PASSAGE]}”" for one in sheets if one.title]
    if not seen:
        return ""
    more = f" 等 {len(seen)} 处" if len(seen) > _SEEN else ""
    return f"文件里看到的是：{'、'.join(seen[:_SEEN])}{more}。"


def _where(found: Found) -> str:
    return found.title_cell if found.sheet == found.title else f"{found.sheet} {found.title_cell}".strip()


class QuestionBox(QWidget):
    """Shows one question; `answered` tells the field and the value that was pressed."""

    answered = Signal(str, object)

    def __init__(self, sentence: QLabel, parent: QWidget | None = None) -> None:
        """`sentence` is the label in which the dialog says what went wrong."""
        super().__init__(parent)
        self._sentence = sentence
        self.seen = QLabel()
        self.seen.setWordWrap(True)
        self.buttons: tuple[QPushButton, ...] = ()
        self._line = QHBoxLayout()
        self._line.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(style.SPACE // 2)
        layout.addWidget(sentence)
        layout.addWidget(self.seen)
        layout.addLayout(self._line)
        self.clear()

    def ask(self, question: Question, sheets: Sequence[Found]) -> None:
        """Show the question, what the files say, and the answers as buttons."""
        self.clear()
        style.alarm(self._sentence, question.sentence + _WAYS_OUT[question.field])
        style.say(self.seen, evidence(sheets))
        self.buttons = tuple(self._button(question.field, *answer) for answer in question.answers)
        for number, button in enumerate(self.buttons):
            self._line.insertWidget(number, button)

    def clear(self) -> None:
        """Put the question away."""
        style.alarm(self._sentence, "")
        style.say(self.seen, "")
        for button in self.buttons:
            self._line.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = ()

    def _button(self, field: str, words: str, value: int | str) -> QPushButton:
        button = QPushButton(words)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self.answered.emit(field, value))
        return button
