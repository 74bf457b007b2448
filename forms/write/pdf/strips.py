"""Breaking the text into pages: everything is strips that stand one below the other, each whole on one page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple, Protocol

from forms.write.page.paper import Frame
from forms.write.pdf.type import Pen

_ROUNDING = 0.01
"""Sums of heights that fill a page exactly may come out this much higher, in points."""


@dataclass(frozen=True, slots=True)
class Strip:
    """What is never broken: a line of a paragraph, a row of a table. `height` is in points.

    `keep`: stands on one page with the strip below it. `white`: only space, left out at the top of a page.
    `again`: the strips of the same block that stand once more above it where it begins a page.
    `apart`: has no place of its own and stands only where another asks for it again.
    """

    height: float
    keep: bool = False
    white: bool = False
    again: tuple[int, ...] = ()
    apart: bool = False


class PlacedStrip(NamedTuple):
    """A strip of a block, by its number, between two heights of a page."""

    strip: int
    top: float
    bottom: float


class Block(Protocol):
    """A paragraph or a table: its strips, and how those that stand on one page are drawn."""

    @property
    def strips(self) -> Sequence[Strip]: ...

    def draw(self, pen: Pen, placed: Sequence[PlacedStrip]) -> None: ...


@dataclass(slots=True)
class StripSheet:
    """One page and what stands on it, from top to bottom."""

    frame: Frame
    room: float
    blocks: list[tuple[Block, list[PlacedStrip]]] = field(default_factory=list)

    def put(self, block: Block, number: int) -> None:
        """Set the strip below everything that stands already."""
        strip = block.strips[number]
        if not self.blocks:
            if strip.white:
                return
            for above in strip.again:
                self._place(block, above)
        self._place(block, number)

    @property
    def filled(self) -> float:
        """How much of the page is taken, of 1."""
        return 1 - self.room / self.frame.height

    def draw(self, pen: Pen) -> None:
        """Everything on the page."""
        for block, placed in self.blocks:
            block.draw(pen, placed)

    def _place(self, block: Block, number: int) -> None:
        top = self.frame.bottom + self.room
        self.room -= block.strips[number].height
        if not self.blocks or self.blocks[-1][0] is not block:
            self.blocks.append((block, []))
        self.blocks[-1][1].append(PlacedStrip(number, top, self.frame.bottom + self.room))


class StripSheets:
    """Pages that fill from top to bottom."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._sheets = [StripSheet(frame, frame.height)]
        self._kept_free: tuple[int, float] | None = None

    @property
    def sheets(self) -> list[StripSheet]:
        """Those that something stands on."""
        return [sheet for sheet in self._sheets if sheet.blocks]

    def copy(self, kept_free: tuple[int, float] | None = None) -> StripSheets:
        """The same pages, to try what comes next; of the one of that number so many points are kept free."""
        other = StripSheets(self._frame)
        last = self._sheets[-1]
        other._sheets = [
            *self._sheets[:-1],
            replace(last, blocks=[(block, list(placed)) for block, placed in last.blocks]),
        ]
        other._kept_free = kept_free
        return other

    def put(self, blocks: Sequence[Block]) -> StripSheets:
        """Set the blocks below what stands already; what is kept together goes over to the next page whole.

        What belongs together and is higher than a page is parted between two blocks, and within a block only where
        that alone is higher.
        """
        for group in _groups(blocks):
            for part in _parted(group, self._frame.height):
                self._make_room(_height(part))
                for block, number in part:
                    self._make_room(block.strips[number].height)
                    self._sheets[-1].put(block, number)
        return self

    def _make_room(self, height: float) -> None:
        """Go over to the next page where what stands has no room below it."""
        room = self._sheets[-1].room + _ROUNDING
        if self._kept_free and self._kept_free[0] == len(self._sheets) - 1:
            room -= self._kept_free[1]
        if self._sheets[-1].blocks and height > room:
            self._sheets.append(StripSheet(self._frame, self._frame.height))


_Group = list[tuple[Block, int]]


def _height(group: _Group) -> float:
    return sum(block.strips[number].height for block, number in group)


def _parted(group: _Group, room: float) -> Iterator[_Group]:
    """The group itself, or where it is too high what begins it, and the rest from the first block that leaves room."""
    if _height(group) > room:
        starts = [place for place in range(1, len(group)) if group[place][0] is not group[place - 1][0]]
        for start in starts:
            if _height(group[start:]) <= room:
                yield from (group[:start], group[start:])
                return
    yield group


def _groups(blocks: Sequence[Block]) -> Iterator[_Group]:
    """The strips that stand on one page."""
    group: _Group = []
    for block in blocks:
        for number, strip in enumerate(block.strips):
            if strip.apart:
                continue
            group.append((block, number))
            if not strip.keep:
                yield group
                group = []
    if group:
        yield group
