"""The goals of the whole unit (整体绩效目标) on a sheet of a workbook, held against the section that gives them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

from forms.document.provenance import GivenTwice, Source
from forms.form.model import Edition
from forms.match.normal import plain
from forms.readers import Book, Grid

_SECTION = "goals"
_TITLE = "整体绩效目标"
_TITLE_ROWS = 3
"""The title stands within so many rows, where the sheet is not called so."""
_LONGEST_HEAD = 40
"""What names unit, year or unit of money is no longer."""
_LEAST = 10
"""A text of so many characters is said in the section too; a shorter one only where it holds a number."""
_ALIKE = 0.6
"""A paragraph so much like a text is what the section says in its place."""
_MOST = 10
"""So many differences are told; more are another text."""


def differing_whole_goals(
    books: Iterable[Book], edition: Edition, texts: Mapping[str, str], passages: Mapping[str, tuple[Source, ...]]
) -> Iterator[GivenTwice]:
    """What such sheets say that the section does not, with the paragraph that is most like it; the section counts."""
    section = next((one for one in edition.sections if one.key == _SECTION), None)
    text = texts.get(f"{section.id}.text", "") if section else ""
    if section is None or not text:
        return
    paragraphs, sources, whole = text.split("\n"), passages[section.id], plain(text)
    for book in books:
        for grid in filter(_is_of_the_whole, book.grids):
            lines = [(source, line) for source, line in _lines(book.file, grid) if plain(line) not in whole]
            for source, line in lines[:_MOST]:
                near = get_close_matches(line, paragraphs, n=1, cutoff=_ALIKE)
                number = paragraphs.index(near[0]) if near else 0
                first = sources[min(number, len(sources) - 1)]
                yield GivenTwice(section.id, first, near[0] if near else "", source, line)


def _is_of_the_whole(grid: Grid) -> bool:
    """Whether a sheet is called so, or has such a title."""
    if grid.hidden or not grid.lettered:
        return False
    heads = (cell.text for row in grid.row_numbers[:_TITLE_ROWS] for cell in grid.cells_in_row(row))
    return any(_is_title(text) for text in (grid.name, *heads))


def _is_title(text: str) -> bool:
    return plain(text).removesuffix("表").endswith(_TITLE)


def _lines(file: str, grid: Grid) -> Iterator[tuple[Source, str]]:
    """What the sheet says below its title, line by line with its place."""
    heads = grid.row_numbers[:_TITLE_ROWS]
    for place in sorted(grid.cells):
        cell = grid.cells[place]
        for line in filter(None, map(str.strip, cell.text.split("\n"))):
            is_told = len(plain(line)) >= _LEAST or (len(plain(line)) > 1 and any(map(str.isdigit, line)))
            if is_told and not _is_title(line) and not (cell.row in heads and _is_head(line)):
                yield Source(file, grid.name, grid.address(cell.row, cell.column)), line


def _is_head(line: str) -> bool:
    """Whether a line names unit, year or unit of money."""
    return len(line) < _LONGEST_HEAD and (line[:3].isdigit() or "：" in line or ":" in line)
