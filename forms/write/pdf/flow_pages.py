"""The pages between contents and sign-off page: tables on pages of their own, and the text that flows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count

from forms.write.page.flow import Heading, Part, ProjectPart, SubHeading, TablePart, TextParagraph, TextTitle
from forms.write.page.goal_grid import goal_table
from forms.write.page.layout import Picture, groups
from forms.write.page.paper import LANDSCAPE, PORTRAIT, Frame
from forms.write.pdf.goal_block import goal_block
from forms.write.pdf.strips import Block, PlacedStrip, Strip, paged
from forms.write.pdf.table_pages import TypedTable, page_frame, typeset
from forms.write.pdf.text_lines import heading, paragraph, title
from forms.write.pdf.type import Pen


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the contents and of the outline: its text, its bookmark, and at which height of the page it points.

    `level` is 1 for what belongs to the entry of level 0 before it.
    """

    text: str
    bookmark: str
    top: float
    level: int = 0


@dataclass(frozen=True, slots=True)
class PdfPage:
    """One page to come, and the entries that begin on it."""

    frame: Frame
    draw: Callable[[Pen], None]
    entries: tuple[ContentsEntry, ...] = ()


class TableBlock:
    """A table in the text: white, title and head, then its rows; over the page the head stands again."""

    def __init__(self, picture: Picture) -> None:
        self._table = typeset(picture)
        rows = len(self._table.rows)
        keeps = self._keeps()
        self.strips = (
            Strip(10, keep=True, white=True),
            Strip(self._table.title_height, keep=True),
            Strip(sum(self._table.head_heights), keep=True),
            *(Strip(self._table.row_height(number), keeps[number], again=(2,)) for number in range(rows)),
            Strip(self._table.notes_height),
            Strip(14, white=True),
        )

    def _keeps(self) -> list[bool]:
        """Whether each row stays with the next: in one cell, or so that neither the first nor the last is alone."""
        parts = list(groups([row.cells for row in self._table.rows]))
        heights = [sum(map(self._table.row_height, part)) for part in parts]
        keeps = [number + 1 in part for part in parts for number in part]
        for place in {0, len(parts) - 2} & set(range(len(parts) - 1)):
            keeps[parts[place][-1]] = heights[place] + heights[place + 1] < self._table.frame.height / 2
        return [*keeps[:-1], bool(self._table.notes)]

    def draw(self, pen: Pen, placed: Sequence[PlacedStrip]) -> None:
        """The part of the table that stands on the page."""
        first, rows = 3, len(self._table.rows)
        for number, top, _ in placed:
            if number == 1:
                self._table.draw_title(pen, top)
            elif number == 2:
                bottom = self._table.draw_head(pen, top)
                if not rows:
                    self._table.draw_rows(pen, (), bottom)  # the line that closes an empty table
            elif number == first + rows:
                self._table.draw_notes(pen, top)
        body = [(number - first, top) for number, top, _ in placed if first <= number < first + rows]
        if body:
            self._table.draw_rows(pen, [number for number, _ in body], body[0][1])


@dataclass(frozen=True, slots=True)
class _FlowItem:
    """A block of the text, with its entry in the contents where it has one."""

    block: Block
    text: str = ""
    level: int = 0


def flowing_pages(parts: Iterable[Part]) -> list[PdfPage]:
    """All pages of the parts in their order.

    Goal tables without any text around them are entries of the contents themselves.
    """
    numbers = count(1)
    pages: list[PdfPage] = []
    for frame, run in _runs(parts):
        if isinstance(run, TypedTable):
            pages += _own_pages(run)
        else:
            pages += _text_pages(frame, run, numbers)
    return pages


def _runs(parts: Iterable[Part]) -> Iterator[tuple[Frame, TypedTable | list[_FlowItem]]]:
    """Tables with their own pages, and between them the blocks that share pages of one kind.

    A landscape table in the text takes the headings right above it along.
    """
    items: list[_FlowItem] = []
    titled = False
    for part in parts:
        match part:
            case TablePart(picture, own_page=True):
                yield PORTRAIT, items
                items = []
                yield page_frame(picture), typeset(picture)
            case TablePart(picture) if picture.landscape:
                start = _headings_begin(items)
                yield PORTRAIT, items[:start]
                above = [_FlowItem(heading(item.text, LANDSCAPE), item.text, item.level) for item in items[start:]]
                yield LANDSCAPE, [*above, _FlowItem(TableBlock(picture))]
                items = []
            case TextTitle(text):
                yield PORTRAIT, items
                items = [_FlowItem(title(text, PORTRAIT), text)]
                titled = True
            case _:
                items.append(_item(part, titled))
    yield PORTRAIT, items


def _item(part: Part, titled: bool) -> _FlowItem:
    match part:
        case Heading(text):
            return _FlowItem(heading(text, PORTRAIT), text, int(titled))
        case SubHeading(text):
            return _FlowItem(heading(text, PORTRAIT))
        case ProjectPart(project):
            table = goal_table(project)
            return _FlowItem(goal_block(table, PORTRAIT), "" if titled else table.title)
        case TablePart(picture):
            return _FlowItem(TableBlock(picture))
        case TextParagraph(text) | TextTitle(text):
            return _FlowItem(paragraph(text, PORTRAIT))


def _headings_begin(items: Sequence[_FlowItem]) -> int:
    """Where the headings begin that nothing else follows."""
    start = len(items)
    while start and items[start - 1].level:
        start -= 1
    return start


def _own_pages(table: TypedTable) -> Iterator[PdfPage]:
    for number in range(len(table.pages)):
        entry = ContentsEntry(table.picture.title, table.picture.id, table.frame.top)
        yield PdfPage(table.frame, partial(table.draw, page=number), () if number else (entry,))


def _text_pages(frame: Frame, items: Sequence[_FlowItem], numbers: Iterator[int]) -> Iterator[PdfPage]:
    texts = {id(item.block): item for item in items if item.text}
    for sheet in paged(frame, [item.block for item in items]):
        entries = []
        for block, placed in sheet.blocks:
            item = texts.pop(id(block), None)
            if item:
                entries.append(ContentsEntry(item.text, f"text-{next(numbers)}", placed[0].top, item.level))
        yield PdfPage(sheet.frame, sheet.draw, tuple(entries))
