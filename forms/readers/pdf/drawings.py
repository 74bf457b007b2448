"""What the objects of a page draw besides text, with the axes of the file: ruled lines, pictures, and clips."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from forms.readers.pdf.limits import Allowance

MAX_DEPTH = 6
"""Forms (drawings used like stamps) within forms."""
THIN = 3.0
"""What is at most so wide is a line."""
_WHITE = 250

Point = tuple[float, float]
Box = tuple[Point, Point]
"""The lower and the higher corner."""


@dataclass(frozen=True, slots=True)
class _Matrix:
    """x' = ax + cy + e, y' = bx + dy + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    @classmethod
    def of(cls, item: Any) -> _Matrix:
        found = pdfium.FS_MATRIX()
        if not pdfium.FPDFPageObj_GetMatrix(item, found):
            return cls()
        return cls(found.a, found.b, found.c, found.d, found.e, found.f)

    def at(self, point: Point) -> Point:
        x, y = point
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def within(self, outer: _Matrix) -> _Matrix:
        """This one first, then the outer one."""
        (ax, ay), (cx, cy) = outer.at((self.a, self.b)), outer.at((self.c, self.d))
        ex, ey = outer.at((self.e, self.f))
        return _Matrix(ax - outer.e, ay - outer.f, cx - outer.e, cy - outer.f, ex, ey)


@dataclass(slots=True)
class Drawn:
    """What the objects of a page draw besides text, with the axes of the file."""

    segments: list[Box] = field(default_factory=list)
    clips: dict[int, Box | None] = field(default_factory=dict)
    """The part of the page on which each text object of the page itself may print, None for the whole of it."""
    has_picture: bool = False


def box(one: Point, other: Point) -> Box:
    """The lower and the higher corner of the box that two points face each other in."""
    return (min(one[0], other[0]), min(one[1], other[1])), (max(one[0], other[0]), max(one[1], other[1]))


def drawn_on(page: Any, allowance: Allowance) -> Drawn:
    """What is drawn on a page of pypdfium2."""
    drawn = Drawn()
    items = (pdfium.FPDFPage_GetObject(page.raw, n) for n in range(pdfium.FPDFPage_CountObjects(page.raw)))
    _draw(items, _Matrix(), drawn, allowance, 0)
    return drawn


def key_of(item: Any) -> int:
    """What tells an object of a page from the others."""
    return ctypes.cast(item, ctypes.c_void_p).value or 0


def _draw(items: Iterator[Any], matrix: _Matrix, drawn: Drawn, allowance: Allowance, depth: int) -> None:
    for item in items:
        allowance.take(objects=1)
        match pdfium.FPDFPageObj_GetType(item):
            case pdfium.FPDF_PAGEOBJ_PATH:
                _draw_path(item, _Matrix.of(item).within(matrix), drawn, allowance)
            case pdfium.FPDF_PAGEOBJ_IMAGE:
                _draw_picture(_Matrix.of(item).within(matrix), drawn)
            case pdfium.FPDF_PAGEOBJ_TEXT if depth == 0:
                drawn.clips[key_of(item)] = _clip(item, allowance)
            case pdfium.FPDF_PAGEOBJ_FORM if depth < MAX_DEPTH:
                inner = (pdfium.FPDFFormObj_GetObject(item, n) for n in range(pdfium.FPDFFormObj_CountObjects(item)))
                _draw(inner, _Matrix.of(item).within(matrix), drawn, allowance, depth + 1)


def _draw_picture(matrix: _Matrix, drawn: Drawn) -> None:
    """A picture takes the unit square; some programs print lines as pictures."""
    corners = matrix.at((0, 0)), matrix.at((1, 1))
    (left, low), (right, high) = box(*corners)
    if min(right - left, high - low) <= THIN:
        drawn.segments.append(corners)
    else:
        drawn.has_picture = True


def _draw_path(item: Any, matrix: _Matrix, drawn: Drawn, allowance: Allowance) -> None:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, fill, stroke)
    is_filled = bool(fill.value) and _is_seen(item, pdfium.FPDFPageObj_GetFillColor)
    is_stroked = bool(stroke.value) and _is_seen(item, pdfium.FPDFPageObj_GetStrokeColor)
    if not (is_filled or is_stroked):
        return
    for outline in _outlines(item, allowance):
        points = [matrix.at(point) for point in outline]
        if is_stroked:
            drawn.segments.extend(pairwise(points))
        else:
            xs, ys = [x for x, _ in points], [y for _, y in points]
            drawn.segments.append(((min(xs), min(ys)), (max(xs), max(ys))))


def _is_seen(item: Any, color_of: Any) -> bool:
    """Whether a color is neither white nor transparent."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not color_of(item, red, green, blue, alpha):
        return True
    return alpha.value > 0 and min(red.value, green.value, blue.value) < _WHITE


def _outlines(item: Any, allowance: Allowance) -> Iterator[list[Point]]:
    """The corners of each stroke of a path, in the axes of the path; a curve counts as the way to its end."""
    count = pdfium.FPDFPath_CountSegments(item)
    allowance.take(objects=max(count, 0))
    outline: list[Point] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for number in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(item, number)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            if len(outline) > 1:
                yield outline
            outline = []
        outline.append((x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment):
            outline.append(outline[0])
    if len(outline) > 1:
        yield outline


def _clip(item: Any, allowance: Allowance) -> Box | None:
    """The box common to all the clips of an object."""
    path = pdfium.FPDFPageObj_GetClipPath(item)
    boxes = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for number in range(max(pdfium.FPDFClipPath_CountPaths(path), 0) if path else 0):
        points = []
        segments = max(pdfium.FPDFClipPath_CountPathSegments(path, number), 0)
        allowance.take(objects=segments)
        for index in range(segments):
            pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFClipPath_GetPathSegment(path, number, index), x, y)
            points.append((x.value, y.value))
        if points:
            xs, ys = [px for px, _ in points], [py for _, py in points]
            boxes.append((min(xs), min(ys), max(xs), max(ys)))
    if not boxes:
        return None
    lefts, lows, rights, highs = zip(*boxes, strict=True)
    (left, right), (low, high) = (max(lefts), min(rights)), (max(lows), min(highs))
    return ((left, low), (right, high)) if left < right and low < high else ((left, low), (left, low))
