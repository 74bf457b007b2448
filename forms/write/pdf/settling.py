"""Setting what flows on few pages: none nearly empty where a line can be pulled, nothing tighter than that asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from forms.write.page.listing import ListedPart
from forms.write.page.paper import LANDSCAPE, PORTRAIT, Frame
from forms.write.pdf.goal_block import PARTED, TIGHTEST
from forms.write.pdf.strips import Block, StripSheet, StripSheets

_LEAST_FILLED = 0.25
"""A page less full is spared where what stands on it finds room elsewhere, or takes rows from the page before."""
_STILL_FILLED = 0.5
"""A page that gives rows to the next one stays at least as full as this."""


class FlowItem(NamedTuple):
    """What becomes a block of the text, with its lines in the contents; `make` takes how tight it is set.

    A `heading` stays above a lying table. What `eases` is set as tight as the page asks for that it comes to.
    """

    make: Callable[[Frame, int], Block]
    listed: tuple[ListedPart, ...] = ()
    heading: bool = False
    eases: bool = False


class SetRun(NamedTuple):
    """Items that share pages of one kind, broken into these pages; `places` are the numbers of their blocks."""

    items: Sequence[FlowItem]
    sheets: Sequence[StripSheet]
    places: Mapping[int, int]

    def last_page_begins(self) -> int:
        """The number of the first item of which something stands on the last page."""
        return self.places[id(self.sheets[-1].blocks[0][0])]


def settled(frame: Frame, items: Sequence[FlowItem]) -> SetRun:
    """The items on as few pages as they need: they are set tighter only where that saves a page or fills one."""
    setter = _Setter(frame, items)
    best = setter.set(_LOOSE)
    *ways, tightest = setter.ways()
    # Where no way can be better, none is tried: most texts are as they should be at once.
    if len(best) > 1 and _waste(best) > (len(least := setter.set(tightest)), 0):
        for way in ways:
            best = min(best, setter.set(way), key=_waste)
        best = min(best, least, key=_waste)
    return SetRun(items, best, setter.places)


def turned(items: Sequence[FlowItem], table: FlowItem) -> Iterator[SetRun]:
    """The upright pages above a landscape table, and its own with what is put above it there."""
    start = len(items)
    while start and items[start - 1].heading:
        start -= 1
    upright, lying = settled(PORTRAIT, items[:start]), settled(LANDSCAPE, [*items[start:], table])
    if upright.sheets and upright.sheets[-1].filled < _LEAST_FILLED:
        begin = upright.last_page_begins()
        more = settled(LANDSCAPE, [*items[begin:], table])
        if len(more.sheets) == len(lying.sheets):
            upright, lying = settled(PORTRAIT, items[:begin]), more
    yield upright
    yield lying


def _waste(sheets: Sequence[StripSheet]) -> tuple[int, int]:
    """How many pages there are, and how many of them are nearly empty."""
    return len(sheets), sum(sheet.filled < _LEAST_FILLED for sheet in sheets)


class _Way(NamedTuple):
    """How tight texts are set, and each goal table at least and at most: it takes what its page asks for."""

    text: int
    least: int
    most: int


_LOOSE = _Way(0, 0, 0)


class _Put(NamedTuple):
    """Blocks with the pages before and after they were put there."""

    before: StripSheets
    blocks: Sequence[Block]
    after: StripSheets

    @classmethod
    def below(cls, pages: StripSheets, blocks: Sequence[Block]) -> _Put:
        """The blocks put below what stands."""
        return cls(pages, blocks, pages.copy().put(blocks))

    def evened(self) -> StripSheets:
        """The pages after, with rows taken over to a nearly empty last one from the one before, where a table began."""
        sheets = self.after.sheets
        if len(sheets) < 2 or len(sheets) == len(self.before.sheets) or sheets[-1].filled >= _LEAST_FILLED:
            return self.after
        giver, taker = sheets[-2:]
        block = taker.blocks[0][0]
        if block is not giver.blocks[-1][0] or not any(strip.again for strip in block.strips):
            return self.after
        missing = (_LEAST_FILLED - taker.filled) * giver.frame.height
        other = self.before.copy(kept_free=(len(sheets) - 2, giver.room + missing)).put(self.blocks)
        filled = [sheet.filled for sheet in other.sheets[-2:]]
        is_better = len(other.sheets) == len(sheets) and filled[0] >= _STILL_FILLED and filled[1] >= _LEAST_FILLED
        return other if is_better else self.after


class _Setter:
    """Sets the same items one way after the other; every block is made once."""

    def __init__(self, frame: Frame, items: Sequence[FlowItem]) -> None:
        self._frame = frame
        self._items = items
        self._blocks: dict[tuple[int, int], Block] = {}
        self.places: dict[int, int] = {}

    def ways(self) -> Iterator[_Way]:
        """The ways to set them tighter, the least tight first."""
        if any(item.eases for item in self._items):
            yield from (_Way(text, least, TIGHTEST) for least in range(TIGHTEST + 1) for text in (0, 1))
        else:
            yield _Way(1, 0, 0)

    def set(self, way: _Way) -> list[StripSheet]:
        """The pages that they take so."""
        last = _Put(StripSheets(self._frame), [], StripSheets(self._frame))
        for chain in self._chains(way):
            last = min(self._choices(last, chain, way), key=lambda put: _waste(put.after.sheets))
        return last.evened().sheets

    def _chains(self, way: _Way) -> Iterator[list[int]]:
        """The numbers of the items that stay together, each with what it leads on to."""
        chain: list[int] = []
        for place, item in enumerate(self._items):
            chain.append(place)
            if not self._block(place, way.least if item.eases else way.text).strips[-1].keep:
                yield chain
                chain = []
        if chain:
            yield chain

    def _choices(self, last: _Put, chain: Sequence[int], way: _Way) -> Iterator[_Put]:
        """The chain below what was put last. Where it leaves a page nearly empty, that page takes rows from the one
        before, or a goal table begins there and is parted."""
        above = last.after
        put = self._put(above, chain, way)
        yield put
        if not above.sheets or put.after.sheets[len(above.sheets) - 1].filled >= _LEAST_FILLED:
            return
        evened = last.evened()
        if evened is not above:
            yield self._put(evened, chain, way)
        elif any(self._items[place].eases for place in chain):
            yield _Put.below(above, self._blocks_of(chain, PARTED, way))

    def _put(self, pages: StripSheets, chain: Sequence[int], way: _Way) -> _Put:
        """The chain below those pages, the loosest that begins the fewest new ones."""
        most = way.most if any(self._items[place].eases for place in chain) else way.least
        best = _Put.below(pages, self._blocks_of(chain, way.least, way))
        for tightness in range(way.least + 1, most + 1) if len(best.after.sheets) > len(pages.sheets) else ():
            tried = _Put.below(pages, self._blocks_of(chain, tightness, way))
            if len(tried.after.sheets) < len(best.after.sheets):
                best = tried
        return best

    def _blocks_of(self, chain: Sequence[int], tightness: int, way: _Way) -> list[Block]:
        return [self._block(place, tightness if self._items[place].eases else way.text) for place in chain]

    def _block(self, place: int, tightness: int) -> Block:
        if (place, tightness) not in self._blocks:
            block = self._blocks[place, tightness] = self._items[place].make(self._frame, tightness)
            self.places[id(block)] = place
        return self._blocks[place, tightness]
