"""The page 检查: every finding over the whole width, for a look before the signing and for the report."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QListWidgetItem, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from forms.document.finding import TO_DO, Finding, worst_level
from forms.document.projects import projects
from models.records import Address
from ui.findings.at_once import fixes, together
from ui.findings.at_once_dialog import AtOnceDialog
from ui.findings.choice import ALL, NAMES, NOTES, WAIVED, Choice, chosen, counts, nothing, said
from ui.findings.details import FindingDetails, in_short, same
from ui.findings.finding_list import folds
from ui.findings.mending import Mending
from ui.findings.numbers import figures, tells_numbers
from ui.findings.wide_list import Beside, WideList
from ui.kit import commands, style, words
from ui.kit.desk import run
from ui.kit.plain import tip
from ui.kit.session import Session
from ui.kit.steps import steps
from ui.pages.page import Page
from ui.pages.page_head import PageHead
from ui.parts.empty import EmptyState

_ORDERS = ("按轻重排列", "按页排列")


class CheckPage(Page):
    """The same findings as in the panel on the right, which is away while this page is in front."""

    STEP: Final = "check"
    """The id of its step."""

    called = Signal(object)
    """A `Command` that is wanted."""
    signing_wanted = Signal()
    """Nothing is wrong, and the clerk wants to go on to the signing."""
    chose = Signal(str)
    """The kind that is shown now, by its name."""

    has_findings = True

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, self.STEP, parent)
        self.kind = ALL
        self._mending = Mending(session)
        self._cards = [FindingDetails(session), FindingDetails(session, is_wide=True)]
        self.list = WideList(*self._cards)
        self.empty = EmptyState(is_page=True)
        self.order = QComboBox()
        self.order.addItems(_ORDERS)
        self.order.setAccessibleName("排列")
        self.mend_all = QPushButton()
        self.mend_all.setToolTip(tip(commands.MEND_ALL.tip))
        self.report = QPushButton("保存检查报告…")
        self._lay_out()
        self._connect()
        self.worked_in = self.list
        self.show_check()

    def _lay_out(self) -> None:
        self.head = PageHead(self.session, self.STEP, "检查结果")
        self.head.add(self.mend_all)
        self.head.add(self.order)
        self.head.add(self.report)
        # Under 自查 the band over the page offers it.
        self.report.setVisible(not self.session.is_inspected)
        self._nothing = QWidget()
        around = QVBoxLayout(self._nothing)
        around.setContentsMargins(0, style.SPACE, 0, 0)
        around.addWidget(self.empty)
        around.addStretch(1)
        self._body = QStackedWidget()
        self._body.addWidget(self.list)
        self._body.addWidget(self._nothing)
        inside = QVBoxLayout()
        inside.setContentsMargins(2 * style.SPACE, style.SPACE // 2, style.SPACE, style.SPACE)
        inside.addWidget(self._body)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(inside, 1)

    def _connect(self) -> None:
        self.order.currentIndexChanged.connect(self.show_check)
        self.report.clicked.connect(lambda: self.called.emit(commands.REPORT))
        self.mend_all.clicked.connect(self._mend_all)
        self.empty.wanted.connect(self._go_on)
        self.list.itemActivated.connect(self._look)
        self.list.currentItemChanged.connect(self._show_details)
        self.list.look_wanted.connect(lambda row: self.finding_wanted.emit(self.list.findings[row]))
        self.list.mend_wanted.connect(self._mend)
        self.list.folded.connect(self._show_details)
        self.list.turned.connect(self._show_details)
        for card in self._cards:
            card.go.connect(self._go)
            card.told.connect(self.status)
            card.resized.connect(self.list.relay)
            card.others.clicked.connect(self.list.turn_others)
            card.look_wanted.connect(lambda: self._look(self.list.currentItem()))

    def choose(self, kind: str) -> None:
        """Show only findings of this kind."""
        if kind != self.kind:
            self.kind = kind
            self.show_check()
            self.chose.emit(NAMES[kind])

    def current(self) -> Finding | None:
        """The finding that is chosen."""
        row = self.list.currentRow()
        return self.list.findings[row] if row >= 0 else None

    # Showing

    @property
    def _choice(self) -> Choice:
        return Choice(self.kind, is_by_page=bool(self.order.currentIndex()))

    def show_check(self) -> None:
        """Show the findings of the last check; the chosen one stays chosen while it lasts, else the next one is."""
        before, at = self.current(), self.list.currentRow()
        shown = chosen(self.session, self._choice)
        kept = next((row for row, one in enumerate(shown) if before and same(one, before)), -1)
        current = kept if kept >= 0 else min(max(at, 0), len(shown) - 1)
        beside = [self._beside(finding) for finding in shown]
        self.list.show_wide(shown, said(self.session, shown), beside, dict(self._heads(shown)), current)
        self.head.guidance.show_text(self._told())
        count = len(fixes(self.session))
        self.mend_all.setText(f"{commands.MEND_ALL.name} {count} 处…")
        self.mend_all.setVisible(count > 1)
        if not shown:
            told = nothing(self.session, self._choice)
            self.empty.say(told.sentence, told.then, told.button, good=told.is_good)
        self._body.setCurrentWidget(self.list if shown else self._nothing)
        self._show_details()

    def _told(self) -> str:
        document = self.session.document
        tables = sum(table.part == "budget" for table in document.edition.tables.values())
        own = [f"{tables} 张表", f"{len(document.edition.sections)} 节文字"]
        count = len(projects(document))
        own += [f"{count} 个项目"] if count else []
        return f"{datetime.now():%H:%M} 查完：{'、'.join(own)}，{len(document.edition.rules)} 条规则"

    def _beside(self, finding: Finding) -> Beside:
        mend = None if self.session.is_read_only else self._mending.of(finding)
        shown = figures(self.session.document, finding) if tells_numbers(finding) else ()
        return Beside(in_short(finding), shown, mend.name if mend else "")

    def _heads(self, shown: tuple[Finding, ...]) -> Iterator[tuple[int, tuple[str, str]]]:
        """What stands over the first finding of each level, or of each page."""
        numbers, row, before = counts(self.session), 0, ""
        order = steps(self.session.document)
        for group in folds(shown).values():
            first, note = group[0], ""
            if self._choice.is_by_page:
                at = (step.title for step in order if words.is_at(self.session.document, first, step.id))
                title = next(at, "全部内容")
            else:
                kind = self.kind if self.kind in (TO_DO, WAIVED) else worst_level(group)
                title, note = f"{NAMES[kind]} {numbers[kind]}", NOTES[kind]
            if title != before:
                yield row, (title, note)
            before, row = title, row + len(group)

    def _show_details(self) -> None:
        for card in self._cards:
            card.show_finding(self.current() if card is self.list.card else None)
            card.show_others(self.list.others())
        self.list.relay()

    # Doing

    def commit_pending(self) -> None:
        """Store the words that are typed to answer a warning."""
        for card in self._cards:
            card.keep()

    def _mend(self, row: int) -> None:
        self.list.setCurrentRow(row)
        self.list.card.change.click()

    def _mend_all(self) -> None:
        """Show what can be mended, and mend what is ticked as one step."""
        self.session.check()
        dialog = AtOnceDialog(self.session.document, fixes(self.session), self)
        if run(dialog) and dialog.chosen:
            count = len(dialog.chosen)
            changes = together(one.mend for one in dialog.chosen)
            if self.session.apply(f"{commands.MEND_ALL.name} {count} 处", changes):
                self.session.check()
                self.status.emit(f"改好了 {count} 处，可以撤销。")
        self.list.setFocus()

    def _look(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.finding_wanted.emit(self.list.findings[self.list.row(item)])

    def _go(self, address: Address) -> None:
        self.go_wanted.emit(words.step_of_table(self.session.document, address.table), address)

    def _go_on(self) -> None:
        to = nothing(self.session, self._choice).to
        if to is None:
            self.signing_wanted.emit()
        else:
            self.choose(to.kind)
