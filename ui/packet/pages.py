"""The pages of a PDF as pictures.

Everything here is called in the thread of the jobs alone: pdfium must not be entered twice, and files are read there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QImage

from forms.document.document import Document
from forms.write.page.products import Product

_FINER = 4
"""So many times as large as it is shown a thumbnail is drawn first."""
_LONGEST = 40
"""Names of so many characters have room beside a thumbnail."""


@dataclass(frozen=True, slots=True)
class Pages:
    """A PDF and its title, with what there is to say of its pages: how large they are, what they are called, what is
    printed on them.

    A name is the place of the page and the headings that stand on it, or the one that it goes on with; a number is 0
    where none stands.
    """

    data: bytes
    title: str
    sizes: tuple[QSizeF, ...]
    names: tuple[str, ...]
    numbers: tuple[int, ...]
    parts: tuple[tuple[str, tuple[int, ...]], ...]
    """Every heading of the outline with the pages on which something of it stands."""


def composed(document: Document, product: Product) -> Pages:
    """The pages of one of the two products. Raises Trouble when a font is damaged or the file cannot be written."""
    from forms.write.packet.package import export

    with TemporaryDirectory() as folder:
        (path,) = export(document, Path(folder), formats=("pdf",), product=product)
        return read_pages(path.read_bytes())


def begun(document: Document, product: Product) -> Pages:
    """The first page of a product alone, which is there long before all are. Raises Trouble as `composed` does."""
    from forms.write.pdf.pdf import write_first_page

    with TemporaryDirectory() as folder:
        path = Path(folder) / "1.pdf"
        write_first_page(document, path, product)
        return read_pages(path.read_bytes())


def read_pages(data: bytes) -> Pages:
    """The pages of a finished PDF."""
    with pypdfium2.PdfDocument(data) as pdf:
        count = len(pdf)
        heads = list(_heads(pdf))
        sizes = tuple(QSizeF(*pdf.get_page_size(page)) for page in range(count))
        labels = [pdf.get_page_label(page) for page in range(count)]
        title = pdf.get_metadata_value("Title")
    numbers = tuple(int(label) if label.isdecimal() else 0 for label in labels)
    return Pages(data, title, sizes, tuple(_names(heads, count)), numbers, tuple(_parts(heads, count)))


def image(pages: Pages, page: int, scale: float) -> QImage:
    """A page drawn at `scale` pixels per point."""
    with pypdfium2.PdfDocument(pages.data) as pdf:
        bitmap = pdf[page].render(scale=scale)
        data = bytes(bitmap.buffer)
        made = QImage(data, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_BGR888)
        return made.copy()


def thumb(pages: Pages, page: int, longest: int) -> QImage:
    """A page so small that its longest side has so many pixels; its lines become grey, not thick."""
    size = pages.sizes[page]
    large = image(pages, page, _FINER * longest / max(size.width(), size.height()))
    return large.scaled(
        longest, longest, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )


@dataclass(frozen=True, slots=True)
class _Head:
    """A heading of the outline: the page it begins on, at which height, its level, its text."""

    page: int
    top: float
    level: int
    text: str


def _heads(pdf: pypdfium2.PdfDocument) -> Iterator[_Head]:
    for entry in pdf.get_toc():
        destination = entry.get_dest()
        index = destination.get_index() if destination else None
        if destination and index is not None:
            place = destination.get_view()[1]
            yield _Head(index, place[1] if len(place) > 1 else 0.0, entry.level, entry.get_title())


def _names(heads: Sequence[_Head], count: int) -> Iterator[str]:
    """A part that leads to the same place as what it begins with has no words on paper, and names no page."""
    begun: dict[int, list[str]] = {}
    for head, inner in zip_longest(heads, heads[1:]):
        if inner is None or (inner.page, inner.top) != (head.page, head.top):
            begun.setdefault(head.page, []).append(head.text)
    last = ""
    for page in range(count):
        texts = begun.get(page, [f"{last}（续）"] if last else [])
        last = texts[-1].removesuffix("（续）") if texts else ""
        yield f"{page + 1}　{_joined(texts)}".rstrip()


def _joined(texts: Sequence[str]) -> str:
    """The headings of a page one behind the other; those that have no room in a list are counted."""
    shown = [text for place, text in enumerate(texts) if not place or len("；".join(texts[: place + 1])) <= _LONGEST]
    more = f"；等{len(texts)}项" if len(shown) < len(texts) else ""
    return "；".join(shown) + more


def _parts(heads: Sequence[_Head], count: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    """A part ends where the next of its level or above begins, upon that page where it does not begin at its top."""
    for place, head in enumerate(heads):
        following = next((other.page for other in heads[place + 1 :] if other.level <= head.level), count)
        yield head.text, tuple(range(head.page, max(head.page + 1, following)))
