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
    """A sheet: one table or several below each other, moved down and to the right."""

    name: str
    tables: list[Drawn]
    down: int = 0
    right: int = 0
    hidden: bool = False


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
        match self.style:
            case "number":
                return Cell(sign + shown, place, value, pattern)
            case "general":
                return Cell(f"{value.normalize():f}", place, value)
            case "thousands":
                return Cell(sign + grouped, place, value, "#,##" + pattern)
            case "text":
                return Cell(sign + shown, place)
            case "text thousands":
                return Cell(sign + grouped, place)
            case "full width":
                return Cell((sign + shown).translate(FULL_WIDTH), place)
            case "spaced":
                return Cell(f" {sign}{shown} ", place)
            case "money sign":
                return Cell(f"¥{sign}{grouped}", place)
            case "with unit":
                return Cell(f"{sign}{shown}{self.unit}", place)
        raise ValueError(self.style)

    def _zero(self, place: str) -> Cell:
        if self.zero in ("0", "0.00") and self.style in ("number", "general", "thousands"):
            return Cell(self.zero, place, Decimal(0), "0.00" if self.zero == "0.00" else "General")
        return Cell(self.zero, place)
