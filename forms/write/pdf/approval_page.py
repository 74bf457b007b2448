"""The first sheet of the copy for signing (签批单): who made, checked and approved it, seal and state."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from forms.document.document import Document
from forms.signing.dates import day_words, read_day
from forms.signing.state_name import StateName
from forms.write.page.folders import document_title
from forms.write.page.paper import MM, PORTRAIT
from forms.write.pdf.outlines import draw_qr
from forms.write.pdf.type import LEADING, Lines, Pen, width, wrap, wrap_evenly

TITLE = "签批单"
SIGNERS = ("maker", "reviewer", "finance", "leader", "secrecy_reviewer")
"""The fields of the profile that name them, in the order in which they sign."""
_SECRECY = "secrecy"
_CAPTIONS = ("职责", "姓名", "签字", "日期", "备注")
_EDGES = (0.0, 26.0, 48.0, 82.0, 126.0, 156.0)  # mm
_HEAD, _ROW = 10 * MM, 14 * MM
_BODY, _SMALL, _SMALLEST = 14.0, 9.0, 7.0
_INSET = 1.5 * MM
_BLANK_DAY = "　　年　　月　　日"
_SIDE = 38 * MM
_QUIET = 2 * MM
"""So far the white edge of the QR code reaches into the margin, that its squares stand in line with the text."""
_PASSED = {"同意公开": "，已通过保密审查，同意公开", "隐去涉密内容后公开": "，已通过保密审查，隐去涉密内容后公开"}
"""What the sheet states of the review for secrecy, by its recorded result; of any other it states nothing."""


def draw_approval(pen: Pen, document: Document, name: StateName) -> None:
    """The whole sheet. What the record of the signing holds is printed, what it lacks is left free; a seal never is."""
    frame = PORTRAIT
    pen.block(frame.centre, frame.top - 22, ("签　批　单",), "title", 22, "center")
    lines = wrap(_statement(document), "fang", _BODY, frame.width)
    height = len(lines) * _BODY * LEADING
    pen.block(frame.left, frame.top - 58 - height / 2, lines, "fang", _BODY, "left")
    bottom = _draw_signers(pen, document, frame.top - 58 - height - 16)
    for label, text in _approval(document):
        bottom -= 26
        pen.write(frame.left, bottom, f"{label}：{text}", "song", _BODY)
    _draw_name(pen, document, name)
    _draw_seal_place(pen, document)


def qr_text(document: Document, name: StateName) -> str:
    """What the QR code holds: unit, year, the code, and the whole SHA-256 of the state."""
    head = document.head
    return f"{head.unit.name}\n{head.year}年{head.kind}预算\n核对码 {name.code}\nSHA-256 {name.sha256}"


def _statement(document: Document) -> str:
    record = {field: document.profile(field) for field in ("secrecy_reviewer", "secrecy_date", "secrecy_result")}
    passed = _PASSED.get(record["secrecy_result"], "") if all(record.values()) else ""
    title = document.head.unit.name + document_title(document)
    return f"　　《{title}》已按规定编制、复核，内容真实、准确、完整{passed}。"


def _approval(document: Document) -> Iterator[tuple[str, str]]:
    fields = document.edition.profile
    yield fields["approval"].label, document.profile("approval")
    yield fields["approved"].label, _day(document.profile("approved"))


def _day(text: str) -> str:
    """A day as official papers write it; what cannot be read as one stands as it was typed."""
    day = read_day(text)
    return day_words(day) if day else text or _BLANK_DAY


def _draw_signers(pen: Pen, document: Document, top: float) -> float:
    """The table of names, days and remarks, with room to sign; returns where it ends."""
    edges = [PORTRAIT.left + edge * MM for edge in _EDGES]
    levels = [top, *(top - _HEAD - _ROW * row for row in range(len(SIGNERS) + 1))]
    rows = [_CAPTIONS, *(_signer(document, field) for field in SIGNERS)]
    for texts, (upper, lower) in zip(rows, pairwise(levels), strict=True):
        for text, (left, right) in zip(texts, pairwise(edges), strict=True):
            _draw_cell(pen, text, (left + right) / 2, (upper + lower) / 2, right - left, upper - lower)
    pen.rules([(edges[0], level, edges[-1], level) for level in levels])
    pen.rules([(edge, levels[0], edge, levels[-1]) for edge in edges])
    return levels[-1]


def _signer(document: Document, field: str) -> tuple[str, ...]:
    """Duty, name, the place to sign, day, remark; the record of the review is kept under a name of its own."""
    record = _SECRECY if field.startswith(_SECRECY) else field
    day = _day(document.profile(f"{record}_date"))
    return document.edition.profile[field].label, document.profile(field), "", day, document.profile(f"{record}_remark")


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


def _draw_name(pen: Pen, document: Document, name: StateName) -> None:
    """The QR code, and beside the lower edge what people can read of it."""
    frame = PORTRAIT
    draw_qr(pen.canvas, frame.left - _QUIET, frame.bottom + 22, _SIDE, qr_text(document, name))
    pen.write(frame.left, frame.bottom + 14, f"核对码 {name.code}", "song", _SMALL)
    for row, part in enumerate((name.sha256[:32], name.sha256[32:])):
        pen.write(frame.left, frame.bottom + 4 - 8 * row, part, "song", _SMALLEST - 1)


def _draw_seal_place(pen: Pen, document: Document) -> None:
    """Unit and date, upon which the seal is put; nothing else stands within its reach."""
    frame = PORTRAIT
    unit = wrap_evenly(document.head.unit.name, "song", _BODY, 84 * MM)
    half = max((width(line, "song", _BODY) for line in (*unit, _BLANK_DAY)), default=0) / 2
    x = min(frame.right - 32 * MM, frame.right - half)
    y = frame.bottom + 10 * MM
    for lines in ((_BLANK_DAY,), ("（盖章处）",), unit):
        height = len(lines) * _BODY * LEADING
        pen.block(x, y + height / 2, lines, "song", _BODY, "center")
        y += height + 8
