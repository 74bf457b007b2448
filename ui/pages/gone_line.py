"""The line under a table that names what only last year's had (上年有、今年没有)."""

from __future__ import annotations

from forms.years.last_year import GoneRow, is_compared, rows_gone
from models.money import show
from ui.kit.plain import Label, tip
from ui.kit.session import Session

_NAMED = 3
"""So many rows are named; the tip names all."""


class GoneLine(Label):
    """Seen while last year is shown and something has gone; it follows the rows of the table."""

    def __init__(self, session: Session, table: str) -> None:
        super().__init__()
        self._session = session
        self._table = session.document.edition.tables[table]
        self._shown = False
        self._unit = self._table.unit
        self._structure = -1
        self._rows: tuple[GoneRow, ...] = ()
        self.setWordWrap(True)
        self.setVisible(False)
        session.changed.connect(self._follow)

    def set_compared(self, shown: bool) -> None:
        """Say it or not."""
        self._shown = shown and is_compared(self._session.document.edition, self._table)
        self._follow()

    def show_in(self, unit: str) -> None:
        """Give amounts in that unit."""
        self._unit = unit
        self._say()

    def _follow(self) -> None:
        document = self._session.document
        if self._shown and self._structure != document.structure:
            self._structure = document.structure
            self._rows = rows_gone(document, self._table.id)
            self._say()
        self.setVisible(self._shown and bool(self._rows))

    def _say(self) -> None:
        rows = [f"{row.code} {row.label} {show(row.before, self._unit)}".strip() for row in self._rows]
        more = f"；等 {len(rows)} 行" if len(rows) > _NAMED else ""
        self.setText(f"上年有、今年没有：{'；'.join(rows[:_NAMED])}{more}")
        self.setToolTip(tip("\n".join(rows)))
