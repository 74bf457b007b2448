"""The findings of one table, sorted once after each check so that a grid can ask for any cell at no cost."""

from __future__ import annotations

from collections.abc import Iterable

from forms.document.finding import LEVELS, Finding


class TableFindings:
    """Findings by row key and column id; those of a whole row stand under a blank column id."""

    def __init__(self, findings: Iterable[Finding], table: str) -> None:
        self._cells: dict[tuple[str, str], tuple[Finding, ...]] = {}
        self._levels: dict[str, str] = {}
        for finding in findings:
            if finding.table == table and finding.row is not None:
                place = (finding.row, finding.column or "")
                self._cells[place] = (*self._cells.get(place, ()), finding)
                self._levels[finding.row] = worst((finding.level, self._levels.get(finding.row, "")))

    def at(self, row: str, column: str = "") -> tuple[Finding, ...]:
        """The findings of a cell, errors first; without a column those of the row itself."""
        return self._cells.get((row, column), ())

    def level(self, row: str) -> str:
        """The worst level anywhere in the row; blank when there is no finding."""
        return self._levels.get(row, "")

    def changed_rows(self, before: TableFindings) -> set[str]:
        """The keys of the rows whose findings are not what they were."""
        places = self._cells.keys() | before._cells.keys()
        return {place[0] for place in places if self._cells.get(place) != before._cells.get(place)}


def worst(levels: Iterable[str]) -> str:
    """The worst of some levels; blank counts as none."""
    return min(filter(None, levels), key=LEVELS.index, default="")
