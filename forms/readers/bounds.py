"""What one file may ask for before it is refused, so that a hostile or broken one can neither hang nor fill memory."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable

from forms.readers import refusals
from forms.readers.blocks import Block, Grid
from forms.readers.broken_parts import broken_parts

# The largest published workbook has 7,100 elements, 413 rows, 1,750 cells, 124 merged areas and 12,400 characters; one
# of 3,000 rows with 15 filled columns has 100,000 elements and 45,000 cells.
MAX_ELEMENTS = 1_500_000
MAX_ROWS = 10_000
MAX_CELLS = 60_000
MAX_MERGES = 20_000
MAX_HIDDEN_COLUMNS = 5_000_000
"""Counted in each sheet and as often as the file says it: 300 sheets may hide all of their columns."""

MAX_CHARACTERS = 20_000_000
MAX_CELL_CHARACTERS = 32_767
"""In one cell, as many as Excel itself takes, or one paragraph; two and a half times the largest workbook."""
MAX_TEXT = 4_000_000
"""The characters of all of them, a shared text as often as it is shown: 60,000 cells of 60."""

MAX_UNPACKED_BYTES = 200 * 1024 * 1024
MAX_PARTS = 5_000


class Budget:
    """Bounds the work and the memory one file can ask for; real disclosures stay thirty times and more below."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.elements = MAX_ELEMENTS
        self.rows = MAX_ROWS
        self.cells = MAX_CELLS
        self.merges = MAX_MERGES
        self.hidden_columns = MAX_HIDDEN_COLUMNS
        self.characters = MAX_CHARACTERS
        self.text = MAX_TEXT

    def check(self) -> None:
        """Raises Trouble once the file has asked for more."""
        is_spent = self.elements < 0 or self.rows < 0 or self.cells < 0 or self.merges < 0
        if is_spent or self.hidden_columns < 0 or self.characters < 0 or self.text < 0:
            raise refusals.too_large(self.file)


def check_texts(file: str, blocks: Iterable[Block]) -> None:
    """Refuse what no person would read, with a Trouble: a cell without end, or more text than fits on paper."""
    left = MAX_TEXT
    for block in blocks:
        texts = [cell.text for cell in block.cells.values()] if isinstance(block, Grid) else [block.text]
        if any(len(text) > MAX_CELL_CHARACTERS for text in texts):
            raise refusals.long_cell(file, MAX_CELL_CHARACTERS)
        left -= sum(map(len, texts))
        if left < 0:
            raise refusals.too_large(file)


def check_package(file: str, archive: zipfile.ZipFile) -> None:
    """Refuse zip bombs, and packages whose parts are not what the directory of the zip says, with a Trouble."""
    parts = archive.infolist()
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
        raise refusals.too_large(file)
    # Unpacks in small steps and stops at the declared size, which reading a part whole does not.
    if broken := broken_parts(archive):
        raise refusals.damaged(file, broken)
