"""No page is nearly empty where the lines upon it find room elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from whole import long_project, made

from forms.document.document import Document
from forms.document.projects import public_projects
from forms.write.page.flow import Heading, TablePart, TextParagraph
from forms.write.page.goal_grid import goal_table, goal_widths
from forms.write.page.layout import picture
from forms.write.page.paper import PORTRAIT
from forms.write.pdf.flow_pages import flowing_pages
from forms.write.pdf.goal_block import goal_block
from forms.write.pdf.pdf import write_pdf
from forms.write.pdf.settling import FlowItem, settled
from forms.write.pdf.strips import PlacedStrip, Strip
from forms.write.pdf.text_lines import SIZE, paragraph
from forms.write.pdf.type import Pen, width

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


def goals_of(document: Document) -> FlowItem:
    """The goal table of the only project, as it is set in the text."""
    (table,) = map(goal_table, public_projects(document))
    return FlowItem(lambda frame, tightness: goal_block(table, frame, tightness), eases=True)


def lines_of(count: int) -> list[FlowItem]:
    """So many lines of text."""
    return [FlowItem(lambda frame, _: paragraph(SENTENCE, frame)) for _ in range(count)]


@dataclass
class Rows:
    """A table whose rows have one height however tight it is set; its head stands again on every page."""

    strips: Sequence[Strip]

    def draw(self, pen: Pen, placed: Sequence[PlacedStrip]) -> None:
        raise AssertionError(f"only broken into pages here, not drawn: {pen} {placed}")


def rows(count: int) -> FlowItem:
    """Twenty rows and the head fill a page."""
    row = Strip(PORTRAIT.height / 21, again=(0,))
    return FlowItem(lambda *_: Rows([replace(row, keep=True, again=()), *([row] * count)]), eases=True)


def filled(*items: FlowItem) -> list[int]:
    """How many strips of twenty-one each page has."""
    return [round(sheet.filled * 21) for sheet in settled(PORTRAIT, items).sheets]


@pytest.mark.parametrize(("count", "pages"), [(20, [21]), (26, [21, 7]), (22, [18, 6]), (41, [21, 17, 6])])
def test_a_nearly_empty_last_page_takes_rows_from_the_one_before(count: int, pages: list[int]) -> None:
    assert filled(rows(count)) == pages


def test_what_fills_the_page_below_the_last_rows_leaves_them_there() -> None:
    assert filled(rows(22), rows(17)) == [21, 21]


def test_a_page_of_text_gives_no_lines_to_the_next() -> None:
    assert filled(*lines_of(24)) == [21, 2]


@pytest.mark.parametrize(("lines", "count"), [(24, 28), (25, 26), (26, 30)])
def test_a_goal_table_begins_below_a_few_lines_that_would_else_stand_alone(lines: int, count: int) -> None:
    _, second, *_ = settled(PORTRAIT, [*lines_of(lines), goals_of(long_project(count))]).sheets
    assert second.filled > 0.5


def test_a_goal_table_of_middle_size_stays_whole_under_text_that_fills_its_page() -> None:
    run = settled(PORTRAIT, [*lines_of(12), goals_of(long_project(22))])
    assert [len({id(block) for block, _ in sheet.blocks}) for sheet in run.sheets] == [12, 1]


def test_the_code_of_a_project_stands_on_one_line() -> None:
    code = "13028124P00581710125X"
    projects = [{"title": "1、某项目绩效目标表", "code": code, "name": "城区雨污分流管网改造", "goals": "改造管网。"}]
    described = {"level1": "产出指标", "level2": "数量指标", "level3": "长度", "description": SENTENCE * 9}
    (table,) = map(goal_table, public_projects(made({}, projects, [("1", described)])))
    widths = goal_widths(table, 44.0, 0.8)
    assert widths[1] + widths[2] - 0.8 >= width(code, "song", 1)
