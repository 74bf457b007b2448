"""What a table looks like before it is a file of any kind: its cells, the lines above and below, what is hidden."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from models.money import Fen

UNITS = {"元": 100, "千元": 100_000, "万元": 1_000_000, "亿元": 10_000_000_000}
FULL_WIDTH = str.maketrans("0123456789.,-", "０１２３４５６７８９．，－")


@dataclass(slots=True)
class Cell:
    """A cell as it is printed; `number` is what a workbook holds where the text is made from it by `pattern`."""

    text: str = ""
    place: str = ""
    """TABLE/ROW/COLUMN, where it states what the disclosure says."""
    number: Decimal | None = None
    pattern: str = "General"
    formula: str = ""
    red: bool = False
    down: int = 1
    right: int = 1


Row = list[Cell | None]
"""None is covered by the cell before or above it."""


@dataclass(frozen=True, slots=True)
class Col:
    """A printed column: what stands in it (`kind`), of which declared column and side, under which captions."""

    kind: str
    id: str
    path: tuple[str, ...]
    side: str = ""
    part: int = 0
    """Which part of the code stands in it, from 1; 0 for all of it."""


@dataclass(slots=True)
class Drawn:
    """A table: `above` and `below` are lines of pieces, the first `head` rows are its captions."""

    table: str
    tab: str
    above: list[list[str]]
    rows: list[Row]
    head: int
    below: list[list[str]] = field(default_factory=list)
    hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    units: frozenset[str] = frozenset()
    """In which units its money is."""

    @property
    def wide(self) -> int:
        """How many columns it has."""
        return max(len(row) for row in self.rows)

    def stated(self) -> Iterator[Cell]:
        """The cells that say something of the disclosure."""
        return (cell for row in self.rows for cell in row if cell is not None and cell.place)


@dataclass(slots=True)
class Tab:
    """A sheet: one table or several below or beside each other, moved down and to the right."""

    name: str
    tables: list[Drawn]
    down: int = 0
    right: int = 0
    hidden: bool = False
    beside: bool = False


_NUMBERS = {
    "number": (Decimal(1), ""),
    "noise": (1 + Decimal("1e-15"), ""),
    "accounting": (Decimal(1), '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '),
    "format of 万": (Decimal(10_000), "0!.0000"),
}
"""Styles that a workbook holds as numbers: by how much more than is shown, and the pattern that shows it."""
_TEXTS = {
    "text": "{sign}{plain}",
    "text thousands": "{sign}{grouped}",
    "full width": "{sign}{plain}",
    "spaced": " {sign}{plain} ",
    "money sign": "¥{sign}{grouped}",
    "with unit": "{sign}{plain}{unit}",
    "apostrophe": "'{sign}{plain}",
    "space thousands": "{sign}{grouped}",
    "scientific": "{sign}{power:.9E}",
    "chinese comma": "{sign}{grouped}",
    "no-break": "\xa0{sign}{plain}\xa0",
    "six digits": "{sign}{plain}0000",
    "wan behind": "{sign}{plain}{short}",
    "RMB before": "RMB{sign}{grouped}",
    "plus sign": "{plus}{plain}",
}
"""Styles that stand as text."""
_SIGNS = {"full width": FULL_WIDTH, "space thousands": {ord(","): " "}, "chinese comma": {ord(","): "，"}}
"""What signs are written instead."""
_ZEROS = {"dash note": "—（无）", "two dashes": "——"}


@dataclass(slots=True)
class Numbers:
    """How the amounts of a table are written."""

    unit: str = "万元"
    style: str = "number"
    zero: str = ""
    negative: str = "-"

    def cell(self, fen: Fen | None, place: str = "") -> Cell:
        """An amount; None and 0 are written as zeros are."""
        if not fen:
            return self._zero(place)
        value = Decimal(fen) / UNITS[self.unit]
        digits = 6 if self.unit == "亿元" else 2
        shown = f"{abs(value):.{digits}f}"
        grouped = f"{abs(value):,.{digits}f}"
        sign = "" if value > 0 else "-"
        pattern = "0." + "0" * digits
        if value < 0 and self.negative == "brackets":
            return Cell(f"({grouped})", place)
        if self.style in _NUMBERS:
            factor, pattern = _NUMBERS[self.style]
            return Cell(sign + shown, place, value * factor, pattern or "0." + "0" * digits)
        if self.style == "general":
            return Cell(f"{value.normalize():f}", place, value)
        if self.style == "thousands":
            return Cell(sign + grouped, place, value, "#,##" + pattern)
        if self.style == "footnote":
            return Cell(sign + shown + ("①" if fen % 7 == 0 else ""), place)
        text = _TEXTS[self.style].format(
            sign=sign,
            plain=shown,
            grouped=grouped,
            unit=self.unit,
            power=abs(value),
            short=self.unit.replace("元", "") or "元",
            plus=sign or "+",
        )
        return Cell(text.translate(_SIGNS.get(self.style, {})), place)

    def _zero(self, place: str) -> Cell:
        if self.style == "accounting":
            return Cell("-", place, Decimal(0), _NUMBERS[self.style][1])
        if self.zero in ("0", "0.00") and self.style in ("number", "general", "thousands"):
            return Cell(self.zero, place, Decimal(0), "0.00" if self.zero == "0.00" else "General")
        return Cell(_ZEROS.get(self.zero, self.zero), place)
