"""The pages between contents and sign-off page: tables on pages of their own, and the text that flows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import count
from typing import NamedTuple

from forms.document.document import Document
from forms.document.per_revision import per_revision
from forms.write.page.flow import (
    Division,
    Heading,
    Part,
    ProjectPart,
    SubHeading,
    TablePart,
    TextParagraph,
    TextTitle,
    flow,
)
from forms.write.page.goal_grid import GoalTable, goal_table
from forms.write.page.layout import Picture, groups
from forms.write.page.listing import ListedPart, listed
from forms.write.page.paper import PORTRAIT, Frame
from forms.write.page.ranks import Rank
from forms.write.pdf.goal_block import goal_block
from forms.write.pdf.settling import FlowItem, SetRun, settled, turned
from forms.write.pdf.strips import Block, PlacedStrip, Strip
from forms.write.pdf.table_pages import TypedTable, typeset
from forms.write.pdf.text_lines import TextBlock, heading, paragraph, title
from forms.write.pdf.type import Pen


class ContentsEntry(NamedTuple):
    """A line of the contents and of the outline: its text, its bookmark, and at which height of the page it points.

    `level` is 1 for what belongs to the entry of level 0 before it, 2 for a goal table in such a section;
    `leads` that it is a part with others below it.
    """

    text: str
    bookmark: str
    top: float
    level: int = 0
    leads: bool = False


class PdfPage(NamedTuple):
    """One page to come, the entries that begin on it, and of each part of the document that does so whether it is set
    closer than usual."""

    frame: Frame
    draw: Callable[[Pen], None]
    entries: tuple[ContentsEntry, ...] = ()
    begun: tuple[bool, ...] = ()


class TableBlock:
    """A table in the text: white, title if it has one, head, then its rows; over the page the head stands again."""

    def __init__(self, picture: Picture) -> None:
        self._table = typeset(picture)
        rows = len(self._table.rows)
        keeps = self._keeps()
        self.strips = (
            Strip(10, keep=True, white=True),
            Strip(self._table.title_height if any((picture.title, *picture.head_lines)) else 0, keep=True),
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


@per_revision
def printed_pages(document: Document) -> Sequence[PdfPage]:
    """All pages between contents and sign-off; the contents of the Word file have their numbers too."""
    return flowing_pages(flow(document))


def flowing_pages(parts: Sequence[Part]) -> list[PdfPage]:
    """All pages of the parts in their order.

    Goal tables without any text around them are entries of the contents themselves.
    """
    numbers = count(1)
    pages: list[PdfPage] = []
    for run in _runs(parts):
        pages += _text_pages(run, numbers) if isinstance(run, SetRun) else _own_pages(*run)
    return pages


def _runs(parts: Sequence[Part]) -> Iterator[SetRun | tuple[TypedTable, tuple[ListedPart, ...]]]:
    """Tables with their own pages, and between them the items that share pages of one kind.

    A landscape table in the text takes the headings right above it along, and the last lines of a nearly empty page.
    """
    items: list[FlowItem] = []
    waiting: tuple[ListedPart, ...] = ()
    for part, line in zip(parts, listed(parts), strict=True):
        here = (*waiting, line) if line else waiting
        waiting = ()
        match part:
            case Division():
                waiting = here
            case TablePart(picture, own_page=True):
                yield settled(PORTRAIT, items)
                items = []
                yield typeset(picture), here
            case TablePart(picture) if picture.landscape:
                yield from turned(items, FlowItem(partial(_table_block, picture)))
                items = []
            case TextTitle(text):
                yield settled(PORTRAIT, items)
                items = [FlowItem(partial(_title_block, text), here)]
            case _:
                items.append(_item(part, here))
    yield settled(PORTRAIT, items)


def _item(part: Part, lines: tuple[ListedPart, ...]) -> FlowItem:
    match part:
        case Heading(text):
            return FlowItem(partial(_heading_block, text, 1), lines, heading=True)
        case SubHeading(text, rank):
            return FlowItem(partial(_heading_block, text, rank), lines, heading=True)
        case ProjectPart(project):
            return FlowItem(partial(_goal_block, goal_table(project)), lines, eases=True)
        case TablePart(picture):
            return FlowItem(partial(_table_block, picture), lines)
        case TextParagraph(text) | TextTitle(text) | Division(text):
            return FlowItem(partial(_paragraph_block, text), lines)


def _heading_block(text: str, rank: Rank, frame: Frame, _: int) -> Block:
    return heading(text, frame, rank)


def _title_block(text: str, frame: Frame, _: int) -> Block:
    return title(text, frame)


def _paragraph_block(text: str, frame: Frame, tightness: int) -> Block:
    return paragraph(text, frame, tight=tightness > 0)


def _goal_block(table: GoalTable, frame: Frame, tightness: int) -> Block:
    return goal_block(table, frame, tightness)


def _table_block(picture: Picture, _frame: Frame, _: int) -> Block:
    return TableBlock(picture)


def _own_pages(table: TypedTable, lines: tuple[ListedPart, ...]) -> Iterator[PdfPage]:
    for number in range(len(table.pages)):
        entries = () if number else _entries(lines, table.picture.id, table.frame.top)
        yield PdfPage(table.frame, partial(table.draw, page=number), entries, () if number else (False,))


def _text_pages(run: SetRun, numbers: Iterator[int]) -> Iterator[PdfPage]:
    begun: set[int] = set()
    for sheet in run.sheets:
        entries: list[ContentsEntry] = []
        closer: list[bool] = []
        for block, placed in sheet.blocks:
            place = run.places[id(block)]
            if place in begun:
                continue
            begun.add(place)
            closer.append(isinstance(block, TextBlock) and block.closer)
            if run.items[place].listed:
                entries += _entries(run.items[place].listed, f"text-{next(numbers)}", placed[0].top)
        yield PdfPage(sheet.frame, sheet.draw, tuple(entries), tuple(closer))


def _entries(lines: tuple[ListedPart, ...], mark: str, top: float) -> tuple[ContentsEntry, ...]:
    """The lines of the contents that lead to one place, each with a bookmark of its own."""
    return tuple(
        ContentsEntry(line.text, f"{mark}{'-' * n}", top, line.level, line.leads) for n, line in enumerate(lines)
    )
