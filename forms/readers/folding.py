"""Writing that carries no meaning, taken out of all that was read before anyone looks at it; told once a file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from forms.readers.blocks import Block, Grid, GridCell, Paragraph
from forms.readers.cell_values import written_cell
from models.characters import has_unseen, visible

_APOSTROPHE = re.compile(r"\s*['‘’＇](?=\s*[\d０-９])")
"""What Excel shows in its line of input before a number kept as text; some programs write it into the cell."""
_ESCAPED = re.compile(r"_x(?:D[89A-F][0-9A-F]{2}|FFF[EF])_", re.IGNORECASE)
"""How a workbook writes half of a character pair, which means nothing without the other half."""


def fold(blocks: Iterable[Block]) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """The blocks without it, and a remark in Chinese for each kind that was met, with how often."""
    folder = _Folder()
    folded = tuple(folder.block(block) for block in blocks)
    return folded, folder.remarks()


class _Folder:
    def __init__(self) -> None:
        self._unseen = 0
        self._apostrophes = 0

    def remarks(self) -> tuple[str, ...]:
        told = {
            "有 {} 处夹着看不见的字符（零宽字符、方向符等），已经去掉": self._unseen,
            "有 {} 格的编码或数字前带撇号（'），已经去掉": self._apostrophes,
        }
        return tuple(words.format(count) for words, count in told.items() if count)

    def block(self, block: Block) -> Block:
        if isinstance(block, Paragraph):
            text = self._visible(block.text)
            return block if text == block.text else replace(block, text=text)
        if block.framed:
            # The same once more as text: it is told with the cells.
            told = self._unseen, self._apostrophes
            block = replace(block, framed=tuple(map(self.block, block.framed)))
            self._unseen, self._apostrophes = told
        cells = {place: self._cell(cell, block) for place, cell in block.cells.items()}
        if all(cell is block.cells[place] for place, cell in cells.items()):
            return block
        return replace(block, cells={place: cell for place, cell in cells.items() if cell is not None})

    def _cell(self, cell: GridCell, grid: Grid) -> GridCell | None:
        if cell.number is not None or cell.fault is not None:
            return cell
        text = self._visible(cell.text)
        if _APOSTROPHE.match(text):
            self._apostrophes += 1
            text = _APOSTROPHE.sub("", text, count=1)
        if text == cell.text:
            return cell
        if not grid.lettered:
            # In a document and in a text a number is told by its writing, which is whole only now.
            return written_cell(cell.row, cell.column, text)
        return replace(cell, text=text) if text.strip() else None

    def _visible(self, text: str) -> str:
        if not has_unseen(text) and not _ESCAPED.search(text):
            return text
        self._unseen += 1
        return visible(_ESCAPED.sub("", text))
