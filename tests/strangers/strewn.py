"""What a county puts between the rows of a table and below them: notes, captions again, sums that no form has."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from forms.form.model import Table
from tests.strangers.columns import head_rows
from tests.strangers.drawn import Cell, Col, Numbers, Row
from tests.strangers.paper import Lines
from tests.strangers.ways import Ways

_LABELS = ("label", "name", "both")
_FEW = 4
"""A table of fewer rows stays as it is."""


def strewn(
    rows: list[Row],
    columns: Sequence[Col],
    table: Table,
    lines: Lines,
    numbers: Numbers,
    ways: Ways,
    unit: tuple[str, Sequence[str]],
) -> list[Row]:
    """The rows of a table with what is put between and below them; `unit` is its code and the names of its bodies."""
    made = _Strewing(columns, table, lines, numbers, ways)
    if rows and table.layout == "codes":
        rows = made.of_units(rows, *unit)
    if len(rows) >= _FEW:
        rows = made.between(rows)
    return [*rows, *made.below()] if rows else rows


class _Strewing:
    def __init__(self, columns: Sequence[Col], table: Table, lines: Lines, numbers: Numbers, ways: Ways) -> None:
        self.columns, self.table, self.lines, self.numbers, self.ways = columns, table, lines, numbers, ways
        self.rng = ways.rng(f"strewn {table.id}")

    def between(self, rows: list[Row]) -> list[Row]:
        """The rows with others between them."""
        way, at = self.ways["rows"], self.rng.randint(2, len(rows) - 2)
        makers: Mapping[str, Callable[[], list[Row]]] = {
            "blanks": lambda: [self._words("")],
            "notes": lambda: [self._words("（以下为项目支出安排）")],
            "heads again": lambda: head_rows([*self.columns], self.ways["head"]),
            "title again": lambda: [
                self._words(""),
                self._words(f"{self.table.title}（续表）"),
                *head_rows([*self.columns], self.ways["head"]),
            ],
            "subtotal of page": lambda: [self._sum("本页小计", rows[1:at])],
            "carried forward": lambda: [self._sum("过次页", rows[1:at]), self._sum("承前页", rows[1:at])],
            "of which rows": lambda: [self._sum("其中：专项补助", rows[at - 1 : at], half=True)],
        }
        if way in ("subtotal of page", "carried forward", "of which rows") and self.table.layout != "codes":
            return rows
        if way in makers:
            return [*rows[:at], *makers[way](), *rows[at:]]
        if way == "one amount merged" and self.table.layout == "codes":
            return _merged_down(rows, self.columns)
        if way == "class subtotals" and self.table.layout == "codes":
            return self._with_subtotals(rows)
        return rows

    def of_units(self, rows: list[Row], code: str, bodies: Sequence[str]) -> list[Row]:
        """The rows with those of the bodies between them: under each subject, or above all of them."""
        match self.ways["rows"]:
            case "units under codes":
                made: list[Row] = []
                for row in rows:
                    made.append(row)
                    if len(key := _key(row)) in (5, 7) and key.isdigit():
                        halves = self._sum("", [row], half=True), row
                        for body in bodies[:1]:
                            whole = halves[1] if len(bodies) == 1 else halves[0]
                            made.append(self._named_row(f"　　{body}", whole))
                        if len(bodies) > 1:
                            made.append(self._named_row(f"　　{bodies[1]}", self._rest(row)))
                return made
            case "unit and part above" if _key(rows[0]) == "total":
                name = bodies[0].removesuffix("本级")
                own = [self._named_row(name, rows[0], code), self._named_row(f"{name}本级", rows[0], f"{code}001")]
                return [rows[0], *own, *rows[1:]]
            case "minus rows":
                amount = self.numbers.cell(-120_000 * 100)
                return [*rows[:2], self._row("调减：压减一般性支出", amount), *rows[2:]]
            case "of which total" if _key(rows[0]) == "total":
                return [rows[0], self._sum("其中：政府采购", rows[1:2], half=True), *rows[1:]]
            case "long note":
                at = len(rows) // 2 + 1
                text = (
                    "说明：以上支出中人员经费按实有人数测算，公用经费按定额标准测算，共计压减12.30万元，详见情况说明。"
                )
                note: Row = [Cell(text, right=len(self.columns)), *[None] * (len(self.columns) - 1)]
                return [*rows[:at], note, *rows[at:]]
        return rows

    def _named_row(self, name: str, amounts: Row, code: str = "") -> Row:
        """A row of these amounts that states nothing of the form."""
        row: Row = []
        for column, cell in zip(self.columns, amounts, strict=True):
            if column.kind in ("money", "part", "yuan"):
                row.append(replace(cell, place="") if cell else Cell())
            else:
                row.append(
                    Cell(
                        name
                        if column.kind in ("name", "both")
                        else code
                        if column.kind == "code" and column.part < 2
                        else ""
                    )
                )
        return row

    def _rest(self, row: Row) -> Row:
        """What a line has besides its first half."""
        cells = self.lines[_key(row)]
        made: Row = []
        for column in self.columns:
            fen = cells.get(column.id, 0)
            made.append(self.numbers.cell(fen - fen // 20_000 * 10_000) if column.kind == "money" else Cell())
        return made

    def below(self) -> list[Row]:
        """Rows below the last one."""
        match self.ways["below"]:
            case "check row":
                return [self._row("校验", Cell("0.00", number=Decimal(0), pattern="0.00"))]
            case "share row" if self.table.layout == "codes":
                return [self._row("占比（%）", Cell("100.00", number=Decimal(100), pattern="0.00"))]
        return []

    def _words(self, text: str) -> Row:
        return [Cell(text), *[Cell() for _ in self.columns[1:]]]

    def _row(self, label: str, amount: Cell) -> Row:
        """A row with this label and the same amount in every column of money."""
        row: Row = []
        for column in self.columns:
            is_named = column.kind in _LABELS and not any(cell.text for cell in row if cell)
            row.append(replace(amount) if column.kind == "money" else Cell(label if is_named else ""))
        return row

    def _sum(self, label: str, rows: Sequence[Row], *, half: bool = False) -> Row:
        """A row with the sums of the most detailed lines among these."""
        keys = [key for key in dict.fromkeys(map(_key, rows)) if key in self.lines]
        leaves = [key for key in keys if not any(other != key and other.startswith(key) for other in keys)]
        row = self._row(label, Cell())
        for place, column in enumerate(self.columns):
            if column.kind == "money":
                fen = sum(self.lines[key].get(column.id, 0) for key in leaves)
                row[place] = self.numbers.cell(fen // 20_000 * 10_000 if half else fen)
        return row

    def _with_subtotals(self, rows: list[Row]) -> list[Row]:
        """The rows with a sum below each class."""
        made: list[Row] = []
        for number, row in enumerate(rows):
            made.append(row)
            key, after = _key(row)[:3], _key(rows[number + 1])[:3] if number + 1 < len(rows) else ""
            if key.isdigit() and key != after:
                made.append(self._sum("小计", [one for one in rows if _key(one).startswith(key)]))
        return made


def _key(row: Row) -> str:
    """Which line a row states."""
    return next((cell.place.split("/")[1] for cell in row if cell and cell.place), "")


def _merged_down(rows: list[Row], columns: Sequence[Col]) -> list[Row]:
    """The first line and the one below it with the same amounts share their cells."""
    for number in range(1, len(rows) - 1):
        first, second = rows[number], rows[number + 1]
        if not _key(second).startswith(_key(first)) or _key(first) == "total":
            continue
        money = [place for place, column in enumerate(columns) if column.kind == "money"]
        pairs = [(first[place], second[place]) for place in money]
        if all(a and b and a.text == b.text and a.down == b.down == 1 for a, b in pairs):
            above, below = [*first], [*second]
            for place in money:
                cell = first[place]
                if cell and cell.text:
                    above[place], below[place] = replace(cell, down=2), None
            return [*rows[:number], above, below, *rows[number + 2 :]]
    return rows
