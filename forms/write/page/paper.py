"""The sheet of an official paper: its size and the place for text on it (版心), shared by PDF and Word."""

from __future__ import annotations

from typing import NamedTuple

MM = 72 / 25.4
"""A millimetre in points."""


class Frame(NamedTuple):
    """A sheet and the place for its text on it (版心), in points from the lower left corner."""

    sheet: tuple[float, float]
    left: float
    bottom: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def top(self) -> float:
        return self.bottom + self.height

    @property
    def centre(self) -> float:
        return self.left + self.width / 2

    def widened(self, margin: float) -> Frame:
        """The frame that reaches `margin` points further on the left and on the right."""
        return self._replace(left=self.left - margin, width=self.width + 2 * margin)


# GB/T 9704: 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm; a landscape page is the same sheet turned to the left.
PORTRAIT = Frame((210 * MM, 297 * MM), left=28 * MM, bottom=35 * MM, width=156 * MM, height=225 * MM)
LANDSCAPE = Frame((297 * MM, 210 * MM), left=35 * MM, bottom=26 * MM, width=225 * MM, height=156 * MM)
