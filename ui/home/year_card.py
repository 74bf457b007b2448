"""This year's disclosure on 首页: how much is done, what comes next, what is wrong, how much time is left."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from forms.document.finding import PROFILE, Finding
from models.records import Head, State
from ui.findings.details import in_short
from ui.home.drawn import Bars, Dashes, Ring
from ui.home.summary import Summary
from ui.kit import style
from ui.kit.plain import Label, tip
from ui.parts.flow import FlowLayout
from ui.parts.marks import LevelMark
from ui.parts.step_marks import Shape, StepMark

_COUNTS = (("错误", "E", "error", "必须改"), ("警告", "W", "warn", "改或说明"), ("待填", "", "text2", "还没有内容"))
"""What is counted: its name, its level, the colour of its number, and what it asks for."""
_OTHERS = (("◂", "上一个单位", -1), ("▸", "下一个单位", 1))
_PLACE = 26
"""The place of an error is at most so wide, in characters."""
_NUMBER = 1.8
"""The counts in proportion to the type of the body."""
_BIG = 40
"""The height of the buttons, in pixels at the standard type."""
_URGENT = 5
"""With so many days left the days stand in the colour of a warning."""


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
        self._first: object = ""
        self.ring = Ring()
        self.title = Label()
        style.heading(self.title, style.CARD * 1.1)
        self.state = Label()
        self.unit = Label()
        style.tint(self.unit, "text2")
        self.make, self.go_on = QPushButton(), QPushButton()
        style.fill(self.make)
        self.offer_next(None)
        self.go_on.clicked.connect(lambda: self.led.emit(self._next))
        self.see = QPushButton()
        self.see.clicked.connect(lambda: self.led.emit(self._first))
        self.last = Label()
        style.tint(self.last, "text3")
        style.scale(self.last, style.SMALL)
        self.bars = Bars()
        self.counts = {name: Label() for name, *_ in _COUNTS}
        self.clock = Label()
        self.days = Label()
        style.tint(self.days, "text2")
        style.scale(self.days, style.SMALL)
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
        head.setSpacing(style.SPACE + style.SPACE // 2)
        head.addWidget(self.title)
        head.addWidget(self.state)
        head.addStretch(1)
        for button in self.others:
            head.addWidget(button)
        deeds = FlowLayout(gap=style.SPACE + style.SPACE // 2)
        for part in (self.make, self.go_on, self.see, self.last):
            deeds.addWidget(part)
        words = QVBoxLayout()
        words.setSpacing(style.SPACE // 2)
        words.addStretch(1)
        words.addLayout(head)
        words.addWidget(self.unit)
        words.addWidget(self.trouble)
        words.addSpacing(style.SPACE // 2)
        words.addLayout(deeds)
        words.addStretch(1)
        top = QHBoxLayout()
        top.setSpacing(style.SPACE * 3)
        top.addWidget(self.ring)
        top.addLayout(words, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(style.SPACE * 3, style.SPACE * 2) * 2)
        layout.setSpacing(style.SPACE)
        layout.addLayout(top)
        layout.addWidget(self.bars)
        layout.addWidget(_rule(QFrame.Shape.HLine))
        layout.addWidget(self._rest)
        self._lay_out_figures()

    def _lay_out_figures(self) -> None:
        """The counts, and the days that are left."""
        figures = QHBoxLayout(self._rest)
        figures.setContentsMargins(0, 0, 0, 0)
        figures.setSpacing(2 * style.SPACE)
        for name, level, token, what in _COUNTS:
            style.tint(self.counts[name], token)
            style.scale(self.counts[name], _NUMBER)
            mark = LevelMark() if level else StepMark(Shape.NOT_BEGUN)
            if isinstance(mark, LevelMark):
                mark.show_level(level)
            told = Label(f"{name}，{what}")
            style.tint(told, "text2")
            style.scale(told, style.SMALL)
            part = QFrame()
            part.setProperty("beside", True)
            column = QGridLayout(part)
            column.setContentsMargins(0, 0, 2 * style.SPACE, 0)
            column.setSpacing(style.SPACE // 2)
            column.setColumnStretch(1, 1)
            column.addWidget(self.counts[name], 0, 0, 1, 2)
            column.addWidget(mark, 1, 0)
            column.addWidget(told, 1, 1)
            figures.addWidget(part)
        style.scale(self.clock, style.HERO)
        clock = QWidget()
        column = QGridLayout(clock)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.SPACE // 2)
        told_days = FlowLayout()
        for told_day in (self.clock, self.days, self.ask_day):
            told_days.addWidget(told_day)
        column.addLayout(told_days, 0, 0)
        column.addWidget(self.dashes, 1, 0)
        figures.addWidget(clock, 1)

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

    def show_head(self, head: Head, changed: str = "") -> None:
        """Show whose it is and when it was changed last (ISO time), before it was looked into."""
        self.title.setText(f"{head.year}年{head.kind}预算信息公开")
        self.unit.setText(f"{head.unit.code} {head.unit.name}".strip())
        settled = {State.SETTLED, State.PUBLISHED}
        style.chip(self.state, "ok" if head.state in settled else "accent")
        self.state.setText(f"{'✓ ' if head.state != State.EDITING else ''}{head.state}")
        self.last.setText(f"上次改于 {_moment(changed)}" if changed else "")
        self.go_on.setText("打开" if head.state in settled else "继续填")
        self._next = ""
        for button in (self.make, self.go_on, self.see):
            button.setMinimumHeight(round(_BIG * style.factor()))
        for part in (self.ring, self.bars, self._rest, self.see):
            part.setVisible(False)
        style.alarm(self.trouble, "")

    def offer_next(self, year: int | None) -> None:
        """Offer to make the disclosure of that year, as what is most likely done next; None: to go on is."""
        self.make.setText(f"生成{year}年…" if year else "")
        self.make.setVisible(year is not None)
        style.fill(self.go_on, year is None)

    @property
    def likely(self) -> QPushButton:
        """The button of what is most likely done next."""
        return self.go_on if self.make.isHidden() else self.make

    def show_trouble(self, words: str) -> None:
        """Say why it cannot be looked into."""
        style.alarm(self.trouble, words)

    def show_summary(self, found: Summary) -> None:
        """Show how it stands."""
        self.ring.show_share(found.done, found.of)
        self.bars.show_stages(found.stages, found.next.stage)
        for name, count in zip(self.counts, (found.errors, found.warnings, found.to_do), strict=True):
            self.counts[name].setText(str(count))
        if self.go_on.text() != "打开":
            self.go_on.setText(f"继续填 {found.next.name}".replace("&", "&&"))
            self._next = found.next.id
        self._first = found.worst[0][1] if found.worst else ""
        self.see.setText(f"看 {found.errors} 个错误")
        self.see.setVisible(bool(found.worst))
        due = found.deadline
        self.clock.setText(due.head)
        left = _URGENT + 1 if due.left is None else due.left
        style.tint(self.clock, "text" if left > _URGENT else "warn" if left >= 0 else "error")
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
        self._layout.setSpacing(0)
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
        metrics = self.fontMetrics()
        wide = min(max(metrics.horizontalAdvance(place) for place, _ in found.worst) + style.SPACE, style.wide(_PLACE))
        for place, finding in found.worst:
            line = self._line(place, finding, wide)
            self._layout.addWidget(line)
            self._lines.append(line)

    def _line(self, place: str, finding: Finding, wide: int) -> QFrame:
        line = QFrame()
        line.setProperty("row", True)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 1, 0, 1)
        row.setSpacing(style.SPACE + style.SPACE // 2)
        level, where, what = LevelMark(), Label(place, wrap=True), Label(in_short(finding), wrap=True)
        level.show_level(finding.level)
        where.setMaximumWidth(wide)
        style.tint(what, "text2")
        row.addWidget(level)
        # Where both have no room they share what there is, in every row alike.
        row.addWidget(where, 1)
        row.addWidget(what, 1)
        go = QPushButton("去改")
        go.setFlat(True)
        go.setAutoDefault(True)
        go.setAccessibleName(f"去改：{place}")
        go.clicked.connect(lambda: self.led.emit(finding))
        row.addWidget(go)
        self.rows.append(go)
        return line


def _rule(way: QFrame.Shape) -> QFrame:
    """A thin line between two parts."""
    line = QFrame()
    line.setFrameShape(way)
    line.setFrameShadow(QFrame.Shadow.Plain)
    line.setForegroundRole(QPalette.ColorRole.Mid)
    return line


def _moment(changed: str) -> str:
    """A time of the store (ISO) as people say it: 2月20日 17:42."""
    moment = datetime.fromisoformat(changed)
    return f"{moment.month}月{moment.day}日 {moment:%H:%M}"
