"""The packet as a PDF: cover, contents, tables, text with goal tables, and the page for signatures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from forms.document.document import Document
from forms.form.version import PROGRAM
from forms.write.page import fonts
from forms.write.page.flow import Part, flow
from forms.write.page.folders import document_title
from forms.write.page.layout import digest
from forms.write.page.paper import MM, PORTRAIT, Frame
from forms.write.pdf.flow_pages import ContentsEntry, PdfPage, flowing_pages
from forms.write.pdf.front_pages import contents_pages, draw_approval, draw_contents, draw_cover
from forms.write.pdf.type import Pen

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

CONTENTS = "目录"
_APPROVAL = "签批页"
_ABOVE = 20.0


def write_pdf(document: Document, path: Path, *, made: date, draft: bool = False, signed: bool = False) -> int:
    """Write the packet to `path` and return its number of pages, the cover included.

    `made` is the day of making; the same disclosure and day give the same bytes. `draft` lays 草稿 behind every
    page; `signed` marks every foot with disclosure, page and a digest of all that is printed, so that a signed
    sheet can be held against the data. The cover has no number, the contents begin with page 1. Raises Trouble
    when a font is damaged, OSError when the file cannot be written.
    """
    parts = flow(document)
    mark = digest(parts)
    head = document.head
    canvas = begin(path, head.unit.name + document_title(document), head.unit.name, mark, made)
    canvas.addPageLabel(0, prefix="封面")
    canvas.addPageLabel(1, style="ARABIC", start=1)
    pages = _pages(document, parts, made, draft)
    foot = f"编号 {head.id}　校验码 {mark}" if signed else ""
    for number, page in enumerate(pages):
        draw_page(canvas, page, number, len(pages) - 1, foot, draft)
    canvas.save()
    return len(pages)


def begin(path: Path, title: str, author: str, mark: str, made: date) -> Canvas:
    """An empty PDF with our faces and with these properties; `mark` is the digest of what is printed."""
    from reportlab.pdfgen.canvas import Canvas

    fonts.load("song", "title", "hei")
    # A Canvas starts every page with its initial font: without one of ours an unembedded Helvetica would be listed.
    song = fonts.face("song")
    canvas = Canvas(str(path), PORTRAIT.sheet, invariant=1, initialFontName=song, lang="zh-CN", pdfVersion=(1, 4))
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.setSubject("")
    canvas.setKeywords(mark)
    canvas.setCreator(PROGRAM)
    canvas.setProducer(PROGRAM)
    canvas.setDateFormatter(lambda *_: f"D:{made:%Y%m%d}000000+08'00'")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.showOutline()
    return canvas


def _pages(document: Document, parts: Sequence[Part], made: date, draft: bool) -> Sequence[PdfPage]:
    """All pages. The contents come before what they tell of, so their length is settled first."""
    head, title = document.head, document_title(document)
    approval = PdfPage(
        PORTRAIT, partial(draw_approval, head=head, title=title), (ContentsEntry(_APPROVAL, "approval", PORTRAIT.top),)
    )
    inner = [*flowing_pages(parts), approval]
    contents = contents_pages([entry for page in inner for entry in page.entries])
    numbers = {e.bookmark: n for n, page in enumerate(inner, start=1 + len(contents)) for e in page.entries}
    own = (ContentsEntry(CONTENTS, "contents", PORTRAIT.top),)
    return (
        PdfPage(
            PORTRAIT,
            partial(draw_cover, head=head, cover=title, made=made, draft=draft),
            (ContentsEntry("封面", "cover", PORTRAIT.top),),
        ),
        *(
            PdfPage(PORTRAIT, partial(draw_contents, entries=entries, numbers=numbers, first=not n), () if n else own)
            for n, entries in enumerate(contents)
        ),
        *inner,
    )


def draw_page(canvas: Canvas, page: PdfPage, number: int, last: int, foot: str, draft: bool) -> None:
    """One page with its number, but for page 0; `foot` marks the copy for signing, `draft` lays 草稿 behind."""
    canvas.setPageSize(page.frame.sheet)
    for entry in page.entries:
        # A little above the text itself, which else would stand at the very edge of the window.
        canvas.bookmarkPage(entry.bookmark, fit="XYZ", left=0, top=entry.top + _ABOVE)
        canvas.addOutlineEntry(entry.text, entry.bookmark, entry.level)
    if draft:
        _watermark(canvas, page.frame)
    pen = Pen(canvas)
    page.draw(pen)
    pen.finish()
    _stand_up(canvas, page.frame)
    pen = Pen(canvas)
    if number:
        _number(pen, number)
    if foot:
        place = f"第 {number} 页 共 {last} 页" if number else f"封面 共 {last} 页"
        pen.write(PORTRAIT.centre, PORTRAIT.bottom - 17 * MM, f"{foot}　{place}", "song", 7.5, "center")
    pen.finish()
    canvas.showPage()


def _stand_up(canvas: Canvas, frame: Frame) -> None:
    """Draw on from here as on an upright sheet: a lying page is one that was turned to the left.

    GB/T 9704: its head lies at the binding edge of odd pages and at the outer edge of even ones, which is the left
    edge of both; the page number stands at the same place of the sheet as on any other page.
    """
    if frame.sheet != PORTRAIT.sheet:
        canvas.translate(0, frame.sheet[1])
        canvas.rotate(-90)


def _number(pen: Pen, number: int) -> None:
    """GB/T 9704: 四号, between dashes, 7 mm under the text, one character in from the outer edge of the sheet."""
    text, y = f"— {number} —", PORTRAIT.bottom - 7 * MM - 14 * 0.75
    if number % 2:
        pen.write(PORTRAIT.right - 14, y, text, "song", 14, "right")
    else:
        pen.write(PORTRAIT.left + 14, y, text, "song", 14)


def _watermark(canvas: Canvas, frame: Frame) -> None:
    """A light 草稿 across the sheet; what is drawn later stands upon it."""
    canvas.saveState()
    canvas.setFillGray(0.93)
    canvas.translate(frame.sheet[0] / 2, frame.sheet[1] / 2)
    canvas.rotate(45)
    canvas.setFont(fonts.face("title"), 160)
    canvas.drawCentredString(0, -60, "草　稿")
    canvas.restoreState()
