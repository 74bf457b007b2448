"""The last sheet of the copy for signing (检查报告) in the Word file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from forms.write.page.closing import FACT_WIDTHS, HEADINGS, SIGNATURES, SPACED_TITLE, Closing
from forms.write.page.paper import MM, PORTRAIT
from forms.write.word import styles
from forms.write.word.elements import Box, Element, element, points, table, text_run, word_paragraph
from forms.write.word.styles import Align, Sheet

_FACTS, _ROWS = 10.5, 9.0
"""The sizes of type."""
_PADDING, _SIDE = 1.5, 3.0


def closing_sheet(sheet: Sheet, closing: Closing) -> Iterator[Element]:
    """The paragraphs and tables of the sheet; warnings with long words may take a second one."""
    verdict, found = HEADINGS
    yield word_paragraph(styles.CONTENTS_TITLE.id, text_run(SPACED_TITLE))
    yield word_paragraph(styles.CLOSING_HEADING.id, text_run(verdict))
    yield _grid(sheet, FACT_WIDTHS, closing.facts, _FACTS, centred=1)
    yield word_paragraph(styles.CLOSING_HEADING.id, text_run(found))
    if closing.rows:
        yield _grid(sheet, closing.widths, (closing.captions, *closing.rows), _ROWS, centred=2, heads=1)
    rest = closing.rest(len(closing.rows))
    below = element("spacing", before=points(10), after=points(20))
    for text in (rest, *SIGNATURES):
        yield word_paragraph(styles.CLOSING_LINE.id, text_run(text), properties=[below] if text == rest else [])


def _grid(
    sheet: Sheet, widths: Sequence[float], rows: Sequence[Sequence[str]], size: float, *, centred: int, heads: int = 0
) -> Element:
    """Rows in columns of these widths in millimetres, the first `centred` of them centred."""
    aligns: list[Align] = ["center" if column < centred else "left" for column in range(len(widths))]
    boxes = [
        Box(text, sheet.cell(aligns[column], size), row, column)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    ]
    edges = tuple(accumulate((width * MM for width in widths), initial=PORTRAIT.left))
    return table(boxes, edges, [0.0] * len(rows), heads=heads, left=PORTRAIT.left, padding=_PADDING, side=_SIDE)
