"""Pages laid out on sheets of paper: which are printed, on which side of a sheet, and how many beside each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from unicodedata import normalize

from models.errors import Trouble

Side = tuple[int, ...]
"""The pages on one side of a sheet, counted from 0; none on a side that stays blank."""
PER_SIDE = (1, 2, 4)
"""So many pages a side can hold."""
_BETWEEN = re.compile(r"[,.;、\s]+")
_SPAN = re.compile(r"(\d+)(?:\D(\d+))?")


class PrintedSides(Enum):
    """Which sides are printed in one run: a printer that cannot turn its paper prints the fronts, then the backs."""

    ALL = "全部"
    FRONTS = "单数页"
    BACKS = "双数页"


def read_range(text: str, count: int) -> tuple[int, ...]:
    """The pages that a person typed, 1-3,5, counted from 0, in the order in which they were typed.

    Raises Trouble for what is no page of the `count` there are.
    """
    pages: list[int] = []
    for part in filter(None, _BETWEEN.split(normalize("NFKC", text))):
        found = _SPAN.fullmatch(part)
        first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
        if not 1 <= first <= last <= count:
            raise Trouble(f"页码“{part}”不对，一共{count}页；", "请写成“1-3,5”的样子。")
        pages += range(first - 1, last)
    if not pages:
        raise Trouble("没有写要印哪些页；", "请写成“1-3,5”的样子。")
    return tuple(pages)


def sides(
    pages: Sequence[int],
    numbers: Sequence[int],
    *,
    per_side: int = 1,
    duplex: bool = False,
    only: PrintedSides = PrintedSides.ALL,
) -> tuple[Side, ...]:
    """The sides to be printed, one after the other.

    `numbers` is what is printed on each page of the document, 0 where nothing is. On paper that is used on both sides
    an odd number stands on a front, and so does what has none: cover, 签批单 and contents are not each other's backs.
    """
    if per_side > 1:
        laid: list[Side] = [tuple(pages[at : at + per_side]) for at in range(0, len(pages), per_side)]
    else:
        laid = list(_faced(pages, numbers) if duplex or only is not PrintedSides.ALL else ((page,) for page in pages))
    match only:
        case PrintedSides.ALL:
            return tuple(laid)
        case PrintedSides.FRONTS:
            return tuple(laid[0::2])
        case PrintedSides.BACKS:
            return tuple(laid[1::2])


def _faced(pages: Sequence[int], numbers: Sequence[int]) -> Iterator[Side]:
    """Each page on a side of its own, with the backs that stay blank so that fronts are fronts."""
    placed = 0
    for page in pages:
        if placed % 2 and (numbers[page] % 2 or not numbers[page]):
            yield ()
            placed += 1
        yield (page,)
        placed += 1
