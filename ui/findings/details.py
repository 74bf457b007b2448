"""One finding in full: what is wrong, why it matters, what to do, the cells that take part, the one-key fixes, 说明."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QUrl, Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from forms.document.finding import Finding, Mend
from forms.edit import cells
from forms.signing import waivers
from models.errors import Trouble
from models.money import NotMoney, parse
from models.records import Address, CellChange, Change, RowChange
from ui.kit import style, words
from ui.kit.plain import tip
from ui.kit.session import Session

_LINK = "cell"
_NAME = "name"
"""The column that holds the name of a row."""
_REASON_LINES = 2


class FindingDetails(QWidget):
    """Shows the chosen finding. What is done here is a step of its own, which 撤销 takes back."""

    go = Signal(object)
    """The address of another cell that takes part in it."""
    told = Signal(str)
    """A sentence for the status bar."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._finding: Finding | None = None
        self._told = ""
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.setAccessibleName("问题说明")
        self.text.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.text.anchorClicked.connect(self._follow)
        self.change = QPushButton()
        self.change.clicked.connect(self._mend)
        self.accept = QPushButton("采用计算数(&A)")
        self.accept.clicked.connect(self._use_computed)
        self.believe = QPushButton("这个词没错(&Y)")
        self.believe.setToolTip(tip("记入本单位的词，以后处处不再提示；在【检查→本单位的词】里可以删去"))
        self.believe.clicked.connect(self._believe)
        self.reason = QPlainTextEdit()
        self.reason.setTabChangesFocus(True)
        self.reason.setPlaceholderText("核实无误、不用改的，写明原因")
        self.reason.setAccessibleName("对这条警告的说明")
        self.waive = QPushButton("写说明(&W)")
        self.waive.clicked.connect(self._waive)
        self.withdraw = QPushButton("撤回说明(&Z)")
        self.withdraw.clicked.connect(self._withdraw)
        self._lay_out()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(style.SPACE // 2)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.change)
        layout.addWidget(self.believe)
        layout.addWidget(self.accept)
        layout.addWidget(self.reason)
        line = QHBoxLayout()
        line.addWidget(self.waive)
        line.addWidget(self.withdraw)
        layout.addLayout(line)
        height = self.reason.fontMetrics().lineSpacing() * _REASON_LINES + 2 * style.SPACE
        self.reason.setFixedHeight(height)

    def show_finding(self, finding: Finding | None) -> None:
        """Show this finding; None leaves a hint how to choose one."""
        document = self._session.document
        is_another = self._finding is None or finding is None or not same(self._finding, finding)
        self._finding = finding
        html = self._html(finding) if finding else "<p>点选一条问题，这里说明原因和改法。</p>"
        if html != self._told:
            self._told = html
            self.text.setHtml(html)
        may_change = not self._session.is_read_only
        mend = self._mending(finding) if finding else None
        self.change.setVisible(mend is not None and may_change)
        self.change.setText(f"{mend.name.replace('&', '&&')}(&M)" if mend else "")
        self.change.setToolTip(tip(mend.name if mend else ""))
        self.believe.setVisible(finding is not None and bool(finding.word) and may_change)
        address = finding.address if finding else None
        self.accept.setVisible(address is not None and document.is_stated(address) and may_change)
        is_warning = finding is not None and _can_be_answered(finding) and may_change
        for widget in (self.reason, self.waive):
            widget.setVisible(is_warning)
        self.withdraw.setVisible(is_warning and bool(finding and waivers.answer(document, finding)))
        if finding is not None and is_warning and is_another:
            self.reason.setPlainText(waivers.offered(document, finding))

    def _html(self, finding: Finding) -> str:
        document = self._session.document
        parts = [f"<p>{escape(finding.brief)}</p>"]
        if finding.guess and finding.guess not in finding.message:
            parts.append(f"<p>{escape(finding.guess)}</p>")
        if finding.cause is not None:
            parts.append(f"<p><b>起因</b>　{escape(finding.cause.sentence)}</p>")
        answer = waivers.answer(document, finding)
        if answer:
            parts.append(f"<p><b>已说明</b>　{escape(answer)}</p>")
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

    # Mending

    def _mending(self, finding: Finding) -> Mend | None:
        """The fix that one key carries out: the finding's own, else the expected amount or name in its place."""
        if finding.mend is not None:
            return finding.mend
        changes = self._stating(finding)
        return Mend(f"改为 {finding.expected}", changes) if changes else None

    def _stating(self, finding: Finding) -> tuple[Change, ...]:
        """What puts the expected amount or name in the place of what stands; nothing when that cannot be said."""
        document = self._session.document
        # A hint is no verdict: its number is for thinking about, not for taking over.
        if finding.level == "H" or finding.address is None or not finding.expected:
            return ()
        address = finding.address
        if address.column in document.edition.tables[address.table].written:
            return cells.enter(document, {address: finding.expected})
        if address.column == _NAME:
            return cells.rename(document, address.table, address.row, finding.expected)
        if address not in document.plan.index or document.is_computed(address):
            return ()
        try:
            fen = parse(finding.expected, document.edition.tables[address.table].unit)
        except NotMoney:
            return ()
        return () if fen is None else cells.state(document, address, fen)

    def _mend(self) -> None:
        finding = self._fresh()
        mend = self._mending(finding) if finding else None
        if mend is not None and all(map(self._stands, mend.changes)):
            self._session.apply(mend.name, mend.changes)
        else:
            self.told.emit("这里刚刚改过，已经重新检查，请再看一遍。")

    def _fresh(self) -> Finding | None:
        """The finding as it is after the last step: a fix of a text made before it would undo what was typed."""
        chosen = self._finding
        if chosen is None or chosen.mend is None or self._session.is_settled:
            return chosen
        self._session.check()
        return next((finding for finding in self._session.findings if same(finding, chosen)), None)

    def _stands(self, change: Change) -> bool:
        """Whether what the change replaces is still there."""
        document = self._session.document
        if isinstance(change, CellChange):
            return document.cells.get(change.key) == change.old
        if isinstance(change, RowChange):
            return document.row_entry(*change.key) == change.old
        return document.texts.get(change.key) == change.old

    def _use_computed(self) -> None:
        if self._finding is not None and self._finding.address is not None:
            changes = cells.accept_computed(self._session.document, [self._finding.address])
            self._session.apply("采用计算数", changes)

    def _believe(self) -> None:
        if self._finding is not None:
            self._session.believed.emit(self._finding.word)

    # 说明

    def _waive(self) -> None:
        if self._finding is not None:
            try:
                changes = waivers.waive(self._session.document, self._finding, self.reason.toPlainText())
            except Trouble as trouble:
                self.told.emit(words.trouble_text(trouble))
                self.reason.setFocus()
                return
            self._session.apply("写说明", changes)

    def _withdraw(self) -> None:
        if self._finding is not None:
            self._session.apply("撤回说明", waivers.withdraw(self._session.document, self._finding))


def _can_be_answered(finding: Finding) -> bool:
    return finding.level == waivers.WAIVABLE and not finding.waits_for


def same(one: Finding, other: Finding) -> bool:
    """Whether both say the same about the same place, though the amounts may have moved."""
    return _place(one) == _place(other)


def _place(finding: Finding) -> tuple[str | None, ...]:
    quote = finding.quote if finding.section else None
    return (finding.rule, finding.table, finding.row, finding.column, finding.section, quote)
