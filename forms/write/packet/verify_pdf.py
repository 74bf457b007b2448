"""A written PDF read back: text, fonts, paper, contents, repeated heads, marks, outline, links, nothing hidden."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from forms.document.document import Document
from forms.signing.state_name import state_of
from forms.write.page import fonts
from forms.write.page.approval import TITLE as APPROVAL
from forms.write.page.closing import TITLE as REPORT
from forms.write.page.flow import TablePart, flow
from forms.write.page.layout import Picture
from forms.write.page.listing import listed
from forms.write.page.paper import MM, PORTRAIT
from forms.write.page.products import Product
from forms.write.pdf.pdf import CONTENTS

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

Fault = tuple[str, str]
"""The rule and what is wrong, to be read behind the name of the file."""
_SLACK = 1.0  # points; A4 is not a whole number of them


def open_pdf(path: Path) -> PdfDocument | None:
    """The PDF as any reader opens it, without a password; None when it does not open."""
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(path)
    except (pypdfium2.PdfiumError, FileNotFoundError):
        return None


def pdf_faults(document: Document, path: Path, product: Product) -> Iterator[Fault]:
    """Everything wrong with the PDF of a document, as the product that it is to be."""
    pdf = open_pdf(path)
    if pdf is None:
        yield "O01", "打不开，或者设有密码。"
        return
    with pdf:
        pages = list(pdf)
        texts = ["".join(page.get_textpage().get_text_range().split()) for page in pages]
        yield from _readable(document, pages, texts)
        yield from _paper(pages)
        signing = product is Product.SIGNING
        # Around the copy for signing stand sheets without a number: the cover is not its first page.
        inner = range(1, len(pages) - 1) if signing else range(len(pages))
        yield from _numbered([texts[number] for number in inner])
        yield from _contents(document, pdf, texts, inner)
        yield from _heads(document, pdf, texts, inner)
        if signing:
            yield from _marks(document, texts)
        yield from _ways(pdf, pages)
        yield from _hidden(document, pdf, pages)


def _printed(text: str) -> str:
    """A text as it stands on a page, without its blanks: a character that no face has is 〓 there."""
    return "".join("".join(piece for _, piece in fonts.runs(text, "song")).split())


def _page(number: int) -> str:
    """A page by its printed number: the cover has none."""
    return f"第{number}页" if number else "封面"


def _readable(document: Document, pages: Sequence[Any], texts: Sequence[str]) -> Iterator[Fault]:
    if blank := [_page(number) for number, text in enumerate(texts) if not text]:
        yield "O01", f"{'、'.join(blank)}没有可以搜索的文字。"
    if _printed(document.head.unit.name) not in "".join(texts):
        yield "O01", "里搜索不到单位名称。"
    if not all(map(_has_its_fonts, pages)):
        yield "O01", "有没有嵌入的字体，换一台电脑会变样。"


def _has_its_fonts(page: Any) -> bool:
    """Whether every text on the page has its font in the file; asked of pdfium itself, for a page has many texts."""
    import pypdfium2.raw as pdfium

    objects = [pdfium.FPDFPage_GetObject(page.raw, number) for number in range(pdfium.FPDFPage_CountObjects(page.raw))]
    # Of a drawing that is put in as a whole (form XObject) the texts in it count.
    for item in objects:
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            count = pdfium.FPDFFormObj_CountObjects(item)
            objects += [pdfium.FPDFFormObj_GetObject(item, number) for number in range(count)]
        elif kind == pdfium.FPDF_PAGEOBJ_TEXT and not pdfium.FPDFFont_GetIsEmbedded(pdfium.FPDFTextObj_GetFont(item)):
            return False
    return True


def _paper(pages: Sequence[Any]) -> Iterator[Fault]:
    a4 = sorted(PORTRAIT.sheet)
    for number, page in enumerate(pages):
        sizes = zip(sorted(page.get_size()), a4, strict=True)
        if any(abs(size - wanted) > _SLACK for size, wanted in sizes):
            width, height = (round(length / MM) for length in page.get_size())
            yield "O02", f"{_page(number)}是{width}×{height}毫米，不是A4纸。"


def _numbered(texts: Sequence[str]) -> Iterator[Fault]:
    """The pages from the cover on, which itself has no number."""
    for number, text in enumerate(texts):
        if number and f"—{number}—" not in text:
            yield "O02", f"从封面后数起第{number}页没有页码“— {number} —”。"


def _contents(document: Document, pdf: PdfDocument, texts: Sequence[str], inner: range) -> Iterator[Fault]:
    """Every entry of the outline stands in the contents, with the page on which it is found."""
    titles = {line.text: line.printed for line in listed(flow(document)) if line}
    places = [(title, page) for title, page in _places(pdf) if page in inner]
    names = [title for title, _ in places]
    if CONTENTS not in names[:-1]:
        return
    at = names.index(CONTENTS)
    contents = "".join(texts[places[at][1] : places[at + 1][1]])
    for (title, page), (following, _) in pairwise([*places[at + 1 :], ("", 0)]):
        words, behind, number = _printed(title), _printed(following), page - inner.start
        # A title that begins with a number stands right behind the page number of the entry before.
        entry = rf"{re.escape(words)}…*{number}(?!\d)|{re.escape(words)}…*{number}{re.escape(behind)}"
        if not re.search(entry, contents) or _printed(titles.get(title, title)) not in texts[page]:
            yield "B05", f"的目录没有列出第{number}页的“{title}”，或者页码不对。"


def _places(pdf: PdfDocument) -> list[tuple[str, int]]:
    """The entries of the outline with the pages they lead to, the first being page 0."""
    return [(entry.get_title(), dest.get_index()) for entry in pdf.get_toc() if (dest := entry.get_dest())]


def _heads(document: Document, pdf: PdfDocument, texts: Sequence[str], inner: range) -> Iterator[Fault]:
    """The title and the captions of a table on each of its pages, from its entry in the outline to the next one."""
    parts = flow(document)
    pictures = {
        line.text: part.picture
        for part, line in zip(parts, listed(parts), strict=True)
        if line and isinstance(part, TablePart)
    }
    for (title, first), (_, following) in pairwise([*_places(pdf), ("", inner.stop)]):
        if title in pictures:
            for number in range(first, following):
                if not _head(pictures[title]) <= Counter(texts[number]):
                    yield "O03", f"第{number - inner.start}页的《{pictures[title].title}》没有完整的表头。"


def _head(picture: Picture) -> Counter[str]:
    """The characters of title and captions: a caption on several lines is read back among those beside it."""
    return Counter(_printed("".join([picture.title, *(cell.text for cell in picture.head)])))


def _marks(document: Document, texts: Sequence[str]) -> Iterator[Fault]:
    mark = _printed(f"核对码{state_of(document).code}")
    for number, text in enumerate(texts, start=1):
        if f"{mark}第{number}页共{len(texts)}页" not in text:
            yield "O05", f"第{number}页没有核对码和页数。"
    if APPROVAL not in texts[0]:
        yield "O05", f"的第一页不是{APPROVAL}。"
    if REPORT not in texts[-1]:
        yield "O05", f"的最后一页不是{REPORT}。"


def _ways(pdf: PdfDocument, pages: Sequence[Any]) -> Iterator[Fault]:
    import pypdfium2.raw as pdfium

    if not any(entry.get_dest() for entry in pdf.get_toc()):
        yield "O08", "没有书签。"
    subtypes = [subtype for page in pages for subtype in _annotations(page)]
    if pdfium.FPDF_ANNOT_LINK not in subtypes:
        yield "O08", "的目录不能点击。"


def _annotations(page: Any) -> Iterator[int]:
    import pypdfium2.raw as pdfium

    for number in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, number)
        yield pdfium.FPDFAnnot_GetSubtype(annotation)
        pdfium.FPDFPage_CloseAnnot(annotation)


def _hidden(document: Document, pdf: PdfDocument, pages: Sequence[Any]) -> Iterator[Fault]:
    import pypdfium2.raw as pdfium

    if pdfium.FPDFDoc_GetAttachmentCount(pdf.raw):
        yield "N07", "里夹带了附件。"
    if any(subtype != pdfium.FPDF_ANNOT_LINK for page in pages for subtype in _annotations(page)):
        yield "N07", "里有批注。"
    author = pdf.get_metadata_value("Author")
    if author != document.head.unit.name:
        yield "N07", f"的文件属性里作者是“{author}”。"
