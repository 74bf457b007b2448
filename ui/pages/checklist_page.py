"""The page 核对清单: what a person has to look through before the disclosure is final, question by question."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGroupBox, QHBoxLayout, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from forms.signing.checklist import ANSWERS, YES, Item, checklist, reply
from ui.kit import style
from ui.kit.plain import Label, tip
from ui.kit.session import Session
from ui.kit.steps import step
from ui.pages.page import Page, form_column


class ChecklistPage(Page):
    """Every question with its answers and a remark; an answer is a step of its own."""

    def __init__(self, session: Session, step_id: str, parent: QWidget | None = None) -> None:
        super().__init__(session, step_id, parent)
        self.questions: dict[str, _Question] = {}
        self.count = Label()
        self.count.setContentsMargins(2 * style.SPACE, style.SPACE, 2 * style.SPACE, style.SPACE)
        items = groupby(checklist(session.document), key=lambda item: item.rule.group)
        shown = step(session.document, step_id)
        groups = [self._group(name, list(group)) for name, group in items]
        form_column(self, shown.title, shown.guidance, groups).addWidget(self.count)
        self.show_change()
        if self.questions:
            self.worked_in = next(iter(self.questions.values())).answers.button(0)

    def commit_pending(self) -> None:
        """Take over a remark that is being typed."""
        for question in self.questions.values():
            question.commit()

    def _group(self, name: str, items: list[Item]) -> QGroupBox:
        box = QGroupBox(name)
        rows = QVBoxLayout(box)
        rows.setSpacing(style.SPACE)
        for item in items:
            question = _Question(item)
            question.setEnabled(not self.session.is_read_only)
            question.answered.connect(self._reply)
            self.questions[item.rule.id] = question
            rows.addWidget(question)
        return box

    def _reply(self, rule: str, answer: str, remark: str) -> None:
        title = self.session.document.edition.rules[rule].title
        self.session.apply(f"核对 {title}", reply(self.session.document, rule, answer, remark))

    def show_change(self) -> None:
        items = checklist(self.session.document)
        for item in items:
            self.questions[item.rule.id].show_item(item)
        answered = sum(bool(item.answer) for item in items)
        left = f"，还有 {len(items) - answered} 条" if answered < len(items) else ""
        self.count.setText(f"共 {len(items)} 条，已回答 {answered} 条{left}")


class _Question(QWidget):
    """One question: what is asked, why, the three answers, and a remark."""

    answered = Signal(str, str, str)
    """The id of the rule, the answer, and the remark."""

    def __init__(self, item: Item) -> None:
        super().__init__()
        self._item = item
        asked = Label(item.rule.question)
        asked.setWordWrap(True)
        asked.setToolTip(tip(f"{item.rule.why}{item.rule.fix}"))
        self.answers = QButtonGroup(self)
        self.remark = QLineEdit()
        self.remark.setAccessibleName(f"{item.rule.question}的情况说明")
        answers = QHBoxLayout()
        answers.setSpacing(2 * style.SPACE)
        answers.addWidget(asked, 1)
        for number, answer in enumerate(ANSWERS):
            button = QRadioButton(answer)
            button.setAccessibleName(f"{item.rule.question}{answer}")
            self.answers.addButton(button, number)
            answers.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(style.SPACE // 2)
        layout.addLayout(answers)
        layout.addWidget(self.remark)
        self.answers.idClicked.connect(self._answer)
        self.remark.editingFinished.connect(self.commit)

    def show_item(self, item: Item) -> None:
        """Show the answer and the remark that stand in the document."""
        if self.remark.text().strip() == self._item.remark:
            self.remark.setText(item.remark)
        self._item = item
        self.answers.setExclusive(False)
        for button in self.answers.buttons():
            button.setChecked(button.text() == item.answer)
        self.answers.setExclusive(True)
        self.remark.setVisible(bool(item.answer))
        self.remark.setPlaceholderText("情况说明，可以不填" if item.answer == YES else "请写明情况")

    def commit(self) -> None:
        """Tell of a remark that is new; without an answer there is none."""
        if self._item.answer and self.remark.text().strip() != self._item.remark:
            self.answered.emit(self._item.rule.id, self._item.answer, self.remark.text())

    def _answer(self, number: int) -> None:
        self.answered.emit(self._item.rule.id, ANSWERS[number], self.remark.text())
