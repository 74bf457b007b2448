"""The widths of the columns of a table by the amount of text in them: the table becomes about as low as it can."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, permutations
from math import ceil, sqrt
from typing import NamedTuple

_LOOKED_AT = 120
"""So many rows, taken evenly, tell how a longer table is shared out."""
_STEPS = (8, 16, 32, 64)
"""The parts of the spare width that are moved from one column to another, the largest first."""
_SMOOTH = 0.02
"""How much a text that came nearer to one line less counts against a line that was saved."""


class Extent(NamedTuple):
    """A text of a row: the columns from `first` to before `past` hold it, `wide` is what it takes on one line.

    `rows` is over how many rows its cell reaches down.
    """

    first: int
    past: int
    wide: float
    rows: int = 1


def shared(
    least: Sequence[float], full: Sequence[float], rows: Sequence[Sequence[Extent]], room: float, side: float = 0.0
) -> list[float]:
    """Widths between `least` and `full`, in any unit, that make the rows low; their sum is `room` where that can be.

    `full` is what a column takes when no text of it breaks: where all have that, the sum may stay below `room`.
    `side` is the white of a cell, left and right together. Where even `least` has no room, that is given.
    """
    spare = room - sum(least)
    wants = [max(most - need, 0.0) for most, need in zip(full, least, strict=True)]
    if spare <= 0 or not any(wants):
        return list(least)
    if sum(wants) <= spare:
        return [need + want for need, want in zip(least, wants, strict=True)]
    step = -(-len(rows) // _LOOKED_AT) or 1
    looked_at = rows[::step]
    volumes = [sqrt(_volume(looked_at, column)) * (want > 0) for column, want in enumerate(wants)]
    widths = _dealt(least, wants, volumes, spare)
    flexible = [column for column, want in enumerate(wants) if want > 0]
    return _refined(widths, least, flexible, looked_at, spare, side) if len(flexible) > 1 else widths


def _volume(rows: Sequence[Sequence[Extent]], column: int) -> float:
    held = (cell for row in rows for cell in row if cell.first <= column < cell.past)
    return 1 + sum(cell.wide / (cell.past - cell.first) for cell in held)


def _dealt(least: Sequence[float], wants: Sequence[float], parts: Sequence[float], spare: float) -> list[float]:
    """The spare width in these parts, none getting more than it wants."""
    widths, open_columns = list(least), {column for column, part in enumerate(parts) if part > 0}
    while open_columns:
        unit = spare / sum(parts[column] for column in open_columns)
        sated = {column for column in open_columns if parts[column] * unit >= wants[column]}
        for column in sated or open_columns:
            given = wants[column] if sated else parts[column] * unit
            widths[column] += given
            spare -= given
        open_columns = open_columns - sated if sated else set()
    return widths


def _refined(
    widths: list[float],
    least: Sequence[float],
    flexible: Sequence[int],
    rows: Sequence[Sequence[Extent]],
    spare: float,
    side: float,
) -> list[float]:
    """The widths after every move of a part of the spare width from one column to another that saves height."""
    lines = _Lines(rows, least, side)
    best = lines.height(widths)
    for part in _STEPS:
        move, moved = spare / part, True
        while moved:
            moved = False
            for giver, taker in permutations(flexible, 2):
                if widths[giver] - move < least[giver]:
                    continue
                tried = list(widths)
                tried[giver] -= move
                tried[taker] += move
                height = lines.height(tried)
                if height < best - 1e-9:
                    widths, best, moved = tried, height, True
    return widths


class _Lines:
    """The rows as their height is asked for again and again: what stands on one line at any width is counted once, and
    cells that reach over the same columns share one width."""

    def __init__(self, rows: Sequence[Sequence[Extent]], least: Sequence[float], side: float) -> None:
        self._side = side
        self._spans = list(dict.fromkeys((cell.first, cell.past) for row in rows for cell in row))
        numbers = {span: number for number, span in enumerate(self._spans)}
        self._totals = [0.0] * len(self._spans)
        self._lowest = 0.0
        self._rows: list[tuple[float, list[tuple[int, float, int]]]] = []
        smallest = self._rooms(least)
        for row in rows:
            lowest, open_cells = 0.0, []
            for cell in row:
                number = numbers[cell.first, cell.past]
                self._totals[number] += cell.wide
                if cell.wide <= smallest[number]:
                    lowest = max(lowest, ceil(cell.wide / smallest[number]) / cell.rows)
                else:
                    open_cells.append((number, cell.wide, cell.rows))
            if open_cells:
                self._rows.append((lowest, open_cells))
            else:
                self._lowest += lowest

    def height(self, widths: Sequence[float]) -> float:
        """The height of all rows in lines, with a little for every text as it is long."""
        rooms = self._rooms(widths)
        height = self._lowest + _SMOOTH * sum(total / room for total, room in zip(self._totals, rooms, strict=True))
        for most, row in self._rows:
            for number, wide, down in row:
                lines = ceil(wide / rooms[number]) / down
                if lines > most:
                    most = lines
            height += most
        return height

    def _rooms(self, widths: Sequence[float]) -> list[float]:
        edges = [0.0, *accumulate(widths)]
        return [edges[past] - edges[first] - self._side for first, past in self._spans]
