"""On which page of the PDF each line of the contents leads, for other files that print the same contents."""

from __future__ import annotations

from forms.document.document import Document
from forms.write.pdf.flow_pages import printed_pages
from forms.write.pdf.front_pages import contents_pages


def page_numbers(document: Document) -> list[int]:
    """The page numbers of all lines of the contents in their order; the contents begin with page 1."""
    pages = printed_pages(document)
    contents = contents_pages([entry for page in pages for entry in page.entries])
    return [number for number, page in enumerate(pages, start=1 + len(contents)) for _ in page.entries]
