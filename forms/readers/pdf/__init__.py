"""Reads .pdf with a text layer: what is printed, as paragraphs and tables, told by places and ruled lines alone."""

from __future__ import annotations

from forms.readers import refusals
from forms.readers.pdf.child import Progress, read_apart
from forms.readers.pdf.printed import Printed, read_printed


def read(file: str, data: bytes, progress: Progress) -> Printed:
    """The blocks of a PDF, every table a grid that is named by its number, heads, feet and page numbers left out; and
    what to say of the pages as a whole.

    `progress` is told how many pages are read, of how many; what it raises ends the reading at once. Raises Trouble
    for a file that is damaged, too large, encrypted or without text.
    """
    return read_apart(read_printed, file, data, refusals.damaged_pdf(file), progress)
