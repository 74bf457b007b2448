"""The printed picture of a table, shared by workbook and PDF: title, head lines, merged heads, rows, notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from typing import Literal, NamedTuple

from forms.document.document import Document
from forms.document.lines import TOTAL, Line
from forms.document.pairing import paired_rows
from forms.form.catalogue import LENGTHS
from forms.form.model import Column, ColumnKind, Table
from models.money import Fen
from models.records import Address

COLUMN_NUMBERS = "栏次"
_HEAD_UNIT = "head_unit"
"""The field of the profile that says how the county writes the unit in the heads."""
ALIGN: dict[ColumnKind, Literal["left", "center", "right"]] = {
    "serial": "center",
    "code": "left",
    "name": "left",
    "label": "left",
    "money": "right",
    "text": "left",
    "quantity": "right",
}
"""How the cells of a column are set."""


class HeadCell(NamedTuple):
    """One area of the merged head: its text, where it begins (both counted from 0) and how far it reaches."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1


class Cell(NamedTuple):
    """One printed cell. `text` is what is read; an amount has `fen` too, and is blank when both are missing.

    A text in a money cell without `fen` is what was typed there and is no amount. `indent` is the depth of a name
    below its 类; `bold` marks totals. `down` is over how many rows it reaches, 0 for one that the cell above covers.
    """

    kind: ColumnKind
    text: str = ""
    fen: Fen | None = None
    indent: int = 0
    bold: bool = False
    down: int = 1


class Picture(NamedTuple):
    """One table as it is read on paper. `head_lines` are unit, year and unit of money, left, centred and right."""

    id: str
    title: str
    head_lines: tuple[str, str, str]
    landscape: bool
    columns: tuple[Column, ...]
    head: tuple[HeadCell, ...]
    head_rows: int
    numbers: tuple[str, ...]
    """The 栏次 row, one text for every column; empty when the table has none."""
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...]


def pictures(document: Document) -> tuple[Picture, ...]:
    """Every budget table in official order, then the tables of the 情况说明 that were filled in."""
    tables = document.edition.tables.values()
    printed = (t for t in tables if t.part == "budget" or (t.part == "explanation" and document.is_present(t.id)))
    return tuple(picture(document, table) for table in printed)


def picture(document: Document, table: Table) -> Picture:
    """The table as it stands in the disclosure."""
    return Picture(
        id=table.id,
        title=table.title,
        head_lines=_head_lines(document, table),
        landscape=table.orientation == "landscape",
        columns=(columns := printed_columns(table)),
        head=head(columns),
        head_rows=max(len(column.path) for column in columns),
        numbers=_column_numbers(table),
        rows=_merged(columns, tuple(_rows(document, table))),
        notes=document.notes(table.id),
    )


def printed_columns(table: Table) -> tuple[Column, ...]:
    """The columns as printed: a code that is printed level by level takes one for each."""
    return tuple(
        replace(column, path=(*column.path[:-1], part), parts=(str(place),)) if column.parts else column
        for column in table.columns
        for place, part in enumerate(column.parts or ("",))
    )


def unmerged(rows: Sequence[tuple[Cell, ...]]) -> tuple[tuple[Cell, ...], ...]:
    """The rows with every cell in a box of its own."""
    return tuple(tuple(cell._replace(down=1) for cell in row) for row in rows)


def groups(rows: Sequence[tuple[Cell, ...]]) -> Iterator[range]:
    """The numbers of rows that stand together because a cell reaches over them; most stand alone."""
    first = 0
    for number, row in enumerate(rows):
        if number and all(cell.down for cell in row):
            yield range(first, number)
            first = number
    if rows:
        yield range(first, len(rows))


def _merged(columns: Sequence[Column], rows: tuple[tuple[Cell, ...], ...]) -> tuple[tuple[Cell, ...], ...]:
    """The rows with cells that repeat downwards, or go on blank in the rows of one record, as one cell."""
    covered = [set[int](), *(_covered(columns, above, row) for above, row in pairwise(rows))]
    down = [[1] * len(columns) for _ in rows]
    for number in range(len(rows) - 1, 0, -1):
        for column in covered[number]:
            down[number - 1][column] += down[number][column]
            down[number][column] = 0
    return tuple(
        tuple(cell if reach == 1 else cell._replace(down=reach) for cell, reach in zip(row, reaches, strict=True))
        for row, reaches in zip(rows, down, strict=True)
    )


def _covered(columns: Sequence[Column], above: Sequence[Cell], row: Sequence[Cell]) -> set[int]:
    """The columns in which the cell of the row is one with that above."""
    record = [number for number, column in enumerate(columns) if column.continues]
    if record and not any(row[number].text for number in record) and any(cell.text for cell in row):
        return set(record)
    same: set[int] = set()
    for number, column in enumerate(columns):
        if column.repeats:
            if not row[number].text or row[number] != above[number]:
                break
            same.add(number)
    return same


def head(columns: Sequence[Column]) -> tuple[HeadCell, ...]:
    """The merged head: a caption reaches over all neighbours below it, a column of one caption down to the last row."""
    depth = max(len(column.path) for column in columns)
    cells: list[HeadCell] = []
    for row in range(depth):
        for _, group in groupby(enumerate(columns), key=lambda item: _area(item[0], item[1], row)):
            members = list(group)
            first, column = members[0]
            if row < len(column.path):
                leaf = row == len(column.path) - 1
                cells.append(HeadCell(column.path[row], row, first, depth - row if leaf else 1, len(members)))
    return tuple(cells)


def _area(number: int, column: Column, row: int) -> tuple[object, ...]:
    """What the columns of one area have in common in that row of the head; the last caption of a path is alone."""
    return column.path[: row + 1] if row < len(column.path) - 1 else (number,)


def _head_lines(document: Document, table: Table) -> tuple[str, str, str]:
    unit = document.head.unit
    named = (
        _head_unit(document, table).replace("{code}", unit.code).replace("{name}", unit.name).replace("[]", "").strip()
    )
    return named, table.head_date, table.unit_caption + table.unit if table.unit_caption else ""


def _head_unit(document: Document, table: Table) -> str:
    """How the head names the unit: as the county writes it, else as the form has it; blank where it does not."""
    chosen = document.profile(_HEAD_UNIT) if _HEAD_UNIT in document.edition.profile else ""
    return document.edition.titles.head_units.get(chosen, table.head_unit) if table.head_unit else ""


def _column_numbers(table: Table) -> tuple[str, ...]:
    if not table.column_numbers:
        return ()
    columns = printed_columns(table)
    count = iter(range(1, len(columns) + 1))
    return tuple(COLUMN_NUMBERS if column.kind == "serial" else str(next(count)) for column in columns)


def _rows(document: Document, table: Table) -> Iterator[tuple[Cell, ...]]:
    if table.layout in ("codes", "records") and _prints_empty(document, table):
        if table.empty_row:
            yield tuple(Cell(column.kind) for column in printed_columns(table))
        return
    for number, lines in enumerate(paired_rows(table, document.lines(table.id)), start=1):
        columns = printed_columns(table)
        yield tuple(_cell(document, table, column, number, lines.get(column.side)) for column in columns)


def _prints_empty(document: Document, table: Table) -> bool:
    """Whether there is no amount, and no typed text in place of one that a draft must not lose."""
    return document.is_empty(table.id) and not any(
        document.wrong(Address(table.id, line.key, column))
        for line in document.lines(table.id)
        for column in table.money_ids[""]
    )


def _cell(document: Document, table: Table, column: Column, number: int, line: Line | None) -> Cell:
    if column.kind == "serial":
        return Cell(column.kind, str(number))
    if line is None:
        return Cell(column.kind)
    bold = line.key.rpartition(".")[2] == TOTAL or bool(line.sums)
    match column.kind:
        case "code":
            return Cell(column.kind, _code(table, column, line.code), bold=bold)
        case "money":
            address = Address(table.id, line.key, column.id)
            fen = document.value(address)
            return Cell(column.kind, table.show(fen) or document.wrong(address), fen, bold=bold)
        case "text" | "quantity":
            return Cell(column.kind, document.text(Address(table.id, line.key, column.id)), bold=bold)
    return Cell(column.kind, line.label, indent=max(line.level - 1, 0), bold=bold)


def _code(table: Table, column: Column, code: str) -> str:
    """The code, or of one that is printed level by level the digits of that level."""
    if not column.parts:
        return code
    ends = (0, *LENGTHS[table.catalogue])
    place = int(column.parts[0])
    return code[ends[place] : ends[place + 1]]
