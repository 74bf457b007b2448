"""The contents of the PDF, for other files that print the same ones."""

from __future__ import annotations

from typing import NamedTuple

from forms.document.document import Document
from forms.write.pdf.flow_pages import printed_pages
from forms.write.pdf.front_pages import contents_pages


class PrintedContents(NamedTuple):
    """The page numbers of all lines in their order, and the distance of two lines in type sizes."""

    numbers: list[int]
    pitch: float


def printed_contents(document: Document) -> PrintedContents:
    """The contents as they stand in the PDF; they begin with page 1."""
    pages = printed_pages(document)
    contents = contents_pages([entry for page in pages for entry in page.entries])
    numbers = [number for number, page in enumerate(pages, start=1 + len(contents)) for _ in page.entries]
    return PrintedContents(numbers, contents[0].pitch)
