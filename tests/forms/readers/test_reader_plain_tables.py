"""Tables in plain text: merged heads, merged labels and rows torn apart are read as they stand on paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from forms.readers import Area, Book, Grid, read

Made = Callable[[str], Book]

CAPTIONS = "一级指标\t二级指标\t三级指标\t描述\t指标值\t依据\n"


@pytest.fixture
def book(tmp_path: Path) -> Made:
    """Reads a text file with this content."""

    def make(content: str) -> Book:
        path = tmp_path / "a.txt"
        path.write_text(content, encoding="utf-8")
        return read(path)

    return make


def cell_a_line(*rows: str) -> str:
    """A table in which every cell is an indented line; the cells of a row are parted by bars here."""
    return "".join("".join(f"\t{cell}\n" for cell in row.split("|")) + "\n" for row in rows)


def seen(grid: Grid, row: int) -> list[str]:
    """What a person sees in the cells of a row."""
    width = max(column for _, column in grid.cells)
    cells = (grid.spread(row, column) for column in range(1, width + 1))
    return [cell.text if cell else "" for cell in cells]


def test_captions_stand_over_their_columns(book: Made) -> None:
    (grid,) = book(cell_a_line("序号|收入|支出", "|项目|预算数|项目|预算数", "1|财政拨款|5.00|教育支出|5.00")).grids
    assert seen(grid, 1) == ["序号", "收入", "收入", "支出", "支出"]
    assert seen(grid, 2) == ["序号", "项目", "预算数", "项目", "预算数"]
    assert set(grid.merges) == {Area(1, 1, 2, 1), Area(1, 2, 1, 3), Area(1, 4, 1, 5)}


def test_heads_of_three_rows(book: Made) -> None:
    head = cell_a_line("来源|物品|金额", "项目|预算||总计|其中", "||||一般|基金", "甲|1.00|纸|3.00|1.00|2.00")
    (grid,) = book(head).grids
    assert seen(grid, 1) == ["来源", "来源", "物品", "金额", "金额", "金额"]
    assert seen(grid, 2) == ["项目", "预算", "物品", "总计", "其中", "其中"]
    assert seen(grid, 3) == ["项目", "预算", "物品", "总计", "一般", "基金"]


@pytest.mark.parametrize(
    "rows",
    [
        ("序号|支出分类|基本支出", "|编码|名称|合计|人员", "1|301|工资|2.00|2.00"),
        ("类|合计", "|其中|10.00", "一|甲|3.00"),
        ("单位：万元|2024", "序号|项目|预算数", "1|甲|3.00"),
    ],
    ids=["columns of whom is not said", "amounts below", "no caption above"],
)
def test_short_rows_that_fit_in_no_one_way_stay_as_they_are(book: Made, rows: tuple[str, ...]) -> None:
    (grid,) = book(cell_a_line(*rows)).grids
    assert grid.merges == ()
    assert [cell.text for cell in grid.cells_in_row(1)] == rows[0].split("|")
    assert [cell.column for cell in grid.cells_in_row(1)] == list(range(1, len(rows[0].split("|")) + 1))


def test_a_blank_label_belongs_to_the_one_above(book: Made) -> None:
    text = (
        CAPTIONS + "产出指标\t数量指标\t甲\t乙\t1\t丙\n\t质量指标\t丁\t戊\t2\t己\n效益指标\t社会指标\t庚\t辛\t3\t壬\n"
    )
    (grid,) = book(text).grids
    assert [seen(grid, row)[0] for row in grid.row_numbers] == ["一级指标", "产出指标", "产出指标", "效益指标"]


def test_a_blank_label_below_the_captions_stays_blank(book: Made) -> None:
    text = CAPTIONS + "\t数量指标\t甲\t乙\t1\t丙\n\t质量指标\t丁\t戊\t2\t己\n"
    assert [seen(grid, 2)[0] for grid in book(text).grids] == [""]


def test_a_blank_code_in_a_row_of_amounts_stays_blank(book: Made) -> None:
    text = "科目编码\t科目名称\t合计\t基本支出\n栏次\t1\t2\t3\n\t合计\t5.00\t5.00\n205\t教育支出\t5.00\t5.00\n"
    (grid,) = book(text).grids
    assert grid.merges == ()
    assert seen(grid, 3) == ["", "合计", "5.00", "5.00"]


def test_a_label_goes_on_behind_captions_repeated_on_a_new_page(book: Made) -> None:
    rows = "产出指标\t数量指标\t甲\t乙\t1\t丙\n\n" + CAPTIONS + "\t质量指标\t丁\t戊\t2\t己\n\t成本指标\t庚\t辛\t3\t壬\n"
    (grid,) = book(CAPTIONS + rows).grids
    assert [seen(grid, row)[0] for row in (2, 4, 5)] == ["产出指标"] * 3


def test_what_a_page_break_tore_off_a_row_goes_back_to_it(book: Made) -> None:
    rows = (
        "产出指标\t数量指标\t支持企\t支持的企业\t1\t文件\n\n"
        + CAPTIONS
        + "\t\t业数量\t数量\t\t\n\t质量指标\t丁\t戊\t2\t己\n"
    )
    (grid,) = book(CAPTIONS + rows).grids
    assert seen(grid, 2) == ["产出指标", "数量指标", "支持企业数量", "支持的企业数量", "1", "文件"]
    assert seen(grid, 5)[:2] == ["产出指标", "质量指标"]


def test_blank_lines_in_a_cell_do_not_end_its_row(book: Made) -> None:
    (grid,) = book(cell_a_line("指标|说明|目标值", "甲|乙|1", "增长率|同比增长", "3%", "丙|丁|2")).grids
    assert seen(grid, 3) == ["增长率", "同比增长", "3%"]


def test_merged_cells_that_were_found_are_told(book: Made) -> None:
    head = cell_a_line("序号|收入|支出", "|项目|预算数|项目|预算数", "1|财政拨款|5.00|教育支出|5.00")
    assert ["请核对" in remark for remark in book(head).remarks] == [True]
    assert book("序号\t项目\n1\t甲\n").remarks == ()
