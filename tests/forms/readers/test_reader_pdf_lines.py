"""Tables in a PDF that lines rule in part or not at all, and text that does not keep to its cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from forms.readers import Book, read
from tests.forms.readers.papers import Paper

XS = (80, 150, 300, 400)


@pytest.fixture
def paper(tmp_path: Path) -> Paper:
    return Paper(tmp_path / "纸.pdf")


def rows(book: Book) -> list[list[str]]:
    (grid,) = book.grids
    return [[cell.text for cell in grid.cells_in_row(row)] for row in grid.row_numbers]


def draw(paper: Paper, top: float, *lines: tuple[str, str, str]) -> float:
    """Lines of three texts, the last of which ends at the right side; returns the next baseline."""
    for first, second, third in lines:
        paper.text(XS[0], top, first).text(XS[1], top, second).text(XS[3] - 6 * len(third), top, third)
        top += 20
    return top


HEAD = ("编码", "名称", "金额")
BODY = [
    ("206", "科学技术", "1150.65"),
    ("208", "社会保障", "92.65"),
    ("210", "卫生健康", "8.00"),
    ("221", "住房", "0.50"),
]


@pytest.mark.parametrize("ruled", [True, False])
def test_columns_are_told_by_what_stands_under_each_other(paper: Paper, ruled: bool) -> None:
    paper.text(200, 60, "部门预算支出总表", size=18)
    draw(paper, 100, HEAD, *BODY)
    for y in (84, 106, 186) if ruled else ():
        paper.rule(XS[0], y, XS[3], y)
    assert rows(read(paper.save())) == [list(HEAD), *map(list, BODY)]


def test_a_caption_over_two_columns_is_merged_over_both(paper: Paper) -> None:
    paper.text(193, 100, "支出功能分类科目及金额").text(XS[0], 110, "编码")
    draw(paper, 120, ("", "名称", "金额"), *BODY)
    for x0, x1, y in ((XS[0], XS[3], 84), (XS[1], XS[3], 106), (XS[0], XS[3], 126), (XS[0], XS[3], 206)):
        paper.rule(x0, y, x1, y)
    (grid,) = read(paper.save()).grids
    assert {(area.top, area.left, area.bottom, area.right) for area in grid.merges} == {(1, 2, 1, 3), (1, 1, 2, 1)}


def test_a_text_broken_in_its_cell_is_one_row(paper: Paper) -> None:
    draw(paper, 100, HEAD, BODY[0])
    paper.text(XS[1], 133, "机关事业单位基").text(XS[0], 140, "208").text(XS[3] - 30, 140, "92.65").text(
        XS[1], 147, "本养老保险"
    )
    draw(paper, 167, *BODY[2:])
    assert rows(read(paper.save()))[2] == ["208", "机关事业单位基本养老保险", "92.65"]


def test_a_table_without_lines_goes_on_over_the_page_in_the_same_columns(paper: Paper) -> None:
    draw(paper, 700, HEAD, *BODY)
    paper.page()
    draw(paper, 60, ("222", "一笔长的名称比上一页的都长", "7.25"))
    assert rows(read(paper.save())) == [list(HEAD), *map(list, BODY), ["222", "一笔长的名称比上一页的都长", "7.25"]]


def test_what_stands_across_columns_is_one_cell(paper: Paper) -> None:
    top = draw(paper, 100, HEAD, *BODY)
    paper.text(XS[0], top, "注：本表的金额含上年结转的资金，不含事业收入")
    for y in (84, 106, top + 6):
        paper.rule(XS[0], y, XS[3], y)
    assert rows(read(paper.save()))[-1] == ["注：本表的金额含上年结转的资金，不含事业收入"]


def test_amounts_in_sentences_are_no_table(paper: Paper) -> None:
    sentence = "本年收入1150.65万元，比上年增加92.65万元，其中人员经费8.00万元。"
    book = read(paper.lines(90, 100, *[sentence] * 5).save())
    assert not book.grids


def test_a_caption_too_long_for_its_row_stays_whole(paper: Paper) -> None:
    """The row is too low for two lines, and the second is printed over the line below."""
    paper.table((80, 160, 300), (100, 118, 136), [["名称", ""], ["甲局", "财政拨款"]])
    paper.text(163, 110, "经费保障形式及资金来").text(163, 122, "源")
    assert rows(read(paper.save())) == [["名称", "经费保障形式及资金来源"], ["甲局", "财政拨款"]]


def test_a_wide_sheet_printed_row_by_row_is_one_table(tmp_path: Path) -> None:
    paper = Paper(tmp_path / "宽.pdf", size=(440, 300))
    head = [["编码", "名称"], ["合计", "基本"]]
    for part in range(2):
        for side in range(2):
            if (part, side) == (0, 0):
                paper.text(100, 40, "部门预算支出总表")
            texts = [[f"{part}{row}{side}", f"{row}.{side}0"] for row in range(2)]
            body = [*([] if part else [head[side]]), *texts]
            paper.table((60, 220, 400), [60 + 30 * n for n in range(len(body) + 1)], body).page()
    assert [row[:4] for row in rows(read(paper.save()))] == [
        ["编码", "名称", "合计", "基本"],
        ["000", "0.00", "001", "0.10"],
        ["010", "1.00", "011", "1.10"],
        ["100", "0.00", "101", "0.10"],
        ["110", "1.00", "111", "1.10"],
    ]
