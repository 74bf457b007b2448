"""The two products as PDF: cover, contents, tables, text with goal tables; with the sheets of the copy for signing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from forms.document.document import Document
from forms.form.version import PROGRAM
from forms.signing.state_name import state_of
from forms.write.page import fonts
from forms.write.page.approval import TITLE as APPROVAL
from forms.write.page.approval import approval_of
from forms.write.page.folders import document_title
from forms.write.page.paper import MM, PORTRAIT, Frame
from forms.write.page.products import Product, mark_of, moment_of, month_words
from forms.write.pdf.approval_page import draw_approval
from forms.write.pdf.archival import Properties, make_archival
from forms.write.pdf.flow_pages import ContentsEntry, PdfPage, printed_pages
from forms.write.pdf.front_pages import contents_pages, draw_contents, draw_cover
from forms.write.pdf.outlines import draw_mark
from forms.write.pdf.type import Pen

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

CONTENTS = "目录"
COVER = "封面"
_APPROVAL = ContentsEntry(APPROVAL, "approval", PORTRAIT.top)
_ABOVE = 20.0


def write_pdf(document: Document, path: Path, product: Product = Product.PUBLIC, behind: Sequence[PdfPage] = ()) -> int:
    """Write one of the two products to `path` and return its number of pages, the cover included.

    Both hold the same pages: the cover has no number, the contents begin with page 1. The copy for signing (送签版) has
    the 签批单 in front and the pages `behind`, and on each foot the code of the state and which page of how many it is.
    The same state gives the same bytes. Raises Trouble when a font is damaged, OSError when the file cannot be written.
    """
    name, mark = state_of(document), mark_of(document, product)
    fonts.load("song", "title", "hei")
    canvas = _begun(document, path)
    pages = [(page, number) for number, page in enumerate(_pages(document, mark))]
    if product is Product.SIGNING:
        pages = [(_approval(document), 0), *pages, *((page, 0) for page in behind)]
    _label(canvas, pages)
    for place, (page, number) in enumerate(pages, start=1):
        foot = f"核对码 {name.code}　第 {place} 页 共 {len(pages)} 页" if product is Product.SIGNING else ""
        draw_page(canvas, page, number, foot, mark)
    canvas.save()
    return len(pages)


def write_first_page(document: Document, path: Path, product: Product) -> None:
    """Write the first page of a product alone, for whoever waits for the others; its foot does not count them.

    Raises Trouble when a font is damaged, OSError when the file cannot be written.
    """
    mark = mark_of(document, product)
    fonts.load("song", "title")
    canvas = _begun(document, path)
    draw_page(canvas, _approval(document) if product is Product.SIGNING else _cover(document, mark), 0, "", mark)
    canvas.save()


def _begun(document: Document, path: Path) -> Canvas:
    """The empty PDF of a document."""
    title, unit = document.head.unit.name + document_title(document), document.head.unit.name
    return begin(path, title, unit, state_of(document).sha256, moment_of(document).date())


def _label(canvas: Canvas, pages: Sequence[tuple[PdfPage, int]]) -> None:
    """What a reader shows as the number of each page: what is printed on it, or what the page is."""
    before = 0
    for place, (page, number) in enumerate(pages):
        if not number:
            canvas.addPageLabel(place, prefix=page.entries[0].text if page.entries else "")
        elif not before:
            canvas.addPageLabel(place, style="ARABIC", start=number)
        before = number


def begin(path: Path, title: str, author: str, mark: str, made: date) -> Canvas:
    """An empty PDF for the archive (PDF/A-2u) with these properties; `mark` is the digest of what it
    was made from."""
    from reportlab import rl_config
    from reportlab.pdfgen.canvas import Canvas

    # Compressed pages written as text again would be a quarter larger, and take a tenth of an export.
    rl_config.useA85 = 0
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
    make_archival(canvas, Properties(title, author, mark, PROGRAM, made))
    return canvas


def _pages(document: Document, mark: str) -> Sequence[PdfPage]:
    """The pages of both products. The contents come before what they tell of, so their length is settled first."""
    inner = printed_pages(document)
    contents = contents_pages([entry for page in inner for entry in page.entries])
    numbers = {e.bookmark: n for n, page in enumerate(inner, start=1 + len(contents)) for e in page.entries}
    own = (ContentsEntry(CONTENTS, "contents", PORTRAIT.top),)
    return (
        _cover(document, mark),
        *(
            PdfPage(PORTRAIT, partial(draw_contents, entries=entries, numbers=numbers, first=not n), () if n else own)
            for n, entries in enumerate(contents)
        ),
        *inner,
    )


def _cover(document: Document, mark: str) -> PdfPage:
    title, month = document_title(document), month_words(document)
    draw = partial(draw_cover, head=document.head, cover=title, month=month, mark=mark)
    return PdfPage(PORTRAIT, draw, (ContentsEntry(COVER, "cover", PORTRAIT.top),))


def _approval(document: Document) -> PdfPage:
    return PdfPage(PORTRAIT, partial(draw_approval, approval=approval_of(document, state_of(document))), (_APPROVAL,))


def draw_page(canvas: Canvas, page: PdfPage, number: int, foot: str, mark: str = "") -> None:
    """One page with its number, but for page 0; `foot` stands below it, `mark` is laid behind the page."""
    canvas.setPageSize(page.frame.sheet)
    for entry in page.entries:
        # A little above the text itself, which else would stand at the very edge of the window.
        canvas.bookmarkPage(entry.bookmark, fit="XYZ", left=0, top=entry.top + _ABOVE)
        canvas.addOutlineEntry(entry.text, entry.bookmark, entry.level)
    if mark:
        draw_mark(canvas, page.frame, mark)
    pen = Pen(canvas)
    page.draw(pen)
    pen.finish()
    _stand_up(canvas, page.frame)
    pen = Pen(canvas)
    if number:
        _number(pen, number)
    if foot:
        pen.write(PORTRAIT.centre, PORTRAIT.bottom - 17 * MM, foot, "song", 7.5, "center")
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
