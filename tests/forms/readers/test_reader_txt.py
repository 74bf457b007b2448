"""Plain text: encodings, lines, and the ways in which tables are written into text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.readers import Grid, read, txt


@pytest.fixture
def book(tmp_path):
    """Reads a text file with this content."""

    def make(content: str | bytes, encoding: str = "utf-8"):
        path = tmp_path / "a.txt"
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return read(path)

    return make


def rows(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in grid.cells_in_row(row)] for row in grid.row_numbers]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings(book, encoding):
    assert [p.text for p in book("部门职责㛃𬱖\n机构设置", encoding).paragraphs] == ["部门职责㛃𬱖", "机构设置"]


def test_text_cut_off_within_a_character(book):
    assert [p.text for p in book("部门预算".encode()[:-1]).paragraphs] == ["部门预"]


def test_paragraphs_are_lines_and_blank_ones_are_counted(book):
    found = book("  一、部门职责\r\n\r\n\x0c机构设置：\r无\t事项").paragraphs
    assert [(p.number, p.text) for p in found] == [(1, "一、部门职责"), (3, "机构设置："), (4, "无 事项")]


def test_marks_of_markdown_and_of_converters_are_no_text(book):
    found = book("## 一、职责\n- 1、收支总表\n1、**三公经费**：指**因公**的\n[bookmark: _GoBack]2019年\n#1").paragraphs
    expected = [("一、职责", 2), ("1、收支总表", None), ("1、三公经费：指因公的", None), ("2019年", None), ("#1", None)]
    assert [(p.text, p.level) for p in found] == expected


def test_marks_that_never_close_are_text(book):
    text = "[bookmark: " * 2_900 + "**末"
    assert [p.text for p in book(text).paragraphs] == [text]


def test_table_with_bars(book):
    (grid,) = book("| 项目 | 金额 |\n|:---|---:|\n| 办公\\|费 | 1,234.50 |\n\n| **合计** | |").grids
    assert rows(grid) == [["项目", "金额"], ["办公|费", "1234.50"], ["合计"]]
    assert (grid.name, grid.address(2, 2)) == ("表格 1", "第 2 行第 2 列")


def test_table_with_tabs(book):
    blocks = book("收支总表\n单位：万元\n序号\t项目\t\n1\t\t4436.20\n\n2\t合计\n注：无").blocks
    assert [getattr(block, "text", None) for block in blocks] == ["收支总表", "单位：万元", None, "注：无"]
    assert rows(blocks[2]) == [["序号", "项目"], ["1", "4436.20"], ["2", "合计"]]
    assert blocks[2].cells[2, 3].number


def test_table_with_a_cell_on_every_line(book):
    text = "机构设置\n\t名称\n\t性质\n\n\t\n\t行政\n级别\n\n\t工信局\n\t事业\n\n\n二、总体情况"
    blocks = book(text).blocks
    assert rows(blocks[1]) == [["名称", "性质"], ["行政\n级别"], ["工信局", "事业"]]
    assert blocks[1].spread(2, 2).text == "行政\n级别"
    assert blocks[2].text == "二、总体情况"


@pytest.mark.parametrize(
    "text",
    [
        "收支总表\t1\n收入总表\t3",
        "第一章\t总则",
        "\t第一段。\n\n\t第二段。",
        "\t第一段。\n\t第二段。\n正文",
        "|竖线|",
        "a|b\nc|d",
    ],
    ids=["contents", "one line", "indented", "indented together", "one bar", "bars inside"],
)
def test_what_looks_like_a_table_and_is_none(book, text):
    found = book(text)
    assert found.grids == ()
    assert [p.text for p in found.paragraphs] == [line.strip().replace("\t", " ") for line in text.split("\n") if line]


def test_tables_with_a_title_between_them_are_two(book):
    assert [grid.name for grid in book("a\tb\nc\td\n\n支出总表\n\ne\tf\ng\th").grids] == ["表格 1", "表格 2"]


@given(st.text(alphabet="\t\n|-*# 部1.", max_size=60))
def test_no_character_is_lost(text):
    blocks = txt.read("a.txt", text.encode())
    kept = "".join(
        "".join(cell.text for cell in block.cells.values()) if isinstance(block, Grid) else block.text
        for block in blocks
    )
    for sign in "部1":
        assert kept.count(sign) == text.count(sign)
