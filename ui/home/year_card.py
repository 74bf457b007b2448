"""This year's disclosure on 首页: how much is done, what comes next, what is wrong, how much time is left."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from forms.document.finding import PROFILE
from models.records import Head, State
from ui.home.drawn import Bars, Dashes, Ring
from ui.home.summary import Summary
from ui.kit import style
from ui.kit.plain import Label, tip

_LEVELS = (("错误", "error"), ("警告", "warn"), ("待填", "hint"))
_OTHERS = (("◂", "上一个单位", -1), ("▸", "下一个单位", 1))
_BRIEF = 38
"""So many characters of what a finding says stand in its line."""


class YearCard(QFrame):
    """One disclosure; `led` goes on with it at a place: a step's id, or a finding."""

    led = Signal(object)
    turned = Signal(int)
    """The card of the next unit is wanted (1), or of the one before (-1)."""

    def __init__(self) -> None:
        super().__init__()
        style.card(self)
        self.others = tuple(self._turner(text, name, by) for text, name, by in _OTHERS)
        self._next: object = ""
        self.ring = Ring()
        self.title = Label()
        style.heading(self.title, 1.3)
        self.state = Label()
        self.unit = Label()
        style.tint(self.unit, "text2")
        self.go_on = QPushButton()
        style.fill(self.go_on)
        self.go_on.clicked.connect(lambda: self.led.emit(self._next))
        self.bars = Bars()
        self.counts = {name: Label() for name, _ in _LEVELS}
        self.clock = Label()
        style.heading(self.clock, 1.3)
        self.days = Label(wrap=True)
        self.dashes = Dashes()
        self.ask_day = QPushButton("填批复日期")
        self.ask_day.setFlat(True)
        self.ask_day.clicked.connect(lambda: self.led.emit(PROFILE))
        self.trouble = Label(wrap=True)
        style.alarm(self.trouble, "")
        self._rest = QWidget()
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addWidget(self.state)
        head.addStretch(1)
        for button in self.others:
            head.addWidget(button)
        words = QVBoxLayout()
        words.addStretch(1)
        words.addLayout(head)
        words.addWidget(self.unit)
        words.addWidget(self.trouble)
        words.addWidget(self.go_on, 0, Qt.AlignmentFlag.AlignLeft)
        words.addStretch(1)
        top = QHBoxLayout()
        top.setSpacing(style.SPACE * 2)
        top.addWidget(self.ring)
        top.addLayout(words, 1)
        figures = QHBoxLayout(self._rest)
        figures.setContentsMargins(0, 0, 0, 0)
        figures.setSpacing(style.SPACE * 3)
        for name, token in _LEVELS:
            column = QVBoxLayout()
            style.tint(self.counts[name], token)
            style.scale(self.counts[name], 1.5)
            column.addWidget(self.counts[name])
            column.addWidget(Label(name))
            figures.addLayout(column)
        clock = QGridLayout()
        clock.addWidget(self.clock, 0, 0)
        clock.addWidget(self.days, 0, 1)
        clock.addWidget(self.ask_day, 0, 2)
        clock.addWidget(self.dashes, 1, 0, 1, 3)
        clock.setColumnStretch(1, 1)
        figures.addLayout(clock, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(style.SPACE * 2,) * 4)
        layout.setSpacing(style.SPACE)
        layout.addLayout(top)
        layout.addWidget(self.bars)
        layout.addWidget(self._rest)

    def _turner(self, text: str, name: str, by: int) -> QPushButton:
        button = QPushButton(text)
        button.setFlat(True)
        button.setAutoDefault(True)
        button.setAccessibleName(name)
        button.setToolTip(tip(name))
        button.clicked.connect(lambda: self.turned.emit(by))
        return button

    def show_others(self, others: int) -> None:
        """Offer the cards of the other units, if there are any."""
        for button in self.others:
            button.setVisible(others > 0)

    def show_head(self, head: Head) -> None:
        """Show whose it is, before it was looked into."""
        self.title.setText(f"{head.year}年{head.kind}预算信息公开")
        self.unit.setText(f"{head.unit.code} {head.unit.name}".strip())
        settled = {State.SETTLED, State.PUBLISHED}
        style.tint(self.state, "ok" if head.state in settled else "accent")
        self.state.setText(f"{'✓ ' if head.state != State.EDITING else ''}{head.state}")
        self.go_on.setText("打开" if head.state in settled else "继续填")
        self._next = ""
        for part in (self.ring, self.bars, self._rest):
            part.setVisible(False)
        style.alarm(self.trouble, "")

    def show_trouble(self, words: str) -> None:
        """Say why it cannot be looked into."""
        style.alarm(self.trouble, words)

    def show_summary(self, found: Summary) -> None:
        """Show how it stands."""
        self.ring.show_share(found.done, found.of)
        self.bars.show_stages(found.stages)
        for name, count in zip(self.counts, (found.errors, found.warnings, found.to_do), strict=True):
            self.counts[name].setText(str(count))
        if self.go_on.text() != "打开":
            self.go_on.setText(f"继续填 {found.next.name}".replace("&", "&&"))
            self._next = found.next.id
        due = found.deadline
        self.clock.setText(due.head)
        style.tint(self.clock, "text" if due.left is None or due.left > 5 else "warn" if due.left >= 0 else "error")
        self.days.setText("" if due.published else due.sentence)
        self.ask_day.setVisible(due.approved is None)
        gone = (due.today - due.approved).days if due.today and due.approved else 0
        runs = due.left is not None and due.last is not None and due.approved is not None
        self.dashes.show_days(gone, (due.last - due.approved).days if runs and due.last and due.approved else 0)
        for part in (self.ring, self.bars, self._rest):
            part.setVisible(True)


class ErrorRows(QWidget):
    """The first errors, each with what it says and the way to it."""

    led = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(2)
        self.head = Label()
        style.heading(self.head, 1.0)
        self._layout.addWidget(self.head)
        self.rows: list[QPushButton] = []
        self._lines: list[QWidget] = []

    def show_summary(self, found: Summary | None) -> None:
        """Show the errors of this one; None and a faultless one show nothing."""
        for line in self._lines:
            self._layout.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines, self.rows = [], []
        self.setVisible(bool(found and found.worst))
        if found is None or not found.worst:
            return
        shown = len(found.worst)
        self.head.setText(
            f"先改这 {shown} 个错误" if shown == found.errors else f"先改前 {shown} 个，共 {found.errors} 个错误"
        )
        for place, finding in found.worst:
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            level, brief = Label("E"), finding.brief
            style.heading(level, 1.0)
            style.tint(level, "error")
            row.addWidget(level)
            row.addWidget(Label(place))
            what = Label(brief if len(brief) <= _BRIEF else f"{brief[:_BRIEF]}……", wrap=True)
            style.tint(what, "text2")
            row.addWidget(what, 1)
            go = QPushButton("去改")
            go.setFlat(True)
            go.setAutoDefault(True)
            go.setAccessibleName(f"去改：{place}")
            go.clicked.connect(lambda _=False, finding=finding: self.led.emit(finding))
            row.addWidget(go)
            self._layout.addWidget(line)
            self._lines.append(line)
            self.rows.append(go)
