"""The last sheet of the copy for signing (送签版): one page of 检查报告, with the verdict, the numbers and the 说明."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from forms.check.readiness import Readiness
from forms.document.document import Document
from forms.document.finding import LEVEL_WORDS
from forms.signing.state_name import state_of
from forms.write.page.closing import (
    CAPTION_WIDTHS,
    CAPTIONS,
    FACT_WIDTHS,
    HEADINGS,
    SIGNATURES,
    SPACED_TITLE,
    TITLE,
    Closing,
)
from forms.write.page.paper import MM, PORTRAIT
from forms.write.pdf.flow_pages import ContentsEntry, PdfPage
from forms.write.pdf.plain_grid import Texts, draw_grid, row_height
from forms.write.pdf.type import Pen
from forms.write.reports.verdict import checked_by, verdict

_WORST = 5
"""So many of the findings without an answer are named here."""
_TITLE, _HEADING, _FACTS, _ROWS = 22.0, 14.0, 10.5, 9.0
"""The sizes of type."""
_FACT_WIDTHS = tuple(width * MM for width in FACT_WIDTHS)
_ROW_WIDTHS = tuple(width * MM for width in CAPTION_WIDTHS)
_FOOT = 4 * 22.0
"""Room for a line about what is left and for the signatures."""


def closing_of(document: Document, found: Readiness) -> Closing:
    """The sheet: what is wrong, the worst first, then every warning with the words that answer it."""
    facts = (*verdict(document, found, state_of(document)), checked_by())
    return Closing(facts, tuple(_rows(found)), len(found.faults) + len(found.waived))


def report_page(closing: Closing) -> PdfPage:
    """The page. What it has no room for is counted, and stands in the report that is exported by itself."""
    return PdfPage(PORTRAIT, partial(_draw, closing=closing), (ContentsEntry(TITLE, "report", PORTRAIT.top),))


def _draw(pen: Pen, closing: Closing) -> None:
    frame = PORTRAIT
    pen.block(frame.centre, frame.top - 22, (SPACED_TITLE,), "title", _TITLE, "center")
    top = _head(pen, frame.top - 66, HEADINGS[0])
    top = draw_grid(pen, frame.left, top, _FACT_WIDTHS, closing.facts, _FACTS, centred=1)
    top = _head(pen, top - 28, HEADINGS[1])
    shown = list(_fitting(closing.rows, top - frame.bottom - _FOOT))
    if shown:
        top = draw_grid(pen, frame.left, top, _ROW_WIDTHS, [CAPTIONS, *shown], _ROWS, centred=2)
    pen.write(frame.left, top - 18, closing.rest(len(shown)), "song", _FACTS)
    for number, text in enumerate(reversed(SIGNATURES)):
        pen.write(frame.left, frame.bottom + 22 * number, text, "song", _FACTS)


def _head(pen: Pen, y: float, text: str) -> float:
    """A heading; returns where what belongs to it begins."""
    pen.write(PORTRAIT.left, y, text, "hei", _HEADING)
    return y - 10


def _rows(found: Readiness) -> Iterator[tuple[str, ...]]:
    for finding in found.faults[:_WORST]:
        yield finding.rule, LEVEL_WORDS[finding.level], finding.sentence, ""
    for one in found.waived:
        yield one.finding.rule, LEVEL_WORDS[one.finding.level], one.finding.sentence, one.words


def _fitting(rows: Sequence[Texts], room: float) -> Iterator[Texts]:
    """The rows that have room below the captions."""
    room -= row_height(CAPTIONS, _ROW_WIDTHS, _ROWS)
    for texts in rows:
        room -= row_height(texts, _ROW_WIDTHS, _ROWS)
        if room < 0:
            return
        yield texts
