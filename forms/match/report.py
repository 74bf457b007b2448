"""What became of every cell of a file: taken, skipped or refused, with the reason in Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from forms.readers import Grid, GridCell
from models.records import Address

Status = Literal["taken", "skipped", "refused"]
STATUS_WORDS: Mapping[Status, str] = {"taken": "采用", "skipped": "跳过", "refused": "未采用"}


@dataclass(frozen=True, slots=True)
class ReadCell:
    """One cell of a file and what became of it; `address` is where its content went, when it went into a cell."""

    file: str
    sheet: str
    cell: str
    text: str
    status: Status
    reason: str = ""
    address: Address | None = None


@dataclass(frozen=True)
class ReadReport:
    """The fate of every cell: read = taken + skipped + refused, always."""

    entries: tuple[ReadCell, ...]
    remarks: tuple[str, ...] = ()
    """What of the files was left alone as a whole, one sentence each."""

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many cells were read, taken, skipped and refused."""
        found = {"read": len(self.entries), "taken": 0, "skipped": 0, "refused": 0}
        for entry in self.entries:
            found[entry.status] += 1
        return found

    @property
    def left(self) -> tuple[ReadCell, ...]:
        """The cells that were skipped or refused."""
        return tuple(entry for entry in self.entries if entry.status != "taken")


class Ledger:
    """Collects the fate of the cells of one sheet; a cell nobody speaks for is skipped at the end."""

    def __init__(self, file: str, grid: Grid) -> None:
        self._file = file
        self._grid = grid
        self._fates: dict[tuple[int, int], ReadCell] = {}

    def take(self, cell: GridCell, address: Address | None = None) -> None:
        """The cell was understood and used."""
        self._set(cell, "taken", "", address)

    def skip(self, cell: GridCell, reason: str) -> None:
        """The cell was understood and is not needed, such as a head printed again on the next page."""
        self._set(cell, "skipped", reason, None)

    def refuse(self, cell: GridCell, reason: str, address: Address | None = None) -> None:
        """The cell holds something that should have been used and could not be."""
        self._set(cell, "refused", reason, address)

    def close(self, reason: str) -> list[ReadCell]:
        """Every cell of the sheet in reading order; what nobody spoke for is skipped for this reason, and what nobody
        sees for its own."""
        for cell, why in self._grid.concealed.items():
            self.skip(cell, why)
        for cell in self._grid.cells.values():
            if (cell.row, cell.column) not in self._fates:
                self.skip(cell, reason)
        return [self._fates[place] for place in sorted(self._fates)]

    def _set(self, cell: GridCell, status: Status, reason: str, address: Address | None) -> None:
        where = self._grid.address(cell.row, cell.column)
        self._fates[cell.row, cell.column] = ReadCell(
            self._file, self._grid.name, where, cell.text, status, reason, address
        )
