"""No page is nearly empty where the lines upon it find room elsewhere."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from whole import made

from forms.document.document import Document
from forms.write.page.flow import Heading, TablePart, TextParagraph
from forms.write.page.layout import picture
from forms.write.page.paper import PORTRAIT
from forms.write.pdf.flow_pages import flowing_pages
from forms.write.pdf.pdf import write_pdf
from forms.write.pdf.text_lines import SIZE, paragraph
from forms.write.pdf.type import width

MADE = date(2024, 2, 1)
SENTENCE = "本年度重点推进农村公路养护提质工程。"


def text_of(lines: int, more: int) -> str:
    """A text of so many full lines, and so many characters on one more."""
    return ("养" * (27 * lines - 2 + more - 1)) + "。"


def test_a_paragraph_moves_together_where_that_saves_a_line() -> None:
    text = text_of(5, 2)
    loose, tight = paragraph(text, PORTRAIT), paragraph(text, PORTRAIT, tight=True)
    assert (len(loose.lines), len(tight.lines)) == (6, 5)
    assert "".join(tight.lines) == text
    widest = max(width(line, "fang", SIZE) for line in tight.lines)
    assert 0 < (widest - PORTRAIT.width) / 27 <= 0.31, "points for each character"


def test_a_paragraph_that_saves_nothing_is_as_it_was() -> None:
    text = text_of(5, 20)
    assert paragraph(text, PORTRAIT, tight=True).lines == paragraph(text, PORTRAIT).lines


def test_lines_that_run_over_by_two_are_pulled_back() -> None:
    parts = [TextParagraph(text_of(4, 1)) for _ in range(9)]
    assert len(parts) * 5 > 44 >= len(parts) * 4, "loose they need three pages, tight two"
    assert len(flowing_pages(parts)) == 2


def test_a_text_on_one_page_is_not_tightened(tmp_path: Path) -> None:
    write_pdf(made({"S1.text": text_of(3, 2)}), tmp_path / "公开.pdf")
    with pdfium.PdfDocument(tmp_path / "公开.pdf") as pdf:
        texts = [page.get_textpage().get_text_range() for page in pdf]
    (page,) = (text for text in texts if "养养养" in text)
    assert [line.count("养") for line in page.splitlines() if "养" in line] == [25, 27, 27, 1]


def procurement(document: Document) -> TablePart:
    drawn = picture(document, document.edition.tables["X2"])
    assert drawn.landscape
    return TablePart(drawn, own_page=False)


@pytest.mark.parametrize(("lines", "pages"), [(2, 2), (9, 3)])
def test_the_last_lines_of_a_text_stand_above_the_lying_table_that_follows(lines: int, pages: int) -> None:
    above = [TextParagraph(SENTENCE) for _ in range(22)]
    last = [Heading("八、政府采购预算情况"), *(TextParagraph(SENTENCE) for _ in range(lines))]
    found = flowing_pages([*above, *last, procurement(made())])
    assert len(found) == pages
    assert found[-1].frame.width > found[-1].frame.height
    assert bool(found[-1].entries) == (lines == 2), "the heading stands where its text does"


@pytest.mark.parametrize(("lines", "pages"), [(2, 2), (9, 3)])
def test_a_few_lines_between_two_lying_tables_stand_above_the_second(lines: int, pages: int) -> None:
    between = [Heading("八、政府采购预算情况"), *(TextParagraph(SENTENCE) for _ in range(lines))]
    found = flowing_pages([procurement(made()), *between, procurement(made())])
    assert len(found) == pages
    assert [page.frame.width > page.frame.height for page in found].count(True) == 2
