"""The last sheet of the copy for signing (送签版): one page of 检查报告, with the verdict, the numbers and the 说明."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from forms.check.readiness import Readiness
from forms.document.document import Document
from forms.document.finding import LEVEL_WORDS
from forms.signing.state_name import state_of
from forms.write.page.paper import MM, PORTRAIT
from forms.write.pdf.flow_pages import ContentsEntry, PdfPage
from forms.write.pdf.plain_grid import Texts, draw_grid, row_height
from forms.write.pdf.type import Pen
from forms.write.reports.verdict import checked_by, verdict

TITLE = "检查报告"
_WORST = 5
"""So many of the findings that stand against 定稿 are named here."""
_TITLE, _HEADING, _FACTS, _ROWS = 22.0, 14.0, 10.5, 9.0
"""The sizes of type."""
_FACT_WIDTHS = (30 * MM, 126 * MM)
_ROW_WIDTHS = (14 * MM, 14 * MM, 78 * MM, 50 * MM)
_CAPTIONS = ("规则", "级别", "问题", "说明")
_SIGNATURES = ("检查人（签字）：", "复核人（签字）：", "日期：")
_FOOT = 4 * 22.0
"""Room for a line about what is left and for the signatures."""


def report_page(document: Document, found: Readiness) -> PdfPage:
    """The page. What it has no room for is counted, and stands in the report that is exported by itself."""
    draw = partial(_draw, document=document, found=found)
    return PdfPage(PORTRAIT, draw, (ContentsEntry(TITLE, "report", PORTRAIT.top),))


def _draw(pen: Pen, document: Document, found: Readiness) -> None:
    frame = PORTRAIT
    pen.block(frame.centre, frame.top - 22, ("检　查　报　告",), "title", _TITLE, "center")
    top = _head(pen, frame.top - 66, "一、结论")
    facts = [*verdict(document, found, state_of(document)), checked_by()]
    top = draw_grid(pen, frame.left, top, _FACT_WIDTHS, facts, _FACTS, centred=1)
    top = _head(pen, top - 28, "二、没有改正的问题和已写的说明")
    rows = list(_rows(found))
    shown = list(_fitting(rows, top - frame.bottom - _FOOT))
    if shown:
        top = draw_grid(pen, frame.left, top, _ROW_WIDTHS, [_CAPTIONS, *shown], _ROWS, centred=2)
    pen.write(frame.left, top - 18, _rest(found, len(shown)), "song", _FACTS)
    for number, text in enumerate(reversed(_SIGNATURES)):
        pen.write(frame.left, frame.bottom + 22 * number, text, "song", _FACTS)


def _head(pen: Pen, y: float, text: str) -> float:
    """A heading; returns where what belongs to it begins."""
    pen.write(PORTRAIT.left, y, text, "hei", _HEADING)
    return y - 10


def _rows(found: Readiness) -> Iterator[Texts]:
    """What stands against 定稿, the worst first, then every warning with the words that answer it."""
    for finding in found.hindering[:_WORST]:
        yield finding.rule, LEVEL_WORDS[finding.level], finding.sentence, ""
    for one in found.waived:
        yield one.finding.rule, LEVEL_WORDS[one.finding.level], one.finding.sentence, one.words


def _fitting(rows: Sequence[Texts], room: float) -> Iterator[Texts]:
    """The rows that have room below the captions."""
    room -= row_height(_CAPTIONS, _ROW_WIDTHS, _ROWS)
    for texts in rows:
        room -= row_height(texts, _ROW_WIDTHS, _ROWS)
        if room < 0:
            return
        yield texts


def _rest(found: Readiness, shown: int) -> str:
    total = len(found.hindering) + len(found.waived)
    if not total:
        return "没有要改正的问题，也没有要写说明的警告。"
    return f"另有{total - shown}条，见单独导出的检查报告。" if total > shown else ""
