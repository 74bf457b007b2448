"""The packet as a PDF: cover, contents, every table from a new page on, and the page for signatures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from forms.document import Document
from forms.write import fonts
from forms.write.layout import Picture, digest, pictures
from forms.write.pdf_pages import document_title, draw_approval, draw_contents, draw_cover
from forms.write.pdf_table import TypedTable, page_frame, typeset
from forms.write.pdf_type import MM, PORTRAIT, Frame, Pen
from models.records import Head

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

PROGRAM = "部门预算信息公开填报程序"
_CONTENTS = "目录"
_APPROVAL = "签批页"


@dataclass(frozen=True, slots=True)
class _Page:
    """One page to come. `entry` is its line in the outline; blank on the further pages of a table."""

    frame: Frame
    draw: Callable[[Pen], None]
    entry: str = ""
    bookmark: str = ""


def write_pdf(document: Document, path: Path, *, made: date, draft: bool = False, signed: bool = False) -> int:
    """Write the packet to `path` and return its number of pages, the cover included.

    `made` is the day of making; the same disclosure and day give the same bytes. `draft` lays 草稿 behind every
    page; `signed` marks every foot with disclosure, page and a digest of the tables, so that a signed sheet can be
    held against the data. The cover has no number, the contents are page 1. Raises Trouble when a font is damaged,
    OSError when the file cannot be written.
    """
    from reportlab.pdfgen.canvas import Canvas

    fonts.load("song", "title", "hei")
    # A Canvas starts every page with its initial font: without one of ours an unembedded Helvetica would be listed.
    song = fonts.face("song")
    canvas = Canvas(str(path), PORTRAIT.sheet, invariant=1, initialFontName=song, lang="zh-CN", pdfVersion=(1, 4))
    _describe(canvas, document, made)
    printed = pictures(document)
    pages = _pages(document.head, printed, made, draft)
    foot = f"编号 {document.head.id}　校验码 {digest(printed)}" if signed else ""
    for number, page in enumerate(pages):
        _draw(canvas, page, number, len(pages) - 1, foot, draft)
    canvas.save()
    return len(pages)


def _describe(canvas: Canvas, document: Document, made: date) -> None:
    canvas.setTitle(document.head.unit.name + document_title(document.head))
    canvas.setAuthor(document.head.unit.name)
    canvas.setSubject("")
    canvas.setCreator(PROGRAM)
    canvas.setProducer(PROGRAM)
    canvas.setDateFormatter(lambda *_: f"D:{made:%Y%m%d}000000+08'00'")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.showOutline()
    canvas.addPageLabel(0, prefix="封面")
    canvas.addPageLabel(1, style="ARABIC", start=1)


def _pages(head: Head, printed: Sequence[Picture], made: date, draft: bool) -> Sequence[_Page]:
    inner = [
        _Page(page_frame(table.picture), partial(table.draw, page=page), *(_entry(table) if page == 0 else ()))
        for table in map(typeset, printed)
        for page in range(len(table.pages))
    ]
    inner.append(_Page(PORTRAIT, partial(draw_approval, head=head), _APPROVAL, "approval"))
    entries = [(page.entry, page.bookmark, number) for number, page in enumerate(inner, start=2) if page.entry]
    return (
        _Page(PORTRAIT, partial(draw_cover, head=head, made=made, draft=draft), "封面", "cover"),
        _Page(PORTRAIT, partial(draw_contents, entries=entries), _CONTENTS, "contents"),
        *inner,
    )


def _entry(table: TypedTable) -> tuple[str, str]:
    return table.picture.title, table.picture.id


def _draw(canvas: Canvas, page: _Page, number: int, last: int, foot: str, draft: bool) -> None:
    canvas.setPageSize(page.frame.sheet)
    if page.entry:
        canvas.bookmarkPage(page.bookmark)
        canvas.addOutlineEntry(page.entry, page.bookmark)
    if draft:
        _watermark(canvas, page.frame)
    pen = Pen(canvas)
    page.draw(pen)
    if number:
        _number(pen, page.frame, number)
    if foot:
        place = f"第 {number} 页 共 {last} 页" if number else f"封面 共 {last} 页"
        pen.write(page.frame.centre, page.frame.bottom - 17 * MM, f"{foot}　{place}", "song", 7.5, "centre")
    pen.finish()
    canvas.showPage()


def _number(pen: Pen, frame: Frame, number: int) -> None:
    """GB/T 9704: 四号, between dashes, 7 mm under the text, one character in from the outer edge of the sheet."""
    text, y = f"— {number} —", frame.bottom - 7 * MM - 14 * 0.75
    if number % 2:
        pen.write(frame.right - 14, y, text, "song", 14, "right")
    else:
        pen.write(frame.left + 14, y, text, "song", 14)


def _watermark(canvas: Canvas, frame: Frame) -> None:
    """A light 草稿 across the sheet; what is drawn later stands upon it."""
    canvas.saveState()
    canvas.setFillGray(0.93)
    canvas.translate(frame.sheet[0] / 2, frame.sheet[1] / 2)
    canvas.rotate(45)
    canvas.setFont(fonts.face("title"), 160)
    canvas.drawCentredString(0, -60, "草　稿")
    canvas.restoreState()
