"""The first sheet of the copy for signing (签批单): who made, checked and approved it, seal and state."""

from __future__ import annotations

from itertools import accumulate, pairwise

from forms.write.page.approval import BLANK_DAY, CAPTION_WIDTHS, CAPTIONS, SEAL, Approval
from forms.write.page.paper import MM, PORTRAIT
from forms.write.pdf.outlines import draw_qr
from forms.write.pdf.type import LEADING, Lines, Pen, width, wrap, wrap_evenly

_EDGES = tuple(accumulate(CAPTION_WIDTHS, initial=0.0))
_HEAD, _ROW = 10 * MM, 14 * MM
_BODY, _SMALL, _SMALLEST = 14.0, 9.0, 7.0
_INSET = 1.5 * MM
_SIDE = 38 * MM
_QUIET = 2 * MM
"""So far the white edge of the QR code reaches into the margin, that its squares stand in line with the text."""


def draw_approval(pen: Pen, approval: Approval) -> None:
    """The whole sheet."""
    frame = PORTRAIT
    pen.block(frame.centre, frame.top - 22, ("签　批　单",), "title", 22, "center")
    lines = wrap(f"　　{approval.statement}", "fang", _BODY, frame.width)
    height = len(lines) * _BODY * LEADING
    pen.block(frame.left, frame.top - 58 - height / 2, lines, "fang", _BODY, "left")
    bottom = _draw_signers(pen, approval, frame.top - 58 - height - 16)
    for label, text in approval.approved:
        bottom -= 26
        pen.write(frame.left, bottom, f"{label}：{text}", "song", _BODY)
    _draw_name(pen, approval)
    _draw_seal_place(pen, approval.unit)


def _draw_signers(pen: Pen, approval: Approval, top: float) -> float:
    """The table of names, days and remarks, with room to sign; returns where it ends."""
    edges = [PORTRAIT.left + edge * MM for edge in _EDGES]
    levels = [top, *(top - _HEAD - _ROW * row for row in range(len(approval.signers) + 1))]
    rows = [CAPTIONS, *approval.signers]
    for texts, (upper, lower) in zip(rows, pairwise(levels), strict=True):
        for text, (left, right) in zip(texts, pairwise(edges), strict=True):
            _draw_cell(pen, text, (left + right) / 2, (upper + lower) / 2, right - left, upper - lower)
    pen.rules([(edges[0], level, edges[-1], level) for level in levels])
    pen.rules([(edge, levels[0], edge, levels[-1]) for edge in edges])
    return levels[-1]


def _draw_cell(pen: Pen, text: str, x: float, middle: float, wide: float, high: float) -> None:
    """A text in the middle of its cell, as large as it fits."""
    size, lines = _fitted(text, wide - 2 * _INSET, high - _INSET)
    pen.block(x, middle, lines, "song", size, "center")


def _fitted(text: str, wide: float, high: float) -> tuple[float, Lines]:
    size = _BODY
    lines = wrap_evenly(text, "song", size, wide)
    while size > _SMALLEST and ((len(lines) > 1 and size > 12) or len(lines) * size * LEADING > high):
        size -= 0.5
        lines = wrap_evenly(text, "song", size, wide)
    return size, lines


def _draw_name(pen: Pen, approval: Approval) -> None:
    """The QR code, and beside the lower edge what people can read of it."""
    frame = PORTRAIT
    draw_qr(pen.canvas, frame.left - _QUIET, frame.bottom + 22, _SIDE, approval.qr)
    pen.write(frame.left, frame.bottom + 14, approval.code_words, "song", _SMALL)
    for row, part in enumerate(approval.halves):
        pen.write(frame.left, frame.bottom + 4 - 8 * row, part, "song", _SMALLEST - 1)


def _draw_seal_place(pen: Pen, unit_name: str) -> None:
    """Unit and date, upon which the seal is put; nothing else stands within its reach."""
    frame = PORTRAIT
    unit = wrap_evenly(unit_name, "song", _BODY, 84 * MM)
    half = max((width(line, "song", _BODY) for line in (*unit, BLANK_DAY)), default=0) / 2
    x = min(frame.right - 32 * MM, frame.right - half)
    y = frame.bottom + 10 * MM
    for lines in ((BLANK_DAY,), (SEAL,), unit):
        height = len(lines) * _BODY * LEADING
        pen.block(x, y + height / 2, lines, "song", _BODY, "center")
        y += height + 8
