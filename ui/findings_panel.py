"""The panel on the right: what the checks found, with the reason, the way to mend it, and the jump to the place."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from forms import operations
from forms.check.finding import LEVEL_WORDS, Finding
from models.money import NotMoney, parse
from models.records import Address, Change
from ui import style, words
from ui.session import Session

_FINDING = Qt.ItemDataRole.UserRole
_LINK = "cell"
_NAME = "name"
"""The column that holds the name of a row."""


class FindingsPanel(QWidget):
    """The list of findings and the details of the chosen one. Fixed ones vanish with the next check."""

    jump = Signal(object)
    """The finding whose place the clerk wants to see."""
    go = Signal(object)
    """The address of another cell that takes part in it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._page: str | None = None
        self._title = QLabel()
        style.heading(self._title, 1.0)
        self.levels = QComboBox()
        self.levels.setAccessibleName("按级别筛选")
        self.levels.addItem("全部", "")
        for level, name in LEVEL_WORDS.items():
            self.levels.addItem(name, level)
        self.here = QCheckBox("仅本页(&B)")
        self.list = QListWidget()
        self.list.setAccessibleName("问题列表")
        self.list.setWordWrap(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setSpacing(2)
        self.empty = QLabel("没有发现问题")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        self.details = _Details(session)
        self._lay_out()
        self.levels.currentIndexChanged.connect(self.refresh)
        self.here.toggled.connect(self.refresh)
        self.list.itemClicked.connect(self._jump_to)
        self.list.itemActivated.connect(self._jump_to)
        self.list.currentItemChanged.connect(self._show_details)
        self.details.go.connect(self.go)
        self.refresh()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.levels)
        self._body = QStackedWidget()
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.addWidget(self.list)
        self._split.addWidget(self.details)
        self._split.setChildrenCollapsible(False)
        self._split.setSizes([320, 240])
        self._body.addWidget(self._split)
        self._body.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, style.SPACE // 2, style.SPACE // 2, style.SPACE // 2)
        layout.setSpacing(style.SPACE // 2)
        layout.addLayout(head)
        layout.addWidget(self.here)
        layout.addWidget(self._body, 1)
        self.setFocusProxy(self.list)

    def set_page(self, step: str) -> None:
        """Tell which step the middle shows, for 仅本页."""
        self._page = step
        if self.here.isChecked():
            self.refresh()

    def refresh(self) -> None:
        """Show the findings of the last check; the chosen one stays chosen while it lasts."""
        chosen = self.current()
        findings = self._session.findings
        shown = self.shown()
        self._title.setText(f"问题 {len(findings)}")
        counts = words.counts(findings)
        for number, (level, name) in enumerate(LEVEL_WORDS.items(), start=1):
            self.levels.setItemText(number, f"{name} {counts[level]}")
        self.list.blockSignals(True)
        self.list.clear()
        for finding in shown:
            self.list.addItem(self._item(finding))
        at = next((n for n, f in enumerate(shown) if chosen and _same(f, chosen)), -1)
        self.list.setCurrentRow(at)
        self.list.blockSignals(False)
        self.empty.setText("没有发现问题" if not findings else "这里没有问题，请看其他页或其他级别")
        self._body.setCurrentWidget(self._split if shown else self.empty)
        self._show_details()

    def shown(self) -> tuple[Finding, ...]:
        """The findings that the filters let through, in the order of the list."""
        level = self.levels.currentData()
        here = self._page if self.here.isChecked() else None
        return tuple(
            f
            for f in self._session.findings
            if (not level or f.level == level) and (not here or here in (f.table, f.section))
        )

    def current(self) -> Finding | None:
        """The finding that is chosen in the list."""
        item = self.list.currentItem()
        return item.data(_FINDING) if item else None

    def step(self, by: int) -> None:
        """Choose the next finding (by = 1) or the one before (-1), round the list, and jump to it."""
        count = self.list.count()
        if not count:
            return
        row = self.list.currentRow()
        start = row if row >= 0 else (-1 if by > 0 else 0)
        self.list.setCurrentRow((start + by) % count)
        self._jump_to(self.list.currentItem())

    def _item(self, finding: Finding) -> QListWidgetItem:
        document = self._session.document
        head = f"{finding.level} {LEVEL_WORDS[finding.level]}　{words.finding_place(document, finding) or '全部内容'}"
        item = QListWidgetItem(f"{head}\n{words.message(document, finding)}")
        item.setData(_FINDING, finding)
        item.setForeground(QBrush(style.level_color(finding.level, self.palette())))
        return item

    def _jump_to(self, item: QListWidgetItem) -> None:
        self.jump.emit(item.data(_FINDING))

    def _show_details(self) -> None:
        self.details.show_finding(self.current())


class _Details(QWidget):
    """One finding in full: what is wrong, why it matters, what to do, the cells that take part, the one-key fixes."""

    go = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._finding: Finding | None = None
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.setAccessibleName("问题说明")
        self.text.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.text.anchorClicked.connect(self._follow)
        self.change = QPushButton()
        self.change.clicked.connect(self._put_expected)
        self.accept = QPushButton("采用计算数(&A)")
        self.accept.clicked.connect(self._use_computed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(style.SPACE // 2)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.change)
        layout.addWidget(self.accept)

    def show_finding(self, finding: Finding | None) -> None:
        """Show this finding; None leaves a hint how to choose one."""
        self._finding = finding
        self.text.setHtml(self._html(finding) if finding else "<p>点选一条问题，这里说明原因和改法。</p>")
        self.change.setVisible(bool(self._mending()))
        self.change.setText(f"改为 {finding.expected}(&M)" if finding else "")
        address = finding.address if finding else None
        self.accept.setVisible(address is not None and self._session.document.is_stated(address))

    def _html(self, finding: Finding) -> str:
        parts = [f"<p>{escape(words.message(self._session.document, finding))}</p>"]
        if finding.guess and finding.guess not in finding.message:
            parts.append(f"<p>{escape(finding.guess)}</p>")
        if finding.fix:
            parts.append(f"<p><b>怎么改</b>　{escape(finding.fix)}</p>")
        if finding.why:
            parts.append(f"<p><b>为什么</b>　{escape(finding.why)}</p>")
        links = [self._link(Address(r.table, r.row, r.column), r.value) for r in finding.related]
        if links:
            parts.append("<p><b>有关的格</b></p>" + "".join(f"<p>{link}</p>" for link in links))
        return "".join(parts)

    def _link(self, address: Address, value: str) -> str:
        target = QUrl(f"{_LINK}:")
        target.setFragment("/".join(address))
        name = words.place(self._session.document, address)
        stands = value or self._session.document.text(address) or "空白"
        return f'<a href="{escape(target.toString())}">{escape(name)}</a>　{escape(stands)}'

    def _follow(self, link: QUrl) -> None:
        self.go.emit(Address(*link.fragment().split("/")))

    def _mending(self) -> tuple[Change, ...]:
        """What puts the expected amount or name in the place of what stands; nothing when that cannot be said."""
        finding = self._finding
        document = self._session.document
        # A hint is no verdict: its number is for thinking about, not for taking over.
        if finding is None or finding.level == "H" or finding.address is None or not finding.expected:
            return ()
        address = finding.address
        if address.column in document.edition.tables[address.table].written:
            return operations.enter(document, {address: finding.expected})
        if address.column == _NAME:
            return operations.rename(document, address.table, address.row, finding.expected)
        if address not in document.plan.index or document.is_computed(address):
            return ()
        try:
            fen = parse(finding.expected, document.edition.tables[address.table].unit)
        except NotMoney:
            return ()
        return () if fen is None else operations.state(document, address, fen)

    def _put_expected(self) -> None:
        if self._finding is not None:
            self._session.apply(f"改为 {self._finding.expected}", self._mending())

    def _use_computed(self) -> None:
        if self._finding is not None and self._finding.address is not None:
            changes = operations.accept_computed(self._session.document, [self._finding.address])
            self._session.apply("采用计算数", changes)


def _same(one: Finding, other: Finding) -> bool:
    """Whether both say the same about the same place, though the amounts may have moved."""
    return (one.rule, one.table, one.row, one.column) == (other.rule, other.table, other.row, other.column)
