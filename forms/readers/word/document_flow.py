"""What the readers of documents share: lines that become paragraphs or cells, and tables whose merged areas grow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import chain
from typing import Generic, NamedTuple, TypeVar

from forms.readers import cell_values
from forms.readers.blocks import Area, Block, Grid, GridCell, Paragraph
from forms.readers.bounds import Budget

Content = TypeVar("Content")
_MOST_BESIDE = 3
"""A table that lays out a page has no more columns."""


class TextLine(NamedTuple):
    """A paragraph before it is known whether it counts as one of the document or stands in a cell."""

    text: str
    level: int | None = None
    in_contents: bool = False


def numbered(blocks: Iterable[TextLine | Grid], frame: str = "") -> Iterator[Block]:
    """The blocks of a document or of a frame in it; blank paragraphs are counted and left out."""
    paragraphs = 0
    for block in blocks:
        if isinstance(block, Grid):
            yield block
            continue
        paragraphs += 1
        text = block.text.strip()
        if text:
            yield Paragraph(paragraphs, text, block.level, block.in_contents, frame)


def table(name: str, placed: Iterable[tuple[Area, list[TextLine | Grid]]], budget: Budget) -> Iterator[Grid]:
    """A table of these cells, each with the area it takes, and behind it the tables inside its cells."""
    cells = list(placed)
    found: dict[tuple[int, int], GridCell] = {}
    areas: list[Area] = []
    nested: list[Grid] = []
    for place, blocks in cells:
        if place.bottom > place.top or place.right > place.left:
            budget.merges -= 1
            areas.append(place)
        nested += (block for block in blocks if isinstance(block, Grid))
        # The indent of a cell is kept: it tells a part from its whole.
        text = "\n".join(block.text for block in blocks if isinstance(block, TextLine) and block.text.strip())
        cell = cell_values.written_cell(place.top, place.left, text)
        if cell is not None:
            found[cell.row, cell.column] = cell
    budget.check()
    framed: tuple[Block, ...] = ()
    if _is_frame([place for place, _ in cells]) or _is_layout([place for place, _ in cells], nested):
        framed = tuple(numbered(chain.from_iterable(blocks for _, blocks in cells), name))
    yield Grid(name, found, tuple(areas), lettered=False, framed=framed)
    yield from nested


def _is_frame(places: Sequence[Area]) -> bool:
    """Whether a table only frames what stands in it: its rows have one cell each, as no table of amounts has."""
    rows = [place.top for place in places]
    return len(set(rows)) == len(rows) and len({(place.left, place.right) for place in places}) == 1


def _is_layout(places: Sequence[Area], nested: Sequence[Grid]) -> bool:
    """Whether a table lays out what stands in it: heading beside text, with whole tables in its cells."""
    widest = max((place.right for place in places), default=0)
    holds_tables = any(len({column for _, column in grid.cells}) > 1 for grid in nested)
    return holds_tables and widest <= _MOST_BESIDE


class Upwards(Enum):
    """How a cell is merged with those above and below it."""

    ALONE = auto()
    FIRST = auto()
    JOINED = auto()


@dataclass(slots=True)
class _GrowingCell(Generic[Content]):
    """A cell while its merged area may still grow."""

    content: Content
    top: int
    left: int
    bottom: int
    right: int


class TableLayout(Generic[Content]):
    """Puts the cells of a table into rows and columns; those merged with another one are not seen."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._row = 0
        self._places: list[_GrowingCell[Content]] = []
        self._above: dict[int, _GrowingCell[Content]] = {}
        self._open_below: dict[int, _GrowingCell[Content]] = {}
        self._last: _GrowingCell[Content] | None = None

    def begin_row(self) -> None:
        self._budget.rows -= 1
        self._row += 1
        self._above, self._open_below, self._last = self._open_below, {}, None

    def add(self, content: Content, left: int, right: int, upwards: Upwards, joins_left: bool = False) -> None:
        """The next cell of the row, from column `left` to `right`. Raises Trouble for a table without end."""
        self._budget.cells -= 1
        self._budget.check()
        if self._last is not None and joins_left:
            self._last.right = right
            return
        upper = self._above.get(left)
        if upwards is Upwards.JOINED and upper is not None:
            upper.bottom = self._row
            self._last = upper
        else:
            self._last = _GrowingCell(content, self._row, left, self._row, right)
            self._places.append(self._last)
        if upwards is not Upwards.ALONE:
            self._open_below[left] = self._last

    def cells(self) -> Iterator[tuple[Area, Content]]:
        """The cells that can be seen, each with the area it takes."""
        for place in self._places:
            yield Area(place.top, place.left, place.bottom, place.right), place.content
