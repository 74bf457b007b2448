"""Breaking text into lines and pages: what stays together, what stands again, and where no line begins or ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from published import published

from forms.write.page.layout import pictures
from forms.write.page.paper import PORTRAIT
from forms.write.pdf.flow_pages import TableBlock
from forms.write.pdf.strips import PlacedStrip, Strip, StripSheet, StripSheets
from forms.write.pdf.text_lines import PITCH, TextBlock, heading, paragraph, title
from forms.write.pdf.type import Pen, width

FRAME = PORTRAIT._replace(height=100.0)
WORDS = (
    "部门",
    "预算",
    "（含",
    "公用经费）",
    "经费，",
    "《办法》、",
    "12.50",
    "万元；",
    "“三公”",
    "经费：",
    "2024年",
    "增长3%。",
    " ",
)
NO_BEGIN, NO_END = "，。、；：！？）》”％%,.;:", "（《“("


@dataclass(frozen=True, slots=True)
class Pile:
    """Strips with nothing to draw."""

    strips: Sequence[Strip]

    def draw(self, pen: Pen, placed: Sequence[PlacedStrip]) -> None:
        raise AssertionError(f"only broken into pages here, not drawn: {pen} {placed}")


def numbers(sheets: Sequence[StripSheet]) -> list[list[int]]:
    """The numbers of the strips on each page."""
    return [[place.strip for _, placed in sheet.blocks for place in placed] for sheet in sheets]


def lines_of_text(count: int) -> list[TextBlock]:
    """Paragraphs of one line."""
    return [paragraph("一行。", PORTRAIT) for _ in range(count)]


def test_strips_that_are_kept_together_go_over_together() -> None:
    pile = Pile([Strip(40), Strip(40, keep=True), Strip(30)])
    assert numbers(StripSheets(FRAME).put([pile]).sheets) == [[0], [1, 2]]


def test_what_is_kept_together_and_higher_than_a_page_is_parted() -> None:
    assert numbers(StripSheets(FRAME).put([Pile([Strip(40, keep=True)] * 4)]).sheets) == [[0, 1], [2, 3]]


def test_white_is_left_out_at_the_top_of_a_page() -> None:
    pile = Pile([Strip(20, white=True), Strip(90), Strip(20, white=True), Strip(90)])
    assert numbers(StripSheets(FRAME).put([pile]).sheets) == [[1], [3]]


def test_the_head_stands_again_where_a_row_begins_a_page() -> None:
    pile = Pile([Strip(20, keep=True), *[Strip(40, again=(0,))] * 4])
    sheets = StripSheets(FRAME).put([pile]).sheets
    assert numbers(sheets) == [[0, 1, 2], [0, 3, 4]]
    assert [place.top for place in sheets[1].blocks[0][1]] == pytest.approx([FRAME.top, FRAME.top - 20, FRAME.top - 60])


heights = st.floats(5, 60)
strips = st.builds(Strip, heights, keep=st.booleans(), white=st.booleans())


@given(st.lists(st.lists(strips, min_size=1, max_size=6), min_size=1, max_size=6))
def test_every_strip_stands_once_in_order_within_its_page(piles: list[list[Strip]]) -> None:
    blocks = [Pile(pile) for pile in piles]
    sheets = StripSheets(FRAME).put(blocks).sheets
    found = [(id(b), place.strip) for sheet in sheets for b, placed in sheet.blocks for place in placed]
    every = [(id(block), n) for block in blocks for n in range(len(block.strips))]
    whites = {(id(block), n) for block in blocks for n, strip in enumerate(block.strips) if strip.white}
    assert [place for place in every if place in found or place not in whites] == found
    assert all(sheet.room >= -0.02 for sheet in sheets), "but for the rounding of a page that is filled exactly"


@pytest.mark.parametrize("above", range(400, 640, 12))
def test_a_table_in_the_text_begins_with_its_head_and_two_rows(above: float) -> None:
    assets = next(p for p in pictures(published("2024-fengrun")) if p.id == "X3")
    blocks = [Pile([Strip(above)]), TableBlock(assets)]
    sheets = StripSheets(PORTRAIT).put(blocks).sheets
    tables = [[p.strip for p in placed] for sheet in sheets for b, placed in sheet.blocks if b is blocks[-1]]
    assert {1, 2, 3, 4} <= set(tables[0])
    assert all(table[0] == 2 for table in tables[1:])


@pytest.mark.parametrize("lines", range(15, 23))
def test_a_heading_stays_with_two_lines_of_its_text(lines: int) -> None:
    blocks = [*lines_of_text(lines), heading("一、标题", PORTRAIT), paragraph("字" * 80, PORTRAIT)]
    for sheet in StripSheets(PORTRAIT).put(blocks).sheets:
        own = [(block, placed) for block, placed in sheet.blocks]
        if any(block is blocks[-2] for block, _ in own):
            assert len(own[-1][1]) > 1
            assert own[-1][0] is blocks[-1]


@pytest.mark.parametrize("text", ["1、收入说明", "（一）总体绩效目标", "第一部分 整体绩效目标", "机构设置："])
def test_a_line_that_leads_over_stays_with_the_text_below(text: str) -> None:
    blocks = [*lines_of_text(21), paragraph(text, PORTRAIT), paragraph("字。", PORTRAIT)]
    assert [len(sheet.blocks) for sheet in StripSheets(PORTRAIT).put(blocks).sheets] == [21, 2]


def test_a_page_of_text_has_twenty_two_lines() -> None:
    (sheet, *_) = StripSheets(PORTRAIT).put([paragraph("字" * 1000, PORTRAIT)]).sheets
    ((_, placed),) = sheet.blocks
    assert (len(placed), placed[0].top - placed[0].bottom) == (22, pytest.approx(PITCH))


@given(st.lists(st.sampled_from(WORDS), min_size=60, max_size=150))
def test_no_line_begins_with_a_stop_or_ends_with_an_opening_mark(words: list[str]) -> None:
    text = "".join(words).strip()
    block = paragraph(text, PORTRAIT)
    assert "".join("".join(block.lines).split()) == "".join(text.split())
    for number, line in enumerate(block.lines):
        assert line[:1] not in NO_BEGIN or number == 0
        assert line[-1:] not in NO_END or number == len(block.lines) - 1
        indent = 0 if number else block.indent
        assert indent + width(line, block.role, block.size) <= PORTRAIT.width + 0.01


def test_a_long_title_breaks_before_the_year() -> None:
    lines = title("秦皇岛市工业和信息化局2021年部门预算信息公开情况说明", PORTRAIT).lines
    assert lines == ("秦皇岛市工业和信息化局", "2021年部门预算信息公开情况说明")
