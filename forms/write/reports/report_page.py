"""The last sheet of the copy for signing (送签版): one page of 检查报告, with the verdict, the numbers and the 说明."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from forms.check.readiness import Readiness
from forms.document.document import Document
from forms.document.finding import LEVEL_WORDS
from forms.signing.state_name import state_of
from forms.write.page.closing import (
    FACT_WIDTHS,
    HEADINGS,
    SIGNATURES,
    SPACED_TITLE,
    TITLE,
    Closing,
    closing,
)
from forms.write.page.paper import MM, PORTRAIT
from forms.write.pdf.flow_pages import ContentsEntry, PdfPage
from forms.write.pdf.plain_grid import Texts, draw_grid, row_height
from forms.write.pdf.type import Pen
from forms.write.reports.told_once import told_once, worst
from forms.write.reports.verdict import checked_by, verdict

_WORST = 5
"""So many of the findings without an answer are named here."""
_TITLE, _HEADING, _FACTS, _ROWS = 22.0, 14.0, 10.5, 9.0
"""The sizes of type."""
_FACT_WIDTHS = tuple(width * MM for width in FACT_WIDTHS)
_FOOT = 4 * 22.0
"""Room for a line about what is left and for the signatures."""


def closing_of(document: Document, found: Readiness) -> Closing:
    """The sheet: what is wrong, the worst first, then every warning with the words that answer it."""
    facts = (*verdict(document, found, state_of(document)), checked_by())
    told = told_once(found.faults, found.waived)
    shown = [*worst((one for one in told if not one.words), _WORST), *(one for one in told if one.words)]
    rows = [(one.first.rule, LEVEL_WORDS[one.first.level], one.sentence, one.words) for one in shown]
    return closing(facts, rows, [len(one.findings) for one in shown], sum(len(one.findings) for one in told))


def report_page(sheet: Closing) -> PdfPage:
    """The page. What it has no room for is counted, and stands in the report that is exported by itself."""
    return PdfPage(PORTRAIT, partial(_draw, sheet=sheet), (ContentsEntry(TITLE, "report", PORTRAIT.top),))


def _draw(pen: Pen, sheet: Closing) -> None:
    frame = PORTRAIT
    pen.block(frame.centre, frame.top - 22, (SPACED_TITLE,), "title", _TITLE, "center")
    top = _head(pen, frame.top - 66, HEADINGS[0])
    top = draw_grid(pen, frame.left, top, _FACT_WIDTHS, sheet.facts, _FACTS, centred=1)
    top = _head(pen, top - 28, HEADINGS[1])
    widths = [width * MM for width in sheet.widths]
    head, *shown = _fitting([sheet.captions, *sheet.rows], widths, top - frame.bottom - _FOOT)
    if shown:
        top = draw_grid(pen, frame.left, top, widths, [head, *shown], _ROWS, centred=2)
    pen.write(frame.left, top - 18, sheet.rest(len(shown)), "song", _FACTS)
    for number, text in enumerate(reversed(SIGNATURES)):
        pen.write(frame.left, frame.bottom + 22 * number, text, "song", _FACTS)


def _head(pen: Pen, y: float, text: str) -> float:
    """A heading; returns where what belongs to it begins."""
    pen.write(PORTRAIT.left, y, text, "hei", _HEADING)
    return y - 10


def _fitting(rows: Sequence[Texts], widths: Sequence[float], room: float) -> Iterator[Texts]:
    """The rows that have room, from the captions down."""
    for texts in rows:
        room -= row_height(texts, widths, _ROWS)
        if room < 0:
            return
        yield texts
