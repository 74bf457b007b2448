"""From neutral grids to a disclosure: tables by title, columns by head, rows by code or label, never by address."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from forms.declare.load import KINDS, pack
from forms.declare.load import edition as declared_edition
from forms.declare.model import Edition
from forms.match.head import Head, Title, find_head, find_titles, title_names
from forms.match.identity import find_kind, find_unit, find_year
from forms.match.reading import Reading, gather
from forms.match.report import Ledger, ReadCell, ReadReport
from forms.match.rows import Body, RowReader
from forms.readers import Book, Grid
from models.errors import Trouble

__all__ = ["ReadCell", "ReadReport", "Reading", "recognise"]

NOT_OURS = "不是九张预算表，本版暂不收取"
_UNCALCULATED = "公式没有保存计算结果"


@dataclass(frozen=True, slots=True)
class _Segment:
    """The rows of a sheet that belong to one title."""

    book: Book
    grid: Grid
    title: Title
    last: int


def recognise(
    books: Book | Sequence[Book],
    *,
    unit_code: str = "",
    unit_name: str = "",
    year: int | None = None,
    kind: str = "",
) -> Reading:
    """What one or more files hold together as one disclosure.

    What is given wins over what the files say. Raises Trouble when no table of the form is recognised, when year,
    kind or unit are neither given nor told, when formulas were never calculated, or when two sheets are one table.
    """
    books = [books] if isinstance(books, Book) else list(books)
    files = "、".join(f"“{book.file}”" for book in books)
    grids = [(book, grid) for book in books for grid in book.grids if not grid.hidden]
    segments = [segment for book, grid in grids for segment in _segments(book, grid)]
    if not segments:
        raise _no_tables(files)
    newest = declared_edition(pack().years[-1], KINDS[0])
    if not any(_head(segment, newest) for segment in segments):
        raise _no_tables(files)
    budget_year = find_year(books, year)
    if budget_year not in pack().years:
        years = pack().years
        raise Trouble(
            f"{files}是{budget_year}年的预算，程序里没有这一年的表样；", f"目前有{years[0]}年至{years[-1]}年的表样。"
        )
    edition = declared_edition(budget_year, find_kind((s.title.kind for s in segments), kind))
    bodies, entries = _take(books, segments, edition)
    lost = sum(entry.status == "refused" and any(map(str.isdigit, entry.text)) for entry in entries)
    if lost > sum(body.amounts for body in bodies.values()):
        raise _no_tables(files)
    return gather(
        unit=find_unit(books, unit_code, unit_name),
        edition=edition,
        bodies=bodies,
        report=ReadReport(tuple(entries)),
        files=tuple(book.file for book in books),
    )


@cache
def _titles() -> dict[str, str]:
    years = pack().years
    return title_names(declared_edition(year, kind) for year in years for kind in KINDS)


def _segments(book: Book, grid: Grid) -> Iterable[_Segment]:
    titles = find_titles(grid, _titles())
    last_row = max(grid.row_numbers, default=0)
    for number, title in enumerate(titles):
        last = titles[number + 1].row - 1 if number + 1 < len(titles) else last_row
        yield _Segment(book, grid, title, last)


def _head(segment: _Segment, edition: Edition) -> Head | None:
    return find_head(segment.grid, edition.tables[segment.title.table], segment.title.row + 1, segment.last)


def _take(
    books: Sequence[Book], segments: Sequence[_Segment], edition: Edition
) -> tuple[dict[str, Body], list[ReadCell]]:
    """The bodies of all recognised tables, and the fate of every cell of every sheet."""
    bodies: dict[str, Body] = {}
    homes: dict[str, Grid] = {}
    entries: list[ReadCell] = []
    for book in books:
        for grid in book.grids:
            ledger = Ledger(book.file, grid)
            for segment in segments:
                if segment.grid is grid:
                    _take_segment(segment, edition, bodies, homes, ledger)
            entries += ledger.close("隐藏的工作表不收取" if grid.hidden else f"“{grid.name}”{NOT_OURS}")
    return bodies, entries


def _take_segment(
    segment: _Segment, edition: Edition, bodies: dict[str, Body], homes: dict[str, Grid], ledger: Ledger
) -> None:
    table, grid = edition.tables[segment.title.table], segment.grid
    head = _head(segment, edition)
    if head is None or homes.setdefault(table.id, grid) is not grid:
        known = f"《{table.title}》出现了两次，只采用第一次" if head else f"像是《{table.title}》，但没有认出它的表头"
        for row in grid.row_numbers:
            if segment.title.row <= row <= segment.last:
                for cell in grid.cells_in_row(row):
                    ledger.refuse(cell, known)
        return
    body = bodies.setdefault(table.id, Body(table, head.unit or table.unit))
    for row in grid.row_numbers:
        if segment.title.row <= row < head.body:
            for cell in grid.cells_in_row(row):
                _take_head_cell(cell.column, head, ledger, grid, row)
    RowReader(segment.book.file, grid, head, body, ledger).read(segment.title.row, segment.last)
    uncalculated = [c for c in grid.cells.values() if c.problem and c.problem.startswith(_UNCALCULATED)]
    if uncalculated:
        places = "、".join(grid.address(cell.row, cell.column) for cell in uncalculated[:3])
        raise Trouble(
            f"“{segment.book.file}”的工作表“{grid.name}”里有{len(uncalculated)}个公式没有保存计算结果（{places}）；",
            "请用 WPS 或 Excel 打开文件，保存一次再导入。",
        )


def _take_head_cell(column: int, head: Head, ledger: Ledger, grid: Grid, row: int) -> None:
    cell = grid.cells[row, column]
    if column in head.unknown and head.unknown[column] in "".join(cell.text.split()):
        ledger.refuse(cell, "这一列不在本年度的表样里")
    else:
        ledger.take(cell)


def _no_tables(files: str) -> Trouble:
    return Trouble(
        f"{files}里没有认出部门预算公开的九张表；",
        "请确认选的是预算公开表的工作簿，表名、表头与河北省的表样一致。",
    )
