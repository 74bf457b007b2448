"""The state of a disclosure on the tool bar: 编制中, 已审核, 已定稿, 已公开."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from forms.signing.states import LOCKED
from models.records import State
from ui.kit.plain import tip
from ui.kit.session import Session

_WORDS = {
    State.EDITING: "退回编制中(&1)",
    State.REVIEWED: "标为已审核(&2)：数字不再改，等待签批",
    State.SETTLED: "定稿(&3)：签批完成，可以公开",
    State.PUBLISHED: "标为已公开(&4)：已经登在网上",
}
_TIP = "这份资料到了哪一步；标为已审核、定稿时先检查，有错误的不能通过；定稿后锁定，要改先退回编制中"


class StateButton(QToolButton):
    """Shows the state; its menu leads to another."""

    chosen = Signal(object)
    """A `State`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip(tip(_TIP))
        self._menu = QMenu(self)
        self._group = QActionGroup(self)
        for state, text in _WORDS.items():
            action = QAction(text, self, checkable=True)
            action.setData(state)
            self._group.addAction(action)
            self._menu.addAction(action)
        self.setMenu(self._menu)
        self._group.triggered.connect(lambda action: self.chosen.emit(State(action.data())))
        self.show_state("没有打开")

    def show_state(self, state: str) -> None:
        """Show a state; a word that is no state says why there is nothing to choose."""
        self.setText(f"{state} ")
        self.setEnabled(state in _WORDS)
        self.setProperty("locked", state in LOCKED)
        self.style().unpolish(self)
        self.style().polish(self)
        for action in self._group.actions():
            action.setChecked(action.data() == state)

    def show_session(self, session: Session) -> None:
        """Show the state of what lies open."""
        state = "自查" if session.is_inspected else "练习" if session.is_practice else session.document.head.state
        self.show_state(state)
        if session.is_looked_at:
            self.setEnabled(False)

    def choose(self, state: State) -> None:
        """Choose a state as with the menu."""
        next(action for action in self._group.actions() if action.data() == state).trigger()
