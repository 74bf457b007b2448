"""The card of the finding that is chosen: where, the two numbers, what is wrong, the fix in one key, why, 说明."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from forms.document.finding import LEVEL_WORDS, TO_DO, Finding
from forms.signing import waivers
from models.errors import Trouble
from models.records import Address
from ui.findings.finding_list import INSIDE
from ui.findings.mending import Mending
from ui.findings.numbers import Numbers, tells_numbers
from ui.kit import style, words
from ui.kit.plain import Label, tip
from ui.kit.session import Session
from ui.parts.flow import FlowLayout
from ui.parts.marks import LevelMark
from ui.parts.told import Told

_LINK = "cell"
_REASON_LINES = 2
_BAR = 3
"""What the bar at the left is wider than the edge of a card at rest, in pixels."""
_RIGHT, _MISREAD = "核实无误、不用改的，写明原因", "原文没有写错、是程序读错的，写明这个数说的是什么"
"""What is asked of the words that answer a warning, and an error that was read off a sentence."""
MEND_KEY = "Alt+M"
"""Carries out the fix of the chosen finding."""


class FindingDetails(QFrame):
    """Shows the chosen finding. What is done here is a step of its own, which 撤销 takes back."""

    go = Signal(object)
    """The address of another cell that takes part in it."""
    told = Signal(str)
    """A sentence for the status bar."""
    look_wanted = Signal()
    """The clerk wants to see its place."""
    resized = Signal()
    """The card needs another height."""

    def __init__(self, session: Session, *, is_wide: bool = False) -> None:
        """`is_wide`: message, numbers and buttons stand side by side, in the columns of `ui.findings.wide_list`."""
        super().__init__()
        self._is_wide = is_wide
        self._session = session
        self._finding: Finding | None = None
        self._told = ""
        self._mending = Mending(session)
        self.setProperty("current", True)
        style.card(self)
        self._mark = LevelMark()
        self._level = Label()
        self._place = Label(wrap=True)
        style.tint(self._place, "text2")
        style.scale(self._place, style.SMALL)
        self.numbers = Numbers()
        self.text = Told()
        self.text.setAccessibleName("问题说明")
        self.text.anchorClicked.connect(self._follow)
        self.change = QPushButton()
        style.fill(self.change)
        self.change.clicked.connect(self.mend)
        self.accept = QPushButton("采用计算数")
        self.accept.clicked.connect(self._use_computed)
        self.believe = QPushButton("这个词没错")
        self.believe.setToolTip(tip("记入本单位的词，以后处处不再提示；在【检查→本单位的词】里可以删去"))
        self.believe.clicked.connect(self._believe)
        self.look = self._link_button("去看", "回车")
        self.look.clicked.connect(self.look_wanted)
        self.why = self._link_button("为什么", "Alt+Y")
        self.why.setCheckable(True)
        self.why.toggled.connect(self._tell)
        self.answer = self._link_button("写说明", "Alt+W")
        self.answer.setCheckable(True)
        self.answer.toggled.connect(self._open_answer)
        self.others = QPushButton()
        self.others.setFlat(True)
        self._lay_out()

    def _link_button(self, text: str, key: str) -> QPushButton:
        made = QPushButton(text)
        made.setFlat(True)
        made.setToolTip(tip(f"{text}（{key}）"))
        if "+" in key:
            made.setShortcut(key)
        return made

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(style.SPACE)
        head.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._level, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._place, 1)
        fixes, links = (self.change, self.accept, self.believe), (self.look, self.why, self.answer, self.others)
        for button in (*fixes, *links):
            button.setAutoDefault(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(INSIDE - _BAR, 10, INSIDE, 10)
        layout.setSpacing(style.SPACE // 2)
        if self._is_wide:
            layout.addLayout(self._side_by_side(head, (*links, *fixes)))
        else:
            deeds = FlowLayout()
            for button in (*fixes, *links):
                deeds.addWidget(button)
            layout.addLayout(head)
            layout.addWidget(self.numbers)
            layout.addWidget(self.text)
            layout.addLayout(deeds)
        layout.addWidget(self._answer_box())
        layout.addStretch(1)

    def _side_by_side(self, head: QHBoxLayout, buttons: Sequence[QPushButton]) -> QHBoxLayout:
        """What is wrong, the numbers, and what can be done, from left to right."""
        words = QVBoxLayout()
        words.setSpacing(style.SPACE // 2)
        words.addLayout(head)
        words.addWidget(self.text)
        words.addStretch(1)
        self._deeds = QWidget()
        deeds = QHBoxLayout(self._deeds)
        deeds.setContentsMargins(0, 0, 0, 0)
        deeds.addStretch(1)
        for button in buttons:
            deeds.addWidget(button)
        line = QHBoxLayout()
        line.setSpacing(0)
        line.addLayout(words, 1)
        line.addWidget(self.numbers, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._deeds)
        return line

    def set_columns(self, numbers: int, deeds: int) -> None:
        """So wide are the numbers and the buttons of a wide card, in pixels."""
        self.numbers.setFixedWidth(numbers)
        self._deeds.setMinimumWidth(deeds)

    def _answer_box(self) -> QWidget:
        """Where a warning, or an error that was misread, is answered instead of mended."""
        self.reason = QPlainTextEdit()
        self.reason.setTabChangesFocus(True)
        self.reason.setAccessibleName("说明")
        self.reason.setFixedHeight(self.reason.fontMetrics().lineSpacing() * _REASON_LINES + 2 * style.SPACE)
        self.waive = QPushButton("存下说明")
        self.waive.setAutoDefault(False)
        self.waive.clicked.connect(self._store_answer)
        self.withdraw = QPushButton("撤回说明")
        self.withdraw.setAutoDefault(False)
        self.withdraw.clicked.connect(self._withdraw)
        self._box = QWidget()
        column = QVBoxLayout(self._box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.SPACE // 2)
        column.addWidget(self.reason)
        line = FlowLayout()
        line.addWidget(self.waive)
        line.addWidget(self.withdraw)
        column.addLayout(line)
        return self._box

    # Showing

    def show_finding(self, finding: Finding | None) -> None:
        """Show this finding; None leaves the card empty."""
        is_another = self._finding is None or finding is None or not same(self._finding, finding)
        if is_another and (keep := self._unstored()):
            # The list that brings another finding is not disturbed before it has done so.
            QTimer.singleShot(0, self, lambda: self._waive(*keep))
        self._finding = finding
        self.setVisible(finding is not None)
        if finding is None:
            return
        document, may_change = self._session.document, not self._session.is_read_only
        if is_another:
            for button in (self.why, self.answer):
                button.setChecked(False)
        self._say_where(finding)
        self.numbers.show_finding(document, finding)
        mend = self._mending.of(finding)
        self.change.setVisible(mend is not None and may_change)
        self.change.setText(mend.name.replace("&", "&&") if mend else "")
        self.change.setShortcut(MEND_KEY)
        self.change.setToolTip(tip(f"{mend.name}（{MEND_KEY}）" if mend else ""))
        self.believe.setVisible(bool(finding.word) and may_change)
        self.accept.setVisible(finding.address is not None and document.is_stated(finding.address) and may_change)
        is_answerable = waivers.may_be_answered(document, finding) and not finding.waits_for and may_change
        answer = waivers.answer(document, finding)
        self.answer.setVisible(is_answerable)
        self.answer.setText("改说明" if answer else "写说明")
        self.answer.setShortcut("Alt+W")
        self.reason.setPlaceholderText(_MISREAD if finding.level == "E" else _RIGHT)
        self.withdraw.setVisible(is_answerable and bool(answer))
        if is_answerable and is_another:
            self.reason.setPlainText(waivers.offered(document, finding))
        self._open_answer(is_open=self.answer.isChecked() and is_answerable)
        self._tell()

    def show_others(self, told: str) -> None:
        """Offer to unfold what goes with this one; blank offers nothing."""
        self.others.setText(told)
        self.others.setVisible(bool(told))

    def _say_where(self, finding: Finding) -> None:
        level = "H" if finding.waits_for else finding.level
        self._mark.show_level(level)
        style.say(self._level, TO_DO if finding.waits_for else LEVEL_WORDS[level], level)
        style.scale(self._level, style.SMALL, bold=True)
        self._place.setText(words.spot(self._session.document, finding))
        self.setAccessibleName(self._spoken(finding))

    def _spoken(self, finding: Finding) -> str:
        """错误，表三 · 2150501 行政运行 · 基本支出，本格 866.12，表五同一科目 866.21，相差 0.09，可以改为 866.21."""
        mend = self._mending.of(finding)
        parts = (self._level.text(), self._place.text(), self.numbers.spoken or in_short(finding))
        return "，".join((*parts, *([f"可以{mend.name}"] if mend else [])))

    def _tell(self) -> None:
        """What is wrong, and once it is asked for, why that matters, what to do, and the cells that take part."""
        finding = self._finding
        html = self._html(finding) if finding else ""
        if html != self._told:
            self._told = html
            self.text.setHtml(html)
            self.text.updateGeometry()
        self.resized.emit()

    def _html(self, finding: Finding) -> str:
        document = self._session.document
        short = in_short(finding)
        parts = [escape(short)]
        if finding.guess.strip("。") not in short:
            parts.append(escape(finding.guess))
        if finding.cause is not None:
            parts.append(f"<b>起因</b>　{escape(finding.cause.sentence)}")
        answer = waivers.answer(document, finding)
        if answer:
            parts.append(f"<b>已说明</b>　{escape(answer)}")
        if self.why.isChecked():
            parts += [escape(finding.brief)] if in_short(finding) != finding.brief else []
            if finding.fix:
                parts.append(f"<b>怎么改</b>　{escape(finding.fix)}")
            if finding.why:
                parts.append(f"<b>为什么</b>　{escape(finding.why)}")
            links = [self._link(Address(r.table, r.row, r.column), r.value) for r in finding.related]
            parts += ["<b>有关的格</b>", *links] if links else []
        gap = f'style="margin: 0 0 {style.SPACE // 2}px 0"'
        return "".join(f"<p {gap}>{part}</p>" for part in parts)

    def _link(self, address: Address, value: str) -> str:
        target = QUrl(f"{_LINK}:")
        target.setFragment("/".join(address))
        name = words.place(self._session.document, address)
        stands = value or self._session.document.text(address) or "空白"
        return f'<a href="{escape(target.toString())}">{escape(name)}</a>　{escape(stands)}'

    def _follow(self, link: QUrl) -> None:
        self.go.emit(Address(*link.fragment().split("/")))

    # Doing

    def offered(self) -> str:
        """What one key does about the finding that is shown: 改为 93.85; blank where there is no such fix."""
        mend = self._mending.of(self._finding) if self._finding and not self._session.is_read_only else None
        return mend.name if mend else ""

    def mend(self) -> None:
        """Carry the fix out, as long as it still fits."""
        if self._finding is None or not self._mending.carry_out(self._finding, same):
            self.told.emit("这里刚刚改过，已经重新检查，请再看一遍。")

    def _use_computed(self) -> None:
        if self._finding is not None:
            self._mending.use_computed(self._finding)

    def _believe(self) -> None:
        if self._finding is not None:
            self._session.believed.emit(self._finding.word)

    # 说明

    def _open_answer(self, is_open: bool) -> None:
        self._box.setVisible(is_open)
        if is_open and not self.reason.hasFocus():
            self.reason.setFocus()
        self.resized.emit()

    def keep(self) -> None:
        """Store the words that are being typed, as whatever is typed is stored when it is left."""
        if unstored := self._unstored():
            self._waive(*unstored)

    def _unstored(self) -> tuple[Finding, str] | None:
        """The finding that words are being typed for, and the words; None where there are none of the clerk's own."""
        typed = self.reason.toPlainText().strip()
        if self._finding is None or not self.answer.isChecked() or not typed or self._session.is_read_only:
            return None
        is_own = typed != waivers.offered(self._session.document, self._finding)
        return (self._finding, typed) if is_own else None

    def _store_answer(self) -> None:
        if self._finding is None:
            return
        try:
            self._waive(self._finding, self.reason.toPlainText())
        except Trouble as trouble:
            self.told.emit(words.trouble_text(trouble))
            self.reason.setFocus()

    def _waive(self, finding: Finding, typed: str) -> None:
        self._session.apply("写说明", waivers.waive(self._session.document, finding, typed))

    def _withdraw(self) -> None:
        if self._finding is not None:
            self._session.apply("撤回说明", waivers.withdraw(self._session.document, self._finding))


def in_short(finding: Finding) -> str:
    """What is wrong, without what the card says over it: the place, and the number that stands there."""
    said = finding.message.removeprefix(f"为{finding.found}，") if tells_numbers(finding) else finding.message
    guess = finding.guess.strip("。")
    is_guess = bool(guess) and guess in said
    return f"{guess}。" if is_guess and tells_numbers(finding) else said


def same(one: Finding, other: Finding) -> bool:
    """Whether both say the same about the same place, though the amounts may have moved."""
    return _place(one) == _place(other)


def _place(finding: Finding) -> tuple[str | None, ...]:
    quote = finding.quote if finding.section else None
    return (finding.rule, finding.table, finding.row, finding.column, finding.section, quote)
