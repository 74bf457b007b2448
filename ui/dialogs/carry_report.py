"""What would become of last year's disclosure in the new one: by fate, table and reason, with the items of each."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from forms.document.document import Document
from forms.years.carried import CarriedLine, CarryReport, Fate, fate_groups, where
from ui.kit import style
from ui.kit.plain import Label
from ui.parts.listing import Listing, ListingRow

FATES: Mapping[Fate, str] = {"left": "没有沿用", "led": "改后沿用", "kept": "沿用"}
"""The fates in words, the one that asks for attention first."""


_PLACE = 26
"""So many characters of a table with its number and name are shown."""


class CarryReportView(QWidget):
    """Shows such a report; nothing in it changes anything."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document: Document | None = None
        self.counts = Label()
        self.counts.setWordWrap(True)
        self.groups = Listing("上年资料的去向", ("去向", "所在", "项数", "说明"), wide=3, widest=_PLACE)
        self.items = Listing("其中各项", ("上年所在", "上年内容", "今年所在"), wide=0)
        self.groups.selectionModel().currentChanged.connect(self._show_items)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(style.SPACE // 2)
        layout.addWidget(self.counts)
        layout.addWidget(self.groups, 3)
        layout.addWidget(self.items, 2)

    def show_report(self, previous: Document, report: CarryReport) -> None:
        """Show what becomes of this disclosure."""
        self._document = previous
        counts = report.counts
        parts = " ＋ ".join(f"{word} {counts[fate]}" for fate, word in FATES.items())
        self.counts.setText(f"上年资料共 {counts['lines']} 项 ＝ {parts}。选中一行可以看到其中各项。")
        found = sorted(fate_groups(previous, report).items(), key=lambda group: list(FATES).index(group[0][0]))
        self.groups.show_rows(
            [
                ListingRow((FATES[fate], owner, str(len(lines)), reason), lines, "W" if fate == "left" else "")
                for (fate, owner, reason), lines in found
            ]
        )
        self._show_items()

    def _show_items(self) -> None:
        lines = self.groups.current()
        document = self._document
        shown = lines if isinstance(lines, tuple) and document is not None else ()
        self.items.show_rows([_item(document, line) for line in shown] if document is not None else [])


def _item(document: Document, line: CarriedLine) -> ListingRow:
    text = " ".join(line.text.split())
    return ListingRow((where(document, line.place), text, _target(line)), line)


def _target(line: CarriedLine) -> str:
    """Where it stands in the new year, where that is another row than last year's."""
    if line.target is None or isinstance(line.target, str) or isinstance(line.place, str):
        return ""
    return line.target.row if line.target.row != line.place.row else ""
