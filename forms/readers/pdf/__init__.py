"""Reads .pdf with a text layer: what is printed, as paragraphs and tables, told by places and ruled lines alone."""

from __future__ import annotations

from forms.readers import refusals
from forms.readers.blocks import Block
from forms.readers.pdf.child import read_apart
from forms.readers.pdf.printed import pictures, read_printed


def read(file: str, data: bytes) -> tuple[Block, ...]:
    """The blocks of a PDF: every table is a grid, named by its number; heads, feet and page numbers are not read.

    Raises Trouble for a file that is damaged, too large, encrypted or without text.
    """
    return read_apart(read_printed, file, data, refusals.damaged_pdf(file))


def remarks(data: bytes) -> tuple[str, ...]:
    """One sentence when a PDF that can be read has pages of which nothing can be."""
    numbers = read_apart(pictures, "", data, refusals.damaged_pdf("")) if _PICTURE in data else ()
    return (f"第{'、'.join(map(str, numbers))}页只有图片，没有文字，程序没有读取。",) if numbers else ()


_PICTURE = b"/Image"
"""What stands in the file when it holds a picture; this is never packed."""
