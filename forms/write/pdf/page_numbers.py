"""On which page of the PDF each line of the contents leads, for other files that print the same contents."""

from __future__ import annotations

from collections.abc import Sequence

from forms.write.page.flow import Part
from forms.write.pdf.flow_pages import flowing_pages
from forms.write.pdf.front_pages import contents_pages


def page_numbers(parts: Sequence[Part]) -> list[int]:
    """The page numbers of all lines of the contents in their order; the contents begin with page 1."""
    pages = flowing_pages(parts)
    contents = contents_pages([entry for page in pages for entry in page.entries])
    return [number for number, page in enumerate(pages, start=1 + len(contents)) for _ in page.entries]
