"""Where a cell is used, as a list that a button opens: each line says what uses it, and Enter goes there."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from forms.check.where_used import Use, UsedIn, where_used
from forms.document.document import Document
from models.records import Address
from ui.kit import words
from ui.kit.commands import WHERE_USED, printed
from ui.kit.plain import tip
from ui.kit.session import Session
from ui.kit.steps import section, section_step

_KINDS = {
    UsedIn.SUM: "算入合计",
    UsedIn.SENTENCE: "写在文字里",
    UsedIn.RELATION: "勾稽关系",
    UsedIn.RULE: "另有检查",
}
_SHORT = 6
"""So many uses are named beside the count; the list has all."""
_QUOTED = 24
"""So many characters of a sentence are quoted before the number, and of what stands there."""
_ENDS = "。；\n"


class UsesButton(QToolButton):
    """用在 n 处: says how often, and opens the list."""

    chosen = Signal(str, object)
    """The step of the use that was chosen, and the cell or the passage there."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._uses: tuple[Use, ...] = ()
        self._list = QMenu(self)
        self._list.aboutToShow.connect(self._fill)
        self.setMenu(self._list)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setAutoRaise(True)
        self.setProperty("uses", True)
        self.setVisible(False)

    def show_for(self, address: Address | None) -> str:
        """Count the uses of a cell; returns the nearest of them in short."""
        document = self._session.document
        self._uses = where_used(document, address) if address else ()
        count = len(self._uses)
        self.setText(f"用在 {count} 处" if count else "没有用在别处")
        self.setVisible(address is not None)
        self.setEnabled(bool(count))
        self.setAccessibleName(f"这个数用在 {count} 处" if count else "这个数没有用在别处")
        self.setToolTip(tip(f"列出用到这一格的合计、文字和规则，选一处就到那里（{printed(WHERE_USED.keys[0])}）"))
        if address is None:
            return ""
        named = (_short(document, address, use) for use in self._uses)
        return "、".join(list(dict.fromkeys(filter(None, named)))[:_SHORT])

    def open_list(self) -> None:
        """Open the list under the button."""
        self._list.popup(self.mapToGlobal(QPoint(0, self.height())))

    def _fill(self) -> None:
        """One line for each use, under what it is."""
        self._list.clear()
        document = self._session.document
        for kind, same in groupby(self._uses, key=lambda use: use.kind):
            self._list.addSection(_KINDS[kind])
            for use in same:
                to = _place(document, use)
                text = _full(document, use).replace("&", "&&")
                action = self._list.addAction(text)
                action.setEnabled(to is not None)
                if to is not None:
                    action.triggered.connect(lambda _=False, to=to: self.chosen.emit(*to))
        first = next((action for action in self._list.actions() if action.isEnabled() and action.text()), None)
        if first is not None and not first.isSeparator():
            self._list.setActiveAction(first)


def _place(document: Document, use: Use) -> tuple[str, object] | None:
    """The step, and the cell or the passage there; None for a rule that looks at the cell alone."""
    if use.address is not None:
        return words.step_of_table(document, use.address.table), use.address
    return (use.section, use.span) if use.section else None


def _full(document: Document, use: Use) -> str:
    """A line of the list."""
    rule = document.edition.rules.get(use.rule)
    told = f"{rule.id} {rule.title}" if rule else ""
    if use.address is not None:
        amount = document.edition.tables[use.address.table].show(document.value(use.address)) or "空白"
        return "　".join(filter(None, (words.place(document, use.address), amount, told)))
    if use.span is not None:
        name = section_step(document, section(document, use.section)).name
        return f"{name}　{_quoted(document, use.section, use.span)}"
    return told


def _short(document: Document, own: Address, use: Use) -> str:
    """A use seen from its cell: the row in its column, the column in its row, the table, or a section."""
    if use.section:
        return section_step(document, section(document, use.section)).short
    if use.address is None:
        return ""
    table = document.edition.tables[use.address.table]
    line = document.line(use.address.table, use.address.row)
    if table.id != own.table or line is None:
        return table.ordinal
    if use.address.row == own.row:
        return table.column(use.address.column, line.side).path[-1]
    return line.code or words.row_words(document, table, line)


def _quoted(document: Document, section_id: str, span: tuple[int, int]) -> str:
    """The words before a number and the number; of a long list its beginning."""
    text = document.section_text(section_id)
    begin = max(span[0] - _QUOTED, *(text.rfind(mark, 0, span[0]) + 1 for mark in _ENDS))
    end = min(span[1], span[0] + _QUOTED)
    before = "…" if begin and text[begin - 1] not in _ENDS else ""
    return f"{before}{text[begin:end].strip()}{'…' if end < span[1] else ''}"
