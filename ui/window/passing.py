"""The way of the open disclosure through its states: 编制中, 已审核, 已定稿, 已公开, and back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from forms.document.document import Document
from forms.office.office import Office
from forms.signing.states import LOCKED
from models.records import State
from ui.frame.state_band import StateBand
from ui.kit import style
from ui.kit.desk import Desk, run, taken_over
from ui.kit.plain import Label
from ui.kit.session import Session

_WORDS = {
    State.EDITING: "退回之后可以修改，改好后要重新审核、定稿。为什么退回会记入操作记录。",
    State.REVIEWED: "标为已审核之后等待签批；再改数字或文字会自动退回编制中。",
    State.SETTLED: "定稿之后不能再改；要改先退回编制中，写明原因。",
    State.PUBLISHED: "公开日期和网址已经记下，这份资料标为已公开。",
}


class PassingDialog(QDialog):
    """Asks for the name of the person, kept for the next time, and for the reason where one is needed."""

    def __init__(self, state: State, person: str, *, needs_reason: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("退回编制中" if state == State.EDITING else f"标为{state}")
        self.person = QLineEdit(person)
        self.person.setAccessibleName("经办人")
        self.reason = QLineEdit()
        self.reason.setAccessibleName("退回的原因")
        self.reason.setPlaceholderText("例如：公务接待费漏填，按批复更正")
        self._needs_reason = needs_reason
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QFormLayout(self)
        layout.setSpacing(style.SPACE)
        layout.addRow(Label(_WORDS[state], wrap=True))
        layout.addRow("经办人(&P)：", self.person)
        if needs_reason:
            layout.addRow("原因(&W)：", self.reason)
        layout.addRow(buttons)
        for line in (self.person, self.reason):
            line.textChanged.connect(self._follow)
        self.setMinimumWidth(460)
        (self.reason if needs_reason and person else self.person).setFocus()
        self._follow()

    def _follow(self) -> None:
        is_named, is_reasoned = bool(self.person.text().strip()), bool(self.reason.text().strip())
        self.ok.setEnabled(is_named and (is_reasoned or not self._needs_reason))


class PersonDialog(QDialog):
    """Asks who works with the program."""

    def __init__(self, person: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("经办人")
        self.person = QLineEdit(person)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QFormLayout(self)
        layout.setSpacing(style.SPACE)
        layout.addRow(Label("换人操作时在这里改。修改记录里每一步都写着是谁做的；以前的不变。", wrap=True))
        layout.addRow("经办人(&P)：", self.person)
        layout.addRow(buttons)
        self.person.textChanged.connect(self._follow)
        self.setMinimumWidth(420)
        self._follow()

    def _follow(self) -> None:
        self.ok.setEnabled(bool(self.person.text().strip()))


class LockedBar(StateBand):
    """Says over a settled disclosure that it is locked, and leads back."""

    reopen_wanted = Signal()

    def __init__(self, state: State, parent: QWidget | None = None) -> None:
        told = "可以看、复制、导出，不能改；公开的日期和网址还可以填写。"
        super().__init__("lock", "ok", str(state), told, parent)
        self.reopen = QPushButton("退回编制中(&B)…")
        self.reopen.clicked.connect(self.reopen_wanted)
        self.offer(self.reopen)


class Passing:
    """Takes what is open on the desk from state to state; what stands in the way is said."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def bar(self, state: State) -> LockedBar | None:
        """What stands over the pages of a disclosure in that state; None where it may be changed."""
        if state not in LOCKED or self._desk.office.is_read_only:
            return None
        bar = LockedBar(state)
        bar.reopen_wanted.connect(lambda: self.take_to(State.EDITING))
        return bar

    def ask_who(self) -> None:
        """Ask who works with the program from now on."""
        office = self._desk.office
        dialog = PersonDialog(office.person, self._desk.widget)
        if run(dialog):
            name = dialog.person.text().strip()
            self._desk.ask(lambda: office.set_person(name))
            self._desk.tell(f"经办人是{name}，以后每一步都记下这个名字。")

    def take_to(self, state: State) -> None:
        """Give the open disclosure that state; asked are the person, if nobody said so yet, and the reason."""
        desk = self._desk
        session = taken_over(desk)
        if session is None or session.document.head.state == state:
            return
        if not session.is_kept:
            desk.tell(session.why_not_kept)
            return
        office, document, was_locked = desk.office, session.document, session.is_locked
        if state == State.PUBLISHED and session.is_locked and not self._is_registered(session):
            return
        if state != State.EDITING and desk.ask(lambda: _is_free(office, document, state)) is None:
            return
        why = self._asked(state, needs_reason=was_locked and state == State.EDITING)
        if why is None:
            return
        steps = {
            State.EDITING: lambda: office.reopen(document, why),
            State.REVIEWED: lambda: office.review(document),
            State.SETTLED: lambda: office.settle(document),
            State.PUBLISHED: lambda: office.publish(document),
        }
        desk.ask(steps[state])
        if session.is_locked != was_locked and desk.workspace is not None:
            at = desk.workspace.at
            desk.show_document(document)
            desk.workspace.go(at)
        else:
            session.check()

    def _is_registered(self, session: Session) -> bool:
        """Whether it is written down what was published where; the clerk is asked when it is not."""
        from ui.packet.publication_dialog import PublicationDialog

        office, id_ = self._desk.office, session.document.head.id
        if not self._desk.ask(lambda: office.publications(id_)):
            run(PublicationDialog(office, self._desk.jobs, session, self._desk.widget))
        return bool(self._desk.ask(lambda: office.publications(id_)))

    def _asked(self, state: State, *, needs_reason: bool) -> str | None:
        """The reason, blank where none is needed; None when the clerk turned away."""
        office = self._desk.office
        if office.person and not needs_reason:
            return ""
        dialog = PassingDialog(state, office.person, needs_reason=needs_reason, parent=self._desk.widget)
        if not run(dialog):
            return None
        person, reason = dialog.person.text().strip(), dialog.reason.text().strip()
        if person != office.person:
            self._desk.ask(lambda: office.set_person(person))
        return reason


def _is_free(office: Office, document: Document, state: State) -> bool:
    office.require(document, state)
    return True
