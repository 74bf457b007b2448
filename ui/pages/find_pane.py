"""查找和替换 under the pages: what is sought, what was found in tables and texts, and what is put in its place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QToolButton, QVBoxLayout, QWidget

from forms.document.document import Document
from forms.edit.find_replace import Hit, Replacement, Stays, find, replace
from models.characters import visible
from ui.kit import style, words
from ui.kit.commands import FIND_NEXT, FIND_PREVIOUS, REPLACE_ALL, REPLACE_ONE, Command
from ui.kit.plain import Label, tip
from ui.kit.session import Session
from ui.kit.steps import section, section_step, step_of_text
from ui.pages.page import Place
from ui.parts.listing import Listing, ListingRow

_STAYS = {
    Stays.COMPUTED: "自动计算的",
    Stays.OF_THE_FORM: "编码或表样规定的名称",
    Stays.BOUND: "跟着表走的数",
    Stays.PART: "只是别的数的一部分",
    Stays.NO_AMOUNT: "要填进去的不是金额",
}
"""Why a place that was found is not changed, in a few words."""
_REST_MS = 150
"""So long one rests in typing before it is looked for."""
_AROUND = 16
"""So many characters are shown before and behind what was found."""
_MOST = 300
"""So many places are listed; replacing reaches all of them."""
_LINES = 4
"""So many places are seen at once."""
_NOTHING = "这里列出找到的每一处，全部表格和文字都找。"


class FindPane(QWidget):
    """Looks for what is typed in everything that is open; the list follows what is changed meanwhile."""

    go_wanted = Signal(str, object)
    """The step of a place that was found, and the cell or the passage there."""
    told = Signal(str)
    """How a replacement went."""
    closed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._unit = ""
        self.hits: tuple[Hit, ...] = ()
        self.sought = _line("要查找的内容", "金额、编码、名称、文字")
        self.words = _line("替换成", "替换成")
        self.count = Label()
        self.list = Listing("查找结果", ("位置", "内容", "替换时"), wide=1)
        self.one, self.all = self._button(REPLACE_ONE), self._button(REPLACE_ALL)
        self.previous, self.next = self._button(FIND_PREVIOUS), self._button(FIND_NEXT)
        self.close_button = QToolButton()
        self._rest = QTimer(self, interval=_REST_MS, singleShot=True)
        self._rest.timeout.connect(self._look)
        self._lay_out()
        self._connect()
        self.hide()

    def begin(self, *, replacing: bool) -> None:
        """Come up for a search, or for a replacement."""
        for widget in (self._to, self.words, self.one, self.all):
            widget.setVisible(replacing)
        self.show()
        self._look()
        self.sought.setFocus()
        self.sought.selectAll()

    def set_unit(self, unit: str) -> None:
        """Amounts are sought and put in as they are shown: in that unit, blank in that of each table."""
        self._unit = unit
        if self.isVisible():
            self._look()

    def step(self, by: int) -> None:
        """Go to the next place (1) or the one before (-1), round the list."""
        self._now()
        self.list.walk(by if self._has_gone else 0)
        self._go()

    def replace_one(self) -> None:
        """Put the other words in the place that is the current one, and go on to the next."""
        self._now()
        number = self.list.current()
        if number is None:
            return
        done = self._replace([self.hits[number]])
        self._look()
        if self.hits:
            # What was changed is found no longer, and the next has its number.
            self.list.go(min(number + (0 if done else 1), len(self.hits) - 1))
            self._go()

    def replace_all(self) -> None:
        """Put the other words in every place, as one step; the list follows as after any other change."""
        self._now()
        self._replace(self.hits)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts the search away."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_search()
        else:
            super().keyPressEvent(event)

    def close_search(self) -> None:
        """Put the search away."""
        self.hide()
        self.closed.emit()

    # Inside

    def _lay_out(self) -> None:
        self._to = Label("替换为")
        self.close_button.setText("✕")
        self.close_button.setAutoRaise(True)
        self.close_button.setAccessibleName("收起查找")
        self.close_button.setToolTip(tip("收起查找"))
        grid = QGridLayout()
        for row, (label, line, buttons) in enumerate(
            ((Label("查找"), self.sought, (self.previous, self.next)), (self._to, self.words, (self.one, self.all)))
        ):
            grid.addWidget(label, row, 0)
            grid.addWidget(line, row, 1)
            for number, button in enumerate(buttons):
                grid.addWidget(button, row, 2 + number)
        head = QHBoxLayout()
        head.addWidget(self.count)
        head.addWidget(self.close_button)
        grid.addLayout(head, 0, 4)
        grid.setColumnStretch(1, 2)
        grid.setColumnStretch(4, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(style.SPACE, 0, style.SPACE, 0)
        column.setSpacing(style.SPACE // 2)
        column.addLayout(grid)
        column.addWidget(self.list)
        self.list.set_lines(_LINES)

    def _connect(self) -> None:
        self.sought.textChanged.connect(self._rest.start)
        self.sought.returnPressed.connect(lambda: self.step(1))
        self.words.returnPressed.connect(self.replace_one)
        self.previous.clicked.connect(lambda: self.step(-1))
        self.next.clicked.connect(lambda: self.step(1))
        self.one.clicked.connect(self.replace_one)
        self.all.clicked.connect(self.replace_all)
        self.list.chosen.connect(lambda _: self._go())
        self.list.clicked.connect(lambda _: self._go())
        self.close_button.clicked.connect(self.close_search)
        self._session.changed.connect(self._after_change)

    def _button(self, command: Command) -> QPushButton:
        button = QPushButton(command.tool)
        button.setToolTip(tip(command.tip))
        button.setAutoDefault(False)
        return button

    def _after_change(self) -> None:
        if self.isVisible():
            self._rest.start()

    def _now(self) -> None:
        """Look at once for what was just typed."""
        if self._rest.isActive():
            self._look()

    def _look(self) -> None:
        self._rest.stop()
        before = self.list.current() or 0
        sought = visible(self.sought.text())
        self.hits = find(self._session.document, sought, self._unit)
        self._has_gone = False
        self.list.nothing = "" if sought else _NOTHING
        rows = [self._row(number, hit) for number, hit in enumerate(self.hits[:_MOST])]
        self.list.show_rows(rows)
        self.list.go(min(before, max(len(rows) - 1, 0)))
        most = f"，列出前 {_MOST} 处" if len(self.hits) > _MOST else ""
        found = f"找到 {len(self.hits)} 处{most}" if rows else f"没有“{self.sought.text()}”。换个词试试"
        self.count.setText(found if self.sought.text().strip() else "")
        may_replace = bool(rows) and not self._session.is_read_only
        for button in (self.one, self.all):
            button.setEnabled(may_replace)
            button.setToolTip(tip(self._session.why_read_only))
        for button in (self.previous, self.next):
            button.setEnabled(bool(rows))

    def _row(self, number: int, hit: Hit) -> ListingRow:
        start, end = hit.span
        lead, rest = hit.text[max(start - _AROUND, 0) : start], hit.text[end : end + _AROUND]
        context = f"{lead.rpartition(chr(10))[2]}【{hit.text[start:end]}】{rest.partition(chr(10))[0]}"
        stays = f"不改：{_STAYS[hit.stays]}" if hit.stays else ""
        return ListingRow((self._where(hit), context, stays), number)

    def _where(self, hit: Hit) -> str:
        document, place = self._session.document, hit.place
        if place.section:
            return section_step(document, section(document, place.section)).name
        if place.address is not None:
            return words.place(document, place.address)
        return f"{document.edition.tables[place.notes].ordinal} 表下的注"

    def _go(self) -> None:
        number = self.list.current()
        if number is not None and number < len(self.hits):
            self._has_gone = True
            self.go_wanted.emit(*_step_and_place(self._session.document, self.hits[number]))

    def _replace(self, hits: Sequence[Hit]) -> bool:
        """Carry it out as one step and say how it went; whether anything was changed."""
        if self._session.is_read_only:
            self.told.emit(self._session.why_read_only)
            return False
        text = visible(self.words.text())
        replaced = replace(self._session.document, hits, text, self._unit)
        name = f"替换“{self.sought.text().strip()}”为“{text}”{replaced.done}处"
        done = self._session.apply(name, replaced.changes)
        self.told.emit(_told(replaced))
        return done


def _step_and_place(document: Document, hit: Hit) -> tuple[str, Place]:
    place = hit.place
    if place.address is not None:
        return words.step_of_table(document, place.address.table), place.address
    return (place.section, hit.span) if place.section else (step_of_text(document, f"{place.notes}.notes"), None)


def _told(replaced: Replacement) -> str:
    """替换了 12 处，没有改 3 处：自动计算的 2，跟着表走的数 1。"""
    done = f"替换了 {replaced.done} 处，可以撤销" if replaced.done else "没有替换"
    stay = "，".join(f"{_STAYS[reason]} {count}" for reason, count in replaced.stay.items())
    return f"{done}；没有改 {sum(replaced.stay.values())} 处：{stay}。" if stay else f"{done}。"


def _line(name: str, hint: str) -> QLineEdit:
    line = QLineEdit()
    line.setAccessibleName(name)
    line.setPlaceholderText(hint)
    line.setClearButtonEnabled(True)
    return line
