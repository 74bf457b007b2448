"""What other files print as the PDF does: the contents, and which parts stand on turned sheets."""

from __future__ import annotations

from typing import NamedTuple

from forms.document.document import Document
from forms.write.page.paper import PORTRAIT
from forms.write.pdf.flow_pages import printed_pages
from forms.write.pdf.front_pages import contents_pages


class PrintedContents(NamedTuple):
    """The page numbers of all lines in their order, and the distance of two lines in type sizes.

    `lying` says of every part that has something on paper, in their order, whether it begins on a turned sheet,
    `closer` whether it is a paragraph whose characters moved together.
    """

    numbers: list[int]
    pitch: float
    lying: list[bool]
    closer: list[bool]


def printed_contents(document: Document) -> PrintedContents:
    """The contents as they stand in the PDF; they begin with page 1."""
    pages = printed_pages(document)
    contents = contents_pages([entry for page in pages for entry in page.entries])
    numbers = [number for number, page in enumerate(pages, start=1 + len(contents)) for _ in page.entries]
    lying = [page.frame.sheet != PORTRAIT.sheet for page in pages for _ in page.begun]
    closer = [is_closer for page in pages for is_closer in page.begun]
    return PrintedContents(numbers, contents[0].pitch, lying, closer)
