"""What a reader hands on: paragraphs and grids in their order, each with its address, and no meaning yet."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum, auto, unique
from functools import cached_property, lru_cache
from operator import itemgetter
from typing import NamedTuple

MAX_MERGED_ROWS = 200_000
"""The merged areas of one sheet take at most so many rows, counted for each; areas that lie apart stay far below."""


@unique
class Fault(Enum):
    """Why the value of a cell cannot be trusted: a sentence, in which `{}` is what the cell shows."""

    UNCALCULATED = "公式没有保存计算结果，请用 WPS 或 Excel 打开文件并保存后再导入"
    ERROR_VALUE = "单元格是错误值 {}"
    NO_DATE = "单元格设成了日期格式，但 {} 不是有效日期"
    DIGITS_LOST = "超过15位的编号存成了数字，{} 后面的数字已经丢失，请按原件核对"
    TOO_LARGE = "数值超出表格软件能表示的范围"


class Concealment(Enum):
    """Why nobody sees what a cell of a sheet holds: a merged area covers it, its row or its column is hidden."""

    COVERED = auto()
    HIDDEN_ROW = auto()
    HIDDEN_COLUMN = auto()


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell that shows something; blank cells do not exist.

    `text` is what a person sees, with numbers always in plain notation: no separators, no exponent, no binary noise,
    and as many decimals as the number format fixes. `number` is the value itself, unrounded, and None for everything
    that is not a number: texts, dates, booleans, errors. `places` is how many decimals the format fixes, None if it
    leaves them open. A cell with a `fault` cannot be trusted and has no number. A formula that was never calculated
    has one, and its own words as `text`.
    """

    row: int
    column: int
    text: str
    number: Decimal | None = None
    places: int | None = None
    fault: Fault | None = None
    unit: str | None = None
    """The unit of money that the number format of the cell shows behind the number, whatever the table says."""

    @property
    def problem(self) -> str | None:
        """Why the cell cannot be trusted, in Chinese; None when it can."""
        return self.fault.value.format(self.text) if self.fault else None


class Area(NamedTuple):
    """A merged area (合并单元格): first and last row and column, counted from 1, all inclusive."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        return self.top <= row <= self.bottom and self.left <= column <= self.right


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph outside tables that shows something, with the number Word puts before it.

    `number` counts the paragraphs of the document from 1, blank ones included; in a text file it is the line. `level`
    is the outline level (大纲级别) of a heading, 1 the highest, and None for ordinary text. `in_contents` are the lines
    of an automatic table of contents (目录). Those in a `frame`, a table of one column around text, are counted in it.
    """

    number: int
    text: str
    level: int | None = None
    in_contents: bool = False
    frame: str = ""

    @property
    def address(self) -> str:
        """段落 12; 表格 3 段落 12 within a frame."""
        return f"{self.frame} 段落 {self.number}".lstrip()


@dataclass(frozen=True)
class Grid:
    """One sheet, or one table of a document. Rows and columns count from 1; blank cells are not among `cells`.

    The columns of a sheet are `lettered`; those of a table are counted. `concealed` are the cells of a sheet that hold
    something nobody sees, each with the reason; they are not among `cells` either. `framed` are the paragraphs and
    tables in a table of a document that has one cell a row; its tables stand behind it too, as those of all cells do.
    """

    name: str
    cells: Mapping[tuple[int, int], GridCell]
    merges: tuple[Area, ...] = ()
    hidden: bool = False
    lettered: bool = True
    concealed: Mapping[GridCell, Concealment] = field(default_factory=dict)
    framed: tuple[Paragraph | Grid, ...] = ()

    @classmethod
    def of(
        cls,
        name: str,
        cells: Iterable[GridCell],
        merges: Iterable[Area],
        hidden: bool,
        hidden_rows: Collection[int] = (),
        hidden_columns: Collection[int] = (),
    ) -> Grid:
        """Build a sheet from what stands in the file, apart from what nobody can see: what a merged area covers, and
        what stands in hidden rows and columns only. Raises OverflowError for areas built to take time."""
        cells = tuple(cells)
        merged = cls(name, {(cell.row, cell.column): cell for cell in cells}, tuple(merges), hidden)
        corners = {(area.top, area.left) for area in merged.merges}
        seen: dict[tuple[int, int], GridCell] = {}
        concealed: dict[GridCell, Concealment] = {}
        for cell in cells:
            place = top, left = bottom, right = cell.row, cell.column
            if (area := merged.area_at(*place)) is not None:
                top, left, bottom, right = area.top, area.left, area.bottom, area.right
            if (top, left) != place and place not in corners:
                concealed[cell] = Concealment.COVERED
            elif top in hidden_rows and bottom in hidden_rows:
                concealed[cell] = Concealment.HIDDEN_ROW
            elif left in hidden_columns and right in hidden_columns:
                concealed[cell] = Concealment.HIDDEN_COLUMN
            else:
                seen[place] = cell
        return cls(name, seen, merged.merges, hidden, concealed=concealed)

    @cached_property
    def _rows(self) -> dict[int, tuple[GridCell, ...]]:
        rows = defaultdict(list)
        for place in sorted(self.cells):
            rows[place[0]].append(self.cells[place])
        return {row: tuple(cells) for row, cells in rows.items()}

    @cached_property
    def row_numbers(self) -> tuple[int, ...]:
        """The rows in which something stands, from top to bottom."""
        return tuple(self._rows)

    def cells_in_row(self, row: int) -> tuple[GridCell, ...]:
        """The cells of one row from left to right; empty for a blank row."""
        return self._rows.get(row, ())

    @cached_property
    def _areas(self) -> Mapping[int, list[tuple[int, int, Area]]]:
        """What the merged areas take of each row in which something stands: first and last column, from left to right.

        WPS writes overlapping areas: the first one in the file wins.
        """
        taken: dict[int, list[tuple[int, int, Area]]] = {row: [] for row in self.row_numbers}
        left_to_take = MAX_MERGED_ROWS
        for area in self.merges:
            covered = self.rows_between(area.top, area.bottom)
            left_to_take -= len(covered)
            if left_to_take < 0:
                raise OverflowError(f"merged areas of {self.name} take more than {MAX_MERGED_ROWS} rows")
            for row in covered:
                spans = taken[row]
                at = bisect_right(spans, area.left, key=itemgetter(0))
                left = max(area.left, spans[at - 1][1] + 1) if at else area.left
                right = min(area.right, spans[at][0] - 1) if at < len(spans) else area.right
                if left <= right:
                    spans.insert(at, (left, right, area))
        return taken

    def rows_between(self, first: int, last: int) -> tuple[int, ...]:
        """The rows in which something stands, from `first` to `last`, both inclusive."""
        rows = self.row_numbers
        return rows[bisect_left(rows, first) : bisect_right(rows, last)]

    def area_at(self, row: int, column: int) -> Area | None:
        """The merged area this place belongs to."""
        spans = self._areas.get(row)
        if spans is None:
            return next((area for area in self.merges if area.holds(row, column)), None)
        at = bisect_right(spans, column, key=itemgetter(0)) - 1
        return spans[at][2] if at >= 0 and column <= spans[at][1] else None

    def spread(self, row: int, column: int) -> GridCell | None:
        """The cell a person sees at this place: in a merged area its top left cell. None where nothing is shown."""
        area = self.area_at(row, column)
        return self.cells.get((area.top, area.left) if area else (row, column))

    def address(self, row: int, column: int) -> str:
        """Row and column in words: (4, 5) is E4 on a sheet, and 第 4 行第 5 列 in a table of a document."""
        if not self.lettered:
            return f"第 {row} 行第 {column} 列"
        return f"{_letters(column)}{row}"


@lru_cache(maxsize=1024)
def _letters(column: int) -> str:
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


Block = Paragraph | Grid


@dataclass(frozen=True)
class Book:
    """One file: its name without folder, and what stands in it in order; a workbook has only grids, hidden included.

    `remarks` say in Chinese what of the file was left alone as a whole, such as its macros.
    """

    file: str
    blocks: tuple[Block, ...]
    remarks: tuple[str, ...] = ()

    @cached_property
    def grids(self) -> tuple[Grid, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Grid))

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Paragraph))
