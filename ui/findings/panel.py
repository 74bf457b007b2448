"""The panel on the right: what the checks found as cards, with the way to mend it and the jump to the place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from forms.document.finding import LEVEL_WORDS, TO_DO, Finding
from models.records import Address
from ui.findings.choice import ALL, NAMES, WAIVED, Choice, chosen, counts, nothing, said
from ui.findings.details import MEND_KEY, FindingDetails, same
from ui.findings.finding_list import FindingList
from ui.findings.rail import FindingsRail
from ui.kit import style
from ui.kit.plain import Label, tip
from ui.kit.session import Session
from ui.kit.side_panels import SidePanel
from ui.parts.empty import EmptyState
from ui.parts.switch import Switch

_COUNTED = ("E", "W", TO_DO, "H")
"""What the folded panel counts."""
_KEYS = f"改 {MEND_KEY}　下一条 F7"


class FindingsPanel(SidePanel):
    """The findings, the chosen one on a card with its buttons. Fixed ones vanish with the next check."""

    jump = Signal(object)
    """The finding whose place the clerk wants to see."""
    go = Signal(object)
    """The address of another cell that takes part in it."""
    told = Signal(str)
    """A sentence for the status bar."""
    sign_wanted = Signal()
    """Nothing is wrong, and the clerk wants to go on to the signing."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("问题", "right", parent)
        self._session = session
        self._page: str | None = None
        self._behind: tuple[Finding, ...] = ()
        """What stood behind the chosen finding when that was mended: the way goes on there."""
        self._title = Label("问题")
        style.heading(self._title, style.CARD)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("按级别筛选")
        self.tabs.setProperty("dense", True)
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        for kind in (ALL, *LEVEL_WORDS, TO_DO):
            self.tabs.setTabData(self.tabs.addTab(""), kind)
        self.tabs.setTabToolTip(len(LEVEL_WORDS) + 1, tip("还没有填的各页和各格，不是错误"))
        self.here = Switch("只看本页")
        self.order = QToolButton()
        self.order.setCheckable(True)
        self.order.setProperty("small", True)
        self.order.setText("按页")
        self.order.setToolTip(tip("按页排列；再点一下按轻重排列"))
        self.waived = QPushButton()
        self.waived.setFlat(True)
        self.waived.setCheckable(True)
        self.waived.setToolTip(tip("写了说明、不用改的"))
        self.list = FindingList()
        self.empty = EmptyState()
        self.details = FindingDetails(session)
        self.list.hold(self.details)
        self._mend_key = QShortcut(QKeySequence(MEND_KEY), self, self._mend)
        self.rail = FindingsRail({kind: LEVEL_WORDS.get(kind, kind) for kind in _COUNTED})
        self._lay_out()
        self._connect()
        self.refresh()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.order)
        head.addWidget(self.fold)
        self._body = QStackedWidget()
        self._body.addWidget(self.list)
        self._body.addWidget(self.empty)
        keys = Label(_KEYS)
        style.scale(keys, style.SMALL)
        style.tint(keys, "text3")
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.addWidget(self.here)
        foot.addStretch(1)
        foot.addWidget(self.waived)
        foot.addWidget(keys)
        layout = self._column = QVBoxLayout(self)
        layout.setContentsMargins(style.SPACE, style.SPACE, style.SPACE, style.SPACE // 2)
        layout.setSpacing(style.SPACE)
        layout.addLayout(head)
        layout.addWidget(self.tabs)
        layout.addWidget(self._body, 1)
        layout.addWidget(self._foot)
        layout.addWidget(self.rail, 1)
        self.rail.setVisible(False)
        self.worked_in = self.list

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._turn_tab)
        self.here.toggled.connect(self.refresh)
        self.order.toggled.connect(self.refresh)
        self.waived.toggled.connect(self.refresh)
        self.rail.chosen.connect(self._open_on)
        self.list.itemClicked.connect(self._jump_to)
        self.list.itemActivated.connect(self._jump_to)
        self.list.currentItemChanged.connect(self._show_details)
        self.details.go.connect(self.go)
        self.details.told.connect(self.told)
        self.details.resized.connect(self.list.relay)
        self.details.others.clicked.connect(self.list.turn_others)
        self.list.folded.connect(self._show_details)
        self.details.look_wanted.connect(lambda: self._jump_to(self.list.currentItem()))
        self.empty.wanted.connect(self._go_on)

    def show_folded(self, folded: bool) -> None:
        """The rail is a column of counts."""
        for part in (self._title, self.tabs, self.order, self._body, self._foot):
            part.setVisible(not folded)
        # The card has the key while it is seen.
        self._mend_key.setEnabled(folded)
        margin = style.SPACE // 2 if folded else style.SPACE
        self._column.setContentsMargins(margin, style.SPACE, margin, style.SPACE // 2)
        self.rail.setVisible(folded)

    @property
    def rail_width(self) -> int:
        """The width of the folded panel."""
        return max(self.rail.sizeHint().width(), self.fold.sizeHint().width()) + style.SPACE

    @property
    def way_out(self) -> str:
        """What one key does about the chosen finding, to be told while its card is not seen; blank where none does."""
        offered = self.details.offered()
        return f"　{MEND_KEY} {offered}" if offered else ""

    def _mend(self) -> None:
        offered = self.details.offered()
        if offered:
            self.told.emit(f"已{offered}。F7 看下一处")
            self.details.mend()
        else:
            self.told.emit("这一处没有一键的改法，请直接在格里或文字里改。")

    def choose(self, kind: str) -> None:
        """Show only findings of this level, `TO_DO`, or `ALL`."""
        self.waived.setChecked(False)
        self.tabs.setCurrentIndex(next(n for n in range(self.tabs.count()) if self.tabs.tabData(n) == kind))

    def _turn_tab(self) -> None:
        self.waived.setChecked(False)
        self.refresh()

    def _open_on(self, kind: str) -> None:
        self.choose(kind)
        self.folding.emit(False)

    def set_page(self, step: str) -> None:
        """Tell which step the middle shows, for 只看本页."""
        self._page = step
        if self.here.isChecked():
            self.refresh()

    # Showing

    def refresh(self) -> None:
        """Show the findings of the last check; the chosen one stays chosen while it lasts."""
        chosen = self.current()
        shown = self.shown()
        self._count()
        at = _row_of(chosen, shown) if chosen else -1
        if chosen and at < 0:
            self._behind = self.list.findings[self.list.currentRow() + 1 :]
        self.list.show_findings(shown, said(self._session, shown), at)
        if not shown:
            self._say_nothing()
        self._body.setCurrentWidget(self.list if shown else self.empty)
        self._show_details()

    def _count(self) -> None:
        numbers = counts(self._session)
        for number in range(self.tabs.count()):
            kind = self.tabs.tabData(number)
            self.tabs.setTabText(number, f"{NAMES[kind]} {numbers[kind]}")
        waived = numbers[WAIVED]
        self.waived.setText(f"已说明 {waived}")
        self.waived.setVisible(bool(waived) or self.waived.isChecked())
        self.rail.show_counts({kind: numbers[kind] for kind in _COUNTED})

    def shown(self) -> tuple[Finding, ...]:
        """The findings that the filters let through, in the order of the list."""
        return chosen(self._session, self._choice)

    @property
    def _choice(self) -> Choice:
        kind = WAIVED if self.waived.isChecked() else self._kind
        return Choice(kind, self._page if self.here.isChecked() else None, self.order.isChecked())

    @property
    def _kind(self) -> str:
        return str(self.tabs.tabData(self.tabs.currentIndex()))

    def current(self) -> Finding | None:
        """The finding that is chosen in the list."""
        row = self.list.currentRow()
        return self.list.findings[row] if row >= 0 else None

    def step(self, by: int) -> None:
        """Choose the next finding (by = 1) or the one before (-1), round the list, and jump to it."""
        count = self.list.count()
        if not count:
            return
        row = self.list.currentRow()
        if row < 0:
            row = self._next_row() - (by > 0)
        self.list.setCurrentRow((row + by) % count)
        self._jump_to(self.list.currentItem())

    def follow(self, address: Address) -> None:
        """Choose the finding at the cell the clerk went to, if there is one; its place is not jumped to."""
        chosen, shown = self.current(), self.shown()
        columns = (address.column, None)
        here = [n for n, f in enumerate(shown) if (f.table, f.row) == address[:2] and f.column in columns]
        if here and not (chosen and any(same(shown[row], chosen) for row in here)):
            self.list.setCurrentRow(min(here, key=lambda row: shown[row].column is None))

    def _next_row(self) -> int:
        """The row that the way goes on with while none is chosen: what followed the one mended last."""
        rows = (_row_of(finding, self.list.findings) for finding in self._behind)
        return next((row for row in rows if row >= 0), 0)

    def _say_nothing(self) -> None:
        """What is said where no finding is shown, and what to do next."""
        told = nothing(self._session, self._choice)
        icon = "file-plus" if told.to and told.to.kind == TO_DO else "circle-check"
        self.empty.say(told.sentence, told.then, told.button, icon=icon, good=told.is_good)

    def _go_on(self) -> None:
        """The next step that the empty panel offers."""
        to = nothing(self._session, self._choice).to
        if to is None:
            self.sign_wanted.emit()
            return
        if to.step is None:
            self.here.setChecked(False)
        if to.kind != self._choice.kind:
            self.choose(to.kind)

    def _jump_to(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.jump.emit(self.list.findings[self.list.row(item)])

    def _show_details(self) -> None:
        self.details.show_finding(self.current())
        self.details.show_others(self.list.others())
        self.list.relay()


def _row_of(finding: Finding, among: Sequence[Finding]) -> int:
    """Where the finding stands among others, though its amounts may have moved; -1 when it is gone."""
    return next((row for row, other in enumerate(among) if same(other, finding)), -1)
