"""Writes 使用说明 for those who read on paper or elsewhere: a PDF and a web page, both or neither."""

from __future__ import annotations

from pathlib import Path

from forms.guide.book import TITLE
from forms.guide.page import web_page
from forms.write.page.folders import make_folder
from models.files import write_together


def write_guide(folder: Path) -> tuple[Path, ...]:
    """The PDF and the web page in the folder, in the places of older ones; raises Trouble when that cannot be done."""
    from forms.guide.pdf_book import write_pdf

    make_folder(folder)
    written = tuple(folder / f"{TITLE}{suffix}" for suffix in (".pdf", ".html"))
    with write_together(written) as (pdf, page):
        write_pdf(pdf)
        page.write_text(web_page(), encoding="utf-8")
    return written
