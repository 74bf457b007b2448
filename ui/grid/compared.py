"""Last year in a grid (上年对照): its amount small under this year's in the same cell, there to be read only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt

from forms.document.document import Document
from forms.years.last_year import amounts_before, is_compared, year_on_year
from models.money import Fen, show
from models.records import Address
from ui.grid.look import Look
from ui.grid.model import GridModel
from ui.kit.qt import Index

_CHANGE = "change"
"""The column of the comparison table with the difference."""


class ComparedModel(GridModel):
    """A `GridModel` that can show last year's amounts.

    The comparison table has both years already: under its difference stands the per cent.
    """

    is_compared = False
    """Whether last year's amounts are shown; never in a table of which last year had none."""

    @property
    def small_print(self) -> str:
        """What the small numbers are; blank while there are none."""
        if not self.is_compared:
            return ""
        return "小字为增减百分比" if self._has_both_years else "小字为上年数"

    def set_compared(self, shown: bool) -> None:
        """Show last year's amounts or put them away."""
        known = amounts_before(self.document)
        is_known = self._has_both_years or any(address.table == self.table.id for address in known)
        is_shown = shown and is_compared(self.document.edition, self.table) and is_known
        if is_shown != self.is_compared:
            self.is_compared = is_shown
            self.reshown.emit()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell is spoken with last year's amount."""
        said = super().data(index, role)
        if role == Qt.ItemDataRole.AccessibleTextRole and self.is_compared:
            return "，".join(filter(None, (said, self._in_words(index.row(), index.column()))))
        return said

    def explain(self, row: int, column: int) -> str:
        """Last year's amount and how it moved, then why the cell is as it is."""
        last_year = self._in_words(row, column) if self.is_compared else ""
        return "\n".join(filter(None, (last_year, super().explain(row, column))))

    def how(self, row: int, column: int) -> str:
        """How what stands in the cell comes about, and how it moved against last year."""
        last_year = self._in_words(row, column) if self.is_compared else ""
        summed = super().how(row, column)
        return "　".join(filter(None, (last_year, summed if not last_year or self._is_sum(row, column) else "")))

    def look(self, row: int, column: int) -> Look:
        """How the cell is drawn."""
        look = super().look(row, column)
        address = self.amount_at(row, column) if self.is_compared else None
        return look if address is None else replace(look, before=self._under(address))

    def second(self, row: int, column: int) -> str:
        """Last year's amount, where nothing else stands under this year's."""
        address = self.amount_at(row, column) if self.is_compared else None
        return super().second(row, column) or (self._under(address) if address else "")

    def seconds(self, rows: Iterable[int], column: int) -> set[str]:
        """Last year's amounts, and what stands in the place of some."""
        rows = [*rows]
        found = super().seconds(rows, column)
        if not self.is_compared:
            return found
        if self._has_both_years:
            return found | {self.second(row, column) for row in rows}
        before, unit = amounts_before(self.document), self.unit
        return found | {show(before.get(place), unit) for place in self.places(rows, column)}

    @property
    def _has_both_years(self) -> bool:
        return self.table.id == self.document.edition.roles.comparison

    def _is_sum(self, row: int, column: int) -> bool:
        address = self.amount_at(row, column)
        return address is not None and self.document.is_computed(address)

    def _under(self, address: Address) -> str:
        """What stands small under an amount."""
        if not self._has_both_years:
            return show(year_on_year(self.document, address).before, self.unit)
        return year_on_year(self.document, address).percent if address.column == _CHANGE else ""

    def _in_words(self, row: int, column: int) -> str:
        return _beside_last_year(self.document, self.address(row, column), self.unit)


def _beside_last_year(document: Document, address: Address | None, unit: str) -> str:
    """A cell against last year: 上年 301.10，减少 8.45（-2.81%）; blank for one without an amount in both years."""
    table = document.edition.tables[address.table] if address else None
    if address is None or table is None or document.previous is None or not is_compared(document.edition, table):
        return ""
    line = document.line(*address[:2])
    if line is None or address.column not in table.money_ids[line.side]:
        return ""
    compared = year_on_year(document, address)
    if compared.change is None:
        return "上年无" if compared.now else ""
    if compared.now is None:
        return f"上年 {show(compared.before, unit)}"
    rate = f"（{compared.percent}）" if compared.percent else ""
    return f"上年 {show(compared.before, unit)}，{_movement(compared.change, unit)}{rate}"


def _movement(change: Fen, unit: str) -> str:
    return f"{'增加' if change > 0 else '减少'} {show(abs(change), unit)}" if change else "持平"
