"""Reads .doc, and .wps of WPS, which is the same: the paragraphs and tables in their order, as a person reads them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from forms.readers import refusals
from forms.readers.blocks import Block, Grid
from forms.readers.bounds import Budget
from forms.readers.word.doc_boxes import Boxes
from forms.readers.word.doc_lists import ListTable
from forms.readers.word.doc_sprms import ParagraphProperties, RowCells
from forms.readers.word.doc_streams import Part, Streams, positions
from forms.readers.word.doc_styles import StyleSheet
from forms.readers.word.doc_text import PieceText
from forms.readers.word.document_flow import TableLayout, TextLine, Upwards, numbered, table

MAX_PARAGRAPHS = 50_000
MAX_STYLE_BYTES = 2 * 1024 * 1024
"""A disclosure of forty projects has a tenth of these or less."""

_DEEPEST = 20
_END, _CELL_END, _PAGE_END = "\r", "\x07", "\x0c"
_ENDS = re.compile("[\r\x07\x0c]")
_FIELD = re.compile("([\x13\x14\x15])")
_WRITTEN = {
    "\x0b": "\n",
    "\x0c": "\n",
    "\x0e": "\n",
    "\t": " ",
    "\x1e": "-",
    **{chr(code): "" for code in (*range(9), 0x10, 0x11, 0x12, *range(0x16, 0x1E), 0x1F)},
}
"""Breaks and blanks as text; pictures, notes, comments and all other signs are not read."""
_AS_TEXT = str.maketrans(_WRITTEN)
_SAME_EDGE = 10
"""Edges of cells so near to each other, in twentieths of a point, are drawn as one."""


_Blocks = list[TextLine | Grid]


def read(file: str, data: bytes) -> tuple[Block, ...]:
    """The blocks of a .doc: every table is a grid, named by its number, those inside a cell behind its own.

    Headers, footers, notes and comments are not read; text boxes follow the paragraph they hang on. Raises Trouble for
    a file that is too large, has a password or is of Word 95, and anything at all for a damaged one.
    """
    budget = Budget(file)
    streams = Streams(file, data)
    if len(streams.part(Part.STYLES)) > MAX_STYLE_BYTES:
        raise refusals.too_large(file)
    styles = StyleSheet(streams.part(Part.STYLES), streams.data)
    return tuple(numbered(_StoryReader(budget, streams, styles).body()))


@dataclass(slots=True)
class _TableBegun:
    """A table while its cells are read: those of the row begun, and the paragraphs of the cell begun."""

    name: str
    rows: list[tuple[list[_Blocks], RowCells]] = field(default_factory=list)
    row: list[_Blocks] = field(default_factory=list)
    cell: _Blocks = field(default_factory=list)

    def end_cell(self) -> None:
        self.row.append(self.cell)
        self.cell = []

    def end_row(self, cells: RowCells) -> None:
        if self.cell:
            self.end_cell()
        if self.row:
            self.rows.append((self.row, cells))
        self.row = []


class _StoryReader:
    """Walks the stories, from their first paragraph to the last."""

    def __init__(self, budget: Budget, streams: Streams, styles: StyleSheet) -> None:
        self._budget = budget
        self._styles = styles
        self._text = PieceText(budget.file, streams, styles)
        self._lists = ListTable(streams, styles)
        self._sections = frozenset(positions(streams.part(Part.SECTIONS), 12)[0])
        self._boxes = Boxes(streams)
        self._body = streams.stories[0]
        self._tables = 0
        if len(_ENDS.findall(self._text.units)) > MAX_PARAGRAPHS:
            raise refusals.too_large(budget.file)

    def body(self) -> Iterator[TextLine | Grid]:
        """The paragraphs, blank ones included, and tables; text boxes whose place is not known come last."""
        yield from self._blocks(0, self._body)
        for start, end in self._boxes.others():
            yield from self._blocks(start, end)

    def _blocks(self, start: int, end: int) -> Iterator[TextLine | Grid]:
        """What stands in a stretch of the text."""
        tables: list[_TableBegun] = []
        begun = ""
        for first, mark in self._paragraphs(start, min(end, len(self._text.units))):
            properties = self._text.paragraph(mark)
            if begun and properties.depth != len(tables):
                yield from _put([TextLine(begun)], tables)
                begun = ""
            yield from self._in_depth(properties.depth, tables)
            if properties.ends_row and tables:
                tables[-1].end_row(properties.cells)
                continue
            text = begun + self._written(first, mark, properties.style)
            sign = self._text.units[mark]
            joined = sign == _END and not any(self._text.seen(mark, mark + 1, properties.style))
            begun = text if joined else ""
            # A paragraph whose end is deleted or hidden goes on in the next one.
            if not joined:
                yield from _put(self._line(text, properties), tables)
            yield from _put(self._boxed(first, mark), tables)
            if tables and (properties.ends_cell or (sign == _CELL_END and len(tables) == 1)):
                tables[-1].end_cell()
        yield from _put([TextLine(begun)] if begun else [], tables)
        yield from self._in_depth(0, tables)

    def _in_depth(self, depth: int, tables: list[_TableBegun]) -> Iterator[TextLine | Grid]:
        """Ends and begins tables until a paragraph of this depth can follow."""
        if depth > _DEEPEST:
            raise refusals.damaged(self._budget.file)
        while len(tables) > depth:
            ended = tables.pop()
            ended.end_row(RowCells())
            grids = table(ended.name, _layout(ended.rows, self._budget).cells(), self._budget)
            yield from _put(grids, tables)
        while len(tables) < depth:
            self._tables += 1
            tables.append(_TableBegun(f"表格 {self._tables}"))

    def _line(self, text: str, properties: ParagraphProperties) -> Iterator[TextLine]:
        label = self._lists.label(properties)
        self._budget.characters -= len(label) + len(text)
        self._budget.check()
        yield TextLine(
            label + text.lstrip() if label else text, properties.level, self._styles.in_contents(properties.style)
        )

    def _paragraphs(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The first character and the mark of each paragraph."""
        first = start
        for found in _ENDS.finditer(self._text.units, start, end):
            mark = found.start()
            # A page break in a paragraph is the same sign as the end of a section.
            if found[0] != _PAGE_END or mark + 1 in self._sections:
                yield first, mark
                first = mark + 1
        if first < end:
            yield first, end - 1

    def _written(self, first: int, mark: int, style: int) -> str:
        """The text of a paragraph, of its fields (域) the results."""
        end = mark if _ENDS.match(self._text.units, mark) else mark + 1
        pieces: list[str] = []
        results: list[bool] = []
        for stretch in self._text.seen(first, end, style):
            for piece in _FIELD.split(stretch):
                match piece:
                    case "\x13":
                        results.append(False)
                    case "\x14" if results:
                        results[-1] = True
                    case "\x15" if results:
                        results.pop()
                    case _ if all(results):
                        pieces.append(piece.translate(_AS_TEXT))
        return "".join(pieces).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")

    def _boxed(self, first: int, mark: int) -> Iterator[TextLine | Grid]:
        for start, end in self._boxes.anchored(first, mark + 1):
            yield from self._blocks(start, end)


def _put(blocks: Iterable[TextLine | Grid], tables: Sequence[_TableBegun]) -> Iterator[TextLine | Grid]:
    """Into the cell begun in the innermost table, or out when there is no table."""
    if tables:
        tables[-1].cell += blocks
    else:
        yield from blocks


def _layout(rows: Sequence[tuple[list[_Blocks], RowCells]], budget: Budget) -> TableLayout[_Blocks]:
    """The cells in columns, which the edges of all rows part."""
    columns = _columns(edge for _, cells in rows for edge in cells.edges)
    layout = TableLayout[_Blocks](budget)
    for contents, cells in rows:
        layout.begin_row()
        right = 0
        for number, content in enumerate(contents):
            known = number < len(cells.upwards)
            left = columns[cells.edges[number]] + 1 if known else right + 1
            right = max(columns[cells.edges[number + 1]] if known else left, left)
            upwards = cells.upwards[number] if known else Upwards.ALONE
            layout.add(content, left, right, upwards, known and cells.leftwards[number])
    return layout


def _columns(edges: Iterable[int]) -> dict[int, int]:
    """The number of each edge from left to right, from 0."""
    numbers: dict[int, int] = {}
    number, last = -1, 0
    for edge in sorted(set(edges)):
        if number < 0 or edge - last > _SAME_EDGE:
            number, last = number + 1, edge
        numbers[edge] = number
    return numbers
