"""Tables of long texts in the PDF and the Word file: few pages, and one box for what is said once for several rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import docx
import pypdfium2 as pdfium

from forms.document.document import Document
from forms.form.load import edition
from forms.write.page.layout import groups, picture
from forms.write.pdf.pdf import write_pdf
from forms.write.pdf.table_pages import typeset
from forms.write.word.word import write_word
from models.records import Address, CellEntry, Content, Head, RowAddress, RowEntry, Unit

MADE = date(2019, 3, 1)
CONTENT = "推动全县农村供水工程提质改造，完善水源地保护区划定、管网巡查、水质检测和应急供水等各项制度。" * 4
GOAL = "农村集中供水率稳步提高，水质达标，群众满意。"


def activities(counts: Sequence[int], content: str = CONTENT) -> Document:
    """A paper of 2019 with an activity for each count, which has so many indicators."""
    form = edition(2019, "部门")
    cells: dict[Address, CellEntry] = {}
    rows: dict[RowAddress, RowEntry] = {}
    number = 0
    for activity, count in enumerate(counts, 1):
        for place in range(count):
            number += 1
            rows[RowAddress("X6", str(number))] = RowEntry(order=number)
            texts = {"indicator": f"第{number}号水质抽检合格率", "excellent": f"≥{60 + number}%", "poor": "＜50%"}
            if place == 0:
                texts |= {"activity": f"{activity}、供水管理", "content": content, "goal": GOAL}
                cells[Address("X6", str(number), "budget")] = CellEntry(1_234_500 * activity)
            for column, text in texts.items():
                cells[Address("X6", str(number), column)] = CellEntry(text=text)
    content_ = Content(cells, rows, {"S1.text": "职责。"})
    return Document(Head("1", Unit("77", "某县水务局"), 2019, "部门", form.id), form, content_)


def drawn(document: Document, path: Path) -> tuple[list[str], int]:
    """The text of every page without blanks, and the number of pages that lie."""
    write_pdf(document, path)
    with pdfium.PdfDocument(path) as pdf:
        texts = ["".join(page.get_textpage().get_text_range().split()) for page in pdf]
        return texts, sum(page.get_width() > page.get_height() for page in pdf)


def test_a_table_of_long_texts_takes_few_pages(tmp_path: Path) -> None:
    texts, lying = drawn(activities([4] * 8), tmp_path / "公开.pdf")
    assert lying <= 3
    assert "".join(texts).count(CONTENT[:20]) == 8 * 4


def test_a_blank_goes_on_with_the_cell_above_as_one_box() -> None:
    document = activities([3, 1, 2])
    printed = picture(document, document.edition.tables["X6"])
    assert [row[0].down for row in printed.rows] == [3, 0, 0, 1, 2, 0]
    assert [row[1].down for row in printed.rows] == [3, 0, 0, 1, 2, 0], "the amount of the activity too"
    assert {row[4].down for row in printed.rows} == {1}, "the indicators have boxes of their own"
    assert [len(group) for group in groups(printed.rows)] == [3, 1, 2]


def test_an_amount_on_a_further_row_has_a_box_of_its_own() -> None:
    document = activities([2])
    cells = {**document.content().cells, Address("X6", "2", "budget"): CellEntry(5)}
    content = Content(cells, document.content().rows, document.content().texts)
    printed = picture(Document(document.head, document.edition, content), document.edition.tables["X6"])
    assert [row[0].down for row in printed.rows] == [1, 1]


def test_rows_under_one_cell_stand_on_one_page() -> None:
    document = activities([5] * 7)
    table = typeset(picture(document, document.edition.tables["X6"]))
    assert {first % 5 for first, _ in table.pages} == {0}


def test_rows_under_a_cell_that_no_page_holds_are_parted() -> None:
    document = activities([60])
    table = typeset(picture(document, document.edition.tables["X6"]))
    assert len(table.pages) > 1
    assert {cell.down for row in table.rows for cell in row.cells} == {1}


def test_the_cells_are_merged_in_the_word_file_too(tmp_path: Path) -> None:
    write_word(activities([3, 1]), tmp_path / "公开.docx")
    table = next(t for t in docx.Document(str(tmp_path / "公开.docx")).tables if "职责活动" in t.rows[1].cells[0].text)
    names = [row.cells[0] for row in table.rows if "号水质" in row.cells[4].text]
    assert len(names) == 4
    assert names[0]._tc is names[1]._tc is names[2]._tc is not names[3]._tc
