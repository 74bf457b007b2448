"""The panel on the right: what the checks found, with the reason, the way to mend it, and the jump to the place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QListWidgetItem,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from forms.document.finding import LEVEL_WORDS, Finding, by_cause, worst_level
from models.records import Address
from ui.findings.details import FindingDetails, same
from ui.findings.finding_list import FindingList, together
from ui.findings.rail import FindingsRail
from ui.kit import style, words
from ui.kit.plain import Label, tip
from ui.kit.session import Session
from ui.kit.side_panels import SidePanel

_WAIVED = "已说明"
"""The filter that shows the warnings with a valid 说明; the others leave them out."""
_TO_DO = "待填"
"""The filter that shows what is to be filled in, which is no fault yet."""
_COUNTED = ("E", "W", _TO_DO, "H")
"""What the folded panel counts."""


class FindingsPanel(SidePanel):
    """The list of findings and the details of the chosen one. Fixed ones vanish with the next check."""

    jump = Signal(object)
    """The finding whose place the clerk wants to see."""
    go = Signal(object)
    """The address of another cell that takes part in it."""
    told = Signal(str)
    """A sentence for the status bar."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("问题", Qt.ArrowType.RightArrow, parent)
        self._session = session
        self._page: str | None = None
        self._behind: tuple[Finding, ...] = ()
        """What stood behind the chosen finding when that was mended: the way goes on there."""
        self._title = Label()
        style.heading(self._title, 1.0)
        self.levels = QComboBox()
        self.levels.setAccessibleName("按级别筛选")
        self.levels.addItem("全部", "")
        for level, name in LEVEL_WORDS.items():
            self.levels.addItem(name, level)
        self.levels.addItem(_TO_DO, _TO_DO)
        self.levels.addItem(_WAIVED, _WAIVED)
        self.here = QCheckBox("仅本页(&B)")
        self.to_do = QToolButton()
        self.to_do.setAutoRaise(True)
        self.to_do.setCheckable(True)
        self.to_do.setToolTip(tip("还没有填的各页和各格，不是错误；点一下逐处去填"))
        self.list = FindingList()
        self.empty = Label("没有发现问题")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        self.details = FindingDetails(session)
        self.rail = FindingsRail({kind: LEVEL_WORDS.get(kind, kind) for kind in _COUNTED})
        self._lay_out()
        self.levels.currentIndexChanged.connect(self.refresh)
        self.here.toggled.connect(self.refresh)
        self.to_do.clicked.connect(self._turn_to_do)
        self.rail.chosen.connect(self._open_on)
        self.list.itemClicked.connect(self._jump_to)
        self.list.itemActivated.connect(self._jump_to)
        self.list.currentItemChanged.connect(self._show_details)
        self.details.go.connect(self.go)
        self.details.told.connect(self.told)
        self.refresh()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.levels)
        head.addWidget(self.fold)
        self._body = QStackedWidget()
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.addWidget(self.list)
        self._split.addWidget(self.details)
        self._split.setChildrenCollapsible(False)
        self._split.setSizes([250, 310])
        self._body.addWidget(self._split)
        self._body.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, style.SPACE // 2, style.SPACE // 2, style.SPACE // 2)
        layout.setSpacing(style.SPACE // 2)
        layout.addLayout(head)
        line = QHBoxLayout()
        line.addWidget(self.here, 1)
        line.addWidget(self.to_do)
        layout.addLayout(line)
        layout.addWidget(self._body, 1)
        layout.addWidget(self.rail, 1)
        self.rail.setVisible(False)
        self.setFocusProxy(self.list)

    def show_folded(self, folded: bool) -> None:
        """The rail is a column of counts."""
        for part in (self._title, self.levels, self.here, self._body):
            part.setVisible(not folded)
        self._show_to_do()
        self.rail.setVisible(folded)

    @property
    def rail_width(self) -> int:
        """The width of the folded panel."""
        return max(self.rail.sizeHint().width(), self.fold.sizeHint().width()) + style.SPACE

    def _open_on(self, kind: str) -> None:
        self.levels.setCurrentIndex(self.levels.findData(kind))
        self.folding.emit(False)

    def set_page(self, step: str) -> None:
        """Tell which step the middle shows, for 仅本页."""
        self._page = step
        if self.here.isChecked():
            self.refresh()

    def refresh(self) -> None:
        """Show the findings of the last check; the chosen one stays chosen while it lasts."""
        chosen = self.current()
        findings = self._session.open_findings
        shown = self.shown()
        counts = words.fault_counts(findings)
        self._title.setText(f"问题 {sum(counts.values())}")
        for number, (level, name) in enumerate(LEVEL_WORDS.items(), start=1):
            self.levels.setItemText(number, f"{name} {counts[level]}")
        waived, to_do = len(self._session.waived_findings), len(self._session.to_do)
        for name, count in ((_WAIVED, waived), (_TO_DO, to_do)):
            self.levels.setItemText(self.levels.findData(name), f"{name} {count}")
        self.rail.show_counts({**counts, _TO_DO: to_do})
        self.to_do.setText(f"{_TO_DO} {to_do}")
        self._show_to_do()
        self.to_do.setChecked(self.levels.currentData() == _TO_DO)
        at = _row_of(chosen, shown) if chosen else -1
        if chosen and at < 0:
            self._behind = self.list.findings[self.list.currentRow() + 1 :]
        self.list.show_findings(shown, [self._said(finding) for finding in shown], at)
        self.empty.setText(self._nothing(to_do))
        self._body.setCurrentWidget(self._split if shown else self.empty)
        self._show_details()

    def shown(self) -> tuple[Finding, ...]:
        """The findings that the filters let through, in the order of the list."""
        chosen = self.levels.currentData()
        here = self._page if self.here.isChecked() else None
        session = self._session
        apart = {_WAIVED: lambda: session.waived_findings, _TO_DO: lambda: session.to_do}
        findings = apart[chosen]() if chosen in apart else session.open_findings
        level = "" if chosen in apart else chosen
        groups = by_cause(f for f in findings if not here or words.is_at(f, here))
        return together([f for group in groups if not level or worst_level(group) == level for f in group])

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

    def _said(self, finding: Finding) -> tuple[str, str, str]:
        """The level, the line over the message, and the message."""
        document = self._session.document
        place = words.finding_place(document, finding) or "全部内容"
        if finding.waits_for:
            return "H", f"{_TO_DO}　{place}", finding.brief
        return finding.level, f"{finding.level} {LEVEL_WORDS[finding.level]}　{place}", finding.brief

    def _nothing(self, to_do: int) -> str:
        """What is said where no finding is shown."""
        if self._session.open_findings or (to_do and self.levels.currentData() != _TO_DO and self.here.isChecked()):
            return "这里没有问题，请看其他页或其他级别"
        return f"没有发现问题。\n还有 {to_do} 处待填，点上面的“{_TO_DO} {to_do}”逐处去填" if to_do else "没有发现问题"

    def _show_to_do(self) -> None:
        is_wanted = bool(self._session.to_do) or self.to_do.isChecked()
        self.to_do.setVisible(is_wanted and not self.is_folded)

    def _turn_to_do(self, shown: bool) -> None:
        self.levels.setCurrentIndex(self.levels.findData(_TO_DO) if shown else 0)

    def _jump_to(self, item: QListWidgetItem) -> None:
        self.jump.emit(self.list.findings[self.list.row(item)])

    def _show_details(self) -> None:
        self.details.show_finding(self.current())


def _row_of(finding: Finding, among: Sequence[Finding]) -> int:
    """Where the finding stands among others, though its amounts may have moved; -1 when it is gone."""
    return next((row for row, other in enumerate(among) if same(other, finding)), -1)
