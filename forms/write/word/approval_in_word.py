"""The first sheet of the copy for signing (签批单) in the Word file."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import accumulate

from docx.document import Document as WordFile

from forms.write.page.approval import BLANK_DAY, CAPTION_WIDTHS, CAPTIONS, SEAL, Approval
from forms.write.page.paper import MM, PORTRAIT
from forms.write.word import styles
from forms.write.word.elements import Box, Element, element, points, table, text_run, word_paragraph
from forms.write.word.styles import Sheet

_HEAD, _ROW = 10 * MM, 14 * MM
_SIZE = 12.0
_QR_SIDE = 36 * MM
_PADDING, _SIDE = 1.5, 3.0
_DOT = 12
"""So many dots make a square of the QR code: enough for any printer."""


def approval_sheet(file: WordFile, sheet: Sheet, approval: Approval) -> Iterator[Element]:
    """The paragraphs and the table of the sheet; the QR code becomes a picture of the file."""
    yield word_paragraph(styles.CONTENTS_TITLE.id, text_run("签　批　单"))
    below = element("spacing", after=points(10))
    yield word_paragraph(styles.TEXT.id, text_run(approval.statement), properties=[below])
    yield _signers(sheet, approval)
    for label, text in approval.approved:
        yield word_paragraph(styles.APPROVED.id, text_run(f"{label}：{text}"))
    yield word_paragraph(styles.SEAL.id, text_run(approval.unit), properties=[element("spacing", before=points(20))])
    for text in (SEAL, BLANK_DAY):
        yield word_paragraph(styles.SEAL.id, text_run(text))
    yield word_paragraph(styles.CODE.id, _qr(file, approval.qr), properties=[*_at_the_foot(), _as_high_as_needed()])
    for text in (approval.code_words, *approval.halves):
        yield word_paragraph(styles.CODE.id, text_run(text), properties=_at_the_foot())
    yield word_paragraph(styles.SEAM.id)


def _signers(sheet: Sheet, approval: Approval) -> Element:
    style = sheet.cell("center", _SIZE)
    rows = (CAPTIONS, *approval.signers)
    boxes = [Box(text, style, row, column) for row, texts in enumerate(rows) for column, text in enumerate(texts)]
    edges = tuple(accumulate((width * MM for width in CAPTION_WIDTHS), initial=PORTRAIT.left))
    heights = [_HEAD, *([_ROW] * len(approval.signers))]
    return table(boxes, edges, heights, heads=1, left=PORTRAIT.left, padding=_PADDING, side=_SIDE)


def _at_the_foot() -> list[Element]:
    """Paragraphs with the same frame stand in it together: at the left of the foot, beside the place of the seal."""
    frame = {"w": points(_QR_SIDE * 2), "hSpace": 180, "wrap": "around", "vAnchor": "margin", "hAnchor": "margin"}
    return [element("framePr", **frame, xAlign="left", yAlign="bottom")]


def _as_high_as_needed() -> Element:
    return element("spacing", line=240, lineRule="auto")


def _qr(file: WordFile, text: str) -> Element:
    """The code as a picture, its quiet zone of four squares included."""
    import segno

    picture = BytesIO()
    segno.make_qr(text, error="m", encoding="utf-8").save(picture, kind="png", scale=_DOT, border=4)
    picture.seek(0)
    side = round(_QR_SIDE * 12700)  # what Word counts drawings in
    drawing = file.part.new_pic_inline(picture, side, side)
    drawing.docPr.set("descr", "核对码的二维码")
    return element("r", element("drawing", drawing))
